#include "modules/one_stop/storage/fee_store.h"

#include "modules/one_stop/storage/fee_claim_store.h"
#include "modules/one_stop/storage/fee_sql.h"

namespace dongson::one_stop {

namespace {

FeeReceipt ReadReceipt(storage::Row& row) {
    return {.id = row.Next<std::int64_t>(),
            .dossier = row.Next<CaseId>(),
            .paper = row.Next<std::int64_t>(),
            .unit = row.Next<UnitId>(),
            .kind = row.Next<FeeKind>(),
            .year = row.Next<int>(),
            .number = row.Next<std::int64_t>(),
            .notation = row.Next<std::string>(),
            .payer = row.Next<std::string>(),
            .amount = row.Next<std::int64_t>(),
            .method = row.Next<PayMethod>(),
            .reference = row.Next<std::string>(),
            .basis = row.Next<std::string>(),
            .cashier = row.Next<AccountId>(),
            .cashier_name = row.Next<std::string>(),
            .day = row.Next<Date>(),
            .at = row.Next<Instant>(),
            .replaces = row.Next<std::int64_t>()};
}

TakenFee ReadTaken(storage::Row& row) {
    return {.receipt = ReadReceipt(row),
            .dossier_code = row.Next<std::string>(),
            .procedure_code = row.Next<std::string>(),
            .procedure_name = row.Next<std::string>()};
}

FeeReversal ReadReversal(storage::Row& row) {
    return {.id = row.Next<std::int64_t>(),
            .receipt = row.Next<std::int64_t>(),
            .kind = row.Next<ReversalKind>(),
            .amount = row.Next<std::int64_t>(),
            .reason = row.Next<std::string>(),
            .asked_by = row.Next<AccountId>(),
            .asked_name = row.Next<std::string>(),
            .asked = row.Next<Instant>(),
            .state = row.Next<ReversalState>(),
            .decided_by = row.Next<AccountId>(),
            .decided_name = row.Next<std::string>(),
            .decided = row.Next<std::optional<Instant>>(),
            .decision = row.Next<std::string>(),
            .day = row.Next<std::optional<Date>>(),
            .by = row.Next<PayMethod>()};
}

GivenBack ReadGivenBack(storage::Row& row) {
    return {.reversal = ReadReversal(row), .of = ReadTaken(row)};
}

CashDay ReadDay(storage::Row& row) {
    CashDay day{.unit = row.Next<UnitId>(),
                .cashier = row.Next<AccountId>(),
                .cashier_name = row.Next<std::string>(),
                .day = row.Next<Date>(),
                .receipts = row.Next<std::int64_t>(),
                .reversals = row.Next<std::int64_t>(),
                .cash = row.Next<std::int64_t>(),
                .transfers = row.Next<std::int64_t>(),
                .counted = row.Next<std::int64_t>(),
                .explanation = row.Next<std::string>(),
                .closed = row.Next<Instant>(),
                .ledger = row.Next<std::int64_t>(),
                .turn = row.Next<int>(),
                .opened = std::nullopt};
    const auto at = row.Next<std::optional<Instant>>();
    CashOpening opening{.by = row.Next<AccountId>(),
                        .name = row.Next<std::string>(),
                        .reason = row.Next<std::string>(),
                        .at = at.value_or(Instant{}),
                        .ledger = row.Next<std::int64_t>()};
    if (at) day.opened = std::move(opening);
    return day;
}

}  // namespace

void FeeStore::Insert(const FeeReceipt& receipt) {
    tx_.Run(kInsertReceipt, {{"id", receipt.id},
                             {"dossier", receipt.dossier},
                             {"paper", receipt.paper},
                             {"unit", receipt.unit},
                             {"kind", receipt.kind},
                             {"year", receipt.year},
                             {"number", receipt.number},
                             {"notation", receipt.notation},
                             {"payer", receipt.payer},
                             {"amount", receipt.amount},
                             {"method", receipt.method},
                             {"reference", receipt.reference},
                             {"basis", receipt.basis},
                             {"cashier", receipt.cashier},
                             {"cashier_name", receipt.cashier_name},
                             {"day", receipt.day},
                             {"at", receipt.at},
                             {"replaces", receipt.replaces}});
}

std::optional<TakenFee> FeeStore::Find(std::int64_t receipt) {
    return tx_.SelectOne(kTakenReceipt, {{"id", receipt}}, ReadTaken);
}

FeeHistory FeeStore::Of(CaseId dossier) {
    FeeHistory history{.receipts = tx_.Select(kReceiptsOfDossier, {{"dossier", dossier}}, ReadReceipt), .reversals = {}};
    if (!history.receipts.empty()) history.reversals = tx_.Select(kReversalsOfDossier, {{"dossier", dossier}}, ReadReversal);
    return history;
}

std::optional<std::string> FeeStore::OtherWith(const FeeReceipt& receipt) {
    if (receipt.reference.empty()) return std::nullopt;
    for (const auto& other :
         tx_.Select(kReceiptsWithReference, {{"reference", receipt.reference}, {"dossier", receipt.dossier}}, ReadTaken))
        if (Of(other.receipt.dossier).Left(other.receipt) > 0) return other.dossier_code;
    return std::nullopt;
}

void FeeStore::Insert(const FeeReversal& reversal) {
    tx_.Run(kInsertReversal, {{"id", reversal.id},
                              {"receipt", reversal.receipt},
                              {"kind", reversal.kind},
                              {"amount", reversal.amount},
                              {"reason", reversal.reason},
                              {"asked_by", reversal.asked_by},
                              {"asked_name", reversal.asked_name},
                              {"asked", reversal.asked},
                              {"state", reversal.state},
                              {"decided_by", reversal.decided_by},
                              {"decided_name", reversal.decided_name},
                              {"decided", reversal.decided},
                              {"decision", reversal.decision},
                              {"day", reversal.day},
                              {"by", reversal.by}});
}

bool FeeStore::Decide(const FeeReversal& reversal) {
    return tx_.Run(kDecideReversal, {{"id", reversal.id},
                                     {"state", reversal.state},
                                     {"decided_by", reversal.decided_by},
                                     {"decided_name", reversal.decided_name},
                                     {"decided", reversal.decided},
                                     {"decision", reversal.decision},
                                     {"day", reversal.day}}) == 1;
}

std::vector<GivenBack> FeeStore::Waiting(UnitId unit) {
    return tx_.Select(kReversalsWaiting, {{"unit", unit}}, ReadGivenBack);
}

CashList FeeStore::ListOf(UnitId unit, AccountId cashier, Date from, Date until) {
    const std::vector<storage::Parameter> asked{{"unit", unit}, {"cashier", cashier}, {"from", from}, {"until", until}};
    return {.taken = tx_.Select(kReceiptsOfDays, asked, ReadTaken),
            .given_back = tx_.Select(kReversalsOfDays, asked, ReadGivenBack),
            .relieved = FeeClaimStore(tx_).Accepted(unit, cashier, from, until)};
}

void FeeStore::HoldTill(UnitId unit, AccountId cashier, Instant now) {
    tx_.Run(kHoldTill, {{"unit", unit}, {"cashier", cashier}, {"now", now}});
}

std::optional<CashDay> FeeStore::Closed(UnitId unit, AccountId cashier, Date day) {
    return tx_.SelectOne(kCashDay, {{"unit", unit}, {"cashier", cashier}, {"day", day}}, ReadDay);
}

std::vector<CashDay> FeeStore::ClosedOf(UnitId unit, Date from, Date until) {
    return tx_.Select(kCashDays, {{"unit", unit}, {"from", from}, {"until", until}}, ReadDay);
}

std::vector<CashDay> FeeStore::EveryClosed() {
    return tx_.Select(kEveryCashDay, {}, ReadDay);
}

void FeeStore::Insert(const CashDay& day) {
    tx_.Run(kInsertCashDay, {{"unit", day.unit},
                             {"cashier", day.cashier},
                             {"name", day.cashier_name},
                             {"day", day.day},
                             {"turn", day.turn},
                             {"receipts", day.receipts},
                             {"reversals", day.reversals},
                             {"cash", day.cash},
                             {"transfers", day.transfers},
                             {"counted", day.counted},
                             {"explanation", day.explanation},
                             {"closed", day.closed},
                             {"ledger", day.ledger}});
}

int FeeStore::TimesClosed(UnitId unit, AccountId cashier, Date day) {
    return static_cast<int>(tx_.Count(kTimesClosed, {{"unit", unit}, {"cashier", cashier}, {"day", day}}));
}

void FeeStore::Open(const CashDay& day) {
    const auto& opening = *day.opened;
    tx_.Run(kInsertCashOpening, {{"unit", day.unit},
                                 {"cashier", day.cashier},
                                 {"day", day.day},
                                 {"turn", day.turn},
                                 {"reason", opening.reason},
                                 {"by", opening.by},
                                 {"name", opening.name},
                                 {"at", opening.at},
                                 {"ledger", opening.ledger}});
}

std::vector<Date> FeeStore::OpenDaysBefore(UnitId unit, AccountId cashier, Date day) {
    return tx_.Select(kOpenCashDays, {{"unit", unit}, {"cashier", cashier}, {"day", day}},
                      [](storage::Row& row) { return row.Next<Date>(); });
}

void FeeStore::SayBasis(CaseId dossier, const std::string& basis) {
    tx_.Run(kSayBasis, {{"dossier", dossier}, {"basis", basis}});
}

std::string FeeStore::BasisOf(CaseId dossier) {
    return tx_.SelectOne(kBasis, {{"dossier", dossier}}, [](storage::Row& row) { return row.Next<std::string>(); }).value_or("");
}

}  // namespace dongson::one_stop
