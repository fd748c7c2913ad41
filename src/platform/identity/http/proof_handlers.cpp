// Who someone is: the clerk's slip at the counter, and the person who brings its code.
#include <boost/json.hpp>

#include "core/text.h"
#include "platform/identity/counter_slip.h"
#include "platform/identity/http/account_handlers.h"
#include "platform/identity/pages/proof_pages.h"
#include "platform/organisation/directory.h"
#include "web/limits.h"
#include "web/page_scope.h"

namespace dongson::identity {

namespace json = boost::json;
using web::NoStore;

namespace {

bool MayGuessSlip(const CitizenRequest& request) {
    return MayTry(request) && request.platform.limits->slip.Allow(ToText(request.citizen().id), SystemClock().Now());
}

ProofView ViewOf(const CitizenRequest& request) {
    const auto& account = request.citizen();
    return {.account = account,
            .unit = account.proof.unit ? request.platform.units.Now()->NameOf(account.proof.unit) : std::string()};
}

std::string TextIn(const json::object& object, std::string_view member) {
    const auto* value = object.if_contains(member);
    return value == nullptr || !value->is_string() ? std::string() : std::string(value->as_string());
}

json::object BodyOf(const web::Request& request) {
    boost::system::error_code error;
    auto body = json::parse(request.body, error);
    return error || !body.is_object() ? json::object() : body.as_object();
}

// Whose slip it is: the number typed, or the account's own.
Result<Account> Prove(const CitizenRequest& request, std::string number, const std::string& code) {
    if (!MayGuessSlip(request)) return std::unexpected(TooManyTries());
    if (Trim(number).empty()) number = request.citizen().person_number;
    return ProveBySlip(request.platform, request.citizen(), number, code);
}

}  // namespace

web::Response ShowProof(const CitizenRequest& request) {
    return NoStore(web::Page(ProofPage(ViewOf(request), {})));
}

web::Response SaveProof(const CitizenRequest& request) {
    const auto& form = request.http.form;
    const auto proven = Prove(request, std::string(form.Value("so_dinh_danh")), std::string(form.Value("ma_phieu")));
    if (proven) return web::SeeOtherPage("/tai-khoan/xac-minh");
    return NoStore(web::Page(ProofPage(ViewOf(request), {proven.error()}), web::StatusOf(proven.error().kind)));
}

web::Response ApiProve(const CitizenRequest& request) {
    const auto body = BodyOf(request.http);
    const auto proven = Prove(request, TextIn(body, "number"), TextIn(body, "code"));
    if (!proven) return web::Problem(proven.error());
    return NoStore(web::Json(json::serialize(json::object{
        {"name", proven->name}, {"proof", ProofWord(proven->proof.level)}, {"proven_at", proven->proof.at.Rfc3339()}})));
}

web::Response ShowSlipForm(const OfficerRequest&) {
    web::MarkActive("counter");
    return NoStore(web::Page(SlipFormPage({}, {})));
}

web::Response MakeSlip(const OfficerRequest& request) {
    web::MarkActive("counter");
    const auto& form = request.http.form;
    const SlipWanted wanted{std::string(form.Value("so_dinh_danh")), std::string(form.Value("ho_ten")),
                            std::string(form.Value("giay_to")), form.Value("da_xem") == "roi"};
    const auto slip = GiveSlip(request.platform, request.officer, wanted);
    if (!slip) return NoStore(web::Page(SlipFormPage(wanted, slip.error()), web::StatusOf(slip.error().front().kind)));
    return NoStore(web::Page(SlipPage(*slip, request.platform.units.Now()->NameOf(slip->vouched.proof.unit))));
}

web::Response ApiMakeSlip(const OfficerRequest& request) {
    const auto body = BodyOf(request.http);
    const auto* seen = body.if_contains("seen");
    const auto slip = GiveSlip(request.platform, request.officer,
                               {TextIn(body, "number"), TextIn(body, "name"), TextIn(body, "document"),
                                seen != nullptr && seen->is_bool() && seen->as_bool()});
    if (!slip) return web::Problem(slip.error());
    return NoStore(web::Json(json::serialize(json::object{{"code", slip->code},
                                                          {"number", slip->vouched.number},
                                                          {"name", slip->vouched.name},
                                                          {"expires_at", slip->until.Rfc3339()}}),
                             201));
}

}  // namespace dongson::identity
