#include "platform/identity/storage/account_store.h"

#include <algorithm>
#include <tuple>

#include "core/log.h"
#include "platform/identity/delegation.h"
#include "platform/identity/storage/account_sql.h"
#include "platform/identity/storage/appointment_row.h"
#include "platform/identity/storage/role_store.h"
#include "platform/sealing/sealing.h"
#include "web/asker.h"

namespace dongson::identity {

using sealing::Kind;
using sealing::Opened;
using sealing::Sealed;
using storage::Blob;
using storage::Row;

namespace {

Account ReadAccount(Row& row) {
    return {.id = row.Next<AccountId>(),
            .kind = row.Next<AccountKind>(),
            .login = Opened(Kind::number, row.Next<std::string>()),
            .name = row.Next<std::string>(),
            .password_hash = row.Next<std::string>(),
            .person_number = Opened(Kind::number, row.Next<std::string>()),
            .born = row.Next<Date>(),
            .address = row.Next<std::string>(),
            .phone = Opened(Kind::phone, row.Next<std::string>()),
            .email = Opened(Kind::email, row.Next<std::string>()),
            .totp_secret = Opened(Kind::seed, row.Next<std::string>()),
            .totp_step = row.Next<std::int64_t>(),
            .created = row.Next<Instant>(),
            .proof = {.level = row.Next<ProofLevel>(),
                      .at = row.Next<Instant>(),
                      .unit = row.Next<UnitId>(),
                      .by = row.Next<AccountId>()},
            .former_login = Opened(Kind::number, row.Next<std::string>()),
            .disabled = row.Next<std::optional<Instant>>()};
}

Session ReadSession(Row& row) {
    return {.id = row.Next<SessionId>(),
            .account = row.Next<AccountId>(),
            .csrf = row.Next<std::string>(),
            .device = row.Next<std::string>(),
            .address = row.Next<std::string>(),
            .created = row.Next<Instant>(),
            .seen = row.Next<Instant>()};
}

// A person signs in with their number; an officer with a name that says nothing of them.
std::string StoredLogin(AccountKind kind, std::string_view login) {
    return kind == AccountKind::officer ? std::string(login) : Sealed(Kind::number, login);
}

std::string Stored(const std::optional<Date>& day) {
    return day ? day->Iso() : std::string();
}

}  // namespace

bool AccountStore::Insert(const Account& account) {
    // Under a key that is leaving, or in clear from before, no index sees that it is the same.
    if (GetByLogin(account.login)) return false;
    return tx_.Run(kInsertAccount, {{"id", account.id},
                                    {"kind", account.kind},
                                    {"login", StoredLogin(account.kind, account.login)},
                                    {"name", account.name},
                                    {"password_hash", account.password_hash},
                                    {"person_number", Sealed(Kind::number, account.person_number)},
                                    {"born", account.born},
                                    {"address", account.address},
                                    {"phone", Sealed(Kind::phone, account.phone)},
                                    {"email", Sealed(Kind::email, account.email)},
                                    {"totp_secret", Sealed(Kind::seed, account.totp_secret)},
                                    {"now", account.created},
                                    {"proof", account.proof.level},
                                    {"proof_at", account.Proven() ? std::optional(account.proof.at) : std::nullopt},
                                    {"proof_unit", account.proof.unit},
                                    {"proof_by", account.proof.by}}) == 1;
}

std::optional<Account> AccountStore::Get(AccountId id) {
    return tx_.SelectOne(kAccount, {{"id", id}}, ReadAccount);
}
std::optional<Account> AccountStore::Lock(AccountId id) {
    return tx_.SelectOne(kLockAccount, {{"id", id}}, ReadAccount);
}
bool AccountStore::Any() {
    return tx_.Count(kAnyAccount) > 0;
}
std::optional<Account> AccountStore::GetByLogin(std::string_view login) {
    const auto sought = sealing::Seek(Kind::number, login);
    return tx_.SelectOne(kAccountByLogin,
                         {{"login_now", sought.now}, {"login_other", sought.other}, {"login_clear", sought.clear}}, ReadAccount);
}
std::vector<Account> AccountStore::GetByFormerLogin(std::string_view login) {
    if (login.empty()) return {};
    const auto sought = sealing::Seek(Kind::number, login);
    return tx_.Select(kAccountsByFormerLogin,
                      {{"login_now", sought.now}, {"login_other", sought.other}, {"login_clear", sought.clear}}, ReadAccount);
}
bool AccountStore::GiveUpNumber(AccountId id, std::string_view new_login) {
    return tx_.Run(kGiveUpNumber, {{"id", id}, {"login", Sealed(Kind::number, new_login)}}) == 1;
}
void AccountStore::SetProof(AccountId id, std::string_view number, std::string_view name, const Proof& proof) {
    tx_.Run(kSetProof, {{"id", id},
                        {"number", Sealed(Kind::number, number)},
                        {"name", name},
                        {"proof", proof.level},
                        {"proof_at", std::optional(proof.at)},
                        {"proof_unit", proof.unit},
                        {"proof_by", proof.by}});
}

std::vector<Appointment> AccountStore::Appointments(AccountId id, Date day) {
    FollowRoles(tx_);
    std::vector<Appointment> appointments;
    tx_.Select(kAppointments, {{"account", id}, {"day", day}}, [&](Row& row) {
        const auto unit = row.Next<UnitId>();
        if (auto appointment = ReadAppointment(unit, row)) appointments.push_back(*std::move(appointment));
        return 0;
    });
    return appointments;
}

void AccountStore::Appoint(AccountId id, const Appointment& appointment) {
    tx_.Run(kInsertAppointment, {{"id", appointment.id ? appointment.id : Fresh<AppointmentTag>()},
                                 {"account", id},
                                 {"unit", appointment.unit},
                                 {"role", appointment.role.key()},
                                 {"position", appointment.position},
                                 {"from", Stored(appointment.from)},
                                 {"to", Stored(appointment.until)}});
}

namespace {

std::shared_ptr<const InStead> ReadHowTheySign(Row& row) {
    auto in_stead = std::make_shared<InStead>();
    in_stead->signs = row.Next<SignsAs>();
    in_stead->position = row.Next<std::string>();
    return in_stead;
}

}  // namespace

std::vector<AccountStore::Colleague> AccountStore::OfficersOf(UnitId unit, const Capability& capability, Date day) {
    FollowRoles(tx_);
    std::vector<Colleague> able;
    tx_.Select(kOfficersOf, {{"unit", unit}, {"day", day}}, [&](Row& row) {
        Colleague who{.id = row.Next<AccountId>(), .name = row.Next<std::string>(), .position = row.Next<std::string>()};
        const Role role(row.Next<std::string>());
        const auto given = ReadKeys(row.Next<std::string>());
        const bool stands_in = row.Next<std::int64_t>() != 0;
        auto in_stead = ReadHowTheySign(row);
        if (stands_in) who.in_stead = std::move(in_stead);
        if (!role.Gives(capability) || (!given.empty() && std::ranges::find(given, capability.key) == given.end())) return 0;
        if (std::ranges::find(able, who.id, &Colleague::id) == able.end()) able.push_back(std::move(who));
        return 0;
    });
    return able;
}

std::vector<AccountStore::Staffed> AccountStore::StaffedRoles(Date day) {
    FollowRoles(tx_);
    std::vector<Staffed> staffed;
    tx_.Select(kStaffedRoles, {{"day", day}}, [&](Row& row) {
        const auto unit = row.Next<UnitId>();
        const auto role = ReadRole(row.Next<std::string>(), unit);
        const auto given = ReadKeys(row.Next<std::string>());
        const auto stands_in = row.Next<AccountId>();
        auto in_stead = ReadHowTheySign(row);
        if (role) staffed.push_back({unit, given.empty() ? *role : role->Only(given), stands_in, std::move(in_stead)});
        return 0;
    });
    return staffed;
}

void AccountStore::SetPassword(AccountId id, const std::string& hash) {
    tx_.Run(kSetPassword, {{"id", id}, {"password_hash", hash}});
}
void AccountStore::SetContact(AccountId id, std::string_view phone, std::string_view email, std::string_view address) {
    tx_.Run(kSetContact,
            {{"id", id}, {"phone", Sealed(Kind::phone, phone)}, {"email", Sealed(Kind::email, email)}, {"address", address}});
}
bool AccountStore::SetTotp(AccountId id, std::string_view secret, std::string_view before, std::int64_t step) {
    const auto sought = sealing::Seek(Kind::seed, before);
    return tx_.Run(kSetTotp, {{"id", id},
                              {"secret", Sealed(Kind::seed, secret)},
                              {"before_now", sought.now},
                              {"before_other", sought.other},
                              {"before_clear", sought.clear},
                              {"step", step}}) == 1;
}
bool AccountStore::UseTotpStep(AccountId id, std::int64_t step) {
    return tx_.Run(kUseTotpStep, {{"id", id}, {"step", step}}) == 1;
}

void AccountStore::InsertSession(const Session& session, std::string_view token_digest) {
    tx_.Run(kInsertSession, {{"id", session.id},
                             {"digest", Blob{token_digest}},
                             {"account", session.account},
                             {"csrf", session.csrf},
                             {"device", session.device},
                             {"address", session.address},
                             {"now", session.created}});
}

std::optional<Visitor> AccountStore::VisitorByDigest(std::string_view token_digest, Date day) {
    std::optional<Visitor> visitor;
    bool stands_in = false;
    enum class Roles : unsigned char { as_known, behind, followed } roles = Roles::as_known;
    const auto read = [&] {
        tx_.Select(kVisitorByDigest, {{"digest", Blob{token_digest}}, {"officer", AccountKind::officer}, {"day", day}},
                   [&](Row& row) {
                       if (row.Next<std::int64_t>() != RolesNow()->mark() && roles == Roles::as_known) roles = Roles::behind;
                       if (roles == Roles::behind) return 0;
                       auto session = ReadSession(row);
                       auto account = ReadAccount(row);
                       stands_in = row.Next<bool>();
                       if (!visitor) visitor.emplace(std::move(session), std::move(account), std::vector<Appointment>{});
                       if (const auto unit = row.Next<std::optional<UnitId>>())
                           if (auto appointment = ReadAppointment(*unit, row))
                               visitor->appointments.push_back(*std::move(appointment));
                       return 0;
                   });
    };
    read();
    if (roles == Roles::behind) {
        // They changed since somebody came last, here or in a program beside this one: once more, by those in force.
        FollowRoles(tx_);
        roles = Roles::followed;
        visitor.reset();
        read();
    }
    if (!visitor) return visitor;
    auto& posts = visitor->appointments;
    std::ranges::sort(posts, {}, [](const Appointment& post) { return std::tie(post.unit, post.role.key(), post.id); });
    if (stands_in && visitor->account.kind == AccountKind::officer) AddPostsInStead(posts, visitor->account.id, day);
    return visitor;
}
void AccountStore::AddPostsInStead(std::vector<Appointment>& posts, AccountId account, Date day) {
    tx_.Select(kPostsInStead, {{"account", account}, {"day", day}}, [&](Row& row) {
        const auto unit = row.Next<UnitId>();
        if (auto post = ReadAppointment(unit, row)) {
            ReadInStead(*post, row);
            posts.push_back(*std::move(post));
        }
        return 0;
    });
    PlaceInStead(posts);
}
std::vector<Session> AccountStore::SessionsOf(AccountId id) {
    return tx_.Select(kSessionsOf, {{"account", id}}, ReadSession);
}
void AccountStore::TouchSession(SessionId id, Instant now) {
    tx_.Run(kTouchSession, {{"id", id}, {"now", now}});
}
void AccountStore::DeleteSession(SessionId id, AccountId account) {
    tx_.Run(kDeleteSession, {{"id", id}, {"account", account}});
}
void AccountStore::DeleteOtherSessions(AccountId account, SessionId kept) {
    tx_.Run(kDeleteOtherSessions, {{"account", account}, {"kept", kept}});
}
bool AccountStore::SignedInFrom(AccountId account, std::string_view address) {
    return tx_.Count(kSignedInFrom, {{"account", account}, {"address", address}}) > 0;
}
std::string AccountStore::PendingTotp(SessionId id) {
    return Opened(Kind::seed,
                  tx_.SelectOne(kPendingTotp, {{"id", id}}, [](Row& row) { return row.Next<std::string>(); }).value_or(""));
}
void AccountStore::SetPendingTotp(SessionId id, std::string_view secret) {
    tx_.Run(kSetPendingTotp, {{"id", id}, {"secret", Sealed(Kind::seed, secret)}});
}
std::int64_t AccountStore::Sweep(const Old& old) {
    return tx_.Run(kDeleteOldSessions, {{"seen_before", old.seen_before}, {"created_before", old.created_before}}) +
           tx_.Run(kDeleteOldFailures, {{"before", old.failed_before}}) + tx_.Run(kDeleteOldResets, {{"now", old.now}}) +
           tx_.Run(kDeleteOldSlips, {{"now", old.now}}) + tx_.Run(kDeleteOldCodes, {{"now", old.now}});
}

AccountStore::Failures AccountStore::FailuresOf(std::string_view login, std::string_view address, Instant now) {
    return tx_
        .SelectOne(kFailures, {{"login", login}, {"address", web::AskerOf(address)}, {"forgotten", now + -kDay}},
                   [](Row& row) { return Failures{.count = row.Next<std::int64_t>(), .last = row.Next<Instant>()}; })
        .value_or(Failures{});
}
void AccountStore::AddFailure(std::string_view login, std::string_view address, Instant now) {
    tx_.Run(kAddFailure, {{"login", login}, {"address", web::AskerOf(address)}, {"now", now}, {"forgotten", now + -kDay}});
}
AccountStore::Failures AccountStore::LockFailures(std::string_view login, std::string_view address, Instant now) {
    tx_.Run(kLockFailures, {{"login", login}, {"address", web::AskerOf(address)}, {"now", now}});
    return FailuresOf(login, address, now);
}
void AccountStore::ForgiveFailures(std::string_view login, std::string_view address, std::int64_t failures,
                                   const Failures& before, Instant at) {
    tx_.Run(kForgiveFailures, {{"login", login},
                               {"address", web::AskerOf(address)},
                               {"failures", failures},
                               {"counted", before.count + 1},
                               {"counted_at", at},
                               {"before", before.last}});
    tx_.Run(kDropForgiven, {{"login", login}, {"address", web::AskerOf(address)}});
}
void AccountStore::ForgetFailuresAtTheDoor(std::string_view login) {
    tx_.Run(kForgetFailuresAtTheDoor, {{"login", login}});
}
void AccountStore::ForgetFailures(std::string_view login, std::string_view address) {
    tx_.Run(kForgetFailures, {{"login", login}, {"address", web::AskerOf(address)}});
}

void AccountStore::InsertReset(std::string_view token_digest, AccountId account, Instant expires) {
    tx_.Run(kInsertReset, {{"digest", Blob{token_digest}}, {"account", account}, {"expires", expires}});
}
std::optional<AccountId> AccountStore::AccountOfReset(std::string_view token_digest, Instant now) {
    return tx_.SelectOne(kReset, {{"digest", Blob{token_digest}}, {"now", now}}, [](Row& row) { return row.Next<AccountId>(); });
}
void AccountStore::DeleteResets(AccountId account) {
    tx_.Run(kDeleteResets, {{"account", account}});
}

void AccountStore::RecordView(AccountId seen, std::string_view person_number, const Officer& viewer, const View& view) {
    tx_.Run(kInsertView, {{"id", FreshId()},
                          {"account", seen},
                          {"person", Sealed(Kind::number, person_number)},
                          {"viewer", viewer.account.id},
                          {"viewer_name", view.viewer},
                          {"unit", view.unit},
                          {"reason", view.reason},
                          {"reference", view.reference},
                          {"now", view.at}});
}

bool AccountStore::ViewedSince(AccountId viewer, std::string_view reference, Instant since) {
    return tx_.Count(kViewedSince, {{"since", since}, {"viewer", viewer}, {"reference", reference}}) > 0;
}

std::optional<std::string> AccountStore::OpenedSince(AccountId but, std::string_view reference, UnitId unit, Instant since) {
    return tx_.SelectOne(kOpenedSince, {{"since", since}, {"viewer", but}, {"reference", reference}, {"unit", unit}},
                         [](Row& row) { return row.Next<std::string>(); });
}

void AccountStore::ClaimViews(AccountId account, std::string_view reference) {
    tx_.Run(kClaimViews, {{"account", account}, {"reference", reference}});
}

namespace {

View ReadView(Row& row) {
    return {.viewer = row.Next<std::string>(),
            .unit = row.Next<UnitId>(),
            .reason = row.Next<std::string>(),
            .reference = row.Next<std::string>(),
            .at = row.Next<Instant>()};
}

}  // namespace

std::vector<View> AccountStore::ViewsOf(AccountId account, int rows) {
    return tx_.Select(kViewsOf, {{"account", account}, {"rows", rows}}, ReadView);
}

std::vector<AccountStore::ViewDay> AccountStore::ViewDaysOf(AccountId account, int rows) {
    // How far the day here is ahead of the one instants are counted in.
    const auto offset = -Instant::At(Date{}, 0).ms;
    return tx_.Select(kViewDaysOf, {{"account", account}, {"offset", offset}, {"day", kDay}, {"rows", rows}}, [](Row& row) {
        auto last = ReadView(row);
        return ViewDay{.last = std::move(last), .times = row.Next<std::int64_t>()};
    });
}

}  // namespace dongson::identity
