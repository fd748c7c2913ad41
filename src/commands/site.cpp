#include "commands/site.h"

#include <algorithm>

#include "core/embedded.h"
#include "core/log.h"
#include "core/text.h"
#include "platform/calendar/calendars.h"
#include "platform/identity/audience.h"
#include "platform/identity/http/routes.h"
#include "platform/ledger/http/routes.h"
#include "platform/ledger/ledger.h"
#include "platform/personal_data/http/routes.h"
#include "storage/database.h"
#include "web/access_log.h"
#include "web/asker.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::commands {

namespace {

std::string_view TypeOf(std::string_view name) {
    if (name.ends_with(".css")) return "text/css; charset=utf-8";
    if (name.ends_with(".js")) return "application/javascript; charset=utf-8";
    if (name.ends_with(".svg")) return "image/svg+xml";
    if (name.ends_with(".woff2")) return "font/woff2";
    return "application/octet-stream";
}

// What a page of another program asks for, as while nodes are changed one after another, is given so that it looks right, but
// kept by nobody: it is not what that address stands for.
web::Response ShowAsset(const identity::AnyRequest& request) {
    const auto name = request.http.Parameter("name");
    for (const auto path : EmbeddedBelow("assets/dist/")) {
        if (path.substr(12) != name) continue;
        auto response = web::Bytes(std::string(Embedded(path)), TypeOf(name));
        const bool own = request.http.Parameter("digest") == web::AssetsDigest();
        response.With("cache-control", own ? "public, max-age=31536000, immutable" : "no-store");
        return response;
    }
    return web::Problem(Refusal::NotFound(Say("Không có tệp này.")));
}

// For probes: nobody is recognised and nothing is waited for.
struct Prober {
    std::string_view name() const { return "anyone"; }
    template <class Function>
    web::Handler Admit(Function function) const {
        return [function](web::Request&) { return web::NoStore(function()); };
    }
};

web::Response PlainText(std::string text, int status) {
    auto response = web::Bytes(std::move(text), "text/plain; charset=utf-8");
    response.status = status;
    return response;
}

std::string Named(const std::vector<Ailment>& ailments) {
    std::string text;
    for (const auto& ailment : ailments) text += ailment.part + ": " + ailment.what + "\n";
    return text;
}

// Alive, whatever is away: only a process that answers nothing wants to be started again.
web::Response ShowAlive(const Health& health) {
    const auto ailments = health.Ailments();
    return PlainText((ailments.empty() ? "ok\n" : "alive\n") + Named(ailments), 200);
}

// 503 keeps requests away: only when none could be answered. What else is wrong is named under 200, for people still come in and
// read; whoever watches the program looks for the first line.
web::Response ShowReady(const Health& health) {
    const auto ailments = health.Ailments();
    if (ailments.empty()) return PlainText("ready\n", 200);
    const bool grave = std::ranges::any_of(ailments, &Ailment::grave);
    return PlainText((grave ? "not ready\n" : "ready, but unwell\n") + Named(ailments), grave ? 503 : 200);
}

void Secure(web::Response& response) {
    const auto policy =
        std::ranges::find(response.headers, "content-security-policy", &std::pair<std::string, std::string>::first);
    // What says itself who may frame it (a chart on other people's pages) is not refused here.
    const bool framed = policy != response.headers.end() && policy->second.find("frame-ancestors") != std::string::npos;
    if (policy == response.headers.end())
        response.With("content-security-policy",
                      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src "
                      "'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    if (!framed) response.With("x-frame-options", "DENY");
    response.With("x-content-type-options", "nosniff")
        .With("referrer-policy", "same-origin")
        .With("cross-origin-opener-policy", "same-origin");
}

// The page of this site that a form was sent from, as the browser says it; empty when it does not, or it was another's.
std::string SentFrom(const web::Request& request) {
    const auto referer = request.Header("referer");
    const auto host = referer.find("://");
    if (host == std::string_view::npos) return "";
    const auto path = referer.find('/', host + 3);
    const auto scheme = referer.substr(0, host);
    const bool own = (scheme == "http" || scheme == "https") && path != std::string_view::npos &&
                     referer.substr(host + 3, path - host - 3) == request.Header("host");
    const std::string page(own ? referer.substr(path) : std::string_view());
    return web::Url::Local(page).bytes() == "#" ? std::string() : page;
}

web::Response Broken(const web::Request& request, const std::exception& error) {
    Log(Severity::error, "REQUEST_FAILED", {{"path", web::Loggable(request.path)}, {"error", error.what()}});
    constexpr int kBroken = 500;  // for people and programs
    const Refusal refusal{
        "REQUEST_FAILED",
        Say("Có trục trặc phía máy chủ. Những gì bạn đã gửi trước đó vẫn còn. Hãy thử lại; nếu vẫn vậy, báo mã yêu cầu bên dưới cho bộ phận một cửa."),
        "", RefusalKind::unavailable};
    if (request.WantsJson()) return web::Problem(refusal, kBroken);
    return web::FaultPage(kBroken, Say("Có trục trặc"), web::Paragraph(refusal.sentence));
}

web::Response Run(web::Request& request, const web::Handler& handler) {
    if (handler) return handler(request);
    const Refusal missing =
        Refusal::NotFound(Say("Không có trang này. Có thể địa chỉ gõ sai, hoặc trang đã chuyển. Hãy về trang chủ và tìm lại."));
    return web::RefusalPage(missing);
}

}  // namespace

web::Router MakeBareSite(const web::Metrics& metrics, const Health& health) {
    web::Router site;
    const Prober prober;
    site.Get("/healthz", prober, [&health] { return ShowAlive(health); }, web::Lane::probe);
    site.Get("/readyz", prober, [&health] { return ShowReady(health); }, web::Lane::probe);
    // For those who watch over the machine; whatever stands in front, and however the path is written.
    site.Get("/metrics", identity::Anyone, [&metrics](const identity::AnyRequest& request) {
        if (!web::IsInside(request.http.address))
            return web::RefusalPage(Refusal::Forbidden(Say("Số đo chỉ xem được từ mạng nội bộ.")));
        return web::Bytes(metrics.Text(), "text/plain; version=0.0.4");
    });
    site.Get("/assets/{digest}/{name}", identity::Anyone, ShowAsset);
    return site;
}

web::Router MakeSite(const web::Metrics& metrics, const Health& health, const std::vector<std::unique_ptr<Running>>& running,
                     Serves serves) {
    auto site = MakeBareSite(metrics, health);
    if (serves == Serves::health) return site;
    identity::Routes(site);
    ledger::Routes(site);
    personal_data::Routes(site);
    for (const auto& module : running) module->Routes(site);
    return site;
}

web::Response Answer(Platform& platform, web::Request& request, const web::Handler& handler) {
    request.platform = &platform;
    SetRequestId(request.id);
    const LanguageScope language(request.language);
    const calendar::OneCalendar one(platform.calendar);
    web::PageContext context;
    context.path = request.path;
    context.program = request.WantsJson();
    if (request.method == web::Method::post) context.back = SentFrom(request);
    const web::PageScope page(std::move(context));
    web::Response response;
    try {
        response = Run(request, handler);
    } catch (const Refusal& refusal) {
        response = web::RefusalPage(refusal);
    } catch (const ledger::LedgerStopped& stopped) {
        response = web::RefusalPage(stopped.refusal);
    } catch (const storage::StorageError& error) {
        const auto away = storage::RefusalOf(error);
        response = away ? web::RefusalPage(*away) : Broken(request, error);
    } catch (const std::exception& error) {
        response = Broken(request, error);
    }
    Secure(response);
    response.With("x-request-id", request.id);
    SetRequestId("");
    return response;
}

}  // namespace dongson::commands
