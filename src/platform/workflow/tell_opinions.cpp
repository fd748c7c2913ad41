#include "platform/workflow/tell_opinions.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "core/text.h"
#include "platform/identity/posts.h"
#include "platform/notices/notices.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/derived.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::workflow {

namespace {

class Telling {
  public:
    Telling(const Platform& platform, storage::Transaction& tx, const Moving& moving, const Happening& happening, Instant now)
        : platform_(platform), tx_(tx), moving_(moving), happening_(happening), now_(now), accounts_(tx) {}

    void Asked(const Consultation& question) {
        std::set<AccountId> people;
        for (const auto* answers : moving_.kind.Answers()) AddThose(people, question.unit, *answers);
        const auto unit = units_->NameOf(question.unit);
        // The case's own page, or that of the question where whoever is asked reads no more.
        const auto work = WorkOf(moving_, {.waited_for = {question}}, now_);
        const auto line = std::ranges::find(work, "opinion-" + std::to_string(question.id), &WorkItem::slot);
        Send(people, Say("{1} {2}: được hỏi ý kiến", moving_.kind.noun().Now(), moving_.subject.code),
             Say("{1} được hỏi ý kiến về {2} {3}. Hạn trả lời: {4}.", unit, Noun(), moving_.subject.code, question.due.Spoken()),
             line == work.end() ? "" : line->path);
    }

    void Answered(const Consultation& question, const AnswersSoFar& answers) {
        const auto unit = units_->NameOf(question.unit);
        const auto so_far = Say("{1}/{2}", std::to_string(answers.came), std::to_string(answers.asked)).Now();
        const auto work = WorkOf(moving_, {}, now_);
        Send(WhoWaits(question), Say("{1} {2}: có ý kiến {3}", moving_.kind.noun().Now(), moving_.subject.code, so_far),
             answers.came < answers.asked
                 ? Say("{1} đã trả lời về {2} {3}. Đã có {4} ý kiến, còn chờ.", unit, Noun(), moving_.subject.code, so_far)
                 : Say("{1} đã trả lời về {2} {3}. Đã đủ {4} ý kiến.", unit, Noun(), moving_.subject.code, so_far),
             work.empty() ? "" : work.front().path);
    }

  private:
    std::string Noun() const { return Lower(moving_.kind.noun().Now()); }

    void AddThose(std::set<AccountId>& people, UnitId unit, const identity::Capability& capability) {
        for (const auto& each : identity::ColleaguesOn(accounts_, *units_, unit, capability, now_.LocalDate()))
            people.insert(each.id);
    }

    bool IsAtWorkIn(AccountId account, UnitId unit) {
        const auto day = now_.LocalDate();
        const auto* in_office = units_->InOfficeOn(unit, day);
        const auto posts = identity::AppointmentsOn(accounts_.Appointments(account, day), *units_, day);
        return std::ranges::find(posts, in_office == nullptr ? unit : in_office->id, &identity::Appointment::unit) != posts.end();
    }

    std::set<AccountId> WhoWaits(const Consultation& question) {
        std::set<AccountId> people;
        const auto happenings = CaseStore(tx_).Happenings(moving_.subject.id);
        const auto asked = std::ranges::find(happenings, question.asked_in, &Happening::id);
        if (asked != happenings.end() && IsAtWorkIn(asked->actor, asked->actor_unit)) people.insert(asked->actor);
        if (moving_.subject.assignee) people.insert(moving_.subject.assignee);
        if (!people.empty()) return people;
        if (const auto* capability = moving_.kind.CapabilityOf(moving_.subject.holder_role))
            AddThose(people, HolderOn(moving_, *units_, now_.LocalDate()), *capability);
        return people;
    }

    void Send(const std::set<AccountId>& people, const Sentence& subject, const Sentence& sentence, const std::string& path) {
        for (const auto each : people) {
            const auto account = each == happening_.actor ? std::nullopt : accounts_.Get(each);
            if (!account) continue;
            platform_.notices.Send(tx_, {account->id, account->email},
                                   {.reference = moving_.subject.code, .subject = subject, .sentence = sentence, .path = path},
                                   now_);
        }
    }

    const Platform& platform_;
    storage::Transaction& tx_;
    const Moving& moving_;
    const Happening& happening_;
    const Instant now_;
    const std::shared_ptr<const organisation::Units> units_ = platform_.units.Now();
    identity::AccountStore accounts_;
};

}  // namespace

void TellOfOpinions(const Platform& platform, storage::Transaction& tx, const Moving& moving, const Happening& happening,
                    Instant now) {
    const LanguageScope vietnamese(Language::vietnamese);  // it is kept as it is said here
    const auto all = CaseStore(tx).Consultations(moving.subject.id);
    Telling telling(platform, tx, moving, happening, now);
    for (const auto& each : all) {
        if (each.asked_in == happening.id) telling.Asked(each);
        if (each.answered_in == happening.id && !each.dropped) telling.Answered(each, CountAnswers(all));
    }
}

}  // namespace dongson::workflow
