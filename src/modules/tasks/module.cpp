#include "modules/tasks/module.h"

#include "modules/tasks/demo.h"
#include "modules/tasks/http/routes.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/case_pages.h"
#include "platform/workflow/engine.h"
#include "platform/workflow/storage/task_store.h"
#include "platform/workflow/task_entry.h"
#include "platform/workflow/task_kind.h"

namespace dongson::tasks {

namespace {

constexpr std::string_view kKey = "tasks";

class RunningTasks final : public Running {
  public:
    std::string_view key() const override { return kKey; }
    void Routes(web::Router& site) override { tasks::Routes(site); }
};

void Wire(const Platform&) {
    workflow::UseCasePage(workflow::TaskKind().key(), workflow::kTaskPages);
}

Linted Lint() {
    workflow::TaskProcess();  // throws what is wrong with it
    return {.counts = {"1 process of tasks"}, .faults = {}};
}

// What inboxes have of each open task is what follows from it.
Linted LintLive(const LiveLint& live) {
    Linted linted;
    int open = 0;
    workflow::TaskStore tasks(live.tx);
    for (const auto& code : tasks.EveryCode()) {
        const auto task = tasks.Get(code);
        if (!task || task->closed) continue;
        ++open;
        if (!workflow::WorkIsDerived(live.tx, *live.units.Now(), workflow::MovingOf(*task), Instant::At(live.from, 0)))
            linted.faults.push_back({"TASK_WORK_DIFFERS", code + ": inboxes have something else of it than follows from it"});
    }
    linted.counts = {std::to_string(open) + " open tasks"};
    return linted;
}

Module Describe() {
    return {
        .key = kKey,
        .capabilities = {std::begin(workflow::kTaskCapabilities), std::end(workflow::kTaskCapabilities)},
        .navigation = {{"tasks", "/can-bo/nhiem-vu", Say("Nhiệm vụ"), workflow::kDoTasks.key, "n"}},
        .wire = Wire,
        .demo = MakeDemo,
        .lint = Lint,
        .lint_live = LintLive,
        .audit = [](const Platform& platform, ledger::Audit& audit) { workflow::AuditTasks(platform, audit); },
        .make = [](const Serving&) -> std::unique_ptr<Running> { return std::make_unique<RunningTasks>(); },
    };
}

}  // namespace

const Module& TheModule() {
    static const Module module = Describe();
    return module;
}

}  // namespace dongson::tasks
