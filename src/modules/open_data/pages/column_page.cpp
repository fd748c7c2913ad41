#include "modules/open_data/pages/column_page.h"

#include "core/text.h"
#include "modules/open_data/domain/addresses.h"
#include "web/components.h"
#include "web/layout.h"
#include "web/table.h"

namespace dongson::open_data {

using namespace web::short_names;

namespace {

std::vector<web::Row> Facts(const ColumnView& view, const Column& column) {
    std::vector<web::Row> rows{
        {Say("Tên trong chương trình"), Render("<code>{}</code>", column.name), {}},
        {Say("Kiểu"), Render("{}", Say(ColumnTypeName(column.type))), {}},
        {Say("Có giá trị"),
         Render("{}", Say("{1} trên {2} dòng ({3})", Number(view.filled), Number(view.rows), Percent(view.filled, view.rows))),
         {}},
        {Say("Giá trị khác nhau"), web::TextOf(Grouped(view.distinct)), {}}};
    const auto add = [&](Sentence name, const std::string& value) {
        if (!value.empty()) rows.push_back({std::move(name), web::InVietnamese(Shorten(value, 120)), {}});
    };
    add(Say("Đơn vị"), column.unit);
    add(Say("Ý nghĩa"), column.meaning);
    add(Say("Nhỏ nhất"), view.least);
    add(Say("Lớn nhất"), view.most);
    add(Say("Trung bình"), view.average);
    if (view.misfits > 0)
        rows.push_back({Say("Không khớp kiểu"), Render("{}", Say("{1} giá trị giữ nguyên dạng chữ", Number(view.misfits))), {}});
    return rows;
}

}  // namespace

Html ColumnPage(const ColumnView& view) {
    const auto& column = view.resource.schema[view.column];
    const auto table = VersionPath(view.dataset, view.resource, view.version.number);
    return web::CitizenLayout(
        Say("{1}", column.title.empty() ? column.name : column.title),
        Render(
            R"({}<h1 class="govuk-heading-l" lang="vi">{}</h1>
            <p class="govuk-body"><a class="govuk-link" href="{}" lang="vi">{}</a></p>{}<p class="govuk-body">{}</p>
            <h2 class="govuk-heading-m">Hay gặp nhất</h2>{})",
            web::BackLink(Url::Page(table)), column.title.empty() ? column.name : column.title, Url::Page(table),
            view.resource.title, web::SummaryList(Facts(view, column)),
            web::LinkButton(Say("Vẽ biểu đồ"),
                            Url::Page(table + "/bieu-do").With("ve-nhom", column.name).With("ve-tinh", "count"),
                            web::ButtonKind::secondary),
            web::Table(Say("Hay gặp nhất"),
                       {{Say("Giá trị")}, {Say("Số dòng"), web::ColumnKind::number}, {Say("Tỷ lệ"), web::ColumnKind::number}},
                       {.on_phone = web::OnPhone::scroll})
                .Rows(view.often,
                      [&](const auto& value) {
                          return web::Cells{Render(R"(<a class="govuk-link" href="{}">{}</a>)",
                                                   Url::Page(table).With("cot", column.name).With("la", value.first),
                                                   value.first.empty() ? Say("(trống)").Now() : Shorten(value.first, 100)),
                                            Number(value.second), Percent(value.second, view.rows)};
                      })
                .Done()));
}

}  // namespace dongson::open_data
