#include "platform/identity/audience.h"

#include <algorithm>

#include "core/bytes.h"
#include "core/log.h"
#include "core/text.h"
#include "platform/identity/pages/account_pages.h"
#include "platform/identity/posts.h"
#include "platform/organisation/directory.h"
#include "web/access_log.h"
#include "web/asker.h"
#include "web/kept_form.h"
#include "web/layout.h"
#include "web/limits.h"

namespace dongson::identity {

namespace {

constexpr std::string_view kCookie = "__Host-phien", kUnitCookie = "__Host-don-vi";

bool Writes(web::Method method) {
    return method != web::Method::get && method != web::Method::head;
}

// A form of another site: browsers say so themselves.
bool FromElsewhere(const web::Request& request) {
    const auto site = request.Header("sec-fetch-site");
    if (!site.empty()) return site != "same-origin" && site != "none";
    const auto origin = request.Header("origin");
    if (origin.empty()) return false;
    const auto host = origin.find("://");
    return host == std::string_view::npos || origin.substr(host + 3) != request.Header("host");
}

bool TokenFits(const web::Request& request, const Session& session) {
    const auto header = request.Header("x-csrf-token");
    return SameSecret(header.empty() ? request.form.Value("_csrf") : header, session.csrf);
}

web::Response Refuse(const web::Request& request, const Refusal& refusal) {
    Log(Severity::warning, "ACCESS_REFUSED",
        {{"refusal", refusal.code}, {"path", web::Loggable(request.path)}, {"source.ip", request.address}});
    return request.WantsJson() ? web::Problem(refusal) : web::RefusalPage(refusal);
}

// The form of this page belongs to an earlier session. What was typed comes back, to be sent once more.
web::Response RefuseForgery(const web::Request& request, bool from_elsewhere) {
    const Refusal refusal{"FORM_FORGED",
                          Say("Biểu mẫu này đã cũ hoặc đến từ trang khác, nên chưa được nhận. Hãy tải lại trang rồi gửi lại."),
                          "", RefusalKind::forbidden};
    auto answer = Refuse(request, refusal);
    const auto kept = from_elsewhere ? std::nullopt : web::Keep(request);
    if (!kept) return answer;
    return web::FaultPage(
        403, Say("Trang này đã mở từ trước"),
        Render(
            R"(<p class="govuk-body">Bạn đã đăng nhập lại sau khi mở trang ấy, nên biểu mẫu chưa được nhận. Điều bạn gõ vẫn còn.</p>{})",
            web::SendAgain(*kept)));
}

web::Response AskToSignIn(const web::Request& request, bool from_elsewhere) {
    if (request.WantsJson()) {
        auto problem = web::Problem({"SIGN_IN_WANTED", Say("Cần đăng nhập."), "", RefusalKind::forbidden});
        problem.status = 401;
        return problem;
    }
    if (const auto kept = from_elsewhere ? std::nullopt : web::Keep(request))
        return web::NoStore(web::Page(SignInPage({.kept = kept}, {}), 401));
    const auto target = Writes(request.method)              ? std::string()
                        : request.target.starts_with("/en") ? request.target.substr(3)
                                                            : request.target;
    return web::SeeOther(web::Url::Page("/dang-nhap").With("tiep", target).bytes());
}

bool MayDo(const Visitor& visitor, const Capability& capability) {
    return std::ranges::any_of(visitor.appointments, [&](const Appointment& post) { return post.role.Gives(capability); });
}

bool Fits(AudienceKind kind, const Capability* capability, const Visitor& visitor) {
    switch (kind) {
        case AudienceKind::anyone:
        case AudienceKind::signed_in:
            return true;
        case AudienceKind::citizen:
            return visitor.account.kind != AccountKind::officer;
        case AudienceKind::officer:
            return visitor.account.kind == AccountKind::officer && !visitor.appointments.empty() &&
                   (capability == nullptr || MayDo(visitor, *capability));
    }
    return false;
}

Refusal NotFor(AudienceKind kind, const Visitor& visitor) {
    const bool works_here = visitor.account.kind == AccountKind::officer;
    if (works_here && kind != AudienceKind::citizen && visitor.appointments.empty())
        return Refusal::Forbidden(Say(
            "Hôm nay bạn không giữ chức vụ nào ở đây: chưa đến ngày, đã hết hạn hoặc chưa được giao. Hãy hỏi người quản trị của đơn vị."));
    return Refusal::Forbidden(Say("Tài khoản của bạn không có quyền với trang này."));
}

// The unit an officer with several posts said to work for; only posts that are held today count, whatever stands here.
UnitId ChosenUnit(const web::Request& request) {
    return UnitId{ToNumber(request.Cookie(kUnitCookie))};
}

// By which it is seen that somebody's posts are others than they were.
std::string PostsAsWere(const std::vector<Appointment>& appointments) {
    std::string posts;
    for (const auto& post : appointments)
        posts += ToText(post.unit) + post.role.key() + ToText(post.in_stead ? post.in_stead->delegation : DelegationId{}) + " ";
    return posts;
}

// Whoever is signed in answers for themselves: a commune's many officers may share one address.
bool AsksTooMuch(const web::Request& request, const std::optional<Visitor>& visitor) {
    const auto& platform = *request.platform;
    auto& limit = visitor ? platform.limits->account : platform.limits->address;
    return limit && !limit->Allow(visitor ? ToText(visitor->account.id) : web::AskerOf(request.address), SystemClock().Now());
}

}  // namespace

std::string TokenOf(const web::Request& request) {
    return request.Cookie(kCookie);
}

std::string SessionCookie(std::string_view token) {
    return std::string(kCookie) + "=" + std::string(token) + "; Path=/; Secure; HttpOnly; SameSite=Lax";
}
std::string UnitCookie(UnitId unit) {
    return std::string(kUnitCookie) + "=" + ToText(unit) + "; Path=/; Secure; HttpOnly; SameSite=Lax";
}
std::string EndSessionCookie() {
    return std::string(kCookie) + "=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0";
}

Officer OfficerOf(const Visitor& visitor) {
    return {visitor.account, visitor.appointments};
}

web::Response Guarded(web::Response response, const web::Request& request, AudienceKind kind, const Capability* capability) {
    if (!response.events) return response;
    const auto wanted = capability == nullptr ? std::nullopt : std::optional(*capability);
    response.events = [source = std::move(response.events), &platform = *request.platform, token = TokenOf(request), kind, wanted,
                       posts = std::optional<std::string>()](std::string& last) mutable {
        auto visitor = Recognise(platform.storage, token, platform.clock.Now());
        if (visitor) visitor->appointments = PostsToday(platform, std::move(visitor->appointments));
        if (!visitor || !Fits(kind, wanted ? &*wanted : nullptr, *visitor)) throw web::StreamEnds{};
        // It was made for the posts of who opened it: whoever has others by now opens it again.
        auto now = PostsAsWere(visitor->appointments);
        if (posts.value_or(now) != now) throw web::StreamEnds{};
        posts = std::move(now);
        return source(last);
    };
    return response;
}

OfficerRequest AsOfficer(AnyRequest request) {
    auto officer = OfficerOf(*request.visitor);
    return {{request.http, request.platform, std::move(request.visitor)}, std::move(officer)};
}

Entered Enter(web::Request& request, AudienceKind kind, const Capability* capability) {
    const auto& platform = *request.platform;
    Entered entered{{request, platform, std::nullopt}, std::nullopt};
    const auto token = TokenOf(request);
    if (!token.empty()) entered.request.visitor = Recognise(platform.storage, token, platform.clock.Now());
    // Where people apply at the national portal nobody but officers is somebody here, whatever session is left of before.
    if (const auto& came = entered.request.visitor;
        came && came->account.kind != AccountKind::officer && !platform.accepts_online)
        entered.request.visitor.reset();
    if (auto& came = entered.request.visitor) {
        came->appointments = PostsToday(platform, std::move(came->appointments));
        if (came->appointments.size() > 1) PutFirst(came->appointments, ChosenUnit(request));
    }
    const auto& visitor = entered.request.visitor;
    if (AsksTooMuch(request, visitor)) {
        entered.refused =
            Refuse(request, {"TOO_MANY_REQUESTS", Say("Quá nhiều yêu cầu trong một phút. Hãy đợi một chút rồi thử lại."), "",
                             RefusalKind::too_many});
        entered.refused->With("retry-after", "10");
        return entered;
    }
    const bool from_elsewhere = Writes(request.method) && FromElsewhere(request);
    if (from_elsewhere || (Writes(request.method) && visitor && !TokenFits(request, visitor->session))) {
        const web::PageScope scope(ContextOf(entered.request));  // the fresh token stands in the form
        entered.refused = RefuseForgery(request, from_elsewhere);
        return entered;
    }
    if (kind == AudienceKind::anyone) return entered;
    if (!visitor)
        entered.refused = AskToSignIn(request, from_elsewhere);
    else if (!Fits(kind, capability, *visitor))
        entered.refused = Refuse(request, NotFor(kind, *visitor));
    return entered;
}

web::PageContext ContextOf(const AnyRequest& request) {
    web::PageContext context;
    context.path = request.http.path;
    context.program = request.http.WantsJson();
    if (const auto question = request.http.target.find('?'); question != std::string::npos)
        context.query = request.http.target.substr(question);
    if (!request.visitor) return context;
    context.csrf = request.visitor->session.csrf;
    context.signed_in = request.visitor->account.name;
    if (request.platform.unread) context.unread = request.platform.unread(request.visitor->account.id);
    context.officer = request.visitor->account.kind == AccountKind::officer;
    if (context.officer)
        for (const auto& entry : web::CurrentSite().navigation)
            if (entry.needs.empty() || MayDo(*request.visitor, {entry.needs})) context.navigation.push_back(&entry);
    if (!request.visitor->appointments.empty()) {
        const auto units = request.platform.units.Now();
        const auto name_of = [&](UnitId id) {
            const auto* unit = units->Find(id);
            return unit == nullptr ? std::string() : unit->short_name;
        };
        for (const auto& post : request.visitor->appointments)
            if (const auto id = ToText(post.unit);
                std::ranges::find(context.units, id, &web::PageContext::Unit::id) == context.units.end())
                context.units.push_back({id, name_of(post.unit)});
        for (const auto& post : request.visitor->appointments)
            if (post.in_stead)
                context.in_stead.push_back(Say("Đang làm thay {1} đến {2}", post.in_stead->name, post.in_stead->until.Spoken()));
        context.unit = context.units.front().name;
        context.position = request.visitor->appointments.front().position;
    }
    return context;
}

}  // namespace dongson::identity
