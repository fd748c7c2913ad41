#include "modules/one_stop/domain/result_kind.h"

#include <gtest/gtest.h>

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
    const std::map<std::string, std::string> holes{{"don_vi", "UBND"}, {"nguoi", "Hoa"}, {"so", "1"},        {"dia_chi", "x"},
                                                   {"thu_tuc", "y"},   {"ma", "H56"},    {"ngay_nhan", "z"}, {"noi_dung", "w"}};
    for (const auto& kind : ShippedResultKinds()) {
        EXPECT_GE(kind.body.size(), 3U) << kind.key;
        EXPECT_FALSE(kind.otherwise.empty()) << kind.key;
        for (const auto& paragraph : kind.body)
            if (paragraph != "{khai}") EXPECT_EQ(FillIn(paragraph, holes).find('{'), std::string::npos) << paragraph;
    }
}

TEST(ResultKinds, a_definition_that_is_wrong_says_where) {
    DefinitionErrors errors;
    ParseResultKinds("kinds.yaml", "kinds:\n  - {key: a, title: A, notation: A, words: [a], body: [b], otherwise: c, extra: d}\n",
                     errors);
    EXPECT_NE(errors.Text().find("kinds.yaml:2"), std::string::npos) << errors.Text();
}

}  // namespace dongson::one_stop
