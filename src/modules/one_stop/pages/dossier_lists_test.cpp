#include "modules/one_stop/pages/dossier_lists.h"

#include <gtest/gtest.h>

namespace dongson::one_stop {

// Who finds nothing while words are still being kept does not take it that there is nothing.
TEST(FindPage, says_that_older_dossiers_cannot_be_found_yet) {
    const auto says = [](bool lacking) {
        const std::string page(FindPage({.text = "Lê Thị Hoa", .asked = true, .lacking = lacking}).bytes());
        return page.find("đang lập lại mục lục tìm kiếm") != std::string::npos;
    };
    EXPECT_TRUE(says(true));
    EXPECT_FALSE(says(false));
}

}  // namespace dongson::one_stop
