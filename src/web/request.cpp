#include "web/request.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/log.h"
#include "core/text.h"

namespace dongson::web {

std::string_view MethodName(Method method) {
    static constexpr std::string_view kNames[] = {"GET", "HEAD", "POST", "PUT", "DELETE", "OTHER"};
    return kNames[static_cast<int>(method)];
}

std::string_view Request::Header(std::string_view name) const {
    for (const auto& [header, value] : headers)
        if (header == name) return value;
    return {};
}

std::string_view Request::Parameter(std::string_view name) const {
    for (const auto& [parameter, value] : parameters)
        if (parameter == name) return value;
    return {};
}

std::string Request::Cookie(std::string_view name) const {
    for (const auto& [header, value] : headers) {
        if (header != "cookie") continue;
        for (const auto part : Split(value, ';')) {
            const auto pair = Trim(part);
            if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
                return std::string(pair.substr(name.size() + 1));
        }
    }
    return {};
}

std::string Request::Asked(std::string_view name) const {
    for (const auto& [field, value] : query)
        if (field == name) return std::string(Trim(value));
    return {};
}

bool Request::WantsJson() const {
    return path.starts_with("/api/") || Header("accept").starts_with("application/json");
}

std::string ClientAddress(std::string_view peer, std::string_view forwarded_for, const std::vector<std::string>& proxies) {
    const auto trusted = [&](std::string_view address) { return std::ranges::find(proxies, address) != proxies.end(); };
    if (!trusted(peer)) return std::string(peer);
    auto hops = Split(forwarded_for, ',');
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        const auto address = Trim(*hop);
        const bool plausible = !address.empty() && address.size() <= 45 &&
                               address.find_first_not_of("0123456789abcdefABCDEF.:") == std::string_view::npos;
        if (!plausible) return std::string(peer);
        if (!trusted(address)) return std::string(address);
    }
    return std::string(peer);
}

Response Page(Html html, int status) {
    Response response;
    response.status = status;
    response.body = std::move(html).Take();
    return response;
}

Response SeeOther(std::string_view location) {
    Response response;
    response.status = 303;
    response.With("location", location);
    return response;
}

Response SeeOtherPage(std::string_view path) {
    return SeeOther(Url::Page(std::string(path)).bytes());
}

Response Json(std::string json, int status) {
    Response response;
    response.status = status;
    response.type = "application/json";
    response.body = std::move(json);
    return response;
}

Response Bytes(std::string bytes, std::string_view type) {
    Response response;
    response.type = type;
    response.body = std::move(bytes);
    return response;
}

Response NoStore(Response response) {
    response.With("cache-control", "no-store");
    return response;
}

int StatusOf(RefusalKind kind) {
    switch (kind) {
        case RefusalKind::invalid:
            return 422;
        case RefusalKind::not_found:
            return 404;
        case RefusalKind::forbidden:
            return 403;
        case RefusalKind::conflict:
            return 409;
        case RefusalKind::too_large:
            return 413;
        case RefusalKind::too_many:
            return 429;
        case RefusalKind::unavailable:
            return 503;
    }
    return 500;
}

Response Problem(const Refusal& refusal) {
    return Problem(Refusals{refusal});
}

namespace {

Response ProblemOf(const Refusals& refusals, int status) {
    const auto& first = refusals.front();
    std::string errors;
    for (const auto& refusal : refusals)
        errors += fmt::format(R"({}{{"code":{},"detail":{},"field":{}}})", errors.empty() ? "" : ",", JsonQuote(refusal.code),
                              JsonQuote(refusal.sentence.Now()), JsonQuote(refusal.field));
    auto response =
        Json(fmt::format(R"({{"type":"about:blank","status":{},"code":{},"detail":{},"field":{},"instance":{},"errors":[{}]}})",
                         status, JsonQuote(first.code), JsonQuote(first.sentence.Now()), JsonQuote(first.field),
                         JsonQuote(RequestId()), errors),
             status);
    response.type = "application/problem+json";
    return response;
}

}  // namespace

Response Problem(const Refusal& refusal, int status) {
    return ProblemOf({refusal}, status);
}

Response Problem(const Refusals& refusals) {
    return ProblemOf(refusals, StatusOf(refusals.front().kind));
}

}  // namespace dongson::web
