#include "platform/workflow/act_on_task.h"

#include <algorithm>

#include "core/print_letters.h"
#include "core/text.h"
#include "platform/calendar/calendars.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/acting.h"
#include "platform/workflow/assignment.h"
#include "platform/workflow/give_task.h"
#include "platform/workflow/storage/case_store.h"
#include "platform/workflow/storage/task_store.h"
#include "platform/workflow/take_back.h"
#include "platform/workflow/task_keeper.h"
#include "platform/workflow/writing.h"

namespace dongson::workflow {

using storage::Transaction;

namespace {

constexpr std::size_t kLongestWord = 3000;  // characters

std::unexpected<Refusal> Wrong(std::string_view code, Sentence sentence, std::string_view field) {
    return std::unexpected(TaskKind().Wrong(code, std::move(sentence), field));
}

Result<void> CheckWord(std::string_view text, const char* field) {
    if (Length(text) > kLongestWord)
        return Wrong("TOO_LONG",
                     Say("Phần này dài quá {1} ký tự. Hãy viết ngắn lại, hoặc gửi thành tệp.", std::to_string(kLongestWord)),
                     field);
    if (auto refusal = RefuseLetters(text, field)) return std::unexpected(*std::move(refusal));
    return {};
}

// What an event does to a task beside what it does to any case.
class ActingOnTask final : public ActingOn<Task> {
  public:
    ActingOnTask(const Platform& platform, Transaction& tx, const Actor& actor, const TaskAct& act)
        : ActingOn(platform, tx, Tasks(), actor, {act.code, act.event, act.expected_version, act.reason}), act_(act) {}

  private:
    Task& task() { return own(); }

    Result<void> Prepare() override { return CheckWord(act_.reason, "ly_do"); }

    Result<void> Consent() override {
        if (auto refusal = RefuseAsGiver(task(), event(), actor())) return std::unexpected(*std::move(refusal));
        return {};
    }

    // With whoever it was given to, or who gave it, as long as they are there.
    Result<void> Arrive() override {
        if (event().to == "same") return {};
        const auto& seat = process().At(task().state).seat;
        if (seat != kDoer && seat != kGiver) return {};
        if (event().Has("give_anew") || (seat == kDoer && task().assignee)) return {};
        const auto whose = seat == kGiver ? task().giver : task().done_by ? task().done_by : task().doer;
        task().assignee = whose && DoesTasksIn(platform_, tx_, task().holder, whose, now()) ? whose : AccountId{};
        return {};
    }

    Result<void> Effect(std::string_view name) override {
        struct Named {
            std::string_view name;
            Result<void> (ActingOnTask::*effect)();
        };
        static constexpr Named kNamed[] = {{"report", &ActingOnTask::Report},
                                           {"ask_extension", &ActingOnTask::AskExtension},
                                           {"grant_extension", &ActingOnTask::GrantExtension},
                                           {"refuse_extension", &ActingOnTask::RefuseExtension},
                                           {"give_anew", &ActingOnTask::GiveAnew},
                                           {"finish", &ActingOnTask::Finish},
                                           {"assess", &ActingOnTask::Assess},
                                           {"reopen", &ActingOnTask::Reopen}};
        const auto* found = std::ranges::find(kNamed, name, &Named::name);
        return found == std::end(kNamed) ? Result<void>() : (this->*found->effect)();
    }

    Result<void> Conclude() override {
        happening().files = SentAlong(platform_, tx_, act_.papers, now());
        return {};
    }

    // Whoever did not do it hears of it.
    void Told() override {
        RollUp(tx_, task().id);
        const bool by_giver = event().role == kGiver;
        const auto what = happening().reason.empty() ? Say("{1}", event().label.vi)
                                                     : Say("{1}. {2}", event().label.vi, Shorten(happening().reason, 200));
        if (by_giver)
            TellDoer(platform_, tx_, task(), what, actor().id, now());
        else if (event().key != "acknowledge" || task().urgent)
            TellGiver(platform_, tx_, task(), what, actor().id, now());
    }

    // How far a task of parts is follows from them.
    Result<void> Report() {
        if (task().parts > 0) return {};
        if (!act_.percent || *act_.percent < 0 || *act_.percent > 100)
            return Wrong("PERCENT", Say("Ghi mức đã làm được, từ 0 đến 100."), "phan_tram");
        task().percent = *act_.percent;
        AddReason(happening(), Say("Tiến độ {1} %", std::to_string(*act_.percent)).In(Language::vietnamese));
        return {};
    }

