#include "modules/administration/http/handlers.h"

#include "core/log.h"
#include "core/text.h"
#include "platform/jobs/jobs.h"
#include "web/layout.h"

namespace dongson::administration {

namespace {

web::Response Decided(bool found) {
    if (found) return web::SeeOtherPage("/can-bo/van-hanh");
    return web::RefusalPage({"JOB_NOT_GIVEN_UP", Say("Việc này không còn trong danh sách: đã có người cho chạy lại hoặc bỏ."), "",
                             RefusalKind::conflict});
}

}  // namespace

web::Response TryJobAgain(const OfficerRequest& request) {
    const JobId job{ToNumber(request.http.Parameter("job"))};
    const bool found = request.platform.jobs.Again(job);
    if (found) Log(Severity::info, "JOB_TRIED_AGAIN", {{"job", ToText(job)}, {"by", request.officer.account.login}});
    return Decided(found);
}

web::Response DropJob(const OfficerRequest& request) {
    const JobId job{ToNumber(request.http.Parameter("job"))};
    const bool found = request.platform.jobs.Drop(job);
    if (found) Log(Severity::warning, "JOB_DROPPED", {{"job", ToText(job)}, {"by", request.officer.account.login}});
    return Decided(found);
}

}  // namespace dongson::administration
