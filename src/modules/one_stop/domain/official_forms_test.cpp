#include "modules/one_stop/domain/official_forms.h"

#include <gtest/gtest.h>

#include <unistd.h>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "platform/papers/document.h"

namespace dongson::one_stop {

namespace {

// What a reader copies out of the PDF.
std::string TextOfPdf(const std::string& pdf) {
    const auto path = std::filesystem::temp_directory_path() / ("dongson-form-" + std::to_string(::getpid()) + ".pdf");
    std::ofstream(path, std::ios::binary) << pdf;
    std::string text;
    FILE* pipe = ::popen(("pdftotext -layout " + path.string() + " -").c_str(), "r");
    std::array<char, 4096> chunk{};
    while (const auto read = std::fread(chunk.data(), 1, chunk.size(), pipe)) text.append(chunk.data(), read);
    ::pclose(pipe);
    std::filesystem::remove(path);
    return text;
}

PaperContext Context() {
    papers::UseFonts(std::filesystem::temp_directory_path() / "dongson-test-fonts");
    PaperContext context;
    context.dossier.code = "H56.102-261116-0001";
    context.dossier.procedure_name = "Thủ tục đăng ký khai sinh";
    context.dossier.person = {.account = {},
                              .kind = identity::AccountKind::citizen,
                              .name = "Lê Thị Hoa",
                              .number = "038190001234",
                              .address = "Phố Hàng Đồng, phường Hạc Thành",
                              .phone = "0912345678",
                              .email = ""};
    context.dossier.intake = context.dossier.competent = UnitId{1};
    context.dossier.allowed = calendar::Duration{3, calendar::DurationUnit::working_days};
    context.dossier.received = Instant::Parse("2025-08-29 16:40");
    EXPECT_TRUE(context.dossier.clock.Start(*context.dossier.received));
    context.dossier.due = Instant::Parse("2025-09-05 17:00").value();
    context.dossier.result_number = "15/KQ-UBND";
    context.procedure.papers = {{"", "Tờ khai đăng ký khai sinh theo mẫu", 1, 0, ""}, {"", "Giấy chứng sinh", 1, 1, ""}};
    context.units = {{UnitId{1}, "Ủy ban nhân dân phường Hạc Thành"}};
    context.base_url = "http://localhost:8080";
    const auto add = [&](std::string event, std::string form, std::string reason) {
        context.happenings.push_back({.id = 1,
                                      .at = *context.dossier.received,
                                      .event = std::move(event),
                                      .label = {"Việc", "Event"},
                                      .from = "",
                                      .to = "",
                                      .actor = {},
                                      .actor_name = "Nguyễn Văn Quyết",
                                      .actor_unit = UnitId{1},
                                      .to_unit = UnitId{1},
                                      .reason = std::move(reason),
                                      .due = context.dossier.due,
                                      .form = std::move(form),
                                      .ledger = 0});
    };
    add("accept", "01", "");
    add("request_supplement", "02", "Thiếu giấy chứng sinh bản gốc");
    add("refuse", "03", "Không thuộc thẩm quyền");
    add("extend", "04", "Chờ xác minh");
    context.happenings.back().at = Instant::Parse("2025-09-03 09:00").value();
    EXPECT_TRUE(context.dossier.clock.Extend(context.happenings.back().at, Date::Of(2025, 9, 12), "Chờ xác minh"));
    add("stop", "05", "Quá hạn bổ sung");
    add("sign", "", "");
    return context;
}

}  // namespace

TEST(OfficialForms, carry_their_fields_and_their_text_extracts_exactly) {
    const auto context = Context();
    const std::pair<std::string_view, std::vector<std::string_view>> wanted[] = {
        {"01",
         {"GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Mã hồ sơ: H56.102-261116-0001",
          "Lê Thị Hoa", "3 ngày làm việc", "16 giờ 40 phút, ngày 29 tháng 08 năm 2025",
          "17 giờ 00 phút, ngày 05 tháng 09 năm 2025", "Giấy chứng sinh", "Nguyễn Văn Quyết", "Quốc khánh"}},
        {"02", {"PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "/HDHS", "Thiếu giấy chứng sinh bản gốc"}},
        {"03", {"PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "Không thuộc thẩm quyền"}},
        {"04", {"XIN LỖI", "/PXL", "12/09/2025"}},
        {"05", {"THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Quá hạn bổ sung"}},
        {"06", {"PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "Trước hạn", "Nguyễn Văn"}},
        {"kq", {"15/KQ-UBND", "KẾT QUẢ GIẢI QUYẾT"}}};
    for (const auto& [form, texts] : wanted) {
        const auto pdf = OfficialForm(context, form);
        ASSERT_TRUE(pdf) << form;
        EXPECT_NE(pdf->find("/MarkInfo"), std::string::npos) << form << " is not tagged";
        const auto text = TextOfPdf(*pdf);
        for (const auto expected : texts)
            EXPECT_NE(text.find(expected), std::string::npos) << form << " lacks: " << expected << "\n" << text;
    }
    Register month{.unit = "UBND phường Hạc Thành",
                   .from = Date::Of(2025, 8, 1),
                   .until = Date::Of(2025, 8, 31),
                   .dossiers = {context.dossier}};
    const auto whole = TextOfPdf(RegisterPaper(month, *context.dossier.received));
    EXPECT_NE(whole.find("SỔ THEO DÕI HỒ SƠ"), std::string::npos);
    EXPECT_EQ(whole.find("Chỉ gồm"), std::string::npos);
    month.kind = FigureKind::overdue;
    EXPECT_NE(TextOfPdf(RegisterPaper(month, *context.dossier.received)).find("Chỉ gồm hồ sơ: Đang giải quyết, quá hạn"), std::string::npos);
}

TEST(OfficialForms, are_refused_when_the_dossier_has_none) {
    auto context = Context();
    context.happenings.clear();
    EXPECT_EQ(OfficialForm(context, "03").error().code, "NOT_FOUND");
    EXPECT_EQ(OfficialForm(context, "99").error().code, "NOT_FOUND");
}

}  // namespace dongson::one_stop
