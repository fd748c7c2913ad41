// Who applies together with whoever fills the form in: each reads what will be handed in and confirms it. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/refusal.h"
#include "core/time.h"
#include "modules/one_stop/domain/draft.h"

namespace dongson::one_stop {

inline constexpr int kInvitationDays = 30;
// The box by which a clerk says that everybody stands there.
inline constexpr std::string_view kAllPresentField = "_du_mat";

struct CoApplicant {
    std::string number, name;
    AccountId account;  // that proved the number and accepted; none yet
    std::string code;   // of the invitation
    Instant until;      // what was confirmed counts until then
    std::string confirmed_digest;
    std::optional<Instant> confirmed, refused;
    std::string refused_why;
    std::optional<Instant> withdraws;  // agreed to withdraw the dossier

    // Whether exactly this was confirmed and still counts.
    bool Confirmed(std::string_view digest, Instant now) const {
        return confirmed && !refused && confirmed_digest == digest && now <= until;
    }
};

// Whom the draft names, with what is known of each; whoever was not invited yet has no code.
struct Together {
    std::vector<CoApplicant> people;
    std::string digest;  // of what would be handed in now
    Instant now;

    bool AllConfirmed() const;
};
// What somebody is asked to confirm, as they read it.
struct AskedToConfirm {
    Draft draft;
    Procedure procedure;
    Form form;
    std::vector<CasePaper> papers;
    CoApplicant oneself;
    std::string digest, first_name;  // of whoever fills it in
};
// Whom the form names beside oneself, as far as it asks for them: the number in its normal form, and the name.
struct NamedApplicant {
    std::string number, name;
};
std::vector<NamedApplicant> NamedBeside(const Form& form, const Answers& answers, std::string_view own_number);

// Nobody applies together with themselves: a number that stands twice is refused at its question.
std::optional<Refusal> RefuseNamedTwice(const Form& form, const Answers& answers);

// Of exactly what would be handed in: another letter, another paper, another digest.
std::string DigestOf(const Draft& draft, const std::vector<CasePaper>& papers);

// "K7PM-X2QD-9TNA": no letter that is taken for another.
std::string FreshInvitation();
std::string CleanInvitation(std::string_view typed);

}  // namespace dongson::one_stop
