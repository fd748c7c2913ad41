// Every statement about what was paid.
#pragma once

#include "storage/database.h"

namespace dongson::one_stop {

#define RECEIPT_COLUMNS                                                                                                           \
    "r.id, r.dossier_id, r.paper_id, r.unit_id, r.kind, r.year, r.number, r.notation, r.payer, r.amount, r.method, r.reference, " \
    "r.basis, r.cashier_id, r.cashier_name, r.day, r.taken_at, r.replaces_id"
#define TAKEN_COLUMNS RECEIPT_COLUMNS ", d.code, p.code, d.procedure_name"
#define TAKEN_FROM "fee_receipt r JOIN dossier d ON d.id = r.dossier_id JOIN procedure p ON p.id = d.procedure_id"
#define REVERSAL_COLUMNS                                                                                            \
    "v.id, v.receipt_id, v.kind, v.amount, v.reason, v.asked_by, v.asked_name, v.asked_at, v.state, v.decided_by, " \
    "v.decided_name, v.decided_at, v.decision, v.day, v.method"
#define CASH_DAY_COLUMNS                                                                                                       \
    "c.unit_id, c.cashier_id, c.cashier_name, c.day, c.receipts, c.reversals, c.cash, c.transfers, c.counted, c.explanation, " \
    "c.closed_at, c.ledger_entry, c.turn, o.opened_at, COALESCE(o.opened_by, 0), COALESCE(o.opened_name, ''), "                \
    "COALESCE(o.reason, ''), COALESCE(o.ledger_entry, 0)"
#define CASH_DAY_FROM                                                                                                 \
    "cash_day c LEFT JOIN cash_opening o ON o.unit_id = c.unit_id AND o.cashier_id = c.cashier_id AND o.day = c.day " \
    "AND o.turn = c.turn"

inline constexpr storage::Statement kInsertReceipt{"one_stop.insert_fee_receipt", R"(
    INSERT INTO fee_receipt (id, dossier_id, paper_id, unit_id, kind, year, number, notation, payer, amount, method, reference, basis,
                             cashier_id, cashier_name, day, taken_at, replaces_id)
    VALUES ($id, $dossier, $paper, $unit, $kind, $year, $number, $notation, $payer, $amount, $method, $reference, $basis,
            $cashier, $cashier_name, $day, $at, $replaces))"};
inline constexpr storage::Statement kTakenReceipt{"one_stop.fee_receipt",
                                                  "SELECT " TAKEN_COLUMNS " FROM " TAKEN_FROM " WHERE r.id = $id"};
inline constexpr storage::Statement kReceiptsOfDossier{"one_stop.fee_receipts_of_dossier",
                                                       "SELECT " RECEIPT_COLUMNS
                                                       " FROM fee_receipt r WHERE r.dossier_id = $dossier ORDER BY r.id"};
inline constexpr storage::Statement kReceiptsWithReference{"one_stop.fee_receipts_with_reference",
                                                           "SELECT " TAKEN_COLUMNS " FROM " TAKEN_FROM R"(
     WHERE r.reference = $reference AND r.reference <> '' AND r.dossier_id <> $dossier ORDER BY r.id)"};
inline constexpr storage::Statement kReceiptsOfDays{"one_stop.fee_receipts_of_days",
                                                    "SELECT " TAKEN_COLUMNS " FROM " TAKEN_FROM R"(
     WHERE r.unit_id = $unit AND r.day >= $from AND r.day <= $until AND (r.cashier_id = $cashier OR $cashier = 0)
     ORDER BY r.taken_at, r.id)"};

inline constexpr storage::Statement kInsertReversal{"one_stop.insert_fee_reversal", R"(
    INSERT INTO fee_reversal (id, receipt_id, kind, amount, reason, asked_by, asked_name, asked_at, state, decided_by, decided_name,
                              decided_at, decision, day, method)
    VALUES ($id, $receipt, $kind, $amount, $reason, $asked_by, $asked_name, $asked, $state, $decided_by, $decided_name, $decided,
            $decision, $day, $by))"};
inline constexpr storage::Statement kDecideReversal{"one_stop.decide_fee_reversal", R"(
    UPDATE fee_reversal SET state = $state, decided_by = $decided_by, decided_name = $decided_name, decided_at = $decided,
                            decision = $decision, day = $day
     WHERE id = $id AND state = 0)"};
inline constexpr storage::Statement kReversalsOfDossier{"one_stop.fee_reversals_of_dossier", "SELECT " REVERSAL_COLUMNS R"(
      FROM fee_reversal v JOIN fee_receipt r ON r.id = v.receipt_id WHERE r.dossier_id = $dossier ORDER BY v.id)"};
inline constexpr storage::Statement kReversalsOfDays{"one_stop.fee_reversals_of_days",
                                                     "SELECT " REVERSAL_COLUMNS ", " TAKEN_COLUMNS " FROM " TAKEN_FROM R"(
      JOIN fee_reversal v ON v.receipt_id = r.id
     WHERE r.unit_id = $unit AND v.state = 1 AND v.day >= $from AND v.day <= $until AND (v.asked_by = $cashier OR $cashier = 0)
     ORDER BY v.decided_at, v.id)"};
inline constexpr storage::Statement kReversalsWaiting{"one_stop.fee_reversals_waiting",
                                                      "SELECT " REVERSAL_COLUMNS ", " TAKEN_COLUMNS " FROM " TAKEN_FROM R"(
      JOIN fee_reversal v ON v.receipt_id = r.id
     WHERE r.unit_id = $unit AND v.state = 0 ORDER BY v.id)"};

inline constexpr storage::Statement kHoldTill{"one_stop.hold_till", R"(
    INSERT INTO cash_till (unit_id, cashier_id, touched) VALUES ($unit, $cashier, $now)
    ON CONFLICT (unit_id, cashier_id) DO UPDATE SET touched = excluded.touched)"};
// The one that stands.
inline constexpr storage::Statement kCashDay{"one_stop.cash_day", "SELECT " CASH_DAY_COLUMNS " FROM " CASH_DAY_FROM R"(
     WHERE c.unit_id = $unit AND c.cashier_id = $cashier AND c.day = $day AND o.opened_at IS NULL)"};
inline constexpr storage::Statement kCashDays{"one_stop.cash_days", "SELECT " CASH_DAY_COLUMNS " FROM " CASH_DAY_FROM R"(
     WHERE c.unit_id = $unit AND c.day >= $from AND c.day <= $until ORDER BY c.day, c.closed_at, c.turn)"};
inline constexpr storage::Statement kEveryCashDay{"one_stop.every_cash_day",
                                                  "SELECT " CASH_DAY_COLUMNS " FROM " CASH_DAY_FROM " ORDER BY c.ledger_entry"};
inline constexpr storage::Statement kTimesClosed{
    "one_stop.times_closed", "SELECT COUNT(*) FROM cash_day WHERE unit_id = $unit AND cashier_id = $cashier AND day = $day"};
inline constexpr storage::Statement kInsertCashDay{"one_stop.insert_cash_day", R"(
    INSERT INTO cash_day (unit_id, cashier_id, cashier_name, day, turn, receipts, reversals, cash, transfers, counted, explanation,
                          closed_at, ledger_entry)
    VALUES ($unit, $cashier, $name, $day, $turn, $receipts, $reversals, $cash, $transfers, $counted, $explanation, $closed, $ledger))"};
inline constexpr storage::Statement kInsertCashOpening{"one_stop.insert_cash_opening", R"(
    INSERT INTO cash_opening (unit_id, cashier_id, day, turn, reason, opened_by, opened_name, opened_at, ledger_entry)
    VALUES ($unit, $cashier, $day, $turn, $reason, $by, $name, $at, $ledger))"};
inline constexpr storage::Statement kOpenCashDays{"one_stop.open_cash_days", R"(
    SELECT DISTINCT r.day FROM fee_receipt r
     WHERE r.unit_id = $unit AND r.cashier_id = $cashier AND r.day < $day AND r.method <> 3
       AND NOT EXISTS (SELECT 1 FROM cash_day c
                        WHERE c.unit_id = r.unit_id AND c.cashier_id = r.cashier_id AND c.day = r.day
                          AND NOT EXISTS (SELECT 1 FROM cash_opening o WHERE o.unit_id = c.unit_id AND o.cashier_id = c.cashier_id
                                             AND o.day = c.day AND o.turn = c.turn))
     ORDER BY r.day)"};
inline constexpr storage::Statement kSayBasis{"one_stop.say_fee_basis", R"(
    INSERT INTO fee_basis (dossier_id, basis) VALUES ($dossier, $basis)
    ON CONFLICT (dossier_id) DO UPDATE SET basis = excluded.basis)"};
inline constexpr storage::Statement kBasis{"one_stop.fee_basis", "SELECT basis FROM fee_basis WHERE dossier_id = $dossier"};

}  // namespace dongson::one_stop
