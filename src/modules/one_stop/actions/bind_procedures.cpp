#include "modules/one_stop/actions/bind_procedures.h"

#include "core/row_digest.h"
#include "modules/one_stop/storage/procedure_sql.h"

namespace dongson::one_stop {

using ledger::BoundRow;
using storage::Row;
using storage::Transaction;

namespace {

constexpr std::string_view kTable = "procedure";

// As "1.004884, version 2", so that whoever reads of a fault knows which.
BoundRow ReadBound(Row& row) {
    const auto id = std::to_string(row.Next<std::int64_t>());
    const auto code = row.Next<std::string>();
    const auto version = std::to_string(row.Next<std::int64_t>());
    std::vector<std::string> values{id};
    for (int flag = 0; flag < kFlagsBound; ++flag) values.push_back(std::to_string(row.Next<std::int64_t>()));
    for (int text = 0; text < kTextsBound; ++text) values.push_back(row.Next<std::string>());
    return {code + ", version " + version, DigestOfValues(values)};
}

std::vector<BoundRow> All(Transaction& tx) {
    return tx.Select(kProcedureRowsBound, {}, ReadBound);
}

}  // namespace

void BindProcedures(ledger::Ledger& ledger, Transaction& tx, const std::vector<std::string>& codes) {
    std::vector<BoundRow> rows;
    for (const auto& code : codes)
        for (auto& row : tx.Select(kProcedureRowsBoundOf, {{"code", code}}, ReadBound)) rows.push_back(std::move(row));
    ledger::BindRows(ledger, tx, kTable, codes.empty() ? All(tx) : rows);
}

void BindProceduresOfBefore(const Platform& platform) {
    ledger::BindThoseOfBefore(platform.ledger, platform.storage, kTable, All);
}

void AuditProcedures(const Platform& platform, ledger::Audit& audit) {
    ledger::HoldRows(audit, kTable, platform.storage.Read(All));
}

}  // namespace dongson::one_stop
