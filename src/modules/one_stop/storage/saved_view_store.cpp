#include "modules/one_stop/storage/saved_view_store.h"

#include "modules/one_stop/storage/saved_view_sql.h"

namespace dongson::one_stop {

namespace {

SavedView ReadView(storage::Row& row) {
    SavedView view{.id = row.Next<SavedViewId>(), .owner = row.Next<AccountId>(), .shared = row.Next<UnitId>()};
    view.page = ParseList(row.Next<std::string>()).value_or(ListPage::inbox);
    view.name = row.Next<std::string>();
    view.query = row.Next<std::string>();
    view.place = row.Next<std::int64_t>();
    return view;
}

}  // namespace

std::vector<SavedView> SavedViewStore::Of(AccountId owner) {
    return tx_.Select(kViewsOfAccount, {{"account", owner}}, ReadView);
}
std::vector<SavedView> SavedViewStore::SharedWith(UnitId unit) {
    return tx_.Select(kViewsOfUnit, {{"unit", unit}}, ReadView);
}
std::optional<SavedView> SavedViewStore::Get(SavedViewId id) {
    return tx_.SelectOne(kSavedView, {{"id", id}}, ReadView);
}

void SavedViewStore::Add(const SavedView& view, Instant now) {
    tx_.Run(kAddView, {{"id", view.id},
                       {"account", view.owner},
                       {"unit", view.shared},
                       {"page", ListSlug(view.page)},
                       {"name", view.name},
                       {"query", view.query},
                       {"place", view.place},
                       {"now", now}});
}
void SavedViewStore::Keep(const SavedView& view) {
    tx_.Run(kKeepView, {{"id", view.id}, {"unit", view.shared}, {"name", view.name}, {"place", view.place}});
}
void SavedViewStore::Forget(SavedViewId id) {
    tx_.Run(kForgetView, {{"id", id}});
}

}  // namespace dongson::one_stop
