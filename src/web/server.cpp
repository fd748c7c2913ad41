#include "web/server.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <limits>
#include <set>

#include "core/bytes.h"
#include "core/log.h"
#include "core/text.h"
#include "core/time.h"
#include "web/access_log.h"
#include "web/byte_range.h"
#include "web/compression.h"
#include "web/worker_pool.h"

namespace dongson::web {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;

namespace {

// The concrete executor: the type-erased one costs a fifth of the speed.
using Executor = asio::io_context::executor_type;
template <class T>
using Awaitable = asio::awaitable<T, Executor>;
using Stream = beast::basic_stream<tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
constexpr asio::use_awaitable_t<Executor> kAwait{};
constexpr std::size_t kChunk = 64 << 10;

std::string_view Reason(int status) {
    return http::obsolete_reason(static_cast<http::status>(status));
}

Method MethodOf(http::verb verb) {
    switch (verb) {
        case http::verb::get:
            return Method::get;
        case http::verb::head:
            return Method::head;
        case http::verb::post:
            return Method::post;
        case http::verb::put:
            return Method::put;
        case http::verb::delete_:
            return Method::del;
        default:
            return Method::other;
    }
}

// A whole answer, ready to send, that many readers share.
struct SharedPage {
    std::string head;  // up to, and without, the Date line
    std::string body;
    std::string etag;
    int status = 200;
    std::chrono::steady_clock::time_point until;
};

}  // namespace

class Server::Implementation {
  public:
    Implementation(ServerSettings settings, const Router& router, Frame frame, Metrics& metrics)
        : settings_(std::move(settings)),
          router_(router),
          frame_(std::move(frame)),
          metrics_(metrics),
          context_(1),
          acceptor_(context_),
          signals_(context_),
          tick_(context_),
          log_(settings_.access_log),
          pool_(settings_.workers, settings_.queue_limit) {
        metrics_.Gauge("dongson_connections", "Open connections.", [this] { return static_cast<double>(connections_.load()); });
        metrics_.Gauge("dongson_worker_queue", "Requests waiting for a worker.",
                       [this] { return static_cast<double>(pool_.Waiting()); });
    }

    int Listen();
    void Run();

  private:
    Awaitable<void> Accept();
    Awaitable<void> Serve(Stream stream);
    Awaitable<bool> Answer(Stream& stream, beast::flat_buffer& buffer, http::request_parser<http::empty_body>& head,
                           const std::string& address);
    Awaitable<std::optional<Refusal>> ReadBody(Stream& stream, beast::flat_buffer& buffer,
                                               http::request_parser<http::buffer_body>& parser, Request& request);
    Awaitable<Response> RunHandler(Request& request, const Handler& handler);
    Awaitable<void> Send(Stream& stream, const Request& request, Response& response, bool keep_alive);
    Awaitable<void> TakeLeave(Stream& stream);
    Awaitable<void> SendFile(Stream& stream, const Request& request, Response& response, bool keep_alive);
    Awaitable<void> SendEvents(Stream& stream, Response& response);
    Awaitable<void> SendShared(Stream& stream, std::shared_ptr<const SharedPage> page, bool head_only, bool unchanged,
                               bool keep_alive);
    Awaitable<void> Ticking();
    Awaitable<void> WaitForSignal();
    void Drain();

    Request MakeRequest(const http::request_header<>& header, const std::string& address);
    std::shared_ptr<const SharedPage> FindShared(const std::string& key);
    std::shared_ptr<const SharedPage> Share(std::string key, const Response& response, Encoding encoding);
    static std::string SharedKey(std::string_view target, Encoding encoding) {
        return fmt::format("{} {}", static_cast<int>(encoding), target);
    }
    static std::string HeadOf(const Response& response, std::string_view encoding, std::size_t length);
    std::string_view Date();

