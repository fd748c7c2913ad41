#include "platform/identity/http/routes.h"

#include "platform/identity/audience.h"
#include "platform/identity/http/account_handlers.h"
#include "web/access_log.h"

namespace dongson::identity {

void Routes(web::Router& site) {
    web::HideBehind("/dat-lai-mat-khau/");
    site.Get("/dang-nhap", Anyone, ShowSignIn);
    site.Post("/dang-nhap", Anyone, DoSignIn, web::Lane::password);
    site.Post("/dang-xuat", SignedIn, DoSignOut);
    site.Get("/dang-ky", Anyone, ShowRegistration);
    site.Post("/dang-ky", Anyone, DoRegister, web::Lane::password);
    site.Get("/quen-mat-khau", Anyone, ShowForgotten);
    site.Post("/quen-mat-khau", Anyone, DoForgotten);
    site.Get("/quen-mat-khau/phieu", Anyone, ShowSlipReset);
    site.Post("/quen-mat-khau/phieu", Anyone, DoSlipReset, web::Lane::password);
    site.Get("/dat-lai-mat-khau/{token}", Anyone, ShowReset);
    site.Post("/dat-lai-mat-khau/{token}", Anyone, DoReset, web::Lane::password);
    site.Get("/kich-hoat", Anyone, ShowActivation);
    site.Post("/kich-hoat", Anyone, DoActivate, web::Lane::password);
    site.Get("/tai-khoan", SignedIn, ShowAccount);
    site.Post("/tai-khoan/lien-he", SignedIn, SaveContact, web::Lane::slow);
    site.Get("/tai-khoan/mat-khau", SignedIn, ShowPassword);
    site.Post("/tai-khoan/mat-khau", SignedIn, SavePassword, web::Lane::slow);
    site.Post("/tai-khoan/dang-xuat-noi-khac", SignedIn, EndOtherSessions);
    site.Get("/tai-khoan/xac-minh", Citizen, ShowProof);
    site.Post("/tai-khoan/xac-minh", Citizen, SaveProof, web::Lane::slow);
    site.Post("/can-bo/don-vi", OfficerAudience, ChooseUnit);
    site.Get("/can-bo/xac-minh", May(kVouch), ShowSlipForm);
    site.Post("/can-bo/xac-minh", May(kVouch), MakeSlip, web::Lane::slow);
    site.Post("/tai-khoan/dang-xuat/{session}", SignedIn, EndSession);
    site.Post("/tai-khoan/ma-truy-cap", SignedIn, MakeToken, web::Lane::slow);
    site.Post("/tai-khoan/ma-truy-cap/{token}/thu-hoi", SignedIn, EndToken);
    site.Get("/tai-khoan/ai-da-xem", SignedIn, ShowViews);
    site.Get("/tai-khoan/ma-xac-thuc", SignedIn, ShowTotp);
    site.Post("/tai-khoan/ma-xac-thuc", SignedIn, SaveTotp, web::Lane::slow);

    site.Post("/api/v1/session", Anyone, ApiSignIn, web::Lane::password);
    site.Get("/api/v1/session", SignedIn, ApiWhoAmI);
    site.Delete("/api/v1/session", SignedIn, ApiSignOut);
    site.Get("/api/v1/my/views", SignedIn, ApiViews);
    site.Post("/api/v1/my/proof", Citizen, ApiProve, web::Lane::slow);
    site.Post("/api/v1/proof-slips", May(kVouch), ApiMakeSlip, web::Lane::slow);
}

}  // namespace dongson::identity
