#include "platform/workflow/inbox_list.h"

#include <algorithm>

#include "core/collation.h"
#include "core/text.h"

namespace dongson::workflow {

namespace {

bool HasAll(const InboxItem& item, const std::vector<std::string>& words) {
    const auto text = Fold(Join({item.reference, item.title, item.person, item.state.vi, item.state.en}, " "));
    return std::ranges::all_of(words, [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

using Items = std::vector<const InboxItem*>;

template <class Key>
void SortBy(Items& items, Direction direction, Key key) {
    if (direction == Direction::up && std::ranges::is_sorted(items, {}, key)) return;  // as they were read
    if (direction == Direction::up)
        std::ranges::stable_sort(items, {}, key);
    else
        std::ranges::stable_sort(items, std::ranges::greater(), key);
}

// Those of one name stand as they stood, whichever way the names go.
template <class NameOf>
void SortByNames(Items& items, Direction direction, NameOf name_of) {
    if (direction == Direction::down) std::ranges::reverse(items);
    SortByName(items, name_of);
    if (direction == Direction::down) std::ranges::reverse(items);
}

void Order(Items& items, InboxOrder order, Direction direction) {
    switch (order) {
        case InboxOrder::nearest:
            return SortBy(items, direction, &InboxItem::Nearest);
        case InboxOrder::due:
            return SortBy(items, direction, &InboxItem::due);
        case InboxOrder::step_due:
            return SortBy(items, direction, &InboxItem::step_due);
        case InboxOrder::reference:
            return SortBy(items, direction, &InboxItem::reference);
        case InboxOrder::title:
            return SortByNames(items, direction, [](const InboxItem* item) { return item->title; });
        case InboxOrder::person:
            return SortByNames(items, direction, [](const InboxItem* item) { return item->person; });
        case InboxOrder::state:
            return SortByNames(items, direction, [](const InboxItem* item) { return item->state.Now(); });
    }
}

}  // namespace

std::string_view InboxOrderSlug(InboxOrder order) {
    static constexpr std::string_view kSlugs[] = {"gan-han", "hen-tra", "han-buoc", "ma", "thu-tuc", "nguoi-nop", "buoc"};
    return kSlugs[static_cast<int>(order)];
}

InboxOrder ParseInboxOrder(std::string_view slug) {
    const auto found = std::ranges::find(kInboxOrders, slug, InboxOrderSlug);
    return found == std::end(kInboxOrders) ? InboxOrder::nearest : *found;
}

InboxList ListInbox(std::vector<const InboxItem*> items, const InboxAsked& asked) {
    if (const auto words = dongson::Words(Fold(asked.words)); !words.empty())
        std::erase_if(items, [&](const InboxItem* item) { return !HasAll(*item, words); });
    Order(items, asked.order, asked.direction);
    InboxList list{.found = items.size()};
    list.pages = std::max(1, static_cast<int>((items.size() + kInboxPage - 1) / kInboxPage));
    list.page = std::clamp(asked.page, 1, list.pages);
    const auto first = static_cast<std::size_t>(list.page - 1) * kInboxPage;
    for (auto at = first; at < std::min(items.size(), first + kInboxPage); ++at) list.items.push_back(items[at]);
    return list;
}

}  // namespace dongson::workflow
