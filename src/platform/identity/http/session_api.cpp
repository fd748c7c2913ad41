// Sessions for programs: the same cookie as a browser's, and the token that every writing request names in x-csrf-token.
#include <boost/json.hpp>

#include "platform/identity/delegation.h"
#include "platform/identity/http/account_handlers.h"
#include "platform/identity/posts.h"
#include "platform/identity/storage/account_store.h"
#include "platform/organisation/directory.h"
#include "storage/database.h"

namespace dongson::identity {

namespace json = boost::json;

namespace {

web::Response Describe(const Platform& platform, const Account& account, const std::vector<Appointment>& appointments,
                       const Session& session, int status) {
    json::array posts;
    const auto units = platform.units.Now();
    for (const auto& appointment : appointments) {
        json::object post{
            {"unit", units->NameOf(appointment.unit)}, {"role", appointment.role.key()}, {"position", appointment.position}};
        if (const auto* in_stead = appointment.in_stead.get())
            post["in_stead_of"] = json::object{
                {"name", in_stead->name},
                {"position", in_stead->position},
                {"signs", SignsSlug(in_stead->signs)},
                {"basis", in_stead->basis},
                {"from", in_stead->from.Iso()},
                {"until", in_stead->until.Iso()},
                {"capabilities", json::array(appointment.role.capabilities().begin(), appointment.role.capabilities().end())}};
        posts.push_back(std::move(post));
    }
    static constexpr std::string_view kKinds[] = {"citizen", "business", "officer"};
    return web::NoStore(web::Json(json::serialize(json::object{{"name", account.name},
                                                               {"kind", kKinds[static_cast<int>(account.kind)]},
                                                               {"proof", ProofWord(account.proof.level)},
                                                               {"csrf", session.csrf},
                                                               {"appointments", std::move(posts)}}),
                                  status));
}

}  // namespace

web::Response ApiSignIn(const AnyRequest& request) {
    if (!MayTry(request)) return web::Problem(TooManyTries());
    boost::system::error_code error;
    const auto body = json::parse(request.http.body, error);
    const auto text = [&](std::string_view member) {
        const auto* value = error || !body.is_object() ? nullptr : body.as_object().if_contains(member);
        return value == nullptr || !value->is_string() ? std::string() : std::string(value->as_string());
    };
    const auto now = request.platform.clock.Now();
    const auto signed_in =
        SignIn(request.platform.storage,
               {text("login"), text("password"), text("one_time_code"), std::string(request.http.Header("user-agent")),
                request.http.address, !request.platform.accepts_online},
               now);
    if (!signed_in) return web::Problem(signed_in.error());
    const auto visitor = Recognise(request.platform.storage, signed_in->token, now);
    auto response = Describe(request.platform, signed_in->account,
                             visitor ? PostsToday(request.platform, visitor->appointments) : std::vector<Appointment>(),
                             signed_in->session, 201);
    response.With("set-cookie", SessionCookie(signed_in->token));
    return response;
}

web::Response ApiWhoAmI(const CitizenRequest& request) {
    return Describe(request.platform, request.visitor->account, request.visitor->appointments, request.visitor->session, 200);
}

web::Response ApiSignOut(const CitizenRequest& request) {
    SignOut(request.platform.storage, request.visitor->session);
    auto response = web::Json(R"({"signed_out":true})");
    response.With("set-cookie", EndSessionCookie());
    return response;
}

web::Response ApiViews(const CitizenRequest& request) {
    const auto units = request.platform.units.Now();
    json::array items;
    for (const auto& view : request.platform.storage.Read(
             [&](storage::Transaction& tx) { return AccountStore(tx).ViewsOf(request.citizen().id, 200); }))
        items.push_back(json::object{{"viewer", view.viewer},
                                     {"unit", units->NameOf(view.unit)},
                                     {"reason", view.reason},
                                     {"reference", view.reference},
                                     {"at", view.at.Rfc3339()}});
    return web::NoStore(web::Json(json::serialize(json::object{{"items", std::move(items)}})));
}

}  // namespace dongson::identity
