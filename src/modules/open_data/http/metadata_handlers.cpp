#include <algorithm>

#include "core/text.h"
#include "modules/open_data/actions/describe.h"
#include "modules/open_data/http/handlers.h"
#include "modules/open_data/http/negotiation.h"
#include "modules/open_data/http/views.h"
#include "modules/open_data/metadata/dcat.h"
#include "modules/open_data/metadata/feeds.h"
#include "modules/open_data/metadata/json_descriptions.h"
#include "modules/open_data/pages/catalogue_pages.h"
#include "modules/open_data/pages/program_page.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "web/layout.h"

namespace dongson::open_data {

namespace {

constexpr std::int64_t kLeafDatasets = 100;
constexpr int kSharedSeconds = 60;

web::Response GraphResponse(const Graph& graph, GraphFormat format) {
    auto response = web::Bytes(graph.Write(format), MediaTypeOf(format));
    response.With("vary", "accept");
    response.With("access-control-allow-origin", "*");
    return response;
}

// The word after the last point of a path, if it names a way of writing graphs.
std::optional<GraphFormat> EndingOf(std::string_view path) {
    const auto point = path.rfind('.');
    return point == std::string_view::npos ? std::nullopt : ParseGraphFormat(path.substr(point + 1));
}

// Harvesters send "2026-11-01" or "2026-11-01T00:00:00Z"; a day is enough for them.
Instant SinceOf(const AnyRequest& request) {
    const auto text = request.http.Asked("modified_since");
    const auto day = Date::Parse(std::string_view(text).substr(0, 10));
    return day ? Instant::At(*day, 0) : Instant{};
}

}  // namespace

web::Response ShowCatalogueGraph(Portal&, const AnyRequest& request) {
    const auto ending = EndingOf(request.http.path);
    const auto preferred = PreferredGraph(request.http.Header("accept"));
    if (!ending && !preferred) return web::SeeOtherPage("/du-lieu");
    CatalogueLeaf leaf{.number = static_cast<int>(std::clamp<std::int64_t>(ToNumber(request.http.Asked("page")), 1, 1'000'000))};
    std::vector<Described> datasets;
    request.platform.storage.Read([&](storage::Transaction& tx) {
        const auto since = SinceOf(request);
        leaf.datasets = CatalogueStore(tx).CountPublished(since);
        leaf.leaves = static_cast<int>(std::max<std::int64_t>(1, (leaf.datasets + kLeafDatasets - 1) / kLeafDatasets));
        datasets = DescribePublished(request.platform, tx,
                                     {.first = (leaf.number - 1) * kLeafDatasets, .limit = kLeafDatasets, .since = since});
        return true;
    });
    auto response = GraphResponse(DescribeCatalogue(TellerOf(request.platform), datasets, leaf),
                                  ending.value_or(preferred.value_or(GraphFormat::turtle)));
    if (!request.visitor && ending) response.shared_seconds = kSharedSeconds;
    return response;
}

web::Response DatasetGraph(const AnyRequest& request, Dataset dataset, GraphFormat format) {
    const auto described = request.platform.storage.Read(
        [&](storage::Transaction& tx) { return Describe(request.platform, tx, std::move(dataset)); });
    return GraphResponse(DescribeDataset(TellerOf(request.platform), described), format);
}

// /dataset/xa-phuong-2025.ttl as CKAN has it; without an ending, the page.
web::Response ShowDatasetGraph(Portal&, const AnyRequest& request) {
    auto slug = std::string(request.http.Parameter("dataset"));
    const auto ending = EndingOf(slug);
    if (ending) slug.resize(slug.rfind('.'));
    auto named = FindDataset(request, slug);
    if (!named) return web::RefusalPage(named.error());
    const auto format = ending ? ending : PreferredGraph(request.http.Header("accept"));
    if (!format) return web::SeeOtherPage(DatasetPath(named->dataset));
    return DatasetGraph(request, std::move(named->dataset), *format);
}

web::Response ShowDataPackage(Portal&, const AnyRequest& request) {
    auto named = FindDataset(request, request.http.Parameter("dataset"));
    if (!named) return web::RefusalPage(named.error());
    const auto described = request.platform.storage.Read(
        [&](storage::Transaction& tx) { return Describe(request.platform, tx, std::move(named->dataset)); });
    auto response = web::Json(DataPackageOf(TellerOf(request.platform), described, Paths::addresses));
    response.With("access-control-allow-origin", "*");
    return response;
}

web::Response ShowForPrograms(Portal& portal, const AnyRequest& request) {
    auto named = FindVersion(portal, request);
    if (!named) return web::RefusalPage(named.error());
    return web::Page(ProgramPage({.dataset = std::move(named->dataset),
                                  .resource = std::move(named->resource),
                                  .version = std::move(named->version),
                                  .base_url = request.platform.base_url}));
}

web::Response ShowResourceOpenApi(Portal& portal, const AnyRequest& request) {
    const auto named = FindVersion(portal, request);
    if (!named) return web::RefusalPage(named.error());
    const auto described =
        request.platform.storage.Read([&](storage::Transaction& tx) { return Describe(request.platform, tx, named->dataset); });
    const DescribedTable table{.resource = named->resource, .version = named->version};
    auto response = web::Json(OpenApiOf(TellerOf(request.platform), described, table));
    response.With("access-control-allow-origin", "*");
    return response;
}

web::Response ShowSitemap(Portal&, const AnyRequest& request) {
    std::vector<std::pair<std::string, Instant>> paths;
    request.platform.storage.Read([&](storage::Transaction& tx) {
        paths.emplace_back("/du-lieu", CatalogueStore(tx).ChangedLast());
        for (const auto& described : DescribePublished(request.platform, tx, {.first = 0, .limit = kMostInSitemap / 4})) {
            paths.emplace_back(DatasetPath(described.dataset), described.dataset.changed);
            for (const auto& table : described.tables)
                paths.emplace_back(ResourcePath(described.dataset, table.resource), table.version.published);
        }
        return true;
    });
    auto response = web::Bytes(WriteSitemap(request.platform.base_url, paths), "application/xml; charset=utf-8");
    response.shared_seconds = kSharedSeconds;
    return response;
}

web::Response ShowLicences(Portal&, const AnyRequest&) {
    return web::Page(LicencesPage());
}

}  // namespace dongson::open_data
