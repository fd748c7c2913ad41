// What each path does.
#pragma once

#include "modules/soc/centre/centre.h"
#include "platform/identity/audience.h"

namespace dongson::soc {

using identity::AnyRequest;
using identity::OfficerRequest;

web::Response ShowConsole(Centre& centre, const OfficerRequest& request);
web::Response ShowWall(Centre& centre, const OfficerRequest& request);
web::Response StreamState(Centre& centre, const OfficerRequest& request);
web::Response ShowSourceMap(Centre& centre, const OfficerRequest& request);
web::Response DrawSourceMap(Centre& centre, const OfficerRequest& request);
web::Response StreamSourceMap(Centre& centre, const OfficerRequest& request);

web::Response ShowAlerts(Centre& centre, const OfficerRequest& request);
web::Response ShowAlert(Centre& centre, const OfficerRequest& request);
web::Response DecideOnAlert(Centre& centre, const OfficerRequest& request);

web::Response ShowEvents(Centre& centre, const OfficerRequest& request);
web::Response ExportEvents(Centre& centre, const OfficerRequest& request);
web::Response ShowEvent(Centre& centre, const OfficerRequest& request);

web::Response ShowIncidents(Centre& centre, const OfficerRequest& request);
web::Response ShowNewIncident(Centre& centre, const OfficerRequest& request);
web::Response MakeIncident(Centre& centre, const OfficerRequest& request);
web::Response ShowIncident(Centre& centre, const OfficerRequest& request);
web::Response ChangeIncidentOf(Centre& centre, const OfficerRequest& request);
web::Response MoveIncidentOf(Centre& centre, const OfficerRequest& request);
web::Response AssignIncidentOf(Centre& centre, const OfficerRequest& request);
web::Response DownloadIncidentProof(Centre& centre, const OfficerRequest& request);
web::Response AddToIncident(Centre& centre, const OfficerRequest& request);
web::Response DownloadReport(Centre& centre, const OfficerRequest& request);
web::Response ShowAsk(Centre& centre, const OfficerRequest& request);
web::Response AskUnitsOf(Centre& centre, const OfficerRequest& request);
web::Response StopWaitingOf(Centre& centre, const OfficerRequest& request);
web::Response DownloadIncidentFile(Centre& centre, const OfficerRequest& request);
web::Response ShowQuestion(Centre& centre, const OfficerRequest& request);
web::Response AnswerQuestion(Centre& centre, const OfficerRequest& request);
web::Response DownloadQuestionFile(Centre& centre, const OfficerRequest& request);
web::Response ShowHandovers(Centre& centre, const OfficerRequest& request);
web::Response MakeHandover(Centre& centre, const OfficerRequest& request);
web::Response ShowDuty(Centre& centre, const OfficerRequest& request);
web::Response ChangeDuty(Centre& centre, const OfficerRequest& request);

web::Response ShowSources(Centre& centre, const OfficerRequest& request);
web::Response ShowNewSource(Centre& centre, const OfficerRequest& request);
web::Response MakeSource(Centre& centre, const OfficerRequest& request);
web::Response ShowSource(Centre& centre, const OfficerRequest& request);
web::Response ChangeSourceOf(Centre& centre, const OfficerRequest& request);
web::Response TakeEventFile(Centre& centre, const OfficerRequest& request);

web::Response ShowSystems(Centre& centre, const OfficerRequest& request);
web::Response ShowNewSystem(Centre& centre, const OfficerRequest& request);
web::Response MakeSystem(Centre& centre, const OfficerRequest& request);
web::Response ShowSystem(Centre& centre, const OfficerRequest& request);
web::Response ChangeSystemOf(Centre& centre, const OfficerRequest& request);
web::Response ShowServices(Centre& centre, const OfficerRequest& request);

web::Response ShowVulnerabilities(Centre& centre, const OfficerRequest& request);
web::Response TakeScan(Centre& centre, const OfficerRequest& request);
web::Response ShowVulnerability(Centre& centre, const OfficerRequest& request);
web::Response DecideOnVulnerability(Centre& centre, const OfficerRequest& request);

web::Response ShowHolds(Centre& centre, const OfficerRequest& request);
web::Response ChangeHolds(Centre& centre, const OfficerRequest& request);

web::Response ShowRules(Centre& centre, const OfficerRequest& request);
web::Response ShowRule(Centre& centre, const OfficerRequest& request);
web::Response SetRule(Centre& centre, const OfficerRequest& request);
web::Response ShowNewRule(Centre& centre, const OfficerRequest& request);
web::Response MakeRule(Centre& centre, const OfficerRequest& request);
web::Response ShowOwnRule(Centre& centre, const OfficerRequest& request);
web::Response EnlivenRule(Centre& centre, const OfficerRequest& request);
web::Response ShowCoverage(Centre& centre, const OfficerRequest& request);
web::Response ShowFeeds(Centre& centre, const OfficerRequest& request);
web::Response ChangeFeeds(Centre& centre, const OfficerRequest& request);
web::Response ShowExceptions(Centre& centre, const OfficerRequest& request);
web::Response ChangeExceptions(Centre& centre, const OfficerRequest& request);

web::Response TakeLines(Centre& centre, const AnyRequest& request);
web::Response TakeBulk(Centre& centre, const AnyRequest& request);
web::Response ShowBulkInfo(Centre& centre, const AnyRequest& request);

}  // namespace dongson::soc
