#include "modules/one_stop/pages/division_page.h"

#include <algorithm>

#include "core/text.h"
#include "platform/workflow/task.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

constexpr char kPath[] = "/can-bo/chia-viec";

Url PathOf(const DivisionView& view) {
    return view.of ? Url::Page(kPath).With("don_vi", ToText(view.of)) : Url::Page(kPath);
}

std::string NameOf(const DivisionView& view, AccountId account) {
    const auto found = std::ranges::find(view.people, ToText(account), &DivisionView::Holder::account);
    return found == view.people.end() ? std::string() : found->name;
}

Html Tabs(const DivisionView& view) {
    const auto tab = [&](std::string_view whose, const Html& name, std::int64_t work) {
        return Render(R"(<li><a href="{}" {}>{} <span class="ds-count ds-count--quiet">{}</span></a></li>)",
                      PathOf(view).With("cua", whose), web::Flag::CurrentPage(view.whose == whose), name, std::to_string(work));
    };
    return Render(
        R"(<nav aria-label="Việc của ai"><ul class="ds-tabs">{}{}{}</ul></nav>)",
        tab("", web::TextOf(Say("Tất cả").Now()), view.all),
        tab("chua-giao", web::TextOf(Say("Chưa giao").Now()), view.unassigned),
        Each(view.people, [&](const auto& person) { return tab(person.account, web::InVietnamese(person.name), person.work); }));
}

Html Rows(const DivisionView& view) {
    return Each(view.lines, [&](const WorkLine& line) {
        const bool late = line.nearest < view.now;
        return Render(
            R"(<tr class="govuk-table__row"><td class="govuk-table__cell"><label class="ds-tick">
            <input type="checkbox" name="ho_so" value="{} {}">
            <span class="govuk-visually-hidden">{}</span></label><input type="hidden" name="trong_bang" value="{} {}"></td>
            <td class="govuk-table__cell ds-nowrap"><a class="govuk-link" href="{}">{}</a></td><td class="govuk-table__cell">{}</td>
            <td class="govuk-table__cell ds-person">{}</td><td class="govuk-table__cell" data-label="{}">{}</td>
            <td class="govuk-table__cell" data-label="{}">{}{}</td></tr>)",
            line.code, std::to_string(line.version), line.code, line.code, std::to_string(line.version),
            Url::Page(line.is_task ? workflow::TaskPath(line.code) : "/can-bo/ho-so/" + line.code), line.code,
            web::InVietnamese(Shorten(line.procedure, 70)), web::InVietnamese(view.leads ? line.person : "–"),
            Say("Người thụ lý"),
            line.assignee ? web::InVietnamese(NameOf(view, line.assignee)) : Render(R"(<span class="ds-muted">Chưa giao</span>)"),
            Say("Hạn"), When(late, [] { return Render(R"(<span class="ds-late">Quá hạn</span> )"); }),
            line.nearest == kNever ? Render(R"(<span class="ds-muted">Không có hạn</span>)")
                                   : web::Day(line.nearest.LocalDate()));
    });
}

Html Outcome(const DivisionView& view) {
    if (view.done < 0) return {};
    return web::Banner(
        Say("Đã giao {1} hồ sơ, nhiệm vụ", std::to_string(view.done)), When(!view.refused.empty(), [&] {
            return Render(R"(<p class="govuk-body">Chưa giao được:</p><ul class="govuk-list govuk-list--bullet">{}</ul>)",
                          Each(view.refused,
                               [](const auto& refused) { return Render(R"(<li>{}: {}</li>)", refused.first, refused.second); }));
        }));
}

Html DivisionForm(const DivisionView& view) {
    if (view.lines.empty()) return Render(R"(<p class="govuk-body">Không có hồ sơ, nhiệm vụ nào ở đây.</p>)");
    std::vector<web::Choice> people{{"", Say("– chọn –").Now(), ""}};
    for (const auto& colleague : view.colleagues)
        people.push_back({ToText(colleague.id), colleague.name + ", " + colleague.position, ""});
    const auto fields = Render(
        R"({}{}{}<div class="ds-scroll"><table class="govuk-table ds-dense ds-stack"><thead class="govuk-table__head">
        <tr class="govuk-table__row">
        <th class="govuk-table__header" scope="col">Chọn</th><th class="govuk-table__header" scope="col">Mã hồ sơ</th>
        <th class="govuk-table__header" scope="col">Nội dung</th><th class="govuk-table__header" scope="col">Chủ hồ sơ</th>
        <th class="govuk-table__header" scope="col">Người thụ lý</th>
        <th class="govuk-table__header" scope="col">Hạn</th></tr></thead>
        <tbody class="govuk-table__body">{}</tbody></table></div>{}{})",
        Render(R"({}{})", web::HiddenInput("cua", view.whose), web::HiddenInput("don_vi", ToText(view.of))),
        web::Select({"nguoi", Say("Giao cho"), {}, &view.faults, false}, people, ""),
        web::Checkboxes(
            {"tat_ca", Say("Giao những hồ sơ nào"), Say("Đánh dấu ở đây, hoặc từng dòng trong bảng"), &view.faults, false},
            {{"1", Say("Cả {1} hồ sơ trong bảng", std::to_string(view.lines.size())).Now(), ""}}, {}),
        Rows(view),
        When(view.cut,
             [] {
                 return Render(
                     R"(<p class="govuk-body">Còn nhiều hồ sơ hơn số hiện ở đây; giao xong phần này rồi xem tiếp.</p>)");
             }),
        web::Button(Say("Giao")));
    return web::PostForm(Url::Page(kPath), fields);
}

}  // namespace

Html DivisionPage(const DivisionView& view) {
    return web::OfficerLayout(Say("Chia việc"), Render(
                                                    R"({}{}<h1 class="govuk-heading-l">Chia việc</h1>
            <p class="govuk-body">{}. Mỗi hồ sơ được kiểm tra lại khi giao; người nộp được báo.</p>{}{}{})",
                                                    web::BackLink(Url::Page("/can-bo")), web::ErrorSummary(view.faults),
                                                    web::InVietnamese(view.unit), Outcome(view), Tabs(view), DivisionForm(view)));
}

}  // namespace dongson::one_stop
