#include "modules/one_stop/domain/form_text.h"

#include <gtest/gtest.h>

#include "core/embedded.h"
#include "core/text.h"
#include "modules/one_stop/domain/form.h"

namespace dongson::one_stop {

namespace {

constexpr char kRemarked[] = R"(# Của tỉnh, theo QĐ 12/2026
key: nha_o
procedures: ["1.000001"]  # một thủ tục
sections:
  - key: nha-o
    title: {vi: "Nhà ở", en: "The house"}
    questions:
      # Hỏi theo tờ trình 5
      - {key: dien_tich, type: number, least: 1, label: {vi: "Diện tích", en: "Area"}}
      - key: da_sua  # viết nhiều dòng
        type: yes_no
        label: {vi: "Đã sửa chưa?", en: "Was it repaired?"}
      - {key: nam_sua, type: number, required: false, when: {question: da_sua, is: co}, label: {vi: "Năm sửa", en: "Year"}}
  - key: khac
    title: {vi: "Khác", en: "Other"}
    questions:
      - {key: loai, type: choice, label: {vi: "Loại", en: "Kind"}, options: [{value: a, vi: "A", en: "A"}, {value: b, vi: "B", en: "B"}]}
)";

FormText ReadWell(std::string_view text) {
    DefinitionErrors beyond;
    auto form = ReadFormText(text, beyond);
    EXPECT_TRUE(beyond.empty()) << beyond.Text();
    return form;
}

std::string Changed(const std::string& text, const FormText& after) {
    const auto changed = ChangeFormText(text, after);
    EXPECT_TRUE(changed);
    EXPECT_EQ(ReadWell(changed->text), after);
    return changed->text;
}

std::string FaultsOf(std::string_view text) {
    DefinitionErrors errors;
    ParseForm("f", text, errors);
    return errors.Text();
}

}  // namespace

TEST(FormText, every_form_that_ships_is_written_as_it_is_read) {
    int forms = 0;
    for (const auto path : EmbeddedBelow("data/forms/")) {
        if (!path.ends_with(".yaml")) continue;
        ++forms;
        const auto form = ReadWell(Embedded(path));
        const auto written = WriteFormText(form);
        EXPECT_EQ(ReadWell(written), form) << path;
        EXPECT_EQ(FaultsOf(written), "") << path;
    }
    EXPECT_GE(forms, 11);
}

TEST(FormText, a_change_rewrites_its_own_lines_only) {
    auto form = ReadWell(kRemarked);
    form.sections[0].questions[0].label_vi = "Diện tích (m²): \"sàn\"";
    const auto text = Changed(kRemarked, form);
    EXPECT_NE(text.find("# Của tỉnh"), std::string::npos);
    EXPECT_NE(
        text.find("      # Hỏi theo tờ trình 5\n      - {key: dien_tich, type: number, least: 1, label: {vi: \"Diện tích (m²): "
                  "\\\"sàn\\\"\", en: \"Area\"}}\n"),
        std::string::npos)
        << text;
    EXPECT_NE(text.find("      - key: da_sua  # viết nhiều dòng\n        type: yes_no\n"), std::string::npos) << text;
    EXPECT_FALSE(ChangeFormText(kRemarked, form)->lost_remarks);
}

TEST(FormText, what_is_moved_takes_its_lines_and_remarks_along) {
    auto form = ReadWell(kRemarked);
    auto& questions = form.sections[0].questions;
    std::swap(questions[0], questions[1]);
    std::swap(form.sections[0], form.sections[1]);
    const auto text = Changed(kRemarked, form);
    EXPECT_NE(
        text.find("        label: {vi: \"Đã sửa chưa?\", en: \"Was it repaired?\"}\n      # Hỏi theo tờ trình 5\n      - {key: "
                  "dien_tich"),
        std::string::npos)
        << text;
    EXPECT_NE(text.find("procedures: [\"1.000001\"]  # một thủ tục\n"), std::string::npos);
    EXPECT_FALSE(ChangeFormText(kRemarked, form)->lost_remarks);
}

TEST(FormText, sections_and_questions_come_and_go) {
    auto form = ReadWell(kRemarked);
    form.procedures.emplace_back("1.000002");
    form.sections[1].questions.insert(form.sections[1].questions.begin(), {.key = "moi", .type = "text", .label_vi = "Mới"});
    form.sections[0].questions.erase(form.sections[0].questions.begin() + 1);
    form.sections.push_back({.key = "cuoi", .title_vi = "Cuối", .title_en = "Last"});
    form.sections[2].questions.push_back(
        {.key = "null", .type = "text", .label_vi = "# không phải ghi chú", .label_en = "- x: y"});
    Changed(kRemarked, form);
    form.sections[0].questions.clear();
    Changed(kRemarked, form);
    form.sections.clear();
    Changed(kRemarked, form);
}

TEST(FormText, a_remark_that_is_lost_is_said) {
    auto form = ReadWell(kRemarked);
    form.sections[0].questions[1].required = false;
    EXPECT_TRUE(ChangeFormText(kRemarked, form)->lost_remarks);
    // A text that does not stand in lines is written anew.
    const std::string flow = "{key: a, sections: [{key: b, title: {vi: B, en: B}, questions: [{key: c, type: text}]}]} # x\n";
    auto changed = ReadWell(flow);
    changed.sections[0].questions[0].label_vi = "C";
    EXPECT_TRUE(ChangeFormText(flow, changed)->lost_remarks);
    Changed(flow, changed);
}

