#pragma once

#include "platform/identity/audience.h"

namespace dongson::identity {

web::Response ShowSignIn(const AnyRequest& request);
web::Response DoSignIn(const AnyRequest& request);
web::Response DoSignOut(const CitizenRequest& request);
web::Response ShowRegistration(const AnyRequest& request);
web::Response DoRegister(const AnyRequest& request);
web::Response ShowForgotten(const AnyRequest& request);
web::Response DoForgotten(const AnyRequest& request);
web::Response ShowSlipReset(const AnyRequest& request);
web::Response DoSlipReset(const AnyRequest& request);
web::Response ShowReset(const AnyRequest& request);
web::Response DoReset(const AnyRequest& request);
web::Response ShowAccount(const CitizenRequest& request);
web::Response SaveContact(const CitizenRequest& request);
web::Response EndSession(const CitizenRequest& request);
web::Response MakeToken(const CitizenRequest& request);
web::Response EndToken(const CitizenRequest& request);
web::Response ShowViews(const CitizenRequest& request);
web::Response ShowTotp(const CitizenRequest& request);
web::Response SaveTotp(const CitizenRequest& request);
web::Response ShowPassword(const CitizenRequest& request);
web::Response SavePassword(const CitizenRequest& request);
web::Response EndOtherSessions(const CitizenRequest& request);
web::Response ChooseUnit(const OfficerRequest& request);

// activation_handlers.cpp
web::Response ShowActivation(const AnyRequest& request);
web::Response DoActivate(const AnyRequest& request);

// proof_handlers.cpp
web::Response ShowProof(const CitizenRequest& request);
web::Response SaveProof(const CitizenRequest& request);
web::Response ApiProve(const CitizenRequest& request);
web::Response ShowSlipForm(const OfficerRequest& request);
web::Response MakeSlip(const OfficerRequest& request);
web::Response ApiMakeSlip(const OfficerRequest& request);

// session_api.cpp
web::Response ApiSignIn(const AnyRequest& request);
web::Response ApiWhoAmI(const CitizenRequest& request);
web::Response ApiSignOut(const CitizenRequest& request);
web::Response ApiViews(const CitizenRequest& request);

// Whether this address may try once more; and what it is told when not.
bool MayTry(const AnyRequest& request);
Refusal TooManyTries();

// Has a reset link sent to whoever has the login; set once at start-up, for messages live in a layer above. The link is made when
// the letter leaves, so that no log and no waiting job holds one.
using SendResetLink = std::function<void(const Platform& platform, const std::string& login)>;
void UseResetLink(SendResetLink send);

}  // namespace dongson::identity
