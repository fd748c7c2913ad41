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
    std::optional<Account> GetByLogin(std::string_view login);
    std::vector<Appointment> Appointments(AccountId id);
    void Appoint(AccountId id, const Appointment& appointment);
    struct Colleague {
        AccountId id;
        std::string name, position;
    };
    std::vector<Colleague> OfficersOf(UnitId unit, Role role);
    std::vector<std::pair<UnitId, Role>> StaffedRoles();

    void SetPassword(AccountId id, const std::string& hash);
    void SetContact(AccountId id, std::string_view phone, std::string_view email, std::string_view address);
    void SetTotp(AccountId id, std::string_view secret);
    // False when this step or a later one was used before.
    bool UseTotpStep(AccountId id, std::int64_t step);

    void InsertSession(const Session& session, std::string_view token_digest);
    std::optional<Session> SessionByDigest(std::string_view token_digest);
    std::vector<Session> SessionsOf(AccountId id);
    void TouchSession(SessionId id, Instant now);
    void DeleteSession(SessionId id, AccountId account);
    void DeleteSessionsOf(AccountId account);

    struct Failures {
        std::int64_t count = 0;
        Instant last;
    };
    Failures FailuresOf(std::string_view login, std::string_view address);
    void AddFailure(std::string_view login, std::string_view address, Instant now);
    void ForgetFailures(std::string_view login, std::string_view address);

    void InsertReset(std::string_view token_digest, AccountId account, Instant expires);
    std::optional<AccountId> AccountOfReset(std::string_view token_digest, Instant now);
    void DeleteResets(AccountId account);

    void RecordView(std::string_view person_number, const Officer& viewer, const View& view);
    // Whether this viewer's look at this reference was written down since then.
    bool ViewedSince(std::string_view person_number, AccountId viewer, std::string_view reference, Instant since);
    std::vector<View> ViewsOf(std::string_view person_number, int rows);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::identity
