// How answers go out: made ones, shared ones, files in ranges, event streams.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "core/log.h"
#include "core/time.h"
#include "web/byte_range.h"
#include "web/server_implementation.h"

namespace dongson::web {

std::string_view HttpDateNow() {
    thread_local std::string date;
    thread_local std::int64_t second = 0;
    const auto now = SystemClock().Now();
    if (now.ms / 1000 != std::exchange(second, now.ms / 1000)) date = now.HttpDate();
    return date;
}

namespace {

std::string WholeHead(const Response& response, std::optional<std::size_t> length, bool keep_alive) {
    auto head = HeadOf(response, "", length);
    fmt::format_to(std::back_inserter(head), "date: {}\r\nconnection: {}\r\n\r\n", HttpDateNow(),
                   keep_alive ? "keep-alive" : "close");
    return head;
}

bool IsAllHere(const Answered& answered) {
    const auto& response = answered.response;
    return !response.events && !response.pieces && !response.file && answered.shared == nullptr;
}

}  // namespace

// Runs on the worker that made the answer: the bytes are near and go out without another thread. What the socket does not take
// at once stays in `rest`.
void Server::Implementation::SendAtOnce(const Request& request, Answered& answered, const Outlet& outlet) {
    if (outlet.socket < 0 || !IsAllHere(answered)) return;
    auto& body = answered.response.body;
    auto head = WholeHead(answered.response, body.size(), outlet.keep_alive);
    if (request.method == Method::head) body.clear();
    std::array<iovec, 2> pieces{iovec{head.data(), head.size()}, iovec{body.data(), body.size()}};
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = pieces.size();
    const auto taken = std::max<ssize_t>(0, ::sendmsg(outlet.socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL));
    answered.head = head.size();
    answered.gone = static_cast<std::size_t>(taken);
    if (answered.gone < head.size()) answered.rest = head.substr(answered.gone);
    answered.rest.append(body, answered.gone < head.size() ? 0 : answered.gone - head.size());
    std::string().swap(body);
}

Awaitable<void> Server::Implementation::SendRest(Stream& stream, const Answered& answered, Logged& logged) {
    logged.status = answered.response.status;
    auto written = answered.gone;
    beast::error_code error;
    if (!answered.rest.empty()) {
        auto token = asio::redirect_error(kAwait, error);
        written += co_await asio::async_write(stream, asio::buffer(answered.rest), token);
    }
    logged.Sent(written, answered.head, error);
}

Awaitable<void> Server::Implementation::Send(Stream& stream, const Request& request, Response& response, bool keep_alive,
                                             Logged& logged) {
    const auto head = WholeHead(response, response.body.size(), keep_alive);
    const std::array<asio::const_buffer, 2> buffers{
        asio::buffer(head), request.method == Method::head ? asio::const_buffer() : asio::buffer(response.body)};
    logged.status = response.status;
    beast::error_code error;
    auto token = asio::redirect_error(kAwait, error);
    const auto written = co_await asio::async_write(stream, buffers, token);
    logged.Sent(written, head.size(), error);
}

// What once came over TLS is not asked for in the clear again.
Response Server::Implementation::Framed(Request& request, const Handler& handler) const {
    auto response = frame_(request, handler);
    if (certificate_.there()) response.With("strict-transport-security", "max-age=31536000");
    return response;
}

// Runs on a worker. A paper that is lost or cut short is said in words: a connection broken halfway tells nobody anything.
Answered Server::Implementation::Work(Request& request, const Handler& handler, bool may_share) const {
    auto response = Framed(request, handler);
    if (!FileIsThere(response)) {
        Log(Severity::error, "FILE_MISSING", {{"path", request.path}, {"file", response.file->path}, {"request", request.id}});
        static const Handler kMissing = [](Request&) -> Response {
            throw Refusal{
                "FILE_MISSING",
                Say("Hệ thống có ghi nhận tệp này nhưng không đọc được nội dung. Người vận hành đã được báo; hãy thử lại sau."),
                "", RefusalKind::unavailable};
        };
        response = Framed(request, kMissing);
    }
    try {
        return Pack(request, std::move(response), may_share);
    } catch (const std::exception&) {
        static const Handler kUnpacked = [](Request&) -> Response { throw; };
        return {.response = Framed(request, kUnpacked)};
    }
}

// A client still sending would lose the answer if the connection were cut at once: what it sends is taken and dropped a while.
Awaitable<void> Server::Implementation::TakeLeave(Stream& stream) {
    beast::error_code error;
    if (stream.secured() == nullptr) (void)stream.socket().shutdown(tcp::socket::shutdown_send, error);
    stream.expires_after(std::chrono::seconds(3));
    std::string dropped(kChunk, '\0');
    for (std::size_t total = 0; !error && total < (std::size_t{256} << 20);) {
        auto token = asio::redirect_error(kAwait, error);
        total += co_await stream.async_read_some(asio::buffer(dropped), token);
    }
}

// Held while a slow reader takes it, so that the page may be replaced meanwhile.
Awaitable<void> Server::Implementation::SendShared(Stream& stream, std::shared_ptr<const SharedPage> page, bool head_only,
                                                   bool unchanged, bool keep_alive, Logged& logged) {
    std::string head;
    head.reserve(page->head.size() + 96);
    head = unchanged ? fmt::format("HTTP/1.1 304 Not Modified\r\netag: {}\r\nvary: accept-encoding, cookie\r\n", page->etag)
                     : page->head;
    fmt::format_to(std::back_inserter(head), "date: {}\r\nconnection: {}\r\n\r\n", HttpDateNow(),
                   keep_alive ? "keep-alive" : "close");
    const bool with_body = !head_only && !unchanged;
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(head),
                                                    with_body ? asio::buffer(page->body) : asio::const_buffer()};
    logged.status = unchanged ? 304 : page->status;
    beast::error_code error;
    auto token = asio::redirect_error(kAwait, error);
    const auto written = co_await asio::async_write(stream, buffers, token);
    logged.Sent(written, head.size(), error);
}

