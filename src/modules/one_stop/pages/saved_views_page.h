// Lists that were saved: the links above a list, and the page where they are put in order.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/saved_view.h"
#include "web/html.h"

namespace dongson::one_stop {

struct SavedViewsBar {
    ListPage page = ListPage::inbox;
    std::vector<SavedView> views;                              // of this list
    std::vector<std::pair<std::string, std::string>> showing;  // what the list is filtered by now
};
web::Html SavedViewsAbove(const SavedViewsBar& bar);

// What could not be saved, as it was typed.
struct UnsavedView {
    SavedViewsBar bar;
    std::string name;
    bool shared = false;
};

struct SavedViewsView {
    std::vector<SavedView> views;
    AccountId reader;
    bool divides = false;  // may take back what others share with the unit
    Refusals faults;
    SavedViewId about;                   // which one they are about
    std::optional<UnsavedView> unsaved;  // or this
};
web::Html SavedViewsPage(const SavedViewsView& view);

}  // namespace dongson::one_stop
