#include "modules/open_data/metadata/authority.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "core/embedded.h"
#include "core/yaml.h"

namespace dongson::open_data {

std::string Place::Polygon() const {
    const auto [west, south, east, north] = box;
    return fmt::format("POLYGON(({0} {1},{2} {1},{2} {3},{0} {3},{0} {1}))", west, south, east, north);
}

std::string Place::Centre() const {
    return fmt::format("POINT({:.4f} {:.4f})", (box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
}

Result<Authority> Authority::Parse(std::string_view yaml) {
    Authority authority;
    DefinitionErrors errors;
    const auto root = Definition::Parse("authority.yaml", yaml, errors);
    for (const auto& each : root.List("schemes")) {
        each.OnlyKeys({"iri", "title", "kind", "base", "terms"});
        auto& scheme = authority.schemes_.emplace_back(
            Scheme{each.Text("iri"), each.Text("title"), each.Text("kind"), each.Text("base", each.Text("iri")), {}});
        for (const auto& [code, label] : each.Child("terms").Entries()) scheme.terms.emplace_back(code, label.Scalar());
    }
    for (const auto& each : root.List("places")) {
        each.OnlyKeys({"area", "name", "box"});
        auto& place = authority.places_.emplace_back(Place{each.Text("area"), each.Text("name"), {}});
        const auto box = each.Texts("box");
        if (box.size() != place.box.size()) each.Fail("a box has four numbers: west, south, east, north");
        for (std::size_t side = 0; side < std::min(box.size(), place.box.size()); ++side) place.box[side] = std::stod(box[side]);
    }
    if (!errors.empty()) return std::unexpected(Refusal{"DEFINITION_BROKEN", Say("{1}", errors.Text()), ""});
    return authority;
}

const Authority& Authority::Shipped() {
    static const auto shipped = [] {
        auto authority = Parse(Embedded("data/open_data/authority.yaml"));
        if (!authority) throw std::runtime_error(authority.error().sentence.Now());
        return *std::move(authority);
    }();
    return shipped;
}

Term Authority::Use(Graph& graph, std::string_view list, std::string_view code) const {
    const auto scheme =
        std::ranges::find_if(schemes_, [&](const Scheme& each) { return each.base.ends_with("/" + std::string(list)); });
    if (scheme == schemes_.end()) throw std::out_of_range("no list of terms " + std::string(list));
    const auto term = std::ranges::find(scheme->terms, code, &std::pair<std::string, std::string>::first);
    if (term == scheme->terms.end()) throw std::out_of_range("no term " + std::string(code) + " in " + std::string(list));
    const auto iri = scheme->base + "/" + term->first;
    graph.Add(iri, "rdf:type", Name("skos:Concept"));
    graph.Add(iri, "rdf:type", Name(scheme->kind));
    graph.Add(iri, "skos:prefLabel", Words(term->second, "en"));
    graph.Add(iri, "skos:inScheme", Name(scheme->iri));
    graph.Add(scheme->iri, "rdf:type", Name("skos:ConceptScheme"));
    graph.Add(scheme->iri, "dct:title", Words(scheme->title, "en"));
    return Name(iri);
}

const Place* Authority::FindPlace(std::string_view area) const {
    const auto found =
        std::ranges::find_if(places_, [&](const Place& place) { return place.area == area || place.name == area; });
    return found == places_.end() ? nullptr : &*found;
}

}  // namespace dongson::open_data
