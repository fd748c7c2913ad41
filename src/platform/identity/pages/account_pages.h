#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "platform/identity/access_token.h"
#include "platform/identity/account.h"
#include "platform/identity/sign_in.h"
#include "platform/identity/storage/account_store.h"
#include "platform/organisation/directory.h"
#include "web/html.h"
#include "web/kept_form.h"

namespace dongson::identity {

struct SignInView {
    std::string login, password, next;
    bool asks_code = false;
    bool demonstration = false;
    bool officers_only = false;         // nobody else has a password here
    std::optional<web::KeptForm> kept;  // what was typed before the session ended
};
web::Html SignInPage(const SignInView& view, const Refusals& faults);
// After signing in again: what was typed, to be sent.
web::Html SendAgainPage(const web::KeptForm& kept);
web::Html RegistrationPage(const Registration& typed, std::string_view next, const Refusals& faults);
enum class Step : unsigned char { ask, done };
web::Html ForgottenPage(const Refusals& faults, Step step);
// A new password for a proven owner who brings a counter's slip.
web::Html SlipResetPage(std::string_view number, const Refusals& faults);
// An officer's first sign-in, or the one after the administrator gave a new code.
web::Html ActivationPage(std::string_view login, const Refusals& faults);
web::Html ResetPage(std::string_view token, const Refusals& faults);
struct AccountView {
    Account account;
    std::vector<Session> sessions;
    SessionId current;
    std::vector<AccessToken> tokens;  // of officers
    std::string issued;               // a token just made, shown this once
};
// The field of the password that a new token asks for.
inline constexpr const char* kTokenPassword = "mat_khau_ma";
web::Html AccountPage(const AccountView& view, const Refusals& faults);
web::Html PasswordPage(const Account& account, const Refusals& faults);
web::Html ViewsPage(const std::vector<AccountStore::ViewDay>& days, const organisation::Units& units);
web::Html TotpPage(const Account& account, const std::string& secret, const Refusals& faults);

}  // namespace dongson::identity
