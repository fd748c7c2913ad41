// The edge: sockets and HTTP. server.cpp is the only place that knows Beast.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "web/metrics.h"
#include "web/request.h"
#include "web/router.h"

namespace dongson::web {

struct ServerSettings {
    std::string host = "127.0.0.1";
    int port = 8080;
    int workers = 8, slow_workers = 2;
    std::size_t queue_limit = 2000;  // requests waiting for a worker before "busy" is answered
    int header_seconds = 15;         // a client that sends its header slower than this is let go
    int body_seconds = 120;          // without a byte of progress
    int idle_seconds = 60;
    int drain_seconds = 20;  // how long SIGTERM waits for requests under way
    std::size_t most_connections = 4000;
    std::string temporary_folder = "/tmp";
    std::vector<std::string> proxies;                // addresses whose X-Forwarded-For is believed
    std::string access_log;                          // a file; empty for none
    std::string base_url = "http://localhost:8080";  // how people reach it; decides secure cookies and printed addresses
    FormLimits forms;
};

// What stands around every handler: who may, what language, what happens when it throws.
using Frame = std::function<Response(Request&, const Handler&)>;

class Server {
  public:
    Server(ServerSettings settings, const Router& router, Frame frame, Metrics& metrics);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Listens; throws std::system_error when the address is taken. Returns the port (useful with port 0).
    int Listen();
    // Serves until SIGTERM or SIGINT, then drains: no request under way is lost.
    void Run();

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace dongson::web
