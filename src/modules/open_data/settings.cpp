#include "modules/open_data/settings.h"

namespace dongson::open_data {

using enum SettingType;

std::vector<Setting> DeclaredSettings() {
    return {
        {.key = "pulls_inside",
         .type = flag,
         .otherwise = "false",
         .help = "scheduled pulls may reach addresses of the internal network and of this machine; otherwise they reach the open "
                 "internet alone"},
        {.key = "pull_key",
         .help = "path of a private key (OpenSSH or PEM, without a passphrase) for scheduled pulls over SFTP; without it there "
                 "are none"},
        {.key = "pull_known_hosts",
         .help = "path of a `known_hosts` file: the SFTP servers that the key may be shown to, with their own keys; any other is "
                 "refused"},
        {.key = "pull_seconds",
         .type = number,
         .otherwise = "300",
         .help = "how long one file may take to come; a server that says nothing is cut off then",
         .least = 1,
         .most = 3600},
        {.key = "pull_megabytes",
         .type = number,
         .otherwise = "2048",
         .help = "largest file that is fetched",
         .least = 1,
         .most = 1 << 20},
    };
}

}  // namespace dongson::open_data
