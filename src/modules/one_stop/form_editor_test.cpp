#include "modules/one_stop/form_editor.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/domain/form.h"

namespace dongson::one_stop {

namespace {

constexpr char kHouse[] = R"(key: nha_o
procedures: ["1.000001"]
sections:
  - key: nha-o
    title: {vi: "Nhà ở", en: "The house"}
    questions:
      - {key: da_sua, type: yes_no, label: {vi: "Đã sửa chưa?", en: "Was it repaired?"}}  # theo tờ trình
      - {key: nam_sua, type: number, when: {question: da_sua, is: co}, label: {vi: "Năm sửa", en: "Year"}}
  - key: khac
    title: {vi: "Khác", en: "Other"}
    questions:
      - {key: ghi_chu, type: long_text, label: {vi: "Ghi chú", en: "Remarks"}}
)";

FormText Read(const definitions::Editing& editing) {
    DefinitionErrors beyond;
    return ReadFormText(editing.text, beyond);
}

// A browser: what the last page had, with what somebody types into it and presses.
class Page {
  public:
    explicit Page(std::string text = kHouse) { editing_.text = std::move(text); }

    definitions::Editing& Press(const std::string& act, const web::Fields& typed = {}) {
        web::Form form;
        form.fields = typed;
        form.fields.emplace_back("viec", act);
        form.fields.emplace_back("mo", editing_.open);
        form.fields.emplace_back("mo_goc", editing_.open_was);
        form.fields.emplace_back("truoc", editing_.before);
        editing_ = TakeFormFields(form, yaml_.empty() ? editing_.text : yaml_, "nha_o");
        yaml_.clear();
        return editing_;
    }
    void TypeYaml(const std::string& from, const std::string& to) { yaml_ = ReplaceAll(editing_.text, from, to); }
    static web::Fields Question(const std::string& path, const std::string& vi, const std::string& en) {
        return {{path + ".label.vi", vi}, {path + ".label.en", en}};
    }
    definitions::Editing& Now() { return editing_; }

  private:
    definitions::Editing editing_;
    std::string yaml_;
};

}  // namespace

TEST(FormEditor, a_question_is_added_without_knowing_of_keys) {
    Page page;
    page.Press("them-cau:sections.1");
    EXPECT_EQ(page.Now().open, "sections.1.questions.1");
    EXPECT_FALSE(page.Now().tell_faults) << "nobody has had time to write it yet";
    auto typed = Page::Question(page.Now().open, " Hướng  nhà ", "Which way it faces");
    typed.emplace_back(page.Now().open + ".type", "choice");
    page.Press("kiem-tra", typed);
    EXPECT_TRUE(page.Now().tell_faults);
    typed.emplace_back(page.Now().open + ".options.0.vi", "Đông nam");
    typed.emplace_back(page.Now().open + ".options.0.en", "South-east");
    typed.emplace_back(page.Now().open + ".options.1.vi", "Đông nam");
    typed.emplace_back(page.Now().open + ".options.2.vi", "");
    page.Press("luu", typed);
    EXPECT_TRUE(page.Now().save);
    const auto question = Read(page.Now()).sections[1].questions.at(1);
    EXPECT_EQ(question.key, "huong_nha");
    ASSERT_EQ(question.options.size(), 2U);
    EXPECT_EQ(question.options[0].value, "dong-nam");
    EXPECT_EQ(question.options[1].value, "dong-nam-2");
}

// The pages' own fields begin so: no number behind it makes such a key free.
TEST(FormEditor, a_question_whose_words_begin_like_a_field_of_the_pages_has_a_key) {
    for (const auto* words : {"Căn cước của người báo tử", "Cân nặng lúc sinh", "Họ tên", "Sao y bản chính", "Việc"}) {
        Page page;
        page.Press("them-cau:sections.1");
        auto typed = Page::Question(page.Now().open, words, "In English");
        typed.emplace_back(page.Now().open + ".type", "text");
        page.Press("luu", typed);
        const auto key = Read(page.Now()).sections[1].questions.at(1).key;
        EXPECT_TRUE(key.starts_with("hoi_")) << words << ": " << key;
        EXPECT_FALSE(IsFieldOfPages(key)) << key;
    }
}

TEST(FormEditor, questions_move_within_a_section_and_into_the_next) {
    Page page;
    EXPECT_EQ(Read(page.Press("xuong:sections.0.questions.0")).sections[0].questions[1].key, "da_sua");
    EXPECT_EQ(Read(page.Press("xuong:sections.0.questions.1")).sections[1].questions[0].key, "da_sua");
    EXPECT_EQ(page.Now().touched, "sections.1.questions.0");
    EXPECT_NE(page.Now().text.find("# theo tờ trình"), std::string::npos) << "its remark goes along";
    EXPECT_EQ(Read(page.Press("len:sections.1.questions.0")).sections[0].questions.back().key, "da_sua");
    EXPECT_EQ(Read(page.Press("xuong:sections.0")).sections[0].key, "khac");
    const auto before = page.Now().text;
    EXPECT_EQ(page.Press("len:sections.0").text, before) << "there is nothing above it";
    EXPECT_EQ(page.Press("len:sections.9.questions.9").text, before) << "there is no such question";
}

TEST(FormEditor, the_last_step_can_be_undone) {
    Page page;
    page.Press("bo:sections.0");
    EXPECT_EQ(Read(page.Now()).sections.size(), 1U);
    EXPECT_EQ(page.Press("hoan-tac").text, kHouse);
}

