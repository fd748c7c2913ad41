#include "modules/one_stop/pages/process_part_fields.h"

#include <algorithm>

#include "core/text.h"
#include "core/time.h"
#include "modules/one_stop/pages/process_words.h"
#include "web/components.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

std::string DayShown(const std::string& written) {
    const auto day = Date::Parse(written);
    return day ? day->Spoken() : written;
}

// What stands there stays to be chosen, known or not.
void OfferToo(std::vector<std::string>& offered, const std::string& value) {
    if (!value.empty() && std::ranges::find(offered, value) == offered.end()) offered.push_back(value);
}

std::string NameOf(const StateText& state) {
    return state.vi.empty() ? state.key : state.vi;
}

}  // namespace

Html PartFields::Input(std::string_view name, const Sentence& label, const Sentence& hint, const std::string& value,
                       const std::string& width, bool optional) const {
    return web::TextInput({path + "." + std::string(name), label, hint, &faults, optional}, value, {.width = width});
}

Html PartFields::Pair(std::string_view name, const Sentence& vi, const Sentence& en, const std::string& value_vi,
                      const std::string& value_en, bool optional) const {
    const auto begin = name.empty() ? std::string() : std::string(name) + ".";
    return Render(R"(<div class="ds-editor__option">{}{}</div>)", Input(begin + "vi", vi, {}, value_vi, "", optional),
                  Input(begin + "en", en, {}, value_en, "", optional));
}

Html PartFields::Choose(std::string_view name, const Sentence& label, const Sentence& hint, std::vector<std::string> offered,
                        Sentence (*called)(std::string_view), const Sentence& none, const std::string& value) const {
    OfferToo(offered, value);
    std::vector<web::Choice> choices;
    if (!none.empty()) choices.push_back({"", none.Now(), ""});
    for (auto& each : offered) choices.push_back({each, called(each).Now(), ""});
    return web::Select({path + "." + std::string(name), label, hint, &faults, false}, choices, value);
}

Html PartFields::Tick(std::string_view name, const Sentence& label, bool on) const {
    const auto id = path + "." + std::string(name);
    return Render(R"(<div class="govuk-form-group"><div class="govuk-checkboxes"><div class="govuk-checkboxes__item">
        <input class="govuk-checkboxes__input" type="checkbox" id="{}" name="{}" value="co" {}>
        <label class="govuk-label govuk-checkboxes__label" for="{}">{}</label></div></div></div>)",
                  id, id, web::Flag::Checked(on), id, label);
}

Html PartFields::Ticks(std::string_view name, const Sentence& label, std::vector<std::string> offered,
                       Sentence (*called)(std::string_view), const std::vector<std::string>& chosen) const {
    for (const auto& each : chosen) OfferToo(offered, each);
    std::vector<web::Choice> choices;
    for (auto& each : offered) choices.push_back({each, called(each).Now(), ""});
    return web::Details(label, web::Checkboxes({path + "." + std::string(name), label, {}, &faults, true}, choices, chosen),
                        !chosen.empty());
}

Html PartFields::OfProcess(const ProcessText& shown) const {
    return Render(
        R"({}{}<div class="ds-editor__pair">{}{}</div>{})",
        Pair("", Say("Tên quy trình (tiếng Việt)"), Say("Tiếng Anh"), shown.vi, shown.en),
        Input("about", Say("Dùng khi nào"), {}, shown.about, "", true),
        Input("from", Say("Áp dụng từ ngày"), Say("Viết như 29/8/2026"), DayShown(shown.from), "10", true),
        Input("until", Say("Đến hết ngày"), {}, DayShown(shown.until), "10", true),
        Input("procedures", Say("Mã thủ tục đi qua quy trình này"),
              Say("Cách nhau bằng dấu phẩy. Để trống thì theo danh mục thủ tục. Hồ sơ nộp từ ngày áp dụng mới đi theo."),
              Join(shown.procedures, ", "), "", true));
}

Html PartFields::OfState(const StateText& state) const {
    auto seats = words.seats;
    seats.emplace_back(workflow::seats::kApplicant);
    std::vector<std::string> statuses;
    for (int status = 1; status <= 10; ++status) statuses.push_back(std::to_string(status));
    const std::string kind = state.initial ? "initial" : state.final ? "final" : "middle";
    const auto kinds = web::Select({path + ".kind", Say("Loại bước"), {}, &faults, false},
                                   {{"middle", Say("Ở giữa").Now(), ""},
                                    {"initial", Say("Bước đầu tiên").Now(), ""},
                                    {"final", Say("Kết thúc: không còn ai giữ").Now(), ""}},
                                   kind);
    return Render(
        R"({}{}{}<div class="ds-editor__option">{}{}</div><div class="ds-editor__option">{}{}</div>{})",
        Pair("", Say("Tên bước (tiếng Việt)"), Say("Tiếng Anh"), state.vi, state.en),
        Pair("citizen", Say("Người dân đọc là"), Say("Tiếng Anh"), state.citizen_vi, state.citizen_en, true), kinds,
        Choose("seat", Say("Ở đâu"), {}, seats, SeatName, state.final ? Say("Không ai") : Sentence{}, state.seat),
        Choose("role", Say("Ai làm"), Say("Bước của người nộp thì để trống."), words.roles, RoleName, Say("(để trống)"),
               state.role),
        Input("share", Say("Phần thời hạn (%)"), Say("Tất cả các bước cộng lại không quá 100."), state.share, "5", true),
        Choose("status", Say("Trạng thái trên cổng quốc gia"), {}, statuses, StatusName, Say("(chưa chọn)"), state.status),
        Input("key", Say("Khóa"), Say("Chữ thường không dấu. Đổi khóa thì hồ sơ đứng ở khóa cũ đi tiếp ở khóa mới."), state.key,
              "20"));
}

