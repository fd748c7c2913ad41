#include "platform/workflow/inbox_list.h"

#include <gtest/gtest.h>

namespace dongson::workflow {
namespace {

InboxItem Item(const std::string& reference, const std::string& title, const std::string& person, std::string_view due) {
    return {.reference = reference, .title = title, .person = person, .due = due.empty() ? kNever : Instant::Parse(due).value()};
}

std::vector<InboxItem> Three() {
    return {Item("H56.102-261129-0003", "Đăng ký khai sinh", "Ánh", "2026-12-01 17:00"),
            Item("H56.102-261129-0001", "Cấp phép xây dựng", "Bình", "2026-11-30 17:00"),
            Item("H56.102-261129-0002", "Đăng ký kết hôn", "An", "")};
}

InboxList List(const std::vector<InboxItem>& items, const InboxAsked& asked) {
    std::vector<const InboxItem*> pointed;
    for (const auto& item : items) pointed.push_back(&item);
    return ListInbox(std::move(pointed), asked);
}

std::string Said(const std::vector<InboxItem>& items, const InboxAsked& asked) {
    std::string said;
    for (const auto* item : List(items, asked).items) said += item->person + " ";
    return said;
}

TEST(InboxList, stands_by_due_date_and_what_has_none_last) {
    EXPECT_EQ(Said(Three(), {}), "Bình Ánh An ");
}

TEST(InboxList, stands_by_the_nearer_of_two_deadlines_unless_one_is_asked_for) {
    auto items = Three();
    items[2].step_due = Instant::Parse("2026-11-30 08:00").value();
    EXPECT_EQ(Said(items, {}), "An Bình Ánh ");
    EXPECT_EQ(Said(items, {.order = InboxOrder::due}), "Bình Ánh An ");
    EXPECT_EQ(ParseInboxOrder(""), InboxOrder::nearest);
    EXPECT_EQ(ParseInboxOrder(InboxOrderSlug(InboxOrder::due)), InboxOrder::due);
}

TEST(InboxList, is_found_by_words_with_or_without_accents_and_in_any_order) {
    EXPECT_EQ(Said(Three(), {.words = "ky dang"}), "Ánh An ");
    EXPECT_EQ(Said(Three(), {.words = "ÁNH khai"}), "Ánh ");
    EXPECT_EQ(Said(Three(), {.words = "0001"}), "Bình ");
    EXPECT_EQ(List(Three(), {.words = "không có"}).found, 0U);
}

TEST(InboxList, sorts_names_as_a_dictionary_does) {
    EXPECT_EQ(Said(Three(), {.order = InboxOrder::person}), "An Ánh Bình ");
    EXPECT_EQ(Said(Three(), {.order = InboxOrder::person, .direction = Direction::down}), "Bình Ánh An ");
}

TEST(InboxList, comes_a_screen_at_a_time_and_no_page_is_empty) {
    std::vector<InboxItem> many(95, Item("x", "", "", ""));
    const auto last = List(many, {.page = 99});
    EXPECT_EQ(last.page, 3);
    EXPECT_EQ(last.items.size(), 15U);
    EXPECT_EQ(List(many, {.page = -1}).items.size(), 40U);
    EXPECT_EQ(List({}, {}).pages, 1);
}

}  // namespace
}  // namespace dongson::workflow
