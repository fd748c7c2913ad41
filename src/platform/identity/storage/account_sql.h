#pragma once

#include "storage/database.h"

namespace dongson::identity {

using storage::Statement;

inline constexpr Statement kInsertAccount{"identity.insert_account", R"(
    INSERT INTO account (id, kind, login, name, password_hash, person_number, born, address, phone, email, totp_secret, totp_step, created_at)
    VALUES ($id, $kind, $login, $name, $password_hash, $person_number, $born, $address, $phone, $email, $totp_secret, 0, $now))"};
inline constexpr Statement kAccount{"identity.account", R"(
    SELECT id, kind, login, name, password_hash, person_number, born, address, phone, email, totp_secret, totp_step, created_at
      FROM account WHERE id = $id)"};
inline constexpr Statement kAccountByLogin{"identity.account_by_login", R"(
    SELECT id, kind, login, name, password_hash, person_number, born, address, phone, email, totp_secret, totp_step, created_at
      FROM account WHERE login = $login)"};
inline constexpr Statement kAppointments{"identity.appointments", R"(
    SELECT unit_id, role, position FROM appointment WHERE account_id = $account ORDER BY unit_id, role)"};
inline constexpr Statement kInsertAppointment{"identity.insert_appointment", R"(
    INSERT INTO appointment (account_id, unit_id, role, position) VALUES ($account, $unit, $role, $position)
    ON CONFLICT (account_id, unit_id, role) DO UPDATE SET position = $position)"};
inline constexpr Statement kOfficersOf{"identity.officers_of", R"(
    SELECT a.id, a.name, p.position
      FROM appointment p JOIN account a ON a.id = p.account_id
     WHERE p.unit_id = $unit AND p.role = $role
     ORDER BY a.name)"};
inline constexpr Statement kStaffedRoles{"identity.staffed_roles", R"(
    SELECT DISTINCT unit_id, role FROM appointment)"};
inline constexpr Statement kSetPassword{"identity.set_password", R"(
    UPDATE account SET password_hash = $password_hash WHERE id = $id)"};
inline constexpr Statement kSetContact{"identity.set_contact", R"(
    UPDATE account SET phone = $phone, email = $email, address = $address WHERE id = $id)"};
inline constexpr Statement kSetTotp{"identity.set_totp", R"(
    UPDATE account SET totp_secret = $secret, totp_step = 0 WHERE id = $id)"};
inline constexpr Statement kUseTotpStep{"identity.use_totp_step", R"(
    UPDATE account SET totp_step = $step WHERE id = $id AND totp_step < $step)"};

inline constexpr Statement kInsertSession{"identity.insert_session", R"(
    INSERT INTO session (id, token_digest, account_id, csrf, device, address, created_at, seen_at)
    VALUES ($id, $digest, $account, $csrf, $device, $address, $now, $now))"};
inline constexpr Statement kSessionByDigest{"identity.session_by_digest", R"(
    SELECT id, account_id, csrf, device, address, created_at, seen_at FROM session WHERE token_digest = $digest)"};
inline constexpr Statement kSessionsOf{"identity.sessions_of", R"(
    SELECT id, account_id, csrf, device, address, created_at, seen_at FROM session WHERE account_id = $account ORDER BY seen_at DESC)"};
inline constexpr Statement kTouchSession{"identity.touch_session", R"(
    UPDATE session SET seen_at = $now WHERE id = $id)"};
inline constexpr Statement kDeleteSession{"identity.delete_session", R"(
    DELETE FROM session WHERE id = $id AND account_id = $account)"};
inline constexpr Statement kDeleteSessionsOf{"identity.delete_sessions_of", R"(
    DELETE FROM session WHERE account_id = $account)"};
inline constexpr Statement kDeleteOldSessions{"identity.delete_old_sessions", R"(
    DELETE FROM session WHERE seen_at < $before)"};

inline constexpr Statement kFailures{"identity.failures", R"(
    SELECT failures, last_at FROM sign_in_failure WHERE login = $login AND address = $address)"};
inline constexpr Statement kAddFailure{"identity.add_failure", R"(
    INSERT INTO sign_in_failure (login, address, failures, last_at) VALUES ($login, $address, 1, $now)
    ON CONFLICT (login, address) DO UPDATE SET failures = sign_in_failure.failures + 1, last_at = $now)"};
inline constexpr Statement kForgetFailures{"identity.forget_failures", R"(
    DELETE FROM sign_in_failure WHERE login = $login AND address = $address)"};

inline constexpr Statement kInsertReset{"identity.insert_reset", R"(
    INSERT INTO password_reset (token_digest, account_id, expires_at) VALUES ($digest, $account, $expires))"};
inline constexpr Statement kReset{"identity.reset", R"(
    SELECT account_id FROM password_reset WHERE token_digest = $digest AND expires_at > $now)"};
inline constexpr Statement kDeleteResets{"identity.delete_resets", R"(
    DELETE FROM password_reset WHERE account_id = $account)"};

inline constexpr Statement kInsertView{"identity.insert_view", R"(
    INSERT INTO record_view (id, person_number, viewer_id, viewer_name, unit_id, reason, reference, at)
    VALUES ($id, $person, $viewer, $viewer_name, $unit, $reason, $reference, $now))"};
inline constexpr Statement kViewsOf{"identity.views_of", R"(
    SELECT viewer_name, unit_id, reason, reference, at FROM record_view WHERE person_number = $person ORDER BY at DESC, id DESC LIMIT $rows)"};
inline constexpr Statement kViewedSince{"identity.viewed_since", R"(
    SELECT COUNT(*) FROM record_view WHERE person_number = $person AND at >= $since AND viewer_id = $viewer AND reference = $reference)"};

}  // namespace dongson::identity
