// The edge: sockets and HTTP. This header knows no Beast; server.cpp, reading.cpp, sending.cpp and their own headers do.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "web/bodies.h"
#include "web/metrics.h"
#include "web/request.h"
#include "web/router.h"

namespace dongson::web {

struct ServerSettings {
    std::string host = "127.0.0.1";
    int port = 8080;
    int workers = 8, slow_workers = 2;  // of pages; of each other lane
    std::size_t queue_limit = 2000;     // requests waiting for a worker before "busy" is answered
    int header_seconds = 15;            // from a header's first byte to its last
    int body_seconds = 120;             // without a byte of progress, either way
    int idle_seconds = 60;              // between two requests
    int least_rate = 500;               // bytes a second, on average, of a body that has come for slow_body_seconds
    int slow_body_seconds = 20;
    int drain_seconds = 3;  // how long SIGTERM waits for requests under way
    std::size_t most_connections = 4000;
    std::size_t connections_per_address = 250;  // of one that is no proxy of ours
    std::string temporary_folder = "/tmp";
    std::vector<std::string> proxies;  // addresses whose X-Forwarded-For is believed
    std::string access_log;            // a file; empty for none
    std::string certificate, key;      // PEM files; empty: in the clear
    FormLimits forms;
    BodyLimits bodies;
    std::function<void()> on_drain;  // called when the server begins to end
};

// What stands around every handler: who may, what language, what happens when it throws.
using Frame = std::function<Response(Request&, const Handler&)>;

class Server {
  public:
    // Throws std::runtime_error when the certificate and its key are no pair.
    Server(ServerSettings settings, const Router& router, Frame frame, Metrics& metrics);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Listens; throws std::system_error when the address is taken. Returns the port (useful with port 0).
    int Listen();
    // Serves until SIGTERM, SIGINT or Stop(), then drains: no request under way is lost.
    void Run();
    // Ends Run() as a signal would; from any thread.
    void Stop();

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace dongson::web
