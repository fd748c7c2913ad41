#include "modules/tasks/module.h"

#include "modules/tasks/demo.h"
#include "modules/tasks/http/routes.h"
#include "platform/workflow/case_pages.h"
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

Module Describe() {
    return {
        .key = kKey,
        .capabilities = {std::begin(workflow::kTaskCapabilities), std::end(workflow::kTaskCapabilities)},
        .navigation = {{"tasks", "/can-bo/nhiem-vu", Say("Nhiệm vụ"), workflow::kDoTasks.key, "n"}},
        .wire = Wire,
        .demo = MakeDemo,
        .lint = Lint,
        .audit = workflow::AuditTasks,
        .make = [](const Serving&) -> std::unique_ptr<Running> { return std::make_unique<RunningTasks>(); },
    };
}

}  // namespace

const Module& TheModule() {
    static const Module module = Describe();
    return module;
}

}  // namespace dongson::tasks
