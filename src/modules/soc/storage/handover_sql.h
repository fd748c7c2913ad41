// Every statement about what shifts hand over.
#pragma once

#include "storage/database.h"

namespace dongson::soc {

using storage::Statement;

inline constexpr Statement kInsertHandover{"soc.insert_handover", R"(
    INSERT INTO soc_handover (id, at, account_id, text, taken_at, taken_by) VALUES ($id, $at, $account, $text, NULL, 0))"};
inline constexpr Statement kTakeHandover{"soc.take_handover", R"(
    UPDATE soc_handover SET taken_at = $now, taken_by = $account WHERE id = $id AND taken_at IS NULL AND account_id <> $account)"};
inline constexpr Statement kHandovers{"soc.handovers", R"(
    SELECT id, at, account_id, text, taken_at, taken_by FROM soc_handover ORDER BY at DESC, id LIMIT 50)"};

}  // namespace dongson::soc
