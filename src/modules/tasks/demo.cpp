#include "modules/tasks/demo.h"

#include <algorithm>

#include "platform/calendar/calendars.h"
#include "platform/workflow/act_on_task.h"
#include "platform/workflow/give_task.h"
#include "platform/workflow/inbox.h"
#include "storage/database.h"

namespace dongson::tasks {

using workflow::Task;

namespace {

// What is done to a task one after another, an hour apart; what the process refuses ends it.
struct Step {
    const identity::Officer& who;
    workflow::TaskAct act;
};

class Story {
  public:
    Story(DemoStage& stage, int days_ago) : stage_(stage), real_(stage.platform.clock.Now()), clock_(real_) {
        const auto day = stage.platform.calendar.Now()->WorkingDayFrom(real_.LocalDate() - days_ago);
        constexpr int kNine = 9 * 60;
        clock_.Set(std::min(Instant::At(day, kNine), real_));
        stage_.use_clock(&clock_);
    }
    ~Story() { stage_.use_clock(nullptr); }
    Story(const Story&) = delete;
    Story& operator=(const Story&) = delete;

    Result<Task> Tell(const workflow::NewTask& wanted, std::vector<Step> steps) {
        auto task = workflow::GiveTask(stage_.platform, stage_.leader, wanted);
        for (auto& [who, act] : steps) {
            if (!task) return task;
            clock_.Set(std::min(clock_.Now() + kHour, real_));
            act.code = task->code;
            act.expected_version = task->version;
            task = workflow::ActOnTask(stage_.platform, who, act);
        }
        return task;
    }

  private:
    DemoStage& stage_;
    Instant real_;
    SetClock clock_;
};

// Some dossier that a specialist of the home commune has on the table; empty: there is none.
std::string ADossier(DemoStage& stage) {
    return stage.platform.storage.Read([&](storage::Transaction& tx) {
        const auto inbox = workflow::InboxStore(tx).Read(stage.specialist, workflow::InboxView::mine, stage.platform.clock.Now());
        for (const auto* item : inbox.items)
            if (item->path.starts_with("/can-bo/ho-so/")) return item->reference;
        return std::string();
    });
}

workflow::NewTask Wanted(const DemoStage& stage, std::string title, std::string wanted, int days) {
    return {.title = std::move(title),
            .wanted = std::move(wanted),
            .evidence = "",
            .unit = stage.home,
            .person = stage.specialist.account.id,
            .until = {},
            .days = days};
}

}  // namespace

Result<void> MakeDemo(DemoStage& stage) {
    const auto& leader = stage.leader;
    const auto& doer = stage.specialist;
    auto inspect = Wanted(stage, "Xác minh thực địa theo hồ sơ", "Kiểm tra hiện trạng, lập biên bản, chụp ảnh vị trí.", 5);
    inspect.evidence = "Biên bản và ảnh chụp";
    inspect.part_of = ADossier(stage);
    if (auto told = Story(stage, 2).Tell(inspect, {{doer, {.event = "acknowledge"}},
                                                   {doer, {.event = "report", .reason = "Đã hẹn người dân.", .percent = 30}}});
        !told)
        return std::unexpected(told.error());
    auto review = Wanted(stage, "Rà soát hồ sơ hộ tịch quá hạn", "Nêu nguyên nhân từng hồ sơ, đề xuất cách gỡ.", 8);
    if (auto told =
            Story(stage, 9).Tell(review, {{doer, {.event = "acknowledge"}},
                                          {doer, {.event = "finish", .reason = "Đã rà soát, còn hai hồ sơ chờ cơ quan thuế."}},
                                          {leader, {.event = "accept", .reason = "Rõ ràng, đúng hạn.", .mark = "good"}}});
        !told)
        return std::unexpected(told.error());
    auto list = Wanted(stage, "Lập danh sách hộ cận nghèo mới", "Theo mẫu của Sở Nội vụ, có xác nhận của tổ dân phố.", 3);
    list.urgent = true;
    if (auto told = Story(stage, 1).Tell(
            list, {{doer, {.event = "acknowledge"}},
                   {doer, {.event = "finish", .reason = "Danh sách 14 hộ, đã có xác nhận của các tổ dân phố."}}});
        !told)
        return std::unexpected(told.error());
    auto whole = Wanted(stage, "Số hóa sổ hộ tịch năm 2010", "Quét, nhập và đối chiếu toàn bộ sổ.", 20);
    auto begun = Story(stage, 6).Tell(whole, {{doer, {.event = "acknowledge"}}});
    if (!begun) return std::unexpected(begun.error());
    auto part = Wanted(stage, "Nhập sổ khai sinh", "Nhập 420 trường hợp, đối chiếu hai lượt.", 10);
    part.person = stage.other_specialist.account.id;
    part.part_of = begun->code;
    part.weight = 3;
    if (auto told = Story(stage, 5).Tell(
            part, {{stage.other_specialist, {.event = "acknowledge"}},
                   {stage.other_specialist, {.event = "report", .reason = "Đã nhập 168 trường hợp.", .percent = 40}}});
        !told)
        return std::unexpected(told.error());
    return {};
}

}  // namespace dongson::tasks
