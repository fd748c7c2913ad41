// Past dossiers and what becomes of them.
#pragma once

#include "modules/one_stop/http/handlers.h"

namespace dongson::one_stop {

web::Response ShowRecords(const OfficerRequest& request);
web::Response AskToDestroy(const OfficerRequest& request);
web::Response HoldBack(const OfficerRequest& request);
web::Response LetGo(const OfficerRequest& request);
web::Response ShowRetention(const OfficerRequest& request);
web::Response SaveRetention(const OfficerRequest& request);
web::Response ShowDestruction(const OfficerRequest& request);
web::Response DecideOnDestruction(const OfficerRequest& request);
web::Response DownloadMinute(const OfficerRequest& request);

}  // namespace dongson::one_stop
