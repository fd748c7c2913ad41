#include "modules/one_stop/domain/procedure_finder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "core/embedded.h"
#include "core/text.h"
#include "modules/one_stop/domain/catalogue.h"

namespace dongson::one_stop {

namespace {

struct Question {
    std::vector<std::string> right;  // codes, or @key of somebody else's work
    std::string text;
};

// The questions of one part of tests/data/everyday_questions.txt.
std::vector<Question> Questions(std::string_view part) {
    std::ifstream file(DONGSON_SOURCE_DIR "/tests/data/everyday_questions.txt");
    std::vector<Question> questions;
    bool inside = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("== ")) inside = line.substr(3) == part;
        const auto tab = line.find('\t');
        if (!inside || tab == std::string::npos) continue;
        Question question{{}, line.substr(tab + 1)};
        const auto codes = line.substr(0, tab);
        for (const auto code : Split(codes, ',')) question.right.emplace_back(code);
        questions.push_back(std::move(question));
    }
    return questions;
}

const std::vector<NamedProcedure>& Published() {
    static const auto published = [] {
        DefinitionErrors errors;
        const auto rules = ParseRules("rules.yaml", Embedded("data/procedures/rules.yaml"), errors);
        auto catalogue =
            ReadCatalogue(Embedded("data/procedures/catalogue.jsonl"), "catalogue.jsonl", rules, Unstated::assigned).value();
        std::vector<NamedProcedure> rows;
        for (const auto& procedure : catalogue.procedures)
            if (procedure.published) rows.push_back({procedure.code, procedure.name, procedure.domain});
        std::ranges::sort(rows, {}, &NamedProcedure::name);
        return rows;
    }();
    return published;
}

const ProcedureFinder& Finder() {
    static const ProcedureFinder finder(Published(), ShippedEveryday());
    return finder;
}

std::vector<std::string> FirstThree(const std::string& text) {
    const auto findings = Finder().Find(text);
    std::vector<std::string> first;
    for (const auto* other : findings.elsewhere) first.push_back("@" + other->key);
    for (std::size_t index = 0; index < std::min<std::size_t>(3, findings.procedures.size()); ++index)
        first.push_back(Published()[findings.procedures[index]].code);
    return first;
}

// How many of a hundred questions are answered among the first three; the others are printed.
double Answered(std::string_view part) {
    const auto questions = Questions(part);
    EXPECT_GE(questions.size(), 100U);
    std::size_t right = 0;
    for (const auto& question : questions) {
        const auto first = FirstThree(question.text);
        const bool found =
            std::ranges::any_of(question.right, [&](const auto& code) { return std::ranges::find(first, code) != first.end(); });
        right += found;
        if (!found)
            std::printf("%s: wanted %s, found %s\n", question.text.c_str(), Join(question.right, " ").c_str(),
                        Join(first, " ").c_str());
    }
    const auto share = 100.0 * static_cast<double>(right) / static_cast<double>(questions.size());
    std::printf("%zu of %zu questions (%s) answered among the first three: %.1f%%\n", right, questions.size(),
                std::string(part).c_str(), share);
    return share;
}

}  // namespace

TEST(EverydayWords, name_only_procedures_that_are_published) {
    for (const auto& saying : ShippedEveryday().sayings)
        for (const auto& code : saying.codes)
            EXPECT_NE(std::ranges::find(Published(), code, &NamedProcedure::code), Published().end())
                << code << " (" << saying.phrases.front() << ")";
}

// Nine of ten questions in everyday words are answered among the first three; a third of them was kept aside while the words were
// collected.
TEST(EverydaySearch, answers_nine_of_ten_questions) {
    EXPECT_GE(Answered("seen"), 90);
}
TEST(EverydaySearch, answers_nine_of_ten_questions_kept_aside) {
    EXPECT_GE(Answered("unseen"), 90);
}

TEST(EverydaySearch, puts_exact_names_first) {
    for (std::size_t index = 0; index < Published().size(); index += 7) {
        const auto& wanted = Published()[index];
        const auto found = Finder().Find(wanted.name);
        ASSERT_FALSE(found.procedures.empty()) << wanted.name;
        EXPECT_EQ(Lower(Published()[found.procedures.front()].name), Lower(wanted.name));
    }
}

TEST(EverydaySearch, forgives_the_hand_and_the_spelling) {
    for (const auto* text : {"khai sih", "kai sinh", "khia sinh", "giaays khai sinh", "KHAI SINH", "khai  sinh?",
                             "đăng kí khai sinh", "đăng ký khai sinh"})
        EXPECT_EQ(FirstThree(text).front(), "1.001193") << text;
    EXPECT_EQ(FirstThree("1.001193").front(), "1.001193");
    EXPECT_EQ(FirstThree(" 1 001193 ").front(), "1.001193");
}

TEST(EverydaySearch, finds_nothing_where_nothing_is_meant) {
    EXPECT_TRUE(Finder().Find("zzzzz").procedures.empty());
    EXPECT_TRUE(Finder().Find("\"; DROP TABLE procedure; --").procedures.empty());
    EXPECT_TRUE(Finder().Find("   ").procedures.empty());
}

}  // namespace dongson::one_stop
