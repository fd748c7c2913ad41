// A leader gives much of a unit's work to somebody at once: after somebody left, or before a leave.
#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/actions/keep_work.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/pages/division_page.h"
#include "platform/identity/posts.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/act_on_task.h"
#include "platform/workflow/storage/case_store.h"
#include "platform/workflow/task_kind.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

constexpr std::string_view kUnassigned = "chua-giao";

// The unit whose work is divided: the one asked for, or the first where this officer does so. Whoever administrates divides any,
// for who left and for who is away; none: this is not theirs to do.
UnitId UnitOf(const OfficerRequest& request, std::string_view asked) {
    const auto& officer = request.officer;
    const UnitId unit{ToNumber(asked)};
    if (!unit) return officer.UnitFor(kAssign);
    const bool may = officer.May(unit, kAssign) || officer.May(identity::kAdministrate);
    return may && request.platform.units.Now()->Find(unit) != nullptr ? unit : UnitId{};
}

web::Response NotTheirs() {
    return web::RefusalPage(Refusal::Forbidden(Say("Chỉ lãnh đạo đơn vị, hoặc người quản trị, chia việc của đơn vị.")));
}

DivisionView ViewOf(const OfficerRequest& request, UnitId unit, std::string whose) {
    const auto& platform = request.platform;
    const auto units = platform.units.Now();
    DivisionView view{.of = unit == request.officer.UnitFor(kAssign) ? UnitId{} : unit,
                      .unit = units->NameOf(unit),
                      .leads = request.officer.May(unit, kAssign),
                      .whose = std::move(whose),
                      .now = platform.clock.Now()};
    std::optional<AccountId> of;
    if (view.whose == kUnassigned)
        of = AccountId{};
    else if (!view.whose.empty())
        of = AccountId{ToNumber(view.whose)};
    platform.storage.Read([&](storage::Transaction& tx) {
        identity::AccountStore accounts(tx);
        DossierStore dossiers(tx);
        for (const auto& [account, work] : dossiers.SpecialistsWithWork(unit)) {
            view.all += work;
            if (!account)
                view.unassigned = work;
            else if (const auto who = accounts.Get(account))
                view.people.push_back({ToText(account), who->name, work});
        }
        view.lines = dossiers.WorkOfSpecialists(unit, of, kDividedAtOnce + 1);
        view.cut = view.lines.size() > kDividedAtOnce;
        if (view.cut) view.lines.pop_back();
        view.colleagues = identity::ColleaguesOn(accounts, *units, unit, kExamine, view.now.LocalDate());
        return 0;
    });
    return view;
}

Result<void> GiveTo(const OfficerRequest& request, const std::string& code, AccountId taker, std::int64_t version) {
    const auto found =
        request.platform.storage.Read([&](storage::Transaction& tx) { return workflow::CaseStore(tx).Find(code); });
    if (found && found->kind == workflow::TaskKind().key()) {
        const auto given = workflow::AssignTask(request.platform, request.officer, code, taker, version);
        return given ? Result<void>() : std::unexpected(given.error());
    }
    const auto given = AssignDossier(request.platform, request.officer, code, taker, version);
    return given ? Result<void>() : std::unexpected(given.error());
}

web::Response Shown(const DivisionView& view) {
    return NoStore(web::Page(DivisionPage(view), view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind)));
}

}  // namespace

web::Response ShowDivision(const OfficerRequest& request) {
    web::MarkActive("inbox");
    const auto unit = UnitOf(request, request.http.Asked("don_vi"));
    if (!unit) return NotTheirs();
    KeepWithUnits(request.platform);
    return Shown(ViewOf(request, unit, std::string(request.http.Asked("cua"))));
}

web::Response DivideWork(const OfficerRequest& request) {
    web::MarkActive("inbox");
    const auto& form = request.http.form;
    const auto unit = UnitOf(request, form.Value("don_vi"));
    if (!unit) return NotTheirs();
    const std::string whose(form.Value("cua"));
    const AccountId taker{ToNumber(form.Value("nguoi"))};
    KeepWithUnits(request.platform);
    auto before = ViewOf(request, unit, whose);
    std::vector<std::string> chosen = form.Values("ho_so");
    if (form.Has("tat_ca")) chosen = form.Values("trong_bang");  // what was shown, not what is there by now
    if (!taker) before.faults.push_back({"ONE_STOP_NOT_A_COLLEAGUE", Say("Chọn người nhận việc."), "nguoi"});
    if (chosen.empty()) before.faults.push_back({"ONE_STOP_NOTHING_CHOSEN", Say("Chọn ít nhất một hồ sơ."), "tat_ca"});
    if (chosen.size() > kDividedAtOnce)
        before.faults.push_back(
            {"ONE_STOP_TOO_MANY", Say("Mỗi lần giao nhiều nhất {1} hồ sơ.", std::to_string(kDividedAtOnce)), "tat_ca"});
    if (!before.faults.empty()) return Shown(before);
    int done = 0;
    std::vector<std::pair<std::string, std::string>> refused;
    for (const std::string_view each : chosen) {
        const auto blank = each.find(' ');
        const std::string code(each.substr(0, blank));
        // Whoever has it already is given nothing.
        const auto held = std::ranges::find(before.lines, code, &WorkLine::code);
        if (held != before.lines.end() && held->assignee == taker) continue;
        const auto version = blank == std::string_view::npos ? 0 : ToNumber(each.substr(blank + 1));
        const auto given = GiveTo(request, code, taker, version);
        if (given)
            ++done;
        else
            refused.emplace_back(code, given.error().sentence.Now());
    }
    auto after = ViewOf(request, unit, whose);
    after.done = done;
    after.refused = std::move(refused);
    return Shown(after);
}

}  // namespace dongson::one_stop
