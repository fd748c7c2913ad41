#include "platform/workflow/give_task.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/print_letters.h"
#include "core/text.h"
#include "platform/calendar/calendars.h"
#include "platform/identity/posts.h"
#include "platform/numbering/numbering.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/case_pages.h"
#include "platform/workflow/once.h"
#include "platform/workflow/storage/case_store.h"
#include "platform/workflow/storage/task_store.h"
#include "platform/workflow/task_keeper.h"

namespace dongson::workflow {

using storage::Transaction;

namespace {

constexpr std::size_t kLongestTitle = 200, kLongestText = 3000;  // characters
constexpr std::size_t kMostParts = 60;                           // of one thing
constexpr int kLongestTerm = 366, kHeaviest = 100;

std::unexpected<Refusal> Wrong(std::string_view code, Sentence sentence, std::string_view field) {
    return std::unexpected(TaskKind().Wrong(code, std::move(sentence), field));
}

Result<void> CheckText(std::string_view text, std::size_t most, const char* field) {
    if (Length(text) > most)
        return Wrong("TOO_LONG", Say("Phần này dài quá {1} ký tự. Hãy viết ngắn lại.", std::to_string(most)), field);
    if (auto refusal = RefuseLetters(text, field)) return std::unexpected(*std::move(refusal));
    return {};
}

Result<void> CheckWords(const NewTask& wanted) {
    if (VisibleLetters(wanted.title) < 3) return Wrong("NO_TITLE", Say("Hãy ghi tên nhiệm vụ."), "ten");
    if (VisibleLetters(wanted.wanted) < 3)
        return Wrong("NOTHING_WANTED", Say("Hãy ghi yêu cầu: làm gì, ra kết quả gì."), "yeu_cau");
    for (const auto& [text, most, field] :
         {std::tuple(&wanted.title, kLongestTitle, "ten"), std::tuple(&wanted.wanted, kLongestText, "yeu_cau"),
          std::tuple(&wanted.evidence, kLongestText, "minh_chung")})
        if (auto checked = CheckText(*text, most, field); !checked) return checked;
    if (wanted.weight < 1 || wanted.weight > kHeaviest)
        return Wrong("WEIGHT", Say("Trọng số từ 1 đến {1}.", std::to_string(kHeaviest)), "trong_so");
    return {};
}

// What makes two of them the same.
std::string BodyOf(const NewTask& wanted) {
    std::string body;
    for (const auto& part : {wanted.title, wanted.wanted, wanted.evidence, ToText(wanted.unit), ToText(wanted.person),
                             wanted.until ? wanted.until->Iso() : "", std::to_string(wanted.days),
                             std::to_string(static_cast<int>(wanted.urgent)), std::to_string(wanted.weight), wanted.part_of})
        body += std::to_string(part.size()) + " " + part + "\n";
    return body;
}

class Giving {
  public:
    Giving(const Platform& platform, Transaction& tx, const identity::Officer& officer, const NewTask& wanted)
        : platform_(platform), tx_(tx), officer_(officer), wanted_(wanted), now_(platform.clock.Now()) {}

    Result<Task> Run() {
        for (const auto step : {&Giving::FindWhole, &Giving::FindGiver, &Giving::FindDoer, &Giving::FindDay})
            if (auto found = (this->*step)(); !found) return std::unexpected(found.error());
        const Once once{
            .account = officer_.account.id, .unit = actor_.unit, .act = "give_task", .key = wanted_.key, .body = BodyOf(wanted_)};
        const auto claimed = ClaimKey(tx_, once, now_);
        if (!claimed) return std::unexpected(claimed.error());
        if (!claimed->empty()) return *TaskStore(tx_).Get(*claimed);
        auto task = Made();
        KeepReference(tx_, once, task.code);
        return task;
    }