    ServerSettings settings_;
    const Router& router_;
    Frame frame_;
    Metrics& metrics_;
    asio::io_context context_;
    Acceptor acceptor_;
    asio::basic_signal_set<Executor> signals_;
    Timer tick_;
    AccessLog log_;
    std::unordered_map<std::string, std::shared_ptr<const SharedPage>> shared_;
    std::atomic<std::int64_t> connections_{0};
    bool draining_ = false;
    std::chrono::steady_clock::time_point drain_until_;
    std::set<Stream*> idle_;
    std::string date_;
    std::int64_t date_second_ = 0;
    std::uint64_t next_request_ = 0;
    std::string request_prefix_ = Hex(RandomBytes(4));
    WorkerPool pool_;
};

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
    asio::co_spawn(context_, WaitForSignal(), asio::detached);
    asio::co_spawn(context_, Accept(), asio::detached);
    asio::co_spawn(context_, Ticking(), asio::detached);
    context_.run();
    log_.Flush();
}

Awaitable<void> Server::Implementation::WaitForSignal() {
    co_await signals_.async_wait(kAwait);
    Drain();
}

// No new connections; idle ones get a moment for a request already on its way; those under way finish.
void Server::Implementation::Drain() {
    if (draining_) return;
    draining_ = true;
    drain_until_ = std::chrono::steady_clock::now() + std::chrono::seconds(settings_.drain_seconds);
    Log(Severity::info, "SERVER_DRAINING", {{"connections", std::to_string(connections_.load())}});
    beast::error_code ignored;
    acceptor_.close(ignored);
    for (auto* stream : idle_) stream->expires_after(std::chrono::milliseconds(500));
    if (connections_ == 0) context_.stop();
}

Awaitable<void> Server::Implementation::Ticking() {
    while (true) {
        tick_.expires_after(std::chrono::seconds(1));
        co_await tick_.async_wait(kAwait);
        log_.Flush();
        if (draining_ && (connections_ == 0 || std::chrono::steady_clock::now() > drain_until_)) context_.stop();
    }
}

Awaitable<void> Server::Implementation::Accept() {
    while (true) {
        beast::error_code error;
        auto token = asio::redirect_error(kAwait, error);
        auto socket = co_await acceptor_.async_accept(context_.get_executor(), token);
        if (draining_) co_return;
        if (error == asio::error::no_descriptors) {
            Log(Severity::error, "SERVER_NO_DESCRIPTORS");
            Timer pause(context_, std::chrono::milliseconds(100));
            co_await pause.async_wait(kAwait);
            continue;
        }
        if (error || static_cast<std::size_t>(connections_.load()) >= settings_.most_connections) continue;
        socket.set_option(tcp::no_delay(true), error);
        asio::co_spawn(context_, Serve(Stream(std::move(socket))), asio::detached);
    }
}

Awaitable<void> Server::Implementation::Serve(Stream stream) {
    ++connections_;
    beast::flat_buffer buffer;
    beast::error_code error;
    const auto endpoint = stream.socket().remote_endpoint(error);
    const auto address = error ? std::string("-") : endpoint.address().to_string();
    try {
        while (true) {
            http::request_parser<http::empty_body> head;
            head.header_limit(16 << 10);
            head.body_limit(std::numeric_limits<std::uint64_t>::max());  // the real limit depends on what is sent
            stream.expires_after(std::chrono::seconds(buffer.size() > 0 ? settings_.header_seconds
                                                      : draining_       ? 1
                                                                        : settings_.idle_seconds));
            idle_.insert(&stream);
            auto token = asio::redirect_error(kAwait, error);
            co_await http::async_read_header(stream, buffer, head, token);
            idle_.erase(&stream);
            if (error) {
                if (error != http::error::end_of_stream && error != beast::error::timeout &&
                    error.category() == http::make_error_code(http::error::bad_method).category()) {
                    Response bad =
                        Problem({"HTTP_MALFORMED", Say("Yêu cầu gửi lên không đúng dạng HTTP."), "", RefusalKind::invalid});
                    bad.status = error == http::error::header_limit ? 431 : 400;
                    Request request;
                    request.address = address;
                    co_await Send(stream, request, bad, false);
                }
                break;
            }
            if (!co_await Answer(stream, buffer, head, address)) break;
        }
    } catch (const boost::system::system_error&) {
        // The peer went away: nobody is left to answer.
    }
    idle_.erase(&stream);
    stream.socket().shutdown(tcp::socket::shutdown_send, error);
    --connections_;
    if (draining_ && connections_ == 0) context_.stop();
}

