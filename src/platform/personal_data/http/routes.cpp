#include "platform/personal_data/http/routes.h"

#include "core/log.h"
#include "platform/identity/audience.h"
#include "platform/identity/password.h"
#include "platform/identity/proof.h"
#include "platform/personal_data/http/correction_handlers.h"
#include "platform/personal_data/kept.h"
#include "platform/personal_data/pages/kept_pages.h"

namespace dongson::personal_data {

using identity::AnyRequest;
using identity::CitizenRequest;

namespace {

web::Response ShowKept(const AnyRequest& request) {
    return web::Page(KeptPage(request.platform.settings));
}

web::Response ShowCopy(const CitizenRequest&) {
    return web::Page(CopyPage({})).With("cache-control", "no-store");
}

// With the password: whoever found an open browser does not take everything with them.
web::Response TakeCopy(const CitizenRequest& request) {
    const auto& platform = request.platform;
    const auto now = platform.clock.Now();
    const auto asked = identity::AskAgain(platform.storage, request.citizen(), request.http.form.Value(kCopyPassword), now);
    if (!asked) return web::Page(CopyPage({asked.error()}), web::StatusOf(asked.error().kind)).With("cache-control", "no-store");
    Log(Severity::info, "COPY_TAKEN",
        {{"user.name", identity::LoggedLogin(request.citizen().login)}, {"source.ip", request.http.address}});
    web::Response response;
    response.type = "application/json";
    response.body = boost::json::serialize(CopyOf(platform, request.citizen()));
    response.With("content-disposition", "attachment; filename=\"du-lieu-cua-toi-" + now.LocalDate().Iso() + ".json\"");
    response.With("cache-control", "no-store");
    return response;
}

}  // namespace

void Routes(web::Router& site) {
    site.Get("/tro-giup/du-lieu-ca-nhan", identity::Anyone, ShowKept);
    site.Get("/tai-khoan/ban-sao", identity::SignedIn, ShowCopy);
    site.Post("/tai-khoan/ban-sao", identity::SignedIn, TakeCopy, web::Lane::slow);
    CorrectionRoutes(site);
}

}  // namespace dongson::personal_data
