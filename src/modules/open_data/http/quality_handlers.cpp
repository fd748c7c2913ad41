#include <algorithm>
#include <map>

#include "modules/open_data/actions/count_quality.h"
#include "modules/open_data/actions/describe.h"
#include "modules/open_data/domain/vocabulary.h"
#include "modules/open_data/http/handlers.h"
#include "modules/open_data/http/views.h"
#include "modules/open_data/metadata/quality.h"
#include "modules/open_data/pages/quality_page.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "web/layout.h"

namespace dongson::open_data {

namespace {

constexpr int kSharedSeconds = 60;

std::vector<std::pair<std::string, int>> Averages(const std::map<std::string, std::pair<int, int>>& sums) {
    std::vector<std::pair<std::string, int>> averages;
    averages.reserve(sums.size());
    for (const auto& [name, sum] : sums) averages.emplace_back(name, sum.first / sum.second);
    std::ranges::stable_sort(averages, {}, &std::pair<std::string, int>::second);
    return averages;
}

}  // namespace

web::Response ShowQuality(Portal&, const AnyRequest& request) {
    auto named = FindDataset(request, request.http.Parameter("dataset"));
    if (!named) return web::RefusalPage(named.error());
    const auto quality = request.platform.storage.Read([&](storage::Transaction& tx) {
        const auto described = Describe(request.platform, tx, named->dataset);
        return Assess(described, request.platform.clock.Now().LocalDate(), LinksAlive(tx, described.dataset.id));
    });
    return web::Page(QualityPage(named->dataset, quality));
}

web::Response ShowQualityList(Portal&, const AnyRequest& request) {
    QualityListView view;
    std::map<std::string, std::pair<int, int>> agencies, domains;
    for (auto& [described, quality] : AssessPublished(request.platform)) {
        const auto* domain = Vocabulary::Shipped().FindDomain(described.dataset.domain);
        for (auto* sum : {&agencies[described.unit], &domains[domain == nullptr ? described.dataset.domain : domain->name]}) {
            sum->first += quality.total();
            ++sum->second;
        }
        view.rows.push_back({std::move(described.dataset), std::move(described.unit), std::move(quality)});
    }
    std::ranges::stable_sort(view.rows, {}, [](const QualityRow& row) { return row.quality.total(); });
    view.agencies = Averages(agencies);
    view.domains = Averages(domains);
    auto response = web::Page(QualityListPage(view));
    if (!request.visitor) response.shared_seconds = kSharedSeconds;
    return response;
}

web::Response ShowQualityGraph(Portal&, const AnyRequest& request) {
    Graph graph;
    for (const auto& [described, quality] : AssessPublished(request.platform))
        DescribeQuality(TellerOf(request.platform), described, quality, graph);
    auto response = web::Bytes(graph.Write(GraphFormat::turtle), MediaTypeOf(GraphFormat::turtle));
    response.With("access-control-allow-origin", "*");
    if (!request.visitor) response.shared_seconds = kSharedSeconds;
    return response;
}

}  // namespace dongson::open_data
