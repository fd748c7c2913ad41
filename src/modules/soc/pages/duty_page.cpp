#include "modules/soc/pages/duty_page.h"

#include "core/text.h"
#include "modules/soc/pages/soc_layout.h"
#include "web/table.h"

namespace dongson::soc {

using namespace web::short_names;

namespace {

constexpr char kPath[] = "/can-bo/an-ninh/truc";

std::string_view WeekdayName(Date day) {
    static constexpr std::string_view kNames[] = {"Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"};
    return kNames[day.Weekday() - 1];
}

Html Cell(const DutyView& view, const ShiftTime& time) {
    const AccountId first = OnDuty(view.turns, time, DutyPlace::first), second = OnDuty(view.turns, time, DutyPlace::second);
    return Render(R"(<td class="govuk-table__cell">{}{}{}</td>)",
                  When(time == view.now, [] { return Render("{} ", web::Tag(Say("Bây giờ"), web::TagColour::green)); }),
                  first ? Who(view.names, first) : web::Tag(Say("Chưa có người"), web::TagColour::amber),
                  When(static_cast<bool>(second), [&] {
                      return Render(R"(<br><span class="ds-muted">{} {}</span>)", Say("gọi sau:"), Who(view.names, second));
                  }));
}

Html Table(const DutyView& view) {
    const auto& shifts = DutyRules::Shipped().shifts;
    std::vector<Date> days;
    days.reserve(kDutyDays);
    for (int day = 0; day < kDutyDays; ++day) days.push_back(view.from + day);
    return Render(
        R"(<div class="ds-scroll" tabindex="0" role="region" aria-label="Lịch trực"><table class="govuk-table ds-dense"><thead><tr><th class="govuk-table__header" scope="col">Ngày</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
        Each(shifts,
             [](const Shift& shift) {
                 return Render(
                     R"(<th class="govuk-table__header" scope="col">{} <span class="ds-muted ds-nowrap">{}–{}</span></th>)",
                     web::InVietnamese(shift.name), MinuteOfDay(shift.begins), MinuteOfDay(shift.ends));
             }),
        Each(days, [&](Date day) {
            return Render(
                R"(<tr class="govuk-table__row"><th class="govuk-table__header ds-nowrap" scope="row">{} {}</th>{}</tr>)",
                Say(WeekdayName(day)), web::Day(day),
                Each(shifts, [&](const Shift& shift) { return Cell(view, {day, shift.key}); }));
        }));
}

Html Walk(const DutyView& view) {
    const auto url = [](Date from) { return Url::Page(kPath).With("tu", from.Iso()); };
    return Render(
        R"(<p class="govuk-body"><a class="govuk-link" href="{}">Hai tuần trước</a>&ensp;<a class="govuk-link" href="{}">Hai tuần sau</a></p>)",
        url(view.from - kDutyDays), url(view.from + kDutyDays));
}

Html Enter(const DutyView& view) {
    std::vector<web::Choice> shifts, places;
    for (const Shift& shift : DutyRules::Shipped().shifts) shifts.push_back({shift.key, shift.name, ""});
    for (const DutyPlace place : kDutyPlaces)
        places.push_back({std::to_string(static_cast<int>(place)), Say(DutyPlaceName(place)).Now(), ""});
    const web::InputOptions day{.width = "10"};
    return web::PostForm(
        Url::Page(kPath),
        Render("{}{}{}{}{}{}{}", web::Select({"nguoi", Say("Người trực"), {}, &view.faults, false}, view.analysts, view.account),
               web::Select({"ca", Say("Ca"), {}, &view.faults, false}, shifts, view.shift),
               web::Select({"vi_tri", Say("Thứ tự gọi"), {}, &view.faults, false}, places, view.place),
               web::TextInput({"tu", Say("Từ ngày"), Say("Viết như 29/8/2026."), &view.faults, false}, view.first_day, day),
               web::TextInput({"den", Say("Đến ngày"), {}, &view.faults, false}, view.last_day, day),
               web::TextInput({"cach", Say("Cách nhau (ngày)"), Say("1: mọi ngày; 3: ba ngày một lần"), &view.faults, false},
                              view.every, {.inputmode = "numeric", .width = "3"}),
               web::Button(Say("Xếp lịch"))));
}

web::Cells CallCells(const DutyView& view, const CallLine& line) {
    return {
        web::Time(line.call.at),
        Render(R"({} <span class="ds-muted">{}</span>)",
               line.call.account ? Who(view.names, line.call.account) : web::Tag(Say("Không có ai trực"), web::TagColour::red),
               Say(DutyPlaceName(line.call.place))),
        Render(R"(<a class="govuk-link" href="{}">{}</a> <span class="ds-muted">{}</span>)",
               Url::Page("/can-bo/an-ninh/canh-bao/" + ToText(line.alert.id)), line.alert.title, line.alert.entity.name),
        AlertStateTag(line.alert.state)};
}

Html Calls(const DutyView& view) {
    return When(!view.calls.empty(), [&] {
        return Render(R"(<h2 class="govuk-heading-m">Đã gọi</h2>{})",
                      web::Table(Say("Đã gọi"),
                                 {{Say("Lúc"), web::ColumnKind::nowrap}, {Say("Ai")}, {Say("Cảnh báo")}, {Say("Trạng thái")}})
                          .Rows(view.calls, [&](const CallLine& line) { return CallCells(view, line); })
                          .Done());
    });
}

}  // namespace

Html OnDutyNow(const ShiftTime& now, const std::vector<DutyTurn>& turns, const std::map<AccountId, std::string>& names) {
    const Shift* shift = DutyRules::Shipped().Find(now.shift);
    const AccountId first = OnDuty(turns, now, DutyPlace::first), second = OnDuty(turns, now, DutyPlace::second);
    return Render("{}: {}{}", web::InVietnamese(shift == nullptr ? now.shift : shift->name),
                  first ? Who(names, first) : web::Tag(Say("Chưa có người"), web::TagColour::amber),
                  When(static_cast<bool>(second),
                       [&] { return Render(R"( <span class="ds-muted">{} {}</span>)", Say("gọi sau:"), Who(names, second)); }));
}

Html DutyPage(const DutyView& view) {
    return SocLayout(
        Say("Lịch trực"), SocPlace::handover,
        Render(
            R"({}{}<h1 class="govuk-heading-l">Lịch trực</h1><p class="govuk-body">{}</p><p class="govuk-body">{}</p>{}{}<h2 class="govuk-heading-m">Xếp lịch</h2>{}{})",
            web::BackLink(Url::Page("/can-bo/an-ninh/giao-ca")), web::ErrorSummary(view.faults),
            OnDutyNow(view.now, view.turns, view.names),
            Say("Cảnh báo từ {1} điểm thì người gọi trước được báo ngay; sau {2} phút chưa ai nhận thì gọi tiếp người gọi sau.",
                std::to_string(DutyRules::Shipped().call_from_score),
                std::to_string(DutyRules::Shipped().second_after / kMinute)),
            Table(view), Walk(view), Enter(view), Calls(view)));
}

}  // namespace dongson::soc
