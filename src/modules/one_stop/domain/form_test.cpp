#include "modules/one_stop/domain/form.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "core/embedded.h"
#include "modules/one_stop/domain/catalogue.h"

namespace dongson::one_stop {

namespace {

const Date kToday = Date::Of(2026, 11, 23);

const Form& Birth() {
    for (const auto& form : ShippedForms())
        if (form.key == "birth") return form;
    throw std::logic_error("no birth form");
}

Answers Child() {
    return {{"tre_ho_ten", {" Lê Minh An "}},        {"tre_ngay_sinh", {"1/11/2026"}}, {"tre_gioi_tinh", {"nam"}},
            {"tre_noi_sinh", {"Bệnh viện Phụ sản"}}, {"tre_dan_toc", {"Kinh"}},        {"tre_que_quan", {"Thanh Hóa"}}};
}

}  // namespace

TEST(Form, takes_good_answers_in_their_normal_form) {
    auto answers = Child();
    EXPECT_TRUE(CheckSection(*Birth().Find("tre"), answers, kToday).empty());
    EXPECT_EQ(Answer(answers, "tre_ho_ten"), "Lê Minh An");
    EXPECT_EQ(Answer(answers, "tre_ngay_sinh"), "2026-11-01");
    EXPECT_EQ(SpokenAnswer(*Birth().FindQuestion("tre_ngay_sinh"), answers), "01/11/2026");
    EXPECT_EQ(AnswersFromJson(AnswersToJson(answers)), answers);
}

TEST(Form, tells_every_fault_at_once) {
    Answers answers{{"tre_ngay_sinh", {"1/12/2026"}}, {"tre_gioi_tinh", {"khac"}}, {"tre_ho_ten", {std::string(101, 'a')}}};
    std::map<std::string, std::string> codes;
    for (const auto& fault : CheckSection(*Birth().Find("tre"), answers, kToday)) codes[fault.field] = fault.code;
    const std::map<std::string, std::string> wanted{
        {"tre_ho_ten", "ANSWER_TOO_LONG"},  {"tre_ngay_sinh", "ANSWER_IN_FUTURE"}, {"tre_gioi_tinh", "ANSWER_NOT_OFFERED"},
        {"tre_noi_sinh", "ANSWER_MISSING"}, {"tre_dan_toc", "ANSWER_MISSING"},     {"tre_que_quan", "ANSWER_MISSING"}};
    EXPECT_EQ(codes, wanted);
}

TEST(Form, asks_what_depends_only_when_it_applies) {
    Answers answers{{"me_ho_ten", {"Trần Thị Bé"}},
                    {"me_so_dinh_danh", {"038190001234"}},
                    {"co_cha", {"khong"}},
                    {"cha_ho_ten", {"left over"}}};
    EXPECT_TRUE(CheckSection(*Birth().Find("cha-me"), answers, kToday).empty());
    EXPECT_EQ(Answer(answers, "cha_ho_ten"), "");
    answers["co_cha"] = {"co"};
    EXPECT_EQ(CheckSection(*Birth().Find("cha-me"), answers, kToday).size(), 3U);
}

TEST(Form, reads_numbers_as_vietnamese_write_them) {
    Section section{"s", {}, {{.key = "von", .type = QuestionType::money, .label = {"Vốn", "Capital"}, .least = 0}}};
    Answers answers{{"von", {"1.250.000"}}};
    EXPECT_TRUE(CheckSection(section, answers, kToday).empty());
    EXPECT_EQ(Answer(answers, "von"), "1250000");
    answers["von"] = {"mười triệu"};
    EXPECT_EQ(CheckSection(section, answers, kToday)[0].code, "ANSWER_NOT_A_NUMBER");
}

TEST(Form, a_shipped_file_is_called_as_its_form) {
    for (const auto path : EmbeddedBelow("data/forms/")) {
        if (!path.ends_with(".yaml")) continue;
        DefinitionErrors errors;
        EXPECT_EQ(path, "data/forms/" + ParseForm("", Embedded(path), errors).key + ".yaml");
    }
}

TEST(Form, forty_are_of_procedures_in_earnest_and_all_others_have_a_sound_one) {
    EXPECT_GE(ShippedForms().size(), 41U);
    DefinitionErrors errors;
    const auto rules = ParseRules("rules.yaml", Embedded("data/procedures/rules.yaml"), errors);
    const auto catalogue = ReadCatalogue(Embedded("data/procedures/catalogue.jsonl"), "c", rules, Unstated::assigned).value();
    std::set<std::string> proper;
    int published = 0;
    for (const auto& procedure : catalogue.procedures) {
        if (!procedure.published) continue;
        ++published;
        const auto form = FormFor(ShippedForms(), procedure);
        if (form.key != kGenericForm) proper.insert(form.key);
        EXPECT_FALSE(form.sections.empty());
    }
    EXPECT_EQ(proper.size(), ShippedForms().size() - 1) << "a form of nothing that is published, of " << published;
}

// They stand in addresses, in names of fields and, of options, between blanks.
TEST(Form, refuses_keys_that_are_no_keys) {
    DefinitionErrors errors;
    ParseForm(
        "f.yaml",
        "key: f\nsections:\n  - key: a/b\n    title: {vi: A, en: A}\n    questions:\n      - {key: Ho ten, type: text, label: "
        "{vi: X, en: X}}\n      - {key: y, type: choice, label: {vi: Y, en: Y}, options: [{value: a b, vi: A, en: A}]}\n",
        errors);
    const auto text = errors.Text();
    EXPECT_NE(text.find("f.yaml:3: the key 'a/b' may only have"), std::string::npos) << text;
    EXPECT_NE(text.find("f.yaml:6: the key 'Ho ten'"), std::string::npos) << text;
    EXPECT_NE(text.find("f.yaml:7: the key 'a b'"), std::string::npos) << text;
    // Whoever is asked in Vietnamese is answered in it.
    EXPECT_EQ(errors.all().front().what.In(Language::vietnamese),
              "khóa “a/b” chỉ được có chữ thường không dấu, chữ số, “_” và “-”");
}

// What nobody could answer, or no program could read.
TEST(Form, refuses_bounds_that_are_none) {
    const auto faults_of = [](const std::string& question) {
        DefinitionErrors errors;
        ParseForm(
            "f.yaml",
            "key: f\nsections:\n  - key: a\n    title: {vi: A, en: A}\n    questions:\n      - {key: x, label: {vi: X, en: X}, " +
                question + "}\n",
            errors);
        return errors.all().size();
    };
    EXPECT_EQ(faults_of("type: number, least: 1, most: 2"), 0U);
    EXPECT_EQ(faults_of("type: number, least: 3, most: 2"), 1U);
    EXPECT_GE(faults_of("type: number, least: .nan"), 1U);
    EXPECT_GE(faults_of("type: number, most: .inf"), 1U);
    EXPECT_EQ(faults_of("type: text, longest: -1"), 1U);
    EXPECT_EQ(faults_of("type: text, longest: 4294967296"), 1U);
    EXPECT_EQ(faults_of("type: choice, options: [{value: a, vi: A, en: A}, {value: a, vi: B, en: B}]"), 1U);
}

TEST(Form, refuses_a_broken_definition_by_line) {
    DefinitionErrors errors;
    ParseForm("f.yaml",
              "key: f\nsections:\n  - key: a\n    title: {vi: A, en: A}\n    questions:\n      - {key: x, type: txt, label: {vi: "
              "X, en: X}}\n      - {key: y, type: choice, label: {vi: Y, en: Y}, when: {question: z, is: co}}\n",
              errors);
    const auto text = errors.Text();
    EXPECT_NE(text.find("f.yaml:6: unknown type 'txt'; did you mean 'text'?"), std::string::npos) << text;
    EXPECT_NE(text.find("f.yaml:7: a choice needs options"), std::string::npos) << text;
    EXPECT_NE(text.find("depends on 'z'"), std::string::npos) << text;
}

}  // namespace dongson::one_stop
