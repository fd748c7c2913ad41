// What a handler is given and what it answers. No Beast here.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/language.h"
#include "core/refusal.h"
#include "web/form.h"
#include "web/html.h"

namespace dongson {
struct Platform;
}

namespace dongson::web {

enum class Method : unsigned char { get, head, post, put, del, other };
std::string_view MethodName(Method method);

class Request {
  public:
    Platform* platform = nullptr;
    Method method = Method::get;
    std::string target;  // as sent: path and query
    std::string path;    // decoded, without the /en of English pages
    Language language = Language::vietnamese;
    std::string id;       // shown to the person when something breaks, and in every log line
    std::string address;  // who asked
    std::string route;    // the pattern that matched: "/ho-so/{code}"
    std::vector<std::pair<std::string, std::string>> headers;
    std::vector<std::pair<std::string, std::string>> parameters;
    Fields query;
    Form form;
    std::string body;  // when it is neither form nor upload

    // A header's value, empty when absent. Names are small letters.
    std::string_view Header(std::string_view name) const;
    std::string_view Parameter(std::string_view name) const;
    std::string Cookie(std::string_view name) const;
    // A query parameter's value without blanks around it; empty when absent.
    std::string Asked(std::string_view name) const;
    bool WantsJson() const;
};

struct FileBody {
    std::string path;
    std::int64_t size = 0;
};

// Asked again and again while the stream is open: returns event-stream text for what is new since `last`, and moves `last`.
// Throws StreamEnds when there is nobody left to be told.
using EventSource = std::function<std::string(std::string& last)>;
struct StreamEnds {};

class Response {
  public:
    int status = 200;
    std::string type = "text/html; charset=utf-8";
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::optional<FileBody> file;
    EventSource events;
    // A body made piece by piece: asked until it adds nothing more and returns false. It may throw: the connection then ends, and
    // the reader knows that the answer is not whole.
    std::function<bool(std::string& piece)> pieces;
    int shared_seconds = 0;  // above zero: an anonymous answer may be kept and shared this long
    bool compress = true;

    Response& With(std::string_view name, std::string_view value) {
        headers.emplace_back(name, value);
        return *this;
    }
};

using Handler = std::function<Response(Request&)>;

// Who really asks when a trusted proxy stands between: the nearest address in X-Forwarded-For that is no proxy of ours. Anybody
// can write that header, so it counts only when the peer itself is a trusted proxy.
std::string ClientAddress(std::string_view peer, std::string_view forwarded_for, const std::vector<std::string>& proxies);

Response Page(Html html, int status = 200);
Response SeeOther(std::string_view location);
// A page of this site in the language spoken now.
Response SeeOtherPage(std::string_view path);
Response Json(std::string json, int status = 200);
Response Bytes(std::string bytes, std::string_view type);
// The answer is for this reader alone and kept nowhere.
Response NoStore(Response response);
int StatusOf(RefusalKind kind);
// RFC 9457 problem details; of several refusals the first decides the status, and all stand under "errors".
Response Problem(const Refusal& refusal);
Response Problem(const Refusal& refusal, int status);
Response Problem(const Refusals& refusals);

}  // namespace dongson::web
