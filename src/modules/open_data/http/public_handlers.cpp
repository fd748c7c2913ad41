#include <algorithm>
#include <memory>

#include "core/text.h"
#include "modules/open_data/actions/describe.h"
#include "modules/open_data/http/handlers.h"
#include "modules/open_data/http/negotiation.h"
#include "modules/open_data/http/table_query.h"
#include "modules/open_data/http/views.h"
#include "modules/open_data/metadata/json_descriptions.h"
#include "modules/open_data/pages/catalogue_pages.h"
#include "modules/open_data/pages/column_page.h"
#include "modules/open_data/pages/dataset_pages.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/storage/reader_store.h"
#include "modules/open_data/table/grouping.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::open_data {

namespace {

constexpr std::size_t kPageSize = 20;
constexpr std::int64_t kShownRows = 50;
constexpr int kSharedSeconds = 10;

web::Response Shared(web::Response response, const AnyRequest& request) {
    if (!request.visitor) response.shared_seconds = kSharedSeconds;
    return response;
}

std::vector<Listed> Copies(const CatalogueAnswer& answer) {
    std::vector<Listed> copies;
    copies.reserve(answer.page.size());
    for (const auto* listed : answer.page) copies.push_back(*listed);
    return copies;
}

// The one column of a filter and the order, as the page's own form sends them.
std::optional<Refusal> ReadPageAsked(const AnyRequest& request, TableView& view, Choice& choice, PageAsked& asked) {
    const auto& schema = view.table->schema();
    view.words = choice.words = request.http.Asked("q");
    view.filter_column = request.http.Asked("cot");
    view.filter_value = request.http.Asked("la");
    if (const auto column = FindColumn(schema, view.filter_column); column && !view.filter_value.empty())
        choice.conditions.push_back({*column, Compare::equal, {view.filter_value}});
    auto order = request.http.Asked("xep");
    const bool descending = order.starts_with('-');
    if (const auto column = FindColumn(schema, std::string_view(order).substr(descending ? 1 : 0))) {
        view.order = Order{*column, descending};
        asked.order.push_back(*view.order);
    }
    const auto after = request.http.Asked("sau");
    if (!after.empty()) asked.after = ToNumber(after);
    view.beginning = after.empty();
    asked.limit = kShownRows + 1;
    return std::nullopt;
}

web::Response ShowTable(Portal& portal, const AnyRequest& request) {
    auto named = FindVersion(portal, request);
    if (!named) return web::RefusalPage(named.error());
    TableView view{.dataset = std::move(named->dataset),
                   .resource = std::move(named->resource),
                   .version = std::move(named->version),
                   .table = std::move(named->table),
                   .base_url = request.platform.base_url};
    view.unit = request.platform.units.Now()->NameOf(view.dataset.unit);
    view.versions =
        request.platform.storage.Read([&](storage::Transaction& tx) { return CatalogueStore(tx).VersionsOf(view.resource.id); });
    Choice choice;
    PageAsked asked;
    ReadPageAsked(request, view, choice, asked);
    const auto selection = Selection::Of(view.table, std::move(choice));
    if (!selection) return web::RefusalPage(selection.error());
    view.rows = ReadPage(*selection, asked);
    view.found = selection->Count();
    if (static_cast<std::int64_t>(view.rows.size()) > kShownRows) {
        view.rows.pop_back();
        view.next = RowAt(*view.table, view.rows.back());
    }
    return Shared(web::Page(TablePage(view)), request);
}

}  // namespace

web::Response ShowPortal(Portal& portal, const AnyRequest& request) {
    const auto view = portal.Read([](const Catalogue& catalogue) {
        const auto answer =
            catalogue.Search({.words = "", .chosen = {}, .order = CatalogueOrder::changed, .offset = 0, .limit = 8});
        PortalView portal_view{.domains = {}, .newest = Copies(answer), .datasets = answer.count, .tables = catalogue.tables()};
        portal_view.agencies = static_cast<std::int64_t>(answer.facets[static_cast<std::size_t>(Facet::unit)].size());
        for (const auto& domain : Vocabulary::Shipped().domains()) {
            std::int64_t count = 0;
            for (const auto& facet : answer.facets[static_cast<std::size_t>(Facet::domain)])
                if (facet.value == domain.slug) count = facet.count;
            portal_view.domains.emplace_back(&domain, count);
        }
        return portal_view;
    });
    return Shared(web::Page(PortalPage(view)), request);
}

