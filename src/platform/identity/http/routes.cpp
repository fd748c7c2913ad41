#include "platform/identity/http/routes.h"

#include "platform/identity/audience.h"
#include "platform/identity/http/account_handlers.h"

namespace dongson::identity {

void Routes(web::Router& site) {
    site.Get("/dang-nhap", Anyone, ShowSignIn);
    site.Post("/dang-nhap", Anyone, DoSignIn, web::Lane::password);
    site.Post("/dang-xuat", SignedIn, DoSignOut);
    site.Get("/dang-ky", Anyone, ShowRegistration);
    site.Post("/dang-ky", Anyone, DoRegister, web::Lane::password);
    site.Get("/quen-mat-khau", Anyone, ShowForgotten);
    site.Post("/quen-mat-khau", Anyone, DoForgotten);
    site.Get("/dat-lai-mat-khau/{token}", Anyone, ShowReset);
    site.Post("/dat-lai-mat-khau/{token}", Anyone, DoReset, web::Lane::password);
    site.Get("/tai-khoan", SignedIn, ShowAccount);
    site.Post("/tai-khoan/lien-he", SignedIn, SaveContact);
    site.Post("/tai-khoan/dang-xuat/{session}", SignedIn, EndSession);
    site.Post("/tai-khoan/ma-truy-cap", SignedIn, MakeToken);
    site.Post("/tai-khoan/ma-truy-cap/{token}/thu-hoi", SignedIn, EndToken);
    site.Get("/tai-khoan/ai-da-xem", SignedIn, ShowViews);
    site.Get("/tai-khoan/ma-xac-thuc", SignedIn, ShowTotp);
    site.Post("/tai-khoan/ma-xac-thuc", SignedIn, SaveTotp);

    site.Post("/api/v1/session", Anyone, ApiSignIn, web::Lane::password);
    site.Get("/api/v1/session", SignedIn, ApiWhoAmI);
    site.Delete("/api/v1/session", SignedIn, ApiSignOut);
    site.Get("/api/v1/my/views", SignedIn, ApiViews);
}

}  // namespace dongson::identity
