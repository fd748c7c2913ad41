// Reads the first word and hands over.
#include <sodium.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <span>
#include <string>
#include <vector>

#include "commands/commands.h"
#include "commands/modules.h"
#include "commands/premises.h"
#include "core/text.h"

// jemalloc reads it before anything else: what is free goes back to the system after two seconds, also while nothing happens.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "background_thread:true,dirty_decay_ms:2000,muzzy_decay_ms:0";
}

namespace {

struct Command {
    const char* name;
    int (*run)(const std::vector<std::string>&);
    const char* help;
};

constexpr Command kCommands[] = {
    {"setup", dongson::commands::Setup,
     "dongson setup --data DIR [--database URL] [--province NAME] [--era 2025|2023] [--submission national|local] [--units FILE]\n"
     "              [--base-url URL] [--contact TEXT] [--admin LOGIN] [--admin-name NAME] [--yes]\n"
     "  Makes an empty folder a province: units, procedures, settings and the first administrator, whose code it prints. Asks what\n"
     "  is not given; with --yes it takes what is usual instead.\n"},
    {"account", dongson::commands::AccountCommand,
     "dongson account … --data DIR [--database URL]\n"
     "  list [--unit UNIT]                              Who works here, with their posts of today.\n"
     "  delegations [--unit UNIT] [--csv]               Who stands in for whom, ever; as a table for other programs with --csv.\n"
     "  add LOGIN --name NAME [--email E] [--phone P]   A new account; with --unit and --role its post too, together.\n"
     "      [--unit UNIT --role ROLE [--position TEXT] [--from DAY] [--until DAY]]\n"
     "  appoint LOGIN --unit UNIT --role ROLE [--position TEXT] [--from DAY] [--until DAY]\n"
     "  end LOGIN --unit UNIT --role ROLE --reason TEXT [--on DAY]   The last day of a post; today when none is given.\n"
     "  disable | enable | reset | end-sessions LOGIN --reason TEXT\n"
     "  import FILE [--commit] [--only-good] [--codes FILE] [--faults FILE]\n"
     "      Shows what a list (CSV: login, name, unit, role, position, email, phone, from, until) would change; --commit does it,\n"
     "      all rows or none. --only-good leaves faulty rows out, --faults writes them down, --codes takes the new codes.\n"
     "  UNIT is a key, an organisation code or a name; ROLE is a key or a name of a role: clerk, specialist, leader,\n"
     "  operator, analyst; DAY is 2026-12-01.\n"
     "  Codes are shown once and live seven days. May run beside a server.\n"},
    {"backup", dongson::commands::Backup,
     "dongson backup --data DIR --to FOLDER --key FILE [--new-key]\n"
     "  Everything of a folder (SQLite), encrypted and each piece once, while a server runs on it. --new-key makes the key.\n"
     "dongson backup list --from FOLDER --key FILE\n"},
    {"restore", dongson::commands::Restore,
     "dongson restore --from FOLDER --key FILE --data EMPTY_DIR [--backup NAME]\n  The newest backup, or the one named, in a folder of "
     "its own.\n"},
    {"verify-backup", dongson::commands::VerifyBackup,
     "dongson verify-backup --from FOLDER --key FILE [--backup NAME] [--work DIR]\n  Puts a backup back in a passing folder and holds its "
     "database against its ledger. 0: it is good.\n"},
    {"move", dongson::commands::Move,
     "dongson move --data DIR --to postgres://USER@HOST/DATABASE [--switch]\n"
     "dongson move --data DIR --database postgres://USER@HOST/DATABASE --to sqlite [--switch]\n"
     "  Everything the database holds goes to an empty one of the other kind, and is proven there row by row; the old one stays as it\n"
     "  was. Files, ledger and keys stay where they are. --switch then changes the settings. Stop the server first.\n"},
    {"serve", dongson::commands::Serve,
     "dongson serve --data DIR --listen HOST:PORT [--database URL] [--roles web,jobs,collector] [--base-url URL] [--config FILE]\n"
     "  Serves the site. Without --database everything lies in the data folder (SQLite).\n"},
    {"migrate", dongson::commands::MigrateSchema,
     "dongson migrate --data DIR [--database URL]\n  Brings the schema up to date.\n"},
    {"import units", dongson::commands::ImportUnits,
     "dongson import units FILE --data DIR [--database URL]\n  Reads a file whole or not at all; says what each row lacked. Again "
     "is without effect.\n"},
    {"demo", dongson::commands::Demo,
     "dongson demo --data DIR [--database URL] [--scale small|province] [--era 2023|2025] [--json]\n  Loads the real catalogue "
     "and units, makes people and work, prints the accounts. The province: a year of 1,200,000 dossiers at every commune, 15,000 "
     "officers, 85,000 citizens; fewer with [--dossiers N] [--officers N] [--citizens N]. Says on standard error how far it is.\n"},
    {"lint", dongson::commands::LintDefinitions,
     "dongson lint\n  Proves that no shipped process can strand a dossier, over every published procedure.\n"
     "dongson lint --data DIR [--database URL] [--on DAY]\n  Proves over every live dossier that it is stranded neither on that day "
     "nor on any after it on which units begin or end. May run beside a server.\n"},
    {"settings", dongson::commands::PrintSettings,
     "dongson settings [--data DIR] [--config FILE] [--markdown]\n  Every key of the configuration: what it is for, what it takes, "
     "what holds there now.\n"},
    {"routes", dongson::commands::PrintRoutes,
     "dongson routes [--json]\n  Every address the site answers: its method, who may ask for it, and the lane it runs in.\n"
     "  Needs no data folder.\n"},
    {"keys", dongson::commands::Keys,
     "dongson keys list --data DIR [--database URL]\n  The keys that personal data is sealed with, what lies under each, and what lies "
     "in clear still.\n"
     "dongson keys rotate --data DIR [--database URL]\n  A new key, and everything under it, while servers run. Cut short, it goes on "
     "when it is called again.\n"
     "dongson keys drop KEY --data DIR [--database URL]\n  Forgets a retired key that nothing lies under.\n"},
    {"ledger", dongson::commands::Ledger,
     "dongson ledger mend --data DIR [--database URL] [--here]\n  Lets the log go on after an older backup was restored; lists what is "
     "lost. Stop the server first.\n"
     "dongson ledger audit --data DIR [--database URL]\n  Recomputes what every dossier, definition, open table and security case says and holds it "
     "against the ledger; names the rows that were changed and the entries that no row has. Stop the server first.\n"
     "dongson ledger watch URL --key KEY --data DIR [--witnesses KEY,KEY] [--every SECONDS | --once]\n  Keeps a log's checkpoints "
     "and tiles, holds each tree against the one before, alarms on a fork. URL ends in /so-cai; the folder is a mirror.\n"},
    {"witness", dongson::commands::Witness,
     "dongson witness KEY_OF_LOG... --name NAME --data DIR [--listen HOST:PORT]\n  Cosigns checkpoints that continue those seen before "
     "(C2SP tlog-witness). For another body than the one whose log it is.\n"},
    {"verify", dongson::commands::Verify,
     "dongson verify FILE... --key KEY | --keys FILE\n  Checks a proof of the public ledger offline. The key stands at /so-cai/khoa.\n"},
};

using Words = std::vector<std::string>;

int Help() {
    std::fputs("Đông Sơn: the digital government of a province.\n\n", stdout);
    for (const auto& command : kCommands) std::printf("%s\n", command.help);
    for (const auto* module : dongson::commands::Modules())
        for (const auto& command : module->commands) std::printf("%s\n", command.help);
    return 0;
}

// How many words of the command these begin with; 0: it is another one.
std::size_t Fits(const std::string& command, const Words& words) {
    const auto wanted = dongson::Split(std::string_view(command), ' ');
    if (words.size() < wanted.size() || !std::ranges::equal(wanted, std::span(words).first(wanted.size()))) return 0;
    return wanted.size();
}

template <class Run>
int Do(const Words& words, std::size_t own, const char* help, Run run) {
    const Words rest(words.begin() + static_cast<std::ptrdiff_t>(own), words.end());
    if (std::ranges::find(rest, "--help") != rest.end()) return std::fputs(help, stdout), 0;
    try {
        return run(rest);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "dongson %s: %s\n", words[0].c_str(), error.what());
        return 1;
    }
}

