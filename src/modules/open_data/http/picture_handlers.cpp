#include "core/text.h"
#include "modules/open_data/domain/shapes.h"
#include "modules/open_data/http/handlers.h"
#include "modules/open_data/http/picture_query.h"
#include "web/layout.h"

namespace dongson::open_data {

namespace {

constexpr int kSharedSeconds = 300;  // a version never changes

struct Found {
    Named named;
    PictureAsked asked;
};

Result<Found> Find(Portal& portal, const AnyRequest& request) {
    auto named = FindVersion(portal, request);
    if (!named) return std::unexpected(named.error());
    auto asked = ReadPictureAsked(request.http.query, *named->table);
    if (!asked) return std::unexpected(asked.error());
    return Found{*std::move(named), *std::move(asked)};
}

PictureView ViewOf(const AnyRequest& request, const Found& found) {
    return {.dataset = found.named.dataset,
            .resource = found.named.resource,
            .version = found.named.version,
            .asked = found.asked,
            .title = found.named.resource.title,
            .base_url = request.platform.base_url};
}

web::Response Shared(web::Response response, const AnyRequest& request) {
    if (!request.visitor) response.shared_seconds = kSharedSeconds;
    return response;
}

web::Response Drawing(std::string svg, const AnyRequest& request) {
    auto response = web::Bytes(std::move(svg), "image/svg+xml");
    response.With("content-security-policy", "default-src 'none'");
    response.With("access-control-allow-origin", "*");
    response.With("cross-origin-resource-policy", "cross-origin");
    return Shared(std::move(response), request);
}

// A page of the drawing alone, for frames on others' pages: it may be framed because nothing can be done on it.
web::Response Framed(const std::string& svg, const AnyRequest& request) {
    web::Response response;
    response.body = "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>" + request.platform.province_name +
                    "</title></head><body>" + svg + "</body></html>";
    response.With("content-security-policy", "default-src 'none'; frame-ancestors *");
    return Shared(std::move(response), request);
}

web::Response Sent(const std::string& svg, const AnyRequest& request) {
    return request.http.path.ends_with("/khung") ? Framed(svg, request) : Drawing(svg, request);
}

}  // namespace

web::Response ShowChart(Portal& portal, const AnyRequest& request) {
    const auto found = Find(portal, request);
    if (!found) return web::RefusalPage(found.error());
    auto view = ViewOf(request, *found);
    if (const auto chart = ReadChart(found->named, found->asked)) {
        view.title = chart->title;
        view.upwards = chart->upwards;
        for (const auto& mark : chart->marks) view.values.emplace_back(mark.label, mark.value);
    } else {
        view.refused = chart.error().sentence.Now();
    }
    return Shared(web::Page(ChartPage(view)), request);
}

web::Response DrawChart(Portal& portal, const AnyRequest& request) {
    const auto found = Find(portal, request);
    if (!found) return web::RefusalPage(found.error());
    const auto chart = ReadChart(found->named, found->asked);
    if (!chart) return web::RefusalPage(chart.error());
    return Sent(Draw(*chart), request);
}

web::Response ShowMap(Portal& portal, const AnyRequest& request) {
    const auto found = Find(portal, request);
    if (!found) return web::RefusalPage(found.error());
    const auto map = ReadMap(found->named, found->asked);
    if (!map) return web::RefusalPage(map.error());
    auto view = ViewOf(request, *found);
    view.upwards = map->value_name;
    const auto& shapes = ShapesOf(map->kind);
    for (const auto& [code, value] : map->values) {
        const auto shape = shapes.find(code);
        view.values.emplace_back(shape == shapes.end() ? code : shape->second.name, value);
    }
    return Shared(web::Page(MapPage(view)), request);
}

web::Response DrawMap(Portal& portal, const AnyRequest& request) {
    const auto found = Find(portal, request);
    if (!found) return web::RefusalPage(found.error());
    const auto map = ReadMap(found->named, found->asked);
    if (!map) return web::RefusalPage(map.error());
    return Sent(Draw(*map), request);
}

}  // namespace dongson::open_data
