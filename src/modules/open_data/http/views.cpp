#include "modules/open_data/http/views.h"

#include <algorithm>

#include "core/text.h"
#include "modules/open_data/storage/catalogue_store.h"

namespace dongson::open_data {

namespace {

std::unexpected<Refusal> NoDataset(std::string_view slug) {
    return std::unexpected(Refusal::NotFound(
        Say("Không có bộ dữ liệu “{1}”. Có thể nó đã được đổi tên; hãy tìm lại trong danh mục.", std::string(slug))));
}

Result<Named> Find(storage::Transaction& tx, std::string_view slug) {
    CatalogueStore catalogue(tx);
    auto dataset = catalogue.GetBySlug(slug);
    if (!dataset || dataset->state == DatasetState::draft || dataset->state == DatasetState::review) return NoDataset(slug);
    auto resources = catalogue.ResourcesOf(dataset->id);
    return Named{.dataset = std::move(*dataset), .resources = std::move(resources), .resource = {}, .version = {}, .table = {}};
}

}  // namespace

Result<Named> FindDataset(const identity::AnyRequest& request, std::string_view slug) {
    return request.platform.storage.Read([&](storage::Transaction& tx) { return Find(tx, slug); });
}

Result<Named> FindVersion(Portal& portal, const identity::AnyRequest& request) {
    auto named = request.platform.storage.Read([&](storage::Transaction& tx) -> Result<Named> {
        auto found = Find(tx, request.http.Parameter("dataset"));
        if (!found) return found;
        found->resources = CatalogueStore(tx).EveryResourceOf(found->dataset.id);
        const auto slug = request.http.Parameter("resource");
        const auto resource = std::ranges::find(found->resources, slug, &Resource::slug);
        if (resource == found->resources.end() || resource->newest == 0)
            return std::unexpected(Refusal::NotFound(Say("Bộ dữ liệu này không có bảng “{1}”.", std::string(slug))));
        found->resource = *resource;
        const auto number = request.http.Parameter("version");
        auto version =
            CatalogueStore(tx).GetVersion(resource->id, number.empty() ? resource->newest : static_cast<int>(ToNumber(number)));
        if (!version) return std::unexpected(Refusal::NotFound(Say("Bảng này không có phiên bản {1}.", std::string(number))));
        found->version = std::move(*version);
        return found;
    });
    if (!named) return named;
    auto table = portal.TableOf(named->version.id);
    if (!table) return std::unexpected(table.error());
    named->table = std::move(*table);
    return named;
}

}  // namespace dongson::open_data
