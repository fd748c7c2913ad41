#include "modules/complaints/domain/complaint.h"

#include <gtest/gtest.h>

namespace dongson::complaints {

// Whole days from the day after, the last one moved to a working day. Sunday 13 December gives way to Monday the 14th.
TEST(ComplaintDays, are_those_of_the_law) {
    struct Case {
        int round;
        bool remote, complicated;
        int days;
    };
    for (const auto& [round, remote, complicated, days] : {Case{1, false, false, 30},
                                                           {1, false, true, 45},
                                                           {1, true, false, 45},
                                                           {1, true, true, 60},
                                                           {2, false, false, 45},
                                                           {2, false, true, 60},
                                                           {2, true, false, 60},
                                                           {2, true, true, 70}})
        EXPECT_EQ(SettleDays(round, remote, complicated), days) << round << remote << complicated;
}

// People write a name with a title, with a post, beside another, or with the eth that looks like Đ.
TEST(ComplaintNames, are_found_among_what_people_write) {
    Complaint complaint;
    for (const auto* written : {"Đỗ Văn Chủ", "Ông Đỗ Văn Chủ", "đỗ văn chủ (chủ tịch)", "Phạm Văn Xác, Đỗ Văn Chủ",
                                "\u00D0ỗ Văn Chủ", "Phạm Văn Xác và Đỗ Văn Chủ"}) {
        complaint.named = written;
        EXPECT_TRUE(IsNamed(complaint, "Đỗ Văn Chủ")) << written;
        EXPECT_FALSE(IsNamed(complaint, "Văn Chủng")) << written;
        EXPECT_FALSE(IsNamed(complaint, "")) << written;
    }
    complaint.named = "";
    EXPECT_FALSE(IsNamed(complaint, "Đỗ Văn Chủ"));
}

}  // namespace dongson::complaints