Awaitable<void> Server::Implementation::SendFile(Stream& stream, const Request& request, Response& response, bool keep_alive,
                                                 Logged& logged) {
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
    logged.status = response.status;
    const auto head = WholeHead(response, static_cast<std::size_t>(range.last - range.first + 1), keep_alive);
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
        logged.sent += co_await asio::async_write(stream, asio::buffer(chunk.data(), static_cast<std::size_t>(read)), redirected);
        if (error) break;
    }
    if (descriptor >= 0) ::close(descriptor);
    // A file that ended early must not look whole: the connection closes.
    if (range.first <= range.last) throw boost::system::system_error(asio::error::connection_aborted);
}

// Each piece is made by a worker of the slow lane while the last one goes out: memory does not grow with the answer.
Awaitable<void> Server::Implementation::SendPieces(Stream& stream, const Request& request, Response& response, bool keep_alive,
                                                   Logged& logged) {
    auto token = kAwait;
    response.With("transfer-encoding", "chunked");
    logged.status = response.status;
    const auto head = WholeHead(response, std::nullopt, keep_alive);
    co_await asio::async_write(stream, asio::buffer(head), token);
    if (request.method == Method::head) co_return;
    Request none;
    none.address = request.address;
    none.route = "pieces";
    for (bool more = true; more;) {
        std::string piece;
        bool broken = true;
        const Handler make = [&](Request&) {
            more = response.pieces(piece);
            broken = false;
            return Response();
        };
        co_await RunHandler(none, make, Lane::slow);
        // What ended early must not look whole: the connection closes without the last chunk.
        if (broken) throw boost::system::system_error(asio::error::connection_aborted);
        if (!piece.empty()) {
            piece.insert(0, fmt::format("{:x}\r\n", piece.size()));
            piece += "\r\n";
        }
        if (!more) piece += "0\r\n\r\n";
        stream.expires_after(std::chrono::seconds(settings_.body_seconds));
        logged.sent += co_await asio::async_write(stream, asio::buffer(piece), token);
    }
}

// No worker is held while a stream is open: it is asked for news now and then.
Awaitable<void> Server::Implementation::SendEvents(Stream& stream, const Request& request, Response& response, Logged& logged) {
    logged.status = 200;
    auto token = kAwait;
    const std::string head =
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-store\r\nx-accel-buffering: no\r\nconnection: "
        "close\r\n\r\nretry: 3000\n\n";
    co_await asio::async_write(stream, asio::buffer(head), token);
    std::string last;
    Timer pause(context_);
    Request none;
    none.address = request.address;
    bool over = false;
    for (int quiet = 0; !draining_;) {
        std::string news;
        const Handler ask = [&](Request&) {
            try {
                news = response.events(last);
            } catch (const StreamEnds&) {
                over = true;
            }
            return Response();
        };
        none.route = "events";
        co_await RunHandler(none, ask);
        if (over) co_return;
        if (news.empty() && ++quiet % 8 == 0) news = ": quiet\n\n";
        stream.expires_after(std::chrono::seconds(settings_.body_seconds));
        if (!news.empty()) logged.sent += co_await asio::async_write(stream, asio::buffer(news), token);
        pause.expires_after(std::chrono::milliseconds(1500));
        co_await pause.async_wait(token);
    }
}

}  // namespace dongson::web
