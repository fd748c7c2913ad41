#include "modules/one_stop/testing/papers.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "platform/papers/fonts.h"

namespace dongson::one_stop::testing {

Happening Happened(std::string event, std::string form, std::string reason, std::string_view at) {
    return {.id = 1,
            .at = Instant::Parse(at).value(),
            .event = event,
            .label = {"Việc " + event, "Event"},
            .from = event == "request_supplement" ? "same" : "before",
            .to = event == "request_supplement" ? "same" : "after",
            .actor = {},
            .actor_name = "Nguyễn Văn Quyết",
            .actor_unit = kWard,
            .to_unit = kWard,
            .reason = std::move(reason),
            .due = Instant::Parse("2025-09-05 17:00").value(),
            .form = std::move(form),
            .ledger = 0};
}

PaperContext Context() {
    papers::UseFonts(std::filesystem::temp_directory_path() / "dongson-test-fonts");
    PaperContext context;
    context.dossier.code = "H56.102-250829-0001";
    context.dossier.procedure_name = "Thủ tục đăng ký khai sinh";
    context.dossier.person = {.account = {},
                              .kind = identity::AccountKind::citizen,
                              .name = "Lê Thị Hoa",
                              .number = "038190001234",
                              .address = "Phố Hàng Đồng, phường Hạc Thành",
                              .phone = "0912345678",
                              .email = ""};
    context.dossier.intake = context.dossier.competent = kWard;
    context.calendar = std::make_shared<const calendar::WorkingCalendar>(calendar::WorkingCalendar::Shipped());
    context.dossier.allowed = calendar::Duration{3, calendar::DurationUnit::working_days};
    context.dossier.received = Instant::Parse("2025-08-29 16:40");
    EXPECT_TRUE(context.dossier.clock.Start(*context.dossier.received));
    context.dossier.due = Instant::Parse("2025-09-05 17:00").value();
    context.dossier.register_number = 15;
    context.procedure.papers = {{"", "Tờ khai đăng ký khai sinh theo mẫu", 1, 0, ""},
                                {"", "Giấy chứng sinh", 1, 1, ""},
                                {"", "Giấy chứng nhận kết hôn", 1, 0, ""}};
    context.form = FormFor(ShippedForms(), context.procedure);
    context.units = {{kWard,
                      {.name = "Ủy ban nhân dân phường Hạc Thành",
                       .parent = "",
                       .one_stop = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
                       .place = "Hạc Thành",
                       .notation = "UBND"}},
                     {kDepartment,
                      {.name = "Sở Tư pháp",
                       .parent = "ỦY BAN NHÂN DÂN TỈNH THANH HÓA",
                       .one_stop = "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
                       .place = "Thanh Hóa",
                       .notation = "STP"}}};
    context.base_url = "http://localhost:8080";
    context.now = Instant::Parse("2025-09-08 09:30").value();
    context.happenings = {Happened("submit", "", "", "2025-08-29 16:00"), Happened("accept", "01", "", "2025-08-29 16:40"),
                          Happened("forward", "", "", "2025-09-05 16:00"), Happened("sign", "", "", "2025-09-08 08:00")};
    return context;
}

Issue AnIssue(std::string_view form, std::string_view at) {
    return {.form = std::string(form),
            .unit = kWard,
            .notation = "05/HDHS",
            .at = Instant::Parse(at).value(),
            .signer = "Nguyễn Văn Quyết",
            .position = "Phó Chủ tịch",
            .reason = "Thiếu giấy chứng sinh bản gốc",
            .promised = Instant::Parse("2025-09-05 17:00").value(),
            .components = {{1, 1, 0, 2}}};
}

void Leave(const std::string& name, const std::string& pdf) {
    if (const char* folder = std::getenv("DONGSON_PICTURES"))
        std::ofstream(std::string(folder) + "/" + name + ".pdf", std::ios::binary) << pdf;
}

Drawn Draw(const PaperContext& context, const Issue& issue) {
    auto drawn = OfficialForm(context, issue);
    Leave(issue.form + "-" + issue.at.LocalDate().Iso(), drawn.pdf);
    return drawn;
}

void ExpectTexts(const std::string& text, const std::vector<std::string_view>& wanted) {
    for (const auto each : wanted) EXPECT_NE(text.find(each), std::string::npos) << "lacks: " << each << "\n" << text;
}

}  // namespace dongson::one_stop::testing
