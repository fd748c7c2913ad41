// A view of the inbox as someone reads it: with words to find by, in an order, a page at a time.
#pragma once

#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "platform/workflow/inbox.h"

namespace dongson::workflow {

enum class InboxOrder : unsigned char { nearest, due, step_due, reference, title, person, state };
inline constexpr InboxOrder kInboxOrders[] = {InboxOrder::nearest,   InboxOrder::due,   InboxOrder::step_due,
                                              InboxOrder::reference, InboxOrder::title, InboxOrder::person,
                                              InboxOrder::state};
std::string_view InboxOrderSlug(InboxOrder order);  // as in the address: "han-buoc"
InboxOrder ParseInboxOrder(std::string_view slug);  // by the nearest deadline when it is none
enum class Direction : unsigned char { up, down };

struct InboxAsked {
    std::string words;  // each must stand in the code, the title, the person or the state, with or without accents
    InboxOrder order = InboxOrder::nearest;
    Direction direction = Direction::up;  // nearest first, A first
    int page = 1;
};

// What a screen holds.
inline constexpr int kInboxPage = 40;

struct InboxList {
    std::vector<const InboxItem*> items;  // of the page
    std::size_t found = 0;                // on all pages
    int page = 1, pages = 1;              // the page that is shown: the nearest there is to the one asked for
};
InboxList ListInbox(std::vector<const InboxItem*> items, const InboxAsked& asked);

}  // namespace dongson::workflow
