#pragma once

#include "modules/one_stop/domain/fee_receipt.h"
#include "modules/one_stop/http/views.h"
#include "modules/one_stop/pages/saved_views_page.h"

namespace dongson::one_stop {

// public_handlers.cpp
web::Response ShowHome(const AnyRequest& request);
web::Response ShowSearch(const AnyRequest& request);
web::Response ShowProcedure(const AnyRequest& request);
web::Response ShowFormSchema(const AnyRequest& request);
web::Response ShowTracking(const AnyRequest& request);
web::Response ShowPublicFigures(const AnyRequest& request);
web::Response ShowHelp(const AnyRequest& request);
web::Response ShowHelpTopic(const AnyRequest& request);

// procedure_list_handlers.cpp
web::Response ShowProcedureLists(const OfficerRequest& request);
web::Response TakeProcedureList(const OfficerRequest& request);
web::Response ShowProcedureList(const OfficerRequest& request);
web::Response DecideDifferences(const OfficerRequest& request);
web::Response ShowLeftDifferences(const OfficerRequest& request);
web::Response ReopenDifference(const OfficerRequest& request);
web::Response ApproveDifferences(const OfficerRequest& request);

// unit_handlers.cpp
web::Response ShowUnits(const AnyRequest& request);
web::Response ShowUnit(const AnyRequest& request);

// draft_handlers.cpp
web::Response ShowBegunDrafts(const CitizenRequest& request);
web::Response StartDraft(const CitizenRequest& request);
web::Response ShowTaskList(const CitizenRequest& request);
web::Response ShowPart(const CitizenRequest& request);
web::Response SavePart(const CitizenRequest& request);
web::Response ShowFormSection(const CitizenRequest& request);
web::Response SaveFormSection(const CitizenRequest& request);
web::Response SendPapers(const CitizenRequest& request);
web::Response ShowDraftPaper(const CitizenRequest& request);
web::Response ShowDraftPicture(const CitizenRequest& request);
web::Response RemovePaper(const CitizenRequest& request);
web::Response SaveDraftAnswers(const CitizenRequest& request);
web::Response DeleteDraft(const CitizenRequest& request);
web::Response SubmitDraft(const CitizenRequest& request);

// together_handlers.cpp
web::Response InviteToDraft(const CitizenRequest& request);
web::Response ShowInvitations(const CitizenRequest& request);
web::Response AcceptToDraft(const CitizenRequest& request);
web::Response ShowToConfirm(const CitizenRequest& request);
web::Response ShowPaperToConfirm(const CitizenRequest& request);
web::Response ConfirmDraft(const CitizenRequest& request);
web::Response DeclineDraft(const CitizenRequest& request);
web::Response AgreeToWithdrawMine(const CitizenRequest& request);
web::Response ApiInvite(const CitizenRequest& request);
web::Response ApiAcceptInvitation(const CitizenRequest& request);
web::Response ApiToConfirm(const CitizenRequest& request);
web::Response ApiConfirm(const CitizenRequest& request);
web::Response ApiAgreeToWithdraw(const CitizenRequest& request);

// my_dossier_handlers.cpp
web::Response ListMyDossiers(const CitizenRequest& request);
web::Response ShowMyDossier(const CitizenRequest& request);
web::Response ShowConfirmation(const CitizenRequest& request);
web::Response DownloadMyForm(const CitizenRequest& request);
web::Response DownloadMyPaper(const CitizenRequest& request);
web::Response DownloadMyResult(const CitizenRequest& request);
web::Response ActOnMyDossier(const CitizenRequest& request);
web::Response EndMyMandate(const CitizenRequest& request);
web::Response ApiEndMyMandate(const CitizenRequest& request);
web::Response EndOfficeMandate(const OfficerRequest& request);
web::Response ApiEndMandate(const OfficerRequest& request);
web::Response RateMyDossier(const CitizenRequest& request);
web::Response ShowNotices(const CitizenRequest& request);
web::Response SaveMailWish(const CitizenRequest& request);
web::Response ApiMailWish(const CitizenRequest& request);
web::Response ApiSaveMailWish(const CitizenRequest& request);

// proof_handlers.cpp
web::Response DownloadProof(const CitizenRequest& request);
web::Response DownloadOfficeProof(const OfficerRequest& request);
web::Response ShowMySheet(const CitizenRequest& request);
web::Response ShowOfficeSheet(const OfficerRequest& request);

// office_handlers.cpp
web::Response ShowInbox(const OfficerRequest& request);
web::Response ShowColumns(const OfficerRequest& request);
web::Response ChooseColumns(const OfficerRequest& request);
web::Response StreamInbox(const OfficerRequest& request);
web::Response ShowOfficeDossier(const OfficerRequest& request);
web::Response ActOnOfficeDossier(const OfficerRequest& request);
web::Response AssignOfficeDossier(const OfficerRequest& request);
web::Response DownloadOfficePaper(const OfficerRequest& request);
web::Response ShowFirstPage(const OfficerRequest& request);
web::Response DownloadOfficeForm(const OfficerRequest& request);
web::Response ShowBulk(const OfficerRequest& request);
web::Response ActOnMany(const OfficerRequest& request);
web::Response ShowDivision(const OfficerRequest& request);
web::Response DivideWork(const OfficerRequest& request);
web::Response FindDossier(const OfficerRequest& request);

// The dossier again, with what was wrong with the act of that name.
web::Response DossierAgain(const OfficerRequest& request, const Refusal& refusal, const std::string& event);
struct OfficeDossierView;
// All that is wrong with what was typed of money, in the order of the form: what was refused first is among it.
Refusals MoneyFaults(const OfficerRequest& request, const OfficeDossierView& view);
Payment PaymentOf(const web::Form& form);

// fee_handlers.cpp
web::Response TakeOfficeFee(const OfficerRequest& request);
web::Response VoidOfficeReceipt(const OfficerRequest& request);
web::Response RefundOfficeFee(const OfficerRequest& request);
web::Response ApiTakeFee(const OfficerRequest& request);
web::Response ApiReverseReceipt(const OfficerRequest& request);

// relief_handlers.cpp
web::Response ClaimMyRelief(const CitizenRequest& request);
web::Response ClaimOfficeRelief(const OfficerRequest& request);
web::Response DecideOfficeRelief(const OfficerRequest& request);
web::Response ApiClaimRelief(const CitizenRequest& request);
web::Response ApiClaimReliefAtCounter(const OfficerRequest& request);
web::Response ApiDecideRelief(const OfficerRequest& request);

// cash_handlers.cpp
web::Response ShowCash(const OfficerRequest& request);
web::Response DownloadCashCsv(const OfficerRequest& request);
web::Response DownloadCashBook(const OfficerRequest& request);
web::Response PrintCash(const OfficerRequest& request);
web::Response CloseCash(const OfficerRequest& request);
web::Response OpenCash(const OfficerRequest& request);
web::Response DecideOnReversal(const OfficerRequest& request);
web::Response ShowCashMonth(const OfficerRequest& request);
web::Response DownloadMonthCsv(const OfficerRequest& request);
web::Response DownloadMonthBook(const OfficerRequest& request);
web::Response PrintMonth(const OfficerRequest& request);

// counter_handlers.cpp
web::Response ShowCounter(const OfficerRequest& request);
web::Response ShowCounterForm(const OfficerRequest& request);
web::Response TakeDossier(const OfficerRequest& request);
web::Response ShowKnownPerson(const OfficerRequest& request);
web::Response ApiTakeDossier(const OfficerRequest& request);
web::Response ShowRegister(const OfficerRequest& request);
web::Response PrintRegister(const OfficerRequest& request);
web::Response ShowOfficeFigures(const OfficerRequest& request);

// report_handlers.cpp
web::Response ShowReport(const OfficerRequest& request);
web::Response ShowReportRows(const OfficerRequest& request);
web::Response DownloadReportCsv(const OfficerRequest& request);
web::Response DownloadReportBook(const OfficerRequest& request);
web::Response PrintReport(const OfficerRequest& request);
web::Response ApiReport(const OfficerRequest& request);

// saved_view_handlers.cpp
SavedViewsBar SavedViewsOf(const OfficerRequest& request, ListPage page);
web::Response ShowSavedViews(const OfficerRequest& request);
web::Response SaveThisView(const OfficerRequest& request);
web::Response ChangeSavedView(const OfficerRequest& request);

// api_public.cpp
web::Response ApiProcedures(const AnyRequest& request);
web::Response ApiProcedure(const AnyRequest& request);
web::Response ApiTracking(const AnyRequest& request);
web::Response ApiUnits(const AnyRequest& request);
web::Response ApiFigures(const AnyRequest& request);
web::Response ApiDescription(const AnyRequest& request);

// api_citizen.cpp
web::Response ApiDrafts(const CitizenRequest& request);
web::Response ApiStartDraft(const CitizenRequest& request);
web::Response ApiDraft(const CitizenRequest& request);
web::Response ApiSaveDraft(const CitizenRequest& request);
web::Response ApiDeleteDraft(const CitizenRequest& request);
web::Response ApiSendPapers(const CitizenRequest& request);
web::Response ApiRemovePaper(const CitizenRequest& request);
web::Response ApiSubmitDraft(const CitizenRequest& request);
web::Response ApiMyDossiers(const CitizenRequest& request);
web::Response ApiMyDossier(const CitizenRequest& request);
web::Response ApiActOnMine(const CitizenRequest& request);
web::Response ApiRate(const CitizenRequest& request);
web::Response ApiNotices(const CitizenRequest& request);

// api_office.cpp
web::Response ApiInbox(const OfficerRequest& request);
web::Response ApiOfficeDossier(const OfficerRequest& request);
web::Response ApiAct(const OfficerRequest& request);
web::Response ApiMessageApplicant(const OfficerRequest& request);
web::Response ApiMessageOffice(const CitizenRequest& request);
web::Response SendMessageToApplicant(const OfficerRequest& request);
web::Response SendMessageToOffice(const CitizenRequest& request);
web::Response ApiWriteNote(const OfficerRequest& request);
web::Response ApiTakeBack(const OfficerRequest& request);
web::Response ApiReplaceResult(const OfficerRequest& request);
web::Response ApiLink(const OfficerRequest& request);
web::Response ApiUnlink(const OfficerRequest& request);
web::Response WriteOfficeNote(const OfficerRequest& request);
web::Response ReplaceResult(const OfficerRequest& request);
web::Response LinkOfficeDossier(const OfficerRequest& request);
web::Response UnlinkOfficeDossier(const OfficerRequest& request);
web::Response TakeBackDossier(const OfficerRequest& request);
web::Response ApiAssign(const OfficerRequest& request);

}  // namespace dongson::one_stop
