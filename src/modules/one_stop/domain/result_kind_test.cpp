#include "modules/one_stop/domain/result_kind.h"

#include <gtest/gtest.h>

#include "core/embedded.h"
#include "core/text.h"
#include "modules/one_stop/domain/catalogue.h"

namespace dongson::one_stop {

TEST(ResultKinds, follow_what_the_procedure_says_its_result_is_and_else_its_name) {
    Procedure procedure;
    procedure.name = "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân";
    EXPECT_EQ(ResultKindOf(procedure).notation, "GXN");
    procedure.results = {"Giấy phép xây dựng"};
    EXPECT_EQ(ResultKindOf(procedure).notation, "GP");
    procedure.name = "Thủ tục khác";
    procedure.results = {"Quyết định hành chính"};
    EXPECT_EQ(ResultKindOf(procedure).notation, "QĐ");
    procedure.results = {};
    EXPECT_EQ(ResultKindOf(procedure).notation, "KQ");
}

TEST(ResultKinds, have_bodies_whose_holes_are_all_known) {
    const std::map<std::string, std::string> holes{{"don_vi", "UBND"},        {"nguoi", "Hoa"},      {"so", "1"},
                                                   {"dia_chi", "x"},          {"thu_tuc", "y"},      {"ma", "H56"},
                                                   {"ngay_nhan", "z"},        {"noi_dung", "w"},     {"quyen", "q"},
                                                   {"so_chung_thuc", "n"},    {"goi", "Ông/Bà Hoa"}, {"xung_ho", "Ông/Bà"},
                                                   {"loai_so", "số hộ chiếu"}};
    for (const auto& kind : ShippedResultKinds()) {
        EXPECT_GE(kind.body.size(), 3U) << kind.key;
        EXPECT_FALSE(kind.otherwise.empty()) << kind.key;
        for (const auto& paragraph : kind.body) {
            if (paragraph != "{khai}") {
                EXPECT_EQ(FillIn(paragraph, holes).find('{'), std::string::npos) << paragraph;
            }
        }
    }
}

// By the catalogue itself: what is attested is no certificate, and nothing else is attested.
TEST(ResultKinds, of_well_known_procedures_are_these) {
    DefinitionErrors errors;
    const auto rules = ParseRules("data/procedures/rules.yaml", Embedded("data/procedures/rules.yaml"), errors);
    ASSERT_TRUE(errors.empty()) << errors.Text();
    const auto catalogue =
        ReadCatalogue(Embedded("data/procedures/catalogue.jsonl"), "catalogue.jsonl", rules, Unstated::assigned).value();
    std::map<std::string, std::string> kinds;
    for (const auto& procedure : catalogue.procedures) kinds[procedure.code] = ResultKindOf(procedure).key;
    const std::pair<const char*, const char*> wanted[] = {
        {"2.000815", "attested_copy"},         // certified copies
        {"2.000942", "attested_copy"},         // of an attested transaction
        {"2.000884", "attested_signature"},    // signatures
        {"2.001008", "attested_signature"},    // translators'
        {"2.001035", "attested_transaction"},  // land, houses, movables
        {"2.001019", "attested_transaction"},  // wills
        {"2.001016", "attested_transaction"},  // an estate refused
        {"2.000908", "answer"},                // copies from the book are no copies of an original
        {"1.001193", "answer"},                // births
        {"1.000894", "certificate"},           // marriages
        {"1.000656", "extract"},               // deaths
        {"2.000635", "extract"},               // copies of extracts
        {"1.004873", "confirmation"},          // who is unmarried
        {"1.013225", "licence"},               // building
        {"1.001612", "certificate"},           // household businesses
        {"2.001263", "certificate"},           // adoptions
        {"1.012812", "minutes"},               // a dispute over land that was mediated
        {"1.013967", "settlement"},            // a dispute over land that is decided
        {"2.000592", "settlement"},            // a complaint
        {"1.010801", "decision"},              // allowances of martyrs' families
        {"1.010733", "decision"}};             // reports on the environment
    for (const auto& [code, kind] : wanted) EXPECT_EQ(kinds[code], kind) << code;
    for (const auto& procedure : catalogue.procedures) {
        const bool book = ResultKindOf(procedure).book;
        EXPECT_TRUE(!book || Lower(procedure.name).find("chứng thực") != std::string::npos) << procedure.code;
        // Copies from a book kept, and mistakes put right, are not entered in one.
        const bool entered = procedure.domain == "Chứng thực" && procedure.code != "2.000908" && procedure.code != "2.000927";
        EXPECT_TRUE(book || !entered) << procedure.code;
    }
}

TEST(ResultKinds, a_definition_that_is_wrong_says_where) {
    DefinitionErrors errors;
    ParseResultKinds("kinds.yaml", "kinds:\n  - {key: a, title: A, notation: A, words: [a], body: [b], otherwise: c, extra: d}\n",
                     errors);
    EXPECT_NE(errors.Text().find("kinds.yaml:2"), std::string::npos) << errors.Text();
}

}  // namespace dongson::one_stop
