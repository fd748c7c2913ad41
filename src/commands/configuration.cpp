#include "commands/configuration.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iterator>
#include <optional>

#include "commands/house_settings.h"
#include "commands/modules.h"
#include "core/read_file.h"
#include "core/text.h"
#include "core/yaml.h"
#include "storage/move/move.h"

namespace dongson::commands {

namespace {

std::unexpected<Refusal> No(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), ""});
}

bool ReadListen(std::string_view listen, Configuration& configuration) {
    const auto colon = listen.rfind(':');
    if (colon == std::string_view::npos) return false;
    const auto port = listen.substr(colon + 1);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), configuration.port);
    configuration.host = listen.substr(0, colon);
    return error == std::errc() && end == port.data() + port.size() && configuration.port >= 0 && configuration.port < 65536;
}

// "web, jobs": nothing when a name is none.
std::optional<Roles> ParseRoles(std::string_view names) {
    Roles roles;
    for (const auto name : Split(names, ',')) {
        const auto role = Trim(name);
        if (role != "web" && role != "jobs" && role != "collector") return std::nullopt;
        roles.emplace(role);
    }
    return roles;
}

bool IsThisMachine(std::string_view host) {
    return host == "localhost" || host.starts_with("127.") || host == "::1" || host == "[::1]";
}

// The rules of pauses by the names that the settings have.
void ReadPauses(const Settings& settings, calendar::PauseRules& pauses) {
    for (const auto& [key, rule] :
         {std::pair("pause_before_due", &pauses.before_due), std::pair("pause_from_due", &pauses.from_due)})
        if (const auto parsed = calendar::ParsePauseRule(settings.Written(key))) *rule = *parsed;
}

// "https://witness.example name+id+key": where it is asked, and its key.
std::optional<ledger::WitnessAddress> ParseWitness(const std::string& line) {
    const auto blank = line.find(' ');
    const auto key = ledger::ParseVerifier(blank == std::string::npos ? "" : std::string_view(line).substr(blank + 1));
    if (!key || key->kind != ledger::KeyKind::witness || !line.starts_with("http")) return std::nullopt;
    return ledger::WitnessAddress{line.substr(0, blank), line.substr(blank + 1)};
}

// How much is taken on, and how long and how many a client may.
void ReadServing(const Settings& settings, Configuration& configuration) {
    if (settings.Says("workers")) settings.Into("workers", configuration.workers);
    settings.Into("slow_workers", configuration.slow_workers);
    settings.Into("connections", configuration.connections);
    settings.Into("slow_statement_ms", configuration.slow_statement_ms);
    settings.Into("session_hours", configuration.session_hours);
    settings.Into("address_requests_per_minute", configuration.address_requests_per_minute);
    settings.Into("account_requests_per_minute", configuration.account_requests_per_minute);
    settings.Into("upload_megabytes", configuration.upload_megabytes);
    settings.Into("account_upload_megabytes", configuration.account_upload_megabytes);
    settings.Into("address_body_megabytes", configuration.address_body_megabytes);
    settings.Into("body_megabytes", configuration.body_megabytes);
    settings.Into("header_seconds", configuration.header_seconds);
    settings.Into("body_seconds", configuration.body_seconds);
    settings.Into("idle_seconds", configuration.idle_seconds);
    settings.Into("least_bytes_per_second", configuration.least_bytes_per_second);
    settings.Into("connections_at_once", configuration.connections_at_once);
    settings.Into("connections_per_address", configuration.connections_per_address);
}

void ReadPlaces(const Settings& settings, Configuration& configuration) {
    settings.Into("data", configuration.data);
    settings.Into("database", configuration.database);
    settings.Into("base_url", configuration.base_url);
    settings.Into("province", configuration.province);
    settings.Into("contact", configuration.contact);
    settings.Into("submission", configuration.submission);
    settings.Into("ledger_name", configuration.ledger_name);
    settings.Into("access_log", configuration.access_log);
    settings.Into("certificate", configuration.certificate);
    settings.Into("key", configuration.key);
    settings.Into("mail_url", configuration.mail_url);
    settings.Into("mail_from", configuration.mail_from);
    settings.Into("clamd", configuration.clamd);
    settings.Into("backup_to", configuration.backup_to);
    settings.Into("backup_key", configuration.backup_key);
    settings.Into("clock_from", configuration.clock_from);
    settings.Into("proxies", configuration.proxies);
}

// What holds between values, and what the modules say of theirs.
SettingFaults Check(const Configuration& configuration) {
    SettingFaults faults;
    const auto together = [&](std::string_view one, const std::string& first, std::string_view other, const std::string& second) {
        if (first.empty() != second.empty())
            faults.push_back({first.empty() ? other : one, "needs '" + std::string(first.empty() ? one : other) + "' too"});
    };
    together("certificate", configuration.certificate, "key", configuration.key);
    together("backup_to", configuration.backup_to, "backup_key", configuration.backup_key);
    if (!configuration.backup_to.empty() && !configuration.database.empty())
        faults.push_back({"backup_to", "is for SQLite; back PostgreSQL up with its own tools"});
    for (const auto* module : Modules())
        if (module->check != nullptr) std::ranges::move(module->check(configuration.settings), std::back_inserter(faults));
    return faults;
}

}  // namespace

