#pragma once

#include "storage/database.h"

namespace dongson::identity {

using storage::Statement;

inline constexpr Statement kPost{"identity.post", R"(
    SELECT account_id, unit_id, role, position, id, valid_from, valid_to FROM appointment WHERE id = $id)"};
inline constexpr Statement kPostsOf{"identity.posts_of", R"(
    SELECT account_id, unit_id, role, position, id, valid_from, valid_to
      FROM appointment
     WHERE account_id = $account
     ORDER BY valid_from DESC, unit_id, role, id)"};
inline constexpr Statement kPostsEver{"identity.posts_ever", R"(
    SELECT account_id, unit_id, role, position, id, valid_from, valid_to FROM appointment ORDER BY account_id, id)"};
#define POST_ROWS \
    "SELECT id, account_id, unit_id, role, position, COALESCE(valid_from, ''), COALESCE(valid_to, '') FROM appointment"
inline constexpr Statement kPostRows{"identity.post_rows", POST_ROWS " ORDER BY id"};
inline constexpr Statement kPostRowsOf{"identity.post_rows_of", POST_ROWS " WHERE account_id = $account ORDER BY id"};
#undef POST_ROWS
inline constexpr Statement kEndPost{"identity.end_post", "UPDATE appointment SET valid_to = $to WHERE id = $id"};
inline constexpr Statement kSetPosition{"identity.set_position", "UPDATE appointment SET position = $position WHERE id = $id"};

inline constexpr Statement kOfficers{"identity.officers", R"(
    SELECT id, login, name, email, phone, password_hash <> '', totp_secret <> '', created_at, disabled_at
      FROM account
     WHERE kind = $officer
     ORDER BY login)"};

inline constexpr Statement kDisable{"identity.disable", R"(
    UPDATE account SET disabled_at = $now WHERE id = $id AND disabled_at IS NULL)"};
inline constexpr Statement kEnable{"identity.enable", R"(
    UPDATE account SET disabled_at = NULL WHERE id = $id AND disabled_at IS NOT NULL)"};
inline constexpr Statement kTakeAccess{"identity.take_access", R"(
    UPDATE account SET password_hash = '', totp_secret = '' WHERE id = $id)"};
inline constexpr Statement kSetOfficer{"identity.set_officer", R"(
    UPDATE account SET name = $name, email = $email, phone = $phone WHERE id = $id)"};

inline constexpr Statement kGiveCode{"identity.give_code", R"(
    INSERT INTO activation (account_id, code_digest, expires_at) VALUES ($account, $digest, $expires)
    ON CONFLICT (account_id) DO UPDATE SET code_digest = $digest, expires_at = $expires)"};
inline constexpr Statement kCodeFits{"identity.code_fits", R"(
    SELECT COUNT(*) FROM activation WHERE account_id = $account AND code_digest = $digest AND expires_at > $now)"};
inline constexpr Statement kSpendCode{"identity.spend_code", R"(
    DELETE FROM activation WHERE account_id = $account AND code_digest = $digest AND expires_at > $now)"};
inline constexpr Statement kDropCode{"identity.drop_code", "DELETE FROM activation WHERE account_id = $account"};
inline constexpr Statement kCodeUntil{"identity.code_until", "SELECT expires_at FROM activation WHERE account_id = $account"};

inline constexpr Statement kInsertAccountEvent{"identity.insert_account_event", R"(
    INSERT INTO account_event (id, account_id, at, by_id, by_name, event, detail)
    VALUES ($id, $account, $now, $by, $by_name, $event, $detail))"};
inline constexpr Statement kAccountEvents{"identity.account_events", R"(
    SELECT at, by_name, event, detail FROM account_event WHERE account_id = $account ORDER BY at DESC, id DESC LIMIT $rows)"};

// When an officer last signed in: sessions go when they end.
inline constexpr Statement kCameIn{"identity.came_in", R"(
    INSERT INTO account_use (account_id, last_at) VALUES ($account, $now)
    ON CONFLICT (account_id) DO UPDATE SET last_at = $now)"};
inline constexpr Statement kLastCameIn{"identity.last_came_in", "SELECT account_id, last_at FROM account_use"};

// Who came in at least once counts: a code in an envelope administrates nothing.
inline constexpr Statement kAbleOn{"identity.able_on", R"(
    SELECT p.account_id, p.id, p.role
      FROM appointment p JOIN account a ON a.id = p.account_id
     WHERE a.disabled_at IS NULL AND a.password_hash <> ''
       AND p.valid_from <= $day AND (p.valid_to = '' OR p.valid_to >= $day)
     ORDER BY p.account_id, p.id)"};

}  // namespace dongson::identity
