#include "modules/one_stop/actions/recount_due.h"

#include <algorithm>
#include <ranges>
#include <set>
#include <stdexcept>

#include "core/log.h"
#include "core/stopping.h"
#include "core/text.h"
#include "modules/one_stop/actions/dossier_keeper.h"
#include "modules/one_stop/actions/tell_applicant.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/form_set.h"
#include "modules/one_stop/storage/paper_store.h"
#include "platform/calendar/calendars.h"
#include "platform/jobs/jobs.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using calendar::WorkingCalendar;
using storage::Transaction;

namespace {

constexpr std::string_view kRecountDue = workflow::names::kRecountDue;
constexpr int kCountedTogether = 100;
// Every node has seen the new calendar, and what was begun by the old one has ended: an act waits no longer than that for the
// database.
constexpr std::int64_t kUntilSeenByAll = 12 * kSecond;

// Whether a step's term is counted anew from this: a question, an answer or a payment gives nobody more time (workflow::Acting).
bool BeginsTerm(const workflow::Event& event, const Happening& happening) {
    return happening.from != happening.to || event.clock != workflow::ClockEffect::none || DossierKind().GivesNewDay(event);
}

struct Began {
    Instant at;
    bool with_new_day = false;  // whose due date is the step's
};

// When the step it stands in began to count. What was taken back never began anything, and gave back the term there was.
Began StepBegan(Transaction& tx, const Dossier& dossier) {
    const auto happenings = workflow::CaseStore(tx).Happenings(dossier.id);
    int taken_back = 0;
    for (const auto& happening : happenings | std::views::reverse) {
        if (happening.event == workflow::names::kTakeBack) ++taken_back;
        const auto* event = ProcessOf(dossier).FindEvent(happening.event);
        if (event == nullptr || !BeginsTerm(*event, happening)) continue;
        if (taken_back == 0) return {happening.at, DossierKind().GivesNewDay(*event)};
        --taken_back;
    }
    return {dossier.submitted};
}

// The days that one calendar tells otherwise than the other. Of a calendar that nobody remembers: none.
std::set<Date> DaysChanged(const std::string& before, const std::string& after) {
    std::set<Date> days;
    if (before.empty()) return days;
    const auto lines_of = [](const std::string& text) {
        const auto lines = Split(std::string_view(text), '\n');
        return std::set<std::string_view>(lines.begin(), lines.end());
    };
    const auto lines_before = lines_of(before), lines_after = lines_of(after);
    std::vector<std::string_view> changed;
    std::ranges::set_symmetric_difference(lines_before, lines_after, std::back_inserter(changed));
    for (const auto line : changed)
        if (const auto day = Date::Parse(line.substr(0, 10))) days.insert(*day);
    return days;
}

std::string Spoken(Instant due) {
    const LanguageScope vietnamese(Language::vietnamese);
    return due == kNever ? "–" : due.Spoken();
}

class Recounting {
  public:
    Recounting(const Platform& platform, std::shared_ptr<const WorkingCalendar> calendar)
        : platform_(platform), now_(platform.clock.Now()), calendar_(std::move(calendar)), text_(calendar_->Text()) {}

    int Run() {
        const auto before =
            platform_.storage.Read([](Transaction& tx) { return DossierStore(tx).CalendarCountedBy().value_or(""); });
        if (before == text_) return 0;
        days_ = DaysChanged(before, text_);
        int changed = 0;
        for (std::string after;;) {
            const auto page = Look(after);
            if (page.last.empty()) break;
            // What is done is done: it is tried again from the beginning and finds less to do.
            if (Stopping()) throw std::runtime_error("the program ends");
            changed += RecountThese(page.differing);
            after = page.last;
        }
        platform_.storage.MustWrite([&](Transaction& tx) { DossierStore(tx).CountedBy(text_); });
        if (changed > 0) Log(Severity::info, "ONE_STOP_DUE_RECOUNTED", {{"dossiers", std::to_string(changed)}});
        return changed;
    }

