#include "platform/identity/title.h"

#include <gtest/gtest.h>

namespace dongson::identity {

// Decree 30/2020 art. 13: KT. is the head's own deputies'. As positions stand in lists of staff.
TEST(Titles, say_whose_deputy_somebody_is) {
    struct Case {
        const char *deputy, *head;
        bool is;
    };
    for (const auto& [deputy, head, is] :
         {Case{"Phó Chủ tịch UBND phường", "Chủ tịch UBND phường Hạc Thành", true},
          Case{"Phó Chủ tịch", "Chủ tịch UBND phường", true},
          Case{"Phó Chủ tịch Ủy ban nhân dân phường", "Chủ tịch UBND phường", true},
          Case{"Phó Chủ tịch thường trực UBND xã", "Chủ tịch UBND xã Đông Sơn", true},
          Case{"Phó Chủ tịch UBND phường phụ trách kinh tế", "Chủ tịch UBND phường Hạc Thành", true},
          Case{"Phó Chủ tịch UBND phường", "Phó Bí thư Đảng ủy, Chủ tịch UBND phường", true},
          Case{"Ủy viên BTV, Phó Giám đốc Sở Tư pháp", "Giám đốc Sở Tư pháp", true},
          Case{"Phó Giám đốc Sở", "Quyền Giám đốc Sở Tư pháp", true},
          Case{"Phó Chủ tịch UBND phường", "Phó Chủ tịch UBND phường", true}, Case{"Phó Chánh Văn phòng", "", true},
          Case{"Phó Chủ tịch HĐND phường", "Chủ tịch UBND phường", false},
          Case{"Phó Chủ tịch Ủy ban MTTQ phường", "Chủ tịch UBND phường", false},
          Case{"Phó Giám đốc Trung tâm Trợ giúp pháp lý", "Giám đốc Sở Tư pháp", false},
          Case{"Phó Trưởng phòng Văn hóa - Xã hội", "Chủ tịch UBND phường", false},
          Case{"Phó Bí thư Đảng ủy", "Phó Bí thư Đảng ủy, Chủ tịch UBND phường", false},
          Case{"Chủ tịch UBND phường", "Chủ tịch UBND phường", false}, Case{"Chuyên viên", "Chủ tịch UBND phường", false}})
        EXPECT_EQ(IsDeputyOf(deputy, head), is) << deputy << " / " << head;
}

TEST(Titles, say_who_heads_a_part) {
    for (const auto* heads : {"Trưởng phòng Kinh tế", "Chánh Văn phòng", "Giám đốc Trung tâm", "Chi cục trưởng", "Đội trưởng"})
        EXPECT_TRUE(HeadsAPart(heads)) << heads;
    for (const auto* none : {"Kế toán trưởng", "Phó Trưởng phòng Kinh tế", "Chuyên viên", "Phó Giám đốc Trung tâm"})
        EXPECT_FALSE(HeadsAPart(none)) << none;
    EXPECT_FALSE(IsDeputy("Phó Bí thư Đảng ủy, Chủ tịch UBND phường")) << "of the state's title they are the head";
    EXPECT_TRUE(IsDeputy("Ủy viên BTV, Phó Giám đốc Sở Tư pháp"));
    EXPECT_EQ(StateTitle("Phó Bí thư Đảng ủy, Chủ tịch UBND phường"), "Chủ tịch UBND phường");
    EXPECT_EQ(HeadTitle("Phó Chủ tịch UBND phường"), "Chủ tịch UBND phường");
    EXPECT_EQ(HeadTitle("Bí thư Đảng ủy"), "Bí thư Đảng ủy");
}

}  // namespace dongson::identity