    Result<void> AskExtension() {
        const auto day = LaterDay(act_.until);
        if (!day) return std::unexpected(day.error());
        task().asked_until = *day;
        AddReason(happening(), Say("Xin đến ngày {1}", day->Spoken()).In(Language::vietnamese));
        return {};
    }

    // What is granted is never overdue: the new day is the only one there is.
    Result<void> GrantExtension() {
        const auto day = LaterDay(act_.until ? act_.until : task().asked_until);
        if (!day) return std::unexpected(day.error());
        task().due = platform_.calendar.Now()->CloseOf(*day);
        task().asked_until.reset();
        AddReason(happening(), Say("Hạn mới {1}", day->Spoken()).In(Language::vietnamese));
        return {};
    }

    Result<void> RefuseExtension() {
        task().asked_until.reset();
        return {};
    }

    Result<Date> LaterDay(const std::optional<Date>& asked) {
        if (!asked) return Wrong("DAY_MISSING", Say("Hãy ghi ngày xin gia hạn đến."), "ngay");
        auto day = DueDay(platform_, asked, 0, now());
        if (day && *day <= task().due.LocalDate())
            return Wrong("EXTENSION_EARLIER", Say("Ngày mới phải sau hạn đang có ({1}).", task().due.LocalDate().Spoken()),
                         "ngay");
        if (day)
            if (auto within = CheckWithinWhole(*day); !within) return std::unexpected(within.error());
        return day;
    }

    // As when it was given: a part is done before the whole is due.
    Result<void> CheckWithinWhole(Date day) {
        const auto whole = TaskStore(tx_).WholeOf(task().id);
        if (!whole || whole->subject.kind != TaskKind().key()) return {};
        const auto of = TaskStore(tx_).Get(whole->code);
        if (!of || of->due <= now() || day <= of->due.LocalDate()) return {};
        return Wrong("AFTER_WHOLE", Say("Phần việc phải xong trước hạn của nhiệm vụ, ngày {1}.", of->due.LocalDate().Spoken()),
                     "ngay");
    }

    // To the same, or to others; until the same day, or another.
    Result<void> GiveAnew() {
        const auto unit = act_.unit ? act_.unit : task().doer_unit;
        const auto* found = platform_.units.Now()->Find(unit);
        if (found == nullptr || !found->ExistsOn(now().LocalDate()))
            return Wrong("UNIT", Say("Hãy chọn đơn vị đang hoạt động để giao."), "don_vi");
        if (unit != task().giver_unit && !actor().officer->May(actor().unit, kGiveTasks))
            return std::unexpected(Refusal::Forbidden(Say("Bạn chỉ giao được phần việc trong đơn vị.")));
        if (act_.person == actor().id) return Wrong("ITSELF", Say("Không giao nhiệm vụ cho chính mình."), "nguoi");
        if (act_.person && !DoesTasksIn(platform_, tx_, unit, act_.person, now()))
            return Wrong("NOT_A_COLLEAGUE", Say("Người được chọn không thực hiện nhiệm vụ ở đơn vị ấy."), "nguoi");
        if (act_.until) {
            const auto day = DueDay(platform_, act_.until, 0, now());
            if (!day) return std::unexpected(day.error());
            if (auto within = CheckWithinWhole(*day); !within) return within;
            task().due = platform_.calendar.Now()->CloseOf(*day);
        }
        task().doer_unit = task().holder = unit;
        task().doer = task().assignee = act_.person;
        CaseStore(tx_).AddReader(task().id, unit);
        return {};
    }

    Result<void> Finish() {
        if (!task().evidence.empty() && act_.papers.empty() && VisibleLetters(act_.reason) < 20)
            return Wrong(
                "EVIDENCE_WANTED",
                Say("Nơi giao cần minh chứng: {1}. Hãy gửi kèm tệp, hoặc viết rõ kết quả.", Shorten(task().evidence, 120)),
                "tep");
        task().done = now();
        task().done_by = actor().id;
        task().percent = 100;
        task().asked_until.reset();
        return {};
    }

