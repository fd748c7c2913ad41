// The machine interface for anyone. data/openapi/openapi.json describes it.
#include "core/embedded.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/domain/dossier_words.h"
#include "modules/one_stop/domain/everyday.h"
#include "modules/one_stop/http/api.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/storage/destruction_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/identity/person_number.h"
#include "platform/organisation/contact.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

namespace {

json::object RowOf(const ProcedureRow& row) {
    return {{"code", row.code},
            {"name", row.name},
            {"domain", row.domain},
            {"level", organisation::LevelWord(row.level)},
            {"online_level", static_cast<int>(row.online)},
            {"online_assigned", row.online_assigned},
            {"national_portal", row.national},
            {"national_assigned", row.national_assigned}};
}

json::object Numbers(const ToldCounts& told) {
    json::object numbers;
    for (const auto kind : kFigureKinds) numbers[FigureWord(kind)] = told[kind] ? json::value(*told[kind]) : json::value(nullptr);
    return numbers;
}

json::value ContactOf(const organisation::ContactVersion& version) {
    const auto& contact = version.contact;
    if (contact.empty()) return nullptr;
    return json::object{{"address", contact.address}, {"phone", contact.phone},   {"email", contact.email},
                        {"hours", contact.hours},     {"remark", contact.remark}, {"changed_at", version.changed.Rfc3339()}};
}

}  // namespace

web::Response ApiProcedures(const AnyRequest& request) {
    const auto view = SearchProcedures(request.platform, request.http, 50);
    json::array items;
    for (const auto* row : view.rows) items.push_back(RowOf(*row));
    json::array elsewhere;
    for (const auto* other : view.elsewhere)
        elsewhere.push_back(json::object{{"what", other->what.vi}, {"who", other->who.vi}, {"where", other->where}});
    return Answer(json::object{
        {"found", view.found}, {"page", view.page}, {"pages", view.pages}, {"items", items}, {"elsewhere", elsewhere}});
}

web::Response ApiProcedure(const AnyRequest& request) {
    const auto procedure = request.platform.storage.Read(
        [&](storage::Transaction& tx) { return ProcedureStore(tx).GetPublished(request.http.Parameter("code")); });
    if (!procedure) return web::Problem(NotOffered(request.platform.storage, request.http.Parameter("code")));
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
    if (!MayGuess(request, request.http.Parameter("code"))) return web::Problem(TooManyGuesses("last_four"));
    const auto view = FindTracked(request, request.http.Parameter("code"), request.http.Asked("last_four"));
    if (!view)
        if (const auto gone = request.platform.storage.Read(
                [&](storage::Transaction& tx) { return DestructionStore(tx).GoneBy(CleanCode(request.http.Parameter("code"))); }))
            return web::Problem(Refusal::NotFound(
                Say("Hồ sơ này đã tiêu hủy theo biên bản số {1}, ngày {2}.", gone->notation, gone->at.LocalDate().Spoken())));
    if (!view)
        return web::Problem(
            Refusal::NotFound(Say("Không tìm thấy hồ sơ với mã và bốn số này. Hãy xem lại trên giấy tiếp nhận.")));
    auto described = DescribeTracking(*view);
    described["result_number"] = view->dossier.result_number;
    described["result_date"] = view->result_day ? json::value(view->result_day->Iso()) : json::value(nullptr);
    return Answer(described);
}

web::Response ApiUnits(const AnyRequest& request) {
    const auto day = Date::Parse(request.http.Asked("on")).value_or(request.platform.clock.Now().LocalDate());
    const auto units = request.platform.units.Now();
    const auto contacts =
        request.platform.storage.Read([](storage::Transaction& tx) { return organisation::ContactStore(tx).All(); });
    json::array items;
    for (const auto& unit : units->all()) {
        if (!unit.ExistsOn(day)) continue;
        const auto contact = contacts.find(unit.id);
        items.push_back(json::object{{"key", unit.key},
                                     {"name", unit.name},
                                     {"level", organisation::LevelWord(unit.level)},
                                     {"gso_code", unit.gso_code},
                                     {"org_code", unit.org_code},
                                     {"qcvn102_code", organisation::ToQcvn102(unit.org_code).value_or("")},
                                     {"contact", contact == contacts.end() ? json::value() : ContactOf(contact->second)}});
    }
    return Answer(json::object{{"on", day.Iso()}, {"items", items}});
}

web::Response ApiFigures(const AnyRequest& request) {
    const auto told_on_page = FiguresOf(request.platform, {});
    const auto units = request.platform.units.Now();
    json::array items;
    const auto rows = request.platform.storage.Read([&](storage::Transaction& tx) {
        return FigureStore(tx).OfAll(Months::Of(told_on_page.from, told_on_page.until), request.platform.clock.Now());
    });
    for (const auto& row : rows) {
        const auto told = row.counts.ForPublic();
        if (!told.HasRow()) continue;
        auto item = Numbers(told);
        item["unit"] = units->NameOf(row.unit);
        item["domain"] = row.domain;
        items.push_back(std::move(item));
    }
    // The same numbers as on the page: a sum of numbers that were each disturbed would be another one.
    json::object by_unit, by_domain;
    for (const auto& [unit, told] : told_on_page.by_unit) by_unit[unit] = Numbers(told);
    for (const auto& [domain, told] : told_on_page.by_domain) by_domain[domain] = Numbers(told);
    return Answer(json::object{{"from", told_on_page.from.Iso()},
                               {"until", told_on_page.until.Iso()},
                               {"whole", Numbers(told_on_page.whole)},
                               {"by_unit", std::move(by_unit)},
                               {"by_domain", std::move(by_domain)},
                               {"items", items}});
}

web::Response ApiDescription(const AnyRequest&) {
    return web::Json(std::string(Embedded("data/openapi/openapi.json")));
}

}  // namespace dongson::one_stop