  private:
    // What it is part of: a task that they have, or another case that they may read.
    Result<void> FindWhole() {
        if (wanted_.part_of.empty()) return {};
        const auto missing = [&] {
            return Wrong("PART_OF", Say("Không có hồ sơ, nhiệm vụ mã {1} mà bạn được đọc.", wanted_.part_of), "thuoc_ve");
        };
        whole_ = CaseStore(tx_).Find(wanted_.part_of);
        // What has no page of its own for officers is read by rules of its own: nobody learns here that it is there.
        if (!whole_ || (whole_->kind != TaskKind().key() && CasePage(whole_->kind, "").empty()) ||
            !MayReadTask(officer_, CaseStore(tx_).Readers(CaseId{whole_->id})))
            return missing();
        if (TaskStore(tx_).PartsOf(*whole_).size() >= kMostParts)
            return Wrong("MANY_PARTS", Say("Một việc được chia thành nhiều nhất {1} phần.", std::to_string(kMostParts)),
                         "thuoc_ve");
        if (whole_->kind != TaskKind().key()) return {};
        auto taken = Engine(platform_, tx_, Tasks(), now_).Take(wanted_.part_of);
        if (!taken) return std::unexpected(taken.error());
        whole_task_ = std::static_pointer_cast<Task>(*taken);
        Engine(platform_, tx_, Tasks(), now_).Follow(*whole_task_);
        if (whole_task_->state != "doing")
            return std::unexpected(TaskKind().No("NOT_DOING", Say("Chỉ chia phần việc của nhiệm vụ đang thực hiện.")));
        return {};
    }

    Result<void> FindGiver() {
        const auto unit = wanted_.from && !whole_task_ ? wanted_.from : GivesFrom(officer_, whole_task_.get());
        const auto forbidden = [] { return std::unexpected(Refusal::Forbidden(Say("Bạn không có quyền giao nhiệm vụ này."))); };
        if (!unit) return forbidden();
        const bool gives = officer_.May(unit, kGiveTasks);
        const bool divides = whole_task_ != nullptr && officer_.May(unit, kDoTasks) && wanted_.unit == unit &&
                             (!whole_task_->assignee || whole_task_->assignee == officer_.account.id);
        if (!gives && !divides) return forbidden();
        actor_ = Actor::Of(officer_, unit, gives ? kGiveTasks : kDoTasks);
        return {};
    }

    Result<void> FindDoer() {
        const auto* unit = platform_.units.Now()->Find(wanted_.unit);
        if (unit == nullptr || !unit->ExistsOn(now_.LocalDate()))
            return Wrong("UNIT", Say("Hãy chọn đơn vị đang hoạt động để giao."), "don_vi");
        if (!wanted_.person) return {};
        if (wanted_.person == officer_.account.id) return Wrong("ITSELF", Say("Không giao nhiệm vụ cho chính mình."), "nguoi");
        if (!DoesTasksIn(platform_, tx_, wanted_.unit, wanted_.person, now_))
            return Wrong("NOT_A_COLLEAGUE", Say("Người được chọn không thực hiện nhiệm vụ ở đơn vị ấy."), "nguoi");
        return {};
    }

    Result<void> FindDay() {
        const auto day = DueDay(platform_, wanted_.until, wanted_.days, now_);
        if (!day) return std::unexpected(day.error());
        due_ = platform_.calendar.Now()->CloseOf(*day);
        if (whole_task_ != nullptr && due_ > whole_task_->due && whole_task_->due > now_)
            return Wrong("AFTER_WHOLE",
                         Say("Phần việc phải xong trước hạn của nhiệm vụ, ngày {1}.", whole_task_->due.LocalDate().Spoken()),
                         "ngay");
        return {};
    }

