// The rota.
#include <algorithm>

#include "core/text.h"
#include "modules/soc/actions/keep_duty.h"
#include "modules/soc/http/handlers.h"
#include "modules/soc/http/views.h"
#include "modules/soc/pages/duty_page.h"
#include "modules/soc/storage/alert_store.h"
#include "modules/soc/storage/duty_store.h"
#include "web/layout.h"

namespace dongson::soc {

namespace {

constexpr int kCalls = 20;
const std::string kPath = "/can-bo/an-ninh/truc";

web::Response Shown(const OfficerRequest& request, DutyView view) {
    view.now = ShiftAt(DutyRules::Shipped(), request.platform.clock.Now());
    view.from = Date::Parse(request.http.Asked("tu")).value_or(view.now.day);
    request.platform.storage.Read([&](storage::Transaction& tx) {
        DutyStore duty(tx);
        view.turns = duty.Between(std::min(view.from, view.now.day), std::max(view.from + kDutyDays, view.now.day));
        for (const DutyTurn& turn : view.turns) Name(tx, {turn.account}, view.names);
        for (const Call& call : duty.Newest(kCalls)) {
            Name(tx, {call.account}, view.names);
            if (auto alert = AlertStore(tx).Get(call.alert)) view.calls.push_back({call, std::move(*alert)});
        }
        view.analysts = {{"0", Say("– không ai –").Now(), ""}};
        for (const Analyst& each : Analysts(tx, view.now.day))
            view.analysts.push_back({ToText(each.id), each.name + ", " + each.position, ""});
        return true;
    });
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return web::NoStore(web::Page(DutyPage(view), status));
}

}  // namespace

web::Response ShowDuty(Centre&, const OfficerRequest& request) {
    return Shown(request, {});
}

web::Response ChangeDuty(Centre&, const OfficerRequest& request) {
    const auto& form = request.http.form;
    DutyView view;
    view.account = form.Value("nguoi");
    view.shift = form.Value("ca");
    view.place = form.Value("vi_tri");
    view.first_day = Trim(form.Value("tu"));
    view.last_day = Trim(form.Value("den"));
    view.every = Trim(form.Value("cach"));
    const auto from = Date::ParseSpoken(view.first_day), until = Date::ParseSpoken(view.last_day);
    if (!from) view.faults.push_back({"SOC_DUTY_REFUSED", Say("Viết ngày như 29/8/2026."), "tu"});
    if (!until) view.faults.push_back({"SOC_DUTY_REFUSED", Say("Viết ngày như 29/8/2026."), "den"});
    if (!view.faults.empty()) return Shown(request, std::move(view));
    const auto entered = EnterDuty(request.platform, request.officer,
                                   {.account = {ToNumber(view.account)},
                                    .shift = view.shift,
                                    .place = view.place == "1" ? DutyPlace::second : DutyPlace::first,
                                    .from = *from,
                                    .until = *until,
                                    .every = static_cast<int>(std::clamp<std::int64_t>(ToNumber(view.every), 0, 1000))});
    if (entered) return web::SeeOtherPage(kPath + "?tu=" + from->Iso());
    view.faults.push_back(entered.error());
    return Shown(request, std::move(view));
}

}  // namespace dongson::soc
