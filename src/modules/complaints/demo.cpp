#include "modules/complaints/demo.h"

#include <algorithm>

#include "modules/complaints/actions/act_on_complaint.h"
#include "modules/complaints/actions/file_complaint.h"
#include "platform/calendar/calendars.h"
#include "storage/database.h"

namespace dongson::complaints {

using workflow::Actor;

namespace {

struct Step {
    const identity::Officer& who;
    Act act;
};

class ComplaintStory {
  public:
    ComplaintStory(DemoStage& stage, int days_ago) : stage_(stage), real_(stage.platform.clock.Now()), clock_(real_) {
        const auto day = stage.platform.calendar.Now()->WorkingDayFrom(real_.LocalDate() - days_ago);
        constexpr int kNine = 9 * 60;
        clock_.Set(std::min(Instant::At(day, kNine), real_));
        stage_.use_clock(&clock_);
    }
    ~ComplaintStory() { stage_.use_clock(nullptr); }
    ComplaintStory(const ComplaintStory&) = delete;
    ComplaintStory& operator=(const ComplaintStory&) = delete;

    // One step an hour; what the process refuses ends it.
    Result<Complaint> Tell(NewComplaint wanted, std::vector<Step> steps) {
        wanted.known = clock_.Now().LocalDate() - 3;
        auto complaint = FileComplaint(stage_.platform, stage_.people.front(), std::move(wanted));
        for (auto& [who, act] : steps) {
            if (!complaint) return complaint;
            clock_.Set(std::min(clock_.Now() + kHour, real_));
            act.code = complaint->code;
            act.expected_version = complaint->version;
            complaint = ActOnComplaint(stage_.platform, Actor::Of(who), act);
        }
        return complaint;
    }

  private:
    DemoStage& stage_;
    Instant real_;
    SetClock clock_;
};

}  // namespace

Result<void> MakeDemo(DemoStage& stage) {
    if (stage.people.empty()) return {};
    const auto &clerk = stage.clerk, &doer = stage.specialist, &leader = stage.leader;
    const NewComplaint decided{.feedback = false,
                               .about = "unit",
                               .about_code = "",
                               .named = "",
                               .unit = stage.home,
                               .said = "Phường trả kết quả chậm 12 ngày so với giấy hẹn, không có thư xin lỗi.",
                               .wish = "Giải thích lý do và trả kết quả."};
    const Act propose{.code = "",
                      .event = "propose",
                      .outcome = "justified",
                      .result = "Việc trả chậm là có thật. Phường xin lỗi người khiếu nại và trả kết quả ngay trong ngày."};
    if (auto told = ComplaintStory(stage, 20).Tell(
            decided, {{clerk, {.code = "", .event = "accept"}}, {doer, propose}, {leader, {.code = "", .event = "sign"}}});
        !told)
        return std::unexpected(told.error());
    auto open = decided;
    open.said = "Bộ phận một cửa từ chối nhận hồ sơ mà không đưa phiếu từ chối.";
    open.wish = "Nhận hồ sơ, hoặc từ chối bằng văn bản.";
    if (auto told = ComplaintStory(stage, 4).Tell(open, {{clerk, {.code = "", .event = "accept"}}}); !told)
        return std::unexpected(told.error());
    NewComplaint feedback{.feedback = true,
                          .about = "procedure",
                          .about_code = "Chứng thực bản sao từ bản chính",
                          .named = "",
                          .unit = stage.home,
                          .said = "Giờ nhận chứng thực buổi chiều quá ngắn, người đi làm không kịp đến.",
                          .wish = ""};
    feedback.may_publish = true;
    const Act answer{.code = "",
                     .event = "answer",
                     .result = "Từ tháng này bộ phận một cửa nhận chứng thực đến 17 giờ, và nhận cả sáng thứ Bảy."};
    auto answered = ComplaintStory(stage, 12).Tell(feedback, {{clerk, {.code = "", .event = "accept"}}, {doer, answer}});
    if (!answered) return std::unexpected(answered.error());
    auto shown = PublishAnswer(stage.platform, doer,
                               {.code = answered->code,
                                .expected_version = answered->version,
                                .question = "Giờ nhận chứng thực buổi chiều quá ngắn, người đi làm không kịp đến.",
                                .answer = answered->result});
    if (shown)
        shown = PublishAnswer(stage.platform, leader, {.code = shown->code, .expected_version = shown->version, .publish = true});
    if (!shown) return std::unexpected(shown.error());
    feedback.said = "Tờ khai đăng ký thường trú hỏi hai lần cùng một thông tin về chủ hộ.";
    feedback.about_code = "Đăng ký thường trú";
    if (auto told = ComplaintStory(stage, 1).Tell(feedback, {}); !told) return std::unexpected(told.error());
    return {};
}

}  // namespace dongson::complaints
