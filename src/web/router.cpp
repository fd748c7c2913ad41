#include "web/router.h"

#include <algorithm>
#include <stdexcept>

#include "core/text.h"

namespace dongson::web {

namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

// A literal step beats a parameter; "{rest…}" takes everything that is left.
bool Fits(std::string_view pattern, std::string_view path, Values* values) {
    while (true) {
        const auto step_end = pattern.find('/', 1);
        const auto step = pattern.substr(1, step_end == std::string_view::npos ? step_end : step_end - 1);
        if (path.empty() || path.front() != '/') return false;
        const auto part_end = path.find('/', 1);
        const auto part = path.substr(1, part_end == std::string_view::npos ? part_end : part_end - 1);
        if (step.starts_with('{') && step.ends_with("…}")) {
            if (values) values->emplace_back(step.substr(1, step.size() - 5), path.substr(1));
            return path.size() > 1;
        }
        if (step.starts_with('{')) {
            if (part.empty()) return false;
            if (values) values->emplace_back(step.substr(1, step.size() - 2), part);
        } else if (step != part) {
            return false;
        }
        if (step_end == std::string_view::npos || part_end == std::string_view::npos) return step_end == part_end;
        pattern.remove_prefix(step_end);
        path.remove_prefix(part_end);
    }
}

// Sorts a literal step before a parameter in the same place, and the parameter that takes all the rest last.
std::string Order(const Route& route) {
    std::string order;
    for (const auto step : Split(std::string_view(route.pattern), '/')) {
        order += '/';
        if (step.ends_with("…}"))
            order += "\xff\xff";
        else if (step.starts_with('{'))
            order += '\xff';
        else
            order += step;
    }
    return order;
}

}  // namespace

std::string_view LaneName(Lane lane) {
    static constexpr std::string_view kNames[kLanes] = {"quick",   "slow",   "password", "query",
                                                        "drawing", "upload", "bulk",     "probe"};
    return kNames[static_cast<std::size_t>(lane)];
}

void Router::Add(Method method, std::string_view pattern, std::string_view audience, Handler handler, Lane lane) {
    for (const auto& route : routes_)
        if (route.method == method && route.pattern == pattern) throw std::logic_error("two routes for " + std::string(pattern));
    Route route{method, std::string(pattern), std::string(audience), std::move(handler), lane};
    auto order = Order(route);
    // Each goes to its place at once: sorting them all again after each took longer than everything else a start does.
    const auto place = std::ranges::upper_bound(orders_, order) - orders_.begin();
    routes_.insert(routes_.begin() + place, std::move(route));
    orders_.insert(orders_.begin() + place, std::move(order));
}

std::optional<Router::Match> Router::Find(Method method, std::string_view path) const {
    if (method == Method::head) method = Method::get;
    if (!path.starts_with('/')) return std::nullopt;
    // Only those that begin with the path's first step, and those that begin with any, can fit.
    const auto first_step = "/" + std::string(path.substr(0, path.find('/', 1)));
    auto match = FindFrom(first_step, method, path);
    return match ? match : FindFrom("//\xff", method, path);
}

// Among the routes whose order begins so.
std::optional<Router::Match> Router::FindFrom(std::string_view beginning, Method method, std::string_view path) const {
    for (auto order = std::ranges::lower_bound(orders_, beginning); order != orders_.end() && order->starts_with(beginning);
         ++order) {
        const auto& route = routes_[static_cast<std::size_t>(order - orders_.begin())];
        if (route.method != method || !Fits(route.pattern, path, nullptr)) continue;
        Match match{&route, {}};
        Fits(route.pattern, path, &match.parameters);
        return match;
    }
    return std::nullopt;
}

}  // namespace dongson::web
