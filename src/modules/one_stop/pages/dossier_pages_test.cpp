#include "modules/one_stop/pages/dossier_pages.h"

#include <gtest/gtest.h>

namespace dongson::one_stop {

TEST(WhereToPay, is_told_while_a_fee_is_due) {
    Dossier dossier;
    dossier.code = "H56.1-261202-0001";
    dossier.fee = 20000;
    const std::string told(WhereToPay(dossier, "Xã Hạc Thành", {.address = "12 Lê Lợi", .hours = "7:30–11:30"}).bytes());
    for (const auto* wanted : {"Xã Hạc Thành", "12 Lê Lợi", "7:30–11:30", "H56.1-261202-0001"})
        EXPECT_NE(told.find(wanted), std::string::npos) << wanted << "\n" << told;
    EXPECT_NE(WhereToPay(dossier, "Xã Hạc Thành", {}).bytes().find("Xã Hạc Thành."), std::string_view::npos);
    dossier.fee_paid = Instant{1};
    EXPECT_TRUE(WhereToPay(dossier, "Xã Hạc Thành", {}).empty());
}

}  // namespace dongson::one_stop
