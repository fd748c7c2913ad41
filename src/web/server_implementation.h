// What the server is inside. Only server.cpp, reading.cpp and sending.cpp know Beast.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <list>
#include <unordered_map>

#include "core/bytes.h"
#include "core/disk_room.h"
#include "web/access_log.h"
#include "web/bodies.h"
#include "web/certificate.h"
#include "web/packing.h"
#include "web/rate_limiter.h"
#include "web/server.h"
#include "web/shared_pages.h"
#include "web/stream.h"
#include "web/worker_pool.h"

namespace dongson::web {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;

using Executor = Stream::executor_type;
template <class T>
using Awaitable = asio::awaitable<T, Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
inline constexpr asio::use_awaitable_t<Executor> kAwait{};
inline constexpr std::size_t kChunk = 64 << 10;

// Now, as a Date header says it; any thread may ask.
std::string_view HttpDateNow();

// Whoever asked left before anything was answered: no code of HTTP but nginx's, which readers of logs know.
inline constexpr int kLeft = 499;

// What the access log and the figures say of a request, as those who send find it.
struct Logged {
    std::string_view route = "none";
    int status = kLeft;
    std::size_t sent = 0;  // of the body, as it went out

    // Of what was written the head does not count.
    void Sent(std::size_t written, std::size_t head, const beast::error_code& error) {
        sent += written > head ? written - head : 0;
        if (error) throw beast::system_error(error);
    }
};

// A handshake costs the one thread that serves everybody more than it costs whoever asks for it.
inline constexpr double kHandshakesAtOnce = 100, kHandshakesAMinute = 20 * 60;

// Where a worker may send an answer to at once: nobody else touches the socket while it works for it. Over TLS nowhere: what goes
// out is sealed by the one thread that reads.
struct Outlet {
    int socket = -1;
    bool keep_alive = false;
};

// One coroutine a connection, on one thread, where nothing is computed and nothing waits: handlers and packing run on the
// workers. Connections and answering lie in server.cpp, what comes in is read in reading.cpp, what goes out in sending.cpp.
class Server::Implementation {
  public:
    Implementation(ServerSettings settings, const Router& router, Frame frame, Metrics& metrics)
        : settings_(std::move(settings)),
          router_(router),
          frame_(std::move(frame)),
          metrics_(metrics),
          log_(settings_.access_log),
          certificate_(settings_.certificate, settings_.key),
          bodies_(settings_.bodies, [this] { return RoomOf(settings_.temporary_folder); }),
          context_(1),
          acceptor_(context_),
          signals_(context_),
          hangups_(context_),
          tick_(context_) {
        MakeLanes();
        metrics_.Gauge("dongson_connections", "Open connections.", [this] { return static_cast<double>(connections_.load()); });
        metrics_.Gauge("dongson_worker_queue", "Requests waiting for a worker.", [this] {
            std::size_t waiting = 0;
            for (const auto& lane : lanes_) waiting += lane->Waiting();
            return static_cast<double>(waiting);
        });
    }

    int Listen();
    void Run();
    void Stop();

  private:
    // A connection counts for its address as long as it stands.
    class Counted;
    class Account;
    using Head = http::request_parser<http::empty_body>;
    using BodyParser = http::request_parser<http::buffer_body>;

    void MakeLanes();
    Awaitable<void> Accept();
    bool HasRoomFor(const std::string& address);
    Awaitable<void> Serve(Stream stream, std::string peer);
    Awaitable<bool> ShakeHands(Stream& stream, const std::string& peer);
    Awaitable<void> SayGoodbye(Stream& stream);
    Awaitable<bool> ReadHead(Stream& stream, beast::flat_buffer& buffer, Head& head, beast::error_code& error);
    Awaitable<void> RefuseHead(Stream& stream, const std::string& address, const Refusal& refusal, int status);
    Awaitable<bool> Answer(Stream& stream, beast::flat_buffer& buffer, Head& head, const std::string& address);
    Awaitable<bool> AnswerAfresh(Stream& stream, beast::flat_buffer& buffer, Head& head, const std::string& address,
                                 bool may_share, Logged& logged);
    Awaitable<std::optional<Refusal>> ReadBody(Stream& stream, beast::flat_buffer& buffer, BodyParser& parser, Request& request,
                                               const Route& route, Bodies::Body& body);
    Awaitable<std::string_view> ReadChunk(Stream& stream, beast::flat_buffer& buffer, BodyParser& parser, std::string& chunk,
                                          beast::error_code& error);
    Awaitable<Answered> RunHandler(Request& request, const Handler& handler, Lane lane = Lane::quick, bool may_share = false,
                                   Outlet outlet = {});
    Answered Work(Request& request, const Handler& handler, bool may_share) const;
    Response Framed(Request& request, const Handler& handler) const;
    Awaitable<bool> SendAnswer(Stream& stream, const Request& request, Answered& answered, bool reusable, Logged& logged);
    static void SendAtOnce(const Request& request, Answered& answered, const Outlet& outlet);
    Awaitable<void> SendRest(Stream& stream, const Answered& answered, Logged& logged);
    Awaitable<void> Send(Stream& stream, const Request& request, Response& response, bool keep_alive, Logged& logged);
    Awaitable<void> TakeLeave(Stream& stream);
    Awaitable<void> SendFile(Stream& stream, const Request& request, Response& response, bool keep_alive, Logged& logged);
    Awaitable<void> SendPieces(Stream& stream, const Request& request, Response& response, bool keep_alive, Logged& logged);
    Awaitable<void> SendEvents(Stream& stream, const Request& request, Response& response, Logged& logged);
    Awaitable<void> SendShared(Stream& stream, std::shared_ptr<const SharedPage> page, bool head_only, bool unchanged,
                               bool keep_alive, Logged& logged);
    Awaitable<void> Ticking();
    Awaitable<void> WaitForSignal();
    Awaitable<void> WaitForHangups();
    void Drain();

    Request MakeRequest(const http::request_header<>& header, const std::string& address);

    ServerSettings settings_;
    const Router& router_;
    Frame frame_;
    Metrics& metrics_;
    AccessLog log_;
    Certificate certificate_;
    RateLimiter handshakes_{kHandshakesAtOnce, kHandshakesAMinute};  // by address
    Bodies bodies_;
    SharedPages shared_;
    std::atomic<std::int64_t> connections_{0};
    bool draining_ = false;
    std::chrono::steady_clock::time_point drain_until_;
    std::list<Stream*> idle_;                                // that wait for a request, the longest first
    std::unordered_map<std::string, std::size_t> by_asker_;  // how many connections stand
    std::uint64_t next_request_ = 0;
    std::string request_prefix_ = Hex(RandomBytes(4));
    // Goes with the connections that still stand, which count and log themselves while they go: before what stands above.
    asio::io_context context_;
    Acceptor acceptor_;
    asio::basic_signal_set<Executor> signals_, hangups_;
    Timer tick_;
    std::array<std::unique_ptr<WorkerPool>, kLanes> lanes_;
};

}  // namespace dongson::web