TEST(FormEditor, what_depends_on_a_question_follows_its_new_key) {
    Page page;
    page.Press("mo:sections.0.questions.0");
    auto typed = Page::Question(page.Now().open, "Đã sửa chưa?", "Was it repaired?");
    typed.emplace_back(page.Now().open + ".key", "da_sua_chua");
    page.Press("kiem-tra", typed);
    EXPECT_EQ(Read(page.Now()).sections[0].questions[1].when, "da_sua_chua");
}

TEST(FormEditor, a_condition_is_ticked_among_answers_of_one_question) {
    Page page;
    page.Press("mo:sections.1.questions.0");
    const auto path = page.Now().open;
    auto typed = Page::Question(path, "Ghi chú", "Remarks");
    typed.emplace_back(path + ".hoi", "when");
    typed.emplace_back(path + ".when", "da_sua=khong");
    page.Press("kiem-tra", typed);
    auto question = Read(page.Now()).sections[1].questions[0];
    EXPECT_EQ(question.when, "da_sua");
    EXPECT_EQ(question.is, std::vector<std::string>{"khong"});
    typed.emplace_back(path + ".when", "khac=co");
    page.Press("luu", typed);
    ASSERT_EQ(page.Now().faults.size(), 1U);
    EXPECT_EQ(page.Now().faults[0].field, path + ".when");
    EXPECT_FALSE(page.Now().save);
}

TEST(FormEditor, a_tick_taken_away_is_a_no_and_one_that_had_no_field_stays) {
    Page page(ReplaceAll(kHouse, "type: long_text,", "type: date, past: true,"));
    page.Press("mo:sections.1.questions.0");
    auto typed = Page::Question(page.Now().open, "Ghi chú", "Remarks");
    typed.emplace_back(page.Now().open + ".hoi", "required");
    page.Press("kiem-tra", typed);
    const auto question = Read(page.Now()).sections[1].questions[0];
    EXPECT_FALSE(question.required);
    EXPECT_TRUE(question.past);
}

TEST(FormEditor, yaml_changes_the_fields_and_the_fields_the_yaml) {
    Page page;
    page.Press("mo:sections.0.questions.1");
    const auto path = page.Now().open;
    page.TypeYaml("Ghi chú", "Ghi thêm");  // elsewhere
    page.Press("kiem-tra", Page::Question(path, "Sửa năm nào", "Year"));
    EXPECT_EQ(Read(page.Now()).sections[0].questions[1].label_vi, "Sửa năm nào");
    EXPECT_EQ(Read(page.Now()).sections[1].questions[0].label_vi, "Ghi thêm");
    page.TypeYaml("Sửa năm nào", "Năm nào");  // the same question, the fields as they were
    page.Press("kiem-tra", Page::Question(path, "Sửa năm nào", "Year"));
    EXPECT_EQ(Read(page.Now()).sections[0].questions[1].label_vi, "Năm nào");
}

TEST(FormEditor, where_both_were_changed_somebody_chooses) {
    Page page;
    page.Press("mo:sections.0.questions.1");
    const auto path = page.Now().open;
    page.TypeYaml("Năm sửa", "Theo YAML");
    page.Press("luu", Page::Question(path, "Theo ô", "Year"));
    ASSERT_EQ(page.Now().faults.size(), 1U);
    EXPECT_FALSE(page.Now().save);
    EXPECT_NE(page.Now().text.find("Theo YAML"), std::string::npos);
    EXPECT_NE(page.Now().typed.find("Theo ô"), std::string::npos) << "neither is lost";
    Page other = page;
    EXPECT_EQ(Read(page.Press("theo-o", Page::Question(path, "Theo ô", "Year"))).sections[0].questions[1].label_vi, "Theo ô");
    EXPECT_EQ(Read(other.Press("theo-yaml", Page::Question(path, "Theo ô", "Year"))).sections[0].questions[1].label_vi,
              "Theo YAML");
}

TEST(FormEditor, a_text_it_cannot_read_is_left_alone) {
    Page page("key: [\n");
    page.Press("them-phan");
    EXPECT_EQ(page.Now().text, "key: [\n");
    page.Press("kiem-tra");
    EXPECT_EQ(page.Now().text, "key: [\n");
}

TEST(FormEditor, a_form_is_begun_with_a_question_and_the_key_that_was_typed) {
    Page page(BlankForm());
    page.Press("mo:sections.0.questions.0");
    EXPECT_EQ(Read(page.Now()).key, "nha_o");
    page.Press("kiem-tra", Page::Question(page.Now().open, "Đề nghị gì", "What for"));
    DefinitionErrors errors;
    ParseForm("f", page.Now().text, errors);
    EXPECT_TRUE(errors.empty()) << errors.Text();
    web::Form form;
    form.fields = {{"viec", "kiem-tra"}, {"procedures", "1.000001, 1.000002\n1.000003"}, {"procedures_goc", ""}};
    EXPECT_EQ(Read(TakeFormFields(form, page.Now().text, "nha_o")).procedures,
              (std::vector<std::string>{"1.000001", "1.000002", "1.000003"}));
}

// Names of pages' own fields are no keys of questions, so none is made of words.
TEST(FormEditor, a_key_made_of_words_is_free) {
    Page page;
    page.Press("them-cau:sections.1");
    page.Press("kiem-tra", Page::Question(page.Now().open, "Họ tên", "Name"));
    EXPECT_EQ(Read(page.Now()).sections[1].questions[1].key, "hoi_ho_ten");
}

}  // namespace dongson::one_stop
