// Past dossiers: what may be destroyed, what is held back, how long each kind is kept, and the lists that were made.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/retention.h"
#include "modules/one_stop/storage/destruction_store.h"
#include "web/html.h"

namespace dongson::one_stop {

struct RecordsView {
    std::string unit;
    std::vector<DuePast> due;
    std::vector<DestructionStore::Held> held;
    std::vector<Destruction> lists;
    bool keeps = false;  // asks and holds back
    std::string reason, hold_code, hold_reason;
    std::int64_t ends_hold = 0;  // which was to end, and the reason that was typed
    std::string ends_because;
    Refusals faults;
};
web::Html RecordsPage(const RecordsView& view);

inline constexpr std::string_view kTermForGood = "vinh-vien", kTermYears = "nam", kTermEnds = "bo";

struct RetentionView {
    std::vector<RetentionRule> rules, history;  // in force; all, the newest first
    std::map<std::string, std::string> names;   // of procedures, by their codes
    std::vector<std::string> domains;
    bool sets = false;     // who administrates
    bool records = false;  // sees the room it belongs to
    std::string procedure, domain, term, years, basis;
    Refusals faults;
};
web::Html RetentionPage(const RetentionView& view);

struct DestructionView {
    Destruction list;
    std::vector<DestructionStore::Held> holds;  // of its dossiers, also those that ended
    bool decides = false;
    Refusals faults;
};
web::Html DestructionPage(const DestructionView& view);

// To whoever tracks one.
web::Html GonePage(std::string_view code, const DestructionStore::Gone& gone);

}  // namespace dongson::one_stop
