#include "modules/soc/http/routes.h"

#include "modules/soc/capabilities.h"
#include "modules/soc/http/handlers.h"

namespace dongson::soc {

using identity::Anyone;
inline constexpr identity::May Responder{kRespond}, Answerer{kAnswer};

void Routes(web::Router& site, Centre& centre) {
    const auto with = [&centre](auto handler) {
        return [&centre, handler](const auto& request) { return handler(centre, request); };
    };
    site.Get("/can-bo/an-ninh", Responder, with(ShowConsole));
    site.Get("/can-bo/an-ninh/man-hinh", Responder, with(ShowWall));
    site.Get("/can-bo/an-ninh/luong", Responder, with(StreamState));
    site.Get("/can-bo/an-ninh/ban-do", Responder, with(ShowSourceMap));
    site.Get("/can-bo/an-ninh/ban-do.svg", Responder, with(DrawSourceMap));
    site.Get("/can-bo/an-ninh/ban-do/luong", Responder, with(StreamSourceMap));

    site.Get("/can-bo/an-ninh/canh-bao", Responder, with(ShowAlerts));
    site.Get("/can-bo/an-ninh/canh-bao/{alert}", Responder, with(ShowAlert));
    site.Post("/can-bo/an-ninh/canh-bao/{alert}", Responder, with(DecideOnAlert), web::Lane::slow);

    site.Get("/can-bo/an-ninh/su-kien", Responder, with(ShowEvents), web::Lane::query);
    site.Get("/can-bo/an-ninh/su-kien/tai", Responder, with(ExportEvents), web::Lane::query);
    site.Get("/can-bo/an-ninh/su-kien/{event}", Responder, with(ShowEvent));

    site.Get("/can-bo/an-ninh/vu-viec", Responder, with(ShowIncidents));
    site.Get("/can-bo/an-ninh/vu-viec/moi", Responder, with(ShowNewIncident));
    site.Post("/can-bo/an-ninh/vu-viec/moi", Responder, with(MakeIncident));
    site.Get("/can-bo/an-ninh/vu-viec/{case}", Responder, with(ShowIncident));
    site.Post("/can-bo/an-ninh/vu-viec/{case}", Responder, with(ChangeIncidentOf));
    site.Post("/can-bo/an-ninh/vu-viec/{case}/buoc/{event}", Responder, with(MoveIncidentOf));
    site.Post("/can-bo/an-ninh/vu-viec/{case}/giao", Responder, with(AssignIncidentOf));
    site.Get("/can-bo/an-ninh/vu-viec/{case}/chung-nhan/{happening}", Responder, with(DownloadIncidentProof));
    site.Post("/can-bo/an-ninh/vu-viec/{case}/them", Responder, with(AddToIncident));
    site.Get("/can-bo/an-ninh/vu-viec/{case}/hoi-y-kien", Responder, with(ShowAsk));
    site.Post("/can-bo/an-ninh/vu-viec/{case}/hoi-y-kien", Responder, with(AskUnitsOf));
    site.Post("/can-bo/an-ninh/vu-viec/{case}/khong-cho/{question}", Responder, with(StopWaitingOf));
    site.Get("/can-bo/an-ninh/vu-viec/{case}/tep/{file}", Responder, with(DownloadIncidentFile));
    // Whoever is asked comes in here and nowhere else.
    site.Get("/can-bo/an-ninh/duoc-hoi/{case}/{question}", Answerer, with(ShowQuestion));
    site.Post("/can-bo/an-ninh/duoc-hoi/{case}/{question}", Answerer, with(AnswerQuestion));
    site.Get("/can-bo/an-ninh/duoc-hoi/{case}/{question}/tep/{file}", Answerer, with(DownloadQuestionFile));
    site.Get("/can-bo/an-ninh/vu-viec/{case}/bao-cao/{format}", Responder, with(DownloadReport), web::Lane::drawing);
    site.Get("/can-bo/an-ninh/giao-ca", Responder, with(ShowHandovers));
    site.Post("/can-bo/an-ninh/giao-ca", Responder, with(MakeHandover));
    site.Get("/can-bo/an-ninh/truc", Responder, with(ShowDuty));
    site.Post("/can-bo/an-ninh/truc", Responder, with(ChangeDuty));

    site.Get("/can-bo/an-ninh/nguon", Responder, with(ShowSources));
    site.Get("/can-bo/an-ninh/nguon/moi", Responder, with(ShowNewSource));
    site.Post("/can-bo/an-ninh/nguon/moi", Responder, with(MakeSource));
    site.Get("/can-bo/an-ninh/nguon/{source}", Responder, with(ShowSource));
    site.Post("/can-bo/an-ninh/nguon/{source}", Responder, with(ChangeSourceOf));
    site.Post("/can-bo/an-ninh/nguon/{source}/tep", Responder, with(TakeEventFile), web::Lane::upload);

    site.Get("/can-bo/an-ninh/he-thong", Responder, with(ShowSystems));
    site.Get("/can-bo/an-ninh/he-thong/moi", Responder, with(ShowNewSystem));
    site.Post("/can-bo/an-ninh/he-thong/moi", Responder, with(MakeSystem));
    site.Get("/can-bo/an-ninh/he-thong/{system}", Responder, with(ShowSystem));
    site.Post("/can-bo/an-ninh/he-thong/{system}", Responder, with(ChangeSystemOf));
    site.Get("/can-bo/an-ninh/tinh-trang", Responder, with(ShowServices));

    site.Get("/can-bo/an-ninh/lo-hong", Responder, with(ShowVulnerabilities));
    site.Post("/can-bo/an-ninh/lo-hong", Responder, with(TakeScan), web::Lane::upload);
    site.Get("/can-bo/an-ninh/lo-hong/{vulnerability}", Responder, with(ShowVulnerability));
    site.Post("/can-bo/an-ninh/lo-hong/{vulnerability}", Responder, with(DecideOnVulnerability));

    site.Get("/can-bo/an-ninh/giu-lai", Responder, with(ShowHolds));
    site.Post("/can-bo/an-ninh/giu-lai", Responder, with(ChangeHolds));

    site.Get("/can-bo/an-ninh/quy-tac", Responder, with(ShowRules));
    site.Get("/can-bo/an-ninh/quy-tac/moi", Responder, with(ShowNewRule));
    site.Post("/can-bo/an-ninh/quy-tac/moi", Responder, with(MakeRule), web::Lane::slow);
    site.Get("/can-bo/an-ninh/quy-tac/rieng/{version}", Responder, with(ShowOwnRule));
    site.Post("/can-bo/an-ninh/quy-tac/rieng/{version}", Responder, with(EnlivenRule), web::Lane::slow);
    site.Get("/can-bo/an-ninh/quy-tac/{rule}", Responder, with(ShowRule));
    site.Post("/can-bo/an-ninh/quy-tac/{rule}", Responder, with(SetRule), web::Lane::slow);
    site.Get("/can-bo/an-ninh/att-ck", Responder, with(ShowCoverage));
    site.Get("/can-bo/an-ninh/chi-dau", Responder, with(ShowFeeds));
    site.Post("/can-bo/an-ninh/chi-dau", Responder, with(ChangeFeeds), web::Lane::slow);
    site.Get("/can-bo/an-ninh/ngoai-le", Responder, with(ShowExceptions));
    site.Post("/can-bo/an-ninh/ngoai-le", Responder, with(ChangeExceptions), web::Lane::slow);

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