Request Server::Implementation::MakeRequest(const http::request_header<>& header, const std::string& address) {
    Request request;
    request.method = MethodOf(header.method());
    request.target.assign(header.target().data(), header.target().size());
    request.address = address;
    request.id = fmt::format("{}-{:x}", request_prefix_, ++next_request_);
    for (const auto& field : header)
        request.headers.emplace_back(Lower({field.name_string().data(), field.name_string().size()}),
                                     std::string(field.value().data(), field.value().size()));
    const auto question = request.target.find('?');
    auto path = PercentDecode(std::string_view(request.target).substr(0, question), false);
    request.path = path && IsUtf8(*path) && path->find('\0') == std::string::npos ? *path : std::string("/\xef\xbf\xbd");
    if (question != std::string::npos)
        request.query =
            ParseUrlEncoded(std::string_view(request.target).substr(question + 1), settings_.forms).value_or(Fields{});
    if (request.path == "/en" || request.path.starts_with("/en/")) {
        request.language = Language::english;
        request.path.erase(0, 3);
        if (request.path.empty()) request.path = "/";
    }
    return request;
}

Awaitable<bool> Server::Implementation::Answer(Stream& stream, beast::flat_buffer& buffer,
                                               http::request_parser<http::empty_body>& head, const std::string& address) {
    const auto started = std::chrono::steady_clock::now();
    const auto& header = head.get();
    const bool keep_alive = header.keep_alive() && !draining_;
    const bool reads = header.method() == http::verb::get || header.method() == http::verb::head;
    const bool has_body = head.content_length().value_or(0) > 0 || head.chunked();
    std::size_t sent = 0;
    int status = 200;
    std::string_view route = "shared";

    // A shared page needs no worker: it goes out from here. Only a reader without a session gets one.
    const auto encoding =
        ChooseEncoding({header[http::field::accept_encoding].data(), header[http::field::accept_encoding].size()});
    const bool may_share = reads && !has_body && header.find(http::field::cookie) == header.end();
    const std::string_view target(header.target().data(), header.target().size());
    const auto page = may_share ? FindShared(SharedKey(target, encoding)) : std::shared_ptr<const SharedPage>();
    std::string method(http::to_string(header.method())), logged_target(target);
    if (page != nullptr) {
        const auto tag = header[http::field::if_none_match];
        const bool unchanged = std::string_view(tag.data(), tag.size()) == page->etag;
        stream.expires_after(std::chrono::seconds(settings_.body_seconds));
        status = unchanged ? 304 : page->status;
        sent = page->body.size();
        co_await SendShared(stream, page, header.method() == http::verb::head, unchanged, keep_alive);
    } else {
        auto request = MakeRequest(header, address);
        http::request_parser<http::buffer_body> parser(std::move(head));
        std::optional<Refusal> broken;
        if (has_body) broken = co_await ReadBody(stream, buffer, parser, request);
        bool reusable = keep_alive && !broken;
        Response response;
        const auto match = router_.Find(request.method, request.path);
        if (match) {
            request.parameters = match->parameters;
            request.route = match->route->pattern;
        }
        if (broken) {
            const Handler refuse = [&broken](Request& refused) {
                if (refused.WantsJson()) return Problem(*broken);
                throw *broken;
            };
            response = co_await RunHandler(request, refuse);
        } else {
            static const Handler kNone;
            response = co_await RunHandler(request, match ? match->route->handler : kNone);
        }
        route = match ? std::string_view(match->route->pattern) : "none";
        status = response.status;
        sent = response.body.size();
        stream.expires_after(std::chrono::seconds(settings_.body_seconds));
        if (response.events) {
            co_await SendEvents(stream, response);
            reusable = false;
        } else if (response.file) {
            co_await SendFile(stream, request, response, reusable);
        } else if (may_share && response.shared_seconds > 0) {
            const auto fresh = Share(SharedKey(request.target, IsCompressible(response.type) ? encoding : Encoding::identity),
                                     response, IsCompressible(response.type) ? encoding : Encoding::identity);
            co_await SendShared(stream, fresh, request.method == Method::head, request.Header("if-none-match") == fresh->etag,
                                reusable);
        } else {
            co_await Send(stream, request, response, reusable);
        }
        if (broken) co_await TakeLeave(stream);
        const auto spent =
            std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started).count();
        metrics_.Count(route, status, spent);
        log_.Line(address, Date(), method, logged_target, status, sent, spent);
        co_return reusable && !draining_;
    }
    const auto spent = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started).count();
    metrics_.Count(route, status, spent);
    log_.Line(address, Date(), method, logged_target, status, sent, spent);
    co_return keep_alive && !draining_;
}