web::Response ShowSearch(Portal& portal, const AnyRequest& request) {
    SearchView view;
    view.query.words = request.http.Asked("q");
    view.query.limit = kPageSize;
    view.number = static_cast<int>(std::clamp<std::int64_t>(ToNumber(request.http.Asked("trang")), 1, 100'000));
    view.query.offset = static_cast<std::size_t>(view.number - 1) * kPageSize;
    for (const auto facet : kFacets)
        for (const auto& [name, value] : request.http.query)
            if (name == FacetSlug(facet) && !value.empty()) view.query.chosen[static_cast<std::size_t>(facet)].push_back(value);
    portal.Read([&](const Catalogue& catalogue) {
        auto answer = catalogue.Search(view.query);
        view.count = answer.count;
        view.page = Copies(answer);
        view.facets = std::move(answer.facets);
        return true;
    });
    const auto units = request.platform.units.Now();
    for (const auto& [key, count] : view.facets[static_cast<std::size_t>(Facet::unit)])
        if (const auto* unit = units->FindByKey(key)) view.agencies[key] = unit->name;
    return Shared(web::Page(SearchPage(view)), request);
}

web::Response ShowDataset(Portal&, const AnyRequest& request) {
    auto named = FindDataset(request, request.http.Parameter("dataset"));
    if (!named) return web::RefusalPage(named.error());
    if (const auto format = PreferredGraph(request.http.Header("accept")))
        return DatasetGraph(request, std::move(named->dataset), *format);
    DatasetView view{.described = request.platform.storage.Read(
                         [&](storage::Transaction& tx) { return Describe(request.platform, tx, std::move(named->dataset)); })};
    request.platform.storage.Read([&](storage::Transaction& tx) {
        view.quality =
            Assess(view.described, request.platform.clock.Now().LocalDate(), LinksAlive(tx, view.described.dataset.id));
        view.readers = ReaderStore(tx).ReadersOf(view.described.dataset.id);
        view.remarks = ReaderStore(tx).AnsweredOf(view.described.dataset.id, 5);
        for (auto& resource : CatalogueStore(tx).ResourcesOf(view.described.dataset.id))
            if (!LinkOf(resource).empty()) view.links.push_back(std::move(resource));
        return true;
    });
    view.late_since = view.quality.late_since;
    view.structured = SchemaOrgOf(TellerOf(request.platform), view.described);
    auto response = Shared(web::Page(DatasetPage(view)), request);
    response.With("link", "<" + DatasetPath(view.described.dataset) + "/datapackage.json>; rel=\"describedby\"");
    response.With("vary", "accept");
    return response;
}

web::Response ShowResource(Portal& portal, const AnyRequest& request) {
    return ShowTable(portal, request);
}

web::Response ShowVersion(Portal& portal, const AnyRequest& request) {
    return ShowTable(portal, request);
}

web::Response ShowDifference(Portal& portal, const AnyRequest& request) {
    auto named = FindVersion(portal, request);
    if (!named) return web::RefusalPage(named.error());
    const auto before = request.platform.storage.Read(
        [&](storage::Transaction& tx) { return CatalogueStore(tx).GetVersion(named->resource.id, named->version.number - 1); });
    if (!before) return web::RefusalPage(Refusal::NotFound(Say("Phiên bản đầu tiên không có gì để so sánh.")));
    auto old_table = portal.TableOf(before->id);
    if (!old_table) return web::RefusalPage(old_table.error());
    DifferenceView view{.dataset = std::move(named->dataset),
                        .resource = std::move(named->resource),
                        .before = *before,
                        .after = std::move(named->version),
                        .old_table = std::move(*old_table),
                        .new_table = std::move(named->table),
                        .difference = {}};
    view.difference = CompareTables(*view.old_table, *view.new_table);
    auto response = web::Page(DifferencePage(view));
    if (!request.visitor) response.shared_seconds = 300;  // neither version ever changes
    return response;
}

web::Response ShowColumn(Portal& portal, const AnyRequest& request) {
    constexpr std::int64_t kOften = 20;
    auto named = FindVersion(portal, request);
    if (!named) return web::RefusalPage(named.error());
    const auto name = request.http.Parameter("column");
    const std::optional<std::size_t> column = FindColumn(named->table->schema(), name);
    if (!column) return web::RefusalPage(Refusal::NotFound(Say("Bảng không có cột “{1}”.", std::string(name))));
    const auto everything = Selection::Of(named->table, {});
    if (!everything) return web::RefusalPage(everything.error());
    ColumnView view{.dataset = std::move(named->dataset),
                    .resource = std::move(named->resource),
                    .version = std::move(named->version),
                    .column = *column};
    view.resource.schema = named->table->schema();
    view.rows = named->table->rows();
    const auto type = view.resource.schema[*column].type;
    std::vector<Measured> measures{{Measure::distinct, column}, {Measure::least, column}, {Measure::most, column}};
    if (type == ColumnType::integer || type == ColumnType::number) measures.push_back({Measure::average, column});
    const auto whole = GroupRows(*everything, {.by = {}, .measures = measures});
    const auto often =
        GroupRows(*everything, {.by = {*column}, .measures = {{}}, .order = 0, .descending = true, .limit = kOften});
    if (!whole) return web::RefusalPage(whole.error());
    if (!often) return web::RefusalPage(often.error());
    if (!whole->groups.empty()) {
        const auto& values = whole->groups[0].values;
        view.distinct = values[0].text, view.least = values[1].text, view.most = values[2].text;
        if (values.size() > 3) view.average = Grouped(values[3].text);
    }
    for (const auto& group : often->groups) view.often.emplace_back(group.keys[0].text, ToNumber(group.values[0].text));
    for (const auto& segment : named->table->segments()) {
        const auto part = segment.column(*column);
        const auto* codes = part.row_codes();
        for (std::uint32_t row = 0; row < segment.rows(); ++row) {
            view.filled += codes[row] == 0 ? 0 : 1;
            view.misfits += type != ColumnType::text && codes[row] != 0 && !part.IsTyped(codes[row]) ? 1 : 0;
        }
    }
    return Shared(web::Page(ColumnPage(view)), request);
}

}  // namespace dongson::open_data
