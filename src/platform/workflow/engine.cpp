#include "platform/workflow/engine.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "core/text.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/circumstances.h"
#include "platform/workflow/derived.h"
#include "platform/workflow/follow.h"
#include "platform/workflow/inbox.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::workflow {

namespace {

std::string WhyMoved(const organisation::Units& units, UnitId from) {
    const auto* unit = units.Find(from);
    std::string why = units.NameOf(from) + " đã kết thúc hoạt động theo sắp xếp đơn vị hành chính";
    if (unit != nullptr && unit->SuccessorsInferred()) why += "; đơn vị kế thừa do hệ thống suy ra, chờ quản trị xác nhận";
    return why;
}

// Whether the last answer came while it stood in the step in which it stands.
bool AnsweredInThisStep(CaseStore& cases, const Case& subject, const std::vector<Consultation>& questions) {
    if (questions.empty()) return false;
    const auto last = std::ranges::max(questions, {}, &Consultation::answered).answered_in;
    const auto happenings = cases.Happenings(subject.id);
    const auto answer = std::ranges::find(happenings, last, &Happening::id);
    return answer != happenings.end() && answer->to == subject.state;
}

std::vector<WorkItem> Derived(storage::Transaction& tx, const organisation::Units& units, const Moving& moving, Instant now) {
    CaseStore cases(tx);
    const auto id = moving.subject.id;
    const auto questions = cases.Consultations(id);
    Asked asked{.waited_for = WaitedFor(units, questions, now.LocalDate()), .messages = cases.UnansweredReplies(id)};
    if (!asked.waited_for.empty() || AnsweredInThisStep(cases, moving.subject, questions))
        asked.answers = CountAnswers(questions);
    return WorkOf(moving, asked, now);
}

}  // namespace

Result<std::shared_ptr<Case>> Engine::Take(std::string_view code) const {
    auto found = keeper_.GetToChange(tx_, code);
    if (found == nullptr) return std::unexpected(keeper_.kind().Missing(code));
    return found;
}

bool Engine::Follow(Case& subject) const {
    const auto from = subject.holder;
    if (subject.closed || !FollowUnits(platform_, tx_, keeper_.kind(), keeper_.ProcessOf(subject), subject, now_)) return false;
    CaseStore(tx_).AddReader(subject.id, subject.holder);
    auto moved = Happens(subject, names::kFollowUnits, {"Chuyển sang đơn vị kế thừa", "Passed to the unit that took over"},
                         Actor::House(from), now_);
    moved.reason = WhyMoved(*platform_.units.Now(), from);
    moved.due = subject.step_due;
    Record(subject, std::move(moved));
    keeper_.Tell(platform_, tx_, subject, Turn::moved, from, now_);
    return true;
}

void Engine::Begin(const Case& subject, const Actor& actor, Words how, std::string what) const {
    CaseStore cases(tx_);
    cases.Insert(subject.id, keeper_.kind().key(), subject.code);
    cases.AddReader(subject.id, subject.holder);
    auto begun = Happens(subject, names::kSubmit, std::move(how), actor, now_);
    begun.from.clear();
    begun.reason = std::move(what);
    Record(subject, std::move(begun));
    RefreshWork(subject);
}

void Engine::Record(const Case& subject, Happening happening) const {
    keeper_.Attest(platform_, tx_, subject, happening);
    CaseStore(tx_).Add(subject.id, happening);
}

Result<void> Engine::Keep(Case& subject) const {
    if (!keeper_.Save(tx_, subject)) return std::unexpected(ChangedMeanwhile());
    ++subject.version;
    RefreshWork(subject);
    return {};
}

void Engine::KeepLocked(Case& subject) const {
    if (!Keep(subject)) throw std::runtime_error("a locked case changed: " + subject.code);
}

void Engine::RefreshWork(const Case& subject) const {
    InboxStore(tx_).Replace(keeper_.kind().module(), subject.id.value,
                            Derived(tx_, *platform_.units.Now(), keeper_.MovingOf(subject), now_));
}

Refusal Engine::ChangedMeanwhile() const {
    return keeper_.kind().No(
        kChanged, Say("Người khác vừa xử lý {1} này. Trang đã được làm mới và giữ điều bạn gõ; hãy xem lại rồi quyết định.",
                      Lower(keeper_.kind().noun().Now())));
}

bool WorkIsDerived(storage::Transaction& tx, const organisation::Units& units, const Moving& moving, Instant now) {
    const auto deciding = [](const WorkItem& item) {
        return std::tie(item.slot, item.unit, item.capability, item.assignee, item.waiting, item.fresh, item.due, item.step_due);
    };
    auto derived = Derived(tx, units, moving, now);
    std::ranges::sort(derived, {}, &WorkItem::slot);
    const auto kept = InboxStore(tx).OfCase(moving.kind.module(), moving.subject.id.value);
    return std::ranges::equal(derived, kept, {}, deciding, deciding);
}

}  // namespace dongson::workflow