// Reads a body into a form, files going straight to disk. What is too large is refused without being read to its end.
Awaitable<std::optional<Refusal>> Server::Implementation::ReadBody(Stream& stream, beast::flat_buffer& buffer,
                                                                   http::request_parser<http::buffer_body>& parser,
                                                                   Request& request) {
    const auto type = request.Header("content-type");
    const auto boundary = MultipartBoundary(type);
    const auto limit = boundary ? settings_.forms.multipart_bytes : settings_.forms.urlencoded_bytes;
    parser.body_limit(static_cast<std::uint64_t>(limit) + (64 << 10));
    std::optional<MultipartReader> multipart;
    if (boundary) multipart.emplace(*boundary, settings_.temporary_folder, settings_.forms);
    const Refusal too_large{"FORM_TOO_LARGE",
                            Say("Dữ liệu gửi lên vượt {1} MB. Hãy gửi ít hơn trong một lần.", std::to_string(limit >> 20)), "",
                            RefusalKind::too_large};
    if (parser.content_length().value_or(0) > static_cast<std::uint64_t>(limit)) co_return too_large;
    if (Lower(request.Header("expect")) == "100-continue") {
        static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
        auto token = kAwait;
        co_await asio::async_write(stream, asio::buffer(kContinue), token);
    }
    std::string chunk(kChunk, '\0');
    while (!parser.is_done()) {
        parser.get().body().data = chunk.data();
        parser.get().body().size = chunk.size();
        parser.get().body().more = true;
        stream.expires_after(std::chrono::seconds(settings_.body_seconds));
        beast::error_code error;
        auto token = asio::redirect_error(kAwait, error);
        co_await http::async_read(stream, buffer, parser, token);
        if (error == http::error::body_limit) co_return too_large;
        if (error && error != http::error::need_buffer)
            co_return Refusal{"FORM_CUT_SHORT", Say("Kết nối đứt khi đang gửi, nên chưa nhận đủ. Hãy gửi lại."), ""};
        const std::string_view bytes(chunk.data(), chunk.size() - parser.get().body().size);
        if (multipart) {
            if (!multipart->Feed(bytes)) co_return multipart->refusal();
        } else {
            if (static_cast<std::int64_t>(request.body.size() + bytes.size()) > limit) co_return too_large;
            request.body += bytes;
        }
    }
    if (multipart) {
        auto form = multipart->Finish();
        if (!form) co_return form.error();
        request.form = std::move(*form);
    } else if (type.starts_with("application/x-www-form-urlencoded")) {
        auto fields = ParseUrlEncoded(request.body, settings_.forms);
        if (!fields) co_return fields.error();
        request.form.fields = std::move(*fields);
        request.body.clear();
    }
    co_return std::nullopt;
}

// Hands the request to a worker and comes back with its answer.
Awaitable<Response> Server::Implementation::RunHandler(Request& request, const Handler& handler) {
    std::optional<Response> answer;
    auto token = kAwait;
    auto start = [&](auto completion) {
        auto shared = std::make_shared<decltype(completion)>(std::move(completion));
        const bool taken = pool_.Submit([this, &request, &handler, &answer, shared] {
            answer.emplace(frame_(request, handler));
            asio::post(context_, [shared] { (*shared)(); });
        });
        if (taken) return;
        answer.emplace(Problem(
            {"SERVER_BUSY", Say("Hệ thống đang quá đông người dùng. Hãy thử lại sau ít phút."), "", RefusalKind::unavailable}));
        answer->With("retry-after", "5");
        asio::post(context_, [shared] { (*shared)(); });
    };
    co_await asio::async_initiate<asio::use_awaitable_t<Executor>, void()>(start, token);
    co_return std::move(*answer);
}

