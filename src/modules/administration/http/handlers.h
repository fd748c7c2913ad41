#pragma once

#include "modules/administration/pages/operation_page.h"
#include "platform/identity/audience.h"
#include "platform/organisation/directory.h"

namespace dongson::administration {

using identity::OfficerRequest;

// contact_handlers.cpp
web::Response ShowContacts(const OfficerRequest& request);
web::Response DownloadContacts(const OfficerRequest& request);
web::Response ShowContact(const OfficerRequest& request);
web::Response SaveContact(const OfficerRequest& request);

// people_handlers.cpp
web::Response ShowPeople(const OfficerRequest& request);
web::Response ShowHiring(const OfficerRequest& request);
web::Response HireSomebody(const OfficerRequest& request);
web::Response ShowPerson(const OfficerRequest& request);
web::Response GivePost(const OfficerRequest& request);
web::Response TakePost(const OfficerRequest& request);
web::Response ActOnPerson(const OfficerRequest& request);

// waiting_handlers.cpp
web::Response ShowAllWaiting(const OfficerRequest& request);
web::Response ShowWaiting(const OfficerRequest& request);
web::Response DecideWaiting(const OfficerRequest& request);

// review_handlers.cpp
web::Response ShowReview(const OfficerRequest& request);
web::Response ShowUnitReview(const OfficerRequest& request);
web::Response SaveUnitReview(const OfficerRequest& request);
web::Response DownloadReview(const OfficerRequest& request);

// list_handlers.cpp
web::Response ShowUpload(const OfficerRequest& request);
web::Response TakeUpload(const OfficerRequest& request);
web::Response ShowPlan(const OfficerRequest& request);
web::Response DownloadFaults(const OfficerRequest& request);
web::Response CarryOutPlan(const OfficerRequest& request);

// definition_handlers.cpp
web::Response ShowDefinitions(const OfficerRequest& request);
web::Response ShowDefinition(const OfficerRequest& request);
web::Response ShowArchive(const OfficerRequest& request);
web::Response DownloadArchive(const OfficerRequest& request);
web::Response TakeArchiveBack(const OfficerRequest& request);
web::Response ShowNewDefinition(const OfficerRequest& request);
web::Response MakeDefinition(const OfficerRequest& request);
web::Response ShowEditing(const OfficerRequest& request);
web::Response SaveDefinition(const OfficerRequest& request);
web::Response ShowEdition(const OfficerRequest& request);
web::Response DownloadEdition(const OfficerRequest& request);
web::Response PreviewEdition(const OfficerRequest& request);
web::Response DecideEdition(const OfficerRequest& request);

// running_handlers.cpp
web::Response DrawEdition(const OfficerRequest& request);
web::Response ShowReplay(const OfficerRequest& request);
web::Response ShowMoving(const OfficerRequest& request);
web::Response MoveRunning(const OfficerRequest& request);

// role_handlers.cpp
web::Response ShowRoles(const OfficerRequest& request);
web::Response ShowNewRole(const OfficerRequest& request);
web::Response MakeNewRole(const OfficerRequest& request);
web::Response ShowRole(const OfficerRequest& request);
web::Response SaveRole(const OfficerRequest& request);
web::Response RestoreRoleVersion(const OfficerRequest& request);

// delegation_handlers.cpp
web::Response ShowDelegations(const OfficerRequest& request);
web::Response GiveDelegation(const OfficerRequest& request);
web::Response TakeBackDelegation(const OfficerRequest& request);
web::Response DownloadDelegations(const OfficerRequest& request);
web::Response ApiDelegations(const OfficerRequest& request);

// operation_handlers.cpp
web::Response ShowOperation(const OfficerRequest& request);
web::Response ShowSettings(const OfficerRequest& request);

// successor_handlers.cpp: successors that no list names are inferred; an administrator says whether they are right.
std::vector<InferredUnit> InferredUnits(const organisation::Units& units);
web::Response ConfirmSuccessor(const OfficerRequest& request);

// given_up_handlers.cpp: background work whose tries are used up is tried again, or dropped.
web::Response TryJobAgain(const OfficerRequest& request);
web::Response DropJob(const OfficerRequest& request);

}  // namespace dongson::administration
