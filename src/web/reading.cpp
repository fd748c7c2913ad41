// How requests come in: a header within its time, a body at its least rate, into a form or as it is.
#include <fmt/format.h>

#include "core/text.h"
#include "web/server_implementation.h"

namespace dongson::web {

namespace {

using std::chrono::seconds;

// A body that comes in drops, as thousands may at once, is read in small pieces.
constexpr std::size_t kFirstChunk = 4 << 10;

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

// curl says that whatever it sends is a form (--data, --data-binary) unless told otherwise. What programs send by the thousand is
// taken as it comes; a call that begins as JSON does is no form, for no field's name of ours begins so.
bool IsForm(const Request& request, std::string_view type, Lane lane) {
    if (lane == Lane::bulk || !Lower(type.substr(0, 33)).starts_with("application/x-www-form-urlencoded")) return false;
    const auto start = request.body.find_first_not_of(" \t\r\n");
    const bool json = start != std::string::npos && (request.body[start] == '{' || request.body[start] == '[');
    return !json || !request.path.starts_with("/api/");
}

// One byte now and then keeps a connection for ever: a body must come at a least rate.
bool TooSlow(const Bodies::Body& body, const ServerSettings& settings) {
    return body.Seconds() > settings.slow_body_seconds && body.Rate() < settings.least_rate;
}

// To where nobody is admitted unknown, who shows neither session nor key sends no more than a form that is kept over a new
// sign-in.
constexpr std::int64_t kWithoutSignIn = 1 << 20;

bool NeedsSignIn(const Bodies::Body& body, const Route& route) {
    return !body.known() && (route.audience != "anyone" || route.lane == Lane::bulk);
}

std::int64_t LimitOf(const FormLimits& forms, const Bodies::Body& body, const Route& route, bool multipart) {
    const auto most = multipart ? forms.multipart_bytes : route.lane == Lane::bulk ? forms.bulk_bytes : forms.urlencoded_bytes;
    return NeedsSignIn(body, route) ? std::min(most, kWithoutSignIn) : most;
}

Refusal TooLarge(std::int64_t limit, bool needs_sign_in) {
    const auto megabytes = std::to_string(limit >> 20);
    if (needs_sign_in)
        return {"FORM_NEEDS_SIGN_IN", Say("Chưa đăng nhập hoặc không có mã truy cập thì chỉ gửi được tới {1} MB.", megabytes), "",
                RefusalKind::too_large};
    return {"FORM_TOO_LARGE", Say("Dữ liệu gửi lên vượt {1} MB. Hãy gửi ít hơn trong một lần.", megabytes), "",
            RefusalKind::too_large};
}

std::optional<Refusal> TakeForm(MultipartReader& multipart, Request& request) {
    auto form = multipart.Finish();
    if (!form) return form.error();
    request.form = std::move(*form);
    return std::nullopt;
}

std::optional<Refusal> TakeFields(Request& request, std::string_view type, Lane lane, const FormLimits& limits) {
    if (!IsForm(request, type, lane)) return std::nullopt;
    auto fields = ParseUrlEncoded(request.body, limits);
    if (!fields) return fields.error();
    request.form.fields = std::move(*fields);
    request.body.clear();
    return std::nullopt;
}

Refusal CutShort() {
    return {"FORM_CUT_SHORT", Say("Kết nối đứt khi đang gửi, nên chưa nhận đủ. Hãy gửi lại."), ""};
}

}  // namespace

// Idle until the first byte; from there the whole header has its seconds. False at the end of the connection, or with an error.
Awaitable<bool> Server::Implementation::ReadHead(Stream& stream, beast::flat_buffer& buffer, Head& head,
                                                 beast::error_code& error) {
    bool begun = buffer.size() > 0;
    stream.expires_after(seconds(begun ? settings_.header_seconds : draining_ ? 1 : settings_.idle_seconds));
    while (true) {
        if (buffer.size() > 0) {
            const auto used = head.put(buffer.data(), error);
            buffer.consume(used);
            if (head.is_header_done()) error = {};
            if (head.is_header_done()) co_return true;
            if (error && error != http::error::need_more) co_return false;
        }
        auto token = asio::redirect_error(kAwait, error);
        const auto bytes = co_await stream.async_read_some(buffer.prepare(4096), token);
        if (error) co_return false;
        buffer.commit(bytes);
        if (!begun) stream.expires_after(seconds(settings_.header_seconds));
        begun = true;
    }
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

// One piece of a body, as long as `chunk` at most.
Awaitable<std::string_view> Server::Implementation::ReadChunk(Stream& stream, beast::flat_buffer& buffer, BodyParser& parser,
                                                              std::string& chunk, beast::error_code& error) {
    auto& place = parser.get().body();
    place.data = chunk.data();
    place.size = chunk.size();
    place.more = true;
    stream.expires_after(seconds(settings_.body_seconds));
    auto token = asio::redirect_error(kAwait, error);
    co_await http::async_read_some(stream, buffer, parser, token);
    if (error == http::error::need_buffer) error = {};
    co_return std::string_view(chunk.data(), chunk.size() - place.size);
}

// Reads a body into a form, files going straight to disk. What is too large, or more than may be held at once, is refused without
// being read to its end.
Awaitable<std::optional<Refusal>> Server::Implementation::ReadBody(Stream& stream, beast::flat_buffer& buffer, BodyParser& parser,
                                                                   Request& request, const Route& route, Bodies::Body& body) {
    const auto type = request.Header("content-type");
    const auto boundary = MultipartBoundary(type);
    const auto limit = LimitOf(settings_.forms, body, route, boundary.has_value());
    const auto too_large = TooLarge(limit, NeedsSignIn(body, route));
    parser.body_limit(static_cast<std::uint64_t>(limit) + (64 << 10));
    if (parser.content_length().value_or(0) > static_cast<std::uint64_t>(limit)) co_return too_large;
    if (Lower(request.Header("expect")) == "100-continue") {
        static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
        auto token = kAwait;
        co_await asio::async_write(stream, asio::buffer(kContinue), token);
    }
    std::optional<MultipartReader> multipart;
    if (boundary) multipart.emplace(*boundary, settings_.temporary_folder, settings_.forms);
    std::string chunk(kFirstChunk, '\0');
    while (!parser.is_done()) {
        beast::error_code error;
        const auto bytes = co_await ReadChunk(stream, buffer, parser, chunk, error);
        if (body.let_go()) throw beast::system_error(asio::error::operation_aborted);  // nobody is left to answer
        body.Came(bytes.size());
        if (error == http::error::body_limit || body.bytes() > limit) co_return too_large;
        if (error || TooSlow(body, settings_)) co_return CutShort();
        if (multipart && !multipart->Feed(bytes)) co_return multipart->refusal();
        if (!multipart) request.body += bytes;
        const auto on_disk = multipart ? multipart->on_disk() : 0;
        if (auto refusal = body.Hold({.memory = body.bytes() - on_disk, .disk = on_disk})) co_return refusal;
        if (bytes.size() == chunk.size() && chunk.size() < kChunk) chunk.resize(kChunk);
    }
    body.Finish();
    co_return multipart ? TakeForm(*multipart, request) : TakeFields(request, type, route.lane, settings_.forms);
}

}  // namespace dongson::web
