// The machine interface of officers who work on complaints and feedback.
#include <algorithm>

#include "core/text.h"
#include "modules/complaints/actions/act_on_complaint.h"
#include "modules/complaints/capabilities.h"
#include "modules/complaints/domain/complaint_kind.h"
#include "modules/complaints/http/describing.h"
#include "platform/desk/case_files.h"
#include "platform/workflow/viewing.h"

namespace dongson::complaints {

namespace json = boost::json;
using desk::TextOf;
using desk::TimeOrNull;
using desk::WholeNumber;

namespace {

web::Response NotTheirs(const OfficerRequest& request) {
    return web::Problem(NoSuchCase(request.http.Parameter("code")));
}

// Does something with what was sent, where the case is one that the officer may know of.
template <class Do>
web::Response OnCase(const OfficerRequest& request, Do act) {
    const auto body = desk::BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    return OfficeViewOf(request) ? act(*body, CodeIn(request.http)) : NotTheirs(request);
}

json::array DescribeQuestions(const CaseView& view) {
    json::array questions;
    for (const auto& each : view.consultations)
        questions.push_back(json::object{{"consultation", std::to_string(each.id)},
                                         {"unit", view.NameOf(each.unit)},
                                         {"question", each.question},
                                         {"asked_at", each.asked.Rfc3339()},
                                         {"due_at", TimeOrNull(each.due)},
                                         {"answer", each.answer},
                                         {"answered_by", each.answered_by},
                                         {"answered_at", TimeOrNull(each.answered)},
                                         {"dropped", each.dropped}});
    return questions;
}

// Whoever is asked reads the question and nothing else.
json::object Describe(const CaseView& view) {
    const auto& complaint = view.complaint;
    auto object = view.whole ? DescribeRow(complaint, view.now, false) : DescribeState(complaint, false);
    object["whole"] = view.whole;
    object["allowed"] = DescribeAllowed(view);
    object["questions"] = DescribeQuestions(view);
    if (!view.whole) return object;
    AddWhatWasSaid(object, view);
    object["about_unit"] = view.about_unit;
    object["on_paper"] = complaint.on_paper;
    object["filer"] = json::object{{"name", complaint.name},
                                   {"number", complaint.number},
                                   {"address", complaint.address},
                                   {"phone", complaint.phone},
                                   {"email", complaint.email}};
    object["result"] = complaint.result;
    object["signer"] = complaint.signer;
    object["may_publish"] = complaint.may_publish;
    object["published_at"] = TimeOrNull(complaint.shown);
    object["assignee"] = view.assignee;
    object["colleagues"] = desk::DescribeColleagues(view.colleagues);
    object["events"] = desk::DescribeHappenings(view.happenings, [&](UnitId unit) { return view.NameOf(unit); });
    return object;
}

Result<std::vector<UnitId>> UnitsAsked(const Platform& platform, const json::object& body) {
    std::vector<UnitId> asked;
    const auto* listed = body.if_contains("units");
    if (listed == nullptr || !listed->is_array()) return asked;
    for (const auto& each : listed->get_array()) {
        auto unit = UnitCalled(platform, TextOf(each));
        if (!unit) {
            unit.error().field = "units";
            return std::unexpected(unit.error());
        }
        asked.push_back(*unit);
    }
    return asked;
}

Result<Act> ActIn(const OfficerRequest& request, const json::object& body) {
    const auto unit = UnitCalled(request.platform, TextOf(body, "unit"));
    if (!unit) return std::unexpected(unit.error());
    auto asked = UnitsAsked(request.platform, body);
    if (!asked) return std::unexpected(asked.error());
    Act act{.code = CodeIn(request.http),
            .event = std::string(request.http.Parameter("event")),
            .expected_version = ToNumber(TextOf(body, "version")),
            .reason = TextOf(body, "reason"),
            .remote = TextOf(body, "remote") == "true",
            .why = TextOf(body, "why"),
            .outcome = TextOf(body, "outcome"),
            .result = TextOf(body, "result"),
            .unit = *unit,
            .asked = *std::move(asked),
            .consultation = WholeNumber(TextOf(body, "consultation"))};
    if (body.contains("days"))
        act.asked_days = static_cast<int>(std::clamp<std::int64_t>(WholeNumber(TextOf(body, "days")), 0, 1000));
    return act;
}

}  // namespace

web::Response ApiRegister(const OfficerRequest& request) {
    if (!WorksOnComplaints(request.officer)) return web::Problem(NoRegister());
    static constexpr std::pair<std::string_view, std::string_view> kStates[] = {
        {"late", "qua-han"}, {"over", "xong"}, {"all", "tat-ca"}};
    const auto state = request.http.Asked("state");
    const auto* found =
        std::ranges::find(kStates, std::string_view(state), &std::pair<std::string_view, std::string_view>::first);
    auto view = RegisterOf(request, {.kind = request.http.Asked("kind"),
                                     .state = found == std::end(kStates) ? "" : std::string(found->second),
                                     .from = request.http.Asked("from"),
                                     .until = request.http.Asked("until")});
    if (!view.faults.empty()) {
        view.faults.front().field = "from";
        return web::Problem(view.faults.front());
    }
    json::array items, below;
    for (const auto& each : view.rows) items.push_back(DescribeRow(each, view.now, false));
    for (const auto& each : view.below)
        below.push_back(json::object{{"unit", view.units[each.unit]},
                                     {"kind", each.kind},
                                     {"filed", each.filed},
                                     {"open", each.open},
                                     {"closed", each.closed},
                                     {"on_time", each.on_time},
                                     {"late_open", each.late_open},
                                     {"justified", each.justified}});
    return desk::Answer(json::object{{"items", std::move(items)}, {"cut", view.cut}, {"units_below", std::move(below)}});
}

web::Response ApiTake(const OfficerRequest& request) {
    auto wanted = WantedIn(request.http, request.platform);
    if (!wanted) return web::Problem(wanted.error());
    auto papers = desk::KeepUploads(request, -1);
    if (!papers) return Refused(papers.error());
    wanted->papers = std::move(*papers);
    const auto taken = FileForSomebody(request.platform, request.officer, *std::move(wanted));
    return taken ? desk::Answer(DescribeState(*taken, false), 201) : Refused(taken.error());
}

web::Response ApiCase(const OfficerRequest& request) {
    const auto view = OfficeViewOf(request);
    if (!view) return NotTheirs(request);
    if (view->whole)
        workflow::RecordView(request.platform, ComplaintKind(), request.officer, view->complaint, "Xem đơn khiếu nại, phản ánh");
    return desk::Answer(Describe(*view));
}

web::Response ApiAct(const OfficerRequest& request) {
    return OnCase(request, [&](const json::object& body, const std::string&) {
        auto act = ActIn(request, body);
        if (!act) return web::Problem(act.error());
        auto papers = desk::KeepUploads(request, -1);
        if (!papers) return Refused(papers.error());
        act->papers = std::move(*papers);
        return Answered(ActOnComplaint(request.platform, workflow::Actor::Of(request.officer), *act), false);
    });
}

web::Response ApiAssign(const OfficerRequest& request) {
    return OnCase(request, [&](const json::object& body, const std::string& code) {
        const auto wanted = TextOf(body, "assignee");
        const auto assignee = wanted == "me" ? request.officer.account.id : AccountId{WholeNumber(wanted)};
        return Answered(AssignComplaint(request.platform, request.officer, code, assignee, ToNumber(TextOf(body, "version"))),
                        false);
    });
}

web::Response ApiNote(const OfficerRequest& request) {
    return OnCase(request, [&](const json::object& body, const std::string& code) {
        return Written(WriteNote(request.platform, request.officer, {code, TextOf(body, "text")}), code);
    });
}

web::Response ApiMessage(const OfficerRequest& request) {
    return OnCase(request, [&](const json::object& body, const std::string& code) {
        return Written(WriteToFiler(request.platform, request.officer, code, TextOf(body, "text")), code);
    });
}

web::Response ApiPublish(const OfficerRequest& request) {
    return OnCase(request, [&](const json::object& body, const std::string& code) {
        return Answered(PublishAnswer(request.platform, request.officer,
                                      {.code = code,
                                       .expected_version = ToNumber(TextOf(body, "version")),
                                       .question = TextOf(body, "question"),
                                       .answer = TextOf(body, "answer"),
                                       .publish = TextOf(body, "publish") == "true"}),
                        false);
    });
}

}  // namespace dongson::complaints
