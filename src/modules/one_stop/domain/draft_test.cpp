#include "modules/one_stop/domain/draft.h"

#include <gtest/gtest.h>

namespace dongson::one_stop {

namespace {

class DraftParts : public ::testing::Test {
  protected:
    DraftParts() {
        Procedure procedure;
        form = FormFor(ShippedForms(), procedure);
        commune.id = UnitId{7};
        units = {&commune};
    }
    std::vector<std::string> Take(std::string_view part, Answers typed) {
        std::vector<std::string> fields;
        for (const auto& fault : TakePart(draft, {std::string(part), std::move(typed)}, {form, units, Date::Of(2026, 11, 23)}))
            fields.push_back(fault.field);
        return fields;
    }
    using Fields = std::vector<std::string>;

    Draft draft;
    Form form;
    organisation::Unit commune;
    std::vector<const organisation::Unit*> units;
};

}  // namespace

TEST_F(DraftParts, takes_a_commune_of_today_only) {
    EXPECT_EQ(Take(kPartUnit, {{"don_vi", {"8"}}}), Fields{"don_vi"});
    EXPECT_FALSE(IsDone(draft, form, kPartUnit));
    EXPECT_EQ(Take(kPartUnit, {{"don_vi", {"7"}}}), Fields{});
    EXPECT_TRUE(IsDone(draft, form, kPartUnit));
    EXPECT_EQ(draft.unit, UnitId{7});
}

TEST_F(DraftParts, says_every_fault_at_once_and_keeps_what_was_typed) {
    EXPECT_EQ(Take(kPartPerson, {{"_dien_thoai", {"12"}}, {"_dia_chi", {" Phố "}}}), (Fields{"_dien_thoai", "_dia_chi"}));
    EXPECT_EQ(Answer(draft.answers, "_dien_thoai"), "12");
    EXPECT_EQ(Answer(draft.answers, "_dia_chi"), "Phố");
    EXPECT_EQ(Take(kPartPerson, {{"_dien_thoai", {"0912 345 678"}}, {"_dia_chi", {"Phố Lê Lợi, Hạc Thành"}}}), Fields{});
    EXPECT_EQ(Answer(draft.answers, "_dien_thoai"), "0912345678");
}

TEST_F(DraftParts, wants_an_address_only_for_the_post) {
    EXPECT_EQ(Take(kPartDelivery, {{"_nhan", {"bồ câu"}}}), Fields{"_nhan"});
    EXPECT_EQ(Take(kPartDelivery, {{"_nhan", {"buu-chinh"}}}), Fields{"_dia_chi_nhan"});
    EXPECT_EQ(Take(kPartDelivery, {{"_nhan", {"mot-cua"}}}), Fields{});
    EXPECT_EQ(DeliveryOf(draft), Delivery::counter);
}

TEST_F(DraftParts, is_no_longer_done_when_it_is_spoiled_later) {
    EXPECT_EQ(Take(kPartPapers, {}), Fields{});
    EXPECT_EQ(Take(kPartPapers, {{std::string(kStillMissing), {"co"}}}), Fields{std::string(kStillMissing)});
    EXPECT_FALSE(IsDone(draft, form, kPartPapers));
}

TEST_F(DraftParts, is_submitted_only_whole) {
    EXPECT_EQ(Unfinished(draft, form).front(), kPartUnit);
    draft.answers = {{"noi_dung", {"Xin"}}, {"so_ban", {"1"}}};
    draft.done = Unfinished(draft, form);
    EXPECT_TRUE(Unfinished(draft, form).empty());
    // Parts may be marked done and yet hold what is no longer right: answers are looked at once more.
    draft.answers = {{"so_ban", {"99"}}};
    EXPECT_EQ(Unfinished(draft, form), std::vector<std::string>{"phan/yeu-cau"});
    const auto missing = WhatIsMissing(draft, form, Date::Of(2026, 11, 23));
    ASSERT_EQ(missing.size(), 2U);
    EXPECT_EQ(missing[0].field, "noi_dung");
    EXPECT_EQ(missing[1].field, "so_ban");
}

TEST_F(DraftParts, keeps_of_what_is_typed_only_what_is_asked) {
    KeepTyped(draft, {{"_csrf", {"x"}}, {"_dia_chi", {"Phố"}}, {"noi_dung", {"Xin"}}, {"khac", {"?"}}}, form);
    EXPECT_EQ(draft.answers, (Answers{{"_dia_chi", {"Phố"}}, {"noi_dung", {"Xin"}}}));
}

TEST_F(DraftParts, knows_no_part_that_nobody_asks_for) {
    EXPECT_EQ(Take("phan/khac", {}), Fields{""});
    EXPECT_FALSE(IsDone(draft, form, "phan/khac"));
}

}  // namespace dongson::one_stop
