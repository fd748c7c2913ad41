#include "modules/one_stop/pages/dossier_tasks.h"

#include "platform/workflow/task_kind.h"
#include "web/components.h"

namespace dongson::one_stop {

using namespace web::short_names;
using workflow::Task;

namespace {

Html TaskLine(const OfficeDossierView& view, const Task& task) {
    const auto unit = view.units.find(task.doer_unit);
    return Render(
        R"(<div class="govuk-inset-text"><p class="govuk-body"><a class="govuk-link" href="{}">{}</a> {}{}</p>
        <p class="govuk-body-s ds-muted">{} · {} · {} %</p></div>)",
        Url::Page(workflow::TaskPath(task.code)), web::InVietnamese(task.title),
        web::Tag(workflow::TaskProcess().At(task.state).words.Now(), task.closed ? web::TagColour::grey : web::TagColour::bronze),
        When(!task.closed && task.Late(view.now), [] { return Render(R"( {})", web::Tag(Say("Quá hạn"), web::TagColour::red)); }),
        web::InVietnamese(unit == view.units.end() ? "" : unit->second), Say("hạn {1}", task.due.LocalDate().Spoken()),
        std::to_string(task.percent));
}

}  // namespace

Html DossierTasks(const OfficeDossierView& view) {
    return Render(R"({}{})",
                  When(!view.tasks.empty(),
                       [&] {
                           return Render(R"(<h2 class="govuk-heading-m">Nhiệm vụ</h2>{})",
                                         Each(view.tasks, [&](const Task& task) { return TaskLine(view, task); }));
                       }),
                  When(view.may_give_task, [&] {
                      return Render(R"(<p class="govuk-body"><a class="govuk-link" href="{}">Giao nhiệm vụ về hồ sơ này</a></p>)",
                                    Url::Page("/can-bo/nhiem-vu/giao").With("ve", view.tracking.dossier.code));
                  }));
}

}  // namespace dongson::one_stop
