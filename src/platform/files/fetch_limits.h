// How far the program reaches when it fetches files from addresses that somebody else named.
#pragma once

#include <cstdint>
#include <string>

namespace dongson {

struct FetchLimits {
    std::int64_t bytes = 2LL << 30;
    int seconds = 300, redirects = 5;
    bool allow_private = false;         // the internal network too
    std::string key_file, known_hosts;  // paths, for sftp: the private key, and the servers it may be shown to
};

}  // namespace dongson
