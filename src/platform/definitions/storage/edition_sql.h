#pragma once

#include "storage/database.h"

namespace dongson::definitions {

using storage::Statement;

#define EDITION_COLUMNS                                                                                                     \
    "id, definition_type, definition_key, version, stage, text, digest, author_id, author, approver_id, approver, reason, " \
    "made_at, decided_at, valid_from"

inline constexpr Statement kInsertEdition{"definitions.insert", "INSERT INTO edition (" EDITION_COLUMNS R"()
    VALUES ($id, $type, $key, $version, $stage, $text, $digest, $author, $author_name, $approver, $approver_name, $reason,
            $made, $decided, $valid_from))"};
// Only from the stage it was found in: whoever was faster wins.
inline constexpr Statement kMoveEdition{"definitions.move", R"(
    UPDATE edition
       SET stage = $stage, approver_id = $approver, approver = $approver_name, decided_at = $decided, valid_from = $valid_from
     WHERE id = $id AND stage = $before)"};
inline constexpr Statement kEdition{"definitions.edition", "SELECT " EDITION_COLUMNS " FROM edition WHERE id = $id"};
inline constexpr Statement kHistory{"definitions.history", "SELECT " EDITION_COLUMNS R"( FROM edition
    WHERE definition_type = $type AND definition_key = $key
    ORDER BY version DESC, made_at DESC, id DESC)"};
// Of each key what a province approved for the day, the latest first, else what ships.
inline constexpr Statement kInForce{"definitions.in_force", "SELECT " EDITION_COLUMNS R"( FROM edition
    WHERE id IN (SELECT id
                   FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY definition_key
                                                       ORDER BY CASE stage WHEN 'approved' THEN 0 ELSE 1 END, valid_from DESC,
                                                                version DESC, made_at DESC, id DESC) AS place
                           FROM edition
                          WHERE definition_type = $type
                            AND (stage = 'shipped' OR (stage = 'approved' AND valid_from <= $day))) AS ranked
                  WHERE place = 1)
    ORDER BY definition_key)"};
inline constexpr Statement kOpen{"definitions.open", "SELECT " EDITION_COLUMNS R"( FROM edition
    WHERE definition_type = $type AND (stage IN ('draft', 'proposed') OR (stage = 'approved' AND valid_from > $day))
    ORDER BY definition_key, version)"};
inline constexpr Statement kProposedEditions{"definitions.proposed",
                                             "SELECT " EDITION_COLUMNS " FROM edition WHERE stage = 'proposed' ORDER BY id"};
inline constexpr Statement kCountProposed{"definitions.count_proposed",
                                          "SELECT COUNT(*) FROM edition WHERE stage = 'proposed' AND author_id = $author"};
// What shipped when editions began.
inline constexpr Statement kFirstShipped{"definitions.first_shipped", "SELECT " EDITION_COLUMNS R"( FROM edition
    WHERE definition_type = $type AND began = 1
    ORDER BY definition_key, id)"};
inline constexpr Statement kMarkBegan{"definitions.mark_began",
                                      "UPDATE edition SET began = 1 WHERE definition_type = $type AND version = 0"};
inline constexpr Statement kShipped{"definitions.shipped", R"(
    SELECT id, definition_key, digest, stage FROM edition WHERE definition_type = $type AND version = 0 ORDER BY id)"};

inline constexpr Statement kEveryOwn{"definitions.every_own",
                                     "SELECT " EDITION_COLUMNS " FROM edition WHERE version > 0 ORDER BY id"};
inline constexpr Statement kEveryShipped{"definitions.every_shipped",
                                         "SELECT " EDITION_COLUMNS " FROM edition WHERE version = 0 ORDER BY id"};

#undef EDITION_COLUMNS

inline constexpr Statement kInsertEditionEvent{"definitions.insert_event", R"(
    INSERT INTO edition_event (id, edition_id, stage, account_id, account, reason, at, ledger_id)
    VALUES ($id, $edition, $stage, $account, $name, $reason, $at, $ledger))"};
inline constexpr Statement kEveryEditionEvent{"definitions.every_event", R"(
    SELECT v.edition_id, e.version, v.stage, v.account_id, v.account, v.reason, v.at, COALESCE(v.ledger_id, 0)
      FROM edition_event v JOIN edition e ON e.id = v.edition_id
     ORDER BY v.at, v.id)"};
inline constexpr Statement kEditionEvents{"definitions.events", R"(
    SELECT v.edition_id, e.version, v.stage, v.account_id, v.account, v.reason, v.at, COALESCE(v.ledger_id, 0)
      FROM edition_event v JOIN edition e ON e.id = v.edition_id
     WHERE e.definition_type = $type AND e.definition_key = $key
     ORDER BY v.at DESC, v.id DESC)"};

inline constexpr Statement kEditionMark{"definitions.mark", "SELECT mark FROM edition_mark WHERE id = 1"};
// Only where nothing changed since: whoever was faster has another mark there.
inline constexpr Statement kMarkEditionsSince{"definitions.mark_since",
                                              "UPDATE edition_mark SET mark = $mark WHERE id = 1 AND mark = $seen"};
inline constexpr Statement kEnteredBy{"definitions.entered_by", "SELECT entered_by FROM edition_mark WHERE id = 1"};
inline constexpr Statement kSayEnteredBy{"definitions.say_entered_by",
                                         "UPDATE edition_mark SET entered_by = $program WHERE id = 1"};
inline constexpr Statement kMarkEditions{"definitions.mark_anew", "UPDATE edition_mark SET mark = $mark WHERE id = 1"};

}  // namespace dongson::definitions
