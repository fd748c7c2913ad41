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

    site.Get("/api/v1/public-complaints", Anyone, ApiPublic);
    site.Get("/api/v1/my/complaints", Citizen, ApiMine);
    site.Post("/api/v1/my/complaints", Citizen, ApiFile);
    site.Get("/api/v1/my/complaints/{code}", Citizen, ApiOwn);
    site.Post("/api/v1/my/complaints/{code}/withdrawal", Citizen, ApiWithdraw);
    site.Post("/api/v1/my/complaints/{code}/messages", Citizen, ApiReply);
    site.Get("/api/v1/my/complaints/{code}/files/{file}", Citizen, DownloadOwnFile);
    site.Get("/api/v1/complaints", AnyOfficer, ApiRegister);
    site.Post("/api/v1/complaints", May(kReceive), ApiTake);
    site.Get("/api/v1/complaints/{code}", AnyOfficer, ApiCase);
    site.Post("/api/v1/complaints/{code}/events/{event}", AnyOfficer, ApiAct);
    site.Put("/api/v1/complaints/{code}/assignee", AnyOfficer, ApiAssign);
    site.Post("/api/v1/complaints/{code}/notes", AnyOfficer, ApiNote);
    site.Post("/api/v1/complaints/{code}/messages", AnyOfficer, ApiMessage);
    site.Post("/api/v1/complaints/{code}/published-answer", AnyOfficer, ApiPublish);
    site.Get("/api/v1/complaints/{code}/files/{file}", AnyOfficer, DownloadCaseFile);
}

}  // namespace dongson::complaints
