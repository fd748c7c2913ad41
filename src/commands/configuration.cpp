#include "commands/configuration.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>

#include "core/read_file.h"
#include "core/text.h"
#include "core/yaml.h"

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

// Where the server listens, as a browser on this machine finds it.
std::string AddressOf(const Configuration& configuration) {
    const auto& host = configuration.host;
    const bool any = host.empty() || host == "0.0.0.0" || host == "::" || host == "[::]";
    const bool bare_six = host.find(':') != std::string::npos && !host.starts_with('[');
    return std::string(configuration.certificate.empty() ? "http://" : "https://") +
           (any || IsThisMachine(host) ? "localhost"
            : bare_six                 ? "[" + host + "]"
                                       : host) +
           ":" + std::to_string(configuration.port);
}

bool IsPlainName(std::string_view name) {
    return !name.empty() &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string_view::npos;
}

// Where stored events go on to.
void ReadShipping(const Definition& root, soc::CentreSettings& settings) {
    const auto address = [&](const char* key, std::initializer_list<std::string_view> schemes) {
        std::string url = root.Text(key, "");
        const bool known = std::ranges::any_of(schemes, [&](std::string_view scheme) { return url.starts_with(scheme); });
        if (!url.empty() && !known) root.Fail(std::string("'") + key + "' begins with " + std::string(*schemes.begin()));
        while (url.ends_with('/')) url.pop_back();
        return url;
    };
    auto& click_house = settings.click_house;
    click_house.url = address("soc_clickhouse", {"http://", "https://"});
    click_house.database = root.Text("soc_clickhouse_database", click_house.database);
    click_house.table = root.Text("soc_clickhouse_table", click_house.table);
    for (const std::string& name : {click_house.database, click_house.table})
        if (!IsPlainName(name)) root.Fail("'" + name + "' is no name of a database or table: letters, digits and _");
    click_house.user = root.Text("soc_clickhouse_user", "");
    if (const std::string file = root.Text("soc_clickhouse_password_file", ""); !file.empty()) {
        std::ifstream in(file);
        if (!std::getline(in, click_house.password)) root.Fail("'soc_clickhouse_password_file' cannot be read");
    }
    auto& jet_stream = settings.jet_stream;
    jet_stream.url = address("soc_jetstream", {"nats://", "tls://"});
    jet_stream.stream = root.Text("soc_jetstream_stream", jet_stream.stream);
    jet_stream.subjects = root.Text("soc_jetstream_subjects", jet_stream.subjects);
    jet_stream.credentials = root.Text("soc_jetstream_credentials", "");
    jet_stream.node = root.Text("soc_node", "1");
    if (!IsPlainName(jet_stream.node)) root.Fail("'soc_node' is letters, digits and _");
    const std::string use = root.Text("soc_jetstream_use", "ship");
    if (use != "ship" && use != "relay" && use != "receive") root.Fail("'soc_jetstream_use' is ship, relay or receive");
    if (use != "ship" && jet_stream.url.empty()) root.Fail("'soc_jetstream_use' needs 'soc_jetstream'");
    jet_stream.use = use == "relay" ? soc::StreamUse::relay : use == "receive" ? soc::StreamUse::receive : soc::StreamUse::ship;
}

void ReadPauses(const Definition& root, calendar::PauseRules& pauses) {
    pauses = calendar::WorkingCalendar::Shipped().pauses();
    for (const auto& [key, rule] :
         {std::pair("pause_before_due", &pauses.before_due), std::pair("pause_from_due", &pauses.from_due)}) {
        if (!root.Has(key)) continue;
        if (const auto parsed = calendar::ParsePauseRule(root.Text(key)))
            *rule = *parsed;
        else
            root.Fail(std::string("'") + key + "' is remaining, moved or restart");
    }
}

