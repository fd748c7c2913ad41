#include "modules/one_stop/domain/official_forms.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/text.h"
#include "modules/one_stop/domain/running_records.h"
#include "modules/one_stop/testing/pdf_text.h"
#include "platform/papers/fonts.h"

namespace dongson::one_stop {

using testing::FontsOfPdf;
using testing::TextOfPdf;

namespace {

constexpr UnitId kWard{1}, kDepartment{2};

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
    context.dossier.allowed = calendar::Duration{3, calendar::DurationUnit::working_days};
    context.dossier.received = Instant::Parse("2025-08-29 16:40");
    EXPECT_TRUE(context.dossier.clock.Start(*context.dossier.received));
    context.dossier.due = Instant::Parse("2025-09-05 17:00").value();
    context.dossier.register_number = 15;
    context.procedure.papers = {{"", "Tờ khai đăng ký khai sinh theo mẫu", 1, 0, ""},
                                {"", "Giấy chứng sinh", 1, 1, ""},
                                {"", "Giấy chứng nhận kết hôn", 1, 0, ""}};
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

Issue AnIssue(std::string_view form, std::string_view at = "2025-10-01 10:05") {
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

// Where DONGSON_PICTURES names a folder the papers are left there, to be looked at beside the rules.
Drawn Draw(const PaperContext& context, const Issue& issue) {
    auto drawn = OfficialForm(context, issue);
    if (const char* folder = std::getenv("DONGSON_PICTURES"))
        std::ofstream(std::string(folder) + "/" + issue.form + "-" + issue.at.LocalDate().Iso() + ".pdf", std::ios::binary)
            << drawn.pdf;
    return drawn;
}

void ExpectTexts(const std::string& text, const std::vector<std::string_view>& wanted) {
    for (const auto each : wanted) EXPECT_NE(text.find(each), std::string::npos) << "lacks: " << each << "\n" << text;
}

}  // namespace

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

// Decree 30/2020/NĐ-CP, appendix I.
TEST(OfficialForms, are_set_in_a_times_metric_face_that_travels_inside) {
    const auto fonts = FontsOfPdf(Draw(Context(), AnIssue("04")).pdf);
    int faces = 0;
    for (const auto line : Split(fonts, '\n')) {
        if (line.find("TrueType") == std::string_view::npos && line.find("CID") == std::string_view::npos) continue;
        ++faces;
        EXPECT_NE(line.find("LiberationSerif"), std::string_view::npos) << fonts;
        EXPECT_NE(line.find("yes yes"), std::string_view::npos) << fonts;  // embedded, and only what is used
    }
    EXPECT_GE(faces, 3) << fonts;
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

// Line by line as it stands on the page: "ngày" and the year are never on two lines.
TEST(OfficialForms, a_day_written_out_is_never_broken) {
    auto issue = AnIssue("05");
    issue.reason = "Vì ngày 05 tháng 09 năm 2025";
    for (int longer = 0; longer < 30; ++longer) {
        issue.reason = "x" + issue.reason;
        const auto lines = testing::LinesOfPdf(OfficialForm(Context(), issue).pdf);
        EXPECT_NE(lines.find("ngày 05 tháng 09 năm 2025"), std::string::npos) << lines;
        issue.reason = "yy " + issue.reason;
    }
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

// Decree 30/2020, appendix I: pages are numbered from the second on.
TEST(OfficialForms, are_numbered_from_the_second_page_on) {
    auto context = Context();
    auto issue = AnIssue("01");
    issue.components.clear();
    for (int each = 3; each < 60; ++each) {
        context.procedure.papers.push_back({"", "Giấy tờ thứ " + std::to_string(each), 1, 0, ""});
        issue.components.push_back({each, 1, 0, 0});
    }
    const auto lines = testing::LinesOfPdf(OfficialForm(context, issue).pdf);
    const auto second = lines.find('\f');
    ASSERT_NE(second, std::string::npos);
    EXPECT_EQ(Trim(std::string_view(lines).substr(second + 1, lines.find('\n', second) - second - 1)), "2") << lines;
    EXPECT_NE(lines.find_first_not_of(" \n\f"), lines.find('1')) << "the first page has no number";
    // The heading row stands again.
    EXPECT_NE(lines.find("Thành phần hồ sơ", second), std::string::npos);
}

namespace {

// The receipt of certified copies, with so many components of two lines each.
std::string LinesOfLongReceipt(int components, std::string_view name) {
    auto context = Context();
    context.base_url = "https://dichvucong.thanhhoa.gov.vn";
    context.dossier.procedure_name =
        "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam; cơ quan, tổ chức có "
        "thẩm quyền của nước ngoài; cơ quan, tổ chức có thẩm quyền của Việt Nam liên kết với cơ quan, tổ chức có thẩm quyền của "
        "nước ngoài cấp hoặc chứng nhận";
    context.dossier.person.email = "le.thi.hoa@example.vn";
    context.procedure.papers.clear();
    auto issue = AnIssue("01");
    issue.components.clear();
    for (int each = 0; each < components; ++each) {
        context.procedure.papers.push_back(
            {"",
             "Bản chính giấy tờ, văn bản làm cơ sở để chứng thực bản sao, kèm bản dịch nếu là giấy tờ nước ngoài " +
                 std::to_string(each + 1),
             1, 1, ""});
        issue.components.push_back({each, 1, 0, 2});
    }
    const auto drawn = OfficialForm(context, issue);
    if (const char* folder = std::getenv("DONGSON_PICTURES"))
        std::ofstream(std::string(folder) + "/" + std::string(name) + ".pdf", std::ios::binary) << drawn.pdf;
    return testing::LinesOfPdf(drawn.pdf);
}

}  // namespace

TEST(OfficialForms, a_receipt_of_up_to_six_components_is_one_sheet) {
    for (int components = 0; components <= 6; ++components) {
        const auto lines = LinesOfLongReceipt(components, "receipt-" + std::to_string(components));
        EXPECT_EQ(std::ranges::count(lines, '\f'), 1) << components << "\n" << lines;  // one after each page
    }
}

// However long it is: on the sheet of the signatures stand two lines of what they sign, and the code.
TEST(OfficialForms, signatures_never_part_from_their_text) {
    for (int components = 7; components <= 24; ++components) {
        const auto lines = LinesOfLongReceipt(components, "receipt-" + std::to_string(components));
        const auto last = lines.rfind('\f', lines.size() - 2);
        if (last == std::string::npos) continue;
        const auto signs = lines.find("NGƯỜI NỘP HỒ SƠ", last);
        ASSERT_NE(signs, std::string::npos) << components << "\n" << lines;
        EXPECT_NE(lines.find("Quét mã", signs), std::string::npos) << components;
        // The page's number, and two lines.
        int above = 0;
        for (const auto line : Split(std::string_view(lines).substr(last, signs - last), '\n')) above += !Trim(line).empty();
        EXPECT_GE(above, 3) << components << "\n" << lines;
    }
}

TEST(OfficialForms, a_text_longer_than_a_sheet_goes_on_on_the_next) {
    auto context = Context();
    for (int each = 0; each < 900; ++each) context.dossier.result_text += "lời " + std::to_string(each) + " ";
    const auto lines = testing::LinesOfPdf(OfficialForm(context, AnIssue(kResult)).pdf);
    EXPECT_NE(lines.find("lời 0 "), std::string::npos);
    EXPECT_NE(lines.find("lời 899"), std::string::npos);
    EXPECT_GE(std::ranges::count(lines, '\f'), 2);
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
    for (const auto& section : FormFor(Procedure{}).sections)
        for (const auto& question : section.questions) EXPECT_FALSE(question.NounOnPaper().ends_with('?')) << question.key;
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
    if (const char* folder = std::getenv("DONGSON_PICTURES"))
        std::ofstream(std::string(folder) + "/slip.pdf", std::ios::binary) << pdf;
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
        context.dossier.id = DossierId{each + 1};
        context.dossier.procedure_name = names[each % 5];
        month.dossiers.push_back(context.dossier);
        month.receivers[context.dossier.id] = "Trần Thị Tiếp";
    }
    const auto pdf = RegisterPaper(month, context.now);
    if (const char* folder = std::getenv("DONGSON_PICTURES"))
        std::ofstream(std::string(folder) + "/register-50.pdf", std::ios::binary) << pdf;
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
    if (const char* folder = std::getenv("DONGSON_PICTURES"))
        std::ofstream(std::string(folder) + "/register.pdf", std::ios::binary) << pdf;
    const auto text = TextOfPdf(pdf);
    EXPECT_EQ(text.find("…"), std::string::npos) << text;
    ExpectTexts(text, {"SỔ THEO DÕI HỒ SƠ", "29/08/2025", "05/09/2025", "08/09/2025", "0912345678", "+842373852246",
                       "H56.102-250829-0001", "Hạc Thành, ngày 08 tháng 9 năm 2025", "Lập lúc 09 giờ 30 phút"});
    EXPECT_EQ(text.find("Chỉ gồm"), std::string::npos);
    month.kind = FigureKind::overdue;
    EXPECT_NE(TextOfPdf(RegisterPaper(month, context.now)).find("Chỉ gồm hồ sơ: Đang giải quyết, quá hạn"), std::string::npos);
}

}  // namespace dongson::one_stop
