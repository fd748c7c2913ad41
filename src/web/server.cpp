#include "web/server.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <limits>

#include "core/log.h"
#include "core/text.h"
#include "core/time.h"
#include "web/asker.h"
#include "web/busy.h"
#include "web/packing.h"
#include "web/server_implementation.h"

namespace dongson::web {

namespace {

// What of a header no reader may guess about (RFC 9112 §3.2 and §6.1): two programs that guess differently see two requests where
// one was sent.
std::optional<Refusal> FaultOf(const http::request_header<>& header) {
    const auto refuse = [](Sentence sentence) {
        return std::optional(Refusal{"HTTP_MALFORMED", std::move(sentence), "", RefusalKind::invalid});
    };
    const auto hosts = header.count(http::field::host);
    if (hosts > 1 || (hosts == 0 && header.version() > 10)) return refuse(Say("Yêu cầu phải có đúng một dòng Host."));
    const auto codings = header.count(http::field::transfer_encoding);
    if (codings == 0) return std::nullopt;
    const auto coding = header[http::field::transfer_encoding];
    const bool chunked = codings == 1 && Lower(Trim({coding.data(), coding.size()})) == "chunked";
    if (!chunked || header.version() < 11 || header.count(http::field::content_length) > 0)
        return refuse(Say("Transfer-Encoding chỉ nhận một giá trị: chunked, và không đi cùng Content-Length."));
    return std::nullopt;
}

void Close(Stream& stream) {
    beast::error_code ignored;
    (void)stream.socket().close(ignored);
}

// Whether a request says who sends it; whether that is so, a handler finds out.
bool SaysWho(const Request& request) {
    return !request.Header("cookie").empty() || !request.Header("authorization").empty() ||
           !request.Header("x-ckan-api-key").empty();
}

// What answers where there is no route. No handler at all: there is no such page.
const Handler& NoRoute(Method method) {
    static const Handler kNoPage, kNoMethod = [](Request&) {
        constexpr int kNotAllowed = 405;
        const Refusal refusal{"HTTP_METHOD", Say("Không địa chỉ nào ở đây nhận phương thức này."), ""};
        return Problem(refusal, kNotAllowed).With("allow", "GET, HEAD, POST, PUT, DELETE");
    };
    return method == Method::other ? kNoMethod : kNoPage;
}

}  // namespace

// A connection counts for its address as long as it stands.
class Server::Implementation::Counted {
  public:
    Counted(Implementation& server, const std::string& address) : server_(server), asker_(AskerOf(address)) {
        ++server_.connections_;
        ++server_.by_asker_[asker_];
    }
    ~Counted() {
        --server_.connections_;
        if (--server_.by_asker_[asker_] == 0) server_.by_asker_.erase(asker_);
    }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;

  private:
    Implementation& server_;
    std::string asker_;
};

// One line of the access log and one request in the figures, however answering it ends.
class Server::Implementation::Account {
  public:
    Account(Implementation& server, const std::string& address, std::string_view method, std::string_view target)
        : server_(server), address_(address), method_(method), target_(target) {}
    ~Account() {
        const auto spent = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started_);
        try {
            server_.metrics_.Count(logged.route, logged.status, spent.count());
            server_.log_.Line(address_, HttpDateNow(), method_, target_, logged.status, logged.sent, spent.count());
        } catch (const std::exception&) {
            // No memory for a line: the request was answered all the same.
        }
    }
    Account(const Account&) = delete;
    Account& operator=(const Account&) = delete;

    Logged logged;

