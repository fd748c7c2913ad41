// Several apply together: whoever fills the form in invites those it names, each reads exactly what will be handed in and
// confirms or refuses, and it is handed in when all have confirmed that very text. What changes asks again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/co_applicant.h"
#include "platform/platform.h"

namespace dongson::one_stop {

// Where nobody else is named, nobody is in it.
Together TogetherIn(storage::Transaction& tx, const Draft& draft, const Form& form, const identity::Account& citizen,
                    Instant now);

// What keeps a draft with several applicants from being handed in; nothing where nobody else is named.
std::optional<Refusal> RefuseTogether(const Together& together, const Form& form, const Draft& draft,
                                      const identity::Account& citizen);

// Invites whoever is named and was not, asks again whoever confirmed something else, refused, or ran out of time, and forgets
// whom the form names no longer.
Result<void> InviteTogether(const Platform& platform, const identity::Account& citizen, DraftId draft);

// By whom the invitation is for, and nobody else: the account proved that very number.
Result<DraftId> AcceptInvitation(const Platform& platform, const identity::Account& citizen, std::string_view code);

std::optional<AskedToConfirm> AskedOf(const Platform& platform, const identity::Account& citizen, DraftId draft);
// `digest`: of what was on the page. Another one is refused, and the page shows what it is now.
Result<void> ConfirmTogether(const Platform& platform, const identity::Account& citizen, DraftId draft, std::string_view digest);
Result<void> DeclineTogether(const Platform& platform, const identity::Account& citizen, DraftId draft, const std::string& why);

// One of several applicants agrees that the dossier is withdrawn; the last of them then withdraws it.
Result<void> AgreeToWithdraw(const Platform& platform, const identity::Account& citizen, const std::string& code);

}  // namespace dongson::one_stop
