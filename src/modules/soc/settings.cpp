#include "modules/soc/settings.h"

#include <algorithm>
#include <fstream>

namespace dongson::soc {

namespace {

using enum SettingType;

constexpr int kPorts = 65535;
// Decree 333 art. 16: logs are kept twelve months at least.
constexpr int kYear = 365, kLongest = 36500;

bool IsPlainName(std::string_view name) {
    return !name.empty() &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string_view::npos;
}

// Without the strokes at its end.
std::string Address(const Settings& settings, std::string_view key) {
    std::string url;
    settings.Into(key, url);
    while (url.ends_with('/')) url.pop_back();
    return url;
}

// So many of a unit that is 2^shift bytes.
void IntoBytes(const Settings& settings, std::string_view key, std::size_t& bytes, unsigned shift) {
    auto units = bytes >> shift;
    settings.Into(key, units);
    bytes = units << shift;
}

std::optional<std::string> FirstLine(const std::string& file) {
    std::ifstream in(file);
    std::string line;
    if (!std::getline(in, line)) return std::nullopt;
    return line;
}

}  // namespace

std::vector<Setting> DeclaredSettings() {
    const Setting port{.key = "", .type = number, .otherwise = "-1", .help = "", .least = -1, .most = kPorts};
    const auto port_for = [&](std::string_view key, std::string_view help) {
        auto declared = port;
        declared.key = key;
        declared.help = help;
        return declared;
    };
    return {
        {.key = "soc_host", .otherwise = "127.0.0.1", .help = "the address that takes syslog"},
        port_for("soc_udp", "port for syslog over UDP; -1: not at all, 0: any; 514 is usual"),
        port_for("soc_tcp", "port for syslog over TCP; -1: not at all, 0: any; 514 is usual"),
        port_for("soc_tls",
                 "port for syslog over TLS; -1: not at all, 0: any; 6514 is usual; needs `soc_certificate` and `soc_key`"),
        {.key = "soc_certificate", .help = "a PEM file, for `soc_tls`"},
        {.key = "soc_key", .help = "a PEM file, for `soc_tls`"},
        {.key = "soc_client_authorities",
         .help = "a PEM file: then senders over TLS must show a certificate of theirs, and are known by its name"},
        {.key = "soc_event_kilobytes", .type = number, .otherwise = "256", .help = "longest event", .least = 1, .most = 1024},
        {.key = "soc_queue_megabytes",
         .type = number,
         .otherwise = "32",
         .help = "of events that wait, of one source",
         .least = 1,
         .most = 4096},
        {.key = "soc_correlation_megabytes",
         .type = number,
         .otherwise = "256",
         .help = "about what correlations hold in memory, all together; when there is more, the groups that have been silent "
                 "longest go, of those correlations that hold most, and the console counts them",
         .least = 1,
         .most = 65536},
        {.key = "soc_threads",
         .type = number,
         .otherwise = "1",
         .help = "that judge what waits; one a core that can be spared",
         .least = 1,
         .most = 64},
        {.key = "soc_folders",
         .type = texts,
         .help = "a list of folders, `[/var/log]`: files in them may be registered as sources and are read as they grow; links "
                 "are followed first"},
        {.key = "soc_standard_days",
         .type = number,
         .otherwise = "400",
         .help = "how long events of the standard class are kept",
         .least = kYear,
         .most = kLongest},
        {.key = "soc_long_days",
         .type = number,
         .otherwise = "1100",
         .help = "how long events of the long class are kept",
         .least = kYear,
         .most = kLongest},
        {.key = "soc_node",
         .otherwise = "1",
         .help = "letters, digits and `_`: names this store among others that send to the same stream"},
        {.key = "soc_clickhouse", .help = "`http://host:8123`: stored events go into a table of ClickHouse too"},
        {.key = "soc_clickhouse_database", .otherwise = "default", .help = "its database"},
        {.key = "soc_clickhouse_table", .otherwise = "dongson_events", .help = "its table, made when it is not there"},
        {.key = "soc_clickhouse_user", .help = "who writes there"},
        {.key = "soc_clickhouse_password_file", .help = "a file whose first line is the password"},
        {.key = "soc_jetstream", .help = "`nats://host:4222` or `tls://…`: stored events go into a stream of NATS JetStream too"},
        {.key = "soc_jetstream_stream", .otherwise = "DONGSON_EVENTS", .help = "the stream, made when it is not there"},
        {.key = "soc_jetstream_subjects",
         .otherwise = "dongson.events",
         .help = "a source's events come as `dongson.events.SOURCE`"},
        {.key = "soc_jetstream_credentials", .help = "file of credentials, as NATS has them"},
        {.key = "soc_jetstream_use",
         .type = choice,
         .otherwise = "ship",
         .help = "`ship`: stored events are sent besides; `relay`: they are only sent, another program judges and keeps them; "
                 "`receive`: what relays send is taken over",
         .choices = {"ship", "relay", "receive"}},
    };
}

CentreSettings CentreSettingsOf(const Settings& settings) {
    CentreSettings centre;
    auto& syslog = centre.syslog;
    settings.Into("soc_host", syslog.host);
    settings.Into("soc_udp", syslog.udp);
    settings.Into("soc_tcp", syslog.tcp);
    settings.Into("soc_tls", syslog.tls);
    settings.Into("soc_certificate", syslog.certificate);
    settings.Into("soc_key", syslog.key);
    settings.Into("soc_client_authorities", syslog.clients);
    IntoBytes(settings, "soc_event_kilobytes", centre.watch.event_bytes, 10);
    syslog.event_bytes = centre.watch.event_bytes;
    IntoBytes(settings, "soc_queue_megabytes", centre.watch.queue_bytes, 20);
    IntoBytes(settings, "soc_correlation_megabytes", centre.watch.correlation_bytes, 20);
    settings.Into("soc_threads", centre.watch.threads);
    settings.Into("soc_folders", centre.folders);
    settings.Into("soc_standard_days", centre.retention_days["standard"]);
    settings.Into("soc_long_days", centre.retention_days["long"]);
    auto& click_house = centre.click_house;
    click_house.url = Address(settings, "soc_clickhouse");
    settings.Into("soc_clickhouse_database", click_house.database);
    settings.Into("soc_clickhouse_table", click_house.table);
    settings.Into("soc_clickhouse_user", click_house.user);
    std::string password_file;
    settings.Into("soc_clickhouse_password_file", password_file);
    if (!password_file.empty()) click_house.password = FirstLine(password_file).value_or("");
    auto& jet_stream = centre.jet_stream;
    jet_stream.url = Address(settings, "soc_jetstream");
    settings.Into("soc_jetstream_stream", jet_stream.stream);
    settings.Into("soc_jetstream_subjects", jet_stream.subjects);
    settings.Into("soc_jetstream_credentials", jet_stream.credentials);
    jet_stream.node = "1";
    settings.Into("soc_node", jet_stream.node);
    std::string use = "ship";
    settings.Into("soc_jetstream_use", use);
    jet_stream.use = use == "relay" ? StreamUse::relay : use == "receive" ? StreamUse::receive : StreamUse::ship;
    return centre;
}

SettingFaults CheckSettings(const Settings& settings) {
    SettingFaults faults;
    const auto centre = CentreSettingsOf(settings);
    const auto begins = [&](std::string_view key, const std::string& url, std::initializer_list<std::string_view> schemes) {
        const bool known = std::ranges::any_of(schemes, [&](std::string_view scheme) { return url.starts_with(scheme); });
        if (!url.empty() && !known) faults.push_back({key, "begins with " + std::string(*schemes.begin())});
    };
    begins("soc_clickhouse", centre.click_house.url, {"http://", "https://"});
    begins("soc_jetstream", centre.jet_stream.url, {"nats://", "tls://"});
    if (centre.syslog.tls >= 0 && (centre.syslog.certificate.empty() || centre.syslog.key.empty()))
        faults.push_back({"soc_tls", "needs 'soc_certificate' and 'soc_key'"});
    for (const std::string& folder : centre.folders)
        if (!folder.starts_with('/')) faults.push_back({"soc_folders", "are paths from / on"});
    for (const auto& [key, name] :
         {std::pair("soc_clickhouse_database", &centre.click_house.database),
          std::pair("soc_clickhouse_table", &centre.click_house.table), std::pair("soc_node", &centre.jet_stream.node)})
        if (!IsPlainName(*name)) faults.push_back({key, "is letters, digits and _"});
    std::string password_file;
    settings.Into("soc_clickhouse_password_file", password_file);
    if (!password_file.empty() && !FirstLine(password_file)) faults.push_back({"soc_clickhouse_password_file", "cannot be read"});
    if (centre.jet_stream.use != StreamUse::ship && centre.jet_stream.url.empty())
        faults.push_back({"soc_jetstream_use", "needs 'soc_jetstream'"});
    return faults;
}

}  // namespace dongson::soc
