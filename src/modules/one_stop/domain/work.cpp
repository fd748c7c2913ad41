#include "modules/one_stop/domain/work.h"

#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/seats.h"

namespace dongson::one_stop {

namespace {

// What its next step asks of an officer; nothing that anybody has where a definition says what nobody knows.
std::string NeededBy(std::string_view holder_role) {
    const auto* capability = DossierKind().CapabilityOf(holder_role);
    return std::string(capability == nullptr ? holder_role : capability->key);
}

}  // namespace

std::vector<workflow::WorkItem> WorkOf(const Dossier& dossier, const workflow::Process& process, const Asked& asked,
                                       Instant now) {
    const auto& state = process.At(dossier.state);
    if (state.final) return {};
    const workflow::WorkItem next{.module = std::string(kOneStop),
                                  .case_id = dossier.id.value,
                                  .slot = "main",
                                  .reference = dossier.code,
                                  .path = "/can-bo/ho-so/" + dossier.code,
                                  .title = dossier.procedure_name,
                                  .person = dossier.person.name,
                                  .state = state.words,
                                  .unit = dossier.holder,
                                  .capability = NeededBy(dossier.holder_role),
                                  .assignee = dossier.assignee,
                                  .waiting = state.IsApplicants() || !asked.opinions.empty(),
                                  .fresh = state.initial,
                                  // A result that waits to be fetched is no longer due.
                                  .due = dossier.finished ? kNever : dossier.due,
                                  .step_due = dossier.finished ? kNever : dossier.step_due,
                                  .changed = now};
    std::vector<workflow::WorkItem> work{next};
    for (const auto& opinion : asked.opinions) {
        auto& answer = work.emplace_back(next);
        answer.slot = "opinion-" + std::to_string(opinion.id);
        answer.state = {"Được hỏi ý kiến", "Asked for an opinion"};
        answer.unit = opinion.unit;
        answer.capability = kExamine.key;
        answer.assignee = {};
        answer.waiting = answer.fresh = false;
        answer.due = kNever;  // the dossier's is the holder's to keep
        answer.step_due = opinion.due;
    }
    if (asked.messages > 0) {
        auto& answer = work.emplace_back(next);
        answer.slot = "message";
        answer.state = {"Người nộp nhắn, chờ trả lời", "The applicant wrote and waits for an answer"};
        answer.waiting = answer.fresh = false;
    }
    return work;
}

}  // namespace dongson::one_stop
