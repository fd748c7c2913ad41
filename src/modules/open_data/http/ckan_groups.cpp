#include <map>

#include "core/text.h"
#include "modules/open_data/domain/uuid.h"
#include "modules/open_data/domain/vocabulary.h"
#include "modules/open_data/http/ckan.h"
#include "platform/organisation/directory.h"

namespace dongson::open_data::ckan {

namespace {

constexpr std::int64_t kMostRows = 1000;

const organisation::Unit* FindUnit(const organisation::Units& units, const std::string& id) {
    const auto number = IdOfUuid(id);
    return number ? units.Find(UnitId{*number}) : units.FindByKey(id);
}

// How many public datasets each value of a facet has.
std::map<std::string, std::int64_t> CountsOf(const Call& call, Facet facet) {
    return call.portal.Read([&](const Catalogue& catalogue) {
        CatalogueQuery query;
        query.limit = 0;
        std::map<std::string, std::int64_t> counts;
        const auto answer = catalogue.Search(query);
        for (const auto& [value, count] : answer.facets[static_cast<std::size_t>(facet)]) counts[value] = count;
        return counts;
    });
}

std::int64_t CountIn(const std::map<std::string, std::int64_t>& counts, const std::string& value) {
    const auto count = counts.find(value);
    return count == counts.end() ? 0 : count->second;
}

json::object GroupOf(const Domain& domain, std::int64_t packages) {
    return {{"id", domain.slug},           {"name", domain.slug}, {"title", domain.name},      {"display_name", domain.name},
            {"description", domain.notes}, {"image_url", ""},     {"image_display_url", ""},   {"type", "group"},
            {"is_organization", false},    {"state", "active"},   {"package_count", packages}, {"approval_status", "approved"}};
}

}  // namespace

// The datasets of an organisation or group. Who works there is no public list.
Answered MemberList(const Call& call) {
    const auto id = call.parameters.Text("id");
    if (id.empty()) return Missing("id");
    const auto units = call.request.platform.units.Now();
    const auto* unit = FindUnit(*units, id);
    if (unit == nullptr && Vocabulary::Shipped().FindDomain(id) == nullptr) return NotFound();
    const auto type = call.parameters.Text("object_type");
    json::array members;
    if (type.empty() || type == "package")
        for (const auto dataset :
             IdsWhere(call, unit == nullptr ? Facet::domain : Facet::unit, unit == nullptr ? id : unit->key, 1'000'000))
            members.push_back(json::array{UuidOf(dataset), "package", "Public"});
    return json::serialize(members);
}

Answered OrganizationList(const Call& call) {
    const auto units = call.request.platform.units.Now();
    const bool all_fields = call.parameters.Flag("all_fields", false);
    const auto wanted = call.parameters.Texts("organizations");
    json::array list;
    for (const auto& [key, count] : CountsOf(call, Facet::unit)) {
        const auto* unit = units->FindByKey(key);
        if (unit == nullptr || (!wanted.empty() && std::ranges::find(wanted, key) == wanted.end())) continue;
        list.push_back(all_fields ? json::value(OrganizationOf(*unit, count)) : json::value(key));
    }
    return json::serialize(list);
}

Answered OrganizationShow(const Call& call) {
    const auto units = call.request.platform.units.Now();
    const auto* unit = FindUnit(*units, call.parameters.Text("id"));
    if (unit == nullptr) return NotFound();
    auto organization = OrganizationOf(*unit, CountIn(CountsOf(call, Facet::unit), unit->key));
    if (call.parameters.Flag("include_datasets", false))
        organization["packages"] = PackagesOf(call, IdsWhere(call, Facet::unit, unit->key, kMostRows));
    organization["users"] = json::array();
    organization["extras"] = json::array();
    return json::serialize(organization);
}

Answered OrganizationAutocomplete(const Call& call) {
    const auto units = call.request.platform.units.Now();
    json::array list;
    for (const auto& [key, count] : CountsOf(call, Facet::unit)) {
        const auto* unit = units->FindByKey(key);
        if (unit != nullptr && Contains(unit->name + " " + key, call.parameters.Text("q")))
            list.push_back(json::object{{"id", UuidOf(unit->id)}, {"name", key}, {"title", unit->name}});
    }
    return json::serialize(list);
}

Answered GroupList(const Call& call) {
    const auto counts = CountsOf(call, Facet::domain);
    const bool all_fields = call.parameters.Flag("all_fields", false);
    json::array list;
    for (const auto& domain : Vocabulary::Shipped().domains())
        list.push_back(all_fields ? json::value(GroupOf(domain, CountIn(counts, domain.slug))) : json::value(domain.slug));
    return json::serialize(list);
}

Answered GroupShow(const Call& call) {
    const auto* domain = Vocabulary::Shipped().FindDomain(call.parameters.Text("id"));
    if (domain == nullptr) return NotFound();
    auto group = GroupOf(*domain, CountIn(CountsOf(call, Facet::domain), domain->slug));
    if (call.parameters.Flag("include_datasets", false))
        group["packages"] = PackagesOf(call, IdsWhere(call, Facet::domain, domain->slug, kMostRows));
    return json::serialize(group);
}

Answered GroupAutocomplete(const Call& call) {
    json::array list;
    for (const auto& domain : Vocabulary::Shipped().domains())
        if (Contains(domain.name + " " + domain.slug, call.parameters.Text("q")))
            list.push_back(json::object{{"id", domain.slug}, {"name", domain.slug}, {"title", domain.name}});
    return json::serialize(list);
}

Answered GroupPackageShow(const Call& call) {
    const auto* domain = Vocabulary::Shipped().FindDomain(call.parameters.Text("id"));
    if (domain == nullptr) return NotFound();
    return json::serialize(
        PackagesOf(call, IdsWhere(call, Facet::domain, domain->slug,
                                  std::clamp<std::int64_t>(call.parameters.Number("limit", kMostRows), 0, kMostRows))));
}

Answered TagList(const Call& call) {
    const auto words = call.parameters.Has("q") ? call.parameters.Text("q") : call.parameters.Text("query");
    const bool all_fields = call.parameters.Flag("all_fields", false);
    json::array list;
    for (const auto& [tag, count] : CountsOf(call, Facet::tag)) {
        if (!words.empty() && !Contains(tag, words)) continue;
        list.push_back(
            all_fields ? json::value(json::object{{"id", tag}, {"name", tag}, {"display_name", tag}, {"vocabulary_id", nullptr}})
                       : json::value(tag));
    }
    if (call.request.http.Parameter("action") != "tag_search") return json::serialize(list);
    json::array results;
    for (const auto& tag : list) results.push_back(json::object{{"id", tag}, {"name", tag}, {"vocabulary_id", nullptr}});
    const auto count = results.size();
    return json::serialize(json::object{{"count", count}, {"results", std::move(results)}});
}

Answered TagShow(const Call& call) {
    const auto tag = call.parameters.Text("id");
    if (!CountsOf(call, Facet::tag).contains(tag)) return NotFound();
    json::object shape{{"id", tag}, {"name", tag}, {"display_name", tag}, {"vocabulary_id", nullptr}};
    if (call.parameters.Flag("include_datasets", false))
        shape["packages"] = PackagesOf(call, IdsWhere(call, Facet::tag, tag, kMostRows));
    return json::serialize(shape);
}

Answered LicenseList(const Call&) {
    json::array list;
    for (const auto& licence : Vocabulary::Shipped().licences())
        list.push_back(json::object{{"id", licence.key},
                                    {"title", licence.name},
                                    {"url", licence.url},
                                    {"status", "active"},
                                    {"is_okd_compliant", licence.open},
                                    {"is_osi_compliant", false},
                                    {"od_conformance", licence.open ? "approved" : "not reviewed"},
                                    {"osd_conformance", "not reviewed"},
                                    {"domain_content", false},
                                    {"domain_data", true},
                                    {"domain_software", false},
                                    {"family", ""},
                                    {"maintainer", ""},
                                    {"is_generic", false}});
    return json::serialize(list);
}

Answered FormatAutocomplete(const Call& call) {
    json::array list;
    for (const auto& [format, count] : CountsOf(call, Facet::format))
        if (Contains(format, call.parameters.Text("q"))) list.emplace_back(Lower(format));
    return json::serialize(list);
}

}  // namespace dongson::open_data::ckan
