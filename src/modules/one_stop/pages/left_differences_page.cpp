#include "modules/one_stop/pages/left_differences_page.h"

#include "core/text.h"
#include "modules/one_stop/pages/procedure_lists_page.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

std::string PartsOf(const ProcedureDifference& difference) {
    std::vector<std::string> names;
    names.reserve(difference.parts.size());
    for (const auto& part : difference.parts) names.push_back(Say(std::string(PartLabel(part.part))).Now());
    return names.empty() ? Say(DifferenceName(difference.kind)).Now() : Join(names, ", ");
}

Html LeftRow(const ProcedureDifference& difference) {
    const auto list = std::string(kListsPath) + "/" + ToText(difference.list);
    const auto reopen =
        web::PostForm(Url::Page(kLeftPath),
                      Render(R"({}{}{})", web::HiddenInput("danh-sach", ToText(difference.list)),
                             web::HiddenInput("ma", difference.code), web::Button(Say("Mở lại"), web::ButtonKind::secondary)));
    return Render(
        R"(<tr class="govuk-table__row">
        <th class="govuk-table__header" scope="row"><a class="govuk-link" href="{}" translate="no">{}</a><br>{}</th>
        <td class="govuk-table__cell" data-label="{}">{}</td>
        <td class="govuk-table__cell" data-label="{}">{}{}</td>
        <td class="govuk-table__cell" data-label="{}">{}</td>
        <td class="govuk-table__cell">{}</td></tr>)",
        Url::Page(list).With("quyet-dinh", "left"), difference.code, web::InVietnamese(difference.name), Say("Phần"),
        PartsOf(difference), Say("Người để lại"), web::InVietnamese(difference.decided_by),
        When(difference.decided.has_value(), [&] { return Render(R"(, {})", web::Time(*difference.decided)); }), Say("Lý do"),
        difference.reason.empty() ? web::TextOf("–") : web::InVietnamese(difference.reason), reopen);
}

Html LeftTable(const LeftView& view) {
    if (view.rows.empty()) return Render(R"(<p class="govuk-body">Không có dòng nào.</p>)");
    return Render(
        R"(<table class="govuk-table ds-stack">
        <thead class="govuk-table__head"><tr class="govuk-table__row">
        <th class="govuk-table__header" scope="col">Thủ tục</th>
        <th class="govuk-table__header" scope="col">Phần</th>
        <th class="govuk-table__header" scope="col">Người để lại</th>
        <th class="govuk-table__header" scope="col">Lý do</th>
        <th class="govuk-table__header" scope="col">Việc</th></tr></thead>
        <tbody class="govuk-table__body">{}</tbody></table>)",
        Each(view.rows, LeftRow));
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
