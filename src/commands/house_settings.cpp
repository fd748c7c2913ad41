#include "commands/house_settings.h"

#include "core/declare_settings.h"

namespace dongson::commands {

using namespace declare;

std::vector<Setting> HouseSettings() {
    return {
        Text("data", "var/data", "folder of the database (SQLite), files, fonts and the ledger's key; one program at a time"),
        Text("listen", "127.0.0.1:8080", "address and port; put a TLS proxy in front, or see `certificate`"),
        Text("database", "",
             "PostgreSQL, `postgres://user@host/name`; empty: SQLite in the data folder. "
             "`docs/operators/moving.md` says how to go from one to the other"),
        Text("base_url", "",
             "how people reach the site; printed on papers and in QR codes; made from `listen` where nobody states"
             " it. State it wherever others than this machine come: the log warns (`BASE_URL_GUESSED`)"),
        Text("roles", "web,jobs,collector",
             "`web` answers people, `jobs` runs background work and the ledger's sequencer, `collector` is the "
             "security operations centre (its pages are served where `web` and it are together); programs may "
             "share one folder when each plays roles of its own"),
        Text("province", "Thanh Hóa", "the place written on papers"),
        Text("contact", "",
             "how people reach the one-stop, at the foot of every page: `Tổng đài 1900 0000, giờ làm việc; "
             "motcua@vidu.vn`"),
        Choice("submission", "local", {"local", "national"},
               "`national`: people apply at the national portal; none are taken online here, nobody registers, and "
               "only officers sign in"),
        Text("ledger_name", "dongson.thanhhoa.example/so-cai", "the log's origin; never change it once entries are signed"),
        Texts("ledger_witnesses",
              "who is asked to cosign: lines of a URL, a blank and the key that `dongson witness` prints there"),
        Text("access_log", "",
             "a file with a line a request: its address, when, what was asked for, the status, the bytes of the "
             "body that went out, how long it took. 499: whoever asked left before the answer; `- -`: nobody could"
             " tell what was asked for. Queries are left out, for they may name people. SIGHUP opens it again, "
             "after a rotation"),
        Text("certificate", "",
             "a PEM file: then the program speaks TLS 1.2 and 1.3 on `listen` itself, for an office too small for "
             "a proxy. The certificate comes first, those above it after. Another file by this name is read within"
             " three seconds (`SERVER_CERTIFICATE_READ`); a pair that does not fit is refused at the start, and "
             "later not taken"),
        Text("key", "", "the PEM file of its key, without a passphrase"),
        Text("mail_url", "", "`smtp://host:25`; without it and the sender notices stay in the accounts"),
        Text("mail_from", "", "the sender of letters"),
        Text("clamd", "",
             "`host:port` or the path of clamd's socket; papers are scanned before they are taken, and not taken "
             "while clamd is away"),
        Number("keep_notices_days", "1095", 30, 36500, "after so many days a notice is deleted from the account it was sent to"),
        Text("backup_to", "", "a folder for nightly backups (SQLite): \"Backup\" below"),
        Text("backup_key", "", "the file of their key; both go together"),
        Text("clock_from", "", "a day, for a demonstration of another era; `demo --era 2023` sets it for its folder"),
        Choice("pause_before_due", "remaining", {"remaining", "moved", "restart"},
               "what a pause does to a due date when it is asked for before the due day: `remaining` (the days left "
               "count on), `moved` (the due day moves by the pause's calendar days less one, then by one working "
               "day), `restart` (the whole time anew); see `docs/decisions/0026-what-a-pause-does.md`"),
        Choice("pause_from_due", "moved", {"remaining", "moved", "restart"}, "the same, asked for on the due day or after it"),
        Texts("proxies",
              "a list of addresses of proxies in front, `[127.0.0.1]`: only their `X-Forwarded-For` is believed. "
              "Set it behind a TLS proxy, or everybody counts as one address"),
        Number("address_requests_per_minute", "6000", 0, 1000000000,
               "requests without an account, by address; half of it at once; 0: no limit"),
        Number("account_requests_per_minute", "1200", 0, 1000000000, "requests of one account; 0: no limit"),
        Number("session_hours", "168", 1, 2160,
               "hours after which a session ends, however busy it is; at rest it ends after 12 (citizens) or 4 "
               "(officers)"),
        Number("workers", "", 1, 256,
               "threads that make pages, two a core and at least 4 where nobody says; as many work at a time as "
               "there are processors, and eight times this number may wait for a commit or for PostgreSQL"),
        Number("slow_workers", "2", 1, 64,
               "threads of each lane for what takes longer: passwords, readers' SQL, papers and pictures, files that"
               " come in, events, the rest; one address holds all but one of them at most"),
        Number("header_seconds", "15", 1, 600, "from the first byte of a request's header to its last"),
        Number("body_seconds", "120", 1, 3600, "without a byte of progress of what is sent or taken"),
        Number("idle_seconds", "60", 1, 3600, "an open connection without a request"),
        Number("least_bytes_per_second", "500", 0, 1048576,
               "what a body that has come for 20 seconds must have averaged; 0: anything"),
        Number("connections_at_once", "4000", 10, 1048576,
               "open connections; when there are no more, the one that has been idle longest is closed, or else the "
               "one whose body comes slowest, first of those sent without signing in"),
        Number("connections_per_address", "250", 1, 1048576, "of one address that is none of `proxies`"),
        Number("connections", "16", 1, 10000, "PostgreSQL connections"),
        Number("slow_statement_ms", "200", 0, 3600000, "statements above this are logged by name"),
        Number("upload_megabytes", "25", 1, 1048576, "largest file; a whole form may hold five times as much"),
        Number("account_upload_megabytes", "500", 1, 1048576, "what one account may send in a day, all papers together"),
        Number("address_body_megabytes", "64", 1, 1048576,
               "what requests of one address may hold in memory until they are answered; the first 64 KB of each do "
               "not count. Their files may hold twenty times `upload_megabytes`"),
        Number("body_megabytes", "256", 1, 1048576,
               "the same of all addresses together; their files may hold a quarter of what is free on the disk"),
    };
}

}  // namespace dongson::commands
