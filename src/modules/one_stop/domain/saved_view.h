// A list as an officer filtered it, under a name of theirs. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/ids.h"
#include "core/refusal.h"

namespace dongson::one_stop {

using SavedViewId = Id<struct SavedViewTag>;

enum class ListPage : unsigned char { inbox, register_book, search, report };
inline constexpr ListPage kListPages[] = {ListPage::inbox, ListPage::register_book, ListPage::search, ListPage::report};
std::string_view ListSlug(ListPage page);
std::optional<ListPage> ParseList(std::string_view slug);
std::string_view ListName(ListPage page);
std::string_view ListPath(ListPage page);
// What its address may ask: nothing else is kept.
std::span<const std::string_view> ListParameters(ListPage page);

struct SavedView {
    SavedViewId id;
    AccountId owner;
    UnitId shared;  // with the officers of this unit; none: with nobody
    ListPage page = ListPage::inbox;
    std::string name, query;  // "xem=qua-han&tim=nguyen", encoded
    std::int64_t place = 0;

    std::string Path() const { return std::string(ListPath(page)) + (query.empty() ? "" : "?" + query); }
};

// Of each list: one's own, and what a unit shares.
inline constexpr std::int64_t kMostSavedViews = 15, kMostSharedViews = 15, kMostSharedByOne = 5;
inline constexpr std::size_t kLongestViewName = 60, kLongestViewQuery = 600;

// What its owner may do with it.
enum class ViewChange : unsigned char { rename, up, down, share, keep_to_oneself, forget };
std::optional<ViewChange> ParseViewChange(std::string_view slug);
std::string_view ViewChangeSlug(ViewChange change);

std::optional<Refusal> RefuseViewName(std::string_view name);

}  // namespace dongson::one_stop