  private:
    Implementation& server_;
    const std::string& address_;
    std::string_view method_;  // of those that Beast knows
    std::string target_;       // the head is gone once the body is read
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

// Each slow lane has its few threads, and one address may hold all but one of them.
void Server::Implementation::MakeLanes() {
    const auto slow = settings_.slow_workers;
    const PoolLimits few{slow, settings_.queue_limit / 10 + 1, settings_.queue_limit / 40 + 1, std::max(1, slow - 1)};
    for (auto& lane : lanes_) lane = nullptr;
    const auto make = [&](Lane lane, const PoolLimits& limits) {
        lanes_[static_cast<std::size_t>(lane)] = std::make_unique<WorkerPool>(limits);
    };
    for (const auto lane : {Lane::slow, Lane::password, Lane::query, Lane::drawing, Lane::upload, Lane::bulk}) make(lane, few);
    // Those that wait for a commit or for PostgreSQL hold a thread, not a processor: there are many more than work at a time.
    constexpr int kWaitingForEach = 8;
    make(Lane::quick, {.threads = settings_.workers * kWaitingForEach,
                       .waiting = settings_.queue_limit,
                       .waiting_of_one = settings_.queue_limit / 2 + 1,
                       .awake = static_cast<int>(std::max(2U, std::thread::hardware_concurrency()))});
    make(Lane::probe, {.threads = 1, .waiting = 1000, .waiting_of_one = 100});
}

int Server::Implementation::Listen() {
    const tcp::endpoint endpoint(asio::ip::make_address(settings_.host == "localhost" ? "127.0.0.1" : settings_.host),
                                 static_cast<std::uint16_t>(settings_.port));
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(asio::socket_base::reuse_address(true));
    acceptor_.bind(endpoint);
    acceptor_.listen(4096);
    return acceptor_.local_endpoint().port();
}

void Server::Implementation::Run() {
    signals_.add(SIGTERM);
    signals_.add(SIGINT);
    hangups_.add(SIGHUP);
    asio::co_spawn(context_, WaitForSignal(), asio::detached);
    asio::co_spawn(context_, WaitForHangups(), asio::detached);
    asio::co_spawn(context_, Accept(), asio::detached);
    asio::co_spawn(context_, Ticking(), asio::detached);
    context_.run();
    log_.Flush();
}

void Server::Implementation::Stop() {
    asio::post(context_, [this] { Drain(); });
}

Awaitable<void> Server::Implementation::WaitForSignal() {
    co_await signals_.async_wait(kAwait);
    Drain();
}

// Logs are rotated: the file by that name is another.
Awaitable<void> Server::Implementation::WaitForHangups() {
    while (true) {
        co_await hangups_.async_wait(kAwait);
        log_.Reopen();
        Log(Severity::info, "SERVER_LOGS_REOPENED");
    }
}

// No new connections; idle ones get a moment for a request already on its way; those under way finish.
void Server::Implementation::Drain() {
    if (draining_) return;
    draining_ = true;
    if (settings_.on_drain) settings_.on_drain();
    drain_until_ = std::chrono::steady_clock::now() + std::chrono::seconds(settings_.drain_seconds);
    Log(Severity::info, "SERVER_DRAINING", {{"connections", std::to_string(connections_.load())}});
    beast::error_code ignored;
    (void)acceptor_.close(ignored);
    for (auto* stream : idle_) stream->expires_after(std::chrono::milliseconds(500));
    if (connections_ == 0) context_.stop();
}

Awaitable<void> Server::Implementation::Ticking() {
    while (true) {
        tick_.expires_after(std::chrono::seconds(1));
        co_await tick_.async_wait(kAwait);
        log_.Flush();
        certificate_.LookAgain();
        if (draining_ && (connections_ == 0 || std::chrono::steady_clock::now() > drain_until_)) context_.stop();
    }
}

Awaitable<void> Server::Implementation::Accept() {
    while (true) {
        beast::error_code error;
        auto token = asio::redirect_error(kAwait, error);
        auto socket = co_await acceptor_.async_accept(context_.get_executor(), token);
        if (draining_) co_return;
        // Without descriptors, of its own or of the system, or without memory, asking again at once would only burn a core.
        if (error && error != asio::error::connection_aborted) {
            Log(Severity::error, "SERVER_NO_DESCRIPTORS", {{"error", error.message()}});
            Timer pause(context_, std::chrono::milliseconds(100));
            co_await pause.async_wait(kAwait);
            continue;
        }
        if (error) continue;
        const auto peer = socket.remote_endpoint(error);
        if (error) continue;
        auto address = peer.address().to_string();
        if (!HasRoomFor(address)) continue;
        (void)socket.set_option(tcp::no_delay(true), error);
        auto stream = certificate_.there() ? Stream(std::move(socket), certificate_.context()) : Stream(std::move(socket));
        asio::co_spawn(context_, Serve(std::move(stream), std::move(address)), asio::detached);
    }
}

// One address has its share of the connections; when there are no more at all, the one that has been idle longest makes room,
// or else the one whose body comes slowest.
bool Server::Implementation::HasRoomFor(const std::string& address) {
    const auto standing = by_asker_.find(AskerOf(address));
    const bool proxy = std::ranges::find(settings_.proxies, address) != settings_.proxies.end();
    if (!proxy && standing != by_asker_.end() && standing->second >= settings_.connections_per_address) return false;
    if (static_cast<std::size_t>(connections_.load()) < settings_.most_connections) return true;
    if (idle_.empty()) return bodies_.MakeRoom();
    Close(*idle_.front());
    idle_.splice(idle_.end(), idle_, idle_.begin());  // it takes itself out when it notices
    return true;
}

Awaitable<void> Server::Implementation::Serve(Stream stream, std::string peer) {
    std::optional<Counted> counted(std::in_place, *this, peer);
    beast::flat_buffer buffer;
    beast::error_code error;
    auto waiting = idle_.end();
    try {
        waiting = idle_.insert(idle_.end(), &stream);
        const bool agreed = co_await ShakeHands(stream, peer);
        idle_.erase(std::exchange(waiting, idle_.end()));
        while (agreed) {
            Head head;
            head.header_limit(16 << 10);
            head.body_limit(std::numeric_limits<std::uint64_t>::max());  // the real limit depends on what is sent
            waiting = idle_.insert(idle_.end(), &stream);
            const bool whole = co_await ReadHead(stream, buffer, head, error);
            idle_.erase(std::exchange(waiting, idle_.end()));
            auto fault = whole ? FaultOf(head.get()) : std::nullopt;
            if (!whole && error.category() == http::make_error_code(http::error::bad_method).category())
                fault = Refusal{"HTTP_MALFORMED", Say("Yêu cầu gửi lên không đúng dạng HTTP."), "", RefusalKind::invalid};
            if (fault) co_await RefuseHead(stream, peer, *fault, error == http::error::header_limit ? 431 : 400);
            if (fault || !whole) break;
            // Several lines are one list (RFC 9110 §5.3), whichever proxy wrote which.
            std::string forwarded;
            for (auto [line, end] = head.get().equal_range("x-forwarded-for"); line != end; ++line)
                forwarded.append(forwarded.empty() ? "" : ",").append(line->value());
            if (!co_await Answer(stream, buffer, head, ClientAddress(peer, forwarded, settings_.proxies))) break;
        }
    } catch (const boost::system::system_error&) {
        // The peer went away: nobody is left to answer.
    }
    if (waiting != idle_.end()) idle_.erase(waiting);
    co_await SayGoodbye(stream);
    (void)stream.socket().shutdown(tcp::socket::shutdown_send, error);
    counted.reset();
    if (draining_ && connections_ == 0) context_.stop();
}

// False when there will be no TLS: who spoke in the clear, knows no version of today, or began too often.
Awaitable<bool> Server::Implementation::ShakeHands(Stream& stream, const std::string& peer) {
    auto* secured = stream.secured();
    if (secured == nullptr) co_return true;
    const bool proxy = std::ranges::find(settings_.proxies, peer) != settings_.proxies.end();
    if (!proxy && !handshakes_.Allow(AskerOf(peer), SystemClock().Now())) co_return false;
    stream.expires_after(std::chrono::seconds(settings_.header_seconds));
    beast::error_code error;
    auto token = asio::redirect_error(kAwait, error);
    co_await secured->async_handshake(asio::ssl::stream_base::server, token);
    co_return !error;
}

// Over TLS an end that nobody announced could be a cut by whoever sits between. Only said, not talked over.
Awaitable<void> Server::Implementation::SayGoodbye(Stream& stream) {
    auto* secured = stream.secured();
    if (secured == nullptr || !stream.socket().is_open() || !SSL_is_init_finished(secured->native_handle())) co_return;
    SSL_set_shutdown(secured->native_handle(), SSL_RECEIVED_SHUTDOWN);
    stream.expires_after(std::chrono::seconds(1));
    beast::error_code error;
    auto token = asio::redirect_error(kAwait, error);
    co_await secured->async_shutdown(token);
}

Awaitable<void> Server::Implementation::RefuseHead(Stream& stream, const std::string& address, const Refusal& refusal,
                                                   int status) {
    Account account(*this, address, "-", "-");
    account.logged.route = "malformed";
    Response bad = Problem(refusal, status);
    Request request;
    request.address = address;
    stream.expires_after(std::chrono::seconds(settings_.header_seconds));
    co_await Send(stream, request, bad, false, account.logged);
    co_await TakeLeave(stream);
}

Awaitable<bool> Server::Implementation::Answer(Stream& stream, beast::flat_buffer& buffer, Head& head,
                                               const std::string& address) {
    const auto& header = head.get();
    bool keep_alive = header.keep_alive() && !draining_;
    const bool reads = header.method() == http::verb::get || header.method() == http::verb::head;
    const bool has_body = head.content_length().value_or(0) > 0 || head.chunked();
    const std::string_view target(header.target().data(), header.target().size());
    Account account(*this, address, http::to_string(header.method()), target);

    // A shared page needs no worker: it goes out from here. Only a reader without a session gets one.
    const auto accepted = header[http::field::accept_encoding];
    const auto accept = header[http::field::accept];
    const bool may_share = reads && !has_body && header.find(http::field::cookie) == header.end() &&
                           WantsWhatIsShared({accept.data(), accept.size()});
    const auto page = may_share ? shared_.Find(target, ChooseEncoding({accepted.data(), accepted.size()}))
                                : std::shared_ptr<const SharedPage>();
    if (page != nullptr) {
        const auto tag = header[http::field::if_none_match];
        const bool unchanged = std::string_view(tag.data(), tag.size()) == page->etag;
        stream.expires_after(std::chrono::seconds(settings_.body_seconds));
        account.logged.route = "shared";
        co_await SendShared(stream, page, header.method() == http::verb::head, unchanged, keep_alive, account.logged);
    } else {
        keep_alive = co_await AnswerAfresh(stream, buffer, head, address, may_share, account.logged) && keep_alive;
    }
    co_return keep_alive && !draining_;
}

// Reads the body, has the handler run in its lane and sends what it answers. False when the connection cannot be used again.
// Nothing is read that no route would take.
Awaitable<bool> Server::Implementation::AnswerAfresh(Stream& stream, beast::flat_buffer& buffer, Head& head,
                                                     const std::string& address, bool may_share, Logged& logged) {
    const bool has_body = head.content_length().value_or(0) > 0 || head.chunked();
    const bool keep_alive = head.get().keep_alive() && !draining_;
    auto request = MakeRequest(head.get(), address);
    BodyParser parser(std::move(head));
    std::optional<Refusal> broken;
    const auto match = router_.Find(request.method, request.path);
    if (match) logged.route = match->route->pattern;
    std::optional<Bodies::Body> body;
    if (has_body && match) {
        body.emplace(bodies_, AskerOf(address), SaysWho(request), [&stream] { Close(stream); });
        broken = co_await ReadBody(stream, buffer, parser, request, *match->route, *body);
    }
    if (broken) {
        request.body = {};
        body.reset();
    }
    if (match) {
        request.parameters = match->parameters;
        request.route = match->route->pattern;
    }
    const auto lane = broken || !match ? Lane::quick : request.form.files.empty() ? match->route->lane : Lane::upload;
    const Handler refuse = [&broken](Request&) -> Response { throw *broken; };
    const auto& handler = broken ? refuse : match ? match->route->handler : NoRoute(request.method);
    const bool unread = broken || (has_body && !match);
    const Outlet outlet{stream.secured() == nullptr ? stream.socket().native_handle() : -1, keep_alive && !unread};
    auto answered = co_await RunHandler(request, handler, lane, may_share, outlet);
    const bool reusable = co_await SendAnswer(stream, request, answered, outlet.keep_alive, logged);
    if (unread) co_await TakeLeave(stream);
    co_return reusable;
}

// False when the connection cannot be used again.
Awaitable<bool> Server::Implementation::SendAnswer(Stream& stream, const Request& request, Answered& answered, bool reusable,
                                                   Logged& logged) {
    auto& response = answered.response;
    stream.expires_after(std::chrono::seconds(settings_.body_seconds));
    if (answered.head > 0) {
        co_await SendRest(stream, answered, logged);
        co_return reusable;
    }
    if (response.events) {
        co_await SendEvents(stream, request, response, logged);
        co_return false;
    }
    if (response.pieces) {
        co_await SendPieces(stream, request, response, reusable, logged);
    } else if (response.file) {
        co_await SendFile(stream, request, response, reusable, logged);
    } else if (answered.shared) {
        const auto& page = answered.shared;
        shared_.Keep(request.target, EncodingFor(request, response), page);
        co_await SendShared(stream, page, request.method == Method::head, request.Header("if-none-match") == page->etag, reusable,
                            logged);
    } else {
        co_await Send(stream, request, response, reusable, logged);
    }
    co_return reusable;
}

// Hands the request to a worker of its lane and comes back with its answer.
Awaitable<Answered> Server::Implementation::RunHandler(Request& request, const Handler& handler, Lane lane, bool may_share,
                                                       Outlet outlet) {
    std::optional<Answered> answer;
    auto token = kAwait;
    auto start = [&](auto completion) {
        auto shared = std::make_shared<decltype(completion)>(std::move(completion));
        const auto work = [this, &request, &handler, &answer, may_share, outlet, shared] {
            answer.emplace(Work(request, handler, may_share));
            SendAtOnce(request, *answer, outlet);
            asio::post(context_, [shared] { (*shared)(); });
        };
        if (lanes_[static_cast<std::size_t>(lane)]->Submit(AskerOf(request.address), work)) return;
        answer.emplace(Answered{.response = Busy(request, lane)});
        asio::post(context_, [shared] { (*shared)(); });
    };
    co_await asio::async_initiate<asio::use_awaitable_t<Executor>, void()>(start, token);
    co_return std::move(*answer);
}

Server::Server(ServerSettings settings, const Router& router, Frame frame, Metrics& metrics)
    : implementation_(std::make_unique<Implementation>(std::move(settings), router, std::move(frame), metrics)) {}
Server::~Server() = default;
int Server::Listen() {
    return implementation_->Listen();
}
void Server::Run() {
    implementation_->Run();
}
void Server::Stop() {
    implementation_->Stop();
}
}  // namespace dongson::web
