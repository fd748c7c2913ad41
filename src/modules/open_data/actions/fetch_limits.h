// How far the program reaches when it fetches files from addresses that somebody else named.
#pragma once

#include <cstdint>
#include <string>

#include "core/settings.h"

namespace dongson::open_data {

struct FetchLimits {
    std::int64_t bytes = 2LL << 30;
    int seconds = 300, redirects = 5;
    bool allow_private = false;         // the internal network too
    std::string key_file, known_hosts;  // paths, for sftp: the private key, and the servers it may be shown to

    static FetchLimits Of(const Settings& settings) {
        FetchLimits limits;
        settings.Into("pulls_inside", limits.allow_private);
        settings.Into("pull_key", limits.key_file);
        settings.Into("pull_known_hosts", limits.known_hosts);
        settings.Into("pull_seconds", limits.seconds);
        std::int64_t megabytes = limits.bytes >> 20;
        settings.Into("pull_megabytes", megabytes);
        limits.bytes = megabytes << 20;
        return limits;
    }
};

}  // namespace dongson::open_data
