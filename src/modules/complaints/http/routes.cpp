#include "modules/complaints/http/routes.h"

#include "modules/complaints/capabilities.h"
#include "modules/complaints/http/handlers.h"

namespace dongson::complaints {

using identity::Anyone;
using identity::Citizen;
using identity::May;
inline constexpr auto& AnyOfficer = identity::OfficerAudience;

void Routes(web::Router& site) {
    site.Get("/khieu-nai", Anyone, ShowPublic);
    site.Get("/khieu-nai/gui", Citizen, ShowFileForm);
    site.Post("/khieu-nai/gui", Citizen, FileIt);
    site.Get("/khieu-nai/don/{code}", Citizen, ShowOwn);
    site.Post("/khieu-nai/don/{code}/rut", Citizen, Withdraw);
    site.Post("/khieu-nai/don/{code}/tin-nhan", Citizen, WriteMessage);
    site.Get("/khieu-nai/don/{code}/tep/{file}", Citizen, DownloadOwnFile);

    // Who is asked for an opinion may be of any post: the case itself says what they see.
    site.Get("/can-bo/khieu-nai", AnyOfficer, ShowRegister);
    site.Get("/can-bo/khieu-nai.csv", AnyOfficer, DownloadRegister);
    site.Get("/can-bo/khieu-nai/nhan", May(kReceive), ShowCounterForm);
    site.Post("/can-bo/khieu-nai/nhan", May(kReceive), TakeAtCounter);
    site.Get("/can-bo/khieu-nai/{code}", AnyOfficer, ShowCase);
    site.Post("/can-bo/khieu-nai/{code}/viec/{event}", AnyOfficer, ActOnCase);
    site.Post("/can-bo/khieu-nai/{code}/phan-cong", AnyOfficer, AssignCase);
    site.Post("/can-bo/khieu-nai/{code}/ghi-chu", AnyOfficer, NoteOnCase);
    site.Post("/can-bo/khieu-nai/{code}/tin-nhan", AnyOfficer, MessageOnCase);
    site.Post("/can-bo/khieu-nai/{code}/cong-khai", AnyOfficer, PublishCase);
    site.Get("/can-bo/khieu-nai/{code}/tep/{file}", AnyOfficer, DownloadCaseFile);
}

}  // namespace dongson::complaints
