#include "platform/workflow/derived.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace dongson::workflow {

namespace {

// What its next step asks of an officer; nothing that anybody has where a definition says what nobody knows.
std::string NeededBy(const CaseKind& kind, const std::string& role) {
    const auto* capability = kind.CapabilityOf(role);
    return capability == nullptr ? role : std::string(capability->key);
}

// As the line of whoever works on it says it.
Words WithAnswers(Words state, const Asked& asked) {
    const auto& [came, of] = asked.answers;
    if (of == 0) return state;
    const auto count = std::to_string(came) + "/" + std::to_string(of);
    const auto words = asked.waited_for.empty() ? Say("đủ {1} ý kiến", count) : Say("có {1} ý kiến", count);
    state.vi += ", " + words.In(Language::vietnamese);
    state.en += ", " + words.In(Language::english);
    return state;
}

}  // namespace

AnswersSoFar CountAnswers(const std::vector<Consultation>& asked) {
    AnswersSoFar answers;
    auto ended = Instant{};  // when all before had answered
    std::int64_t together = 0;
    for (const auto& each : asked) {
        if (each.asked >= ended && each.asked_in != together) answers = {};
        together = each.asked_in;
        ended = std::max(ended, each.answered.value_or(kNever));
        if (each.dropped) continue;
        ++answers.asked;
        if (each.answered) ++answers.came;
    }
    return answers;
}

std::vector<WorkItem> WorkOf(const Moving& moving, const Asked& asked, Instant now) {
    const auto& [kind, process, subject] = moving;
    const auto& state = process.At(subject.state);
    if (state.final) return {};
    WorkItem next{.module = kind.module(),
                  .case_id = subject.id.value,
                  .slot = "main",
                  .reference = subject.code,
                  .path = {},
                  .title = {},
                  .person = {},
                  .state = WithAnswers(state.words, asked),
                  .unit = subject.holder,
                  .capability = NeededBy(kind, subject.holder_role),
                  .assignee = subject.assignee,
                  .waiting = state.IsApplicants() || !asked.waited_for.empty(),
                  .fresh = state.initial,
                  .due = subject.due,
                  .step_due = subject.step_due,
                  .changed = now};
    kind.Show(subject, next);
    std::vector<WorkItem> work{next};
    for (const auto& owed : kind.ObligationsOf(subject)) {
        if (owed.met) continue;
        auto& telling = work.emplace_back(next);
        telling.slot = owed.key;
        telling.title = owed.name + ": " + next.title;
        telling.state = owed.unmet;
        telling.waiting = telling.fresh = false;  // for nobody's answer
        telling.due = telling.step_due = owed.due;
    }
    for (const auto& each : asked.waited_for) {
        auto& answer = work.emplace_back(next);
        answer.slot = "opinion-" + std::to_string(each.id);
        answer.state = {"Được hỏi ý kiến", "Asked for an opinion"};
        answer.unit = each.unit;
        answer.capability = kind.Answers().empty() ? "" : kind.Answers().front()->key;
        answer.assignee = {};
        answer.waiting = answer.fresh = false;
        answer.due = kNever;  // the case's is the holder's to keep
        answer.step_due = each.due;
    }
    if (asked.messages > 0) {
        auto& answer = work.emplace_back(next);
        answer.slot = "message";
        answer.state = {"Người nộp nhắn, chờ trả lời", "The applicant wrote and waits for an answer"};
        answer.waiting = answer.fresh = false;
    }
    kind.AskBeside(subject, next, work);
    return work;
}

}  // namespace dongson::workflow
