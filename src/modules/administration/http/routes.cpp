#include "modules/administration/http/routes.h"

#include "modules/administration/http/handlers.h"

namespace dongson::administration {

using identity::Operator;

void Routes(web::Router& site) {
    site.Get("/can-bo/quan-tri", Operator, ShowPeople);
    site.Get("/can-bo/quan-tri/nguoi-moi", Operator, ShowHiring);
    site.Post("/can-bo/quan-tri/nguoi-moi", Operator, HireSomebody);
    site.Get("/can-bo/quan-tri/nguoi/{account}", Operator, ShowPerson);
    site.Post("/can-bo/quan-tri/nguoi/{account}/viec", Operator, GivePost);
    site.Post("/can-bo/quan-tri/nguoi/{account}/viec/{post}/ket-thuc", Operator, TakePost);
    site.Post("/can-bo/quan-tri/nguoi/{account}/{act}", Operator, ActOnPerson);
    site.Get("/can-bo/quan-tri/danh-sach", Operator, ShowUpload);
    site.Post("/can-bo/quan-tri/danh-sach", Operator, TakeUpload, web::Lane::upload);
    site.Get("/can-bo/quan-tri/danh-sach/{list}", Operator, ShowPlan, web::Lane::slow);
    site.Get("/can-bo/quan-tri/danh-sach/{list}/loi.csv", Operator, DownloadFaults, web::Lane::slow);
    site.Post("/can-bo/quan-tri/danh-sach/{list}", Operator, CarryOutPlan, web::Lane::slow);

    site.Get("/can-bo/van-hanh", Operator, ShowOperation);
    site.Get("/can-bo/van-hanh/cai-dat", Operator, ShowSettings);
    site.Post("/can-bo/van-hanh/ke-thua", Operator, ConfirmSuccessor);
    site.Post("/can-bo/van-hanh/viec-nen/{job}/chay-lai", Operator, TryJobAgain);
    site.Post("/can-bo/van-hanh/viec-nen/{job}/bo", Operator, DropJob);
}

}  // namespace dongson::administration
