#include "modules/one_stop/domain/official_forms.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/testing/papers.h"
#include "modules/one_stop/testing/pdf_text.h"

namespace dongson::one_stop {

using testing::AnIssue;
using testing::Context;
using testing::Draw;
using testing::ExpectTexts;
using testing::kDepartment;
using testing::TextOfPdf;

TEST(OfficialForms, carry_their_fields_and_their_text_extracts_exactly) {
    const auto context = Context();
    const std::pair<std::string_view, std::vector<std::string_view>> wanted[] = {
        {"01",
         {"GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "H56.102-250829-0001", "Lê Thị Hoa",
          "3 ngày làm việc", "16 giờ 40 phút, ngày 29 tháng 08 năm 2025", "17 giờ 00 phút, ngày 05 tháng 09 năm 2025",
          "Giấy chứng sinh", "Nguyễn Văn Quyết", "Quốc khánh", "quyển số: 01/2025, số thứ tự: 15", "0912345678"}},
        {"02", {"PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Số: 05/HDHS", "Thiếu giấy chứng sinh bản gốc"}},
        {"03", {"PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "Thiếu giấy chứng sinh bản gốc"}},
        {"04", {"VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT", "Nơi nhận:", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"}},
        {"05", {"THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Thiếu giấy chứng sinh bản gốc", "Nơi nhận:"}}};
    for (const auto& [form, texts] : wanted) {
        const auto drawn = Draw(context, AnIssue(form));
        EXPECT_NE(drawn.pdf.find("/MarkInfo"), std::string::npos) << form << " is not tagged";
        ExpectTexts(TextOfPdf(drawn.pdf), texts);
        // What is kept of it says the same.
        EXPECT_NE(drawn.said.find(texts[0]), std::string::npos) << drawn.said;
    }
}

TEST(OfficialForms, stand_under_the_body_that_writes_them_and_its_place) {
    const auto counter = OfficialForm(Context(), AnIssue("01")).said;
    EXPECT_TRUE(
        counter.starts_with("ỦY BAN NHÂN DÂN PHƯỜNG HẠC THÀNH\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG\nSố: 05/HDHS\n"
                            "Hạc Thành, ngày 01 tháng 10 năm 2025\n"))
        << counter;
    // A people's committee has no body above it on its papers.
    EXPECT_TRUE(OfficialForm(Context(), AnIssue("05")).said.starts_with("ỦY BAN NHÂN DÂN\nPHƯỜNG HẠC THÀNH\n"));
    auto of_department = AnIssue("05", "2026-02-05 08:00");
    of_department.unit = kDepartment;
    EXPECT_TRUE(OfficialForm(Context(), of_department)
                    .said.starts_with("ỦY BAN NHÂN DÂN TỈNH THANH HÓA\nSỞ TƯ PHÁP\nSố: 05/HDHS\n"
                                      "Thanh Hóa, ngày 05 tháng 02 năm 2026\n"));
}

TEST(OfficialForms, follow_the_circular_of_their_day) {
    const auto context = Context();
    const auto before = Draw(context, AnIssue("04", "2025-09-14 10:00")).said;
    EXPECT_NE(before.find("PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ"), std::string::npos) << before;
    const auto after = OfficialForm(context, AnIssue("04", "2025-09-15 10:00")).said;
    EXPECT_NE(after.find("VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN"), std::string::npos) << after;
    // The number of the applicant's papers stands where the form of the day has it.
    EXPECT_EQ(Draw(context, AnIssue("01", "2025-09-14 10:00")).said.find("038190001234"), std::string::npos);
    EXPECT_NE(OfficialForm(context, AnIssue("01", "2025-09-15 10:00")).said.find("038190001234"), std::string::npos);
    for (const auto key : {kReceipt, kSupplementSlip, kRefusalSlip, kApology, kStopNotice, kControlSlip, kRegisterBook})
        for (const auto day : {Date::Of(2023, 10, 2), Date::Of(2026, 1, 5)}) EXPECT_NE(FormSetOn(day).Find(key), nullptr) << key;
    EXPECT_EQ(FormSetOn(Date::Of(2023, 10, 2)).Find(kControlSlip)->number, "05");
    EXPECT_EQ(FormSetOn(Date::Of(2026, 1, 5)).Find(kControlSlip)->number, "06");
    EXPECT_EQ(FormSetOn(Date::Of(2023, 10, 2)).Find(kStopNotice)->number, "");  // the circular of 2018 had none
}

TEST(OfficialForms, the_receipt_lists_what_was_handed_in_and_not_what_is_asked_for) {
    auto context = Context();
    context.papers = {
        {.file = {}, .component = 2, .round = 0, .name = "a.pdf", .type = "", .digest = "", .size = 1, .added = {}}};
    auto issue = AnIssue("01");
    issue.components = {{1, 1, 2, 3}};
    issue.sets = 2;
    const auto said = OfficialForm(context, issue).said;
    EXPECT_NE(said.find("1 | Giấy chứng sinh | 01 | 02 | 03 | \n"), std::string::npos) << said;
    EXPECT_NE(said.find("2 | Giấy chứng nhận kết hôn |  |  |  | 01\n"), std::string::npos) << said;
    EXPECT_EQ(said.find("Tờ khai đăng ký khai sinh"), std::string::npos) << said;
    EXPECT_NE(said.find("Số lượng hồ sơ: 02 (bộ)"), std::string::npos) << said;
    issue.components.clear();
    context.papers.clear();
    EXPECT_NE(OfficialForm(context, issue).said.find("Không có giấy tờ kèm theo."), std::string::npos);
}

TEST(OfficialForms, a_supplement_has_a_row_for_each_component) {
    auto issue = AnIssue("02");
    issue.components = {{0, 1, 0, 0}, {1, 0, 1, 2}};
    const auto said = OfficialForm(Context(), issue).said;
    EXPECT_NE(said.find("1 | Tờ khai đăng ký khai sinh theo mẫu | 01 |  | \n"), std::string::npos) << said;
    EXPECT_NE(said.find("2 | Giấy chứng sinh |  | 01 | 02\n"), std::string::npos) << said;
}

TEST(OfficialForms, an_apology_names_the_promised_date_and_the_new_one) {
    auto context = Context();
    context.dossier.due = Instant::Parse("2025-09-12 17:00").value();
    const auto said = OfficialForm(context, AnIssue("04")).said;
    EXPECT_NE(said.find("Thời gian hẹn trả kết quả: 17 giờ 00 phút, ngày 05 tháng 09 năm 2025"), std::string::npos) << said;
    EXPECT_NE(said.find("Thời gian hẹn trả kết quả mới: 17 giờ 00 phút, ngày 12 tháng 09 năm 2025"), std::string::npos) << said;
}

// Decree 30/2020, appendix I, part II.7.
TEST(OfficialForms, say_in_whose_name_they_are_signed) {
    auto context = Context();
    context.procedure.results = {"Giấy phép xây dựng"};
    const auto ward = context.Unit(testing::kWard), department = context.Unit(kDepartment);
    using Lines = std::vector<std::string>;
    EXPECT_EQ(AuthorityLines(ward, "Chủ tịch"), (Lines{"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"}));
    EXPECT_EQ(AuthorityLines(ward, "Chủ tịch Ủy ban nhân dân phường Hạc Thành"), (Lines{"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"}));
    EXPECT_EQ(AuthorityLines(ward, "Phó Chủ tịch UBND phường"), (Lines{"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"}));
    EXPECT_EQ(AuthorityLines(department, "Giám đốc"), Lines{"GIÁM ĐỐC"});
    EXPECT_EQ(AuthorityLines(department, "Phó Giám đốc"), (Lines{"KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"}));
    // By whose order nothing says.
    EXPECT_EQ(AuthorityLines(ward, "Chánh Văn phòng"), Lines{"CHÁNH VĂN PHÒNG"});
    EXPECT_EQ(AuthorityLines(ward, ""), Lines{""});
    using identity::SignsAs;
    const auto for_head = [&](const UnitOnPaper& unit, const char* position, const char* head, SignsAs signs) {
        const identity::InStead in_stead{.position = head, .signs = signs};
        return AuthorityLines(unit, position, &in_stead);
    };
    EXPECT_EQ(for_head(ward, "Phó Chủ tịch UBND phường", "Chủ tịch UBND phường", SignsAs::deputy),
              (Lines{"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"}));
    EXPECT_EQ(for_head(ward, "Phó Chủ tịch", "Phó Chủ tịch UBND phường", SignsAs::deputy),
              (Lines{"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"}))
        << "a deputy of a deputy signs for the head";
    EXPECT_EQ(for_head(ward, "Phó Chủ tịch", "Chủ tịch", SignsAs::acting), (Lines{"TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"}));
    EXPECT_EQ(for_head(ward, "Chánh Văn phòng", "Chủ tịch", SignsAs::by_order), (Lines{"TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"}));
    EXPECT_EQ(for_head(department, "Trưởng phòng", "Giám đốc", SignsAs::by_authority), (Lines{"TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"}));
    EXPECT_EQ(for_head(department, "Phó Trưởng phòng", "Trưởng phòng", SignsAs::acting), Lines{"Q. TRƯỞNG PHÒNG"});
    EXPECT_EQ(for_head(department, "Chuyên viên", "Trưởng phòng", SignsAs::own_name), Lines{"CHUYÊN VIÊN"});
    for (const auto* form : {"04", "05"})
        ExpectTexts(TextOfPdf(Draw(context, AnIssue(form)).pdf), {"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"});
    auto issue = AnIssue(kResult);
    issue.position = "Chủ tịch";
    ExpectTexts(TextOfPdf(Draw(context, issue).pdf), {"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"});
    issue.unit = kDepartment;
    issue.position = "Giám đốc";
    const auto text = TextOfPdf(Draw(context, issue).pdf);
    ExpectTexts(text, {"GIÁM ĐỐC"});
    EXPECT_EQ(text.find("TM."), std::string::npos) << text;
}

// A result is a document: kind, subject, body from the dossier, who decided, who gets it.
TEST(OfficialForms, a_result_is_a_document_of_its_kind) {
    auto context = Context();
    context.procedure.results = {"Giấy phép xây dựng"};
    context.dossier.result_text = "xây nhà ở hai tầng trên thửa 12.";
    auto issue = AnIssue(kResult);
    issue.notation = "07/GP-UBND";
    const auto said = Draw(context, issue).said;
    for (const auto* wanted :
         {"Số: 07/GP-UBND", "GIẤY PHÉP", "Về việc đăng ký khai sinh",
          "Cấp phép cho: Lê Thị Hoa; số định danh cá nhân: 038190001234", "Nội dung được phép: xây nhà ở hai tầng trên thửa 12.",
          "PHÓ CHỦ TỊCH", "- Lê Thị Hoa;", "Phê duyệt trên hệ thống lúc 10 giờ 05 phút", "chưa được ký số"})
        EXPECT_NE(said.find(wanted), std::string::npos) << wanted << "\n" << said;
    issue.draft = true;
    const auto draft = OfficialForm(context, issue).said;
    EXPECT_NE(draft.find("Dự thảo: chưa được phê duyệt"), std::string::npos);
    EXPECT_EQ(draft.find("Phê duyệt trên hệ thống"), std::string::npos);
}

// Every paper there is, for a person of this country, a foreigner and a company.
TEST(OfficialForms, name_a_person_as_what_they_are) {
    auto context = Context();
    struct Case {
        identity::AccountKind kind;
        const char *number, *label;
        bool organisation;
    };
    const Case cases[] = {{identity::AccountKind::citizen, "038190001234", "ố định danh cá nhân: ", false},
                          {identity::AccountKind::citizen, "KOR-M12345678", "ố hộ chiếu: ", false},
                          {identity::AccountKind::business, "2800123452", "ã số thuế: ", true}};
    for (const auto& each : cases) {
        context.dossier.person.kind = each.kind;
        context.dossier.person.number = each.number;
        const auto receipt = OfficialForm(context, AnIssue("01")).said;
        EXPECT_NE(receipt.find(each.label + std::string(each.number)), std::string::npos) << receipt;
        for (const auto* form : {"02", "03", "04", "05"})
            EXPECT_EQ(OfficialForm(context, AnIssue(form)).said.find("Ông/Bà") == std::string::npos, each.organisation) << form;
        for (const auto& kind : ShippedResultKinds()) {
            context.procedure.name = context.dossier.procedure_name = kind.book ? kind.words.front() : "Thủ tục khác";
            context.procedure.results = kind.words.empty() ? std::vector<std::string>{} : std::vector{kind.words.front()};
            const auto said = OfficialForm(context, AnIssue(kResult)).said;
            EXPECT_NE(said.find(each.label + std::string(each.number)), std::string::npos) << kind.key << "\n" << said;
            EXPECT_EQ(said.find("Ông/Bà, tổ chức"), std::string::npos) << said;
            EXPECT_EQ(said.find("số định danh hoặc"), std::string::npos) << said;
            if (each.organisation) {
                EXPECT_EQ(said.find("Ông/Bà"), std::string::npos) << said;
            }
        }
    }
}

// Nothing typed reaches a paper that cannot be printed; what is on record from before shows that a character was there.
TEST(OfficialForms, draw_no_box_where_no_face_has_the_character) {
    auto context = Context();
    context.dossier.person.name = "李小龙";
    auto issue = AnIssue("02");
    issue.reason = "Thiếu\x0bgiấy 😀";
    const auto drawn = OfficialForm(context, issue);
    EXPECT_NE(drawn.said.find("[?][?][?]"), std::string::npos) << drawn.said;
    EXPECT_NE(drawn.said.find("Thiếu giấy [?]"), std::string::npos) << drawn.said;
    EXPECT_NE(testing::LinesOfPdf(drawn.pdf).find("Thiếu giấy [?]"), std::string::npos);
}

TEST(OfficialForms, a_certified_copy_says_what_it_is_and_which_book_has_it) {
    auto context = Context();
    context.procedure.results = {"Bản sao được chứng thực từ bản chính"};
    context.procedure.name = context.dossier.procedure_name = "Chứng thực bản sao từ bản chính giấy tờ cấp hoặc chứng nhận";
    auto issue = AnIssue(kResult);
    issue.notation = "07/SCT/BS";
    const auto said = Draw(context, issue).said;
    ExpectTexts(said, {"Số: 07/SCT/BS", "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH",
                       "Số chứng thực: 07/SCT/BS; quyển số: 01/2025-SCT/BS.", "chứng thực bản sao đúng với bản chính."});
    EXPECT_EQ(said.find("GIẤY CHỨNG NHẬN"), std::string::npos) << said;
    EXPECT_EQ(said.find("đủ điều kiện"), std::string::npos) << said;
}

TEST(OfficialForms, say_when_they_are_drawn_from_the_record_and_not_as_issued) {
    auto issue = AnIssue("03");
    EXPECT_EQ(OfficialForm(Context(), issue).said.find("Bản dựng lại"), std::string::npos);
    issue.rebuilt = true;
    issue.notation.clear();
    const auto said = OfficialForm(Context(), issue).said;
    EXPECT_NE(said.find("Bản dựng lại từ dữ liệu lúc 09 giờ 30 phút, ngày 08 tháng 09 năm 2025"), std::string::npos) << said;
    EXPECT_NE(said.find("Số: …\n"), std::string::npos) << said;
}

TEST(OfficialForms, name_an_address_only_where_the_result_goes_by_post) {
    auto context = Context();
    context.dossier.delivery_address = "Số 5 phố Tân An";
    EXPECT_EQ(OfficialForm(context, AnIssue("01")).said.find("Tân An"), std::string::npos);
    context.dossier.delivery = Delivery::post;
    EXPECT_NE(OfficialForm(context, AnIssue("01")).said.find("Tân An"), std::string::npos);
}

// A paper states; it does not ask.
TEST(OfficialForms, state_what_was_declared_under_nouns) {
    for (const auto& form : ShippedForms())
        for (const auto& section : form.sections)
            for (const auto& question : section.questions)
                EXPECT_EQ(question.label.vi.ends_with('?'), !question.on_paper.empty()) << form.key << ": " << question.key;
}

TEST(OfficialForms, are_in_the_language_of_the_law_whatever_the_officer_reads) {
    const LanguageScope english(Language::english);
    const auto said = OfficialForm(Context(), AnIssue("01")).said;
    EXPECT_NE(said.find("3 ngày làm việc"), std::string::npos) << said;
}

TEST(OfficialForms, say_that_nobody_signed_them_digitally) {
    for (const auto form : {"01", "02", "03", "04", "05"}) {
        const auto said = OfficialForm(Context(), AnIssue(form)).said;
        EXPECT_NE(said.find("chưa được ký số"), std::string::npos) << said;
    }
}

}  // namespace dongson::one_stop
