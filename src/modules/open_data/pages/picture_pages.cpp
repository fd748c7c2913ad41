#include "modules/open_data/pages/picture_pages.h"

#include "core/text.h"
#include "modules/open_data/domain/addresses.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::open_data {

using namespace web::short_names;

namespace {

std::string Address(const PictureView& view, std::string_view name) {
    return VersionPath(view.dataset, view.resource, view.version.number) + "/" + std::string(name);
}

// The same drawing by its whole address: nothing of it is left to what the page takes by itself.
Url Asked(const PictureView& view, Url url) {
    const auto& schema = view.resource.schema;
    const auto& asked = view.asked;
    url = std::move(url)
              .With("ve-dang", ChartWord(asked.kind))
              .With("ve-nhom", schema[asked.across].name)
              .With("ve-tinh", MeasureWord(asked.measure.measure))
              .With("ve-cot", asked.measure.column ? schema[*asked.measure.column].name : "")
              .With("ve-xep", asked.by_value ? "" : "ten")
              .With("ve-so", std::to_string(asked.most))
              .With("ve-noi", asked.mapping ? (asked.mapping->kind == MapKind::points ? "diem" : "vung") : "");
    for (const auto& [name, value] : asked.filters) url = std::move(url).With(name, value);
    return url;
}

std::string TitleOf(const Column& column) {
    return column.title.empty() ? column.name : column.title;
}

std::vector<web::Choice> Columns(const Schema& schema) {
    std::vector<web::Choice> columns;
    for (const auto& column : schema) columns.push_back({column.name, TitleOf(column), ""});
    return columns;
}

std::vector<web::Choice> Amounts(const Schema& schema) {
    std::vector<web::Choice> amounts{{"", Say("Không cột nào").Now(), ""}};
    for (const auto& column : schema)
        if (column.type == ColumnType::integer || column.type == ColumnType::number)
            amounts.push_back({column.name, TitleOf(column), ""});
    return amounts;
}

std::vector<web::Choice> Measures() {
    return {{"count", Say("Số dòng").Now(), ""},  {"sum", Say("Tổng").Now(), ""},
            {"avg", Say("Trung bình").Now(), ""}, {"min", Say("Nhỏ nhất").Now(), ""},
            {"max", Say("Lớn nhất").Now(), ""},   {"distinct", Say("Số giá trị khác nhau").Now(), ""}};
}

Html MeasureFields(const PictureView& view) {
    const auto& [measure, column] = view.asked.measure;
    return Render("{}{}", web::Select({"ve-tinh", Say("Tính"), {}, nullptr, false}, Measures(), MeasureWord(measure)),
                  web::Select({"ve-cot", Say("Của cột"), {}, nullptr, false}, Amounts(view.resource.schema),
                              column ? view.resource.schema[*column].name : ""));
}

Html Kept(const PictureView& view) {
    return Each(view.asked.filters, [](const auto& field) {
        return Render(R"(<input type="hidden" name="{}" value="{}">)", field.first, field.second);
    });
}

Html ChartForm(const PictureView& view) {
    std::vector<web::Choice> kinds;
    for (const auto kind : kChartKinds) kinds.push_back({std::string(ChartWord(kind)), Say(ChartName(kind)).Now(), ""});
    return Render(R"(<form method="get" action="{}" class="ds-filter">{}{}{}{}{}{}</form>)", Url::Page(Address(view, "bieu-do")),
                  Kept(view),
                  web::Select({"ve-dang", Say("Dạng biểu đồ"), {}, nullptr, false}, kinds, ChartWord(view.asked.kind)),
                  web::Select({"ve-nhom", Say("Theo"), {}, nullptr, false}, Columns(view.resource.schema),
                              view.resource.schema[view.asked.across].name),
                  MeasureFields(view),
                  web::Select({"ve-xep", Say("Xếp theo"), {}, nullptr, false},
                              {{"gia-tri", Say("Giá trị").Now(), ""}, {"ten", Say("Tên").Now(), ""}},
                              view.asked.by_value ? "gia-tri" : "ten"),
                  web::Button(Say("Vẽ"), web::ButtonKind::secondary));
}

Html MapForm(const PictureView& view) {
    const bool both = FindPoints(view.resource.schema) && FindAreas(view.resource.schema);
    const bool points = view.asked.mapping->kind == MapKind::points;
    if (points && !both) return {};
    return Render(
        R"(<form method="get" action="{}" class="ds-filter">{}{}{}{}</form>)", Url::Page(Address(view, "ban-do")), Kept(view),
        When(both,
             [&] {
                 return web::Select({"ve-noi", Say("Vẽ"), {}, nullptr, false},
                                    {{"vung", Say("Vùng").Now(), ""}, {"diem", Say("Điểm").Now(), ""}}, points ? "diem" : "vung");
             }),
        MeasureFields(view), web::Button(Say("Vẽ"), web::ButtonKind::secondary));
}

Html Values(const PictureView& view, const Sentence& first) {
    if (view.values.empty()) return {};
    return web::Details(
        Say("Số liệu trong hình"),
        Render(
            R"(<div class="ds-scroll" tabindex="0" role="region" aria-label="Số liệu trong hình"><table class="govuk-table ds-dense"><thead class="govuk-table__head"><tr class="govuk-table__row"><th class="govuk-table__header" scope="col" lang="vi">{}</th><th class="govuk-table__header govuk-table__header--numeric" scope="col" lang="vi">{}</th></tr></thead><tbody class="govuk-table__body" lang="vi">{}</tbody></table></div>)",
            first, view.upwards, Each(view.values, [](const auto& row) {
                return Render(
                    R"(<tr class="govuk-table__row"><th class="govuk-table__header" scope="row">{}</th><td class="govuk-table__cell govuk-table__cell--numeric">{}</td></tr>)",
                    row.first, ValueText(row.second));
            })));
}

Html Keeping(const PictureView& view, std::string_view page, std::string_view drawing) {
    const auto address = [&](std::string_view name) {
        return view.base_url + std::string(Asked(view, Url::Local(Address(view, name))).bytes());
    };
    return web::Details(
        Say("Giữ và nhúng hình này"),
        Render(
            R"(<p class="govuk-body">Địa chỉ này luôn cho đúng hình này, vì phiên bản số liệu không bao giờ đổi:</p><p class="govuk-body-s"><code>{}</code></p><p class="govuk-body">Để đặt vào trang của bạn:</p><pre translate="no"><code>&lt;iframe src="{}" width="880" height="620" title="{}"&gt;&lt;/iframe&gt;</code></pre><p class="govuk-body"><a class="govuk-link" href="{}" download>Tải hình (SVG)</a></p>)",
            address(page), address(std::string(page) + "/khung"), view.title, PictureUrl(view, drawing)));
}

Html Picture(const PictureView& view, std::string_view drawing) {
    if (!view.refused.empty()) return web::Banner(Say("Chưa vẽ được"), Render(R"(<p class="govuk-body">{}</p>)", view.refused));
    return Render(R"(<figure class="ds-picture"><img src="{}" alt="{}" width="860"></figure>)", PictureUrl(view, drawing),
                  view.title);
}

Html PicturePage(const PictureView& view, const Sentence& heading, const Html& form, std::string_view page,
                 const Sentence& first) {
    const auto drawing = std::string(page) + ".svg";
    return web::CitizenLayout(
        Say("{1}", view.title),
        Render(
            R"({}<h1 class="govuk-heading-l">{}</h1><p class="govuk-body"><a class="govuk-link" href="{}" lang="vi">{}</a> · {}</p>{}{}{}{})",
            web::BackLink(Url::Page(VersionPath(view.dataset, view.resource, view.version.number))), heading,
            Url::Page(VersionPath(view.dataset, view.resource, view.version.number)), view.resource.title,
            Say("phiên bản {1}", std::to_string(view.version.number)), form, Picture(view, drawing), Values(view, first),
            Keeping(view, page, drawing)));
}

}  // namespace

Url PictureUrl(const PictureView& view, std::string_view name) {
    return Asked(view, Url::Page(Address(view, name)));
}

Html ChartPage(const PictureView& view) {
    return PicturePage(view, Say("Biểu đồ"), ChartForm(view), "bieu-do",
                       Say("{1}", TitleOf(view.resource.schema[view.asked.across])));
}

Html MapPage(const PictureView& view) {
    return PicturePage(view, Say("Bản đồ"), MapForm(view), "ban-do", Say("Nơi"));
}

}  // namespace dongson::open_data
