// An officer keeps a list as they filtered it, calls it something else, puts it elsewhere, shares it with their unit or forgets
// it.
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/saved_view.h"
#include "platform/identity/account.h"

namespace dongson {
struct Platform;
}

namespace dongson::one_stop {

// What an officer finds above a list: their own, then what their units share.
std::vector<SavedView> ViewsFor(const Platform& platform, const identity::Officer& officer);

struct NewView {
    ListPage page = ListPage::inbox;
    std::string name, query;
    bool shared = false;  // with the unit one works for
};
Result<SavedView> SaveView(const Platform& platform, const identity::Officer& officer, const NewView& wanted);

// Of one's own; what is shared may also be taken from their unit by whoever divides its work.
Result<void> ChangeView(const Platform& platform, const identity::Officer& officer, SavedViewId id, ViewChange change,
                        const std::string& name);

}  // namespace dongson::one_stop
