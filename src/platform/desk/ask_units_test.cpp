// Whom one asks is chosen on one form: several departments, several communes, and a term that fits.
#include "platform/desk/ask_units.h"

#include <gtest/gtest.h>

#include <string>

#include "platform/organisation/directory.h"
#include "platform/testing/bare_house.h"

namespace dongson::desk {

namespace {

class UnitsAsked : public ::testing::Test {
  protected:
    const Date day = Date::Of(2026, 12, 2);

    std::string IdOf(std::string_view key) const { return ToText(house.units.Now()->FindByKey(key)->id); }
    std::string Fields(const AskedBefore& before = {}) const {
        return std::string(AskUnitsFields(UnitsToAskOn(*house.units.Now(), day, {}), before, nullptr).bytes());
    }

    testing::BareHouse house{storage::Engine::sqlite, Instant::Parse("2026-12-02 08:00").value()};
    std::string hac_thanh = IdOf("xa-14797-2025");
    std::string construction = IdOf("so-xay-dung");
};

// How many elements begin so and say something more.
int Count(const std::string& page, std::string_view begin, std::string_view saying = "") {
    int found = 0;
    for (auto at = page.find(begin); at != std::string::npos; at = page.find(begin, at + 1))
        if (page.substr(at, page.find('>', at) - at).contains(saying)) ++found;
    return found;
}

}  // namespace

TEST_F(UnitsAsked, are_several_communes_beside_several_departments) {
    const auto offered = UnitsToAskOn(*house.units.Now(), day, {});
    const auto second = offered.communes.back().value;
    const web::Form form{.fields = {{"don_vi_xa", hac_thanh}, {"don_vi", construction}, {"don_vi_xa", second}, {"so_ngay", "2"}},
                         .files = {}};
    EXPECT_EQ(AskedUnits(form),
              (std::vector{UnitId{std::stoll(construction)}, UnitId{std::stoll(hac_thanh)}, UnitId{std::stoll(second)}}));
    const auto again = Fields(AskedIn(form));
    for (const auto& id : {hac_thanh, second})
        EXPECT_EQ(Count(again, "value=\"" + id + "\"", " checked"), 1) << "what was chosen stays: " << id;
}

TEST_F(UnitsAsked, stand_under_the_letter_of_their_name_and_only_what_was_chosen_is_open) {
    const auto none = Fields(), one = Fields({.departments = {}, .communes = {hac_thanh}});
    EXPECT_EQ(Count(none, "name=\"don_vi_xa\""), 166);
    EXPECT_EQ(Count(none, "<details", " open"), 0);
    EXPECT_EQ(Count(one, "<details", " open"), 2) << "the list, and the letter H";
    EXPECT_LT(none.size(), 100'000U) << "as a part of a page of 200 KB";
    const auto summary = one.find(">H ("), end = one.find("</details>", summary);
    ASSERT_NE(summary, std::string::npos);
    EXPECT_LT(one.find("Phường Hạc Thành", summary), end);
}

TEST(DaysToAnswer, end_before_the_case_is_due_where_they_can) {
    const auto& calendar = calendar::WorkingCalendar::Shipped();
    const auto wednesday = Date::Of(2026, 12, 2);
    const auto due = [](int day) { return Instant::At(Date::Of(2026, 12, day), 17 * 60); };
    EXPECT_EQ(DaysToAnswer(calendar, wednesday, kNever), 3);
    EXPECT_EQ(DaysToAnswer(calendar, wednesday, due(30)), 3);
    EXPECT_EQ(DaysToAnswer(calendar, wednesday, due(8)), 3) << "Thursday, Friday, Monday: the dossier is due on Tuesday";
    EXPECT_EQ(DaysToAnswer(calendar, wednesday, due(7)), 2);
    EXPECT_EQ(DaysToAnswer(calendar, wednesday, due(4)), 1);
    EXPECT_EQ(DaysToAnswer(calendar, wednesday, due(3)), 1) << "never less";
    EXPECT_EQ(DaysToAnswer(calendar, wednesday, due(1)), 1) << "of one that is late";
}

TEST_F(UnitsAsked, have_the_days_that_are_offered_and_what_one_should_know_of_them) {
    const TermAsked term{.hint = Say("Hồ sơ hẹn trả ngày {1}. Hạn trả lời nên trước ngày ấy.", "07/12/2026")};
    const auto page = std::string(AskUnitsFields({}, {.days = "2"}, nullptr, term).bytes());
    EXPECT_NE(page.find("Hồ sơ hẹn trả ngày 07/12/2026"), std::string::npos);
    EXPECT_EQ(Count(page, "<input", "value=\"2\""), 1);
    EXPECT_EQ(Count(page, "name=\"tinh_theo\""), 0) << "hours are offered where they may be asked for";
}

TEST_F(UnitsAsked, have_hours_where_that_is_offered_and_chosen) {
    const web::Form days{.fields = {{"so_ngay", "24"}, {"tinh_theo", "ngay"}}, .files = {}};
    const web::Form hours{.fields = {{"so_ngay", "24"}, {"tinh_theo", "gio"}}, .files = {}};
    const web::Form nothing{.fields = {{"so_ngay", ""}, {"tinh_theo", "gio"}}, .files = {}};
    EXPECT_EQ(AskedHours(days), std::nullopt);
    EXPECT_EQ(AskedHours(hours), 24);
    EXPECT_EQ(AskedHours(nothing), 0) << "which is refused";
    const auto again = std::string(AskUnitsFields({}, AskedIn(hours), nullptr, {.hours = true}).bytes());
    EXPECT_EQ(Count(again, "value=\"gio\"", " checked"), 1);
    EXPECT_EQ(Count(again, "value=\"ngay\"", " checked"), 0);
}

}  // namespace dongson::desk
