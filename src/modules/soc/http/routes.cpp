#include "modules/soc/http/routes.h"

#include "modules/soc/http/handlers.h"

namespace dongson::soc {

using identity::Analyst;
using identity::Anyone;

void Routes(web::Router& site, Centre& centre) {
    const auto with = [&centre](auto handler) {
        return [&centre, handler](const auto& request) { return handler(centre, request); };
    };
    site.Get("/can-bo/an-ninh", Analyst, with(ShowConsole));
    site.Get("/can-bo/an-ninh/man-hinh", Analyst, with(ShowWall));
    site.Get("/can-bo/an-ninh/luong", Analyst, with(StreamState));
    site.Get("/can-bo/an-ninh/ban-do", Analyst, with(ShowSourceMap));
    site.Get("/can-bo/an-ninh/ban-do.svg", Analyst, with(DrawSourceMap));
    site.Get("/can-bo/an-ninh/ban-do/luong", Analyst, with(StreamSourceMap));

    site.Get("/can-bo/an-ninh/canh-bao", Analyst, with(ShowAlerts));
    site.Get("/can-bo/an-ninh/canh-bao/{alert}", Analyst, with(ShowAlert));
    site.Post("/can-bo/an-ninh/canh-bao/{alert}", Analyst, with(DecideOnAlert), web::Lane::slow);

    site.Get("/can-bo/an-ninh/su-kien", Analyst, with(ShowEvents), web::Lane::query);
    site.Get("/can-bo/an-ninh/su-kien/tai", Analyst, with(ExportEvents), web::Lane::query);
    site.Get("/can-bo/an-ninh/su-kien/{event}", Analyst, with(ShowEvent));

    site.Get("/can-bo/an-ninh/vu-viec", Analyst, with(ShowCases));
    site.Get("/can-bo/an-ninh/vu-viec/moi", Analyst, with(ShowNewCase));
    site.Post("/can-bo/an-ninh/vu-viec/moi", Analyst, with(MakeCase));
    site.Get("/can-bo/an-ninh/vu-viec/{case}", Analyst, with(ShowCase));
    site.Post("/can-bo/an-ninh/vu-viec/{case}", Analyst, with(ChangeCaseOf));
    site.Post("/can-bo/an-ninh/vu-viec/{case}/them", Analyst, with(AddToCase));
    site.Get("/can-bo/an-ninh/vu-viec/{case}/bao-cao/{format}", Analyst, with(DownloadReport), web::Lane::drawing);
    site.Get("/can-bo/an-ninh/giao-ca", Analyst, with(ShowHandovers));
    site.Post("/can-bo/an-ninh/giao-ca", Analyst, with(MakeHandover));
    site.Get("/can-bo/an-ninh/truc", Analyst, with(ShowDuty));
    site.Post("/can-bo/an-ninh/truc", Analyst, with(ChangeDuty));

    site.Get("/can-bo/an-ninh/nguon", Analyst, with(ShowSources));
    site.Get("/can-bo/an-ninh/nguon/moi", Analyst, with(ShowNewSource));
    site.Post("/can-bo/an-ninh/nguon/moi", Analyst, with(MakeSource));
    site.Get("/can-bo/an-ninh/nguon/{source}", Analyst, with(ShowSource));
    site.Post("/can-bo/an-ninh/nguon/{source}", Analyst, with(ChangeSourceOf));
    site.Post("/can-bo/an-ninh/nguon/{source}/tep", Analyst, with(TakeEventFile), web::Lane::upload);

    site.Get("/can-bo/an-ninh/he-thong", Analyst, with(ShowSystems));
    site.Get("/can-bo/an-ninh/he-thong/moi", Analyst, with(ShowNewSystem));
    site.Post("/can-bo/an-ninh/he-thong/moi", Analyst, with(MakeSystem));
    site.Get("/can-bo/an-ninh/he-thong/{system}", Analyst, with(ShowSystem));
    site.Post("/can-bo/an-ninh/he-thong/{system}", Analyst, with(ChangeSystemOf));
    site.Get("/can-bo/an-ninh/tinh-trang", Analyst, with(ShowServices));

    site.Get("/can-bo/an-ninh/lo-hong", Analyst, with(ShowVulnerabilities));
    site.Post("/can-bo/an-ninh/lo-hong", Analyst, with(TakeScan), web::Lane::upload);
    site.Get("/can-bo/an-ninh/lo-hong/{vulnerability}", Analyst, with(ShowVulnerability));
    site.Post("/can-bo/an-ninh/lo-hong/{vulnerability}", Analyst, with(DecideOnVulnerability));

    site.Get("/can-bo/an-ninh/giu-lai", Analyst, with(ShowHolds));
    site.Post("/can-bo/an-ninh/giu-lai", Analyst, with(ChangeHolds));

    site.Get("/can-bo/an-ninh/quy-tac", Analyst, with(ShowRules));
    site.Get("/can-bo/an-ninh/quy-tac/moi", Analyst, with(ShowNewRule));
    site.Post("/can-bo/an-ninh/quy-tac/moi", Analyst, with(MakeRule), web::Lane::slow);
    site.Get("/can-bo/an-ninh/quy-tac/rieng/{version}", Analyst, with(ShowOwnRule));
    site.Post("/can-bo/an-ninh/quy-tac/rieng/{version}", Analyst, with(EnlivenRule), web::Lane::slow);
    site.Get("/can-bo/an-ninh/quy-tac/{rule}", Analyst, with(ShowRule));
    site.Post("/can-bo/an-ninh/quy-tac/{rule}", Analyst, with(SetRule), web::Lane::slow);
    site.Get("/can-bo/an-ninh/att-ck", Analyst, with(ShowCoverage));
    site.Get("/can-bo/an-ninh/chi-dau", Analyst, with(ShowFeeds));
    site.Post("/can-bo/an-ninh/chi-dau", Analyst, with(ChangeFeeds), web::Lane::slow);
    site.Get("/can-bo/an-ninh/ngoai-le", Analyst, with(ShowExceptions));
    site.Post("/can-bo/an-ninh/ngoai-le", Analyst, with(ChangeExceptions), web::Lane::slow);

    // From programs: lines of JSON, and Elasticsearch's _bulk at the addresses that shippers use.
    site.Post("/api/v1/soc/events", Anyone, with(TakeLines), web::Lane::bulk);
    for (const std::string base : {"", "/elastic"}) {
        site.Post(base + "/_bulk", Anyone, with(TakeBulk), web::Lane::bulk);
        site.Put(base + "/_bulk", Anyone, with(TakeBulk), web::Lane::bulk);
        site.Post(base + "/{index}/_bulk", Anyone, with(TakeBulk), web::Lane::bulk);
    }
    site.Get("/elastic", Anyone, with(ShowBulkInfo));
}

}  // namespace dongson::soc
