#include "web/server.h"

#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <limits>

#include "core/log.h"
#include "core/text.h"
#include "core/time.h"
#include "web/compression.h"
#include "web/server_implementation.h"

namespace dongson::web {

namespace {

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

}  // namespace

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
    (void)acceptor_.close(ignored);
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
        (void)socket.set_option(tcp::no_delay(true), error);
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
            // Several lines are one list (RFC 9110 §5.3), whichever proxy wrote which.
            std::string forwarded;
            for (auto [line, end] = head.get().equal_range("x-forwarded-for"); line != end; ++line)
                forwarded.append(forwarded.empty() ? "" : ",").append(line->value());
            if (!co_await Answer(stream, buffer, head, ClientAddress(address, forwarded, settings_.proxies))) break;
        }
    } catch (const boost::system::system_error&) {
        // The peer went away: nobody is left to answer.
    }
    idle_.erase(&stream);
    (void)stream.socket().shutdown(tcp::socket::shutdown_send, error);
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
    const auto accept = header[http::field::accept];
    const bool may_share = reads && !has_body && header.find(http::field::cookie) == header.end() &&
                           WantsWhatIsShared({accept.data(), accept.size()});
    const std::string_view target(header.target().data(), header.target().size());
    const auto page = may_share ? shared_.Find(target, encoding) : std::shared_ptr<const SharedPage>();
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
        const auto match = router_.Find(request.method, request.path);
        if (has_body) broken = co_await ReadBody(stream, buffer, parser, request, match ? match->route->lane : Lane::quick);
        bool reusable = keep_alive && !broken;
        Response response;
        if (match) {
            request.parameters = match->parameters;
            request.route = match->route->pattern;
        }
        if (broken) {
            const Handler refuse = [&broken](Request&) -> Response { throw *broken; };
            response = co_await RunHandler(request, refuse);
        } else {
            static const Handler kNone;
            const bool slow = (match && match->route->lane != Lane::quick) || !request.form.files.empty();
            response = co_await RunHandler(request, match ? match->route->handler : kNone, slow ? Lane::slow : Lane::quick);
        }
        route = match ? std::string_view(match->route->pattern) : "none";
        status = response.status;
        sent = response.body.size();
        stream.expires_after(std::chrono::seconds(settings_.body_seconds));
        if (response.events) {
            co_await SendEvents(stream, response);
            reusable = false;
        } else if (response.pieces) {
            co_await SendPieces(stream, request, response, reusable);
        } else if (response.file) {
            co_await SendFile(stream, request, response, reusable);
        } else if (may_share && response.shared_seconds > 0) {
            const auto fresh =
                shared_.Keep(request.target, response, IsCompressible(response.type) ? encoding : Encoding::identity);
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
                                                                   Request& request, Lane lane) {
    const auto type = request.Header("content-type");
    const auto boundary = MultipartBoundary(type);
    const auto limit = boundary             ? settings_.forms.multipart_bytes
                       : lane == Lane::bulk ? settings_.forms.bulk_bytes
                                            : settings_.forms.urlencoded_bytes;
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
Awaitable<Response> Server::Implementation::RunHandler(Request& request, const Handler& handler, Lane lane) {
    std::optional<Response> answer;
    auto token = kAwait;
    auto start = [&](auto completion) {
        auto shared = std::make_shared<decltype(completion)>(std::move(completion));
        auto& pool = lane == Lane::slow ? slow_pool_ : pool_;
        const bool taken = pool.Submit([this, &request, &handler, &answer, shared] {
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