  private:
    // Most are as they were: nobody waits for them to be written.
    struct Page {
        std::vector<std::string> differing;
        std::string last;  // empty: there were no more
    };
    Page Look(const std::string& after) const {
        return platform_.storage.Read([&](Transaction& tx) {
            Page page;
            for (const auto& dossier : DossierStore(tx).Promised(after, kCountedTogether)) {
                if (CountedOtherwise(tx, dossier, *calendar_)) page.differing.push_back(dossier.code);
                page.last = dossier.code;
            }
            return page;
        });
    }

    int RecountThese(const std::vector<std::string>& codes) const {
        int changed = 0;
        if (codes.empty()) return changed;
        platform_.storage.MustWrite([&](Transaction& tx) {
            changed = 0;  // the body may run again
            for (const auto& code : codes) changed += Recount(tx, code);
        });
        return changed;
    }

    bool Recount(Transaction& tx, const std::string& code) const {
        const auto before = DossierStore(tx).GetToChange(code);
        if (!before) return false;
        auto after = CountedOtherwise(tx, *before, *calendar_);
        if (!after) return false;
        auto recounted = Happens(*after, workflow::names::kRecountDue, {"Tính lại ngày hẹn trả", "Due date counted again"},
                                 Actor::House(), now_);
        recounted.reason = Why(*before, *after);
        recounted.due = after->step_due;
        const auto engine = EngineOf(platform_, tx, now_);
        engine.Record(*after, std::move(recounted));
        engine.KeepLocked(*after);
        Tell(tx, *after);
        return true;
    }

    std::string Why(const Dossier& before, const Dossier& after) const {
        const auto was = before.received ? before.due : before.step_due, is = after.received ? after.due : after.step_due;
        auto why =
            (after.received ? Say("Hẹn trả: {1}, thay cho {2}. Tính lại theo lịch nghỉ hiện hành của cơ quan nhà nước",
                                  Spoken(is), Spoken(was))
                            : Say("Trả lời chậm nhất: {1}, thay cho {2}. Tính lại theo lịch nghỉ hiện hành của cơ quan nhà nước",
                                  Spoken(is), Spoken(was)))
                .In(Language::vietnamese);
        const auto first = after.received.value_or(after.submitted).LocalDate();
        const auto last = std::max(was == kNever ? first : was.LocalDate(), is == kNever ? first : is.LocalDate());
        std::string_view between = ": ";
        for (const auto day : days_) {
            if (day < first || day > last) continue;
            const auto* special = calendar_->Special(day);
            why += std::string(between) + day.Spoken() + (calendar_->IsWorkingDay(day) ? " làm việc" : " nghỉ") +
                   (special == nullptr ? "" : " (" + special->name + ")");
            between = "; ";
        }
        return why;
    }

    void Tell(Transaction& tx, const Dossier& after) const {
        const auto send = [&](const Sentence& sentence) {
            TellApplicant(platform_, tx, after, Say("tính lại ngày hẹn trả"), sentence, now_);
        };
        const auto until = after.received ? after.due : after.step_due;
        if (until == kNever) return send(Say("Thời hạn của hồ sơ {1} đang tạm dừng.", after.code));
        const auto minute = MinuteOfDay(until.LocalMinute()), day = until.LocalDate().Spoken();
        if (!after.received)
            return send(
                Say("Hồ sơ {1} được trả lời chậm nhất {2} ngày {3}, tính lại theo lịch nghỉ hiện hành của cơ quan nhà nước.",
                    after.code, minute, day));
        if (calendar_->IsEstimated(until.LocalDate()))
            return send(
                Say("Hồ sơ {1} nay ước tính hẹn trả {2} ngày {3}, tính lại theo lịch nghỉ hiện hành của cơ quan nhà nước.",
                    after.code, minute, day));
        send(Say("Hồ sơ {1} nay hẹn trả {2} ngày {3}, tính lại theo lịch nghỉ hiện hành của cơ quan nhà nước.", after.code,
                 minute, day));
    }

