// Datagrams, many a system call, on a thread of its own. What the kernel had to drop is counted too.
#pragma once

#include <atomic>
#include <string>
#include <thread>

namespace dongson::soc {

class Watcher;

class UdpReceiver {
  public:
    // Throws std::system_error when it cannot listen.
    UdpReceiver(const std::string& host, int port, std::size_t most_bytes, Watcher& watcher);
    ~UdpReceiver();
    UdpReceiver(const UdpReceiver&) = delete;
    UdpReceiver& operator=(const UdpReceiver&) = delete;
    int port() const { return port_; }

  private:
    void Run();
    int socket_ = -1, port_ = 0;
    std::size_t most_bytes_;
    Watcher& watcher_;
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

}  // namespace dongson::soc