std::string_view Server::Implementation::Date() {
    const auto now = SystemClock().Now();
    if (now.ms / 1000 != date_second_) {
        date_second_ = now.ms / 1000;
        date_ = now.HttpDate();
    }
    return date_;
}

std::string Server::Implementation::HeadOf(const Response& response, std::string_view encoding, std::size_t length) {
    std::string head = fmt::format("HTTP/1.1 {} {}\r\ncontent-type: {}\r\ncontent-length: {}\r\n", response.status,
                                   Reason(response.status), response.type, length);
    if (!encoding.empty()) head += fmt::format("content-encoding: {}\r\n", encoding);
    for (const auto& [name, value] : response.headers) {
        // A line end in a value would start a header of the sender's own choosing.
        if (value.find_first_of("\r\n") != std::string::npos) continue;
        head += fmt::format("{}: {}\r\n", name, value);
    }
    return head;
}

Awaitable<void> Server::Implementation::Send(Stream& stream, const Request& request, Response& response, bool keep_alive) {
    std::string_view encoding_name;
    if (response.compress && response.body.size() > 1000 && IsCompressible(response.type)) {
        const auto encoding = ChooseEncoding(request.Header("accept-encoding"));
        if (encoding != Encoding::identity) {
            response.body = Compress(response.body, encoding, Effort::quick);
            encoding_name = EncodingName(encoding);
        }
        response.With("vary", "accept-encoding");
    }
    const auto head = HeadOf(response, encoding_name, response.body.size()) +
                      fmt::format("date: {}\r\nconnection: {}\r\n\r\n", Date(), keep_alive ? "keep-alive" : "close");
    const std::array<asio::const_buffer, 2> buffers{
        asio::buffer(head), request.method == Method::head ? asio::const_buffer() : asio::buffer(response.body)};
    auto token = kAwait;
    co_await asio::async_write(stream, buffers, token);
}

// A client still sending would lose the answer if the connection were cut at once: what it sends is taken and dropped a while.
Awaitable<void> Server::Implementation::TakeLeave(Stream& stream) {
    beast::error_code error;
    stream.socket().shutdown(tcp::socket::shutdown_send, error);
    stream.expires_after(std::chrono::seconds(3));
    std::string dropped(kChunk, '\0');
    for (std::size_t total = 0; !error && total < (std::size_t{256} << 20);) {
        auto token = asio::redirect_error(kAwait, error);
        total += co_await stream.async_read_some(asio::buffer(dropped), token);
    }
}

std::shared_ptr<const SharedPage> Server::Implementation::FindShared(const std::string& key) {
    const auto found = shared_.find(key);
    if (found == shared_.end()) return nullptr;
    if (std::chrono::steady_clock::now() < found->second->until) return found->second;
    shared_.erase(found);
    return nullptr;
}

std::shared_ptr<const SharedPage> Server::Implementation::Share(std::string key, const Response& response, Encoding encoding) {
    constexpr std::size_t kMostPages = 600;
    if (shared_.size() >= kMostPages) shared_.clear();
    auto page = std::make_shared<SharedPage>();
    page->body = Compress(response.body, encoding, Effort::thorough);
    page->etag = fmt::format("\"{}\"", Hex(BytesOf(Digest(page->body))).substr(0, 20));
    page->status = response.status;
    page->head = HeadOf(response, encoding == Encoding::identity ? "" : EncodingName(encoding), page->body.size()) +
                 fmt::format("etag: {}\r\nvary: accept-encoding, cookie\r\ncache-control: public, max-age=0, must-revalidate\r\n",
                             page->etag);
    page->until = std::chrono::steady_clock::now() + std::chrono::seconds(response.shared_seconds);
    return shared_.insert_or_assign(std::move(key), std::move(page)).first->second;
}

