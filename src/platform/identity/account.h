// Who someone is: a citizen, a business, or an officer with appointments in units.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "platform/identity/role.h"

namespace dongson::identity {

enum class AccountKind : unsigned char { citizen, business, officer };

// How sure the house is of who someone is. A number that was only typed proves nothing.
enum class ProofLevel : unsigned char { none = 0, counter = 1, e_identity = 2 };
std::string_view ProofWord(ProofLevel level);  // as programs read it: "counter"
std::string_view ProofName(ProofLevel level);  // for people: "Đã xem thẻ tại quầy"

struct Proof {
    ProofLevel level = ProofLevel::none;
    Instant at;
    UnitId unit;   // whose counter; none for the e-identity
    AccountId by;  // the clerk who saw the card
};

struct Account {
    AccountId id;
    AccountKind kind = AccountKind::citizen;
    std::string login;  // the personal number, the tax code, or an officer's name
    std::string name;
    std::string password_hash;
    std::string person_number;  // 12 digits, the tax code, or a foreigner's passport (NAT-NUMBER)
    Date born;
    std::string address;
    std::string phone, email;
    std::string totp_secret;     // empty: one-time codes are off
    std::int64_t totp_step = 0;  // the last one used
    Instant created;
    Proof proof;
    std::string former_login;         // the number its proven owner took back; empty for everybody else
    std::optional<Instant> disabled;  // since when nobody comes in with it

    bool Proven() const { return proof.level != ProofLevel::none; }
};

// How whoever stands in for a head signs (Decree 30/2020, art. 13 and appendix I, part II.7).
enum class SignsAs : unsigned char {
    own_name,      // signs nothing in the head's stead
    deputy,        // KT., of whoever is deputy to the head
    by_order,      // TL., of who heads a part of the agency
    by_authority,  // TUQ., the same, of what the head must sign in person
    acting         // Q., of who does all that the head does, for as long as there is none
};

// Of a post that somebody holds for somebody else.
struct InStead {
    DelegationId delegation;
    AccountId account;           // whose post it is
    std::string name, position;  // theirs
    SignsAs signs = SignsAs::own_name;
    std::string basis;  // "Quyết định số 12/QĐ-UBND ngày 28/11/2026"
    Date from, until;
};

struct Appointment {
    UnitId unit;
    Role role;                          // what it lets one do
    std::string position;               // "Chuyên viên"
    std::vector<UnitId> formerly = {};  // units that ended, whose work this one does: what they held is this post's
    AppointmentId id = {};
    std::optional<Date> from = {}, until = {};     // the first and the last day; none: not known, open
    std::shared_ptr<const InStead> in_stead = {};  // none: one's own

    // Whether it is held on one of these days; no last day: without end.
    bool Meets(Date first, const std::optional<Date>& last) const {
        return (!until || first <= *until) && (!last || !from || *from <= *last);
    }
    bool HeldOn(Date day) const { return (!from || *from <= day) && (!until || day <= *until); }
    bool ActsFor(UnitId other) const;
};

// An officer at work: the account and what it may do today.
struct Officer {
    Account account;
    std::vector<Appointment> appointments;

    // The post through which they may do it in a unit, or anywhere; none: they may not.
    const Appointment* Through(const Capability& capability, UnitId unit) const;
    const Appointment* Through(const Capability& capability) const;
    // The post that is held in somebody's stead and gives it there; none.
    const Appointment* InSteadOf(AccountId whose, const Capability& capability, UnitId unit) const;
    bool May(UnitId unit, const Capability& capability) const { return Through(capability, unit) != nullptr; }
    bool May(const Capability& capability) const { return Through(capability) != nullptr; }
    // Where they may do it: the unit of the first post that gives it; none.
    UnitId UnitFor(const Capability& capability) const;
    bool WorksIn(UnitId unit) const;
    // The unit shown beside the name: the first appointment's.
    UnitId unit() const { return appointments.empty() ? UnitId{} : appointments.front().unit; }
};

struct Session {
    SessionId id;
    AccountId account;
    std::string csrf;    // the form token of this session
    std::string device;  // what the browser calls itself
    std::string address;
    Instant created, seen;
};

// Who a session belongs to; posts of officers only.
struct Visitor {
    Session session;
    Account account;
    std::vector<Appointment> appointments;
};

// One look at a person's record by an officer.
struct View {
    std::string viewer;  // name and position
    UnitId unit;
    std::string reason;
    std::string reference;  // the dossier's code
    Instant at;
};

}  // namespace dongson::identity
