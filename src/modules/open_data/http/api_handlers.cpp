#include <boost/json.hpp>

#include "core/log.h"
#include "core/text.h"
#include "modules/open_data/http/handlers.h"
#include "modules/open_data/http/table_query.h"
#include "modules/open_data/http/views.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/table/rows_out.h"
#include "platform/organisation/directory.h"

namespace dongson::open_data {

namespace json = boost::json;

namespace {

// Public data: any page of any site may ask.
web::Response Open(std::string body) {
    auto response = web::Json(std::move(body));
    response.With("access-control-allow-origin", "*");
    return response;
}

json::object Describe(const Listed& listed) {
    return {{"slug", listed.slug},
            {"title", listed.title},
            {"notes", listed.notes},
            {"agency", listed.unit_name},
            {"domain", listed.domain},
            {"formats", json::value_from(listed.formats)},
            {"tags", json::value_from(listed.tags)},
            {"frequency", FrequencyWord(listed.frequency)},
            {"sample", listed.sample},
            {"changed", listed.changed.Rfc3339()}};
}

json::object Describe(const AnyRequest& request, const Dataset& dataset, const Resource& resource, const Version& version) {
    const auto path = request.platform.base_url + VersionPath(dataset, resource, version.number);
    return {{"slug", resource.slug},
            {"title", resource.title},
            {"version", version.number},
            {"published", version.published.Rfc3339()},
            {"rows", version.rows},
            {"misfits", version.misfits},
            {"bytes", version.size},
            {"sha256", version.digest},
            {"page", path},
            {"csv", path + "/tai/csv"},
            {"columns", json::parse(SchemaToJson(resource.schema))}};
}

void AppendAnswered(const Answered& answered, std::string& out) {
    if (answered.text.empty())
        out += "null";
    else if (answered.number)
        out += answered.text;
    else
        AppendJsonText(answered.text, out);
}

}  // namespace

web::Response ApiDatasets(Portal& portal, const AnyRequest& request) {
    CatalogueQuery query{.words = request.http.Asked("q"), .chosen = {}, .order = CatalogueOrder::relevance};
    query.limit = static_cast<std::size_t>(
        std::clamp<std::int64_t>(request.http.Asked("limit").empty() ? 20 : ToNumber(request.http.Asked("limit")), 0, 1000));
    query.offset = static_cast<std::size_t>(std::max<std::int64_t>(0, ToNumber(request.http.Asked("offset"))));
    for (const auto& [name, facet] :
         {std::pair("domain", Facet::domain), std::pair("agency", Facet::unit), std::pair("format", Facet::format),
          std::pair("tag", Facet::tag), std::pair("series", Facet::series)})
        for (const auto& [field, value] : request.http.query)
            if (field == name) query.chosen[static_cast<std::size_t>(facet)].push_back(value);
    json::object answer;
    portal.Read([&](const Catalogue& catalogue) {
        const auto found = catalogue.Search(query);
        json::array datasets;
        for (const auto* listed : found.page) datasets.push_back(Describe(*listed));
        answer = {{"count", found.count}, {"datasets", std::move(datasets)}};
        return true;
    });
    return Open(json::serialize(answer));
}

web::Response ApiDataset(Portal&, const AnyRequest& request) {
    const auto named = FindDataset(request, request.http.Parameter("dataset"));
    if (!named) return web::Problem(named.error());
    const auto& dataset = named->dataset;
    json::array tables;
    request.platform.storage.Read([&](storage::Transaction& tx) {
        for (const auto& resource : named->resources)
            if (const auto version = CatalogueStore(tx).GetVersion(resource.id, resource.newest))
                tables.push_back(Describe(request, dataset, resource, *version));
        return true;
    });
    return Open(json::serialize(json::object{{"slug", dataset.slug},
                                             {"title", dataset.title},
                                             {"notes", dataset.notes},
                                             {"agency", request.platform.units.Now()->NameOf(dataset.unit)},
                                             {"domain", dataset.domain},
                                             {"licence", dataset.licence},
                                             {"frequency", FrequencyWord(dataset.frequency)},
                                             {"source", dataset.source},
                                             {"sample", dataset.sample},
                                             {"tags", json::value_from(dataset.tags)},
                                             {"changed", dataset.changed.Rfc3339()},
                                             {"tables", std::move(tables)}}));
}

web::Response ApiRows(Portal& portal, const AnyRequest& request) {
    const auto named = FindVersion(portal, request);
    if (!named) return web::Problem(named.error());
    auto query = ReadTableQuery(request.http.query, named->table->schema());
    if (!query) return web::Problem(query.error());
    const auto selection = Selection::Of(named->table, std::move(query->choice));
    if (!selection) return web::Problem(selection.error());
    const auto rows = ReadPage(*selection, query->page);
    std::string body = "{\"version\":" + std::to_string(named->version.number) +
                       ",\"total\":" + std::to_string(selection->Count()) + ",\"rows\":[";
    for (const auto& place : rows) {
        if (body.back() == '}') body += ',';
        AppendJsonRow(*named->table, place, query->columns, body);
    }
    body += "],\"next\":";
    const bool more = static_cast<std::int64_t>(rows.size()) == query->page.limit && !rows.empty();
    body += more ? std::to_string(RowAt(*named->table, rows.back())) : "null";
    body += '}';
    return Open(std::move(body));
}

web::Response ApiGroups(Portal& portal, const AnyRequest& request) {
    const auto named = FindVersion(portal, request);
    if (!named) return web::Problem(named.error());
    // "order" names a measure by its place; the rest is a table's question.
    auto fields = request.http.query;
    std::erase_if(fields, [](const auto& field) { return field.first == "order"; });
    auto query = ReadTableQuery(fields, named->table->schema());
    if (!query) return web::Problem(query.error());
    const auto selection = Selection::Of(named->table, std::move(query->choice));
    if (!selection) return web::Problem(selection.error());
    GroupsAsked asked{
        .by = query->group, .measures = query->measures, .order = std::nullopt, .descending = false, .limit = query->page.limit};
    if (asked.measures.empty()) asked.measures.push_back({});
    if (const auto order = request.http.Asked("order"); !order.empty()) {
        asked.descending = order.starts_with('-');
        const auto place = static_cast<std::size_t>(ToNumber(std::string_view(order).substr(asked.descending ? 1 : 0)));
        if (place >= 1 && place <= asked.measures.size()) asked.order = place - 1;
    }
    const auto groups = GroupRows(*selection, asked);
    if (!groups) return web::Problem(groups.error());
    const auto& schema = named->table->schema();
    std::string body = "{\"count\":" + std::to_string(groups->count) + ",\"groups\":[";
    for (const auto& group : groups->groups) {
        if (body.back() == '}') body += ',';
        char mark = '{';
        for (std::size_t key = 0; key < group.keys.size(); ++key, mark = ',') {
            body += mark;
            AppendJsonText(schema[asked.by[key]].name, body);
            body += ':';
            AppendAnswered(group.keys[key], body);
        }
        for (std::size_t measure = 0; measure < group.values.size(); ++measure, mark = ',') {
            const auto& [kind, column] = asked.measures[measure];
            body += mark;
            AppendJsonText(std::string(MeasureWord(kind)) + (column ? "_" + schema[*column].name : ""), body);
            body += ':';
            AppendAnswered(group.values[measure], body);
        }
        body += '}';
    }
    body += "]}";
    return Open(std::move(body));
}

}  // namespace dongson::open_data
