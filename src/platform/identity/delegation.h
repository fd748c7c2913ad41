// Somebody does, for a time, some of what another's post lets them do: a leader on leave, an acting head, a colleague who is ill.
// What is done by it names both, the basis and the days. Pure: no database, no clock of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "platform/identity/account.h"
#include "platform/organisation/directory.h"

namespace dongson::identity {

inline constexpr SignsAs kWaysToSign[] = {SignsAs::own_name, SignsAs::deputy, SignsAs::by_order, SignsAs::by_authority,
                                          SignsAs::acting};
std::string_view SignsPrefix(SignsAs signs);  // "KT."; empty for one's own name
std::string_view SignsName(SignsAs signs);    // for people: "Ký thay (KT.): cấp phó ký thay người đứng đầu"
std::string_view SignsSlug(SignsAs signs);    // as forms and programs write it: "kt"
std::optional<SignsAs> ParseSignsAs(std::string_view slug);

struct Delegation {
    DelegationId id;
    AppointmentId post;  // of whoever gives
    AccountId from, to;
    UnitId unit;  // of the post
    std::vector<std::string> capabilities;
    SignsAs signs = SignsAs::own_name;
    std::string basis;
    Date first, last;  // both days count
    AccountId recorded_by;
    std::string recorded_by_name;
    Instant recorded;
    std::optional<Instant> revoked;
    std::string revoked_by, revoke_reason;

    std::string from_name, from_position, to_name;
    std::optional<Date> post_from, post_until;
    bool gone = false;  // one of the two is not at work any more, or not in a post that it fits (HoldAgainstPosts)

    bool Meets(Date begin, Date end) const { return first <= end && begin <= last; }
};

enum class DelegationState : unsigned char { to_come, in_force, over, revoked, lapsed };
// Lapsed: the post it is of has ended, or one of the two has left.
DelegationState StateOn(const Delegation& delegation, Date day);
std::string_view DelegationStateName(DelegationState state);
std::string_view DelegationStateWord(DelegationState state);  // as programs read it: "in_force"

// What may be given of what a post lets its holder do.
std::vector<std::string> MayBeGiven(const Role& role);

// As somebody asks for it.
struct NewDelegation {
    AppointmentId post;
    AccountId to;
    std::vector<std::string> capabilities;
    SignsAs signs = SignsAs::own_name;
    std::string basis;
    Date first, last;
};
inline constexpr int kLongestDelegation = 366;  // days
inline constexpr std::size_t kLongestBasis = 300;

// What the rules look at beside what is asked.
struct DelegationCase {
    Date today;
    Account from, to;
    Appointment post;                // of whoever gives: their own
    std::vector<Appointment> held;   // by whoever receives: their own, of any time
    std::vector<Delegation> before;  // of the post, not revoked
};
// Every fault of it, each with the field it is about.
Refusals FaultsOf(const NewDelegation& wanted, const DelegationCase& of, const organisation::Units& units);

// Whether somebody may write down what is given of another's post: whoever administrates; of the unit's, whoever signs there by a
// post of their own, and of signing only what they sign themselves. One's own is one's own to give.
bool MayRecord(const Officer& by, const Appointment& post, AccountId whose, const std::vector<std::string>& capabilities);
// The same without the right of who administrates, who brings a second person where signing is given or taken.
bool MayRecordAlone(const Officer& by, const Appointment& post, AccountId whose, const std::vector<std::string>& capabilities);

// "Trần Văn B, KT. Chủ tịch"; of who signs nothing in their stead the name alone.
std::string InWhoseStead(const InStead& in_stead);
// "Quyết định số 12/QĐ-UBND, từ 01/12/2026 đến 15/12/2026"
std::string ByWhat(const InStead& in_stead);
// A name, and in whose stead they act beside it: "Nguyễn Văn A (thay Trần Văn B, KT. Chủ tịch)". None: the name alone.
std::string WithStead(const std::string& name, const InStead* in_stead);

// What an officer holds for others gets its place among their own posts: an acting head acts as one in everything, others in
// somebody's stead only where they may not by themselves. Whoever has no post of their own stands in for nobody.
void PlaceInStead(std::vector<Appointment>& posts);
// Whether somebody with these posts stands in for that of `post` as it was given: at work there, by order or authority also in a
// part of it, and of a position that the form of signing is for.
bool StandsIn(const std::vector<Appointment>& posts, const Appointment& post, const organisation::Units& units, Date day);

}  // namespace dongson::identity
