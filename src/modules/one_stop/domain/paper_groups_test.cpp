#include "modules/one_stop/domain/paper_groups.h"

#include <gtest/gtest.h>

namespace dongson::one_stop {

namespace {

Paper Named(std::string group, std::string name) {
    return {.group = std::move(group), .name = std::move(name), .originals = 1, .copies = 0, .form = ""};
}

TEST(PaperGroups, what_everybody_brings_comes_before_what_a_case_asks_for) {
    const std::vector<Paper> papers{Named("", "Trường hợp trẻ em bị bỏ rơi thì phải có biên bản"),
                                    Named("", "- Văn bản ủy quyền theo quy định của pháp luật"), Named("", "Giấy chứng sinh"),
                                    Named("", "Tờ khai, nếu nộp trực tiếp")};
    const auto groups = GroupsOf(papers);
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups[0].components, (std::vector{2, 3, 0, 1}));
}

TEST(PaperGroups, every_component_is_in_one_group_though_the_source_comes_back_to_a_case) {
    const std::vector<Paper> papers{Named("1.1 Nhà quản lý", "a"), Named("1.2 Chuyên gia", "b"), Named("1.1 Nhà quản lý", "c")};
    const auto groups = GroupsOf(papers);
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_EQ(groups[0].title, "1.1 Nhà quản lý");
    EXPECT_EQ(groups[0].components, (std::vector{0, 2}));
    EXPECT_EQ(groups[1].components, (std::vector{1}));
    EXPECT_TRUE(GroupsOf({}).empty());
}

}  // namespace

}  // namespace dongson::one_stop
