#include "platform/personal_data/storage/correction_store.h"

#include "platform/personal_data/storage/correction_sql.h"
#include "platform/sealing/sealing.h"

namespace dongson::personal_data {

using sealing::Kind;
using storage::Row;

namespace {

std::string NextSealed(Row& row) {
    return sealing::Opened(Kind::answers, row.Next<std::string>());
}

Correction ReadCorrection(Row& row) {
    Correction correction;
    correction.id = row.Next<std::int64_t>();
    correction.account = row.Next<AccountId>();
    correction.kind = row.Next<std::string>();
    correction.reference = row.Next<std::string>();
    correction.field = row.Next<std::string>();
    correction.label = row.Next<std::string>();
    correction.before = NextSealed(row);
    correction.after = NextSealed(row);
    correction.reason = NextSealed(row);
    correction.proof = row.Next<FileId>();
    correction.unit = row.Next<UnitId>();
    correction.salt = row.Next<std::string>();
    correction.asked = row.Next<Instant>();
    correction.due = row.Next<Instant>();
    correction.state = CorrectionStateOf(row.Next<std::string>());
    correction.answer = NextSealed(row);
    correction.decided_by = row.Next<AccountId>();
    correction.decided_by_name = row.Next<std::string>();
    correction.decided = row.Next<std::optional<Instant>>();
    correction.asked_entry = row.Next<std::int64_t>();
    correction.decided_entry = row.Next<std::int64_t>();
    return correction;
}

}  // namespace

void CorrectionStore::Insert(const Correction& correction) {
    const auto before = sealing::Sealed(Kind::answers, correction.before),
               after = sealing::Sealed(Kind::answers, correction.after),
               reason = sealing::Sealed(Kind::answers, correction.reason);
    tx_.Run(kInsertCorrection, {{"id", correction.id},
                                {"account", correction.account},
                                {"kind", correction.kind},
                                {"reference", correction.reference},
                                {"field", correction.field},
                                {"label", correction.label},
                                {"before", before},
                                {"after", after},
                                {"reason", reason},
                                {"proof", correction.proof},
                                {"unit", correction.unit},
                                {"salt", correction.salt},
                                {"asked", correction.asked},
                                {"due", correction.due},
                                {"entry", correction.asked_entry}});
}

bool CorrectionStore::Decide(const Correction& decided) {
    const auto answer = sealing::Sealed(Kind::answers, decided.answer);
    return tx_.Run(kDecideCorrection, {{"id", decided.id},
                                       {"state", WordOf(decided.state)},
                                       {"answer", answer},
                                       {"by", decided.decided_by},
                                       {"by_name", decided.decided_by_name},
                                       {"now", decided.decided},
                                       {"entry", decided.decided_entry}}) == 1;
}

std::optional<Correction> CorrectionStore::Get(std::int64_t id) {
    return tx_.SelectOne(kCorrection, {{"id", id}}, ReadCorrection);
}
std::vector<Correction> CorrectionStore::OfAccount(AccountId account, int rows) {
    return tx_.Select(kCorrectionsOfAccount, {{"account", account}, {"rows", rows}}, ReadCorrection);
}
std::vector<Correction> CorrectionStore::Waiting(UnitId unit, int rows) {
    return tx_.Select(kCorrectionsWaiting, {{"unit", unit}, {"rows", rows}}, ReadCorrection);
}
std::vector<Correction> CorrectionStore::Decided(UnitId unit, int rows) {
    return tx_.Select(kCorrectionsDecided, {{"unit", unit}, {"rows", rows}}, ReadCorrection);
}
std::vector<Correction> CorrectionStore::Of(std::string_view kind, std::string_view reference) {
    return tx_.Select(kCorrectionsOfReference, {{"kind", kind}, {"reference", reference}}, ReadCorrection);
}
std::vector<Correction> CorrectionStore::Every() {
    return tx_.Select(kEveryCorrection, {}, ReadCorrection);
}
void CorrectionStore::Forget(std::string_view kind, std::string_view reference) {
    tx_.Run(kForgetCorrections, {{"kind", kind}, {"reference", reference}});
}
void CorrectionStore::SetPerson(AccountId account, std::string_view name, Date born) {
    tx_.Run(kSetPerson, {{"id", account}, {"name", name}, {"born", born}});
}

}  // namespace dongson::personal_data
