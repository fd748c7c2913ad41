#include "modules/open_data/http/routes.h"

#include "modules/open_data/capabilities.h"
#include "modules/open_data/http/handlers.h"

namespace dongson::open_data {

using identity::Anyone;
using identity::May;

void Routes(web::Router& site, Portal& portal) {
    const auto with = [&portal](auto handler) {
        return [&portal, handler](const auto& request) { return handler(portal, request); };
    };
    site.Get("/du-lieu", Anyone, with(ShowPortal));
    site.Get("/du-lieu/tim", Anyone, with(ShowSearch));
    site.Get("/du-lieu/bo/{dataset}", Anyone, with(ShowDataset));
    site.Get("/du-lieu/bo/{dataset}/{resource}", Anyone, with(ShowResource));
    site.Get("/du-lieu/bo/{dataset}/{resource}/lap-trinh", Anyone, with(ShowForPrograms));
    site.Get("/du-lieu/bo/{dataset}/{resource}/openapi.json", Anyone, with(ShowResourceOpenApi));
    site.Get("/du-lieu/bo/{dataset}/{resource}/v/{version}", Anyone, with(ShowVersion));
    site.Get("/du-lieu/bo/{dataset}/{resource}/v/{version}/so-sanh", Anyone, with(ShowDifference), web::Lane::query);
    site.Get("/du-lieu/bo/{dataset}/{resource}/v/{version}/tai/{format}", Anyone, with(DownloadVersion));
    const std::string version = "/du-lieu/bo/{dataset}/{resource}/v/{version}";
    site.Get(version + "/cot/{column}", Anyone, with(ShowColumn), web::Lane::query);
    site.Get(version + "/sql", Anyone, with(ShowSql), web::Lane::query);
    site.Get(version + "/bieu-do", Anyone, with(ShowChart), web::Lane::drawing);
    site.Get(version + "/ban-do", Anyone, with(ShowMap), web::Lane::drawing);
    for (const auto* drawing : {"/bieu-do.svg", "/bieu-do/khung"})
        site.Get(version + drawing, Anyone, with(DrawChart), web::Lane::drawing);
    for (const auto* drawing : {"/ban-do.svg", "/ban-do/khung"})
        site.Get(version + drawing, Anyone, with(DrawMap), web::Lane::drawing);
    site.Get("/du-lieu/bo/{dataset}/tat-ca.zip", Anyone, with(DownloadDataset));

    site.Get("/du-lieu/co-quan/{unit}", Anyone, with(ShowAgency));
    site.Get("/du-lieu/linh-vuc/{domain}", Anyone, with(ShowDomain));
    site.Get("/du-lieu/chuoi/{series}", Anyone, with(ShowSeries));
    site.Get("/du-lieu/bo/{dataset}/chat-luong", Anyone, with(ShowQuality));
    site.Get("/du-lieu/chat-luong", Anyone, with(ShowQualityList), web::Lane::slow);
    site.Get("/du-lieu/chat-luong.ttl", Anyone, with(ShowQualityGraph), web::Lane::slow);
    site.Get("/du-lieu/thong-ke", Anyone, with(ShowStatistics), web::Lane::slow);
    for (const auto* feed : {"/du-lieu/moi.atom", "/du-lieu/co-quan/{unit}/moi.atom", "/du-lieu/linh-vuc/{domain}/moi.atom",
                             "/du-lieu/chuoi/{series}/moi.atom"})
        site.Get(feed, Anyone, with(ShowFeed));
    site.Get("/du-lieu/gop-y", Anyone, with(ShowRemarks));
    site.Post("/du-lieu/gop-y", Anyone, with(TakeRemark));
    site.Post("/du-lieu/bo/{dataset}/theo-doi", Anyone, with(Follow));
    site.Get("/du-lieu/theo-doi/{token}", Anyone, with(FollowLink));
    site.Post("/du-lieu/theo-doi/{token}", Anyone, with(FollowLink));
    site.Post("/du-lieu/theo-doi/{token}/thoi", Anyone, with(FollowLink));
    site.Get("/du-lieu/giay-phep", Anyone, with(ShowLicences));

    // For machines: DCAT at CKAN's addresses, Data Package, sitemap.
    for (const auto* path : {"/catalog", "/catalog.ttl", "/catalog.n3", "/catalog.rdf", "/catalog.xml", "/catalog.jsonld"})
        site.Get(path, Anyone, with(ShowCatalogueGraph), web::Lane::slow);
    site.Get("/dataset/{dataset}", Anyone, with(ShowDatasetGraph));
    site.Get("/du-lieu/bo/{dataset}/datapackage.json", Anyone, with(ShowDataPackage));
    site.Get("/sitemap.xml", Anyone, with(ShowSitemap), web::Lane::slow);

    site.Get("/can-bo/du-lieu", May(kEdit), with(ListOwnDatasets));
    site.Get("/can-bo/du-lieu/gop-y/{remark}", May(kEdit), with(ShowOwnRemark));
    site.Post("/can-bo/du-lieu/gop-y/{remark}", May(kEdit), with(AnswerOwnRemark));
    site.Get("/can-bo/du-lieu/cong-khac", May(kEdit), with(ShowElsewhere), web::Lane::upload);
    site.Post("/can-bo/du-lieu/cong-khac", May(kEdit), with(TakeFromElsewhere), web::Lane::upload);
    site.Get("/can-bo/du-lieu/moi", May(kEdit), with(ShowNewDataset));
    site.Post("/can-bo/du-lieu/moi", May(kEdit), with(MakeDataset));
    site.Get("/can-bo/du-lieu/bo/{dataset}", May(kEdit), with(ShowOwnDataset));
    site.Get("/can-bo/du-lieu/bo/{dataset}/mo-ta", May(kEdit), with(ShowDescription));
    site.Post("/can-bo/du-lieu/bo/{dataset}/mo-ta", May(kEdit), with(SaveDescription));
    site.Post("/can-bo/du-lieu/bo/{dataset}/rut", May(kPublish), with(WithdrawOwnDataset));
    site.Post("/can-bo/du-lieu/bo/{dataset}/tep", May(kEdit), with(UploadFile), web::Lane::upload);
    site.Post("/can-bo/du-lieu/bo/{dataset}/lay", May(kEdit), with(MakePull));
    site.Post("/can-bo/du-lieu/bo/{dataset}/lay/{pull}/ngay", May(kEdit), with(RunPull), web::Lane::slow);
    site.Post("/can-bo/du-lieu/bo/{dataset}/lay/{pull}/bo", May(kEdit), with(DropPull));
    site.Get("/can-bo/du-lieu/tep/{upload}", May(kEdit), with(ShowUpload), web::Lane::slow);
    site.Post("/can-bo/du-lieu/tep/{upload}", May(kEdit), with(CorrectOwnUpload), web::Lane::slow);
    site.Post("/can-bo/du-lieu/tep/{upload}/trinh", May(kEdit), with(SendUploadToReview), web::Lane::slow);
    site.Post("/can-bo/du-lieu/tep/{upload}/tra-lai", May(kPublish), with(ReturnOwnUpload));
    site.Post("/can-bo/du-lieu/tep/{upload}/cong-bo", May(kPublish), with(PublishOwnUpload), web::Lane::slow);
    site.Post("/can-bo/du-lieu/tep/{upload}/bo", May(kEdit), with(DropOwnUpload));

    // CKAN's Action API, at both of its addresses. What reads or writes whole tables is slow.
    for (const std::string base : {"/api/3/action/", "/api/action/"}) {
        site.Get(base + "{action}", Anyone, with(CkanAction));
        site.Post(base + "{action}", Anyone, with(CkanAction));
        site.Get(base + "datastore_search_sql", Anyone, with(CkanAction), web::Lane::query);
        site.Post(base + "datastore_search_sql", Anyone, with(CkanAction), web::Lane::query);
        for (const auto* action : {"datastore_create", "datastore_upsert", "datastore_delete", "datastore_records_delete"})
            site.Post(base + action, Anyone, with(CkanAction), web::Lane::slow);
    }

    site.Get("/api/v1/datasets", Anyone, with(ApiDatasets));
    site.Get("/api/v1/datasets/{dataset}", Anyone, with(ApiDataset));
    site.Get("/api/v1/datasets/{dataset}/{resource}/rows", Anyone, with(ApiRows));
    site.Get("/api/v1/datasets/{dataset}/{resource}/groups", Anyone, with(ApiGroups));
    site.Get("/api/v1/datasets/{dataset}/{resource}/sql", Anyone, with(ApiSql), web::Lane::query);
    site.Get("/api/v1/datasets/{dataset}/{resource}/versions/{version}/rows", Anyone, with(ApiRows));
    site.Get("/api/v1/datasets/{dataset}/{resource}/versions/{version}/groups", Anyone, with(ApiGroups));
}

}  // namespace dongson::open_data
