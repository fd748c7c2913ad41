// The JSON interface: what the pages do, for programs. data/openapi/openapi.json describes it.
#include <boost/json.hpp>

#include "core/embedded.h"
#include "core/text.h"
#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/identity/person_number.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/inbox.h"

namespace dongson::one_stop {

namespace json = boost::json;

namespace {

json::value TimeOrNull(const std::optional<Instant>& instant) {
    return instant && *instant != kNever ? json::value(instant->Rfc3339()) : json::value(nullptr);
}

json::object RowOf(const ProcedureRow& row) {
    return {{"code", row.code},
            {"name", row.name},
            {"domain", row.domain},
            {"level", organisation::LevelWord(row.level)},
            {"online_level", static_cast<int>(row.online)},
            {"national_portal", row.national}};
}

json::object TrackingOf(const TrackingView& view) {
    json::array events;
    for (const auto& happening : view.happenings)
        events.push_back(json::object{{"at", happening.at.Rfc3339()}, {"label", happening.label.Now()}});
    const auto& dossier = view.dossier;
    return {{"code", dossier.code},
            {"procedure", dossier.procedure_name},
            {"status", view.national_status},
            {"status_text", view.status},
            {"received_at", TimeOrNull(dossier.received)},
            {"due_at", TimeOrNull(dossier.due)},
            {"closed_at", TimeOrNull(dossier.closed)},
            {"version", dossier.version},
            {"events", events}};
}

web::Response Answer(const json::value& value) {
    return NoStore(web::Json(json::serialize(value)));
}

}  // namespace

web::Response ApiProcedures(const AnyRequest& request) {
    const auto view = SearchProcedures(request.platform, request.http, 50);
    json::array items;
    for (const auto& row : view.rows) items.push_back(RowOf(row));
    return Answer(json::object{{"found", view.found}, {"page", view.page}, {"pages", view.pages}, {"items", items}});
}

web::Response ApiProcedure(const AnyRequest& request) {
    const auto procedure = request.platform.storage.Read(
        [&](storage::Transaction& tx) { return ProcedureStore(tx).GetPublished(request.http.Parameter("code")); });
    if (!procedure)
        return web::Problem(
            Refusal::NotFound(Say("Không có thủ tục mã {1} trong danh mục của tỉnh.", request.http.Parameter("code"))));
    auto object = json::parse(ContentOf(*procedure)).as_object();
    object["code"] = procedure->code;
    object["name"] = procedure->name;
    object["domain"] = procedure->domain;
    object["version"] = procedure->version;
    object["valid_from"] = procedure->valid_from.Iso();
    object["process"] = procedure->process;
    return Answer(object);
}

web::Response ApiTracking(const AnyRequest& request) {
    if (!MayGuess(request.http))
        return web::Problem({"TRACKING_TOO_MANY", Say("Quá nhiều lần thử từ máy này. Hãy đợi một phút rồi thử lại."), "last_four",
                             RefusalKind::too_many});
    std::vector<Happening> happenings;
    auto dossier = request.platform.storage.Read([&](storage::Transaction& tx) {
        DossierStore dossiers(tx);
        auto found = dossiers.Get(request.http.Parameter("code"));
        if (found && identity::LastFour(found->person.number) != Query(request.http, "last_four")) found.reset();
        if (found) happenings = dossiers.Happenings(found->id);
        return found;
    });
    if (!dossier) GuessedWrong(request.http);
    if (!dossier)
        return web::Problem(
            Refusal::NotFound(Say("Không tìm thấy hồ sơ với mã và bốn số này. Hãy xem lại trên giấy tiếp nhận.")));
    return Answer(TrackingOf(TrackingViewOf(request.platform, std::move(*dossier), std::move(happenings))));
}

web::Response ApiUnits(const AnyRequest& request) {
    const auto day = Date::Parse(Query(request.http, "on")).value_or(request.platform.clock.Now().LocalDate());
    json::array items;
    for (const auto& unit : request.platform.units.Now()->all())
        if (unit.ExistsOn(day))
            items.push_back(json::object{{"key", unit.key},
                                         {"name", unit.name},
                                         {"level", organisation::LevelWord(unit.level)},
                                         {"gso_code", unit.gso_code},
                                         {"org_code", unit.org_code},
                                         {"qcvn102_code", organisation::ToQcvn102(unit.org_code).value_or("")}});
    return Answer(json::object{{"on", day.Iso()}, {"items", items}});
}

web::Response ApiMyDossiers(const CitizenRequest& request) {
    json::array items;
    for (auto& dossier : request.platform.storage.Read(
             [&](storage::Transaction& tx) { return DossierStore(tx).OfPerson(request.citizen().person_number, 200); }))
        items.push_back(TrackingOf(TrackingViewOf(request.platform, std::move(dossier), {})));
    return Answer(json::object{{"items", items}});
}

web::Response ApiInbox(const OfficerRequest& request) {
    const auto inbox = request.platform.storage.Read([&](storage::Transaction& tx) {
        return workflow::InboxStore(tx).Read(request.officer, workflow::InboxView::all, request.platform.clock.Now());
    });
    json::array items;
    for (const auto& item : inbox.items)
        items.push_back(json::object{{"reference", item.reference},
                                     {"title", item.title},
                                     {"state", item.state.Now()},
                                     {"due_at", TimeOrNull(item.due)},
                                     {"step_due_at", TimeOrNull(item.step_due)},
                                     {"waiting", item.waiting}});
    return Answer(json::object{{"items", items}});
}

web::Response ApiAct(const OfficerRequest& request) {
    boost::system::error_code error;
    const auto body = json::parse(request.http.body, error);
    if (error || !body.is_object()) return web::Problem({"API_BODY", Say("Cần một đối tượng JSON."), ""});
    const auto& object = body.as_object();
    const auto text = [&](std::string_view key) {
        const auto* value = object.if_contains(key);
        return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
    };
    const auto* version = object.if_contains("version");
    Act act{.code = std::string(request.http.Parameter("code")),
            .event = std::string(request.http.Parameter("event")),
            .expected_version = version != nullptr && version->is_int64() ? version->as_int64() : 0,
            .reason = text("reason"),
            .result_text = text("result")};
    const auto done = ActOnDossier(request.platform, Actor::Of(request.officer), act);
    if (!done) return web::Problem(done.error());
    return Answer(json::object{
        {"code", done->code}, {"state", done->state}, {"version", done->version}, {"due_at", TimeOrNull(done->due)}});
}

web::Response ApiDescription(const AnyRequest&) {
    return web::Json(std::string(Embedded("data/openapi/openapi.json")));
}

}  // namespace dongson::one_stop