// Held while a slow reader takes it, so that the page may be replaced meanwhile.
Awaitable<void> Server::Implementation::SendShared(Stream& stream, std::shared_ptr<const SharedPage> page, bool head_only,
                                                   bool unchanged, bool keep_alive) {
    std::string head;
    head.reserve(page->head.size() + 96);
    head = unchanged ? fmt::format("HTTP/1.1 304 Not Modified\r\netag: {}\r\nvary: accept-encoding, cookie\r\n", page->etag)
                     : page->head;
    fmt::format_to(std::back_inserter(head), "date: {}\r\nconnection: {}\r\n\r\n", Date(), keep_alive ? "keep-alive" : "close");
    const bool with_body = !head_only && !unchanged;
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(head),
                                                    with_body ? asio::buffer(page->body) : asio::const_buffer()};
    auto token = kAwait;
    co_await asio::async_write(stream, buffers, token);
}

Awaitable<void> Server::Implementation::SendFile(Stream& stream, const Request& request, Response& response, bool keep_alive) {
    auto token = kAwait;
    const auto size = response.file->size;
    ByteRange range{0, size - 1};
    response.With("accept-ranges", "bytes");
    if (const auto wanted = ParseByteRange(request.Header("range"), size); wanted.kind == WantedRange::Kind::part) {
        response.status = 206;
        range = wanted.range;
        response.With("content-range", fmt::format("bytes {}-{}/{}", range.first, range.last, size));
    } else if (wanted.kind == WantedRange::Kind::unsatisfiable) {
        response.status = 416;
        range = {0, -1};
        response.With("content-range", fmt::format("bytes */{}", size));
    }
    const auto head = HeadOf(response, "", static_cast<std::size_t>(range.last - range.first + 1)) +
                      fmt::format("date: {}\r\nconnection: {}\r\n\r\n", Date(), keep_alive ? "keep-alive" : "close");
    co_await asio::async_write(stream, asio::buffer(head), token);
    if (request.method == Method::head) co_return;
    const int descriptor = ::open(response.file->path.c_str(), O_RDONLY | O_CLOEXEC);
    std::string chunk(kChunk, '\0');
    while (descriptor >= 0 && range.first <= range.last) {
        const auto read =
            ::pread(descriptor, chunk.data(),
                    static_cast<std::size_t>(std::min<std::int64_t>(kChunk, range.last - range.first + 1)), range.first);
        if (read <= 0) break;
        range.first += read;
        stream.expires_after(std::chrono::seconds(settings_.body_seconds));
        beast::error_code error;
        auto redirected = asio::redirect_error(kAwait, error);
        co_await asio::async_write(stream, asio::buffer(chunk.data(), static_cast<std::size_t>(read)), redirected);
        if (error) break;
    }
    if (descriptor >= 0) ::close(descriptor);
    // A file that ended early must not look whole: the connection closes.
    if (range.first <= range.last) throw boost::system::system_error(asio::error::connection_aborted);
}

// No worker is held while a stream is open: it is asked for news now and then.
Awaitable<void> Server::Implementation::SendEvents(Stream& stream, Response& response) {
    auto token = kAwait;
    const std::string head =
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-store\r\nx-accel-buffering: no\r\nconnection: "
        "close\r\n\r\nretry: 3000\n\n";
    co_await asio::async_write(stream, asio::buffer(head), token);
    std::string last;
    Timer pause(context_);
    Request none;
    for (int quiet = 0; !draining_;) {
        std::string news;
        const Handler ask = [&](Request&) {
            news = response.events(last);
            return Response();
        };
        none.route = "events";
        co_await RunHandler(none, ask);
        if (news.empty() && ++quiet % 8 == 0) news = ": quiet\n\n";
        stream.expires_after(std::chrono::seconds(settings_.body_seconds));
        if (!news.empty()) co_await asio::async_write(stream, asio::buffer(news), token);
        pause.expires_after(std::chrono::milliseconds(1500));
        co_await pause.async_wait(token);
    }
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
}  // namespace dongson::web
