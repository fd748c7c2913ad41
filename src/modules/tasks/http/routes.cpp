#include "modules/tasks/http/routes.h"

#include "modules/tasks/http/handlers.h"

namespace dongson::tasks {

using identity::May;
using workflow::kDoTasks;
inline constexpr auto& Officer = identity::OfficerAudience;

void Routes(web::Router& site) {
    site.Get("/can-bo/nhiem-vu", Officer, ListTasks);
    site.Get("/can-bo/nhiem-vu.csv", Officer, DownloadTasks);
    site.Get("/can-bo/nhiem-vu/giao", May(kDoTasks), ShowGiveForm);
    site.Post("/can-bo/nhiem-vu/giao", May(kDoTasks), Give);
    site.Get("/can-bo/nhiem-vu/{code}", Officer, ShowTask);
    site.Post("/can-bo/nhiem-vu/{code}/viec/{event}", May(kDoTasks), Act);
    site.Post("/can-bo/nhiem-vu/{code}/phan-cong", Officer, AssignIt);
    site.Post("/can-bo/nhiem-vu/{code}/trao-doi", May(kDoTasks), Comment);
    site.Post("/can-bo/nhiem-vu/{code}/lay-lai", May(kDoTasks), TakeItBack);
    site.Get("/can-bo/nhiem-vu/{code}/tep/{file}", Officer, DownloadFile);

    site.Get("/api/v1/tasks", Officer, ApiTasks);
    site.Post("/api/v1/tasks", May(kDoTasks), ApiGive);
    site.Get("/api/v1/tasks/{code}", Officer, ApiTask);
    site.Post("/api/v1/tasks/{code}/events/{event}", May(kDoTasks), ApiAct);
    site.Put("/api/v1/tasks/{code}/assignee", Officer, ApiAssign);
    site.Post("/api/v1/tasks/{code}/comments", May(kDoTasks), ApiComment);
    site.Post("/api/v1/tasks/{code}/take-back", May(kDoTasks), ApiTakeBack);
    site.Get("/api/v1/tasks/{code}/files/{file}", Officer, DownloadFile);
}

}  // namespace dongson::tasks
