#include "modules/one_stop/domain/procedure_finder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "core/collation.h"
#include "core/embedded.h"
#include "core/testing/in_source.h"
#include "core/text.h"
#include "modules/one_stop/domain/catalogue.h"
#include "modules/one_stop/domain/procedure_list.h"

namespace dongson::one_stop {

namespace {

struct Question {
    std::vector<std::string> right;  // codes, or @key of somebody else's work
    std::string text;
};

// The questions of one part of tests/data/everyday_questions.txt.
std::vector<Question> Questions(std::string_view part) {
    std::ifstream file(InSource("/tests/data/everyday_questions.txt"));
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

std::string First(const std::string& text) {
    const auto first = FirstThree(text);
    return first.empty() ? "" : first.front();
}

// How many of a hundred questions are answered among the first three; the others are printed.
double Answered(std::string_view part, std::size_t fewest = 100) {
    const auto questions = Questions(part);
    EXPECT_GE(questions.size(), fewest);
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
    for (const auto* sayings : {&ShippedEveryday().sayings, &ShippedEveryday().english.sayings})
        for (const auto& saying : *sayings)
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
TEST(EverydaySearch, answers_what_is_typed_in_haste) {
    EXPECT_GE(Answered("hasty", 30), 95);
}
TEST(EverydaySearch, answers_in_english) {
    EXPECT_GE(Answered("english", 30), 95);
}

TEST(EverydaySearch, puts_exact_names_first) {
    // Two that differ in no more than a full stop are one name.
    const auto bare = [](const std::string& name) { return Lower(name.ends_with('.') ? name.substr(0, name.size() - 1) : name); };
    for (std::size_t index = 0; index < Published().size(); index += 7) {
        const auto& wanted = Published()[index];
        const auto found = Finder().Find(wanted.name);
        ASSERT_FALSE(found.procedures.empty()) << wanted.name;
        EXPECT_EQ(bare(Published()[found.procedures.front()].name), bare(wanted.name));
    }
}

TEST(EverydaySearch, orders_a_page_as_it_orders_all) {
    for (const std::string question : {"giấy phép", "dang ky dat dai", "thủ tục", "khai sinh"}) {
        const auto all = Finder().Find(question).procedures, page = Finder().Find(question, 20).procedures;
        ASSERT_EQ(page.size(), all.size()) << question;
        const auto shown = static_cast<std::ptrdiff_t>(std::min<std::size_t>(20, all.size()));
        EXPECT_TRUE(std::equal(all.begin(), all.begin() + shown, page.begin())) << question;
        EXPECT_TRUE(std::ranges::is_permutation(all, page)) << question;
    }
}

TEST(EverydaySearch, is_the_same_with_a_mark_or_a_blank_too_many) {
    for (const std::string question : {"khai sinh", "đăng ký kết hôn", "chứng thực chữ ký", "xác nhận tình trạng hôn nhân"}) {
        const auto plain = Finder().Find(question).procedures;
        EXPECT_EQ(Finder().Find(question + "?").procedures, plain) << question;
        EXPECT_EQ(Finder().Find("  “" + question + "”...").procedures, plain) << question;
        auto spaced = question;
        spaced.insert(spaced.find(' '), "  ");
        EXPECT_EQ(Finder().Find(spaced).procedures, plain) << spaced;
    }
}

TEST(EverydaySearch, forgives_the_hand_and_the_spelling) {
    for (const auto* text : {"khai sih", "kai sinh", "khia sinh", "giaays khai sinh", "KHAI SINH", "khai  sinh?",
                             "đăng kí khai sinh", "đăng ký khai sinh"})
        EXPECT_EQ(FirstThree(text).front(), "1.001193") << text;
    EXPECT_EQ(FirstThree("1.001193").front(), "1.001193");
    EXPECT_EQ(FirstThree(" 1 001193 ").front(), "1.001193");
}

TEST(EverydaySearch, finds_whole_codes) {
    for (const auto* text :
         {"1.001193.000.00.00.H56", "1.001193.H56", "1 001193 000 00 00 H56", " 1.001193 . 000.00.00 . h56 ", "1001193",
          "1.001193.000.00.00", "mã 1.001193", "Mã thủ tục: 1.001193.000.00.00.H56", "1-001193-H56"}) {
        const auto found = Finder().Find(text);
        ASSERT_EQ(found.procedures.size(), 1U) << text;
        EXPECT_EQ(Published()[found.procedures.front()].code, "1.001193") << text;
    }
    EXPECT_TRUE(Finder().Find("9.999999.000.00.00.H56").procedures.empty());
}

TEST(EverydaySearch, says_who_does_what_is_not_done_here) {
    const std::pair<const char*, const char*> cases[] = {{"karaoke", "@karaoke"},
                                                         {"mở quán karaoke", "@karaoke"},
                                                         {"bán rượu", "@liquor"},
                                                         {"ban ruou", "@liquor"},
                                                         {"phòng khám", "@clinic"},
                                                         {"mo phong kham", "@clinic"},
                                                         {"nhà tôi bị sập", "@damaged_house"},
                                                         {"nha toi bi sap", "@damaged_house"},
                                                         {"chuyển trường cho con", "@school"},
                                                         {"chuyen truong", "@school"},
                                                         {"xác nhận khuyết tật", "@disability"},
                                                         {"visa", "@visa"}};
    for (const auto& [text, key] : cases) EXPECT_EQ(First(text), key) << text;
}

// What the start page asks, and what readers of English try first.
TEST(EverydaySearch, understands_english) {
    const std::pair<const char*, const char*> cases[] = {{"birth certificate", "1.001193"},
                                                         {"land certificate", "1.115520"},
                                                         {"open a restaurant", "1.001612"},
                                                         {"work permit", "1.014199"},
                                                         {"marriage", "1.000894"},
                                                         {"driving licence", "@driving_licence"},
                                                         {"driver's license", "@driving_licence"},
                                                         {"temporary residence", "@residence"},
                                                         {"death certificate", "1.000656"},
                                                         {"business registration", "1.001612"},
                                                         {"school transfer", "@school"},
                                                         {"health insurance", "@social_insurance"},
                                                         {"disability allowance", "1.001776"},
                                                         {"construction permit", "1.013225"},
                                                         {"passport", "@passport"},
                                                         {"visa", "@visa"},
                                                         {"Birth Certificates", "1.001193"},
                                                         {"birth certficate", "1.001193"}};
    for (const auto& [text, right] : cases) EXPECT_EQ(First(text), right) << text;
}

// A word of one language is not found by the letters of another.
TEST(EverydaySearch, keeps_the_languages_apart) {
    EXPECT_TRUE(Finder().Find("visa").procedures.empty());
    EXPECT_TRUE(Finder().Find("driving licence").procedures.empty());
    EXPECT_EQ(First("shop quan ao"), "1.001612");
    EXPECT_EQ(First("the can cuoc"), "@id_card");
    EXPECT_EQ(First("lam passport"), "@passport");
    for (const auto* word : {"tinh", "giay", "nghieng", "quyen", "chuyen", "a", "gi", "khuya"})
        EXPECT_TRUE(IsSyllable(word)) << word;
    for (const auto* word : {"birth", "land", "permit", "visa", "house", "tax", "sell", ""})
        EXPECT_FALSE(IsSyllable(word)) << word;
}

// Every errand of the start page leads to what it promises.
TEST(EverydaySearch, has_the_right_procedure_first_for_every_errand) {
    const std::map<std::string, std::string> right{{"Khai sinh", "1.001193"},
                                                   {"Thẻ bảo hiểm cho trẻ", "2.001023"},
                                                   {"Nhận cha, mẹ, con", "1.001022"},
                                                   {"Kết hôn", "1.000894"},
                                                   {"Xác nhận độc thân", "1.004873"},
                                                   {"Ghi chú ly hôn", "2.000554"},
                                                   {"Sang tên, biến động đất", "1.115538"},
                                                   {"Cấp sổ đỏ lần đầu", "1.115520"},
                                                   {"Giấy phép xây nhà", "1.013225"},
                                                   {"Mở hộ kinh doanh", "1.001612"},
                                                   {"An toàn thực phẩm", "2.000117"},
                                                   {"Ngừng kinh doanh", "1.001266"},
                                                   {"Trợ cấp xã hội", "1.001776"},
                                                   {"Người khuyết tật", "@disability"},
                                                   {"Người có công", "1.010833"},
                                                   {"Khai tử", "1.000656"},
                                                   {"Hỗ trợ mai táng", "1.001731"},
                                                   {"Thừa kế nhà đất", "1.115538"},
                                                   {"Bản sao từ bản chính", "2.000815"},
                                                   {"Chứng thực chữ ký", "2.000884"},
                                                   {"Trích lục hộ tịch", "2.000635"},
                                                   {"Chuyển trường", "@school"},
                                                   {"Cấp lại bằng", "2.002850"},
                                                   {"Hỗ trợ học tập", "1.014336"}};
    std::size_t errands = 0;
    for (const auto& event : ShippedEveryday().life_events)
        for (const auto& errand : event.errands) {
            ++errands;
            ASSERT_TRUE(right.contains(errand.words.vi)) << errand.words.vi;
            EXPECT_EQ(First(errand.question), right.at(errand.words.vi)) << errand.question;
        }
    EXPECT_EQ(errands, right.size());
}

TEST(EverydayFirst, begins_with_what_is_asked_every_day_and_goes_on_by_name) {
    const auto list = EverydayFirst(Published(), ShippedEveryday());
    ASSERT_EQ(list.size(), Published().size());
    EXPECT_EQ(Published()[list[0]].code, "1.001193");
    std::set<std::string> said;
    for (const auto& saying : ShippedEveryday().sayings) said.insert(saying.codes.begin(), saying.codes.end());
    for (std::size_t at = 0; at < list.size(); ++at) {
        const auto& procedure = Published()[list[at]];
        EXPECT_EQ(said.contains(procedure.code), at < said.size()) << procedure.name;
        if (at > said.size()) {
            EXPECT_LE(CollationKey(Published()[list[at - 1]].name), CollationKey(procedure.name)) << procedure.name;
        }
    }
}

TEST(EverydaySearch, finds_nothing_where_nothing_is_meant) {
    EXPECT_TRUE(Finder().Find("zzzzz").procedures.empty());
    EXPECT_TRUE(Finder().Find("\"; DROP TABLE procedure; --").procedures.empty());
    EXPECT_TRUE(Finder().Find("   ").procedures.empty());
}

}  // namespace dongson::one_stop
