#include <fmt/format.h>

#include "core/text.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/domain/dossier_words.h"
#include "modules/one_stop/domain/form.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/pages/help_pages.h"
#include "modules/one_stop/pages/records_page.h"
#include "modules/one_stop/storage/form_shelf.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/identity/person_number.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

constexpr int kRowsPerPage = 20;
constexpr int kSharedSeconds = 60;
// What the province says of a procedure is seen as soon as it holds; of many who ask at once one is answered.
constexpr int kProcedureSeconds = 1;

web::Response Shared(web::Html html, int seconds = kSharedSeconds) {
    auto response = web::Page(std::move(html));
    response.shared_seconds = seconds;
    return response;
}

}  // namespace

web::Response ShowHome(const AnyRequest& request) {
    HomeView view;
    view.domains = request.platform.storage.Read([](storage::Transaction& tx) { return ProcedureStore(tx).Domains(); });
    for (const auto& domain : view.domains) view.procedures += domain.procedures;
    return Shared(HomePage(view));
}

web::Response ShowSearch(const AnyRequest& request) {
    return web::Page(SearchPage(SearchProcedures(request.platform, request.http, kRowsPerPage)));
}

web::Response ShowProcedure(const AnyRequest& request) {
    const auto code = request.http.Parameter("code");
    const auto procedure =
        request.platform.storage.Read([&](storage::Transaction& tx) { return ProcedureStore(tx).GetPublished(code); });
    if (!procedure) return web::RefusalPage(NotOffered(request.platform.storage, code));
    const auto* department = request.platform.units.Now()->FindByKey(procedure->department);
    return Shared(ProcedurePage({*procedure, department == nullptr ? "" : department->name, request.platform.accepts_online}),
                  kProcedureSeconds);
}

web::Response ShowFormSchema(const AnyRequest& request) {
    const auto procedure = request.platform.storage.Read(
        [&](storage::Transaction& tx) { return ProcedureStore(tx).GetPublished(request.http.Parameter("code")); });
    if (!procedure) return web::Problem(NotOffered(request.platform.storage, request.http.Parameter("code")));
    auto response = web::Json(
        JsonSchemaOf(FormFor(*FormsOf(request.platform.storage, request.platform.clock.Now().LocalDate()), *procedure)));
    response.type = "application/schema+json";
    return response;
}

web::Response ShowTracking(const AnyRequest& request) {
    const auto code = request.http.Asked("ma"), last_four = request.http.Asked("so");
    if (last_four.empty()) return NoStore(web::Page(TrackingForm(code, "", {})));
    if (!MayGuess(request, code)) return NoStore(web::Page(TrackingForm(code, "", {TooManyGuesses("so")}), 429));
    const auto view = FindTracked(request, code, last_four);
    // Of one that was destroyed nothing of a person is left to ask for: the code is all that anybody has.
    if (!view)
        if (const auto gone = request.platform.storage.Read(
                [&](storage::Transaction& tx) { return DestructionStore(tx).GoneBy(CleanCode(code)); }))
            return NoStore(web::Page(GonePage(CleanCode(code), *gone), 410));
    // Wrong code and wrong digits get one answer: neither says whether the dossier exists.
    if (!view)
        return NoStore(
            web::Page(TrackingForm(code, last_four,
                                   {{"TRACKING_NOT_FOUND",
                                     Say("Không tìm thấy hồ sơ với mã và bốn số này. Hãy xem lại trên giấy tiếp nhận."), "ma"}}),
                      404));
    return NoStore(web::Page(TrackingPage(*view)));
}

web::Response ShowPublicFigures(const AnyRequest& request) {
    return Shared(FiguresPage(FiguresOf(request.platform, {})));
}

web::Response ShowOfficeFigures(const OfficerRequest& request) {
    web::MarkActive("figures");
    return NoStore(web::Page(FiguresPage(FiguresOf(request.platform, request.officer.unit()))));
}

web::Response ShowHelp(const AnyRequest&) {
    return Shared(HelpPage(""));
}
web::Response ShowHelpTopic(const AnyRequest& request) {
    return Shared(HelpPage(request.http.Parameter("topic")));
}

}  // namespace dongson::one_stop
