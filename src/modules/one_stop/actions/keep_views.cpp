#include "modules/one_stop/actions/keep_views.h"

#include <algorithm>
#include <iterator>

#include "core/text.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/storage/saved_view_store.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::one_stop {

namespace {

using storage::Transaction;

std::vector<SavedView> OwnOf(Transaction& tx, AccountId owner, ListPage page) {
    auto views = SavedViewStore(tx).Of(owner);
    std::erase_if(views, [&](const SavedView& view) { return view.page != page; });
    return views;
}

Refusal TooMany(Sentence sentence, std::string_view field) {
    return {"ONE_STOP_TOO_MANY_VIEWS", std::move(sentence), std::string(field), RefusalKind::conflict};
}

// Nobody fills the whole unit's list alone.
std::optional<Refusal> RefuseSharing(Transaction& tx, UnitId unit, const SavedView& view) {
    auto shared = SavedViewStore(tx).SharedWith(unit);
    std::erase_if(shared, [&](const SavedView& each) { return each.page != view.page; });
    if (std::ssize(shared) >= kMostSharedViews)
        return TooMany(Say("Đơn vị đã dùng chung {1} bộ lọc của danh sách này, là nhiều nhất.", std::to_string(kMostSharedViews)),
                       "chung");
    if (std::ranges::count(shared, view.owner, &SavedView::owner) >= kMostSharedByOne)
        return TooMany(
            Say("Bạn đã chia sẻ {1} bộ lọc của danh sách này, là nhiều nhất cho một người.", std::to_string(kMostSharedByOne)),
            "chung");
    return std::nullopt;
}

std::optional<Refusal> RefuseName(const std::vector<SavedView>& own, const SavedView& view) {
    if (auto refusal = RefuseViewName(view.name)) return refusal;
    if (std::ranges::none_of(own, [&](const SavedView& each) { return each.id != view.id && each.name == view.name; }))
        return std::nullopt;
    return Refusal{"ONE_STOP_VIEW_NAME", Say("Bạn đã có bộ lọc tên này. Hãy đặt tên khác."), "ten", RefusalKind::conflict};
}

Refusal NotTheirs() {
    return Refusal::NotFound(Say("Bộ lọc này không còn, hoặc không phải của bạn."));
}

// Changes places with the one before or behind it on its list.
void Move(Transaction& tx, const SavedView& view, int by) {
    auto views = OwnOf(tx, view.owner, view.page);
    const auto here = std::ranges::find(views, view.id, &SavedView::id);
    const auto at = std::distance(views.begin(), here), there = at + by;
    if (there < 0 || there >= std::ssize(views)) return;
    std::iter_swap(here, views.begin() + there);
    for (std::size_t place = 0; place < views.size(); ++place) {
        views[place].place = static_cast<std::int64_t>(place);
        SavedViewStore(tx).Keep(views[place]);
    }
}

}  // namespace

std::vector<SavedView> ViewsFor(const Platform& platform, const identity::Officer& officer) {
    return platform.storage.Read([&](Transaction& tx) {
        SavedViewStore store(tx);
        auto views = store.Of(officer.account.id);
        for (const auto& post : officer.appointments)
            for (auto& view : store.SharedWith(post.unit))
                if (std::ranges::find(views, view.id, &SavedView::id) == views.end()) views.push_back(std::move(view));
        return views;
    });
}

Result<SavedView> SaveView(const Platform& platform, const identity::Officer& officer, const NewView& wanted) {
    SavedView view{.id = Fresh<SavedViewTag>(),
                   .owner = officer.account.id,
                   .shared = wanted.shared ? officer.unit() : UnitId{},
                   .page = wanted.page,
                   .name = std::string(Trim(wanted.name)),
                   .query = wanted.query};
    if (view.query.size() > kLongestViewQuery)
        return std::unexpected(Refusal{"ONE_STOP_TOO_LONG", Say("Bộ lọc này dài quá. Hãy lọc bằng ít chữ hơn."), "ten"});
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<SavedView> {
        const auto own = OwnOf(tx, view.owner, view.page);
        if (std::ssize(own) >= kMostSavedViews)
            return std::unexpected(TooMany(
                Say("Bạn đã lưu {1} bộ lọc của danh sách này, là nhiều nhất. Hãy xóa bớt.", std::to_string(kMostSavedViews)),
                "ten"));
        if (auto refusal = RefuseName(own, view)) return std::unexpected(*std::move(refusal));
        if (view.shared)
            if (auto refusal = RefuseSharing(tx, view.shared, view)) return std::unexpected(*std::move(refusal));
        view.place = own.empty() ? 0 : own.back().place + 1;
        SavedViewStore(tx).Add(view, platform.clock.Now());
        return view;
    });
}

Result<void> ChangeView(const Platform& platform, const identity::Officer& officer, SavedViewId id, ViewChange change,
                        const std::string& name) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        SavedViewStore store(tx);
        auto view = store.Get(id);
        const bool theirs = view && view->owner == officer.account.id;
        const bool takes_away =
            view && view->shared && change == ViewChange::keep_to_oneself && officer.May(view->shared, kAssign);
        if (!theirs && !takes_away) return std::unexpected(NotTheirs());
        switch (change) {
            case ViewChange::rename:
                view->name = Trim(name);
                if (auto refusal = RefuseName(OwnOf(tx, view->owner, view->page), *view))
                    return std::unexpected(*std::move(refusal));
                break;
            case ViewChange::up:
            case ViewChange::down:
                Move(tx, *view, change == ViewChange::up ? -1 : 1);
                return {};
            case ViewChange::share:
                if (auto refusal = RefuseSharing(tx, officer.unit(), *view)) return std::unexpected(*std::move(refusal));
                view->shared = officer.unit();
                break;
            case ViewChange::keep_to_oneself:
                view->shared = {};
                break;
            case ViewChange::forget:
                store.Forget(id);
                return {};
        }
        store.Keep(*view);
        return {};
    });
}

}  // namespace dongson::one_stop
