#include "modules/open_data/metadata/other_catalogue.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cctype>
#include <map>

#include "core/text.h"
#include "modules/open_data/metadata/elsewhere.h"
#include "modules/open_data/metadata/graph.h"
#include "web/html.h"

namespace dongson::open_data {

namespace json = boost::json;

namespace {

bool IsTurtle(std::string_view address) {
    return address.substr(0, address.find_first_of("?#")).ends_with(".ttl");
}

// A portal's address without what follows it, and the organisation or group it names.
struct CkanPlace {
    std::string portal, filter;
};
CkanPlace PlaceOf(std::string_view address) {
    auto whole = std::string(address.substr(0, address.find_first_of("?#")));
    while (whole.ends_with('/')) whole.pop_back();
    static constexpr std::pair<std::string_view, std::string_view> kPages[] = {{"/organization/", "organization:"},
                                                                               {"/group/", "groups:"}};
    for (const auto& [step, field] : kPages)
        if (const auto at = whole.find(step); at != std::string::npos)
            return {whole.substr(0, at), std::string(field) + whole.substr(at + step.size())};
    if (whole.ends_with("/dataset")) whole.resize(whole.size() - std::string_view("/dataset").size());
    return {whole, ""};
}

std::string TextOf(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : "";
}

std::vector<const json::object*> ObjectsOf(const json::object& object, std::string_view name) {
    std::vector<const json::object*> objects;
    if (const auto* list = object.if_contains(name); list != nullptr && list->is_array())
        for (const auto& each : list->as_array())
            if (each.is_object()) objects.push_back(&each.as_object());
    return objects;
}

// "text/csv" → "CSV".
std::string FormatName(std::string_view format) {
    std::string name(format.substr(format.find_last_of("/.") + 1));
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return Shorten(name, 20);
}

OfferedFile FileOf(std::string title, std::string url, std::string_view format, std::string follow) {
    const auto table = TableFormatOf(url, format);
    return {.title = std::move(title),
            .url = std::move(url),
            .format = FormatName(table.empty() ? format : table),
            .follow = std::move(follow),
            .table = !table.empty()};
}

OfferedDataset DatasetOf(const json::object& package, const std::string& portal) {
    OfferedDataset dataset{.address = portal + "/dataset/" + web::PathStep(TextOf(package, "name")),
                           .title = TextOf(package, "title"),
                           .notes = TextOf(package, "notes"),
                           .licence = TextOf(package, "license_id"),
                           .tags = {},
                           .files = {}};
    if (dataset.title.empty()) dataset.title = TextOf(package, "name");
    for (const auto* tag : ObjectsOf(package, "tags")) dataset.tags.push_back(TextOf(*tag, "name"));
    for (const auto* resource : ObjectsOf(package, "resources"))
        if (auto url = TextOf(*resource, "url"); !url.empty())
            dataset.files.push_back(FileOf(TextOf(*resource, "name"), std::move(url), TextOf(*resource, "format"),
                                           dataset.address + "/resource/" + web::PathStep(TextOf(*resource, "id"))));
    return dataset;
}

std::unexpected<Refusal> NotOfItsKind(Sentence sentence) {
    return std::unexpected(Refusal{"SOURCE_UNKNOWN", std::move(sentence), "dia_chi"});
}

Result<Offer> OfferInCkan(const CatalogueQuestion& question, std::string_view answer) {
    boost::system::error_code error;
    const auto parsed = json::parse(answer, error);
    const auto* result = !error && parsed.is_object() ? parsed.as_object().if_contains("result") : nullptr;
    const auto* object = result == nullptr ? nullptr : result->if_object();
    const auto* count = object == nullptr ? nullptr : object->if_contains("count");
    if (count == nullptr || !count->is_int64())
        return NotOfItsKind(
            Say("Địa chỉ này không trả lời theo CKAN. Nhập địa chỉ gốc của một cổng CKAN, hoặc danh mục DCAT (….ttl)."));
    Offer offer{.count = count->as_int64(), .datasets = {}};
    const auto portal = PlaceOf(question.address).portal;
    for (const auto* package : ObjectsOf(*object, "results"))
        if (std::ssize(offer.datasets) < kOfferedAtOnce && !TextOf(*package, "name").empty())
            offer.datasets.push_back(DatasetOf(*package, portal));
    return offer;
}

// What is said of each thing of a graph, by its short names: "dct:title".
class Things {
  public:
    explicit Things(const Graph& graph) {
        for (const auto& triple : graph.triples()) said_[triple.subject][triple.predicate].push_back(&triple.object);
    }
    const std::vector<const Term*>& Of(const Term& thing, std::string_view property) const {
        static const std::vector<const Term*> kNothing;
        const auto known = said_.find(thing);
        if (known == said_.end()) return kNothing;
        const auto values = known->second.find(Whole(property));
        return values == known->second.end() ? kNothing : values->second;
    }
    // In Vietnamese if it is said so, else as it comes first.
    std::string Text(const Term& thing, std::string_view property) const {
        const auto& values = Of(thing, property);
        const auto ours = std::ranges::find(values, "vi", [](const Term* term) { return term->language; });
        if (ours != values.end()) return (*ours)->value;
        return values.empty() ? "" : values.front()->value;
    }