void ReadSoc(const Definition& root, soc::CentreSettings& settings) {
    auto& syslog = settings.syslog;
    syslog.host = root.Text("soc_host", syslog.host);
    const auto port = [&](const char* key, int otherwise) {
        const auto value = root.Number(key, otherwise);
        if (value < -1 || value > 65535) root.Fail(std::string("'") + key + "' is a port, or -1 for none");
        return static_cast<int>(value);
    };
    syslog.udp = port("soc_udp", syslog.udp);
    syslog.tcp = port("soc_tcp", syslog.tcp);
    syslog.tls = port("soc_tls", syslog.tls);
    syslog.certificate = root.Text("soc_certificate", "");
    syslog.key = root.Text("soc_key", "");
    syslog.clients = root.Text("soc_client_authorities", "");
    if (syslog.tls >= 0 && (syslog.certificate.empty() || syslog.key.empty()))
        root.Fail("'soc_tls' needs 'soc_certificate' and 'soc_key'");
    const auto within = [&](const char* key, std::int64_t otherwise, std::int64_t least, std::int64_t most) {
        const auto value = root.Number(key, otherwise);
        if (value < least || value > most)
            root.Fail(std::string("'") + key + "' is from " + std::to_string(least) + " to " + std::to_string(most));
        return value;
    };
    syslog.event_bytes = settings.watch.event_bytes =
        static_cast<std::size_t>(
            within("soc_event_kilobytes", static_cast<std::int64_t>(settings.watch.event_bytes >> 10), 1, 1024))
        << 10;
    settings.watch.queue_bytes = static_cast<std::size_t>(within(
                                     "soc_queue_megabytes", static_cast<std::int64_t>(settings.watch.queue_bytes >> 20), 1, 4096))
                                 << 20;
    settings.folders = root.Texts("soc_folders");
    for (const std::string& folder : settings.folders)
        if (!folder.starts_with('/')) root.Fail("'soc_folders' are paths from / on");
    settings.watch.correlation_bytes =
        static_cast<std::size_t>(
            within("soc_correlation_megabytes", static_cast<std::int64_t>(settings.watch.correlation_bytes >> 20), 1, 65536))
        << 20;
    settings.watch.threads = static_cast<unsigned>(within("soc_threads", settings.watch.threads, 1, 64));
    // Decree 333 art. 16: logs are kept twelve months at least.
    settings.retention_days["standard"] =
        static_cast<int>(within("soc_standard_days", settings.retention_days["standard"], 365, 36500));
    settings.retention_days["long"] = static_cast<int>(within("soc_long_days", settings.retention_days["long"], 365, 36500));
    ReadShipping(root, settings);
}

