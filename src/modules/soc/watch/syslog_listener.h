// Syslog from the network: UDP, TCP and TLS. Who sends is known by the address, over TLS by the certificate if it shows one.
#pragma once

#include <memory>
#include <string>

namespace dongson::soc {

class UdpReceiver;
class Watcher;

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
