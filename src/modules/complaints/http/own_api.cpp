// The machine interface of whoever filed a complaint, and what everybody may read.
#include "core/text.h"
#include "modules/complaints/actions/act_on_complaint.h"
#include "modules/complaints/domain/complaint_kind.h"
#include "modules/complaints/http/describing.h"
#include "platform/desk/case_files.h"

namespace dongson::complaints {

namespace json = boost::json;
using desk::TextOf;

namespace {

web::Response NotTheirs(const CitizenRequest& request) {
    return web::Problem(NotYourCase(request.http.Parameter("code")));
}

// Fewer than may be told: null.
json::value FigureOrNull(const std::optional<std::int64_t>& figure) {
    return figure ? json::value(*figure) : json::value(nullptr);
}

json::array DescribeHappenings(const CaseView& view) {
    json::array events;
    for (const auto& each : view.happenings) {
        const auto line = LineForFilerOf(view.complaint, each);
        if (!line) continue;
        events.push_back(json::object{{"at", each.at.Rfc3339()},
                                      {"event", each.event},
                                      {"label", line->label.Now()},
                                      {"text", line->says ? json::value(each.reason) : json::value("")},
                                      {"files", line->own ? desk::DescribePapers(each.files) : json::array()}});
    }
    return events;
}

// What is only proposed is not told.
json::object DescribeOwnRow(const Complaint& complaint, Instant now) {
    auto object = DescribeRow(complaint, now, true);
    if (!complaint.ResultIsTold()) object["outcome"] = "";
    return object;
}

json::object Describe(const CaseView& view) {
    const auto& complaint = view.complaint;
    auto object = DescribeOwnRow(complaint, view.now);
    AddWhatWasSaid(object, view);
    object["allowed"] = DescribeAllowed(view);
    object["result"] = complaint.ResultIsTold() ? complaint.result : "";
    object["decision_file"] = complaint.decision_file.value == 0 ? "" : ToText(complaint.decision_file);
    object["again_until"] = view.again_until ? json::value(view.again_until->Iso()) : json::value(nullptr);
    object["second"] = view.again;
    object["events"] = DescribeHappenings(view);
    return object;
}

}  // namespace

web::Response ApiPublic(const AnyRequest& request) {
    const auto view = PublicViewOf(request);
    json::array answers, figures;
    for (const auto& each : view.shown)
        answers.push_back(json::object{{"published_at", desk::TimeOrNull(each.shown)},
                                       {"answered_at", desk::TimeOrNull(each.closed)},
                                       {"answered_by", view.answered_by.at(each.handler)},
                                       {"question", each.shown_question},
                                       {"answer", each.shown_answer}});
    for (const auto& each : view.figures)
        figures.push_back(json::object{{"quarter", each.quarter},
                                       {"kind", each.feedback ? kFeedback : kSettling},
                                       {"filed", FigureOrNull(each.filed)},
                                       {"settled", FigureOrNull(each.settled)},
                                       {"on_time", FigureOrNull(each.on_time)}});
    return desk::Answer(
        json::object{{"feedback_days", view.feedback_days}, {"answers", std::move(answers)}, {"figures", std::move(figures)}});
}

web::Response ApiMine(const CitizenRequest& request) {
    json::array items;
    for (const auto& each : ComplaintsOf(request.platform, request.citizen().id))
        items.push_back(DescribeOwnRow(each, request.platform.clock.Now()));
    return desk::Answer(json::object{{"items", std::move(items)}});
}

web::Response ApiFile(const CitizenRequest& request) {
    auto wanted = WantedIn(request.http, request.platform);
    if (!wanted) return web::Problem(wanted.error());
    auto papers = desk::KeepUploads(request, -1);
    if (!papers) return Refused(papers.error());
    wanted->papers = std::move(*papers);
    const auto filed = FileComplaint(request.platform, request.citizen(), *std::move(wanted));
    return filed ? desk::Answer(DescribeState(*filed, true), 201) : Refused(filed.error());
}

web::Response ApiOwn(const CitizenRequest& request) {
    const auto view = OwnViewOf(request);
    return view ? desk::Answer(Describe(*view)) : NotTheirs(request);
}

web::Response ApiWithdraw(const CitizenRequest& request) {
    const auto body = desk::BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    if (!OwnViewOf(request)) return NotTheirs(request);
    return Answered(ActOnComplaint(request.platform, workflow::Actor::Of(request.citizen()),
                                   {.code = CodeIn(request.http),
                                    .event = "withdraw",
                                    .expected_version = ToNumber(TextOf(*body, "version")),
                                    .reason = TextOf(*body, "reason")}),
                    true);
}

web::Response ApiReply(const CitizenRequest& request) {
    const auto body = desk::BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    if (!OwnViewOf(request)) return NotTheirs(request);
    return Written(WriteToOffice(request.platform, request.citizen(), CodeIn(request.http), TextOf(*body, "text")),
                   CodeIn(request.http));
}

}  // namespace dongson::complaints
