#include "modules/one_stop/storage/co_applicant_store.h"

#include <algorithm>

#include "platform/sealing/sealing.h"

namespace dongson::one_stop {

using sealing::Kind;
using storage::Parameter;
using storage::Row;
using storage::Statement;

namespace {

#define CO_APPLICANT_COLUMNS \
    "number, name, account_id, code, until_at, confirmed_digest, confirmed_at, refused_at, refused_why, withdraws_at"
constexpr Statement kOfDraft{"one_stop.co_applicants_of_draft",
                             "SELECT " CO_APPLICANT_COLUMNS " FROM co_applicant WHERE draft_id = $draft AND dossier_id = 0"};
constexpr Statement kOfDossier{"one_stop.co_applicants_of_dossier",
                               "SELECT " CO_APPLICANT_COLUMNS " FROM co_applicant WHERE dossier_id = $dossier"};
constexpr Statement kInsert{"one_stop.insert_co_applicant",
                            "INSERT INTO co_applicant (draft_id, dossier_id, " CO_APPLICANT_COLUMNS R"()
    VALUES ($draft, $dossier, $number, $name, $account, $code, $until, $digest, $confirmed, $refused, $why, $withdraws))"};
#undef CO_APPLICANT_COLUMNS
constexpr Statement kSave{"one_stop.save_co_applicant", R"(
    UPDATE co_applicant
       SET name = $name, account_id = $account, code = $code, until_at = $until, confirmed_digest = $digest, confirmed_at = $confirmed,
           refused_at = $refused, refused_why = $why
     WHERE draft_id = $draft AND dossier_id = 0 AND number IN )" SEALED_AS("number")};
constexpr Statement kDrop{
    "one_stop.drop_co_applicant",
    "DELETE FROM co_applicant WHERE draft_id = $draft AND dossier_id = 0 AND number IN " SEALED_AS("number")};
constexpr Statement kInvited{"one_stop.co_applicant_invited",
                             "SELECT draft_id FROM co_applicant WHERE code = $code AND code <> '' AND dossier_id = 0"};
constexpr Statement kDraftsOfCo{"one_stop.drafts_of_co_applicant", R"(
    SELECT draft_id FROM co_applicant WHERE account_id = $account AND dossier_id = 0 ORDER BY draft_id DESC LIMIT 50)"};
constexpr Statement kAgree{"one_stop.agree_to_withdraw", R"(
    UPDATE co_applicant SET withdraws_at = $now WHERE dossier_id = $dossier AND account_id = $account AND withdraws_at IS NULL)"};

CoApplicant ReadCoApplicant(Row& row) {
    CoApplicant person;
    person.number = sealing::Opened(Kind::number, row.Next<std::string>());
    person.name = row.Next<std::string>();
    person.account = row.Next<AccountId>();
    person.code = row.Next<std::string>();
    person.until = row.Next<Instant>();
    person.confirmed_digest = row.Next<std::string>();
    person.confirmed = row.Next<std::optional<Instant>>();
    person.refused = row.Next<std::optional<Instant>>();
    person.refused_why = row.Next<std::string>();
    person.withdraws = row.Next<std::optional<Instant>>();
    return person;
}

// Of their numbers, as the ledger has bound them: the database sees them sealed.
std::vector<CoApplicant> InOrder(std::vector<CoApplicant> people) {
    std::ranges::sort(people, {}, &CoApplicant::number);
    return people;
}

void InsertInto(storage::Transaction& tx, DraftId draft, CaseId dossier, const CoApplicant& person) {
    tx.Run(kInsert, {{"draft", draft},
                     {"dossier", dossier},
                     {"number", sealing::Sealed(Kind::number, person.number)},
                     {"name", person.name},
                     {"account", person.account},
                     {"code", person.code},
                     {"until", person.until},
                     {"digest", person.confirmed_digest},
                     {"confirmed", person.confirmed},
                     {"refused", person.refused},
                     {"why", person.refused_why},
                     {"withdraws", person.withdraws}});
}

}  // namespace

std::vector<CoApplicant> CoApplicantStore::OfDraft(DraftId draft) {
    return InOrder(tx_.Select(kOfDraft, {{"draft", draft}}, ReadCoApplicant));
}

void CoApplicantStore::Invite(DraftId draft, const CoApplicant& invited) {
    InsertInto(tx_, draft, {}, invited);
}

void CoApplicantStore::Save(DraftId draft, const CoApplicant& changed) {
    const auto sought = sealing::Seek(Kind::number, changed.number);
    tx_.Run(kSave, {{"draft", draft},
                    {"number_now", sought.now},
                    {"number_other", sought.other},
                    {"number_clear", sought.clear},
                    {"name", changed.name},
                    {"account", changed.account},
                    {"code", changed.code},
                    {"until", changed.until},
                    {"digest", changed.confirmed_digest},
                    {"confirmed", changed.confirmed},
                    {"refused", changed.refused},
                    {"why", changed.refused_why}});
}

void CoApplicantStore::Drop(DraftId draft, std::string_view number) {
    const auto sought = sealing::Seek(Kind::number, number);
    tx_.Run(kDrop,
            {{"draft", draft}, {"number_now", sought.now}, {"number_other", sought.other}, {"number_clear", sought.clear}});
}

std::optional<DraftId> CoApplicantStore::Invited(std::string_view code) {
    return tx_.SelectOne(kInvited, {{"code", code}}, [](Row& row) { return row.Next<DraftId>(); });
}

std::vector<DraftId> CoApplicantStore::DraftsOf(AccountId account) {
    return tx_.Select(kDraftsOfCo, {{"account", account}}, [](Row& row) { return row.Next<DraftId>(); });
}

void CoApplicantStore::Insert(CaseId dossier, const CoApplicant& person) {
    auto kept = person;
    kept.code.clear();
    InsertInto(tx_, {}, dossier, kept);
}

std::vector<CoApplicant> CoApplicantStore::OfDossier(CaseId dossier) {
    return InOrder(tx_.Select(kOfDossier, {{"dossier", dossier}}, ReadCoApplicant));
}

void CoApplicantStore::Agree(CaseId dossier, AccountId account, Instant now) {
    tx_.Run(kAgree, {{"dossier", dossier}, {"account", account}, {"now", now}});
}

}  // namespace dongson::one_stop