TEST(FormText, what_no_field_shows_is_never_lost) {
    const std::string text = ReplaceAll(std::string(kRemarked), "least: 1,", "least: 1, mau: xanh,");
    DefinitionErrors beyond;
    auto form = ReadFormText(text, beyond);
    ASSERT_EQ(beyond.all().size(), 1U);
    EXPECT_EQ(beyond.all()[0].path, "sections.0.questions.0.mau");
    auto other = form;
    other.sections[1].questions[0].label_vi = "Loại nhà";
    EXPECT_NE(ChangeFormText(text, other)->text.find("mau: xanh"), std::string::npos);
    form.sections[0].questions[0].label_vi = "Diện tích sàn";
    EXPECT_FALSE(ChangeFormText(text, form)) << "it would lose what was written there";
    EXPECT_FALSE(ChangeFormText("key: [", form));
}

TEST(FormText, an_alias_in_what_is_changed_does_not_break_the_others) {
    const std::string text =
        "key: a\nsections:\n  - key: s\n    title: &t {vi: S, en: S}\n    questions:\n      - {key: x, type: text, label: *t}\n";
    auto form = ReadWell(text);
    form.sections[0].title_vi = "Khác";
    const auto changed = Changed(text, form);
    EXPECT_EQ(ReadWell(changed).sections[0].questions[0].label_vi, "S");
}

TEST(FormText, places_are_named_as_faults_name_them) {
    EXPECT_EQ(PathOf(*ParseFormPlace("sections.1.questions.2.label.vi")), "sections.1.questions.2");
    EXPECT_EQ(PathOf(*ParseFormPlace("sections.3.title")), "sections.3");
    for (const auto* wrong : {"", "sections", "sections.x", "sections.-1", "procedures"})
        EXPECT_FALSE(ParseFormPlace(wrong)) << wrong;
}

TEST(FormText, keys_are_made_of_words) {
    EXPECT_EQ(KeyOfWords("Số nhà (nơi đang ở)?", '_'), "so_nha_noi_dang_o");
    EXPECT_EQ(KeyOfWords("Đặc biệt nặng", '-'), "dac-biet-nang");
    EXPECT_EQ(KeyOfWords("…", '_'), "");
    EXPECT_LE(KeyOfWords("một câu hỏi dài hơn tất cả những câu hỏi khác của mẫu này", '_').size(), 40U);
}

// What could never be asked, printed or shown.
TEST(FormText, faults_name_line_value_and_what_to_do) {
    DefinitionErrors errors;
    const auto text = ReplaceAll(std::string(kRemarked), "is: co", "is: roi");
    ParseForm("f", text, errors);
    ASSERT_EQ(errors.all().size(), 1U) << errors.Text();
    EXPECT_EQ(errors.all()[0].path, "sections.0.questions.2.when");
    EXPECT_EQ(errors.all()[0].line, 13);
    EXPECT_EQ(errors.all()[0].what.In(Language::vietnamese), "câu “da_sua” không có câu trả lời “roi”; chỉ có: co, khong");

    EXPECT_NE(FaultsOf(ReplaceAll(std::string(kRemarked), "Diện tích", "Diện tích 😀")).find("f:9: "), std::string::npos);
    EXPECT_NE(FaultsOf(ReplaceAll(std::string(kRemarked), "en: \"Area\"", "en: \"\"")).find("f:9: the English words are missing"),
              std::string::npos);
    EXPECT_NE(FaultsOf(ReplaceAll(std::string(kRemarked), "vi: \"A\"", "vi: \"\"")).find("the Vietnamese words are missing"),
              std::string::npos);
}

TEST(FormText, a_syntax_error_is_told_in_the_readers_language_with_its_line) {
    for (const auto& [text, words] : {std::pair{"key: a\nsections: [{key: b\n", "ngoặc"},
                                      {"key: a\nx: {vi: \"A, en: \"B\"}\n", "nháy"},
                                      {"key: a\n  b: c\n", "“:”"},
                                      {"key: a\n\tb: c\n", "cú pháp YAML"},
                                      {"key: *x\n", "bí danh"}}) {
        DefinitionErrors errors;
        ParseForm("f", text, errors);
        ASSERT_FALSE(errors.empty()) << text;
        EXPECT_GT(errors.all()[0].line, 0);
        EXPECT_NE(errors.all()[0].what.In(Language::vietnamese).find(words), std::string::npos)
            << text << errors.all()[0].what.In(Language::vietnamese);
    }
}

TEST(FormText, a_page_that_aliases_make_huge_is_refused) {
    std::string text = "key: a\nx: &o [";
    for (int each = 0; each < 300; ++each) text += "{value: v" + std::to_string(each) + ", vi: A, en: A}, ";
    text += "]\nsections:\n";
    for (int each = 0; each < 100; ++each)
        text += "  - {key: s" + std::to_string(each) + ", title: {vi: A, en: A}, questions: [{key: q" + std::to_string(each) +
                ", type: choice, label: {vi: A, en: A}, options: *o}]}\n";
    EXPECT_NE(FaultsOf(text).find("with aliases (*) written out"), std::string::npos) << FaultsOf(text);
    std::string many = "key: a\nsections:\n  - key: s\n    title: {vi: A, en: A}\n    questions:\n";
    for (int each = 0; each < 301; ++each)
        many += "      - {key: q" + std::to_string(each) + ", type: text, label: {vi: A, en: A}}\n";
    EXPECT_NE(FaultsOf(many).find("at most 300 questions"), std::string::npos);
}

}  // namespace dongson::one_stop
