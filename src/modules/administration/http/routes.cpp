#include "modules/administration/http/routes.h"

#include "modules/administration/capabilities.h"
#include "modules/administration/http/handlers.h"

namespace dongson::administration {

using identity::kAdministrate;
using identity::May;
using identity::OfficerAudience;

void Routes(web::Router& site) {
    site.Get("/can-bo/uy-quyen", OfficerAudience, ShowDelegations);
    site.Post("/can-bo/uy-quyen", OfficerAudience, GiveDelegation);
    site.Get("/can-bo/uy-quyen/danh-sach.csv", OfficerAudience, DownloadDelegations);
    site.Post("/can-bo/uy-quyen/{delegation}/thu-hoi", OfficerAudience, TakeBackDelegation);
    site.Get("/api/v1/delegations", OfficerAudience, ApiDelegations);

    site.Get("/can-bo/lien-he", May(kTellContact), ShowContacts);
    site.Get("/can-bo/lien-he/danh-sach.csv", May(kTellContact), DownloadContacts);
    site.Get("/can-bo/lien-he/{unit}", May(kTellContact), ShowContact);
    site.Post("/can-bo/lien-he/{unit}", May(kTellContact), SaveContact);

    site.Get("/can-bo/quan-tri", May(kAdministrate), ShowPeople);
    site.Get("/can-bo/quan-tri/nguoi-moi", May(kAdministrate), ShowHiring);
    site.Post("/can-bo/quan-tri/nguoi-moi", May(kAdministrate), HireSomebody);
    site.Get("/can-bo/quan-tri/nguoi/{account}", May(kAdministrate), ShowPerson);
    site.Post("/can-bo/quan-tri/nguoi/{account}/viec", May(kAdministrate), GivePost);
    site.Post("/can-bo/quan-tri/nguoi/{account}/viec/{post}/ket-thuc", May(kAdministrate), TakePost);
    site.Post("/can-bo/quan-tri/nguoi/{account}/{act}", May(kAdministrate), ActOnPerson);
    site.Get("/can-bo/quan-tri/cho-xac-nhan", May(kAdministrate), ShowAllWaiting);
    site.Get("/can-bo/quan-tri/cho-xac-nhan/{proposal}", May(kAdministrate), ShowWaiting, web::Lane::slow);
    site.Post("/can-bo/quan-tri/cho-xac-nhan/{proposal}/{act}", May(kAdministrate), DecideWaiting, web::Lane::slow);
    site.Get("/can-bo/quan-tri/ra-soat", May(kAdministrate), ShowReview, web::Lane::slow);
    site.Get("/can-bo/quan-tri/ra-soat.csv", May(kAdministrate), DownloadReview, web::Lane::slow);
    site.Get("/can-bo/quan-tri/ra-soat.xlsx", May(kAdministrate), DownloadReview, web::Lane::slow);
    site.Get("/can-bo/quan-tri/ra-soat/{unit}", May(kAdministrate), ShowUnitReview, web::Lane::slow);
    site.Post("/can-bo/quan-tri/ra-soat/{unit}", May(kAdministrate), SaveUnitReview, web::Lane::slow);
    site.Get("/can-bo/quan-tri/ra-soat/{unit}/ra-soat.csv", May(kAdministrate), DownloadReview, web::Lane::slow);
    site.Get("/can-bo/quan-tri/ra-soat/{unit}/ra-soat.xlsx", May(kAdministrate), DownloadReview, web::Lane::slow);
    site.Get("/can-bo/quan-tri/danh-sach", May(kAdministrate), ShowUpload);
    site.Post("/can-bo/quan-tri/danh-sach", May(kAdministrate), TakeUpload, web::Lane::upload);
    site.Get("/can-bo/quan-tri/danh-sach/{list}", May(kAdministrate), ShowPlan, web::Lane::slow);
    site.Get("/can-bo/quan-tri/danh-sach/{list}/loi.csv", May(kAdministrate), DownloadFaults, web::Lane::slow);
    site.Post("/can-bo/quan-tri/danh-sach/{list}", May(kAdministrate), CarryOutPlan, web::Lane::slow);
    site.Get("/can-bo/quan-tri/dinh-nghia", May(kAdministrate), ShowDefinitions);
    site.Get("/can-bo/quan-tri/dinh-nghia/tep", May(kAdministrate), ShowArchive);
    site.Get("/can-bo/quan-tri/dinh-nghia/tep/tai", May(kAdministrate), DownloadArchive, web::Lane::slow);
    site.Post("/can-bo/quan-tri/dinh-nghia/tep", May(kAdministrate), TakeArchiveBack, web::Lane::upload);
    site.Get("/can-bo/quan-tri/dinh-nghia/{type}/tao-moi", May(kAdministrate), ShowNewDefinition);
    site.Post("/can-bo/quan-tri/dinh-nghia/{type}/tao-moi", May(kAdministrate), MakeDefinition, web::Lane::upload);
    site.Get("/can-bo/quan-tri/dinh-nghia/{type}/{key}", May(kAdministrate), ShowDefinition);
    site.Get("/can-bo/quan-tri/dinh-nghia/{type}/{key}/sua", May(kAdministrate), ShowEditing);
    site.Post("/can-bo/quan-tri/dinh-nghia/{type}/{key}/sua", May(kAdministrate), SaveDefinition, web::Lane::upload);
    site.Get("/can-bo/quan-tri/dinh-nghia/{type}/{key}/phien-ban/{edition}", May(kAdministrate), ShowEdition, web::Lane::slow);
    site.Get("/can-bo/quan-tri/dinh-nghia/{type}/{key}/phien-ban/{edition}/tai", May(kAdministrate), DownloadEdition);
    site.Get("/can-bo/quan-tri/dinh-nghia/{type}/{key}/phien-ban/{edition}/hinh.svg", May(kAdministrate), DrawEdition);
    site.Get("/can-bo/quan-tri/dinh-nghia/{type}/{key}/phien-ban/{edition}/xem", May(kAdministrate), PreviewEdition);
    site.Get("/can-bo/quan-tri/dinh-nghia/{type}/{key}/phien-ban/{edition}/chay-lai", May(kAdministrate), ShowReplay,
             web::Lane::slow);
    site.Get("/can-bo/quan-tri/dinh-nghia/{type}/{key}/phien-ban/{edition}/chuyen", May(kAdministrate), ShowMoving,
             web::Lane::slow);
    site.Post("/can-bo/quan-tri/dinh-nghia/{type}/{key}/phien-ban/{edition}/chuyen", May(kAdministrate), MoveRunning,
              web::Lane::slow);
    site.Post("/can-bo/quan-tri/dinh-nghia/{type}/{key}/phien-ban/{edition}/{act}", May(kAdministrate), DecideEdition,
              web::Lane::slow);
    site.Get("/can-bo/quan-tri/vai-tro", May(kAdministrate), ShowRoles);
    site.Get("/can-bo/quan-tri/vai-tro/moi", May(kAdministrate), ShowNewRole);
    site.Post("/can-bo/quan-tri/vai-tro/moi", May(kAdministrate), MakeNewRole);
    site.Get("/can-bo/quan-tri/vai-tro/{role}", May(kAdministrate), ShowRole);
    site.Post("/can-bo/quan-tri/vai-tro/{role}", May(kAdministrate), SaveRole);
    site.Post("/can-bo/quan-tri/vai-tro/{role}/tro-lai", May(kAdministrate), RestoreRoleVersion);

    site.Get("/can-bo/van-hanh", May(kOperate), ShowOperation);
    site.Get("/can-bo/van-hanh/cai-dat", May(kOperate), ShowSettings);
    site.Post("/can-bo/van-hanh/ke-thua", May(kOperate), ConfirmSuccessor);
    site.Post("/can-bo/van-hanh/viec-nen/{job}/chay-lai", May(kOperate), TryJobAgain);
    site.Post("/can-bo/van-hanh/viec-nen/{job}/bo", May(kOperate), DropJob);
}

}  // namespace dongson::administration
