#include "modules/open_data/settings.h"

#include "core/declare_settings.h"

namespace dongson::open_data {

using namespace declare;

std::vector<Setting> DeclaredSettings() {
    return {
        Flag("pulls_inside", "false",
             "scheduled pulls may reach addresses of the internal network and of this machine; otherwise they "
             "reach the open internet alone"),
        Text("pull_key", "",
             "path of a private key (OpenSSH or PEM, without a passphrase) for scheduled pulls over SFTP; without "
             "it there are none"),
        Text("pull_known_hosts", "",
             "path of a `known_hosts` file: the SFTP servers that the key may be shown to, with their own keys; "
             "any other is refused"),
        Number("pull_seconds", "300", 1, 3600, "how long one file may take to come; a server that says nothing is cut off then"),
        Number("pull_megabytes", "2048", 1, 1048576, "largest file that is fetched"),
    };
}

}  // namespace dongson::open_data
