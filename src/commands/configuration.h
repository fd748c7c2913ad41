// One YAML file and the command line over it. Every key is documented in docs/operators/configuration.md.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/command_line.h"
#include "core/refusal.h"
#include "platform/calendar/working_calendar.h"
#include "platform/ledger/witnesses.h"
#include "platform/module.h"

namespace dongson::commands {

struct Configuration {
    std::string source;  // the file it was read from; empty: none
    std::string data = "var/data";
    std::string host = "127.0.0.1";
    int port = 8080;
    std::string database;  // a PostgreSQL URL; empty: SQLite in the data folder
    std::string base_url;  // as people reach it; made from host and port where nobody states it
    bool base_url_stated = false;
    Roles roles{"web", "jobs", "collector"};
    std::string province = "Thanh Hóa";
    std::string contact;               // how people reach the one-stop, for the foot of every page: "Tổng đài 1900 …, 7:00–17:00"
    std::string submission = "local";  // or national
    std::string ledger_name = "dongson.thanhhoa.example/so-cai";
    std::vector<ledger::WitnessAddress> ledger_witnesses;
    std::string access_log;
    std::string certificate, key;       // PEM files: TLS by this program itself; empty: a proxy speaks it, or nobody
    std::string mail_url, mail_from;    // smtp://host:25
    std::string clamd;                  // host:port or a socket's path
    std::string backup_to, backup_key;  // the folder of nightly backups and the file of their key; empty: none
    calendar::PauseRules pauses = calendar::WorkingCalendar::Shipped().pauses();
    std::string clock_from;                  // a demonstration of another era runs from this day
    std::vector<std::string> proxies;        // addresses of proxies in front
    int address_requests_per_minute = 6000;  // without an account; 0: no limit
    int account_requests_per_minute = 1200;
    int session_hours = 168;  // after which a session ends, however busy it is
    int workers = static_cast<int>(std::max(4U, 2 * std::thread::hardware_concurrency()));  // two a core: reading is quick
    int slow_workers = 2;                                                                   // of each lane for slow work
    int header_seconds = 15, body_seconds = 120, idle_seconds = 60;
    int least_bytes_per_second = 500;  // of a body, once it has come for a while; 0: any
    int connections_at_once = 4000, connections_per_address = 250;
    int connections = 16;
    int slow_statement_ms = 200;
    std::int64_t upload_megabytes = 25, account_upload_megabytes = 500;  // one file; one account in a day
    std::int64_t address_body_megabytes = 64, body_megabytes = 256;      // in memory at once: of one address, altogether
    Settings settings;                                                   // everything that was said, the modules' too
};

// Where the server listens, as a browser on this machine finds it.
std::string ShownAddress(const Configuration& configuration, int port);

// Whether people elsewhere may come who cannot follow the address that papers and codes are printed with.
bool PrintsGuessedAddress(const Configuration& configuration);

// What may be set: the house's and every module's.
std::vector<Setting> DeclaredSettings();

// What `dongson setup` wrote for a data folder: read where no other file is named.
std::string ConfigurationIn(std::string_view data_folder);
// Reads the file (if any) and lays the command line over it.
Result<Configuration> ReadConfiguration(const Arguments& arguments);
Result<Configuration> ParseConfiguration(std::string source, std::string_view yaml);

inline const std::vector<std::string> kConfigurationOptions{"config", "data", "listen", "database", "roles", "base-url"};

}  // namespace dongson::commands
