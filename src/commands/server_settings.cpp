#include "commands/server_settings.h"

#include "platform/files/files.h"

namespace dongson::commands {

web::ServerSettings SettingsOf(const Configuration& configuration, const Platform& platform) {
    web::ServerSettings settings;
    settings.host = configuration.host;
    settings.port = configuration.port;
    settings.workers = configuration.workers;
    settings.slow_workers = configuration.slow_workers;
    settings.header_seconds = configuration.header_seconds;
    settings.body_seconds = configuration.body_seconds;
    settings.idle_seconds = configuration.idle_seconds;
    settings.least_rate = configuration.least_bytes_per_second;
    settings.most_connections = static_cast<std::size_t>(configuration.connections_at_once);
    settings.connections_per_address = static_cast<std::size_t>(configuration.connections_per_address);
    settings.proxies = configuration.proxies;
    settings.access_log = configuration.access_log;
    settings.certificate = configuration.certificate;
    settings.key = configuration.key;
    settings.temporary_folder = platform.files.incoming();
    settings.forms.file_bytes = configuration.upload_megabytes << 20;
    settings.forms.multipart_bytes = settings.forms.file_bytes * 5;
    settings.bodies.disk_of_one = settings.forms.multipart_bytes * 4;
    settings.bodies.memory_of_one = configuration.address_body_megabytes << 20;
    settings.bodies.memory = configuration.body_megabytes << 20;
    return settings;
}

}  // namespace dongson::commands
