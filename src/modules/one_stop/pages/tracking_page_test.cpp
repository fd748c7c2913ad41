#include "modules/one_stop/pages/tracking_page.h"

#include <gtest/gtest.h>

#include "platform/calendar/working_calendar.h"

namespace dongson::one_stop {

namespace {

Instant At(std::string_view text) {
    return Instant::Parse(text).value();
}

TrackingView Returned() {
    TrackingView view;
    view.dossier.received = At("2026-11-02 09:00");
    view.dossier.due = At("2026-11-09 17:00");
    view.dossier.finished = At("2026-11-12 10:00");
    view.dossier.closed = At("2026-11-13 10:00");
    view.late = view.dossier.Late(At("2026-11-30 10:00"));
    view.reasons = {Say("Thời hạn: {1} ngày làm việc", "5")};
    return view;
}

}  // namespace

TEST(DueLine, of_what_is_over_tells_what_was_promised_and_whether_it_was_kept) {
    auto view = Returned();
    const std::string late(DueLine(view).bytes());
    for (const auto* wanted :
         {"Hồ sơ đã kết thúc", "Hẹn trả kết quả", "trễ hạn", "Vì sao là ngày này?", "Thời hạn: 5 ngày làm việc"})
        EXPECT_NE(late.find(wanted), std::string::npos) << wanted << "\n" << late;
    view.late = false;
    EXPECT_NE(DueLine(view).bytes().find("trong hạn"), std::string_view::npos);
    // What was stopped is as late as it was then, however long ago that is.
    view.dossier.finished = {};
    view.dossier.closed = At("2026-11-09 10:00");
    EXPECT_FALSE(view.dossier.Late(At("2026-11-30 10:00")));
}

TEST(DueLine, promises_an_answer_within_hours_only_to_what_came_online) {
    TrackingView view;
    view.dossier.channel = Channel::online;
    EXPECT_NE(DueLine(view).bytes().find("8 giờ làm việc"), std::string_view::npos);
    view.dossier.channel = Channel::counter;
    EXPECT_EQ(DueLine(view).bytes().find("giờ làm việc"), std::string_view::npos);
}

TEST(CitizenTimeline, calls_a_reason_only_what_is_one) {
    auto view = Returned();
    Happening accepted{.id = 1, .event = "accept", .label = {"Tiếp nhận", "Receive"}};
    accepted.reason = "Phí, lệ phí 0 đồng. Căn cứ: Nghị quyết";
    accepted.form = "01";
    Happening asked{.id = 2, .event = "request_supplement", .label = {"Yêu cầu bổ sung", "Ask"}};
    asked.reason = "Thiếu giấy";
    asked.form = "02";
    view.happenings = {accepted, asked};
    const std::string text(CitizenTimeline(view).bytes());
    EXPECT_EQ(text.find("Lý do: <span lang=\"vi\">Phí"), std::string::npos) << text;
    EXPECT_EQ(text.find("Lý do: Phí"), std::string::npos) << text;
    EXPECT_NE(text.find("Phí, lệ phí 0 đồng"), std::string::npos) << text;
    EXPECT_NE(text.find("Lý do: "), std::string::npos) << text;
}

TEST(CitizenTimeline, says_what_the_applicant_corrected) {
    auto view = Returned();
    Happening completed{.id = 3, .event = "complete", .label = {"Hồ sơ đã được nộp lại", "Submitted again"}};
    completed.reason = "Đã sửa: Số bản: 1 → 3";
    view.happenings = {completed};
    const std::string text(CitizenTimeline(view).bytes());
    EXPECT_NE(text.find("Đã sửa: Số bản: 1 → 3"), std::string::npos) << text;
    EXPECT_EQ(text.find("Lý do"), std::string::npos) << text;
}

TEST(FeeLine, says_the_sum_and_whether_it_was_paid) {
    Dossier dossier;
    EXPECT_EQ(FeeLine(dossier, 0).bytes(), "");
    dossier.fee = 50000;
    EXPECT_NE(FeeLine(dossier, 0).bytes().find("50.000 đồng, chưa nộp"), std::string_view::npos);
    dossier.fee_paid = At("2026-11-12 10:00");
    EXPECT_NE(FeeLine(dossier, 0).bytes().find("50.000 đồng, đã nộp ngày 12/11/2026."), std::string_view::npos);
    EXPECT_NE(FeeLine(dossier, 1000).bytes().find("đã nộp ngày 12/11/2026, đã hoàn lại 1.000 đồng."), std::string_view::npos);
    EXPECT_NE(FeeLine(dossier, 50000).bytes().find("đã hoàn lại toàn bộ."), std::string_view::npos);
    dossier.fee = kFeeUnknown;
    EXPECT_NE(FeeLine(dossier, 0).bytes().find("sẽ cho biết mức thu"), std::string_view::npos);
}

// The act in the reader's language; what was asked for stays as it was written.
TEST(DueLine, explains_a_pause_in_english_too) {
    calendar::CaseClock clock;
    ASSERT_TRUE(clock.Start(At("2026-11-16 09:00")));
    ASSERT_TRUE(clock.Pause(At("2026-11-17 09:00"), calendar::PauseFor("Yêu cầu bổ sung", "Thiếu giấy")));
    const LanguageScope english(Language::english);
    const auto deadline =
        calendar::ComputeDeadline({5, calendar::DurationUnit::working_days}, calendar::WorkingCalendar::Shipped(), clock);
    const auto said = deadline->reasons.back().Now();
    EXPECT_NE(said.find("Ask for a supplement – Thiếu giấy"), std::string::npos) << said;
}

}  // namespace dongson::one_stop