// What the commands that begin with this word do; false when none does.
bool HelpWith(const std::string& first, std::FILE* to) {
    bool any = false;
    const auto print = [&](const std::string& name, const char* help) {
        if (!name.starts_with(first + " ")) return;
        std::fputs(help, to);
        any = true;
    };
    for (const auto& command : kCommands) print(command.name, command.help);
    for (const auto* module : dongson::commands::Modules())
        for (const auto& command : module->commands) print(std::string(command.name), command.help);
    return any;
}

}  // namespace

int main(int count, char** given) {
    // What the program writes is nobody else's to read: files 0600, folders 0700.
    ::umask(0077);
    if (sodium_init() < 0) return 1;
    const Words words(given + 1, given + count);
    if (words.empty() || words[0] == "--help" || words[0] == "help") return Help();
    for (const auto& command : kCommands)
        if (const auto own = Fits(command.name, words)) return Do(words, own, command.help, command.run);
    dongson::commands::OwnPremises premises;
    for (const auto* module : dongson::commands::Modules())
        for (const auto& command : module->commands)
            if (const auto own = Fits(std::string(command.name), words))
                return Do(words, own, command.help, [&](const Words& rest) { return command.run(rest, premises); });
    const bool asked = std::ranges::find(words, "--help") != words.end();
    const bool known = HelpWith(words[0], asked ? stdout : stderr);
    if (!known) std::fprintf(stderr, "dongson: no command '%s'; see dongson --help\n", words[0].c_str());
    return asked && known ? 0 : 2;
}
