#include "modules/soc/settings.h"

#include <algorithm>
#include <fstream>

#include "core/declare_settings.h"

namespace dongson::soc {

namespace {

using namespace declare;

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
    return {
        Text("soc_host", "127.0.0.1", "the address that takes syslog"),
        Number("soc_udp", "-1", -1, kPorts, "port for syslog over UDP; -1: not at all, 0: any; 514 is usual"),
        Number("soc_tcp", "-1", -1, kPorts, "port for syslog over TCP; -1: not at all, 0: any; 514 is usual"),
        Number("soc_tls", "-1", -1, kPorts,
               "port for syslog over TLS; -1: not at all, 0: any; 6514 is usual; needs `soc_certificate` and "
               "`soc_key`"),
        Text("soc_certificate", "", "a PEM file, for `soc_tls`"),
        Text("soc_key", "", "a PEM file, for `soc_tls`"),
        Text("soc_client_authorities", "",
             "a PEM file: then senders over TLS must show a certificate of theirs, and are known by its name"),
        Number("soc_event_kilobytes", "256", 1, 1024, "longest event"),
        Number("soc_queue_megabytes", "32", 1, 4096, "of events that wait, of one source"),
        Number("soc_correlation_megabytes", "256", 1, 65536,
               "about what correlations hold in memory, all together; when there is more, the groups that have been "
               "silent longest go, of those correlations that hold most, and the console counts them"),
        Number("soc_threads", "1", 1, 64, "that judge what waits; one a core that can be spared"),
        Texts("soc_folders",
              "a list of folders, `[/var/log]`: files in them may be registered as sources and are read as they "
              "grow; links are followed first"),
        Number("soc_standard_days", "400", kYear, kLongest, "how long events of the standard class are kept"),
        Number("soc_long_days", "1100", kYear, kLongest, "how long events of the long class are kept"),
        Text("soc_node", "1", "letters, digits and `_`: names this store among others that send to the same stream"),
        Text("soc_clickhouse", "", "`http://host:8123`: stored events go into a table of ClickHouse too"),
        Text("soc_clickhouse_database", "default", "its database"),
        Text("soc_clickhouse_table", "dongson_events", "its table, made when it is not there"),
        Text("soc_clickhouse_user", "", "who writes there"),
        Text("soc_clickhouse_password_file", "", "a file whose first line is the password"),
        Text("soc_jetstream", "", "`nats://host:4222` or `tls://…`: stored events go into a stream of NATS JetStream too"),
        Text("soc_jetstream_stream", "DONGSON_EVENTS", "the stream, made when it is not there"),
        Text("soc_jetstream_subjects", "dongson.events", "a source's events come as `dongson.events.SOURCE`"),
        Text("soc_jetstream_credentials", "", "file of credentials, as NATS has them"),
        Choice("soc_jetstream_use", "ship", {"ship", "relay", "receive"},
               "`ship`: stored events are sent besides; `relay`: they are only sent, another program judges and "
               "keeps them; `receive`: what relays send is taken over"),
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
