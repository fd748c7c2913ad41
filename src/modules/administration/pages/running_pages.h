// What runs by a definition: those that ended, gone through again; those that run by another edition, to be moved.
#pragma once

#include <optional>

#include "core/refusal.h"
#include "platform/definitions/definition_type.h"
#include "web/html.h"

namespace dongson::administration {

inline constexpr int kFewestDays = 1, kMostDays = 366, kUsualDays = 90;

struct ReplayView {
    const definitions::Type* type = nullptr;
    definitions::Edition edition;
    std::string days;  // as it was typed
    web::Html found;
    Refusals faults;
};
web::Html ReplayPage(const ReplayView& view);

struct MovingView {
    const definitions::Type* type = nullptr;
    definitions::Edition edition;
    web::Html others;  // to choose from; empty: there are none
    bool own = false;  // whoever looks wrote it, and moves nothing to it
    std::string reason;
    Refusals faults;
};
web::Html MovingPage(const MovingView& view);

}  // namespace dongson::administration
