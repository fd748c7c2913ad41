#include "modules/tasks/http/handlers.h"
#include "modules/tasks/http/reading.h"
#include "web/page_scope.h"

namespace dongson::tasks {

web::Response ListTasks(const OfficerRequest& request) {
    web::MarkActive("tasks");
    return web::NoStore(web::Page(TaskListPage(ListOf(request))));
}

web::Response DownloadTasks(const OfficerRequest& request) {
    // Spreadsheets take the letters for another code without the mark in front.
    auto response = web::Bytes("\xEF\xBB\xBF" + TaskListCsv(ListOf(request)), "text/csv; charset=utf-8");
    response.With("content-disposition", "attachment; filename=\"nhiem-vu.csv\"");
    return web::NoStore(std::move(response));
}

}  // namespace dongson::tasks
