// What the site answers: every route of every module, who may ask it, and where it runs.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <tuple>

#include "commands/commands.h"
#include "commands/configuration.h"
#include "commands/health.h"
#include "commands/house.h"
#include "commands/modules.h"
#include "commands/site.h"
#include "core/command_line.h"
#include "core/temporary_folder.h"
#include "web/metrics.h"

namespace dongson::commands {

namespace {

namespace json = boost::json;

using Sorted = std::vector<const web::Route*>;

Sorted ByPattern(const web::Router& site) {
    Sorted routes;
    for (const auto& route : site.routes()) routes.push_back(&route);
    std::ranges::sort(routes, {}, [](const web::Route* route) { return std::tuple(route->pattern, route->method); });
    return routes;
}

void PrintLines(const Sorted& routes) {
    std::size_t pattern = 0, audience = 0;
    for (const auto* route : routes) {
        pattern = std::max(pattern, route->pattern.size());
        audience = std::max(audience, route->audience.size());
    }
    for (const auto* route : routes)
        fmt::print("{:<7} {:<{}}  {:<{}}  {}\n", web::MethodName(route->method), route->pattern, pattern, route->audience,
                   audience, web::LaneName(route->lane));
}

// A route a line, so that two states of the program can be compared.
void PrintJson(const Sorted& routes) {
    std::string lines;
    for (const auto* route : routes)
        lines += (lines.empty() ? "" : ",\n") + json::serialize(json::object{{"method", web::MethodName(route->method)},
                                                                             {"pattern", route->pattern},
                                                                             {"audience", route->audience},
                                                                             {"lane", web::LaneName(route->lane)}});
    fmt::print("[{}]\n", lines);
}

}  // namespace

int PrintRoutes(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, {}, {"json"});
    if (!arguments) return Complain(arguments.error(), 2);
    if (!arguments->words.empty()) return Complain({"COMMAND_ROUTES", Say("usage: dongson routes [--json]"), ""}, 2);
    // The table is that of the program, not of a province: an empty house of every role has all of it.
    const TemporaryFolder folder;
    Configuration configuration;
    configuration.data = folder.path();
    const auto house = House::Open(configuration);
    if (!house) return Complain(house.error(), 1);
    const auto running = MakeModules({(*house)->platform(), configuration.roles});
    if (!running) return Complain(running.error(), 1);
    const web::Metrics metrics;
    const Health health((*house)->platform());
    const auto site = MakeSite(metrics, health, *running, Serves::everything);
    const auto routes = ByPattern(site);
    arguments->Has("json") ? PrintJson(routes) : PrintLines(routes);
    return 0;
}

}  // namespace dongson::commands
