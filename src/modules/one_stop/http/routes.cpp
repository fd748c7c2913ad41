#include "modules/one_stop/http/routes.h"

#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/http/records_handlers.h"

namespace dongson::one_stop {

using identity::Anyone;
using identity::Citizen;
using identity::May;
using identity::SignedIn;
inline constexpr auto& Officer = identity::OfficerAudience;

void Routes(web::Router& site) {
    site.Get("/", Anyone, ShowHome);
    site.Get("/thu-tuc", Anyone, ShowSearch);
    site.Get("/thu-tuc/{code}", Anyone, ShowProcedure);
    site.Get("/thu-tuc/{code}/bieu-mau.json", Anyone, ShowFormSchema);
    site.Get("/thu-tuc/{code}/nop", Citizen, ShowBegunDrafts);
    site.Post("/thu-tuc/{code}/nop", Citizen, StartDraft);
    site.Get("/tra-cuu", Anyone, ShowTracking);
    site.Get("/co-quan", Anyone, ShowUnits);
    site.Get("/co-quan/{unit}", Anyone, ShowUnit);
    site.Get("/cong-khai", Anyone, ShowPublicFigures);
    site.Get("/tro-giup", Anyone, ShowHelp);
    site.Get("/tro-giup/{topic}", Anyone, ShowHelpTopic);

    site.Get("/nhap/{draft}", Citizen, ShowTaskList);
    site.Post("/nhap/{draft}/luu", Citizen, SaveDraftAnswers);
    site.Post("/nhap/{draft}/xoa", Citizen, DeleteDraft);
    site.Post("/nhap/{draft}/nop", Citizen, SubmitDraft);
    site.Get("/nhap/{draft}/phan/{section}", Citizen, ShowFormSection);
    site.Post("/nhap/{draft}/phan/{section}", Citizen, SaveFormSection);
    site.Post("/nhap/{draft}/giay-to", Citizen, SendPapers);
    site.Post("/nhap/{draft}/giay-to/xoa/{file}", Citizen, RemovePaper);
    site.Get("/nhap/{draft}/tep/{file}", Citizen, ShowDraftPaper);
    site.Get("/nhap/{draft}/tep/{file}/trang-dau", Citizen, ShowDraftPicture);
    site.Post("/nhap/{draft}/cung-nop", Citizen, InviteToDraft);
    site.Get("/nhap/{draft}/{part}", Citizen, ShowPart);
    site.Post("/nhap/{draft}/{part}", Citizen, SavePart);

    site.Get("/cung-nop", Citizen, ShowInvitations);
    site.Post("/cung-nop", Citizen, AcceptToDraft);
    site.Get("/cung-nop/{draft}", Citizen, ShowToConfirm);
    site.Get("/cung-nop/{draft}/tep/{file}", Citizen, ShowPaperToConfirm);
    site.Post("/cung-nop/{draft}/xac-nhan", Citizen, ConfirmDraft);
    site.Post("/cung-nop/{draft}/tu-choi", Citizen, DeclineDraft);

    site.Get("/ho-so", Citizen, ListMyDossiers);
    site.Get("/ho-so/{code}", Citizen, ShowMyDossier);
    site.Get("/ho-so/{code}/da-nop", Citizen, ShowConfirmation);
    site.Get("/ho-so/{code}/chung-nhan", Citizen, DownloadProof);
    site.Get("/ho-so/{code}/chung-nhan/{step}", Citizen, DownloadProof);
    site.Get("/ho-so/{code}/kiem-chung", Citizen, ShowMySheet);
    site.Get("/ho-so/{code}/kiem-chung/ma.svg", Citizen, ShowMySheet);
    site.Get("/ho-so/{code}/phieu/{form}", Citizen, DownloadMyForm, web::Lane::drawing);
    site.Get("/ho-so/{code}/tep/{file}", Citizen, DownloadMyPaper);
    site.Get("/ho-so/{code}/ket-qua", Citizen, DownloadMyResult);
    site.Post("/ho-so/{code}/viec/{event}", Citizen, ActOnMyDossier);
    site.Post("/ho-so/{code}/tin-nhan", Citizen, SendMessageToOffice);
    site.Post("/ho-so/{code}/dong-y-rut", Citizen, AgreeToWithdrawMine);
    site.Post("/ho-so/{code}/uy-quyen/cham-dut", Citizen, EndMyMandate);
    site.Post("/ho-so/{code}/mien-giam", Citizen, ClaimMyRelief);
    site.Post("/ho-so/{code}/danh-gia", Citizen, RateMyDossier);
    site.Get("/tai-khoan/thong-bao", SignedIn, ShowNotices);
    site.Post("/tai-khoan/thong-bao/thu", SignedIn, SaveMailWish);

    site.Get("/can-bo", Officer, ShowInbox);
    site.Get("/can-bo/song", Officer, StreamInbox);
    site.Get("/can-bo/cot", Officer, ShowColumns);
    site.Post("/can-bo/cot", Officer, ChooseColumns);
    site.Get("/can-bo/bo-loc", Officer, ShowSavedViews);
    site.Post("/can-bo/bo-loc", Officer, SaveThisView);
    site.Post("/can-bo/bo-loc/{view}", Officer, ChangeSavedView);
    site.Get("/can-bo/chia-viec", Officer, ShowDivision);
    site.Post("/can-bo/chia-viec", Officer, DivideWork, web::Lane::slow);
    site.Get("/can-bo/lam-nhieu", Officer, ShowBulk);
    site.Post("/can-bo/lam-nhieu", Officer, ActOnMany, web::Lane::slow);
    site.Get("/can-bo/tim", Officer, FindDossier);
    site.Get("/can-bo/ho-so/{code}", Officer, ShowOfficeDossier);
    site.Post("/can-bo/ho-so/{code}/viec/{event}", Officer, ActOnOfficeDossier);
    site.Post("/can-bo/ho-so/{code}/phan-cong", Officer, AssignOfficeDossier);
    site.Post("/can-bo/ho-so/{code}/tin-nhan", Officer, SendMessageToApplicant);
    site.Post("/can-bo/ho-so/{code}/ghi-chu", Officer, WriteOfficeNote);
    site.Post("/can-bo/ho-so/{code}/thay-ket-qua", Officer, ReplaceResult);
    site.Post("/can-bo/ho-so/{code}/lien-ket", Officer, LinkOfficeDossier);
    site.Post("/can-bo/ho-so/{code}/lien-ket/{link}/go", Officer, UnlinkOfficeDossier);
    site.Post("/can-bo/ho-so/{code}/uy-quyen/cham-dut", Officer, EndOfficeMandate);
    site.Post("/can-bo/ho-so/{code}/lay-lai", Officer, TakeBackDossier);
    site.Post("/can-bo/ho-so/{code}/thu-phi", May(kCollect), TakeOfficeFee);
    site.Post("/can-bo/ho-so/{code}/mien-giam", Officer, ClaimOfficeRelief);
    site.Post("/can-bo/ho-so/{code}/mien-giam/tra-loi", Officer, DecideOfficeRelief);
    site.Post("/can-bo/ho-so/{code}/bien-lai/huy", May(kCollect), VoidOfficeReceipt);
    site.Post("/can-bo/ho-so/{code}/bien-lai/hoan", May(kCollect), RefundOfficeFee);
    site.Get("/can-bo/ho-so/{code}/tep/{file}", Officer, DownloadOfficePaper);
    site.Get("/can-bo/ho-so/{code}/tep/{file}/trang-dau", Officer, ShowFirstPage);
    site.Get("/can-bo/ho-so/{code}/chung-nhan/{step}", Officer, DownloadOfficeProof);
    site.Get("/can-bo/ho-so/{code}/kiem-chung", Officer, ShowOfficeSheet);
    site.Get("/can-bo/ho-so/{code}/kiem-chung/ma.svg", Officer, ShowOfficeSheet);
    site.Get("/can-bo/ho-so/{code}/phieu/{form}", Officer, DownloadOfficeForm, web::Lane::drawing);
    site.Get("/can-bo/tai-quay", May(kReceive), ShowCounter);
    site.Get("/can-bo/tai-quay/{code}", May(kReceive), ShowCounterForm);
    site.Post("/can-bo/tai-quay/{code}", May(kReceive), TakeDossier);
    site.Post("/can-bo/tai-quay/{code}/nguoi", May(kReceive), ShowKnownPerson);
    site.Get("/can-bo/thu-phi", Officer, ShowCash);
    site.Get("/can-bo/thu-phi.csv", Officer, DownloadCashCsv);
    site.Get("/can-bo/thu-phi.xlsx", Officer, DownloadCashBook);
    site.Get("/can-bo/thu-phi.pdf", Officer, PrintCash, web::Lane::drawing);
    site.Post("/can-bo/thu-phi/chot", May(kCollect), CloseCash);
    site.Post("/can-bo/thu-phi/mo-lai", May(kCheckMoney), OpenCash);
    site.Post("/can-bo/thu-phi/duyet", May(kCheckMoney), DecideOnReversal);
    site.Get("/can-bo/thu-phi/thang", Officer, ShowCashMonth);
    site.Get("/can-bo/thu-phi/thang.csv", Officer, DownloadMonthCsv);
    site.Get("/can-bo/thu-phi/thang.xlsx", Officer, DownloadMonthBook);
    site.Get("/can-bo/thu-phi/thang.pdf", Officer, PrintMonth, web::Lane::drawing);
    site.Get("/can-bo/so-theo-doi", Officer, ShowRegister);
    site.Get("/can-bo/so-theo-doi.pdf", Officer, PrintRegister, web::Lane::drawing);
    site.Get("/can-bo/thong-ke", Officer, ShowOfficeFigures);
    site.Get("/can-bo/luu-tru", Officer, ShowRecords);
    site.Post("/can-bo/luu-tru/tieu-huy", May(kKeepRecords), AskToDestroy);
    site.Post("/can-bo/luu-tru/giu", May(kKeepRecords), HoldBack);
    site.Post("/can-bo/luu-tru/bo-giu", May(kKeepRecords), LetGo);
    site.Get("/can-bo/luu-tru/thoi-han", Officer, ShowRetention);
    site.Post("/can-bo/luu-tru/thoi-han", May(identity::kAdministrate), SaveRetention);
    site.Get("/can-bo/luu-tru/{list}", Officer, ShowDestruction);
    site.Post("/can-bo/luu-tru/{list}", May(kDecide), DecideOnDestruction, web::Lane::drawing);
    site.Get("/can-bo/luu-tru/{list}/bien-ban.pdf", Officer, DownloadMinute);
    site.Get("/can-bo/bao-cao", Officer, ShowReport);
    site.Get("/can-bo/bao-cao/ho-so", Officer, ShowReportRows);
    site.Get("/can-bo/bao-cao.csv", Officer, DownloadReportCsv);
    site.Get("/can-bo/bao-cao.xlsx", Officer, DownloadReportBook);
    site.Get("/can-bo/bao-cao.pdf", Officer, PrintReport, web::Lane::drawing);

    site.Get("/can-bo/quan-tri/danh-muc-thu-tuc", May(identity::kAdministrate), ShowProcedureLists);
    site.Post("/can-bo/quan-tri/danh-muc-thu-tuc", May(identity::kAdministrate), TakeProcedureList, web::Lane::upload);
    site.Get("/can-bo/quan-tri/danh-muc-thu-tuc/de-lai", May(identity::kAdministrate), ShowLeftDifferences);
    site.Post("/can-bo/quan-tri/danh-muc-thu-tuc/de-lai", May(identity::kAdministrate), ReopenDifference);
    site.Get("/can-bo/quan-tri/danh-muc-thu-tuc/{list}", May(identity::kAdministrate), ShowProcedureList, web::Lane::slow);
    site.Post("/can-bo/quan-tri/danh-muc-thu-tuc/{list}", May(identity::kAdministrate), DecideDifferences, web::Lane::slow);
    site.Post("/can-bo/quan-tri/danh-muc-thu-tuc/{list}/phe-duyet", May(identity::kAdministrate), ApproveDifferences,
              web::Lane::slow);

    site.Get("/api/v1/openapi.json", Anyone, ApiDescription);
    site.Get("/api/v1/procedures", Anyone, ApiProcedures);
    site.Get("/api/v1/procedures/{code}", Anyone, ApiProcedure);
    site.Get("/api/v1/procedures/{code}/form", Anyone, ShowFormSchema);
    site.Get("/api/v1/units", Anyone, ApiUnits);
    site.Get("/api/v1/tracking/{code}", Anyone, ApiTracking);
    site.Get("/api/v1/figures", Anyone, ApiFigures);

    site.Get("/api/v1/my/drafts", Citizen, ApiDrafts);
    site.Post("/api/v1/my/drafts", Citizen, ApiStartDraft);
    site.Get("/api/v1/my/drafts/{draft}", Citizen, ApiDraft);
    site.Put("/api/v1/my/drafts/{draft}", Citizen, ApiSaveDraft);
    site.Delete("/api/v1/my/drafts/{draft}", Citizen, ApiDeleteDraft);
    site.Post("/api/v1/my/drafts/{draft}/papers", Citizen, ApiSendPapers);
    site.Delete("/api/v1/my/drafts/{draft}/papers/{file}", Citizen, ApiRemovePaper);
    site.Post("/api/v1/my/drafts/{draft}/submission", Citizen, ApiSubmitDraft);
    site.Post("/api/v1/my/drafts/{draft}/invitations", Citizen, ApiInvite);
    site.Post("/api/v1/my/invitations", Citizen, ApiAcceptInvitation);
    site.Get("/api/v1/my/invitations/{draft}", Citizen, ApiToConfirm);
    site.Post("/api/v1/my/invitations/{draft}", Citizen, ApiConfirm);
    site.Post("/api/v1/my/dossiers/{code}/withdrawal-agreement", Citizen, ApiAgreeToWithdraw);
    site.Get("/api/v1/my/dossiers", Citizen, ApiMyDossiers);
    site.Get("/api/v1/my/dossiers/{code}", Citizen, ApiMyDossier);
    site.Post("/api/v1/my/dossiers/{code}/events/{event}", Citizen, ApiActOnMine);
    site.Post("/api/v1/my/dossiers/{code}/messages", Citizen, ApiMessageOffice);
    site.Post("/api/v1/my/dossiers/{code}/mandate/end", Citizen, ApiEndMyMandate);
    site.Post("/api/v1/my/dossiers/{code}/relief", Citizen, ApiClaimRelief);
    site.Post("/api/v1/my/dossiers/{code}/rating", Citizen, ApiRate);
    site.Get("/api/v1/my/dossiers/{code}/proof", Citizen, DownloadProof);
    site.Get("/api/v1/my/dossiers/{code}/proof/{step}", Citizen, DownloadProof);
    site.Get("/api/v1/my/dossiers/{code}/forms/{form}", Citizen, DownloadMyForm, web::Lane::drawing);
    site.Get("/api/v1/my/dossiers/{code}/papers/{file}", Citizen, DownloadMyPaper);
    site.Get("/api/v1/my/dossiers/{code}/result", Citizen, DownloadMyResult);
    site.Get("/api/v1/my/notices", Citizen, ApiNotices);
    site.Get("/api/v1/my/letters", SignedIn, ApiMailWish);
    site.Put("/api/v1/my/letters", SignedIn, ApiSaveMailWish);

    site.Get("/api/v1/inbox", Officer, ApiInbox);
    site.Post("/api/v1/dossiers", May(kReceive), ApiTakeDossier);
    site.Get("/api/v1/dossiers/{code}", Officer, ApiOfficeDossier);
    site.Post("/api/v1/dossiers/{code}/events/{event}", Officer, ApiAct);
    site.Post("/api/v1/dossiers/{code}/relief", Officer, ApiClaimReliefAtCounter);
    site.Post("/api/v1/dossiers/{code}/relief/answer", Officer, ApiDecideRelief);
    site.Post("/api/v1/dossiers/{code}/payments", May(kCollect), ApiTakeFee);
    site.Post("/api/v1/dossiers/{code}/receipts/{receipt}/reversal", May(kCollect), ApiReverseReceipt);
    site.Put("/api/v1/dossiers/{code}/assignee", Officer, ApiAssign);
    site.Post("/api/v1/dossiers/{code}/messages", Officer, ApiMessageApplicant);
    site.Post("/api/v1/dossiers/{code}/notes", Officer, ApiWriteNote);
    site.Post("/api/v1/dossiers/{code}/result", Officer, ApiReplaceResult);
    site.Post("/api/v1/dossiers/{code}/links", Officer, ApiLink);
    site.Delete("/api/v1/dossiers/{code}/links/{link}", Officer, ApiUnlink);
    site.Post("/api/v1/dossiers/{code}/mandate/end", Officer, ApiEndMandate);
    site.Post("/api/v1/dossiers/{code}/take-back", Officer, ApiTakeBack);
    site.Get("/api/v1/dossiers/{code}/papers/{file}", Officer, DownloadOfficePaper);
    site.Get("/api/v1/dossiers/{code}/forms/{form}", Officer, DownloadOfficeForm, web::Lane::drawing);
    site.Get("/api/v1/report", Officer, ApiReport);
    site.Get("/api/v1/register.pdf", Officer, PrintRegister, web::Lane::drawing);
}

}  // namespace dongson::one_stop
