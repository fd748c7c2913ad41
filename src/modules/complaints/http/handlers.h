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

// api.cpp, own_api.cpp: the same for programs
web::Response ApiRegister(const OfficerRequest& request);
web::Response ApiTake(const OfficerRequest& request);
web::Response ApiCase(const OfficerRequest& request);
web::Response ApiAct(const OfficerRequest& request);
web::Response ApiAssign(const OfficerRequest& request);
web::Response ApiNote(const OfficerRequest& request);
web::Response ApiMessage(const OfficerRequest& request);
web::Response ApiPublish(const OfficerRequest& request);
web::Response ApiPublic(const AnyRequest& request);
web::Response ApiMine(const CitizenRequest& request);
web::Response ApiFile(const CitizenRequest& request);
web::Response ApiOwn(const CitizenRequest& request);
web::Response ApiWithdraw(const CitizenRequest& request);
web::Response ApiReply(const CitizenRequest& request);

// reading.cpp: the same for pages and for programs; nothing for whoever may not know of it.
std::optional<CaseView> OfficeViewOf(const OfficerRequest& request);
// Of a process, or of both; open ones unless "xong", "qua-han" or "tat-ca" are asked for; of the days on which they came in.
struct RegisterAsked {
    std::string kind, state, from, until;
};
RegisterView RegisterOf(const OfficerRequest& request, RegisterAsked wanted);
std::optional<CaseView> OwnViewOf(const CitizenRequest& request);
PublicView PublicViewOf(const AnyRequest& request);
// The newest first.
std::vector<Complaint> ComplaintsOf(const Platform& platform, AccountId filer);
// What both forms of filing ask; what it is about by a procedure's code.
NewComplaint WantedIn(const web::Form& form);
std::vector<web::Choice> UnitChoices(const Platform& platform);
Refusal NoSuchCase(std::string_view code);
Refusal NotYourCase(std::string_view code);
// Any of the module's capabilities, in any unit: they have a register.
bool WorksOnComplaints(const identity::Officer& officer);
Refusal NoRegister();

}  // namespace dongson::complaints
