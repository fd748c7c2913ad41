// Every statement about duty and calls.
#pragma once

#include "storage/database.h"

namespace dongson::soc {

using storage::Statement;

inline constexpr Statement kSetDuty{"soc.set_duty", R"(
    INSERT INTO soc_duty (day, shift, place, account_id, entered_by, entered_at) VALUES ($day, $shift, $place, $account, $by, $now)
        ON CONFLICT (day, shift, place) DO UPDATE SET account_id = excluded.account_id, entered_by = excluded.entered_by,
                                                      entered_at = excluded.entered_at)"};
inline constexpr Statement kClearDuty{"soc.clear_duty",
                                      "DELETE FROM soc_duty WHERE day = $day AND shift = $shift AND place = $place"};
inline constexpr Statement kDuty{"soc.duty", R"(
    SELECT day, shift, place, account_id FROM soc_duty WHERE day >= $from AND day <= $until ORDER BY day, shift, place)"};

inline constexpr Statement kInsertCall{"soc.insert_call", R"(
    INSERT INTO soc_call (alert_id, place, account_id, at) VALUES ($alert, $place, $account, $now) ON CONFLICT (alert_id, place) DO NOTHING)"};
inline constexpr Statement kCallsOf{
    "soc.calls_of", "SELECT alert_id, place, account_id, at FROM soc_call WHERE alert_id = $alert ORDER BY place"};
inline constexpr Statement kNewestCalls{"soc.newest_calls", R"(
    SELECT alert_id, place, account_id, at FROM soc_call ORDER BY at DESC, alert_id, place LIMIT $rows)"};
inline constexpr Statement kLastCall{"soc.last_call", "SELECT MAX(at) FROM soc_call WHERE account_id = $account"};

}  // namespace dongson::soc
