#include "modules/one_stop/storage/mandate_store.h"

#include "platform/sealing/sealing.h"

namespace dongson::one_stop {

using sealing::Kind;
using sealing::Opened;
using sealing::Sealed;
using storage::Row;
using storage::Statement;

namespace {

constexpr Statement kOpenFor{"one_stop.open_mandates", R"(
    SELECT COUNT(*) FROM mandate m JOIN dossier d ON d.id = m.dossier_id
     WHERE m.account_id = $account AND d.person_number IN )" SEALED_AS("number") " AND d.closed_at IS NULL"};
constexpr Statement kInsertMandate{"one_stop.insert_mandate", R"(
    INSERT INTO mandate (dossier_id, account_id, name, number, address, phone, email, applicant_born, basis, powers, from_day, until_day,
                         file_id, ended_at)
    VALUES ($dossier, $account, $name, $number, $address, $phone, $email, $born, $basis, $powers, $from, $until, $paper, $ended))"};
constexpr Statement kMandateOf{"one_stop.mandate_of", R"(
    SELECT account_id, name, number, address, phone, email, applicant_born, basis, powers, from_day, until_day, file_id, ended_at
      FROM mandate WHERE dossier_id = $dossier)"};
constexpr Statement kEndMandate{"one_stop.end_mandate",
                                "UPDATE mandate SET ended_at = $now WHERE dossier_id = $dossier AND ended_at IS NULL"};

Mandate ReadRow(Row& row) {
    Mandate mandate;
    mandate.account = row.Next<AccountId>();
    mandate.name = row.Next<std::string>();
    mandate.number = Opened(Kind::number, row.Next<std::string>());
    mandate.address = row.Next<std::string>();
    mandate.phone = Opened(Kind::phone, row.Next<std::string>());
    mandate.email = Opened(Kind::email, row.Next<std::string>());
    mandate.born = Date::Parse(row.Next<std::string>());
    mandate.basis = row.Next<MandateBasis>();
    mandate.powers = row.Next<int>();
    mandate.from = row.Next<Date>();
    mandate.until = row.Next<Date>();
    mandate.paper = row.Next<FileId>();
    mandate.ended = row.Next<std::optional<Instant>>();
    return mandate;
}

}  // namespace

void MandateStore::Insert(CaseId dossier, const Mandate& mandate) {
    const auto born = mandate.born ? mandate.born->Iso() : std::string();
    tx_.Run(kInsertMandate, {{"dossier", dossier},
                             {"account", mandate.account},
                             {"name", mandate.name},
                             {"number", Sealed(Kind::number, mandate.number)},
                             {"address", mandate.address},
                             {"phone", Sealed(Kind::phone, mandate.phone)},
                             {"email", Sealed(Kind::email, mandate.email)},
                             {"born", born},
                             {"basis", mandate.basis},
                             {"powers", mandate.powers},
                             {"from", mandate.from},
                             {"until", mandate.until},
                             {"paper", mandate.paper},
                             {"ended", mandate.ended}});
}

std::optional<Mandate> MandateStore::Of(CaseId dossier) {
    return tx_.SelectOne(kMandateOf, {{"dossier", dossier}}, ReadRow);
}

void MandateStore::End(CaseId dossier, Instant now) {
    tx_.Run(kEndMandate, {{"dossier", dossier}, {"now", now}});
}

std::int64_t MandateStore::OpenFor(AccountId mandatary, std::string_view number) {
    const auto sought = sealing::Seek(Kind::number, number);
    return tx_.Count(
        kOpenFor,
        {{"account", mandatary}, {"number_now", sought.now}, {"number_other", sought.other}, {"number_clear", sought.clear}});
}

}  // namespace dongson::one_stop
