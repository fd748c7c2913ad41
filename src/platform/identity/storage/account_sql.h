#pragma once

#include "platform/sealing/sealing.h"
#include "storage/database.h"

namespace dongson::identity {

using storage::Statement;

#define ACCOUNT_COLUMNS                                                                                                      \
    "id, kind, login, name, password_hash, person_number, born, address, phone, email, totp_secret, totp_step, created_at, " \
    "proof, COALESCE(proof_at, 0), proof_unit_id, proof_by, former_login, disabled_at"

inline constexpr Statement kInsertAccount{"identity.insert_account", R"(
    INSERT INTO account (id, kind, login, name, password_hash, person_number, born, address, phone, email, totp_secret, totp_step, created_at,
                         proof, proof_at, proof_unit_id, proof_by, former_login)
    VALUES ($id, $kind, $login, $name, $password_hash, $person_number, $born, $address, $phone, $email, $totp_secret, 0, $now,
            $proof, $proof_at, $proof_unit, $proof_by, '')
    ON CONFLICT (login) DO NOTHING)"};
inline constexpr Statement kAccount{"identity.account", "SELECT " ACCOUNT_COLUMNS " FROM account WHERE id = $id"};
// SQLite lets one write at a time; PostgreSQL is told to wait for the row.
inline constexpr Statement kLockAccount{"identity.lock_account", "SELECT " ACCOUNT_COLUMNS " FROM account WHERE id = $id",
                                        "SELECT " ACCOUNT_COLUMNS " FROM account WHERE id = $id FOR UPDATE"};
inline constexpr Statement kAccountByLogin{"identity.account_by_login",
                                           "SELECT " ACCOUNT_COLUMNS " FROM account WHERE login IN " SEALED_AS("login")};
inline constexpr Statement kAnyAccount{"identity.any_account", "SELECT COUNT(*) FROM (SELECT id FROM account LIMIT 1) AS one"};
// At most four: a number is taken back once, or by mistake a few times.
inline constexpr Statement kAccountsByFormerLogin{
    "identity.accounts_by_former_login",
    "SELECT " ACCOUNT_COLUMNS " FROM account WHERE former_login IN " SEALED_AS("login") " ORDER BY id DESC LIMIT 4"};
#undef ACCOUNT_COLUMNS
// Who typed a number keeps the account under another name; the number is its proven owner's.
inline constexpr Statement kGiveUpNumber{"identity.give_up_number", R"(
    UPDATE account SET former_login = login, login = $login WHERE id = $id AND proof = 0)"};
inline constexpr Statement kSetProof{"identity.set_proof", R"(
    UPDATE account
       SET login = $number, person_number = $number, name = $name, former_login = '',
           proof = $proof, proof_at = $proof_at, proof_unit_id = $proof_unit, proof_by = $proof_by
     WHERE id = $id)"};
inline constexpr Statement kInsertSlip{"identity.insert_slip", R"(
    INSERT INTO proof_slip (id, number, finder, secret_hash, kind, name, document, unit_id, officer_id, issued_at, expires_at, tries, used_at)
    VALUES ($id, $number, $finder, $hash, $kind, $name, $document, $unit, $officer, $now, $expires, 0, NULL))"};
inline constexpr Statement kSlip{"identity.slip", R"(
    SELECT id, secret_hash, kind, name, unit_id, officer_id FROM proof_slip
     WHERE number IN )" SEALED_AS("number") R"( AND finder = $finder AND used_at IS NULL AND expires_at > $now AND tries < $tries
     ORDER BY issued_at DESC LIMIT 1)"};
// Counted before it is looked at, so that many guesses at once are no more than five.
inline constexpr Statement kTrySlip{"identity.try_slip", R"(
    UPDATE proof_slip SET tries = tries + 1 WHERE id = $id AND used_at IS NULL AND tries < $tries)"};
inline constexpr Statement kUseSlip{"identity.use_slip", R"(
    UPDATE proof_slip SET used_at = $now WHERE id = $id AND used_at IS NULL AND expires_at > $now)"};
// A newer slip makes the older ones of the number worthless.
inline constexpr Statement kEndSlips{"identity.end_slips", R"(
    UPDATE proof_slip SET used_at = $now WHERE number IN )" SEALED_AS("number") " AND used_at IS NULL"};
// Days are text that sorts; '' in valid_to is an open end, in valid_from a beginning that nobody knows.
inline constexpr Statement kAppointments{"identity.appointments", R"(
    SELECT unit_id, role, position, id, valid_from, valid_to
      FROM appointment
     WHERE account_id = $account AND valid_from <= $day AND (valid_to = '' OR valid_to >= $day)
     ORDER BY unit_id, role, id)"};
inline constexpr Statement kInsertAppointment{"identity.insert_appointment", R"(
    INSERT INTO appointment (id, account_id, unit_id, role, position, valid_from, valid_to)
    VALUES ($id, $account, $unit, $role, $position, $from, $to))"};
// What a delegation gives on a day: while the post it is of is held and its holder has not left, to who has a post of their own.
#define GIVEN_ON_DAY                                                                                  \
    " d.revoked_at IS NULL AND d.valid_from <= $day AND d.valid_to >= $day"                           \
    " AND p.valid_from <= $day AND (p.valid_to = '' OR p.valid_to >= $day) AND f.disabled_at IS NULL" \
    " AND EXISTS (SELECT 1 FROM appointment o WHERE o.account_id = d.to_id AND o.valid_from <= $day"  \
    " AND (o.valid_to = '' OR o.valid_to >= $day)) "
// Capabilities: which of the role's; '' all of them. One who stands in goes by a position of their own, the unit's first.
inline constexpr Statement kOfficersOf{
    "identity.officers_of",
    "SELECT a.id AS id, a.name AS name, p.position AS position, p.role AS role, '' AS given,"
    "       0 AS stands_in, 0 AS signs, '' AS head"
    "  FROM appointment p JOIN account a ON a.id = p.account_id"
    " WHERE p.unit_id = $unit AND p.valid_from <= $day AND (p.valid_to = '' OR p.valid_to >= $day)"
    "   AND a.disabled_at IS NULL "
    "UNION "
    "SELECT a.id, a.name,"
    "       COALESCE((SELECT MIN(o.position) FROM appointment o"
    "                  WHERE o.account_id = a.id AND o.unit_id = p.unit_id AND o.valid_from <= $day"
    "                    AND (o.valid_to = '' OR o.valid_to >= $day)),"
    "                (SELECT MIN(o.position) FROM appointment o"
    "                  WHERE o.account_id = a.id AND o.valid_from <= $day"
    "                    AND (o.valid_to = '' OR o.valid_to >= $day)), ''),"
    "       p.role, d.capabilities, 1, d.signs, p.position"
    "  FROM appointment p JOIN delegation d ON d.appointment_id = p.id"
    "  JOIN account f ON f.id = p.account_id JOIN account a ON a.id = d.to_id"
    " WHERE p.unit_id = $unit AND a.disabled_at IS NULL AND" GIVEN_ON_DAY
    " ORDER BY name, id, stands_in, position, role, given, signs, head"};
inline constexpr Statement kStaffedRoles{
    "identity.staffed_roles",
    "SELECT p.unit_id AS unit, p.role AS role, '' AS given, 0 AS stands_in, 0 AS signs, '' AS head"
    "  FROM appointment p JOIN account a ON a.id = p.account_id"
    " WHERE p.valid_from <= $day AND (p.valid_to = '' OR p.valid_to >= $day)"
    "   AND a.disabled_at IS NULL "
    "UNION "
    "SELECT p.unit_id, p.role, d.capabilities, d.to_id, d.signs, p.position"
    "  FROM delegation d JOIN appointment p ON p.id = d.appointment_id"
    "  JOIN account f ON f.id = p.account_id JOIN account a ON a.id = d.to_id"
    " WHERE a.disabled_at IS NULL AND" GIVEN_ON_DAY " ORDER BY unit, role, given, stands_in, signs, head"};
#undef GIVEN_ON_DAY
inline constexpr Statement kSetPassword{"identity.set_password", R"(
    UPDATE account SET password_hash = $password_hash WHERE id = $id)"};
inline constexpr Statement kSetContact{"identity.set_contact", R"(
    UPDATE account SET phone = $phone, email = $email, address = $address WHERE id = $id)"};
inline constexpr Statement kSetTotp{"identity.set_totp", R"(
    UPDATE account SET totp_secret = $secret, totp_step = $step
     WHERE id = $id AND totp_secret IN )" SEALED_AS("before") R"( AND totp_step < $step)"};
inline constexpr Statement kUseTotpStep{"identity.use_totp_step", R"(
    UPDATE account SET totp_step = $step WHERE id = $id AND totp_step < $step)"};

inline constexpr Statement kInsertSession{"identity.insert_session", R"(
    INSERT INTO session (id, token_digest, account_id, csrf, device, address, created_at, seen_at)
    VALUES ($id, $digest, $account, $csrf, $device, $address, $now, $now))"};
// Asked with every request of somebody signed in: by which mark roles are known, the session, whose it is, whether they stand in
// for somebody and, of an officer, their own posts, a row each. Nothing is put in order here: a sorter costs more than it all.
inline constexpr Statement kVisitorByDigest{"identity.visitor_by_digest", R"(
    SELECT COALESCE((SELECT mark FROM role_mark WHERE id = 1), 0),
           s.id, s.account_id, s.csrf, s.device, s.address, s.created_at, s.seen_at,
           a.id, a.kind, a.login, a.name, a.password_hash, a.person_number, a.born, a.address, a.phone, a.email, a.totp_secret,
           a.totp_step, a.created_at, a.proof, COALESCE(a.proof_at, 0), a.proof_unit_id, a.proof_by, a.former_login,
           a.disabled_at,
           CASE WHEN EXISTS (SELECT 1 FROM delegation d
                              WHERE d.to_id = a.id AND d.valid_to >= $day AND d.valid_from <= $day AND d.revoked_at IS NULL)
                THEN 1 ELSE 0 END,
           p.unit_id, p.role, p.position, p.id, p.valid_from, p.valid_to
      FROM session s JOIN account a ON a.id = s.account_id
      LEFT JOIN appointment p
             ON p.account_id = a.id AND a.kind = $officer AND p.valid_from <= $day AND (p.valid_to = '' OR p.valid_to >= $day)
     WHERE s.token_digest = $digest)"};
inline constexpr Statement kPostsInStead{"identity.posts_in_stead", R"(
    SELECT p.unit_id, p.role, p.position, p.id, p.valid_from, p.valid_to,
           d.id, d.capabilities, d.signs, d.basis, d.valid_from, d.valid_to, f.id, f.name
      FROM delegation d
      JOIN appointment p ON p.id = d.appointment_id AND p.valid_from <= $day AND (p.valid_to = '' OR p.valid_to >= $day)
      JOIN account f ON f.id = p.account_id AND f.disabled_at IS NULL
     WHERE d.to_id = $account AND d.revoked_at IS NULL AND d.valid_from <= $day AND d.valid_to >= $day
     ORDER BY d.id, p.unit_id, p.role, p.id)"};
inline constexpr Statement kSessionsOf{"identity.sessions_of", R"(
    SELECT id, account_id, csrf, device, address, created_at, seen_at FROM session WHERE account_id = $account ORDER BY seen_at DESC)"};
inline constexpr Statement kTouchSession{"identity.touch_session", R"(
    UPDATE session SET seen_at = $now WHERE id = $id)"};
inline constexpr Statement kDeleteSession{"identity.delete_session", R"(
    DELETE FROM session WHERE id = $id AND account_id = $account)"};
inline constexpr Statement kDeleteOtherSessions{"identity.delete_other_sessions", R"(
    DELETE FROM session WHERE account_id = $account AND id <> $kept)"};
inline constexpr Statement kSignedInFrom{"identity.signed_in_from", R"(
    SELECT COUNT(*) FROM session WHERE account_id = $account AND address = $address)"};
inline constexpr Statement kPendingTotp{"identity.pending_totp", R"(
    SELECT totp_pending FROM session WHERE id = $id)"};
inline constexpr Statement kSetPendingTotp{"identity.set_pending_totp", R"(
    UPDATE session SET totp_pending = $secret WHERE id = $id)"};
inline constexpr Statement kDeleteOldSessions{"identity.delete_old_sessions", R"(
    DELETE FROM session WHERE seen_at < $seen_before OR created_at < $created_before)"};
inline constexpr Statement kDeleteOldFailures{"identity.delete_old_failures", R"(
    DELETE FROM sign_in_failure WHERE last_at < $before)"};
inline constexpr Statement kDeleteOldResets{"identity.delete_old_resets", R"(
    DELETE FROM password_reset WHERE expires_at <= $now)"};
inline constexpr Statement kDeleteOldCodes{"identity.delete_old_codes", "DELETE FROM activation WHERE expires_at <= $now"};
inline constexpr Statement kDeleteOldSlips{"identity.delete_old_slips", R"(
    DELETE FROM proof_slip WHERE expires_at <= $now AND used_at IS NULL)"};

// A day's failures count together, from its first one on: pauses between them neither prolong the day nor end it.
inline constexpr Statement kFailures{"identity.failures", R"(
    SELECT failures, last_at FROM sign_in_failure WHERE login = $login AND address = $address AND since_at >= $forgotten)"};
inline constexpr Statement kAddFailure{"identity.add_failure", R"(
    INSERT INTO sign_in_failure (login, address, failures, since_at, last_at) VALUES ($login, $address, 1, $now, $now)
    ON CONFLICT (login, address) DO UPDATE
       SET failures = CASE WHEN sign_in_failure.since_at < $forgotten THEN 1 ELSE sign_in_failure.failures + 1 END,
           since_at = CASE WHEN sign_in_failure.since_at < $forgotten THEN $now ELSE sign_in_failure.since_at END,
           last_at = $now)"};
// Whoever counts next waits for this transaction; a row without failures is made when there is none to wait for.
inline constexpr Statement kLockFailures{"identity.lock_failures", R"(
    INSERT INTO sign_in_failure (login, address, failures, since_at, last_at) VALUES ($login, $address, 0, $now, 0)
    ON CONFLICT (login, address) DO UPDATE SET failures = sign_in_failure.failures)"};
// The last of them becomes the one before when the one taken back is the last still.
inline constexpr Statement kForgiveFailures{"identity.forgive_failures", R"(
    UPDATE sign_in_failure
       SET failures = failures - $failures,
           last_at = CASE WHEN failures = $counted AND last_at = $counted_at THEN $before ELSE last_at END
     WHERE login = $login AND address = $address)"};
inline constexpr Statement kDropForgiven{"identity.drop_forgiven", R"(
    DELETE FROM sign_in_failure WHERE login = $login AND address = $address AND failures <= 0)"};
inline constexpr Statement kForgetFailuresAtTheDoor{"identity.forget_failures_at_the_door", R"(
    DELETE FROM sign_in_failure WHERE login = $login AND address NOT LIKE 'signed-in%')"};
inline constexpr Statement kForgetFailures{"identity.forget_failures", R"(
    DELETE FROM sign_in_failure WHERE login = $login AND address = $address)"};

inline constexpr Statement kInsertReset{"identity.insert_reset", R"(
    INSERT INTO password_reset (token_digest, account_id, expires_at) VALUES ($digest, $account, $expires))"};
inline constexpr Statement kReset{"identity.reset", R"(
    SELECT account_id FROM password_reset WHERE token_digest = $digest AND expires_at > $now)"};
inline constexpr Statement kDeleteResets{"identity.delete_resets", R"(
    DELETE FROM password_reset WHERE account_id = $account)"};

inline constexpr Statement kInsertView{"identity.insert_view", R"(
    INSERT INTO record_view (id, account_id, person_number, viewer_id, viewer_name, unit_id, reason, reference, at)
    VALUES ($id, $account, $person, $viewer, $viewer_name, $unit, $reason, $reference, $now))"};
inline constexpr Statement kViewsOf{"identity.views_of", R"(
    SELECT viewer_name, unit_id, reason, reference, at FROM record_view WHERE account_id = $account ORDER BY at DESC, id DESC LIMIT $rows)"};
// One row for what an officer did with a dossier on a day for one purpose; $day and $offset make days of milliseconds.
inline constexpr Statement kViewDaysOf{"identity.view_days_of", R"(
    SELECT viewer_name, unit_id, reason, reference, MAX(at) AS last_at, COUNT(*)
      FROM record_view WHERE account_id = $account
     GROUP BY viewer_id, viewer_name, unit_id, reason, reference, (at + $offset) / $day
     ORDER BY last_at DESC, reference, reason LIMIT $rows)"};
// What was seen of a walk-in's dossier becomes known to them once they have proven who they are.
inline constexpr Statement kClaimViews{"identity.claim_views", R"(
    UPDATE record_view SET account_id = $account WHERE reference = $reference AND account_id = 0)"};
inline constexpr Statement kOpenedSince{"identity.opened_since", R"(
    SELECT viewer_name FROM record_view
     WHERE reference = $reference AND at >= $since AND viewer_id <> $viewer AND unit_id = $unit
     ORDER BY at LIMIT 1)"};
inline constexpr Statement kViewedSince{"identity.viewed_since", R"(
    SELECT COUNT(*) FROM record_view WHERE reference = $reference AND at >= $since AND viewer_id = $viewer)"};

}  // namespace dongson::identity
