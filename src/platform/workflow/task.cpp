#include "platform/workflow/task.h"

#include <algorithm>

#include "platform/workflow/task_kind.h"

namespace dongson::workflow {

const std::vector<Mark>& Marks() {
    static const std::vector<Mark> marks{{"excellent", {"Hoàn thành xuất sắc", "Done excellently"}},
                                         {"good", {"Hoàn thành tốt", "Done well"}},
                                         {"fair", {"Hoàn thành", "Done"}},
                                         {"poor", {"Hoàn thành ở mức thấp", "Done poorly"}}};
    return marks;
}

const Mark* FindMark(std::string_view word) {
    const auto found = std::ranges::find(Marks(), word, &Mark::word);
    return found == Marks().end() ? nullptr : &*found;
}

std::optional<Refusal> RefuseAsGiver(const Task& task, const Event& event, const Actor& actor) {
    if (actor.officer == nullptr) return std::nullopt;
    // Nobody is left to accept it from them.
    if (actor.id == task.giver && (event.key == "acknowledge" || event.Has("finish")))
        return TaskKind().No("OWN_TASK", Say("Bạn đã giao nhiệm vụ này: hãy phân công một người của đơn vị thực hiện."),
                             RefusalKind::forbidden);
    if (event.role != kGiver) return std::nullopt;
    if ((event.Has("assess") || event.key == "withdraw") && actor.id == task.done_by)
        return TaskKind().No("OWN_WORK", Say("Bạn đã báo hoàn thành nhiệm vụ này, nên không tự nghiệm thu. Hãy để người khác."),
                             RefusalKind::forbidden);
    const auto* post = actor.post;
    const bool gave = actor.id == task.giver || (post != nullptr && post->in_stead && post->in_stead->account == task.giver);
    const bool answers = actor.id == task.assignee && TaskProcess().At(task.state).seat == kGiver;
    if (gave || answers || actor.officer->May(actor.unit, kGiveTasks)) return std::nullopt;
    return TaskKind().No("NOT_GIVEN_BY_YOU", Say("Chỉ người giao, hoặc người giao việc của đơn vị ấy, làm được việc này."),
                         RefusalKind::forbidden);
}

bool MayReadTask(const identity::Officer& officer, const std::vector<UnitId>& readers) {
    return std::ranges::any_of(readers, [&](UnitId unit) { return officer.WorksIn(unit); });
}

int RolledUp(const std::vector<Part>& parts) {
    int whole = 0, done = 0;
    for (const auto& part : parts) {
        whole += part.weight;
        done += part.weight * part.percent;
    }
    return whole == 0 ? 0 : done / whole;
}

}  // namespace dongson::workflow
