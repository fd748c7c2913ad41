// Syslog from the network: UDP, TCP and TLS. Who sends is known by the address, over TLS by the certificate if it shows one.
#pragma once

#include <memory>
#include "modules/soc/watch/limits.h"

namespace dongson::soc {

class UdpReceiver;
class Watcher;

class SyslogListener {
  public:
    // Listens from now on; throws std::system_error or std::runtime_error when it cannot.
    SyslogListener(const SyslogSettings& settings, Watcher& watcher);
    // Closes the connections; what they sent whole was offered.
    ~SyslogListener();
    SyslogListener(const SyslogListener&) = delete;
    SyslogListener& operator=(const SyslogListener&) = delete;

    int udp_port() const;
    int tcp_port() const;
    int tls_port() const;

  private:
    class Streams;
    std::unique_ptr<UdpReceiver> udp_;
    std::unique_ptr<Streams> streams_;
};

}  // namespace dongson::soc
