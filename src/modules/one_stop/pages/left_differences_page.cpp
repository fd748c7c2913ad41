#include "modules/one_stop/pages/left_differences_page.h"

#include "core/text.h"
#include "modules/one_stop/pages/procedure_lists_page.h"
#include "web/components.h"
#include "web/layout.h"
#include "web/table.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

std::string PartsOf(const ProcedureDifference& difference) {
    std::vector<std::string> names;
    names.reserve(difference.parts.size());
    for (const auto& part : difference.parts) names.push_back(Say(std::string(PartLabel(part.part))).Now());
    return names.empty() ? Say(DifferenceName(difference.kind)).Now() : Join(names, ", ");
}

web::Cells LeftCells(const ProcedureDifference& difference) {
    const auto list = std::string(kListsPath) + "/" + ToText(difference.list);
    const auto reopen =
        web::PostForm(Url::Page(kLeftPath),
                      Render(R"({}{}{})", web::HiddenInput("danh-sach", ToText(difference.list)),
                             web::HiddenInput("ma", difference.code), web::Button(Say("Mở lại"), web::ButtonKind::secondary)));
    return {Render(R"(<a class="govuk-link" href="{}" translate="no">{}</a><br>{})", Url::Page(list).With("quyet-dinh", "left"),
                   difference.code, web::InVietnamese(difference.name)),
            PartsOf(difference),
            Render(R"({}{})", web::InVietnamese(difference.decided_by),
                   When(difference.decided.has_value(), [&] { return Render(R"(, {})", web::Time(*difference.decided)); })),
            difference.reason.empty() ? web::TextOf("–") : web::InVietnamese(difference.reason), reopen};
}

Html LeftTable(const LeftView& view) {
    if (view.rows.empty()) return Render(R"(<p class="govuk-body">Không có dòng nào.</p>)");
    return web::Table(Say("Những dòng đã để lại"),
                      {{Say("Thủ tục"), web::ColumnKind::name},
                       {Say("Phần")},
                       {Say("Người để lại")},
                       {Say("Lý do")},
                       {Say("Việc"), web::ColumnKind::text, true}},
                      {.dense = false})
        .Rows(view.rows, LeftCells)
        .Done();
}

}  // namespace

Html LeftDifferencesPage(const LeftView& view) {
    auto url = Url::Page(kLeftPath);
    if (!view.code.empty()) url = std::move(url).With("q", view.code);
    return web::OfficerLayout(
        Say("Những dòng đã để lại"),
        Render(R"({}<h1 class="govuk-heading-l">Những dòng đã để lại</h1>
            <p class="govuk-body">Danh mục sau đổi tiếp phần nào thì phần ấy tự hiện lại để quyết định.
            Mở lại thì dòng ấy trở về chờ quyết định trong lần so sánh của nó.</p>
            <form class="ds-toolbar" method="get" action="{}" role="search">
            <label class="govuk-visually-hidden" for="q">Mã thủ tục</label>
            <input class="govuk-input" id="q" name="q" type="search" value="{}" placeholder="{}" autocomplete="off">
            <button class="govuk-button govuk-button--secondary" type="submit">Tìm</button></form>
            <p class="govuk-body">{}</p>{}{})",
               web::BackLink(Url::Page(kListsPath)), Url::Page(kLeftPath), view.code, Say("Mã thủ tục").Now(),
               Say("{1} dòng", Number(view.found)), LeftTable(view), web::Pages(url, view.page, view.pages)));
}

}  // namespace dongson::one_stop
