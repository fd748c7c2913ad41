// Statements of the lists that officers saved.
#pragma once

#include "storage/database.h"

namespace dongson::one_stop {

using storage::Statement;

#define SAVED_VIEW "SELECT id, account_id, unit_id, page, name, query, place FROM saved_view "
inline constexpr Statement kViewsOfAccount{"one_stop.views_of_account",
                                           SAVED_VIEW "WHERE account_id = $account ORDER BY page, place, id"};
inline constexpr Statement kViewsOfUnit{"one_stop.views_of_unit",
                                        SAVED_VIEW "WHERE unit_id = $unit AND unit_id <> 0 ORDER BY page, name, id"};
inline constexpr Statement kSavedView{"one_stop.saved_view", SAVED_VIEW "WHERE id = $id"};
#undef SAVED_VIEW
inline constexpr Statement kAddView{"one_stop.add_view", R"(
    INSERT INTO saved_view (id, account_id, unit_id, page, name, query, place, saved_at)
    VALUES ($id, $account, $unit, $page, $name, $query, $place, $now))"};
inline constexpr Statement kKeepView{"one_stop.keep_view",
                                     "UPDATE saved_view SET unit_id = $unit, name = $name, place = $place WHERE id = $id"};
inline constexpr Statement kForgetView{"one_stop.forget_view", "DELETE FROM saved_view WHERE id = $id"};

}  // namespace dongson::one_stop
