#include "core/log.h"
#include "modules/open_data/actions/describe.h"
#include "modules/open_data/domain/uuid.h"
#include "modules/open_data/http/ckan.h"
#include "modules/open_data/metadata/dcat.h"
#include "modules/open_data/storage/catalogue_store.h"

namespace dongson::open_data::ckan {

namespace {

constexpr std::int64_t kLeaf = 100;

GraphFormat FormatOf(const Call& call) {
    return ParseGraphFormat(call.parameters.Text("format")).value_or(GraphFormat::rdf_xml);
}

}  // namespace

Answered DcatDatasetShow(const Call& call) {
    const auto id = call.parameters.Text("id");
    if (id.empty()) return Missing("id");
    const auto& platform = call.request.platform;
    const auto described = platform.storage.Read([&](storage::Transaction& tx) -> std::optional<Described> {
        const auto number = IdOfUuid(id);
        auto dataset = number ? CatalogueStore(tx).Get(DatasetId{*number}) : CatalogueStore(tx).GetBySlug(id);
        if (!dataset || dataset->state != DatasetState::published) return std::nullopt;
        return Describe(platform, tx, *std::move(dataset));
    });
    if (!described) return NotFound();
    return JsonQuote(DescribeDataset(TellerOf(platform), *described).Write(FormatOf(call)));
}

Answered DcatCatalogShow(const Call& call) {
    const auto& platform = call.request.platform;
    CatalogueLeaf leaf{.number = static_cast<int>(std::max<std::int64_t>(1, call.parameters.Number("page", 1)))};
    std::vector<Described> datasets;
    platform.storage.Read([&](storage::Transaction& tx) {
        leaf.datasets = CatalogueStore(tx).CountPublished({});
        leaf.leaves = static_cast<int>(std::max<std::int64_t>(1, (leaf.datasets + kLeaf - 1) / kLeaf));
        datasets = DescribePublished(platform, tx, {.first = (leaf.number - 1) * kLeaf, .limit = kLeaf});
        return true;
    });
    return JsonQuote(DescribeCatalogue(TellerOf(platform), datasets, leaf).Write(FormatOf(call)));
}

Answered DcatDatasetsList(const Call& call) {
    json::array list;
    call.request.platform.storage.Read([&](storage::Transaction& tx) {
        for (const auto& described : DescribePublished(call.request.platform, tx, {.first = 0, .limit = 1000}))
            list.push_back(PackageOf(call, tx, described.dataset));
        return true;
    });
    return json::serialize(list);
}

}  // namespace dongson::open_data::ckan
