#pragma once

#include "platform/identity/audience.h"
#include "platform/workflow/task_capabilities.h"
#include "web/request.h"

namespace dongson::tasks {

using identity::OfficerRequest;

// list_handlers.cpp
web::Response ListTasks(const OfficerRequest& request);
web::Response DownloadTasks(const OfficerRequest& request);

// give_handlers.cpp
web::Response ShowGiveForm(const OfficerRequest& request);
web::Response Give(const OfficerRequest& request);

// task_handlers.cpp
web::Response ShowTask(const OfficerRequest& request);
web::Response Act(const OfficerRequest& request);
web::Response AssignIt(const OfficerRequest& request);
web::Response Comment(const OfficerRequest& request);
web::Response TakeItBack(const OfficerRequest& request);
web::Response DownloadFile(const OfficerRequest& request);

// api.cpp
web::Response ApiTasks(const OfficerRequest& request);
web::Response ApiGive(const OfficerRequest& request);
web::Response ApiTask(const OfficerRequest& request);
web::Response ApiAct(const OfficerRequest& request);
web::Response ApiAssign(const OfficerRequest& request);
web::Response ApiComment(const OfficerRequest& request);
web::Response ApiTakeBack(const OfficerRequest& request);

}  // namespace dongson::tasks
