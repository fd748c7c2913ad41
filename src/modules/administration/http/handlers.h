#pragma once

#include "platform/identity/audience.h"

namespace dongson::administration {

using identity::OfficerRequest;

// people_handlers.cpp
web::Response ShowPeople(const OfficerRequest& request);
web::Response ShowHiring(const OfficerRequest& request);
web::Response HireSomebody(const OfficerRequest& request);
web::Response ShowPerson(const OfficerRequest& request);
web::Response GivePost(const OfficerRequest& request);
web::Response TakePost(const OfficerRequest& request);
web::Response ActOnPerson(const OfficerRequest& request);

// list_handlers.cpp
web::Response ShowUpload(const OfficerRequest& request);
web::Response TakeUpload(const OfficerRequest& request);
web::Response ShowPlan(const OfficerRequest& request);
web::Response DownloadFaults(const OfficerRequest& request);
web::Response CarryOutPlan(const OfficerRequest& request);

}  // namespace dongson::administration