// How much is taken on, and how long and how many a client may.
void ReadServing(const Definition& root, Configuration& configuration) {
    const auto within = [&](const char* key, auto& setting, std::int64_t least, std::int64_t most) {
        const auto value = root.Number(key, static_cast<std::int64_t>(setting));
        if (value < least || value > most)
            root.Fail(std::string("'") + key + "' is from " + std::to_string(least) + " to " + std::to_string(most));
        setting = static_cast<std::remove_reference_t<decltype(setting)>>(value);
    };
    within("workers", configuration.workers, 1, 256);
    within("slow_workers", configuration.slow_workers, 1, 64);
    within("connections", configuration.connections, 1, 10'000);
    within("slow_statement_ms", configuration.slow_statement_ms, 0, 3'600'000);
    within("session_hours", configuration.session_hours, 1, 24 * 90);
    within("address_requests_per_minute", configuration.address_requests_per_minute, 0, 1'000'000'000);
    within("account_requests_per_minute", configuration.account_requests_per_minute, 0, 1'000'000'000);
    within("upload_megabytes", configuration.upload_megabytes, 1, 1 << 20);
    within("account_upload_megabytes", configuration.account_upload_megabytes, 1, 1 << 20);
    within("address_body_megabytes", configuration.address_body_megabytes, 1, 1 << 20);
    within("body_megabytes", configuration.body_megabytes, 1, 1 << 20);
    within("header_seconds", configuration.header_seconds, 1, 600);
    within("body_seconds", configuration.body_seconds, 1, 3600);
    within("idle_seconds", configuration.idle_seconds, 1, 3600);
    within("least_bytes_per_second", configuration.least_bytes_per_second, 0, 1 << 20);
    within("connections_at_once", configuration.connections_at_once, 10, 1 << 20);
    within("connections_per_address", configuration.connections_per_address, 1, 1 << 20);
}

}  // namespace

std::string Arguments::Value(std::string_view option, std::string_view otherwise) const {
    const auto found = options.find(option);
    return found == options.end() ? std::string(otherwise) : found->second;
}

Result<Arguments> ParseArguments(const std::vector<std::string>& given, const std::vector<std::string>& with_value,
                                 const std::vector<std::string>& flags) {
    Arguments arguments;
    for (std::size_t index = 0; index < given.size(); ++index) {
        const auto& word = given[index];
        if (!word.starts_with("--")) {
            arguments.words.push_back(word);
            continue;
        }
        const auto name = word.substr(2);
        if (std::ranges::find(flags, name) != flags.end()) {
            arguments.options[name] = "true";
        } else if (std::ranges::find(with_value, name) != with_value.end()) {
            if (index + 1 == given.size()) return No("COMMAND_VALUE", Say("--{1} needs a value", name));
            arguments.options[name] = given[++index];
        } else {
            auto known = with_value;
            known.insert(known.end(), flags.begin(), flags.end());
            const auto near = Suggest(name, known);
            return No("COMMAND_OPTION", near.empty() ? Say("unknown option --{1}", name)
                                                     : Say("unknown option --{1}; did you mean --{2}?", name, near));
        }
    }
    return arguments;
}

Result<Configuration> ParseConfiguration(std::string source, std::string_view yaml) {
    Configuration configuration;
    DefinitionErrors errors;
    const auto root = Definition::Parse(std::move(source), yaml, errors);
    root.OnlyKeys({"data",
                   "listen",
                   "database",
                   "base_url",
                   "roles",
                   "province",
                   "contact",
                   "submission",
                   "ledger_name",
                   "ledger_witnesses",
                   "access_log",
                   "certificate",
                   "key",
                   "mail_url",
                   "mail_from",
                   "clamd",
                   "backup_to",
                   "backup_key",
                   "proxies",
                   "address_requests_per_minute",
                   "account_requests_per_minute",
                   "session_hours",
                   "clock_from",
                   "pause_before_due",
                   "pause_from_due",
                   "workers",
                   "slow_workers",
                   "header_seconds",
                   "body_seconds",
                   "idle_seconds",
                   "least_bytes_per_second",
                   "connections_at_once",
                   "connections_per_address",
                   "connections",
                   "slow_statement_ms",
                   "upload_megabytes",
                   "account_upload_megabytes",
                   "address_body_megabytes",
                   "body_megabytes",
                   "pulls_inside",
                   "pull_key",
                   "pull_known_hosts",
                   "pull_seconds",
                   "pull_megabytes",
                   "soc_host",
                   "soc_udp",
                   "soc_tcp",
                   "soc_tls",
                   "soc_certificate",
                   "soc_key",
                   "soc_client_authorities",
                   "soc_event_kilobytes",
                   "soc_queue_megabytes",
                   "soc_correlation_megabytes",
                   "soc_threads",
                   "soc_folders",
                   "soc_standard_days",
                   "soc_long_days",
                   "soc_node",
                   "soc_clickhouse",
                   "soc_clickhouse_database",
                   "soc_clickhouse_table",
                   "soc_clickhouse_user",
                   "soc_clickhouse_password_file",
                   "soc_jetstream",
                   "soc_jetstream_stream",
                   "soc_jetstream_subjects",
                   "soc_jetstream_credentials",
                   "soc_jetstream_use"});
    configuration.data = root.Text("data", configuration.data);
    ReadPauses(root, configuration.pauses);
    if (const auto listen = root.Text("listen", "127.0.0.1:8080"); !ReadListen(listen, configuration))
        root.Child("listen").Fail("'listen' is HOST:PORT");
    configuration.database = root.Text("database", "");
    configuration.base_url = root.Text("base_url", "");
    if (root.Has("roles")) {
        if (auto roles = ParseRoles(root.Text("roles")))
            configuration.roles = std::move(*roles);
        else
            root.Child("roles").Fail("'roles' are web, jobs and collector");
    }
    configuration.province = root.Text("province", configuration.province);
    configuration.contact = root.Text("contact", configuration.contact);
    configuration.submission = root.Text("submission", configuration.submission);
    if (configuration.submission != "local" && configuration.submission != "national")
        root.Child("submission").Fail("'submission' is local or national");
    configuration.ledger_name = root.Text("ledger_name", configuration.ledger_name);
    // "https://witness.example name+id+key": where it is asked, and its key.
    for (const std::string& line : root.Texts("ledger_witnesses")) {
        const auto blank = line.find(' ');
        const auto key = ledger::ParseVerifier(blank == std::string::npos ? "" : std::string_view(line).substr(blank + 1));
        if (!key || key->kind != ledger::KeyKind::witness || !line.starts_with("http"))
            root.Fail("'ledger_witnesses' are lines of a URL, a blank and the key that 'dongson witness' prints");
        else
            configuration.ledger_witnesses.push_back({line.substr(0, blank), line.substr(blank + 1)});
    }
    configuration.access_log = root.Text("access_log", "");
    configuration.certificate = root.Text("certificate", "");
    configuration.key = root.Text("key", "");
    if (configuration.certificate.empty() != configuration.key.empty()) root.Fail("'certificate' and 'key' go together");
    configuration.mail_url = root.Text("mail_url", "");
    configuration.mail_from = root.Text("mail_from", "");
    configuration.clamd = root.Text("clamd", "");
    configuration.backup_to = root.Text("backup_to", "");
    configuration.backup_key = root.Text("backup_key", "");
    if (configuration.backup_to.empty() != configuration.backup_key.empty())
        root.Fail("'backup_to' and 'backup_key' go together");
    if (!configuration.backup_to.empty() && !configuration.database.empty())
        root.Fail("'backup_to' is for SQLite; back PostgreSQL up with its own tools");
    configuration.clock_from = root.Text("clock_from", "");
    configuration.proxies = root.Texts("proxies");
    auto& fetch = configuration.fetch;
    fetch.allow_private = root.Flag("pulls_inside", false);
    fetch.key_file = root.Text("pull_key", "");
    fetch.known_hosts = root.Text("pull_known_hosts", "");
    fetch.seconds = static_cast<int>(root.Number("pull_seconds", fetch.seconds));
    if (fetch.seconds < 1 || fetch.seconds > 3600) root.Fail("'pull_seconds' is from 1 to 3600");
    const auto megabytes = root.Number("pull_megabytes", fetch.bytes >> 20);
    if (megabytes < 1 || megabytes > 1 << 20) root.Fail("'pull_megabytes' is from 1 to 1048576");
    fetch.bytes = megabytes << 20;
    ReadSoc(root, configuration.soc);
    ReadServing(root, configuration);
    if (!errors.empty()) return No("CONFIGURATION_REFUSED", {errors.Text(), {}});
    return configuration;
}

std::string ConfigurationIn(std::string_view data_folder) {
    return std::string(data_folder) + "/dongson.yaml";
}

Result<Configuration> ReadConfiguration(const Arguments& arguments) {
    Configuration configuration;
    auto path = arguments.Value("config");
    if (path.empty())
        if (auto written = ConfigurationIn(arguments.Value("data", configuration.data)); std::filesystem::exists(written))
            path = std::move(written);
    if (!path.empty()) {
        const auto text = ReadFile(path);
        if (!text) return No("CONFIGURATION_MISSING", Say("cannot read {1}", path));
        auto parsed = ParseConfiguration(path, *text);
        if (!parsed) return parsed;
        configuration = std::move(*parsed);
        configuration.source = path;
    }
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
    if (!configuration.base_url_stated) configuration.base_url = AddressOf(configuration);
    return configuration;
}

bool PrintsGuessedAddress(const Configuration& configuration) {
    return !configuration.base_url_stated && !IsThisMachine(configuration.host);
}

}  // namespace dongson::commands
