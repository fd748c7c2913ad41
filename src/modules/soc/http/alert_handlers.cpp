#include <algorithm>

#include "core/text.h"
#include "modules/soc/actions/act_on_incident.h"
#include "modules/soc/actions/decide_alert.h"
#include "modules/soc/http/handlers.h"
#include "modules/soc/pages/alert_pages.h"
#include "modules/soc/storage/incident_store.h"
#include "platform/identity/storage/account_store.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::soc {

namespace {

constexpr int kRows = 50;

AlertId AskedFor(const web::Request& http) {
    return {ToNumber(http.Parameter("alert"))};
}

void DescribeRule(Centre& centre, AlertView& view) {
    const auto detection = centre.watcher().detection();
    const auto fill = [&](const auto& rule) {
        view.description = rule.description;
        view.tags = rule.tags;
        view.false_positives = rule.false_positives;
    };
    const auto& book = detection->book();
    if (const auto rule = std::ranges::find(book.rules(), view.alert.rule, &Rule::id); rule != book.rules().end()) fill(*rule);
    if (const auto rule = std::ranges::find(book.correlations(), view.alert.rule, &Correlation::id);
        rule != book.correlations().end())
        fill(*rule);
}

web::Response Shown(Centre& centre, const OfficerRequest& request, AlertId id, Refusals faults = {}) {
    AlertView view;
    view.faults = std::move(faults);
    if (!view.faults.empty()) view.typed_reason = request.http.form.Value("ly_do");
    const bool found = request.platform.storage.Read([&](storage::Transaction& tx) {
        AlertStore alerts(tx);
        auto alert = alerts.Get(id);
        if (!alert) return false;
        view.alert = std::move(*alert);
        view.events = alerts.Events(id);
        IncidentStore cases(tx);
        view.cases = cases.Open();
        if (view.alert.in_case)
            if (const auto incident = cases.Get(view.alert.in_case)) view.in_case = incident->code;
        if (view.alert.assignee)
            if (const auto account = identity::AccountStore(tx).Get(view.alert.assignee)) view.assignee = account->name;
        return true;
    });
    if (!found) return web::RefusalPage(Refusal::NotFound(Say("Không có cảnh báo này.")));
    const auto sources = centre.watcher().sources();
    if (const Source* source = sources->Of(view.alert.source)) view.source = source->name;
    view.unit = request.platform.units.Now()->NameOf(view.alert.unit);
    DescribeRule(centre, view);
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return web::NoStore(web::Page(AlertPage(view), status));
}

}  // namespace

web::Response ShowAlerts(Centre&, const OfficerRequest& request) {
    AlertQueueView view;
    const auto& http = request.http;
    view.level = http.Asked("muc");
    view.state = http.Asked("trang_thai");
    for (const Level level : {Level::low, Level::medium, Level::high, Level::critical})
        if (view.level == Name(level)) view.filter.level = level;
    for (const AlertState state : kAlertStates)
        if (view.state == AlertStateWord(state)) view.filter.from = view.filter.until = state;
    view.filter.rule = http.Asked("quy_tac");
    view.filter.entity = http.Asked("doi_tuong");
    view.page = static_cast<int>(std::clamp<std::int64_t>(ToNumber(http.Asked("trang")), 1, 10'000));
    request.platform.storage.Read([&](storage::Transaction& tx) {
        AlertStore alerts(tx);
        view.count = alerts.Count(view.filter);
        view.alerts = alerts.Queue(view.filter, kRows, (view.page - 1) * kRows);
        return true;
    });
    view.pages = std::max(1, (view.count + kRows - 1) / kRows);
    return web::NoStore(web::Page(AlertQueuePage(view)));
}

web::Response ShowAlert(Centre& centre, const OfficerRequest& request) {
    return Shown(centre, request, AskedFor(request.http));
}

web::Response DecideOnAlert(Centre& centre, const OfficerRequest& request) {
    const auto& form = request.http.form;
    const AlertId id = AskedFor(request.http);
    const auto wanted = form.Value("quyet_dinh");
    if (wanted == "vao-vu-viec") {
        const auto incident = request.platform.storage.Read(
            [&](storage::Transaction& tx) { return IncidentStore(tx).GetByCode(form.Value("vu_viec")); });
        if (!incident) return Shown(centre, request, id, {Refusal::NotFound(Say("Không có vụ việc này."))});
        if (const auto added = AddAlert(request.platform, request.officer, incident->code, id); !added)
            return Shown(centre, request, id, {added.error()});
        return web::SeeOtherPage("/can-bo/an-ninh/vu-viec/" + incident->code);
    }
    AlertDecision decision{.alert = id,
                           .expected_version = ToNumber(form.Value("phien_ban")),
                           .reason = std::string(form.Value("ly_do")),
                           .everywhere = form.Value("pham_vi") == "moi-noi",
                           .days = static_cast<int>(std::clamp<std::int64_t>(ToNumber(form.Value("so_ngay")), -1, 10'000))};
    if (wanted == "nhan") {
        decision.decision = Decision::take;
    } else if (wanted == "tra") {
        decision.decision = Decision::give_back;
    } else if (wanted == "dong") {
        decision.decision = Decision::close;
    } else if (wanted == "bo-qua") {
        decision.decision = Decision::suppress;
    } else {
        return Shown(centre, request, id, {{"SOC_DECISION", Say("Chọn một quyết định."), ""}});
    }
    if (const auto decided = DecideAlert(centre, request.officer, decision); !decided)
        return Shown(centre, request, id, {decided.error()});
    return web::SeeOtherPage("/can-bo/an-ninh/canh-bao/" + ToText(id));
}

}  // namespace dongson::soc
