#include "modules/open_data/metadata/other_catalogue.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cctype>
#include <map>

#include "core/json.h"
#include "core/text.h"
#include "modules/open_data/metadata/ckan_answer.h"
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
    OfferedDataset dataset{.address = portal + "/dataset/" + web::PathStep(TextMember(package, "name")),
                           .title = TextMember(package, "title"),
                           .notes = TextMember(package, "notes"),
                           .licence = TextMember(package, "license_id"),
                           .tags = {},
                           .files = {}};
    if (dataset.title.empty()) dataset.title = TextMember(package, "name");
    for (const auto* tag : ObjectsOf(package, "tags")) dataset.tags.push_back(TextMember(*tag, "name"));
    for (const auto* resource : ObjectsOf(package, "resources"))
        if (auto url = TextMember(*resource, "url"); !url.empty())
            dataset.files.push_back(FileOf(TextMember(*resource, "name"), std::move(url), TextMember(*resource, "format"),
                                           dataset.address + "/resource/" + web::PathStep(TextMember(*resource, "id"))));
    return dataset;
}

std::unexpected<Refusal> NotOfItsKind(Sentence sentence) {
    return std::unexpected(Refusal{"SOURCE_UNKNOWN", std::move(sentence), "dia_chi"});
}

Result<Offer> OfferInCkan(const CatalogueQuestion& question, std::string_view answer) {
    const auto result = ResultIn(answer);
    const auto* count = result ? result->if_contains("count") : nullptr;
    if (count == nullptr || !count->is_int64())
        return NotOfItsKind(
            Say("Địa chỉ này không trả lời theo CKAN. Nhập địa chỉ gốc của một cổng CKAN, hoặc danh mục DCAT (….ttl)."));
    Offer offer{.count = count->as_int64(), .datasets = {}};
    const auto portal = PlaceOf(question.address).portal;
    for (const auto* package : ObjectsOf(*result, "results"))
        if (std::ssize(offer.datasets) < kOfferedAtOnce && !TextMember(*package, "name").empty())
            offer.datasets.push_back(DatasetOf(*package, portal));
    return offer;
}

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
