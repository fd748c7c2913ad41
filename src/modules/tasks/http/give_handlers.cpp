#include <algorithm>

#include "core/bytes.h"
#include "core/collation.h"
#include "core/text.h"
#include "modules/tasks/http/handlers.h"
#include "modules/tasks/http/reading.h"
#include "modules/tasks/pages/give_task_page.h"
#include "platform/desk/api.h"
#include "platform/identity/posts.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/give_task.h"
#include "platform/workflow/storage/task_store.h"
#include "web/layout.h"
#include "web/page_scope.h"

namespace dongson::tasks {

namespace {

// Those it may be given to: within the unit for whoever only divides, else the province's departments and its communes.
std::vector<const organisation::Unit*> UnitsFor(const OfficerRequest& request, UnitId own) {
    const auto units = request.platform.units.Now();
    const auto today = request.platform.clock.Now().LocalDate();
    std::vector<const organisation::Unit*> offered;
    if (const auto* unit = units->Find(own)) offered.push_back(unit);
    if (!request.officer.May(own, workflow::kGiveTasks)) return offered;
    for (const auto level : {organisation::Level::province, organisation::Level::commune}) {
        auto existing = units->Existing(level, today);
        SortByName(existing, [](const auto* unit) { return unit->short_name; });
        std::ranges::copy_if(existing, std::back_inserter(offered), [&](const auto* unit) { return unit->id != own; });
    }
    return offered;
}

GiveTaskView ViewFor(const OfficerRequest& request, std::string part_of, UnitId chosen) {
    GiveTaskView view{.units = {}, .unit = chosen, .people = {}, .part_of = std::move(part_of), .key = Hex(RandomBytes(16))};
    request.platform.storage.Read([&](storage::Transaction& tx) {
        const auto whole = workflow::TaskStore(tx).Get(view.part_of);
        view.of_a_task = whole.has_value();
        auto own = workflow::GivesFrom(request.officer, whole ? &*whole : nullptr);
        if (!own) own = request.officer.unit();
        view.units = UnitsFor(request, own);
        if (std::ranges::find(view.units, view.unit, &organisation::Unit::id) == view.units.end()) view.unit = own;
        identity::AccountStore accounts(tx);
        view.people = identity::ColleaguesOn(accounts, *request.platform.units.Now(), view.unit, workflow::kDoTasks,
                                             request.platform.clock.Now().LocalDate());
        std::erase_if(view.people, [&](const auto& each) { return each.id == request.officer.account.id; });
        return 0;
    });
    return view;
}

web::Response Again(const OfficerRequest& request, Refusal refusal) {
    const auto& form = request.http.form;
    auto view = ViewFor(request, std::string(form.Value("ve")), UnitId{ToNumber(form.Value("don_vi"))});
    for (const auto& [field, value] : form.fields) view.typed.try_emplace(field, value);
    view.key = form.Value("khoa");
    const auto status = web::StatusOf(refusal.kind);
    view.faults.push_back(std::move(refusal));
    return web::NoStore(web::Page(GiveTaskPage(view), status));
}

}  // namespace

web::Response ShowGiveForm(const OfficerRequest& request) {
    web::MarkActive("tasks");
    auto view = ViewFor(request, std::string(request.http.Asked("ve")), UnitId{ToNumber(request.http.Asked("don_vi"))});
    if (!view.of_a_task && !request.officer.May(workflow::kGiveTasks))
        return web::RefusalPage(Refusal::Forbidden(Say("Bạn chỉ chia được phần việc của nhiệm vụ bạn đang làm.")));
    return web::NoStore(web::Page(GiveTaskPage(view)));
}

web::Response Give(const OfficerRequest& request) {
    web::MarkActive("tasks");
    const auto& form = request.http.form;
    workflow::NewTask wanted{
        .title = std::string(form.Value("ten")),
        .wanted = std::string(form.Value("yeu_cau")),
        .evidence = std::string(form.Value("minh_chung")),
        .unit = {ToNumber(form.Value("don_vi"))},
        .person = {desk::WholeNumber(form.Value("nguoi"))},
        .until = {},
        .days = static_cast<int>(std::min<std::int64_t>(desk::WholeNumber(form.Value("so_ngay")), 1000)),
        .urgent = form.Has("khan"),
        .weight =
            form.Has("trong_so") ? static_cast<int>(std::min<std::int64_t>(desk::WholeNumber(form.Value("trong_so")), 1000)) : 1,
        .part_of = std::string(Trim(form.Value("ve"))),
        .from = {},
        .key = std::string(form.Value("khoa"))};
    if (const auto typed = Trim(form.Value("ngay")); !typed.empty()) {
        wanted.until = Date::ParseSpoken(typed);
        if (!wanted.until) return Again(request, {"ANSWER_NOT_A_DATE", Say("Nhập ngày có thật, ví dụ 27/3/2025."), "ngay"});
    }
    const auto given = workflow::GiveTask(request.platform, request.officer, wanted);
    if (!given) return Again(request, given.error());
    return web::SeeOtherPage(workflow::TaskPath(given->code));
}

}  // namespace dongson::tasks