    Result<void> Assess() {
        const auto* mark = FindMark(act_.mark);
        if (mark == nullptr) return Wrong("MARK", Say("Hãy chọn mức đánh giá."), "muc");
        task().mark = mark->word;
        task().assessment = happening().reason;
        AddReason(happening(), mark->name.vi);
        return {};
    }

    Result<void> Reopen() {
        task().done.reset();
        task().done_by = {};
        task().percent = std::min(task().percent, 99);
        return {};
    }

    const TaskAct& act_;
};

}  // namespace

Result<Task> ActOnTask(const Platform& platform, const identity::Officer& officer, const TaskAct& act) {
    return As<Task>(platform.storage.InTransaction(
        [&](Transaction& tx) { return ActingOnTask(platform, tx, Actor::Of(officer), act).Run(); }));
}

namespace {

class TaskNotes final : public Notes {
  public:
    TaskNotes() : Notes(Tasks()) {}
    WritingRules Rules() const override {
        return {.label = {"Trao đổi", "Comment"},
                .field = "trao_doi",
                .empty = "COMMENT_EMPTY",
                .too_long = "TOO_LONG",
                .nothing_written = Say("Hãy viết nội dung trao đổi."),
                .least = 2,
                .longest = kLongestWord};
    }
    std::optional<Actor> Writer(const identity::Officer& officer, const std::vector<UnitId>& readers) const override {
        const auto unit = std::ranges::find_if(readers, [&](UnitId each) { return officer.May(each, kDoTasks); });
        return unit == readers.end() ? std::nullopt : std::optional(Actor::Of(officer, *unit, kDoTasks));
    }
    // Whoever is on the other side.
    void Told(const Platform& platform, Transaction& tx, const Case& subject, const Actor& writer, std::string_view text,
              Instant now) const override {
        const auto& task = static_cast<const Task&>(subject);
        const auto what = Say("{1} viết: {2}", writer.WithStead(), Shorten(std::string(text), 200));
        const bool for_giver = writer.officer->WorksIn(task.giver_unit) && task.giver_unit != task.doer_unit;
        if (for_giver || writer.id == task.giver)
            TellDoer(platform, tx, task, what, writer.id, now);
        else
            TellGiver(platform, tx, task, what, writer.id, now);
    }
};

}  // namespace

Result<void> CommentOnTask(const Platform& platform, const identity::Officer& officer, const NewNote& comment) {
    static const TaskNotes notes;
    return WriteNote(platform, notes, officer, comment);
}

namespace {

// Who answers as the giver is who gave it, or whom somebody says who gives tasks there: nobody takes that upon themselves.
std::optional<Refusal> RefuseTaking(const Task& task, const identity::Officer& officer, AccountId assignee) {
    const bool as_giver = TaskProcess().At(task.state).seat == kGiver;
    if (!as_giver || assignee != officer.account.id || assignee == task.giver || officer.May(task.holder, kGiveTasks))
        return std::nullopt;
    return TaskKind().No("NOT_GIVEN_BY_YOU", Say("Chỉ người giao, hoặc người giao việc của đơn vị ấy, làm được việc này."),
                         RefusalKind::forbidden);
}

}  // namespace

Result<Task> AssignTask(const Platform& platform, const identity::Officer& officer, std::string_view code, AccountId assignee,
                        std::int64_t expected_version) {
    const auto task = platform.storage.Read([&](Transaction& tx) { return TaskStore(tx).Get(code); });
    if (task)
        if (auto refusal = RefuseTaking(*task, officer, assignee)) return std::unexpected(*std::move(refusal));
    return As<Task>(Assign(platform, Tasks(), officer, code, assignee, expected_version));
}

Result<Task> TakeTaskBack(const Platform& platform, const identity::Officer& officer, std::string_view code,
                          std::int64_t expected_version) {
    return As<Task>(TakeBack(platform, Tasks(), officer, code, expected_version));
}

std::vector<const Event*> AllowedOnTask(const Task& task, const Actor& actor, const Circumstances& now) {
    auto allowed = AllowedEvents(MovingOf(task), actor, now);
    std::erase_if(allowed, [&](const Event* event) {
        auto as = actor;
        if (const auto acted = ActsFor(MovingOf(task), *event, actor, now)) {
            as.unit = acted->unit;
            as.post = acted->post;
        }
        return RefuseAsGiver(task, *event, as).has_value();
    });
    return allowed;
}

}  // namespace dongson::workflow
