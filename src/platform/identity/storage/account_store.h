#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "platform/identity/account.h"
#include "storage/database.h"

namespace dongson::identity {

class AccountStore {
  public:
    explicit AccountStore(storage::Transaction& tx) : tx_(tx) {}

    // False when the login is taken.
    bool Insert(const Account& account);
    std::optional<Account> Get(AccountId id);
    // Nobody else changes it until the transaction ends.
    std::optional<Account> Lock(AccountId id);
    bool Any();
    std::optional<Account> GetByLogin(std::string_view login);
    // Those that once had this number and gave it up to its proven owner.
    std::vector<Account> GetByFormerLogin(std::string_view login);
    // False when the account is proven itself: such a number is not given up.
    bool GiveUpNumber(AccountId id, std::string_view new_login);
    void SetProof(AccountId id, std::string_view number, std::string_view name, const Proof& proof);
    // Those held on a day.
    std::vector<Appointment> Appointments(AccountId id, Date day);
    void Appoint(AccountId id, const Appointment& appointment);  // under its id; a fresh one when it has none
    struct Colleague {
        AccountId id;
        std::string name, position;
        std::shared_ptr<const InStead> in_stead;  // by nothing but a delegation, which their posts may not bear out (StandsIn)
    };
    // As it is written down; ColleaguesOn and StaffedOn (posts.h) say who may today.
    std::vector<Colleague> OfficersOf(UnitId unit, const Capability& capability, Date day);
    struct Staffed {
        UnitId unit;
        Role role;
        AccountId stands_in;                      // who holds it by a delegation; none: somebody holds the post
        std::shared_ptr<const InStead> in_stead;  // that delegation: how they sign, and for what head
    };
    std::vector<Staffed> StaffedRoles(Date day);

    void SetPassword(AccountId id, const std::string& hash);
    void SetContact(AccountId id, std::string_view phone, std::string_view email, std::string_view address);
    // Takes the place of the secret that was; `step` is spent. False when the secret is another meanwhile.
    bool SetTotp(AccountId id, std::string_view secret, std::string_view before, std::int64_t step);
    // False when this step or a later one was used before.
    bool UseTotpStep(AccountId id, std::int64_t step);

    void InsertSession(const Session& session, std::string_view token_digest);
    std::optional<Visitor> VisitorByDigest(std::string_view token_digest, Date day);
    std::vector<Session> SessionsOf(AccountId id);
    void TouchSession(SessionId id, Instant now);
    void DeleteSession(SessionId id, AccountId account);
    // All but one; all when it is none.
    void DeleteOtherSessions(AccountId account, SessionId kept);
    bool SignedInFrom(AccountId account, std::string_view address);
    std::string PendingTotp(SessionId id);
    void SetPendingTotp(SessionId id, std::string_view secret);
    struct Old {
        Instant seen_before, created_before, failed_before, now;
    };
    // Sessions, failures, reset links and slips that count for nothing any more; how many rows.
    std::int64_t Sweep(const Old& old);

    struct Failures {
        std::int64_t count = 0;
        Instant last;
    };
    // Those of the day that the first of them began.
    Failures FailuresOf(std::string_view login, std::string_view address, Instant now);
    void AddFailure(std::string_view login, std::string_view address, Instant now);
    // The same, and nobody else counts until the transaction ends.
    Failures LockFailures(std::string_view login, std::string_view address, Instant now);
    // So many fewer, of which the last was counted `at`, after those `before`.
    void ForgiveFailures(std::string_view login, std::string_view address, std::int64_t failures, const Failures& before,
                         Instant at);
    void ForgetFailures(std::string_view login, std::string_view address);
    void ForgetFailuresAtTheDoor(std::string_view login);  // from wherever; those of whoever is signed in stay

    void InsertReset(std::string_view token_digest, AccountId account, Instant expires);
    std::optional<AccountId> AccountOfReset(std::string_view token_digest, Instant now);
    void DeleteResets(AccountId account);

    // `seen` is whose record it is; none for a walk-in without an account, of whom the number is kept.
    void RecordView(AccountId seen, std::string_view person_number, const Officer& viewer, const View& view);
    // Who else of a unit has opened the record since; nothing when nobody has.
    std::optional<std::string> OpenedSince(AccountId but, std::string_view reference, UnitId unit, Instant since);
    // Whether this viewer's look at this reference was written down since then.
    bool ViewedSince(AccountId viewer, std::string_view reference, Instant since);
    void ClaimViews(AccountId account, std::string_view reference);
    std::vector<View> ViewsOf(AccountId account, int rows);
    // The same for reading: a day's looks of one officer at one dossier for one purpose are one.
    struct ViewDay {
        View last;
        std::int64_t times = 0;
    };
    std::vector<ViewDay> ViewDaysOf(AccountId account, int rows);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::identity
