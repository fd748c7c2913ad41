#pragma once

#include <optional>

#include "modules/complaints/actions/file_complaint.h"
#include "modules/complaints/pages/views.h"
#include "platform/identity/audience.h"
#include "web/request.h"

namespace dongson::complaints {

using identity::AnyRequest;
using identity::CitizenRequest;
using identity::OfficerRequest;

// citizen_handlers.cpp
web::Response ShowPublic(const AnyRequest& request);
web::Response ShowFileForm(const CitizenRequest& request);
web::Response FileIt(const CitizenRequest& request);
web::Response ShowOwn(const CitizenRequest& request);
web::Response Withdraw(const CitizenRequest& request);
web::Response WriteMessage(const CitizenRequest& request);
web::Response DownloadOwnFile(const CitizenRequest& request);

// office_handlers.cpp
web::Response ShowRegister(const OfficerRequest& request);
web::Response DownloadRegister(const OfficerRequest& request);
web::Response ShowCounterForm(const OfficerRequest& request);
web::Response TakeAtCounter(const OfficerRequest& request);
web::Response ShowCase(const OfficerRequest& request);
web::Response ActOnCase(const OfficerRequest& request);
web::Response AssignCase(const OfficerRequest& request);
web::Response NoteOnCase(const OfficerRequest& request);
web::Response MessageOnCase(const OfficerRequest& request);
web::Response PublishCase(const OfficerRequest& request);
web::Response DownloadCaseFile(const OfficerRequest& request);

// reading.cpp: the same for pages and for programs; nothing for whoever may not know of it.
std::optional<CaseView> OfficeViewOf(const OfficerRequest& request);
RegisterView RegisterOf(const OfficerRequest& request);
// What both forms of filing ask; what it is about by a procedure's code.
NewComplaint WantedIn(const web::Form& form);
std::vector<web::Choice> UnitChoices(const Platform& platform);
Refusal NoSuchCase(std::string_view code);

}  // namespace dongson::complaints
