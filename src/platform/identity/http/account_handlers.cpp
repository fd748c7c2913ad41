#include "platform/identity/http/account_handlers.h"

#include "core/log.h"
#include "core/text.h"
#include "platform/identity/counter_slip.h"
#include "platform/identity/pages/account_pages.h"
#include "platform/identity/password.h"
#include "platform/identity/proof.h"
#include "platform/identity/storage/account_store.h"
#include "platform/organisation/directory.h"
#include "storage/database.h"
#include "web/asker.h"
#include "web/layout.h"
#include "web/limits.h"
#include "web/page_scope.h"

namespace dongson::identity {

using web::NoStore;

namespace {

SendResetLink& ResetLink() {
    static SendResetLink send;
    return send;
}

std::string Value(const AnyRequest& request, std::string_view name) {
    return std::string(request.http.form.Value(name));
}

std::string SafeNext(std::string_view next) {
    return next.starts_with('/') && web::Url::Local(std::string(next)).bytes() != "#" ? std::string(next) : std::string();
}

std::string HomeOf(const Account& account) {
    return account.kind == AccountKind::officer ? "/can-bo" : "/ho-so";
}

// The page is made for who has just come in: the form in it carries the new session's token.
web::Response SendAgainAs(const AnyRequest& request, const OpenedSession& signed_in, const web::KeptForm& kept) {
    AnyRequest fresh{request.http, request.platform,
                     Recognise(request.platform.storage, signed_in.token, request.platform.clock.Now())};
    const web::PageScope scope(ContextOf(fresh));
    return web::Page(SendAgainPage(kept));
}

}  // namespace

bool MayTry(const AnyRequest& request) {
    return request.platform.limits->sign_in.Allow(web::AskerOf(request.http.address), SystemClock().Now());
}

Refusal TooManyTries() {
    return {"SIGN_IN_TOO_MANY", Say("Quá nhiều lần thử từ máy này. Hãy đợi một phút rồi thử lại."), "", RefusalKind::too_many};
}

void UseResetLink(SendResetLink send) {
    ResetLink() = std::move(send);
}

web::Response ShowSignIn(const AnyRequest& request) {
    if (request.visitor) return web::SeeOtherPage(HomeOf(request.visitor->account));
    return NoStore(web::Page(SignInPage({.next = SafeNext(request.http.Asked("tiep")),
                                         .demonstration = request.platform.demonstration,
                                         .officers_only = !request.platform.accepts_online},
                                        {})));
}

web::Response DoSignIn(const AnyRequest& request) {
    SignInView view{.login = Value(request, "ten_dang_nhap"),
                    .next = SafeNext(request.http.form.Value("tiep")),
                    .demonstration = request.platform.demonstration,
                    .officers_only = !request.platform.accepts_online,
                    .kept = web::KeptBy(request.http.form)};
    if (!MayTry(request)) return NoStore(web::Page(SignInPage(view, {TooManyTries()}), 429));
    const auto signed_in =
        SignIn(request.platform.storage,
               {view.login, Value(request, "mat_khau"), Value(request, "ma_xac_thuc"),
                std::string(request.http.Header("user-agent")), request.http.address, !request.platform.accepts_online},
               request.platform.clock.Now());
    if (!signed_in) {
        view.asks_code = signed_in.error().field == "ma_xac_thuc" || !Value(request, "ma_xac_thuc").empty();
        view.password = view.asks_code ? Value(request, "mat_khau") : "";
        return NoStore(web::Page(SignInPage(view, {signed_in.error()}), web::StatusOf(signed_in.error().kind)));
    }
    auto response = view.kept ? SendAgainAs(request, *signed_in, *view.kept)
                              : web::SeeOtherPage(view.next.empty() ? HomeOf(signed_in->account) : view.next);
    response.With("set-cookie", SessionCookie(signed_in->token));
    return NoStore(std::move(response));
}

web::Response DoSignOut(const CitizenRequest& request) {
    SignOut(request.platform.storage, request.visitor->session);
    auto response = web::SeeOtherPage("/");
    response.With("set-cookie", EndSessionCookie()).With("set-cookie", UnitCookie({}));
    return response;
}

namespace {

// Since July 2025 people have one account for the whole country; here they have none.
web::Response NoRegistration() {
    return web::RefusalPage(
        {"REGISTRATION_NATIONAL",
         Say("Ở đây không đăng ký tài khoản. Người dân nộp hồ sơ tại Cổng Dịch vụ công quốc gia bằng tài khoản định danh điện tử."),
         "", RefusalKind::forbidden});
}

}  // namespace

web::Response ShowRegistration(const AnyRequest& request) {
    if (!request.platform.accepts_online) return NoRegistration();
    return NoStore(web::Page(RegistrationPage({}, SafeNext(request.http.Asked("tiep")), {})));
}

web::Response DoRegister(const AnyRequest& request) {
    if (!request.platform.accepts_online) return NoRegistration();
    const Registration wanted{Value(request, "loai") == "to-chuc" ? AccountKind::business : AccountKind::citizen,
                              Value(request, "ho_ten"),
                              Value(request, "so_dinh_danh"),
                              Value(request, "ngay_sinh"),
                              Value(request, "so_dien_thoai"),
                              Value(request, "thu_dien_tu"),
                              Value(request, "dia_chi"),
                              Value(request, "mat_khau"),
                              Value(request, "ma_phieu")};
    const auto next = SafeNext(request.http.form.Value("tiep"));
    if (!MayTry(request)) return NoStore(web::Page(RegistrationPage(wanted, next, {TooManyTries()}), 429));
    const auto now = request.platform.clock.Now();
    const auto account = Register(request.platform, wanted);
    if (!account) return NoStore(web::Page(RegistrationPage(wanted, next, account.error()), 422));
    const auto signed_in =
        SignIn(request.platform.storage,
               {account->login, wanted.password, "", std::string(request.http.Header("user-agent")), request.http.address}, now);
    auto response = web::SeeOtherPage(next.empty() ? "/ho-so" : next);
    if (signed_in) response.With("set-cookie", SessionCookie(signed_in->token));
    return response;
}

web::Response ShowForgotten(const AnyRequest&) {
    return NoStore(web::Page(ForgottenPage({}, Step::ask)));
}

// The answer is the same whether the account exists or not.
web::Response DoForgotten(const AnyRequest& request) {
    if (!MayTry(request)) return NoStore(web::Page(ForgottenPage({TooManyTries()}, Step::ask), 429));
    const auto login = request.platform.storage.Read([&](storage::Transaction& tx) {
        return LoginOf(tx, request.http.form.Value("ten_dang_nhap"), request.platform.clock.Now());
    });
    // Only who asked is written down: the link itself is made when the letter leaves.
    if (ResetLink()) ResetLink()(request.platform, login);
    Log(Severity::info, "RESET_ASKED", {{"user.name", LoggedLogin(login)}, {"source.ip", request.http.address}});
    return NoStore(web::Page(ForgottenPage({}, Step::done)));
}

web::Response ShowSlipReset(const AnyRequest& request) {
    if (!request.platform.accepts_online) return NoRegistration();
    return NoStore(web::Page(SlipResetPage("", {})));
}

web::Response DoSlipReset(const AnyRequest& request) {
    if (!request.platform.accepts_online) return NoRegistration();
    const auto number = Value(request, "so_dinh_danh");
    if (!MayTry(request)) return NoStore(web::Page(SlipResetPage(number, {TooManyTries()}), 429));
    CounterSlips slips;
    const auto done = ResetByProof(request.platform, slips, number, Value(request, "ma_phieu"), Value(request, "mat_khau"));
    if (!done) return NoStore(web::Page(SlipResetPage(number, {done.error()}), 422));
    return web::SeeOtherPage("/dang-nhap");
}

web::Response ShowReset(const AnyRequest& request) {
    return NoStore(web::Page(ResetPage(request.http.Parameter("token"), {})));
}

web::Response DoReset(const AnyRequest& request) {
    if (!MayTry(request)) return NoStore(web::Page(ResetPage(request.http.Parameter("token"), {TooManyTries()}), 429));
    const auto done = FinishReset(request.platform, request.http.Parameter("token"), Value(request, "mat_khau"));
    if (!done) return NoStore(web::Page(ResetPage(request.http.Parameter("token"), {done.error()}), 422));
    return web::SeeOtherPage("/dang-nhap");
}

web::Response AccountResponse(const CitizenRequest& request, const Account& account, std::string issued, const Refusals& faults) {
    AccountView view{
        .account = account, .sessions = {}, .current = request.visitor->session.id, .tokens = {}, .issued = std::move(issued)};
    view.sessions =
        request.platform.storage.Read([&](storage::Transaction& tx) { return AccountStore(tx).SessionsOf(account.id); });
    view.tokens = TokensOf(request.platform.storage, account.id);
    return NoStore(web::Page(AccountPage(view, faults), faults.empty() ? 200 : web::StatusOf(faults.front().kind)));
}
web::Response ShowAccount(const CitizenRequest& request) {
    return AccountResponse(request, request.citizen(), "", {});
}
web::Response MakeToken(const CitizenRequest& request) {
    if (request.citizen().kind != AccountKind::officer)
        return web::RefusalPage(Refusal::Forbidden(Say("Chỉ cán bộ có mã truy cập cho chương trình.")));
    const auto issued =
        IssueToken(request.platform, request.citizen(), request.http.form.Value("ten_ma"), Value(request, kTokenPassword));
    if (!issued) {
        auto fault = issued.error();
        // The page asks for the password twice: for the contact, and here.
        if (fault.field == "mat_khau_cu") fault.field = kTokenPassword;
        return AccountResponse(request, request.citizen(), "", {std::move(fault)});
    }
    return AccountResponse(request, request.citizen(), issued->secret, {});
}
web::Response EndToken(const CitizenRequest& request) {
    RevokeToken(request.platform.storage, request.citizen().id, {ToNumber(request.http.Parameter("token"))});
    return web::SeeOtherPage("/tai-khoan");
}

web::Response SaveContact(const CitizenRequest& request) {
    const Contact wanted{Value(request, "so_dien_thoai"), Value(request, "thu_dien_tu"), Value(request, "dia_chi"),
                         Value(request, "mat_khau_cu")};
    if (const auto changed = ChangeContact(request.platform, request.citizen(), wanted); !changed) {
        auto typed = request.citizen();
        typed.phone = wanted.phone;
        typed.email = wanted.email;
        typed.address = wanted.address;
        return AccountResponse(request, typed, "", changed.error());
    }
    return web::SeeOtherPage("/tai-khoan");
}

web::Response ShowPassword(const CitizenRequest& request) {
    return NoStore(web::Page(PasswordPage(request.citizen(), {})));
}
web::Response SavePassword(const CitizenRequest& request) {
    const auto changed = ChangePassword(request.platform, request.citizen(), request.visitor->session.id,
                                        Value(request, "mat_khau_cu"), Value(request, "mat_khau"));
    if (!changed)
        return NoStore(web::Page(PasswordPage(request.citizen(), {changed.error()}), web::StatusOf(changed.error().kind)));
    return web::SeeOtherPage("/tai-khoan");
}

web::Response EndOtherSessions(const CitizenRequest& request) {
    request.platform.storage.MustWrite([&](storage::Transaction& tx) {
        AccountStore(tx).DeleteOtherSessions(request.citizen().id, request.visitor->session.id);
    });
    Log(Severity::info, "SESSIONS_ENDED",
        {{"user.name", LoggedLogin(request.citizen().login)}, {"source.ip", request.http.address}});
    return web::SeeOtherPage("/tai-khoan");
}

web::Response ChooseUnit(const OfficerRequest& request) {
    const UnitId chosen{ToNumber(request.http.form.Value("lam_viec_o"))};
    if (!request.officer.WorksIn(chosen))
        return web::RefusalPage(Refusal::Forbidden(Say("Hôm nay bạn không giữ chức vụ nào ở đơn vị này.")));
    return web::SeeOtherPage("/can-bo").With("set-cookie", UnitCookie(chosen));
}

web::Response EndSession(const CitizenRequest& request) {
    const SessionId session{std::strtoll(std::string(request.http.Parameter("session")).c_str(), nullptr, 10)};
    request.platform.storage.MustWrite(
        [&](storage::Transaction& tx) { AccountStore(tx).DeleteSession(session, request.citizen().id); });
    return web::SeeOtherPage("/tai-khoan");
}

web::Response ShowViews(const CitizenRequest& request) {
    const auto views = request.platform.storage.Read(
        [&](storage::Transaction& tx) { return AccountStore(tx).ViewDaysOf(request.citizen().id, 200); });
    return NoStore(web::Page(ViewsPage(views, *request.platform.units.Now())));
}

namespace {

// Only for codes that are off: what is on is shown to nobody again.
std::string SeedToShow(const CitizenRequest& request) {
    return request.citizen().totp_secret.empty() ? PendingTotp(request.platform.storage, request.visitor->session)
                                                 : std::string();
}

}  // namespace

web::Response ShowTotp(const CitizenRequest& request) {
    return NoStore(web::Page(TotpPage(request.citizen(), SeedToShow(request), {})));
}

web::Response SaveTotp(const CitizenRequest& request) {
    const auto switched = SwitchTotp(request.platform, request.citizen(), request.visitor->session, Value(request, "mat_khau_cu"),
                                     Value(request, "ma_xac_thuc"));
    if (!switched)
        return NoStore(web::Page(TotpPage(request.citizen(), SeedToShow(request), {switched.error()}),
                                 web::StatusOf(switched.error().kind)));
    return web::SeeOtherPage("/tai-khoan");
}

}  // namespace dongson::identity
