#include "modules/one_stop/domain/running_records.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/testing/papers.h"
#include "modules/one_stop/testing/pdf_text.h"

namespace dongson::one_stop {

using testing::Context;
using testing::ExpectTexts;
using testing::kDepartment;
using testing::kWard;
using testing::TextOfPdf;

namespace {

Happening Moved(std::string event, std::string from, std::string to, std::string who, UnitId unit, UnitId to_unit,
                std::string_view at) {
    return {.id = 1,
            .at = Instant::Parse(at).value(),
            .event = event,
            .label = {"Việc " + event, "Event"},
            .from = std::move(from),
            .to = std::move(to),
            .actor = {},
            .actor_name = std::move(who),
            .actor_unit = unit,
            .to_unit = to_unit,
            .reason = "",
            .due = Instant::Parse("2025-09-05 17:00").value(),
            .form = "",
            .ledger = 0};
}

// A whole life at a ward's counter and a department.
PaperContext HandedOn() {
    auto context = Context();
    context.dossier.process = "specialist_leader";
    context.happenings = {
        Moved("submit", "", "submitted", "Lê Thị Hoa", {}, kWard, "2025-08-29 16:00"),
        Moved("accept", "submitted", "received", "Clerk An", kWard, kWard, "2025-08-29 16:40"),
        Moved("forward", "received", "examining", "Clerk An", kWard, kDepartment, "2025-09-03 08:00"),
        Moved("submit_for_signature", "examining", "signing", "Specialist Bình", kDepartment, kDepartment, "2025-09-05 16:00"),
        Moved("sign", "signing", "result_ready", "Leader Chi", kDepartment, kWard, "2025-09-08 08:00"),
        Moved("mark_paid", "result_ready", "result_ready", "Clerk An", kWard, kWard, "2025-09-08 09:00"),
        Moved("return_result", "result_ready", "returned", "Clerk An", kWard, kWard, "2025-09-08 09:10")};
    return context;
}

}  // namespace

TEST(RunningRecords, the_control_slip_has_a_row_for_each_hand_over_and_names_who_took_it) {
    auto context = HandedOn();
    auto text = TextOfPdf(ControlSlip(context));
    ExpectTexts(text, {"Việc submit", "Việc forward", "Việc sign", "Việc return_result", "1. Giao: 16:00 29/08/2025",
                       "2. Nhận: 16:40 29/08/2025", "1. Giao: 09:10 08/09/2025", "2. Nhận: 09:10 08/09/2025"});
    for (const auto* untrue : {"Việc accept", "Việc mark_paid", "chưa nhận"})
        EXPECT_EQ(text.find(untrue), std::string::npos) << untrue << "\n" << text;
    // At the counter the clerk takes it from the applicant's hand.
    context.happenings.resize(1);
    context.happenings[0].actor_name = "Clerk An";
    context.happenings[0].actor_unit = kWard;
    text = TextOfPdf(ControlSlip(context));
    ExpectTexts(text, {"Lê Thị Hoa", "Clerk An", "2. Nhận: 16:00 29/08/2025"});
    // Nobody has taken up what was handed on.
    context = HandedOn();
    context.happenings.resize(3);
    EXPECT_NE(TextOfPdf(ControlSlip(context)).find("chưa nhận"), std::string::npos);
    // A slip without a result says how it ended, and that nobody was given it.
    context.happenings.push_back(
        Moved("stop", "examining", "stopped", "Specialist Bình", kDepartment, kDepartment, "2025-09-08 08:00"));
    context.dossier.state = "stopped";
    context.dossier.closed = context.happenings.back().at;
    text = TextOfPdf(ControlSlip(context));
    ExpectTexts(text, {"Kết thúc", "Dừng giải quyết"});
    EXPECT_EQ(text.find("Việc stop"), std::string::npos) << text;
}

TEST(RunningRecords, the_control_slip_names_giver_and_receiver_and_judges_each_step) {
    const auto context = HandedOn();
    const auto pdf = ControlSlip(context);
    testing::Leave("slip", pdf);
    const auto text = TextOfPdf(pdf);
    ExpectTexts(text, {"PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "Lập lúc 09 giờ 30 phút, ngày 08 tháng 09 năm 2025",
                       "1. Giao: 08:00 03/09/2025", "2. Nhận: 16:00 05/09/2025", "Người giao", "Người nhận", "Trước hạn",
                       "Đúng hạn", "Quá hạn"});
}

// On the last day it is on time until the hour that was set (Civil Code art. 148: a term ends with its last day).
TEST(RunningRecords, on_time_is_the_last_day_until_the_hour_that_was_set) {
    const auto at = [](std::string_view local) { return Instant::Parse(local).value(); };
    const auto due = at("2025-09-05 17:00");
    EXPECT_EQ(Timeliness(at("2025-09-04 23:00"), due), "Trước hạn");
    EXPECT_EQ(Timeliness(at("2025-09-05 07:00"), due), "Đúng hạn");
    EXPECT_EQ(Timeliness(due, due), "Đúng hạn");
    EXPECT_EQ(Timeliness(at("2025-09-05 17:01"), due), "Quá hạn");
    EXPECT_EQ(Timeliness(due, kNever), "");
}

// The names of real procedures in a month of fifty: the book is read, not leafed through.
TEST(RunningRecords, a_sheet_of_the_register_holds_twelve_rows_and_who_received) {
    auto context = Context();
    context.dossier.code = "H56.16150-250829-0001";
    Register month{.unit = "Ủy ban nhân dân phường Hạc Thành",
                   .head = context.Unit(kWard),
                   .from = Date::Of(2025, 8, 1),
                   .until = Date::Of(2025, 8, 31)};
    const char* names[] = {"Thủ tục đăng ký khai sinh", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
                           "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh",
                           "Chứng thực giao dịch liên quan đến tài sản là động sản, quyền sử dụng đất, nhà ở",
                           "Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hàng tháng, hỗ trợ kinh phí chăm sóc"};
    for (int each = 0; each < 50; ++each) {
        context.dossier.id = CaseId{each + 1};
        context.dossier.procedure_name = names[each % 5];
        month.dossiers.push_back(context.dossier);
        month.receivers[context.dossier.id] = "Trần Thị Tiếp";
    }
    const auto pdf = RegisterPaper(month, context.now);
    testing::Leave("register-50", pdf);
    const auto lines = testing::LinesOfPdf(pdf);
    EXPECT_LE(std::ranges::count(lines, '\f'), 5);
    EXPECT_NE(TextOfPdf(pdf).find("Tiếp"), std::string::npos);
}

TEST(RunningRecords, the_register_breaks_no_date_and_no_phone_number) {
    auto context = Context();
    context.dossier.state = "returned";
    context.dossier.closed = context.now;
    Register month{.unit = "Ủy ban nhân dân phường Hạc Thành",
                   .head = context.Unit(kWard),
                   .from = Date::Of(2025, 8, 1),
                   .until = Date::Of(2025, 8, 31),
                   .dossiers = {context.dossier, context.dossier}};
    month.dossiers[1].procedure_name =
        "Thủ tục hành chính có tên thật dài để bảng phải chia chỗ cho mọi cột, kể cả cột hẹp nhất và "
        "cột của chính tên ấy";
    month.dossiers[1].person.phone = "+842373852246";
    month.sets[context.dossier.id] = 3;
    const auto pdf = RegisterPaper(month, context.now);
    testing::Leave("register", pdf);
    const auto text = TextOfPdf(pdf);
    EXPECT_EQ(text.find("…"), std::string::npos) << text;
    ExpectTexts(text, {"SỔ THEO DÕI HỒ SƠ", "29/08/2025", "05/09/2025", "08/09/2025", "0912345678", "+842373852246",
                       "H56.102-250829-0001", "Hạc Thành, ngày 08 tháng 9 năm 2025", "Lập lúc 09 giờ 30 phút"});
    EXPECT_EQ(text.find("Chỉ gồm"), std::string::npos);
    month.kind = FigureKind::overdue;
    EXPECT_NE(TextOfPdf(RegisterPaper(month, context.now)).find("Chỉ gồm hồ sơ: Đang giải quyết, quá hạn"), std::string::npos);
}

}  // namespace dongson::one_stop