    const Platform& platform_;
    const Instant now_;
    const std::shared_ptr<const WorkingCalendar> calendar_;
    const std::string text_;
    std::set<Date> days_;
};

// When somebody is to be answered, in whatever state.
Instant PromisedBy(const Dossier& dossier) {
    return dossier.received ? dossier.due : dossier.step_due;
}

// Papers that promise a day.
std::int64_t Promises(Transaction& tx, const Dossier& dossier) {
    return std::ranges::count_if(PaperStore(tx).Issued(dossier.id), [](const IssuedPaper& paper) {
        return paper.form == kReceipt || paper.form == kApology || paper.form == kAppointment;
    });
}

void Add(CalendarTrial& trial, Transaction& tx, const Dossier& before, const WorkingCalendar& calendar) {
    ++trial.open;
    const auto after = CountedOtherwise(tx, before, calendar);
    if (!after) return;
    const DueMoved moved{before.code, PromisedBy(before), PromisedBy(*after)};
    ++(moved.is < moved.was ? trial.earlier : trial.later);
    trial.papers += Promises(tx, before);
    if (std::ssize(trial.first) < kShownOfTrial) trial.first.push_back(moved);
}

}  // namespace

std::optional<Dossier> CountedOtherwise(Transaction& tx, const Dossier& dossier, const WorkingCalendar& calendar) {
    if (dossier.closed || dossier.finished) return std::nullopt;
    const auto* process = FindProcessOf(dossier);
    if (process == nullptr) return std::nullopt;
    const auto count = [&](const Began& began) {
        auto counted = dossier;
        ComputeDue(counted, process->At(dossier.state), calendar, began.at);
        if (began.with_new_day) counted.step_due = counted.due;
        return counted;
    };
    // Most are as they were: when the step began need not be read for them.
    const auto first = count({dossier.submitted});
    const bool same = dossier.received ? first.due == dossier.due : first.step_due == dossier.step_due;
    if (same) return std::nullopt;
    return dossier.received ? count(StepBegan(tx, dossier)) : first;
}

CalendarTrial TryCalendar(Transaction& tx, const WorkingCalendar& calendar) {
    DossierStore dossiers(tx);
    CalendarTrial trial;
    for (std::string after;;) {
        const auto page = dossiers.Promised(after, kCountedTogether);
        if (page.empty()) return trial;
        for (const auto& dossier : page) Add(trial, tx, dossier, calendar);
        after = page.back().code;
    }
}

int RecountDue(const Platform& platform) {
    int changed = 0;
    // Another may come into force meanwhile.
    for (std::shared_ptr<const WorkingCalendar> counted; counted != platform.calendar.Now();) {
        counted = platform.calendar.Now();
        changed += Recounting(platform, counted).Run();
    }
    return changed;
}

void FollowCalendar(const Platform& platform) {
    platform.jobs.Handle(std::string(kRecountDue), [platform](const jobs::Job&) { RecountDue(platform); }, jobs::kSlow);
    platform.calendar.WhenChanged([platform] {
        // A job for each change: one that is being done may have looked already. Whoever comes second finds nothing to do.
        platform.storage.MustWrite(
            [&](Transaction& tx) { platform.jobs.Add(tx, kRecountDue, "", platform.clock.Now() + kUntilSeenByAll); });
    });
    const auto counted = platform.storage.Read([](Transaction& tx) { return DossierStore(tx).CalendarCountedBy(); });
    if (counted == platform.calendar.Now()->Text()) return;
    platform.storage.MustWrite([&](Transaction& tx) { platform.jobs.AddOnce(tx, kRecountDue, platform.clock.Now()); });
}

}  // namespace dongson::one_stop