    Task Made() {
        Task task;
        task.id = Fresh<CaseTag>();
        const auto year = now_.LocalDate().Year();
        task.code = fmt::format("NV-{}-{:05}", year, numbering::Next(tx_, fmt::format("task-{}", year)));
        task.process = TaskProcess().key;
        task.state = TaskProcess().Initial().key;
        task.holder_role = TaskProcess().Initial().role;
        task.title = OneSpaced(wanted_.title);
        task.wanted = Trim(wanted_.wanted);
        task.evidence = Trim(wanted_.evidence);
        task.urgent = wanted_.urgent;
        task.weight = wanted_.weight;
        task.giver_unit = actor_.unit;
        // Of whom somebody stands in for: the right to answer ends with the delegation.
        task.giver = actor_.post != nullptr && actor_.post->in_stead ? actor_.post->in_stead->account : officer_.account.id;
        task.giver_name = actor_.WithStead();
        task.doer_unit = task.holder = wanted_.unit;
        task.doer = task.assignee = wanted_.person;
        task.given = now_;
        task.due = due_;
        TaskStore(tx_).Insert(task);
        const Engine engine(platform_, tx_, Tasks(), now_);
        engine.Begin(task, actor_, {"Giao nhiệm vụ", "Given"});
        CaseStore(tx_).AddReader(task.id, task.giver_unit);
        if (whole_) Tie(task, engine);
        TellDoer(platform_, tx_, task, Say("được giao cho bạn hoặc đơn vị bạn, hạn {1}", due_.LocalDate().Spoken()),
                 officer_.account.id, now_);
        return task;
    }

    // To what it is part of. A task says so itself, and its share of what was done counts from now on.
    void Tie(const Task& task, const Engine& engine) {
        LinkStore(tx_).Add({.id = FreshId(),
                            .from = {TaskKind().key(), task.id.value},
                            .to = *whole_,
                            .relation = Relation::part_of,
                            .note = {},
                            .account = actor_.id,
                            .by = actor_.WithStead(),
                            .at = now_});
        if (whole_task_ == nullptr) return;
        auto divided = Happens(*whole_task_, names::kLink, {"Chia phần việc", "A part was given"}, actor_, now_);
        divided.reason = task.code + ": " + task.title;
        engine.Record(*whole_task_, std::move(divided));
        engine.KeepLocked(*whole_task_);
        RollUp(tx_, task.id);
    }

    const Platform& platform_;
    Transaction& tx_;
    const identity::Officer& officer_;
    const NewTask& wanted_;
    const Instant now_;
    std::optional<Subject> whole_;
    std::shared_ptr<Task> whole_task_;
    Actor actor_;
    Instant due_;
};

}  // namespace

UnitId GivesFrom(const identity::Officer& officer, const Task* whole) {
    return whole == nullptr ? officer.UnitFor(kGiveTasks) : whole->holder;
}

Result<Date> DueDay(const Platform& platform, const std::optional<Date>& until, int days, Instant now) {
    const auto calendar = platform.calendar.Now();
    const auto today = now.LocalDate();
    if (!until) {
        if (days < 1 || days > kLongestTerm)
            return Wrong("DAYS", Say("Ghi ngày phải xong, hoặc số ngày làm việc từ 1 đến {1}.", std::to_string(kLongestTerm)),
                         "so_ngay");
        return calendar->NthWorkingDayAfter(today, days);
    }
    if (*until < today) return Wrong("DAY_PAST", Say("Ngày phải xong đã qua."), "ngay");
    if (*until > today + 5 * kLongestTerm || *until > calendar->last())
        return Wrong("DAY_FAR", Say("Ngày phải xong quá xa. Hãy kiểm tra lại năm."), "ngay");
    if (!calendar->IsWorkingDay(*until))
        return Wrong("DAY_CLOSED", Say("Ngày {1} cơ quan không làm việc. Hãy chọn một ngày làm việc.", until->Spoken()), "ngay");
    return *until;
}

Result<Task> GiveTask(const Platform& platform, const identity::Officer& officer, const NewTask& wanted) {
    if (auto refusal = RefuseShortKey(wanted.key)) return std::unexpected(*std::move(refusal));
    if (auto checked = CheckWords(wanted); !checked) return std::unexpected(checked.error());
    return platform.storage.InTransaction(
        [&](Transaction& tx) -> Result<Task> { return Giving(platform, tx, officer, wanted).Run(); });
}

}  // namespace dongson::workflow