Html PartFields::Leads(const EventText& event) const {
    std::vector<web::Choice> choices{{"same", Say("(ở nguyên bước)").Now(), ""},
                                     {"back", Say("(trở lại bước trước khi dừng)").Now(), ""}};
    for (const auto& state : process.states) choices.push_back({state.key, NameOf(state), ""});
    if (std::ranges::find(choices, event.to, &web::Choice::value) == choices.end())
        choices.push_back({event.to, Say("(không còn bước “{1}”)", event.to).Now(), ""});
    return web::Select({path + ".to", Say("Đưa tới bước"), {}, &faults, false}, choices, event.to);
}

Html PartFields::StartsFrom(const EventText& event) const {
    std::vector<web::Choice> choices;
    for (const auto& state : process.states)
        if (!state.final || std::ranges::find(event.from, state.key) != event.from.end())
            choices.push_back({state.key, NameOf(state), ""});
    for (const auto& from : event.from)
        if (std::ranges::find(choices, from, &web::Choice::value) == choices.end())
            choices.push_back({from, Say("(không còn bước “{1}”)", from).Now(), ""});
    return web::Details(Say("Làm được từ {1} bước", std::to_string(event.from.size())),
                        web::Checkboxes({path + ".from", Say("Làm được từ bước"), {}, &faults, false}, choices, event.from),
                        event.from.size() < 2);
}

Html PartFields::OfEvent(const EventText& event) const {
    auto roles = words.roles;
    roles.emplace_back(workflow::seats::kApplicant);
    roles.emplace_back("asked");
    const auto clock = Choose("clock", Say("Thời hạn"), {}, {"start", "pause", "resume", "restart", "stop"}, ClockName,
                              ClockName("none"), event.clock);
    const auto form =
        Choose("form", Say("In phiếu"), {}, {"01", "02", "03", "04", "05", "hen"}, FormName, Say("(không in)"), event.form);
    const auto numbers =
        Render(R"(<div class="ds-editor__option">{}{}{}</div>)",
               Input("limit", Say("Nhiều nhất mấy lần"), Say("Để trống: không hạn chế."), event.limit, "5", true),
               Input("wait_days", Say("Chờ người nộp mấy ngày"), Say("Chưa hết số ngày ấy thì chưa làm được."), event.wait_days,
                     "5", true),
               Input("reach_days", Say("Hẹn lại xa nhất mấy ngày làm việc"), Say("Khi không có văn bản đồng ý."),
                     event.reach_days, "5", true));
    return Render(R"({}{}{}<div class="ds-editor__option">{}{}</div><div class="ds-editor__option">{}{}</div>{}{}{}{}{}{}{}{})",
                  Pair("", Say("Tên việc (tiếng Việt)"), Say("Tiếng Anh"), event.vi, event.en),
                  Pair("citizen", Say("Người dân được báo là"), Say("Tiếng Anh"), event.citizen_vi, event.citizen_en, true),
                  StartsFrom(event), Leads(event),
                  Choose("role", Say("Ai làm"), {}, roles, RoleName, Say("Người làm bước ấy"), event.role), clock, form,
                  Tick("reason", Say("Phải ghi lý do hay nội dung"), event.reason),
                  Tick("applicant_reads", Say("Người nộp đọc được lời ghi"), event.applicant_reads),
                  Tick("primary", Say("Là việc thường làm tiếp theo"), event.primary),
                  Ticks("guards", Say("Chỉ làm được khi"), words.guards, GuardName, event.guards),
                  Ticks("effects", Say("Làm thì kéo theo"), words.effects, EffectName, event.effects), numbers,
                  Input("agreed_only", Say("Thủ tục mà hẹn lại luôn cần văn bản đồng ý"), Say("Mã, cách nhau bằng dấu phẩy."),
                        Join(event.agreed_only, ", "), "", true),
                  Input("key", Say("Khóa"), Say("Chữ thường không dấu. Để nguyên thì những việc đã ghi còn gọi đúng tên."),
                        event.key, "20"));
}

}  // namespace dongson::one_stop