std::vector<Setting> DeclaredSettings() {
    auto declared = HouseSettings();
    for (const auto* module : Modules()) declared.insert(declared.end(), module->settings.begin(), module->settings.end());
    return declared;
}

Result<Configuration> ParseConfiguration(std::string source, std::string_view yaml) {
    Configuration configuration;
    DefinitionErrors errors;
    const auto root = Definition::Parse(std::move(source), yaml, errors);
    configuration.settings = Settings(root, DeclaredSettings());
    const auto& settings = configuration.settings;
    ReadPlaces(settings, configuration);
    ReadServing(settings, configuration);
    if (errors.empty()) ReadPauses(settings, configuration.pauses);
    if (!ReadListen(settings.Written("listen"), configuration)) root.Child("listen").Fail("'listen' is HOST:PORT");
    if (auto roles = ParseRoles(settings.Written("roles")))
        configuration.roles = std::move(*roles);
    else
        root.Child("roles").Fail("'roles' are web, jobs and collector");
    std::vector<std::string> witnesses;
    settings.Into("ledger_witnesses", witnesses);
    for (const std::string& line : witnesses) {
        if (auto witness = ParseWitness(line))
            configuration.ledger_witnesses.push_back(std::move(*witness));
        else
            root.Child("ledger_witnesses")
                .Fail("'ledger_witnesses' are lines of a URL, a blank and the key that 'dongson witness' prints");
    }
    if (errors.empty())
        for (const auto& fault : Check(configuration))
            root.Child(fault.key).Fail("'" + std::string(fault.key) + "' " + fault.what);
    if (!errors.empty()) return No("CONFIGURATION_REFUSED", {errors.Text(), {}});
    return configuration;
}

namespace {

// Who reads the settings reads what holds: what the command line says above the file, and what nobody says and was found out.
void TellSettings(const Arguments& arguments, Configuration& configuration) {
    auto& settings = configuration.settings;
    constexpr std::pair<std::string_view, std::string_view> kOptions[] = {
        {"data", "data"}, {"listen", "listen"}, {"database", "database"}, {"roles", "roles"}, {"base-url", "base_url"}};
    for (const auto& [option, key] : kOptions)
        if (arguments.Has(option)) settings.Set(key, arguments.Value(option), SaidBy::command_line);
    // As libpq reads it, without its password; what it cannot read is not shown at all.
    if (!configuration.database.empty()) {
        const auto address = storage::PostgresAddressOf(configuration.database);
        settings.Set("database", address ? address->shown : "…", settings.By("database"));
    }
    if (!configuration.base_url_stated) settings.Set("base_url", configuration.base_url, SaidBy::nobody);
    if (!settings.Says("workers")) settings.Set("workers", std::to_string(configuration.workers), SaidBy::nobody);
}

}  // namespace

std::string ConfigurationIn(std::string_view data_folder) {
    return std::string(data_folder) + "/dongson.yaml";
}

Result<Configuration> ReadConfiguration(const Arguments& arguments) {
    auto path = arguments.Value("config");
    if (path.empty())
        if (auto written = ConfigurationIn(arguments.Value("data", Configuration().data)); std::filesystem::exists(written))
            path = std::move(written);
    const auto text = path.empty() ? std::optional<std::string>("") : ReadFile(path);
    if (!text) return No("CONFIGURATION_MISSING", Say("cannot read {1}", path));
    auto parsed = ParseConfiguration(path, *text);
    if (!parsed) return parsed;
    auto configuration = std::move(*parsed);
    configuration.source = path;
    configuration.data = arguments.Value("data", configuration.data);
    configuration.database = arguments.Value("database", configuration.database);
    if (arguments.Has("roles")) {
        const auto names = arguments.Value("roles");
        auto roles = ParseRoles(names);
        if (!roles) return No("COMMAND_ROLES", Say("--roles are web, jobs and collector, not {1}", names));
        configuration.roles = std::move(*roles);
    }
    configuration.base_url = arguments.Value("base-url", configuration.base_url);
    if (const auto listen = arguments.Value("listen"); !listen.empty())
        if (!ReadListen(listen, configuration)) return No("COMMAND_LISTEN", Say("--listen is HOST:PORT, not {1}", listen));
    configuration.base_url_stated = !configuration.base_url.empty();
    if (!configuration.base_url_stated) configuration.base_url = ShownAddress(configuration, configuration.port);
    TellSettings(arguments, configuration);
    return configuration;
}

std::string ShownAddress(const Configuration& configuration, int port) {
    const auto& host = configuration.host;
    const bool any = host.empty() || host == "0.0.0.0" || host == "::" || host == "[::]";
    const bool bare_six = host.find(':') != std::string::npos && !host.starts_with('[');
    return std::string(configuration.certificate.empty() ? "http://" : "https://") +
           (any || IsThisMachine(host) ? "localhost"
            : bare_six                 ? "[" + host + "]"
                                       : host) +
           ":" + std::to_string(port);
}

bool PrintsGuessedAddress(const Configuration& configuration) {
    return !configuration.base_url_stated && !IsThisMachine(configuration.host);
}

}  // namespace dongson::commands
