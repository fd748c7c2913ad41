#include <gtest/gtest.h>

#include "platform/identity/staff_list.h"
#include "platform/organisation/directory.h"
#include "platform/testing/bare_house.h"

namespace dongson::identity {
namespace {

// As people write it; what is not sure is asked with what may be meant, never guessed.
TEST(UnitNamed, is_found_as_people_write_it_or_offered) {
    const auto now = Instant::Parse("2026-11-23 08:00").value();
    const dongson::testing::BareHouse house(storage::testing::Sqlite, now);
    const auto units = house.units.Now();
    const auto ward = units->FindByKey("xa-14797-2025")->id;
    const auto named = [&](std::string_view typed) { return UnitNamed(*units, now.LocalDate(), typed); };
    for (const auto* typed : {"Phường Hạc Thành", "Hạc Thành", "hac thanh", "UBND phường Hạc Thành",
                              "Ủy ban nhân dân phường Hạc Thành", "xa-14797-2025"}) {
        const auto unit = named(typed);
        EXPECT_TRUE(unit && *unit == ward) << typed;
    }
    const auto said = [&](std::string_view typed) {
        const auto unit = named(typed);
        return unit ? "found" : unit.error().sentence.In(Language::vietnamese);
    };
    EXPECT_NE(said("Hạc").find("Phường Hạc Thành"), std::string::npos) << "half a name is offered, not taken: " << said("Hạc");
    EXPECT_EQ(said("  "), "Nhập đơn vị.");
    EXPECT_NE(said("Xứ Không Có").find("Không có đơn vị “Xứ Không Có”"), std::string::npos) << said("Xứ Không Có");
}

}  // namespace
}  // namespace dongson::identity
