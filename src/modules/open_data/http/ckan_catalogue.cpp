#include <algorithm>
#include <map>

#include "core/text.h"
#include "modules/open_data/capabilities.h"
#include "modules/open_data/domain/uuid.h"
#include "modules/open_data/domain/vocabulary.h"
#include "modules/open_data/http/ckan.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "platform/organisation/directory.h"

namespace dongson::open_data::ckan {

namespace {

constexpr std::int64_t kMostRows = 1000;

template <class Body>
auto Read(const Call& call, Body body) {
    return call.request.platform.storage.Read(body);
}

bool IsPublic(const Dataset& dataset) {
    return dataset.state == DatasetState::published;
}

// By name or by UUID, as every action takes it.
std::optional<Dataset> FindDataset(const Call& call, storage::Transaction& tx, const std::string& id) {
    CatalogueStore catalogue(tx);
    const auto number = IdOfUuid(id);
    auto dataset = number ? catalogue.Get(DatasetId{*number}) : catalogue.GetBySlug(id);
    // Drafts and what was withdrawn are for the officers of the unit.
    if (dataset && !IsPublic(*dataset) && !(call.officer && call.officer->May(dataset->unit, kEdit))) dataset.reset();
    return dataset;
}

Facet FacetOf(std::string_view field) {
    if (field == "organization") return Facet::unit;
    if (field == "groups") return Facet::domain;
    if (field == "res_format") return Facet::format;
    if (field == "license_id") return Facet::licence;
    return Facet::tag;
}

bool IsFacet(std::string_view field) {
    static constexpr std::string_view kFields[] = {"organization", "groups", "res_format", "license_id", "tags"};
    return std::ranges::find(kFields, field) != std::end(kFields);
}

std::string DisplayName(const Call& call, std::string_view field, const std::string& value) {
    if (field == "organization") {
        const auto* unit = call.request.platform.units.Now()->FindByKey(value);
        return unit == nullptr ? value : unit->name;
    }
    if (field == "groups")
        if (const auto* domain = Vocabulary::Shipped().FindDomain(value)) return domain->name;
    if (field == "license_id")
        if (const auto* licence = Vocabulary::Shipped().FindLicence(value)) return licence->name;
    return value;
}

// "score desc, metadata_modified desc": what comes first decides, unless it is the score.
void TakeSort(const std::string& sort, CatalogueQuery& query) {
    for (const auto part : Split(std::string_view(sort), ',')) {
        const auto words = Split(Trim(part), ' ');
        const auto field = words.front();
        const bool ascending = words.size() < 2 || Lower(words.back()) == "asc";
        if (field == "score" || field == "views_recent") continue;
        if (field == "name" || field == "title" || field == "title_string") {
            query.order = CatalogueOrder::title;
            query.ascending = !ascending;
        } else if (field == "metadata_created") {
            query.order = CatalogueOrder::created;
            query.ascending = ascending;
        } else {
            query.order = CatalogueOrder::changed;
            query.ascending = ascending;
        }
        return;
    }
}

}  // namespace

json::array PackagesOf(const Call& call, const std::vector<DatasetId>& ids) {
    return Read(call, [&](storage::Transaction& tx) {
        json::array packages;
        for (const auto id : ids)
            if (const auto dataset = CatalogueStore(tx).Get(id)) packages.push_back(PackageOf(call, tx, *dataset));
        return packages;
    });
}

std::vector<DatasetId> IdsWhere(const Call& call, Facet facet, const std::string& value, std::int64_t limit) {
    return call.portal.Read([&](const Catalogue& catalogue) {
        CatalogueQuery query;
        query.limit = static_cast<std::size_t>(limit);
        if (!value.empty()) query.chosen[static_cast<std::size_t>(facet)] = {value};
        std::vector<DatasetId> ids;
        const auto answer = catalogue.Search(query);
        ids.reserve(answer.page.size());
        for (const auto* listed : answer.page) ids.push_back(listed->id);
        return ids;
    });
}

bool Contains(const std::string& text, const std::string& words) {
    return Fold(text).find(Fold(words)) != std::string::npos;
}

Answered StatusShow(const Call& call) {
    return json::serialize(json::object{{"site_title", Say("Dữ liệu mở").Now() + " – " + call.request.platform.province_name},
                                        {"site_description", ""},
                                        {"site_url", call.request.platform.base_url},
                                        {"ckan_version", "2.11.0"},
                                        {"error_emails_to", nullptr},
                                        {"locale_default", "vi"},
                                        {"extensions", json::array{"datastore", "dcat"}}});
}

Answered SiteRead(const Call&) {
    return "true";
}

Answered EmptyList(const Call&) {
    return "[]";
}

// Tables are looked at on their pages; there are no views to be named.
Answered NoSuchView(const Call&) {
    return NotFound();
}

Answered PackageList(const Call& call) {
    const auto limit = call.parameters.Number("limit", 1'000'000), offset = call.parameters.Number("offset", 0);
    std::vector<std::string> names = call.portal.Read([](const Catalogue& catalogue) {
        CatalogueQuery query;
        query.limit = catalogue.size();
        std::vector<std::string> slugs;
        for (const auto* listed : catalogue.Search(query).page) slugs.push_back(listed->slug);
        return slugs;
    });
    std::ranges::sort(names);
    json::array list;
    for (std::int64_t index = std::max<std::int64_t>(0, offset);
         index < static_cast<std::int64_t>(names.size()) && static_cast<std::int64_t>(list.size()) < limit; ++index)
        list.emplace_back(names[static_cast<std::size_t>(index)]);
    return json::serialize(list);
}

Answered PackageShow(const Call& call) {
    auto id = call.parameters.Text("id");
    if (id.empty()) id = call.parameters.Text("name_or_id");
    if (id.empty()) return Missing("name_or_id");
    return Read(call, [&](storage::Transaction& tx) -> Answered {
        const auto dataset = FindDataset(call, tx, id);
        if (!dataset) return NotFound();
        return json::serialize(PackageOf(call, tx, *dataset));
    });
}

Answered PackageSearch(const Call& call) {
    CatalogueQuery query;
    const auto& parameters = call.parameters;
    auto filters = parameters.Texts("fq_list");
    if (parameters.Has("fq")) filters.push_back(parameters.Text("fq"));
    filters.push_back(parameters.Text("q"));
    for (const auto& filter : filters) {
        auto parsed = ParseSolr(filter);
        if (!parsed) return std::unexpected(parsed.error());
        query.also.push_back(*std::move(parsed));
    }
    // Plain words also rank what they find.
    const auto& asked = query.also.back();
    if (asked.kind == SolrNode::Kind::term && asked.field.empty()) query.words = asked.text;
    if (asked.kind == SolrNode::Kind::both && std::ranges::all_of(asked.parts, [](const SolrNode& part) {
            return part.kind == SolrNode::Kind::term && part.field.empty() && !part.prefix;
        }))
        query.words = parameters.Text("q");
    TakeSort(parameters.Text("sort"), query);
    const auto rows = std::clamp<std::int64_t>(parameters.Number("rows", parameters.Number("limit", 10)), 0, kMostRows);
    query.limit = static_cast<std::size_t>(rows);
    query.offset =
        static_cast<std::size_t>(std::max<std::int64_t>(0, parameters.Number("start", parameters.Number("offset", 0))));

    std::vector<DatasetId> ids;
    json::object facets, search_facets;
    std::int64_t count = 0;
    const auto facet_limit = parameters.Number("facet.limit", 50), least = parameters.Number("facet.mincount", 1);
    call.portal.Read([&](const Catalogue& catalogue) {
        auto answer = catalogue.Search(query);
        count = answer.count;
        for (const auto* listed : answer.page) ids.push_back(listed->id);
        for (const auto& field : parameters.Texts("facet.field")) {
            json::object plain;
            json::array items;
            if (IsFacet(field))
                for (const auto& [value, number] : answer.facets[static_cast<std::size_t>(FacetOf(field))]) {
                    if (number < least || (facet_limit >= 0 && static_cast<std::int64_t>(items.size()) >= facet_limit)) break;
                    plain[value] = number;
                    items.push_back(
                        json::object{{"name", value}, {"display_name", DisplayName(call, field, value)}, {"count", number}});
                }
            facets[field] = std::move(plain);
            search_facets[field] = json::object{{"title", field}, {"items", std::move(items)}};
        }
        return true;
    });
    auto packages = PackagesOf(call, ids);
    if (const auto wanted = parameters.Texts("fl"); !wanted.empty())
        for (auto& package : packages) {
            json::object kept;
            for (const auto& field : wanted)
                if (auto* value = package.as_object().if_contains(field)) kept[field] = std::move(*value);
            package = std::move(kept);
        }
    const auto sort = parameters.Text("sort");
    return json::serialize(json::object{{"count", count},
                                        {"sort", sort.empty() ? "score desc, metadata_modified desc" : sort},
                                        {"facets", std::move(facets)},
                                        {"results", std::move(packages)},
                                        {"search_facets", std::move(search_facets)}});
}

Answered PackageAutocomplete(const Call& call) {
    const auto limit = std::clamp<std::int64_t>(call.parameters.Number("limit", 10), 1, 100);
    json::array found;
    call.portal.Read([&](const Catalogue& catalogue) {
        CatalogueQuery query{.words = call.parameters.Text("q")};
        query.limit = static_cast<std::size_t>(limit);
        for (const auto* listed : catalogue.Search(query).page)
            found.push_back(json::object{{"name", listed->slug},
                                         {"title", listed->title},
                                         {"match_field", "title"},
                                         {"match_displayed", listed->title + " (" + listed->slug + ")"}});
        return true;
    });
    return json::serialize(found);
}

Answered CurrentPackageList(const Call& call) {
    const auto limit = std::clamp<std::int64_t>(call.parameters.Number("limit", kMostRows), 0, kMostRows);
    const auto offset = std::max<std::int64_t>(0, call.parameters.Number("offset", 0));
    auto ids = IdsWhere(call, Facet::domain, "", offset + limit);
    ids.erase(ids.begin(), ids.begin() + std::min<std::ptrdiff_t>(offset, static_cast<std::ptrdiff_t>(ids.size())));
    return json::serialize(PackagesOf(call, ids));
}

Answered ResourceShow(const Call& call) {
    const auto id = IdOfUuid(call.parameters.Text("id"));
    if (call.parameters.Text("id").empty()) return Missing("id");
    return Read(call, [&](storage::Transaction& tx) -> Answered {
        CatalogueStore catalogue(tx);
        const auto resource = id ? catalogue.Get(ResourceId{*id}) : std::nullopt;
        const auto dataset = resource ? catalogue.Get(resource->dataset) : std::nullopt;
        const bool own = dataset && call.officer && call.officer->May(dataset->unit, kEdit);
        if (!dataset || (!IsPublic(*dataset) && !own)) return NotFound();
        return json::serialize(ResourceOf(call, *dataset, *resource, catalogue.GetVersion(resource->id, resource->newest)));
    });
}

// query: "name:words" or several of them, each of which must be found.
Answered ResourceSearch(const Call& call) {
    auto wanted = call.parameters.Texts("query");
    if (wanted.empty()) return Missing("query");
    json::array results;
    Read(call, [&](storage::Transaction& tx) {
        CatalogueStore catalogue(tx);
        for (const auto& dataset : catalogue.ChangedSince(0)) {
            if (!IsPublic(dataset)) continue;
            for (const auto& resource : catalogue.ResourcesOf(dataset.id)) {
                const auto version = catalogue.GetVersion(resource.id, resource.newest);
                if (!version) continue;
                const auto shape = ResourceOf(call, dataset, resource, version);
                const bool all = std::ranges::all_of(wanted, [&](const std::string& each) {
                    const auto colon = each.find(':');
                    const auto* value =
                        colon == std::string::npos ? nullptr : shape.if_contains(std::string_view(each).substr(0, colon));
                    return value != nullptr && value->is_string() &&
                           Contains(std::string(value->as_string()), each.substr(colon + 1));
                });
                if (all) results.push_back(shape);
            }
        }
        return true;
    });
    const auto count = results.size();
    return json::serialize(json::object{{"count", count}, {"results", std::move(results)}});
}

}  // namespace dongson::open_data::ckan
