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
using testing::FontsOfPdf;
using testing::TextOfPdf;

// Decree 30/2020/NĐ-CP, appendix I.
TEST(LayoutOfForms, are_set_in_a_times_metric_face_that_travels_inside) {
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

// Line by line as it stands on the page: "ngày" and the year are never on two lines.
TEST(LayoutOfForms, a_day_written_out_is_never_broken) {
    auto issue = AnIssue("05");
    issue.reason = "Vì ngày 05 tháng 09 năm 2025";
    for (int longer = 0; longer < 30; ++longer) {
        issue.reason = "x" + issue.reason;
        const auto lines = testing::LinesOfPdf(OfficialForm(Context(), issue).pdf);
        EXPECT_NE(lines.find("ngày 05 tháng 09 năm 2025"), std::string::npos) << lines;
        issue.reason = "yy " + issue.reason;
    }
}

// Decree 30/2020, appendix I: pages are numbered from the second on.
TEST(LayoutOfForms, are_numbered_from_the_second_page_on) {
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
    testing::Leave(std::string(name), drawn.pdf);
    return testing::LinesOfPdf(drawn.pdf);
}

}  // namespace

TEST(LayoutOfForms, a_receipt_of_up_to_six_components_is_one_sheet) {
    for (int components = 0; components <= 6; ++components) {
        const auto lines = LinesOfLongReceipt(components, "receipt-" + std::to_string(components));
        EXPECT_EQ(std::ranges::count(lines, '\f'), 1) << components << "\n" << lines;  // one after each page
    }
}

// However long it is: on the sheet of the signatures stand two lines of what they sign, and the code.
TEST(LayoutOfForms, signatures_never_part_from_their_text) {
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

TEST(LayoutOfForms, a_text_longer_than_a_sheet_goes_on_on_the_next) {
    auto context = Context();
    for (int each = 0; each < 900; ++each) context.dossier.result_text += "lời " + std::to_string(each) + " ";
    const auto lines = testing::LinesOfPdf(OfficialForm(context, AnIssue(kResult)).pdf);
    EXPECT_NE(lines.find("lời 0 "), std::string::npos);
    EXPECT_NE(lines.find("lời 899"), std::string::npos);
    EXPECT_GE(std::ranges::count(lines, '\f'), 2);
}

}  // namespace dongson::one_stop
