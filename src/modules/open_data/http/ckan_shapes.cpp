#include "core/text.h"
#include "modules/open_data/domain/uuid.h"
#include "modules/open_data/domain/vocabulary.h"
#include "modules/open_data/http/ckan.h"
#include "modules/open_data/http/views.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "platform/organisation/directory.h"

namespace dongson::open_data::ckan {

namespace {

json::object KeptOf(const std::string& extras) {
    json::error_code error;
    auto value = json::parse(extras.empty() ? "{}" : extras, error);
    return error || !value.is_object() ? json::object() : std::move(value.as_object());
}

std::string_view StateOf(DatasetState state) {
    if (state == DatasetState::published) return "active";
    return state == DatasetState::withdrawn ? "deleted" : "draft";
}

}  // namespace

std::string TimeOf(Instant instant) {
    auto text = instant.Rfc3339();  // 2026-11-23T02:00:00.000Z
    text.pop_back();
    return text + "000";
}

std::unexpected<Refusal> NotFound() {
    return std::unexpected(Refusal::NotFound(Say("Không tìm thấy.")));
}

std::unexpected<Refusal> Missing(std::string_view parameter) {
    return std::unexpected(Refusal{"CKAN_MISSING_VALUE", Say("Thiếu giá trị."), std::string(parameter), RefusalKind::conflict});
}

std::unexpected<Refusal> Denied() {
    return std::unexpected(Refusal::Forbidden(Say("Cần mã truy cập của cán bộ có quyền với việc này, gửi trong Authorization.")));
}

json::object ResourceOf(const Call& call, const Dataset& dataset, const Resource& resource,
                        const std::optional<Version>& version) {
    const auto page = call.request.platform.base_url + VersionPath(dataset, resource, version ? version->number : 0);
    const auto changed = TimeOf(version ? version->published : dataset.changed);
    json::object shape{{"id", UuidOf(resource.id)},
                       {"package_id", UuidOf(dataset.id)},
                       {"name", resource.title},
                       {"description", resource.notes},
                       {"url", version ? page + "/tai/csv" : ""},
                       {"url_type", version ? json::value("upload") : json::value(nullptr)},
                       {"format", resource.format},
                       {"mimetype", version ? json::value("text/csv") : json::value(nullptr)},
                       {"mimetype_inner", nullptr},
                       {"size", version ? json::value(version->size) : json::value(nullptr)},
                       {"hash", version ? version->digest : std::string()},
                       {"created", TimeOf(dataset.created)},
                       {"last_modified", changed},
                       {"metadata_modified", changed},
                       {"position", resource.position - 1},
                       {"resource_type", nullptr},
                       {"cache_url", nullptr},
                       {"cache_last_updated", nullptr},
                       {"state", resource.position < 0 ? "deleted" : "active"},
                       {"datastore_active", version.has_value()}};
    // What its maker keeps with it, wherever the portal says nothing itself.
    for (const auto& [name, value] : KeptOf(resource.extras))
        if (!shape.contains(name) || (name == "url" && !version) || shape.at(name).is_null()) shape[name] = value;
    return shape;
}

json::object OrganizationOf(const organisation::Unit& unit, std::int64_t packages) {
    return {{"id", UuidOf(unit.id)},         {"name", unit.key},       {"title", unit.name},
            {"display_name", unit.name},     {"description", ""},      {"image_url", ""},
            {"image_display_url", ""},       {"type", "organization"}, {"is_organization", true},
            {"approval_status", "approved"}, {"state", "active"},      {"package_count", packages}};
}

json::object PackageOf(const Call& call, storage::Transaction& tx, const Dataset& dataset) {
    CatalogueStore catalogue(tx);
    const auto& vocabulary = Vocabulary::Shipped();
    const auto* licence = vocabulary.FindLicence(dataset.licence);
    const auto* domain = vocabulary.FindDomain(dataset.domain);
    const auto units = call.request.platform.units.Now();
    const auto* unit = units->Find(dataset.unit);
    json::array resources, tags, groups, extras;
    for (const auto& resource : catalogue.ResourcesOf(dataset.id))
        resources.push_back(ResourceOf(call, dataset, resource, catalogue.GetVersion(resource.id, resource.newest)));
    for (const auto& tag : dataset.tags)
        tags.push_back(
            json::object{{"id", tag}, {"name", tag}, {"display_name", tag}, {"state", "active"}, {"vocabulary_id", nullptr}});
    if (domain != nullptr)
        groups.push_back(json::object{{"id", domain->slug},
                                      {"name", domain->slug},
                                      {"title", domain->name},
                                      {"display_name", domain->name},
                                      {"description", domain->notes},
                                      {"image_display_url", ""}});
    const auto extra = [&](std::string_view key, const std::string& value) {
        if (!value.empty()) extras.push_back(json::object{{"key", key}, {"value", value}});
    };
    extra("frequency", std::string(FrequencyWord(dataset.frequency)));
    extra("series", dataset.series);
    extra("temporal_start", dataset.covers_from ? dataset.covers_from->Iso() : "");
    extra("temporal_end", dataset.covers_until ? dataset.covers_until->Iso() : "");
    extra("spatial_text", dataset.area);
    extra("source", dataset.source);
    if (dataset.sample) extra("sample", "true");
    const auto kept = KeptOf(dataset.extras);
    if (const auto* others = kept.if_contains("extras"); others != nullptr && others->is_array())
        for (const auto& other : others->as_array()) extras.push_back(other);
    json::value organization = nullptr;
    if (unit != nullptr) organization = OrganizationOf(*unit, 0);
    const auto resource_count = resources.size(), tag_count = tags.size();
    json::object shape{{"id", UuidOf(dataset.id)},
                       {"name", dataset.slug},
                       {"title", dataset.title},
                       {"notes", dataset.notes},
                       {"owner_org", unit == nullptr ? json::value(nullptr) : json::value(UuidOf(unit->id))},
                       {"organization", std::move(organization)},
                       {"private", dataset.state == DatasetState::draft},
                       {"state", StateOf(dataset.state)},
                       {"type", "dataset"},
                       {"isopen", licence != nullptr && licence->open},
                       {"license_id", dataset.licence},
                       {"license_title", licence == nullptr ? dataset.licence : licence->name},
                       {"license_url", licence == nullptr ? std::string() : licence->url},
                       {"author", unit == nullptr ? std::string() : unit->name},
                       {"author_email", ""},
                       {"maintainer", dataset.contact_name},
                       {"maintainer_email", dataset.contact_email},
                       {"version", ""},
                       {"url", call.request.platform.base_url + DatasetPath(dataset)},
                       {"metadata_created", TimeOf(dataset.created)},
                       {"metadata_modified", TimeOf(dataset.changed)},
                       {"creator_user_id", nullptr},
                       {"tags", std::move(tags)},
                       {"groups", std::move(groups)},
                       {"extras", std::move(extras)},
                       {"resources", std::move(resources)},
                       {"num_resources", resource_count},
                       {"num_tags", tag_count},
                       {"relationships_as_subject", json::array()},
                       {"relationships_as_object", json::array()}};
    for (const auto& [name, value] : kept)
        if (name != "extras" && !value.is_null() && value != "") shape[name] = value;
    return shape;
}

}  // namespace dongson::open_data::ckan
