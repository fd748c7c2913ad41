// The machine interface for officers: the inbox, a dossier, what may be done to it. Taking in at the counter stands with the
// counter.
#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/actions/correct_result.h"
#include "modules/one_stop/actions/dossier_writing.h"
#include "modules/one_stop/actions/end_mandate.h"
#include "modules/one_stop/actions/keep_work.h"
#include "modules/one_stop/actions/link_dossiers.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/http/api.h"
#include "modules/one_stop/http/counts.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/http/reading.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/inbox.h"
#include "platform/workflow/viewing.h"

namespace dongson::one_stop {

namespace {

web::Response Missing(std::string_view code) {
    return web::Problem(Refusal::NotFound(Say("Không có hồ sơ mã {1} mà đơn vị bạn giữ hoặc được hỏi ý kiến.", code)));
}

// One unit by its key, or several.
Result<std::vector<UnitId>> AskedUnits(const OfficerRequest& request, const json::object& body) {
    std::vector<std::string> keys;
    if (const auto one = TextOf(body, "asked_unit"); !one.empty()) keys.push_back(one);
    if (const auto* several = body.if_contains("asked_units"); several != nullptr && several->is_array())
        for (const auto& key : several->as_array()) keys.emplace_back(key.is_string() ? std::string(key.as_string()) : "");
    std::vector<UnitId> units;
    for (const auto& key : keys) {
        const auto* unit = request.platform.units.Now()->FindByKey(key);
        if (unit == nullptr)
            return std::unexpected(Refusal{"ONE_STOP_ASKED_UNIT", Say("Không có đơn vị “{1}”.", key), "asked_units"});
        units.push_back(unit->id);
    }
    return units;
}

}  // namespace

web::Response ApiInbox(const OfficerRequest& request) {
    const auto view = workflow::ParseInboxView(request.http.Asked("xem"));
    KeepWithUnits(request.platform);
    const auto inbox = request.platform.storage.Read([&](storage::Transaction& tx) {
        return workflow::InboxStore(tx).Read(request.officer, view, request.platform.clock.Now());
    });
    json::array items;
    for (const auto* item : inbox.items)
        items.push_back(json::object{{"reference", item->reference},
                                     {"title", item->title},
                                     {"person", item->person},
                                     {"state", item->state.Now()},
                                     {"due_at", TimeOrNull(item->due)},
                                     {"step_due_at", TimeOrNull(item->step_due)},
                                     {"waiting", item->waiting},
                                     {"fresh", item->fresh}});
    return Answer(json::object{{"items", std::move(items)}, {"cut", inbox.cut}});
}

web::Response ApiOfficeDossier(const OfficerRequest& request) {
    const auto view = OfficeViewOf(request);
    if (!view) return Missing(request.http.Parameter("code"));
    const auto& dossier = view->tracking.dossier;
    workflow::RecordView(request.platform, DossierKind(), request.officer, dossier, "Xem hồ sơ để giải quyết");
    auto object = DescribeDossier(view->tracking, view->papers, view->allowed);
    object["person"] = json::object{{"name", dossier.person.name},
                                    {"number", dossier.person.number},
                                    {"address", dossier.person.address},
                                    {"phone", dossier.person.phone},
                                    {"email", dossier.person.email}};
    object["mandate"] = DescribeMandate(dossier, view->today);
    if (dossier.mandate) object["mandate"].as_object()["number"] = dossier.mandate->number;
    object["proof"] = identity::ProofWord(view->proof);
    if (!MaySeeResult(request.officer, dossier)) object["result_text"] = "";
    object["assignee"] = view->assignee;
    object["issued"] = DescribeIssued(view->issued);
    object["fees"] = DescribeFees(dossier, view->fees);
    object["fees"].as_object()["reliefs"] = DescribeClaims(view->claims);
    json::array opinions;
    for (const auto& opinion : view->opinions)
        opinions.push_back(json::object{{"id", std::to_string(opinion.id)},
                                        {"unit", view->units.at(opinion.unit)},
                                        {"question", opinion.question},
                                        {"due_at", TimeOrNull(opinion.due)},
                                        {"answer", opinion.answer},
                                        {"answered_by", opinion.answered_by},
                                        {"dropped", opinion.dropped},
                                        {"answered_at", TimeOrNull(opinion.answered)}});
    // Whose acts they are is the officers' to know.
    auto& events = object["events"].as_array();
    for (std::size_t place = 0; place < events.size() && place < view->tracking.happenings.size(); ++place) {
        const auto& happening = view->tracking.happenings[place];
        const auto unit = view->units.find(happening.actor_unit);
        events[place].as_object()["actor"] = happening.actor_name;
        events[place].as_object()["unit"] = unit == view->units.end() ? "" : unit->second;
        events[place].as_object()["on_behalf_of"] = happening.on_behalf_of;
    }
    object["colleagues"] = desk::DescribeColleagues(view->colleagues);
    object["opinions"] = std::move(opinions);
    json::array links;
    for (const auto& linked : view->linked)
        links.push_back(json::object{{"id", std::to_string(linked.id)},
                                     {"code", linked.code},
                                     {"relation", linked.relation.Now()},
                                     {"note", linked.note},
                                     {"by", linked.by},
                                     {"at", linked.at.Rfc3339()}});
    object["links"] = std::move(links);
    return Answer(object);
}

web::Response ApiAct(const OfficerRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    auto asked = AskedUnits(request, *body);
    if (!asked) return web::Problem(asked.error());
    const auto days = TextOf(*body, "asked_days"), until = TextOf(*body, "until");
    Act act{.code = std::string(request.http.Parameter("code")),
            .event = std::string(request.http.Parameter("event")),
            .expected_version = ToNumber(TextOf(*body, "version")),
            .reason = TextOf(*body, "reason"),
            .assignee = {ToNumber(TextOf(*body, "assignee"))},
            .asked = std::move(*asked),
            .asked_days = days.empty() ? 3 : static_cast<int>(std::clamp<std::int64_t>(ToNumber(days), 0, 1000)),
            .opinion = desk::WholeNumber(TextOf(*body, "opinion")),
            .until = Date::Parse(until).value_or(Date{}),
            .result_text = TextOf(*body, "result"),
            .chosen_case = TextOf(*body, "case"),
            .agreed = TextOf(*body, "agreed"),
            .fee = TextOf(*body, "fee"),
            .fee_basis = TextOf(*body, "fee_basis"),
            .payment = PaymentIn(*body),
            .receiver = TextOf(*body, "receiver"),
            .to_mandatary = TextOf(*body, "to_mandatary") == "true",
            .components = HandedInOf(*body).components,
            .sets = body->contains("sets") ? HandedInOf(*body).sets : 0,
            .papers = {}};
    if (!until.empty() && !Date::Parse(until))
        return web::Problem({"ANSWER_NOT_A_DATE", Say("Nhập ngày có thật, ví dụ 27/3/2025."), "until"});
    if (!IsReadable(request)) return Missing(act.code);
    auto papers = KeepUploads(request, -1);
    if (!papers) return web::Problem(papers.error());
    act.papers = std::move(*papers);
    const auto done = ActOnDossier(request.platform, Actor::Of(request.officer), act);
    if (!done) return web::Problem(done.error());
    auto state = DescribeState(*done);
    // What the result will say, written or proposed: a program sees no page.
    if (!done->result_text.empty() && MaySeeResult(request.officer, *done)) state["result_text"] = done->result_text;
    return Answer(state);
}

web::Response ApiEndMandate(const OfficerRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return Missing(code);
    const auto ended = EndMandateAtCounter(request.platform, request.officer, code, TextOf(*body, "reason"));
    return ended ? Answer(json::object{{"ended", code}}) : web::Problem(ended.error());
}

web::Response ApiWriteNote(const OfficerRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return Missing(code);
    auto papers = KeepUploads(request, -1);
    if (!papers) return web::Problem(papers.error());
    const auto done = WriteNote(request.platform, request.officer, {code, TextOf(*body, "text"), std::move(*papers)});
    if (!done) return web::Problem(done.error());
    return ApiOfficeDossier(request);
}

web::Response ApiReplaceResult(const OfficerRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return Missing(code);
    auto papers = KeepUploads(request, -1);
    if (!papers) return web::Problem(papers.error());
    const auto done = CorrectResult(request.platform, request.officer,
                                    {.code = code,
                                     .expected_version = ToNumber(TextOf(*body, "version")),
                                     .reason = TextOf(*body, "reason"),
                                     .text = TextOf(*body, "result"),
                                     .papers = std::move(*papers)});
    return done ? Answer(DescribeState(*done)) : web::Problem(done.error());
}

web::Response ApiLink(const OfficerRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return Missing(code);
    const auto done = LinkDossiers(request.platform, request.officer,
                                   {code, TextOf(*body, "code"), TextOf(*body, "relation"), TextOf(*body, "note")});
    return done ? ApiOfficeDossier(request) : web::Problem(done.error());
}

web::Response ApiUnlink(const OfficerRequest& request) {
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return Missing(code);
    const auto done = UnlinkDossiers(request.platform, request.officer, code, ToNumber(request.http.Parameter("link")));
    return done ? ApiOfficeDossier(request) : web::Problem(done.error());
}

web::Response ApiMessageApplicant(const OfficerRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return Missing(code);
    const auto done = MessageApplicant(request.platform, request.officer, code, TextOf(*body, "text"));
    return done ? Answer(json::object{{"sent", code}}) : web::Problem(done.error());
}

web::Response ApiTakeBack(const OfficerRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return Missing(code);
    const auto done = TakeBack(request.platform, request.officer, code, ToNumber(TextOf(*body, "version")));
    return done ? Answer(DescribeState(*done)) : web::Problem(done.error());
}

web::Response ApiAssign(const OfficerRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    // Whoever administrates gives away what they may not read.
    if (!IsReadable(request) && !request.officer.May(identity::kAdministrate)) return Missing(request.http.Parameter("code"));
    const auto wanted = TextOf(*body, "assignee");
    const auto done = AssignDossier(request.platform, request.officer, std::string(request.http.Parameter("code")),
                                    wanted == "me" ? request.officer.account.id : AccountId{ToNumber(wanted)},
                                    ToNumber(TextOf(*body, "version")));
    return done ? Answer(DescribeState(*done)) : web::Problem(done.error());
}

}  // namespace dongson::one_stop
