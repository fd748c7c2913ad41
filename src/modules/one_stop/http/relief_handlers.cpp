// Who claims to pay less of a fee, and what the office answers.
#include "core/text.h"
#include "modules/one_stop/actions/claim_relief.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/http/api.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/http/reading.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

web::Response NoSuchDossier(std::string_view code) {
    return web::RefusalPage(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", code)));
}

}  // namespace

web::Response ClaimMyRelief(const CitizenRequest& request) {
    const std::string code(request.http.Parameter("code"));
    if (!Mine(request)) return NoSuchDossier(code);
    auto papers = KeepUploads(request, -1);
    const auto claimed = papers ? ClaimRelief(request.platform, request.citizen(),
                                              {code, std::string(request.http.form.Value("nhom")), std::move(*papers)})
                                : std::unexpected(papers.error());
    if (claimed) return web::SeeOtherPage("/ho-so/" + code + "#mien-giam");
    auto view = MyViewOf(request);
    if (!view) return NoSuchDossier(code);
    view->faults.push_back(claimed.error());
    view->event = names::kClaimRelief;
    view->typed_group = request.http.form.Value("nhom");
    return NoStore(web::Page(MyDossierPage(*view), web::StatusOf(claimed.error().kind)));
}

web::Response ClaimOfficeRelief(const OfficerRequest& request) {
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return NoSuchDossier(code);
    auto papers = KeepUploads(request, -1);
    if (!papers) return DossierAgain(request, papers.error(), std::string(names::kClaimRelief));
    const auto claimed = ClaimReliefAtCounter(request.platform, request.officer,
                                              {code, std::string(request.http.form.Value("nhom")), std::move(*papers)});
    if (!claimed) return DossierAgain(request, claimed.error(), std::string(names::kClaimRelief));
    return web::SeeOtherPage("/can-bo/ho-so/" + code + "#mien-giam");
}

web::Response DecideOfficeRelief(const OfficerRequest& request) {
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return NoSuchDossier(code);
    const auto& form = request.http.form;
    const auto answer = form.Value("tra_loi");
    if (answer != "dong-y" && answer != "khong")
        return DossierAgain(request, {"FEE_ANSWER", Say("Chọn chấp nhận hay không chấp nhận."), "tra_loi"},
                            std::string(names::kDecideRelief));
    const auto decided = DecideRelief(request.platform, request.officer,
                                      {.code = code,
                                       .expected_version = ToNumber(form.Value("phien_ban")),
                                       .accepted = answer == "dong-y",
                                       .reason = std::string(form.Value("ly_do"))});
    if (!decided) return DossierAgain(request, decided.error(), std::string(names::kDecideRelief));
    return web::SeeOtherPage("/can-bo/ho-so/" + code + "#mien-giam");
}

json::array DescribeClaims(const std::vector<FeeClaim>& claims) {
    static constexpr std::string_view kStates[] = {"waiting", "accepted", "refused"};
    json::array told;
    for (const auto& claim : claims)
        told.push_back(json::object{{"group", claim.group},
                                    {"percent", claim.percent},
                                    {"basis", claim.basis},
                                    {"state", kStates[static_cast<int>(claim.state)]},
                                    {"reason", claim.reason}});
    return told;
}

web::Response ApiClaimRelief(const CitizenRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const std::string code(request.http.Parameter("code"));
    if (!Mine(request)) return web::Problem(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", code)));
    auto papers = KeepUploads(request, -1);
    if (!papers) return web::Problem(papers.error());
    const auto claimed = ClaimRelief(request.platform, request.citizen(), {code, TextOf(*body, "group"), std::move(*papers)});
    return claimed ? Answer(json::object{{"claims", DescribeClaims({*claimed})}}, 201) : web::Problem(claimed.error());
}

web::Response ApiClaimReliefAtCounter(const OfficerRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return web::Problem(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", code)));
    auto papers = KeepUploads(request, -1);
    if (!papers) return web::Problem(papers.error());
    const auto claimed =
        ClaimReliefAtCounter(request.platform, request.officer, {code, TextOf(*body, "group"), std::move(*papers)});
    return claimed ? ApiOfficeDossier(request) : web::Problem(claimed.error());
}

web::Response ApiDecideRelief(const OfficerRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return web::Problem(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", code)));
    const auto decided = DecideRelief(request.platform, request.officer,
                                      {.code = code,
                                       .expected_version = ToNumber(TextOf(*body, "version")),
                                       .accepted = TextOf(*body, "accepted") == "true",
                                       .reason = TextOf(*body, "reason")});
    return decided ? ApiOfficeDossier(request) : web::Problem(decided.error());
}

}  // namespace dongson::one_stop