  private:
    std::map<Term, std::map<std::string, std::vector<const Term*>>> said_;
};

OfferedDataset DatasetOf(const Things& things, const Term& name) {
    OfferedDataset dataset{.address = name.value,
                           .title = things.Text(name, "dct:title"),
                           .notes = things.Text(name, "dct:description"),
                           .licence = things.Text(name, "dct:license"),
                           .tags = {},
                           .files = {}};
    for (const auto* tag : things.Of(name, "dcat:keyword")) dataset.tags.push_back(tag->value);
    for (const auto* distribution : things.Of(name, "dcat:distribution")) {
        auto url = things.Text(*distribution, "dcat:downloadURL");
        if (url.empty()) url = things.Text(*distribution, "dcat:accessURL");
        if (url.empty()) continue;
        auto format = things.Text(*distribution, "dct:format");
        if (format.empty()) format = things.Text(*distribution, "dcat:mediaType");
        if (dataset.licence.empty()) dataset.licence = things.Text(*distribution, "dct:license");
        dataset.files.push_back(FileOf(things.Text(*distribution, "dct:title"), url, format, url));
    }
    return dataset;
}

bool Mentions(const OfferedDataset& dataset, std::string_view words) {
    const auto text = Fold(dataset.title + " " + dataset.notes + " " + Join(dataset.tags, " "));
    const auto wanted = Fold(words);
    return std::ranges::all_of(Split(std::string_view(wanted), ' '), [&](std::string_view word) { return text.contains(word); });
}

Result<Offer> OfferInGraph(const CatalogueQuestion& question, std::string_view answer) {
    const auto graph = Graph::ReadTurtle(answer, question.address);
    if (!graph) return NotOfItsKind(Say("Mô tả ở địa chỉ này không đọc được: {1}", graph.error().sentence.Now()));
    const Things things(*graph);
    Offer offer;
    for (const auto& triple : graph->triples()) {
        if (triple.predicate != Whole("rdf:type") || triple.object.value != Whole("dcat:Dataset")) continue;
        if (triple.subject.kind != Term::Kind::name) continue;  // without a name it could not be known again
        auto dataset = DatasetOf(things, triple.subject);
        if (dataset.title.empty() || !Mentions(dataset, question.words)) continue;
        const auto place = offer.count++;
        if (place / kOfferedAtOnce == question.page - 1) offer.datasets.push_back(std::move(dataset));
    }
    if (offer.count == 0 && question.words.empty()) return NotOfItsKind(Say("Danh mục ở địa chỉ này không có bộ dữ liệu nào."));
    return offer;
}

}  // namespace

Result<std::string> AskOf(const CatalogueQuestion& question) {
    if (!question.address.starts_with("http://") && !question.address.starts_with("https://"))
        return std::unexpected(Refusal{"PULL_ADDRESS", Say("Địa chỉ bắt đầu bằng http:// hoặc https://."), "dia_chi"});
    if (IsTurtle(question.address)) return question.address.substr(0, question.address.find('#'));
    const auto place = PlaceOf(question.address);
    auto ask = place.portal + "/api/3/action/package_search?rows=" + std::to_string(kOfferedAtOnce) +
               "&start=" + std::to_string((question.page - 1) * kOfferedAtOnce);
    if (!question.words.empty()) ask += "&q=" + web::PathStep(question.words);
    if (!place.filter.empty()) ask += "&fq=" + web::PathStep(place.filter);
    return ask;
}

Result<Offer> OfferIn(const CatalogueQuestion& question, std::string_view answer) {
    return IsTurtle(question.address) ? OfferInGraph(question, answer) : OfferInCkan(question, answer);
}

}  // namespace dongson::open_data
