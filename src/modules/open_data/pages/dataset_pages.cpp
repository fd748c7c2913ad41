#include "modules/open_data/pages/dataset_pages.h"

#include <algorithm>

#include "core/text.h"
#include "modules/open_data/domain/addresses.h"
#include "modules/open_data/domain/delivery.h"
#include "modules/open_data/domain/mapping.h"
#include "modules/open_data/pages/catalogue_pages.h"
#include "modules/open_data/pages/quality_page.h"
#include "modules/open_data/pages/reader_pages.h"
#include "web/components.h"
#include "web/layout.h"
#include "web/table.h"

namespace dongson::open_data {

using namespace web::short_names;

namespace {

Url DatasetUrl(const Dataset& dataset) {
    return Url::Page(DatasetPath(dataset));
}

Url ResourceUrl(const Dataset& dataset, const Resource& resource) {
    return Url::Page(ResourcePath(dataset, resource));
}

std::string VersionPath(const TableView& view, int number) {
    return open_data::VersionPath(view.dataset, view.resource, number);
}

Html Days(const std::optional<Date>& from, const std::optional<Date>& until) {
    if (!from && !until) return Render("Không giới hạn");
    if (from && until && *from == *until) return web::Day(*from);
    return Render("{} – {}", from ? web::Day(*from) : web::TextOf("…"), until ? web::Day(*until) : web::TextOf("…"));
}

Html LicenceLink(const std::string& key) {
    const auto* licence = Vocabulary::Shipped().FindLicence(key);
    return web::InVietnamese(licence == nullptr ? key : licence->name);
}

Html LinkTo(const std::string& path, const Html& name) {
    return Render(R"(<a class="govuk-link" href="{}">{}</a>)", Url::Page(path), name);
}

std::vector<web::Row> Facts(const DatasetView& view) {
    const auto& described = view.described;
    const auto& dataset = described.dataset;
    const auto* domain = Vocabulary::Shipped().FindDomain(dataset.domain);
    std::vector<web::Row> rows{
        {Say("Cơ quan"), LinkTo(AgencyPath(described.unit_key), web::InVietnamese(described.unit)), {}},
        {Say("Lĩnh vực"), domain == nullptr ? Html() : LinkTo(DomainPath(domain->slug), DomainName(*domain)), {}},
        {Say("Giấy phép"), LicenceLink(dataset.licence), {}},
        {Say("Cập nhật"), Render("{}", Say(FrequencyName(dataset.frequency))), {}},
        {Say("Thời gian số liệu"), Days(dataset.covers_from, dataset.covers_until), {}},
        {Say("Nguồn"), web::InVietnamese(dataset.source), {}}};
    if (!dataset.series.empty())
        rows.push_back({Say("Chuỗi"), LinkTo(SeriesPath(dataset.series), web::InVietnamese(dataset.series)), {}});
    rows.push_back({Say("Chất lượng mô tả"), QualityLink(dataset, view.quality), {}});
    if (view.readers > 0) rows.push_back({Say("Đã tải"), Render("{}", Say("{1} lượt người tải", Number(view.readers))), {}});
    if (!dataset.tags.empty()) rows.push_back({Say("Thẻ"), web::InVietnamese(Join(dataset.tags, ", ")), {}});
    return rows;
}

Html Warnings(const Dataset& dataset, const std::optional<Date>& late_since) {
    return Render(
        "{}{}{}",
        When(dataset.sample,
             [] {
                 return web::Banner(
                     Say("Dữ liệu mẫu"),
                     Render(R"(<p class="govuk-body">Số liệu ở đây được dựng lên để minh họa, không phải số liệu thật.</p>)"));
             }),
        When(
            dataset.state == DatasetState::withdrawn,
            [] {
                return web::Banner(
                    Say("Đã rút"),
                    Render(
                        R"(<p class="govuk-body">Bộ dữ liệu này không còn trong danh mục. Các phiên bản đã công bố vẫn xem được ở đây.</p>)"));
            }),
        When(late_since.has_value(), [&] {
            return Render(R"(<p class="govuk-body"><span class="ds-late">Chậm cập nhật</span> {} {}</p>)", Say("từ"),
                          web::Day(*late_since));
        }));
}

Html Downloads(const TableView& view) {
    return Render(R"(<h2 class="govuk-heading-s">Tải về</h2><ul class="ds-downloads">{}</ul>)",
                  Each(Deliveries(), [&](const Delivery& delivery) {
                      if (delivery.kind == Delivered::geojson && !FindMapping(view.table->schema())) return Html();
                      return Render(R"(<li><a class="govuk-link" href="{}" rel="nofollow">{}</a></li>)",
                                    Url::Local(DownloadPath(view.dataset, view.resource, view.version.number, delivery.slug)),
                                    Say(delivery.name));
                  }));
}

Html ElsewhereLinks(const DatasetView& view) {
    return When(!view.links.empty(), [&] {
        return Render(R"(<h2 class="govuk-heading-s">Ở nơi khác</h2><ul class="govuk-list">{}</ul>)",
                      Each(view.links, [](const Resource& resource) {
                          return Render(R"(<li lang="vi">{} · <code>{}</code></li>)", resource.title, LinkOf(resource));
                      }));
    });
}

// Following by e-mail, and what others asked about it.
Html ForReaders(const DatasetView& view) {
    const auto& dataset = view.described.dataset;
    const auto follow = web::PostForm(
        Url::Page(DatasetPath(dataset) + "/theo-doi"),
        Render("{}{}",
               web::TextInput(
                   {"thu", Say("Thư điện tử"), Say("Chỉ dùng để báo khi bộ dữ liệu này có phiên bản mới"), nullptr, false}, "",
                   {.type = "text", .autocomplete = "email", .inputmode = "email", .width = "20"}),
               web::Button(Say("Theo dõi"), web::ButtonKind::secondary)));
    return Render(
        R"({}<h2 class="govuk-heading-m">Hỏi và góp ý</h2>{}<p class="govuk-body"><a class="govuk-link" href="{}">Góp ý về bộ dữ liệu này</a></p>)",
        web::Details(Say("Nhận thư khi có thay đổi"), follow),
        When(!view.remarks.empty(), [&] { return Render(R"(<ul class="ds-results">{}</ul>)", Each(view.remarks, RemarkItem)); }),
        Url::Page("/du-lieu/gop-y").With("bo", dataset.slug));
}

Html MachineLinks(const Dataset& dataset) {
    struct Link {
        std::string address, name;
    };
    const Link links[] = {{"/dataset/" + dataset.slug + ".ttl", "DCAT (Turtle)"},
                          {"/dataset/" + dataset.slug + ".rdf", "DCAT (RDF/XML)"},
                          {"/dataset/" + dataset.slug + ".jsonld", "DCAT (JSON-LD)"},
                          {DatasetPath(dataset) + "/datapackage.json", "Data Package"}};
    return Each(links, [](const Link& link) {
        return Render(R"(<li><a class="govuk-link" href="{}" rel="nofollow">{}</a></li>)", Url::Local(link.address), link.name);
    });
}

// Drawn with the same filter as the rows are shown with.
Html Pictures(const TableView& view) {
    const auto address = [&](std::string_view name) {
        return Url::Page(VersionPath(view, view.version.number) + "/" + std::string(name))
            .With("q", view.words)
            .With(view.filter_value.empty() ? "q" : view.filter_column, view.filter_value);
    };
    return Render(R"(<p class="govuk-body">{} {} {}</p>)",
                  web::LinkButton(Say("Vẽ biểu đồ"), address("bieu-do"), web::ButtonKind::secondary),
                  When(FindMapping(view.table->schema()).has_value(),
                       [&] { return web::LinkButton(Say("Xem bản đồ"), address("ban-do"), web::ButtonKind::secondary); }),
                  web::LinkButton(Say("Hỏi bằng SQL"), Url::Page(VersionPath(view, view.version.number) + "/sql"),
                                  web::ButtonKind::secondary));
}

// The address of this view with another order, or further on.
Url TableUrl(const TableView& view, const std::optional<Order>& order, const std::optional<std::int64_t>& after) {
    auto url = Url::Page(VersionPath(view, view.version.number))
                   .With("q", view.words)
                   .With("cot", view.filter_column)
                   .With("la", view.filter_value);
    if (order) url = url.With("xep", (order->descending ? "-" : "") + view.table->schema()[order->column].name);
    if (after) url = url.With("sau", std::to_string(*after));
    return url;
}

Html ColumnHead(const TableView& view, std::size_t column) {
    const auto& own = view.table->schema()[column];
    const bool ordered = view.order && view.order->column == column;
    const Order next{column, ordered && !view.order->descending};
    return Render(R"(<th class="govuk-table__header" scope="col"><a class="govuk-link" href="{}" lang="vi">{}</a>{}</th>)",
                  TableUrl(view, next, std::nullopt), own.title.empty() ? own.name : own.title,
                  ordered ? web::TextOf(view.order->descending ? " ↓" : " ↑") : Html());
}

bool IsNumber(const Column& column) {
    return column.type == ColumnType::integer || column.type == ColumnType::number;
}

Html TableRow(const TableView& view, RowPlace place) {
    const auto& segment = view.table->segments()[place.segment];
    Html cells;
    std::string text;
    for (std::size_t column = 0; column < view.table->schema().size(); ++column) {
        const auto part = segment.column(column);
        text.clear();
        const auto code = part.row_codes()[place.row];
        part.Append(code, text);
        // What has a unit is an amount; a year or a row's number is written as it is.
        if (part.IsTyped(code) && IsNumber(view.table->schema()[column]) && !view.table->schema()[column].unit.empty())
            text = Grouped(text);
        cells +=
            Render(R"(<td class="{}">{}</td>)",
                   IsNumber(view.table->schema()[column]) ? "govuk-table__cell govuk-table__cell--numeric" : "govuk-table__cell",
                   Shorten(text, 120));
    }
    return Render(R"(<tr class="govuk-table__row">{}</tr>)", cells);
}

Html Filter(const TableView& view) {
    std::vector<web::Choice> columns{{"", Say("Mọi cột").Now(), ""}};
    for (const auto& column : view.table->schema())
        columns.push_back({column.name, column.title.empty() ? column.name : column.title, ""});
    return Render(
        R"(<form method="get" action="{}" class="ds-filter"><div class="govuk-form-group"><label class="govuk-label" for="q">Tìm trong bảng</label><input class="govuk-input" id="q" name="q" type="search" value="{}"></div>{}{}{}</form>)",
        Url::Page(VersionPath(view, view.version.number)), view.words,
        web::Select({"cot", Say("Lọc theo cột"), {}, nullptr, false}, columns, view.filter_column),
        web::TextInput({"la", Say("Bằng"), {}, nullptr, false}, view.filter_value, {}),
        web::Button(Say("Lọc"), web::ButtonKind::secondary));
}

// How the script that scrolls the table writes a column: as text, as a number, as an amount with grouped digits.
std::string KindsOf(const Schema& schema) {
    std::vector<std::string> kinds;
    for (const auto& column : schema) kinds.emplace_back(!IsNumber(column) ? "t" : column.unit.empty() ? "n" : "g");
    return Join(kinds, ",");
}

std::string NamesOf(const Schema& schema) {
    std::vector<std::string> names;
    for (const auto& column : schema) names.push_back(column.name);
    return Join(names, ",");
}

// Where the script asks for the rows that are shown, in their order.
Url RowsUrl(const TableView& view) {
    auto url = Url::Local("/api/v1/datasets/" + view.dataset.slug + "/" + view.resource.slug + "/versions/" +
                          std::to_string(view.version.number) + "/rows")
                   .With("columns", NamesOf(view.table->schema()))
                   .With("q", view.words);
    if (!view.filter_value.empty()) url = url.With(view.filter_column, view.filter_value);
    if (view.order) url = url.With("sort", (view.order->descending ? "-" : "") + view.table->schema()[view.order->column].name);
    return url;
}

Html Rows(const TableView& view) {
    std::vector<std::size_t> columns(view.table->schema().size());
    for (std::size_t column = 0; column < columns.size(); ++column) columns[column] = column;
    return Render(
        R"(<div class="ds-scroll" tabindex="0" role="region" aria-label="Bảng dữ liệu" data-rows="{}" data-total="{}" data-kinds="{}" data-names="{}"><table class="govuk-table ds-dense ds-data"><thead class="govuk-table__head"><tr class="govuk-table__row">{}</tr></thead><tbody class="govuk-table__body" lang="vi">{}</tbody></table></div><p class="govuk-body" data-paging="">{}{}</p>)",
        std::string(RowsUrl(view).bytes()), std::to_string(view.beginning ? view.found : 0), KindsOf(view.table->schema()),
        NamesOf(view.table->schema()), Each(columns, [&](std::size_t column) { return ColumnHead(view, column); }),
        Each(view.rows, [&](RowPlace place) { return TableRow(view, place); }),
        When(!view.beginning,
             [&] {
                 return Render(R"(<a class="govuk-link" href="{}">Về đầu bảng</a> )", TableUrl(view, view.order, std::nullopt));
             }),
        When(view.next.has_value(),
             [&] { return Render(R"(<a class="govuk-link" href="{}">Xem tiếp</a>)", TableUrl(view, view.order, view.next)); }));
}

web::Cells ColumnCells(const TableView& view, const Column& column) {
    return {Render(R"(<a class="govuk-link" href="{}"><code>{}</code></a>)",
                   Url::Page(VersionPath(view, view.version.number) + "/cot/" + web::PathStep(column.name)), column.name),
            web::InVietnamese(column.title), Say(ColumnTypeName(column.type)), web::InVietnamese(column.unit),
            web::InVietnamese(column.meaning)};
}

Html Dictionary(const TableView& view) {
    return Render(R"(<h2 class="govuk-heading-m">Các cột</h2>{})",
                  web::Table(Say("Các cột"), {{Say("Cột")}, {Say("Tên")}, {Say("Kiểu")}, {Say("Đơn vị")}, {Say("Ý nghĩa")}})
                      .Rows(view.table->schema(), [&](const Column& column) { return ColumnCells(view, column); })
                      .Done());
}

Html Versions(const TableView& view) {
    return Render(R"(<h2 class="govuk-heading-m">Các phiên bản</h2><ul class="govuk-list">{}</ul>)",
                  Each(view.versions, [&](const Version& version) {
                      const auto compared = When(version.number > 1, [&] {
                          return Render(R"( · <a class="govuk-link" href="{}">So sánh với phiên bản trước</a>)",
                                        Url::Page(VersionPath(view, version.number) + "/so-sanh"));
                      });
                      return Render(R"(<li><a class="govuk-link" href="{}" {}>{}</a> · {} · {}{}{}</li>)",
                                    Url::Page(VersionPath(view, version.number)),
                                    web::Flag::CurrentPage(version.number == view.version.number),
                                    Say("Phiên bản {1}", std::to_string(version.number)), web::Time(version.published),
                                    Say("{1} dòng: thêm {2}, bớt {3}, sửa {4}", Number(version.rows), Number(version.added),
                                        Number(version.removed), Number(version.changed)),
                                    compared, When(!version.note.empty(), [&] {
                                        return Render(R"(<br><span class="ds-muted" lang="vi">{}</span>)", version.note);
                                    }));
                  }));
}

Html Citation(const TableView& view) {
    return web::Details(
        Say("Trích dẫn phiên bản này"),
        Render(
            R"(<p class="govuk-body" lang="vi">{}. “{} – {}”, phiên bản {}, {}. {}</p><p class="govuk-body-s">SHA-256: <code>{}</code></p>)",
            view.unit, view.dataset.title, view.resource.title, std::to_string(view.version.number),
            web::Day(view.version.published.LocalDate()), view.base_url + VersionPath(view, view.version.number),
            view.version.digest));
}

Html ForPrograms(const TableView& view) {
    return Render(
        R"(<p class="govuk-body"><a class="govuk-link" href="{}">Dùng bảng này trong chương trình</a> <span class="ds-muted">curl, Python, R, JavaScript, Excel</span></p>)",
        Url::Page(open_data::ResourcePath(view.dataset, view.resource) + "/lap-trinh"));
}

}  // namespace

Html DatasetPage(const DatasetView& view) {
    const auto& dataset = view.described.dataset;
    const auto& tables = view.described.tables;
    return web::CitizenLayout(
        Say("{1}", dataset.title),
        Render(
            R"({}{}{}<h1 class="govuk-heading-l" lang="vi">{}</h1><p class="govuk-body-l" lang="vi">{}</p><h2 class="govuk-heading-m">Bảng</h2><ul class="ds-results">{}</ul>{}{}<h2 class="govuk-heading-m">Về bộ dữ liệu</h2>{}<h2 class="govuk-heading-s">Cho máy đọc</h2><ul class="ds-downloads">{}</ul>{})",
            web::BackLink(Url::Page("/du-lieu/tim")), Warnings(dataset, view.late_since), web::DataBlock(view.structured),
            dataset.title, dataset.notes,
            Each(
                tables,
                [&](const DescribedTable& table) {
                    return Render(
                        R"(<li><h3><a class="govuk-link" href="{}" lang="vi">{}</a></h3><p class="govuk-body-s ds-muted">{} · {} · {}</p></li>)",
                        Url::Page(ResourcePath(dataset, table.resource)), table.resource.title, table.resource.format,
                        Say("{1} dòng", Number(table.version.rows)), Say("phiên bản {1}", std::to_string(table.version.number)));
                }),
            ElsewhereLinks(view),
            When(
                !tables.empty(),
                [&] {
                    return Render(
                        R"(<p class="govuk-body"><a class="govuk-link" href="{}" rel="nofollow">Tải cả bộ (ZIP)</a> <span class="ds-muted">các bảng CSV kèm datapackage.json</span></p>)",
                        Url::Local(DatasetPath(dataset) + "/tat-ca.zip"));
                }),
            web::SummaryList(Facts(view)), MachineLinks(dataset), ForReaders(view)));
}

Html TablePage(const TableView& view) {
    const bool newest = view.version.number == view.resource.newest;
    return web::CitizenLayout(
        Say("{1}", view.resource.title),
        Render(
            R"({}{}{}<h1 class="govuk-heading-l" lang="vi">{}</h1><p class="govuk-body"><a class="govuk-link" href="{}" lang="vi">{}</a> · {} · {} · {}</p>{}{}{}<p class="govuk-body" role="status">{}</p>{}{}{}{}{})",
            web::BackLink(DatasetUrl(view.dataset)), Warnings(view.dataset, std::nullopt),
            When(!newest,
                 [&] {
                     return web::Banner(
                         Say("Đây là phiên bản cũ"),
                         Render(R"(<p class="govuk-body"><a class="govuk-link" href="{}">Xem phiên bản mới nhất</a></p>)",
                                ResourceUrl(view.dataset, view.resource)));
                 }),
            view.resource.title, DatasetUrl(view.dataset), view.dataset.title,
            Say("phiên bản {1}", std::to_string(view.version.number)), web::Day(view.version.published.LocalDate()),
            Say("{1} dòng", Number(view.version.rows)), Downloads(view), Pictures(view), Filter(view),
            Say("Tìm thấy {1} dòng", Number(view.found)), Rows(view), Dictionary(view), Versions(view), Citation(view),
            ForPrograms(view)));
}

namespace {

std::string CellOf(const Table& table, RowPlace place, std::size_t column) {
    const auto part = table.segments()[place.segment].column(column);
    std::string text;
    part.Append(part.row_codes()[place.row], text);
    return text;
}

// A column of a row that was added, removed or changed: the old value struck out, the new one beside it.
Html ChangedCell(const DifferenceView& view, const RowChange& change, std::size_t column) {
    const auto old_column = FindColumn(view.old_table->schema(), view.new_table->schema()[column].name);
    const auto old_text = change.before && old_column ? CellOf(*view.old_table, *change.before, *old_column) : std::string();
    const auto new_text = change.after ? CellOf(*view.new_table, *change.after, column) : std::string();
    if (!change.before) return Render(R"(<td class="govuk-table__cell"><ins>{}</ins></td>)", Shorten(new_text, 80));
    if (!change.after) return Render(R"(<td class="govuk-table__cell"><del>{}</del></td>)", Shorten(old_text, 80));
    if (old_text == new_text) return Render(R"(<td class="govuk-table__cell">{}</td>)", Shorten(new_text, 80));
    return Render(R"(<td class="govuk-table__cell"><del>{}</del> <ins>{}</ins></td>)", Shorten(old_text, 80),
                  Shorten(new_text, 80));
}

Html ChangedRow(const DifferenceView& view, const RowChange& change) {
    Html cells;
    for (std::size_t column = 0; column < view.new_table->schema().size(); ++column) cells += ChangedCell(view, change, column);
    return Render(R"(<tr class="govuk-table__row"><td class="govuk-table__cell">{}</td>{}</tr>)",
                  !change.before  ? web::Tag(Say("Thêm"), web::TagColour::green)
                  : !change.after ? web::Tag(Say("Bớt"), web::TagColour::red)
                                  : web::Tag(Say("Sửa"), web::TagColour::amber),
                  cells);
}

}  // namespace

Html DifferencePage(const DifferenceView& view) {
    const auto& difference = view.difference;
    const auto total = difference.added + difference.removed + difference.changed;
    return web::CitizenLayout(
        Say("So sánh hai phiên bản"),
        Render(
            R"({}<h1 class="govuk-heading-l">So sánh hai phiên bản</h1><p class="govuk-body"><a class="govuk-link" href="{}" lang="vi">{}</a> · {}</p><p class="govuk-body">{}</p>{}<div class="ds-scroll" tabindex="0" role="region" aria-label="Các dòng khác nhau"><table class="govuk-table ds-dense ds-data"><thead class="govuk-table__head"><tr class="govuk-table__row"><th class="govuk-table__header" scope="col">Thay đổi</th>{}</tr></thead><tbody class="govuk-table__body" lang="vi">{}</tbody></table></div>)",
            web::BackLink(ResourceUrl(view.dataset, view.resource)), ResourceUrl(view.dataset, view.resource),
            view.resource.title,
            Say("phiên bản {1} so với phiên bản {2}", std::to_string(view.after.number), std::to_string(view.before.number)),
            Say("Thêm {1}, bớt {2}, sửa {3}, giữ nguyên {4} dòng.", Number(difference.added), Number(difference.removed),
                Number(difference.changed), Number(difference.same)),
            When(total > static_cast<std::int64_t>(difference.examples.size()),
                 [&] {
                     return Render(R"(<p class="govuk-body">{}</p>)",
                                   Say("Dưới đây là {1} dòng đầu tiên trong số đó.",
                                       Number(static_cast<std::int64_t>(difference.examples.size()))));
                 }),
            Each(view.new_table->schema(),
                 [](const Column& column) {
                     return Render(R"(<th class="govuk-table__header" scope="col" lang="vi">{}</th>)",
                                   column.title.empty() ? column.name : column.title);
                 }),
            Each(difference.examples, [&](const RowChange& change) { return ChangedRow(view, change); })));
}

}  // namespace dongson::open_data
