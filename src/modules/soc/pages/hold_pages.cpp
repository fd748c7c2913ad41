#include "modules/soc/pages/hold_pages.h"

#include "modules/soc/pages/soc_layout.h"

namespace dongson::soc {

using namespace web::short_names;

namespace {

constexpr char kPath[] = "/can-bo/an-ninh/giu-lai";

Html Lifting(const HoldListView& view, const Hold& hold) {
    if (hold.lifted)
        return Render(R"({} {}<br><span class="ds-muted">{}</span>)", web::Time(*hold.lifted), Who(view.names, hold.lifted_by),
                      web::InVietnamese(hold.lifted_reason));
    const std::string field = "ly_do_" + std::to_string(hold.id);
    return web::PostForm(
        Url::Page(kPath),
        Render(
            R"({}<label class="govuk-visually-hidden" for="{}">Lý do thôi giữ</label><input class="govuk-input govuk-input--width-10" id="{}" name="ly_do" value="{}"> <button class="ds-link-button" type="submit">Thôi giữ</button>)",
            web::HiddenInput("thoi", std::to_string(hold.id)), field, field, view.lift_reason));
}

Html Holds(const HoldListView& view) {
    if (view.holds.empty()) return Render(R"(<p class="govuk-body">Không giữ gì quá hạn.</p>)");
    return Render(
        R"(<div class="ds-scroll"><table class="govuk-table ds-dense"><thead><tr><th class="govuk-table__header" scope="col">Sự kiện từ – đến</th><th class="govuk-table__header" scope="col">Vì</th><th class="govuk-table__header" scope="col">Giữ từ lúc</th><th class="govuk-table__header" scope="col">Thôi giữ</th></tr></thead><tbody>{}</tbody></table></div>)",
        Each(view.holds, [&](const Hold& hold) {
            return Render(
                R"(<tr class="govuk-table__row"><td class="govuk-table__cell">{} – {}</td><td class="govuk-table__cell">{} {}</td><td class="govuk-table__cell">{} <span class="ds-muted">{}</span></td><td class="govuk-table__cell">{}</td></tr>)",
                web::Time(hold.from), web::Time(hold.until), web::InVietnamese(hold.reason),
                hold.case_code.empty()
                    ? Html()
                    : Render(R"(<a class="govuk-link" href="{}">{}</a>)",
                             Url::Page("/can-bo/an-ninh/vu-viec/" + web::PathStep(hold.case_code)), hold.case_code),
                web::Time(hold.placed), Who(view.names, hold.account), Lifting(view, hold));
        }));
}

}  // namespace

Html HoldListPage(const HoldListView& view) {
    const web::InputOptions time{.width = "20"};
    return SocLayout(
        Say("Giữ lại sự kiện"), SocPlace::sources,
        Render(
            R"({}{}<h1 class="govuk-heading-l">Giữ lại sự kiện</h1><p class="govuk-body">Sự kiện hết thời hạn lưu thì bị xóa, trừ khi nằm trong một khoảng thời gian được giữ làm bằng chứng.</p>{}<h2 class="govuk-heading-m">Giữ thêm</h2>{})",
            web::BackLink(Url::Page("/can-bo/an-ninh/nguon")), web::ErrorSummary(view.faults), Holds(view),
            web::PostForm(
                Url::Page(kPath),
                Render("{}{}{}{}{}",
                       web::TextInput({"tu", Say("Từ"), Say("Ví dụ 2026-11-25 08:00"), &view.faults, false}, view.from, time),
                       web::TextInput({"den", Say("Đến"), {}, &view.faults, false}, view.until, time),
                       web::TextInput({"vu_viec", Say("Vụ việc"), {}, &view.faults, true}, view.case_code, time),
                       web::TextArea({"ly_do", Say("Lý do"), {}, &view.faults, false}, view.reason, 2),
                       web::Button(Say("Giữ lại"))))));
}

}  // namespace dongson::soc
