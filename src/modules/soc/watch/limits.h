// What an operator may set about the watch, with what is set when they do not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/time.h"

namespace dongson::soc {

struct WatcherLimits {
    std::size_t queue_bytes = 32 << 20;  // waiting, of one source
    std::size_t event_bytes = 256 << 10;
    std::size_t correlation_bytes = 256 << 20;  // held by correlations, all together; then the longest silent groups go
    unsigned threads = 1;                       // that judge what is in queues
    std::int64_t ahead = kDay;  // an event that says it comes from further in the future is told by when it was received
};

struct SyslogSettings {
    std::string host = "127.0.0.1";
    int udp = -1, tcp = -1, tls = -1;  // ports; -1: not at all, 0: any
    std::string certificate, key;      // PEM files, for TLS
    std::string clients;               // PEM file of authorities; when given, a client must show a certificate of theirs
    std::size_t event_bytes = 256 << 10;
    std::size_t connections = 2000;
    int idle_seconds = 3600;  // without a byte; then the connection is closed

    bool Listens() const { return udp >= 0 || tcp >= 0 || tls >= 0; }
};

}  // namespace dongson::soc
