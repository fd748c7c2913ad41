#include "modules/soc/pages/hold_pages.h"

#include "modules/soc/pages/soc_layout.h"
#include "web/table.h"

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

web::Cells HoldCells(const HoldListView& view, const Hold& hold) {
    const auto incident = When(!hold.case_code.empty(), [&] {
        return Render(R"(<a class="govuk-link" href="{}">{}</a>)",
                      Url::Page("/can-bo/an-ninh/vu-viec/" + web::PathStep(hold.case_code)), hold.case_code);
    });
    return {Render("{} – {}", web::Time(hold.from), web::Time(hold.until)),
            Render("{} {}", web::InVietnamese(hold.reason), incident),
            Render(R"({} <span class="ds-muted">{}</span>)", web::Time(hold.placed), Who(view.names, hold.account)),
            Lifting(view, hold)};
}

Html Holds(const HoldListView& view) {
    if (view.holds.empty()) return Render(R"(<p class="govuk-body">Không giữ gì quá hạn.</p>)");
    return web::Table(Say("Giữ lại sự kiện"), {{Say("Sự kiện từ – đến")}, {Say("Vì")}, {Say("Giữ từ lúc")}, {Say("Thôi giữ")}})
        .Rows(view.holds, [&](const Hold& hold) { return HoldCells(view, hold); })
        .Done();
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
