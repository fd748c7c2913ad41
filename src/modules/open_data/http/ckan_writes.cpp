#include <algorithm>

#include "core/text.h"
#include "modules/open_data/actions/prepare_upload.h"
#include "modules/open_data/actions/program_edits.h"
#include "modules/open_data/capabilities.h"
#include "modules/open_data/domain/uuid.h"
#include "modules/open_data/domain/vocabulary.h"
#include "modules/open_data/http/ckan.h"
#include "modules/open_data/http/ckan_revise.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "platform/organisation/directory.h"

namespace dongson::open_data::ckan {

namespace {

// What a package or resource keeps and the portal has no place for. The rest is told from what the portal knows.
constexpr std::string_view kKeptOfPackage[] = {"author", "author_email", "url", "version", "type"};
constexpr std::string_view kKnownOfResource[] = {
    "id",      "package_id", "name",          "description",       "format",
    "upload",  "state",      "position",      "datastore_active",  "size",
    "created", "url_type",   "last_modified", "metadata_modified", "answers_for_personal"};

std::unexpected<Refusal> Invalid(std::string field, Sentence sentence) {
    return std::unexpected(Refusal{"CKAN_INVALID", std::move(sentence), std::move(field), RefusalKind::conflict});
}

std::string TextIn(const json::object& values, std::string_view name) {
    const auto* value = values.if_contains(name);
    if (value == nullptr || value->is_null()) return {};
    return value->is_string() ? std::string(value->as_string()) : json::serialize(*value);
}

json::object ParsedObject(std::string_view text) {
    json::error_code error;
    auto value = json::parse(text, error);
    return error || !value.is_object() ? json::object() : std::move(value.as_object());
}

// The dataset for whoever may change it: drafts and withdrawn ones too.
Result<Dataset> OwnDataset(const Call& call, const std::string& id) {
    if (id.empty()) return Missing("id");
    auto dataset = call.request.platform.storage.Read([&](storage::Transaction& tx) {
        const auto number = IdOfUuid(id);
        return number ? CatalogueStore(tx).Get(DatasetId{*number}) : CatalogueStore(tx).GetBySlug(id);
    });
    if (!dataset) return NotFound();
    if (!call.officer->May(dataset->unit, kEdit)) return Denied();
    return *std::move(dataset);
}

std::optional<Refusal> TakeOwner(const Call& call, const json::object& values, Dataset& dataset) {
    const auto wanted = TextIn(values, "owner_org");
    const auto units = call.request.platform.units.Now();
    if (wanted.empty()) {
        if (!dataset.unit) dataset.unit = call.officer->unit();
        return std::nullopt;
    }
    const auto number = IdOfUuid(wanted);
    const auto* unit = number ? units->Find(UnitId{*number}) : units->FindByKey(wanted);
    if (unit == nullptr) return Invalid("owner_org", Say("Không có cơ quan “{1}”.", wanted)).error();
    dataset.unit = unit->id;
    return std::nullopt;
}

std::optional<Date> DayOf(const std::string& text) {
    return Date::Parse(std::string_view(text).substr(0, 10));
}

// The portal's own words among the extras are taken to their places; what is left is kept as it came.
void TakeExtras(const json::array& extras, Dataset& dataset, json::object& kept) {
    json::array left;
    for (const auto& each : extras) {
        if (!each.is_object()) continue;
        const auto key = TextIn(each.as_object(), "key"), value = TextIn(each.as_object(), "value");
        if (key == "frequency" && ParseFrequency(value))
            dataset.frequency = *ParseFrequency(value);
        else if (key == "temporal_start" && DayOf(value))
            dataset.covers_from = DayOf(value);
        else if (key == "temporal_end" && DayOf(value))
            dataset.covers_until = DayOf(value);
        else if (key == "spatial_text")
            dataset.area = value;
        else if (key == "source")
            dataset.source = value;
        else if (key == "series")
            dataset.series = value;
        else if (key == "sample")
            dataset.sample = value == "true";
        else
            left.push_back(json::object{{"key", key}, {"value", value}});
    }
    kept["extras"] = std::move(left);
}

std::string NameIn(const json::value& item) {
    if (item.is_string()) return std::string(item.as_string());
    if (!item.is_object()) return {};
    const auto name = TextIn(item.as_object(), "name");
    return name.empty() ? TextIn(item.as_object(), "id") : name;
}

// Whatever is named is taken over; what is not named stays as it is.
std::optional<Refusal> TakePackage(const Call& call, const json::object& values, Dataset& dataset) {
    if (values.contains("name")) dataset.slug = TextIn(values, "name");
    if (values.contains("title")) dataset.title = TextIn(values, "title");
    if (values.contains("notes")) dataset.notes = TextIn(values, "notes");
    if (values.contains("maintainer")) dataset.contact_name = TextIn(values, "maintainer");
    if (values.contains("maintainer_email")) dataset.contact_email = TextIn(values, "maintainer_email");
    if (values.contains("license_id")) {
        dataset.licence = TextIn(values, "license_id");
        if (!dataset.licence.empty() && Vocabulary::Shipped().FindLicence(dataset.licence) == nullptr)
            return Invalid("license_id", Say("Không có giấy phép “{1}”; license_list cho biết có những gì.", dataset.licence))
                .error();
    }
    if (const auto* tags = values.if_contains("tags"); tags != nullptr && tags->is_array()) {
        dataset.tags.clear();
        for (const auto& tag : tags->as_array())
            if (auto name = NameIn(tag); !name.empty()) dataset.tags.push_back(std::move(name));
    }
    if (const auto* groups = values.if_contains("groups"); groups != nullptr && groups->is_array()) {
        dataset.domain = groups->as_array().empty() ? std::string() : NameIn(groups->as_array()[0]);
        if (!dataset.domain.empty() && Vocabulary::Shipped().FindDomain(dataset.domain) == nullptr)
            return Invalid("groups", Say("Không có lĩnh vực “{1}”; group_list cho biết có những gì.", dataset.domain)).error();
    }
    auto kept = ParsedObject(dataset.extras);
    for (const auto name : kKeptOfPackage)
        if (values.contains(name)) kept[name] = values.at(name);
    if (const auto* extras = values.if_contains("extras"); extras != nullptr && extras->is_array())
        TakeExtras(extras->as_array(), dataset, kept);
    dataset.extras = json::serialize(kept);
    return TakeOwner(call, values, dataset);
}

Answered Shown(const Call& call, const Result<Dataset>& dataset) {
    if (!dataset) return std::unexpected(dataset.error());
    return call.request.platform.storage.Read(
        [&](storage::Transaction& tx) { return json::serialize(PackageOf(call, tx, *dataset)); });
}

Wish WishOf(const json::object& values, Wish otherwise) {
    const auto hidden = TextIn(values, "private"), state = TextIn(values, "state");
    if (hidden == "true" || state == "draft") return Wish::draft;
    return hidden == "false" || state == "active" ? Wish::shown : otherwise;
}

// Everything that clients may leave out of a replacement is as in a new package.
Dataset Emptied(const Dataset& dataset) {
    return {.id = dataset.id,
            .slug = dataset.slug,
            .title = {},
            .unit = dataset.unit,
            .state = dataset.state,
            .created = dataset.created,
            .changed = dataset.changed,
            .published = dataset.published,
            .version = dataset.version};
}

Answered Save(const Call& call, const json::object& values, Dataset dataset, Wish wish) {
    if (auto refusal = TakePackage(call, values, dataset)) return std::unexpected(std::move(*refusal));
    const auto saved = PutDataset(call.request.platform, *call.officer, std::move(dataset), WishOf(values, wish));
    return Shown(call, saved);
}

Wish WishNow(const Dataset& dataset) {
    return dataset.state == DatasetState::withdrawn ? Wish::draft : Wish::shown;
}

Result<Resource> OwnResource(const Call& call, const std::string& id) {
    if (id.empty()) return Missing("id");
    const auto number = IdOfUuid(id);
    auto resource = call.request.platform.storage.Read(
        [&](storage::Transaction& tx) { return number ? CatalogueStore(tx).Get(ResourceId{*number}) : std::nullopt; });
    if (!resource) return NotFound();
    return *std::move(resource);
}

void TakeResource(const json::object& values, Resource& resource) {
    if (values.contains("name")) resource.title = TextIn(values, "name");
    if (values.contains("description")) resource.notes = TextIn(values, "description");
    if (values.contains("format")) resource.format = TextIn(values, "format");
    auto kept = ParsedObject(resource.extras);
    for (const auto& [name, value] : values)
        if (std::ranges::find(kKnownOfResource, std::string_view(name)) == std::end(kKnownOfResource)) kept[name] = value;
    resource.extras = json::serialize(kept);
    if (resource.title.empty()) resource.title = TextIn(kept, "url").empty() ? "Bảng" : TextIn(kept, "url");
}

Answered ShownResource(const Call& call, ResourceId id) {
    return call.request.platform.storage.Read([&](storage::Transaction& tx) -> Answered {
        CatalogueStore catalogue(tx);
        const auto resource = catalogue.Get(id);
        const auto dataset = resource ? catalogue.Get(resource->dataset) : std::nullopt;
        if (!dataset) return NotFound();
        return json::serialize(ResourceOf(call, *dataset, *resource, catalogue.GetVersion(id, resource->newest)));
    });
}

// Saves the description, and publishes the file that came with it.
Answered SaveResource(const Call& call, Resource resource) {
    const auto& platform = call.request.platform;
    const bool begun = !resource.id;
    const auto saved = PutResource(platform, *call.officer, std::move(resource));
    if (!saved) return std::unexpected(saved.error());
    const auto& files = call.request.http.form.files;
    if (!files.empty() && files.front().size > 0) {
        const auto version = PublishFile(platform, *call.officer,
                                         {.resource = saved->id,
                                          .path = files.front().path,
                                          .name = files.front().name,
                                          .note = call.parameters.Text("version_notes"),
                                          .answers_for_personal = call.parameters.Flag("answers_for_personal", false)});
        if (!version) {
            if (begun) (void)TakeOutResource(platform, *call.officer, saved->id);  // all of it or nothing
            return std::unexpected(version.error());
        }
    }
    return ShownResource(call, saved->id);
}

// The parameters of a name: an object under it, and those that begin with it ("update__title").
std::vector<std::pair<std::string, json::value>> PartsNamed(const Call& call, const std::string& name) {
    std::vector<std::pair<std::string, json::value>> parts;
    for (const auto& [place, value] : call.parameters.Object(name).value_or(json::object())) parts.emplace_back(place, value);
    for (const auto& [place, value] : call.parameters.all())
        if (place.starts_with(name + "__")) parts.emplace_back(std::string(place.substr(name.size() + 2)), value);
    return parts;
}

// What is another in the revised package, and what went of it as an emptiness of its kind: all of it may be taken over.
json::object ChangedParts(const json::object& before, const json::object& after) {
    json::object changed;
    for (const auto& [name, value] : after)
        if (const auto* old = before.if_contains(name); old == nullptr || *old != value) changed[name] = value;
    for (const auto& [name, value] : before)
        if (!after.contains(name)) changed[name] = value.is_array() ? json::value(json::array()) : json::value(nullptr);
    return changed;
}

const json::array* ResourcesIn(const json::object& package) {
    const auto* resources = package.if_contains("resources");
    return resources == nullptr ? nullptr : resources->if_array();
}

const json::object* ResourceIn(const json::object& package, std::string_view id) {
    if (const auto* resources = ResourcesIn(package); resources != nullptr && !id.empty())
        for (const auto& each : *resources)
            if (each.is_object() && TextIn(each.as_object(), "id") == id) return &each.as_object();
    return nullptr;
}

// The resources as the revised package has them: changed, begun, or taken out.
std::optional<Refusal> ReviseResources(const Call& call, DatasetId dataset, const json::object& before,
                                       const json::object& after) {
    const auto& platform = call.request.platform;
    static const json::array kNone;
    const auto *old = ResourcesIn(before), *fresh = ResourcesIn(after);
    for (const auto& each : fresh == nullptr ? kNone : *fresh) {
        if (!each.is_object()) return Invalid("resources", Say("Mỗi bảng là một đối tượng.")).error();
        const auto id = TextIn(each.as_object(), "id");
        const auto* known = ResourceIn(before, id);
        if (known != nullptr && *known == each.as_object()) continue;
        auto resource = known == nullptr ? Result<Resource>(Resource{.dataset = dataset}) : OwnResource(call, id);
        if (!resource) return resource.error();
        TakeResource(known == nullptr ? each.as_object() : ChangedParts(*known, each.as_object()), *resource);
        if (const auto saved = PutResource(platform, *call.officer, *std::move(resource)); !saved) return saved.error();
    }
    for (const auto& each : old == nullptr ? kNone : *old) {
        const auto id = TextIn(each.as_object(), "id");
        if (ResourceIn(after, id) != nullptr) continue;
        const auto resource = OwnResource(call, id);
        if (!resource) return resource.error();
        if (const auto gone = TakeOutResource(platform, *call.officer, resource->id); !gone) return gone.error();
    }
    return std::nullopt;
}

std::optional<Refusal> RefusePatterns(const Call& call) {
    for (const auto* name : {"filter", "include"})
        for (const auto& pattern : call.parameters.Texts(name))
            if (!pattern.starts_with('+') && !pattern.starts_with('-'))
                return Invalid(name, Say("Mẫu “{1}” phải bắt đầu bằng + (giữ) hoặc - (bỏ).", pattern)).error();
    return std::nullopt;
}

// The package as the call wants it: as it is, without what "filter" drops, with what "update" puts.
Result<json::value> RevisedPackage(const Call& call, const json::value& before) {
    for (const auto& [place, wanted] : PartsNamed(call, "match"))
        if (const auto* value = FindPart(before, place); value == nullptr || *value != wanted)
            return Invalid("match__" + place, Say("Bộ dữ liệu không khớp ở “{1}”.", place));
    auto after = before;
    FilterParts(after, call.parameters.Texts("filter"));
    for (auto& [place, part] : PartsNamed(call, "update"))
        if (!PutPart(after, place, std::move(part)))
            return Invalid("update__" + place, Say("Bộ dữ liệu không có chỗ “{1}”.", place));
    // A package keeps its name and id, whatever a pattern says.
    for (const auto* name : {"id", "name"})
        if (!after.as_object().contains(name)) after.as_object()[name] = before.as_object().at(name);
    return after;
}

}  // namespace

Answered PackageCreate(const Call& call) {
    const auto values = call.parameters.all();
    if (TextIn(values, "name").empty()) return Missing("name");
    Dataset dataset{.licence = {}};
    auto shown = Save(call, values, std::move(dataset), Wish::shown);
    if (!shown) return shown;
    const auto* resources = values.if_contains("resources");
    if (resources == nullptr || !resources->is_array() || resources->as_array().empty()) return shown;
    const auto made = OwnDataset(call, TextIn(values, "name"));
    if (!made) return std::unexpected(made.error());
    for (const auto& each : resources->as_array()) {
        if (!each.is_object()) continue;
        Resource resource{.dataset = made->id};
        TakeResource(each.as_object(), resource);
        if (const auto saved = PutResource(call.request.platform, *call.officer, std::move(resource)); !saved)
            return std::unexpected(saved.error());
    }
    return Shown(call, OwnDataset(call, TextIn(values, "name")));
}

Answered PackageUpdate(const Call& call) {
    const auto values = call.parameters.all();
    const auto id = TextIn(values, "id");
    const auto dataset = OwnDataset(call, id.empty() ? TextIn(values, "name") : id);
    if (!dataset) return std::unexpected(dataset.error());
    return Save(call, values, Emptied(*dataset), WishNow(*dataset));
}

Answered PackagePatch(const Call& call) {
    const auto values = call.parameters.all();
    auto dataset = OwnDataset(call, TextIn(values, "id"));
    if (!dataset) return std::unexpected(dataset.error());
    const auto wish = WishNow(*dataset);
    return Save(call, values, *std::move(dataset), wish);
}

Answered PackageRevise(const Call& call) {
    std::string name;
    for (const auto& [place, value] : PartsNamed(call, "match"))
        if (value.is_string() && (place == "id" || (place == "name" && name.empty()))) name = std::string(value.as_string());
    if (name.empty()) return Missing("match");
    if (!call.request.http.form.files.empty())
        return Invalid("upload", Say("Tệp được gửi bằng resource_create, resource_update hoặc resource_patch."));
    if (auto refusal = RefusePatterns(call)) return std::unexpected(*std::move(refusal));
    auto dataset = OwnDataset(call, name);
    if (!dataset) return std::unexpected(dataset.error());
    const json::value shown_before =
        call.request.platform.storage.Read([&](storage::Transaction& tx) { return PackageOf(call, tx, *dataset); });
    const auto& before = shown_before.as_object();
    auto after = RevisedPackage(call, shown_before);
    if (!after) return std::unexpected(after.error());
    const auto id = dataset->id;
    const auto wish = WishNow(*dataset);
    if (const auto saved = Save(call, ChangedParts(before, after->as_object()), *std::move(dataset), wish); !saved) return saved;
    if (auto refusal = ReviseResources(call, id, before, after->as_object())) return std::unexpected(*std::move(refusal));
    json::value shown = call.request.platform.storage.Read(
        [&](storage::Transaction& tx) { return PackageOf(call, tx, *CatalogueStore(tx).Get(id)); });
    FilterParts(shown, call.parameters.Texts("include"));
    return json::serialize(json::object{{"package", std::move(shown)}});
}

Answered PackageDelete(const Call& call) {
    const auto dataset = OwnDataset(call, call.parameters.Text("id"));
    if (!dataset) return std::unexpected(dataset.error());
    const auto gone = WithdrawDataset(call.request.platform, *call.officer, dataset->id, "package_delete");
    if (!gone) return std::unexpected(gone.error());
    return "null";
}

Answered ResourceCreate(const Call& call) {
    const auto values = call.parameters.all();
    if (TextIn(values, "package_id").empty()) return Missing("package_id");
    const auto dataset = OwnDataset(call, TextIn(values, "package_id"));
    if (!dataset) return std::unexpected(dataset.error());
    Resource resource{.dataset = dataset->id, .format = "CSV"};
    TakeResource(values, resource);
    return SaveResource(call, std::move(resource));
}

Answered ResourcePatch(const Call& call) {
    auto resource = OwnResource(call, call.parameters.Text("id"));
    if (!resource) return std::unexpected(resource.error());
    TakeResource(call.parameters.all(), *resource);
    return SaveResource(call, *std::move(resource));
}

Answered ResourceUpdate(const Call& call) {
    auto resource = OwnResource(call, call.parameters.Text("id"));
    if (!resource) return std::unexpected(resource.error());
    resource->notes.clear();
    resource->extras.clear();
    TakeResource(call.parameters.all(), *resource);
    return SaveResource(call, *std::move(resource));
}

Answered ResourceDelete(const Call& call) {
    const auto resource = OwnResource(call, call.parameters.Text("id"));
    if (!resource) return std::unexpected(resource.error());
    const auto gone = TakeOutResource(call.request.platform, *call.officer, resource->id);
    if (!gone) return std::unexpected(gone.error());
    return "null";
}

// Units of government and domains are data of the installation, with laws behind them: no program makes or unmakes one.
Answered NotByPrograms(const Call&) {
    return std::unexpected(Refusal::Forbidden(Say(
        "Cơ quan và lĩnh vực do nơi vận hành khai báo theo văn bản của nhà nước; chương trình không tạo, sửa hay xóa được.")));
}

}  // namespace dongson::open_data::ckan
