// How requests come in: a header within its time, a body at its least rate, into a form or as it is.
#include <fmt/format.h>

#include "core/text.h"
#include "web/server_implementation.h"

namespace dongson::web {

namespace {

using std::chrono::seconds;

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
class Pace {
  public:
    explicit Pace(const ServerSettings& settings) : settings_(settings) {}
    bool TooSlow(std::size_t bytes) {
        bytes_ += bytes;
        const auto spent = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
        return spent > settings_.slow_body_seconds && static_cast<double>(bytes_) < spent * settings_.least_rate;
    }

  private:
    const ServerSettings& settings_;
    const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    std::size_t bytes_ = 0;
};

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
    const Refusal cut_short{"FORM_CUT_SHORT", Say("Kết nối đứt khi đang gửi, nên chưa nhận đủ. Hãy gửi lại."), ""};
    if (parser.content_length().value_or(0) > static_cast<std::uint64_t>(limit)) co_return too_large;
    if (Lower(request.Header("expect")) == "100-continue") {
        static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
        auto token = kAwait;
        co_await asio::async_write(stream, asio::buffer(kContinue), token);
    }
    std::string chunk(kChunk, '\0');
    Pace pace(settings_);
    while (!parser.is_done()) {
        parser.get().body().data = chunk.data();
        parser.get().body().size = chunk.size();
        parser.get().body().more = true;
        stream.expires_after(seconds(settings_.body_seconds));
        beast::error_code error;
        auto token = asio::redirect_error(kAwait, error);
        co_await http::async_read_some(stream, buffer, parser, token);
        if (error == http::error::body_limit) co_return too_large;
        if (error && error != http::error::need_buffer) co_return cut_short;
        const std::string_view bytes(chunk.data(), chunk.size() - parser.get().body().size);
        if (pace.TooSlow(bytes.size())) co_return cut_short;
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
    } else if (IsForm(request, type, lane)) {
        auto fields = ParseUrlEncoded(request.body, settings_.forms);
        if (!fields) co_return fields.error();
        request.form.fields = std::move(*fields);
        request.body.clear();
    }
    co_return std::nullopt;
}

}  // namespace dongson::web
