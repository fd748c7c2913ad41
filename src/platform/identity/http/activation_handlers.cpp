// The first sign-in of somebody who was hired: the code from the administrator, and a password of one's own.
#include "core/text.h"
#include "platform/identity/http/account_handlers.h"
#include "platform/identity/pages/account_pages.h"
#include "platform/identity/staff.h"
#include "web/asker.h"
#include "web/limits.h"

namespace dongson::identity {

using web::NoStore;

namespace {

bool MayActivate(const AnyRequest& request) {
    return request.platform.limits->activation.Allow(web::AskerOf(request.http.address), SystemClock().Now());
}

}  // namespace

web::Response ShowActivation(const AnyRequest& request) {
    return NoStore(web::Page(ActivationPage(request.http.Asked("ten"), {})));
}

web::Response DoActivate(const AnyRequest& request) {
    const auto& form = request.http.form;
    const std::string login(Trim(form.Value("ten_dang_nhap"))), password(form.Value("mat_khau"));
    if (!MayActivate(request)) return NoStore(web::Page(ActivationPage(login, {TooManyTries()}), 429));
    const auto account = Activate(request.platform, login, form.Value("ma_kich_hoat"), password);
    if (!account) return NoStore(web::Page(ActivationPage(login, {account.error()}), 422));
    const auto signed_in =
        SignIn(request.platform.storage,
               {account->login, password, "", std::string(request.http.Header("user-agent")), request.http.address},
               request.platform.clock.Now());
    auto response = web::SeeOtherPage(signed_in ? "/can-bo" : "/dang-nhap");
    if (signed_in) response.With("set-cookie", SessionCookie(signed_in->token));
    return NoStore(std::move(response));
}

}  // namespace dongson::identity
