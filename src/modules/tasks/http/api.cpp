// The machine interface of tasks.
#include <algorithm>

#include "core/text.h"
#include "modules/tasks/http/handlers.h"
#include "modules/tasks/http/reading.h"
#include "platform/desk/api.h"
#include "platform/desk/case_files.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/act_on_task.h"
#include "platform/workflow/give_task.h"
#include "platform/workflow/task_kind.h"
#include "platform/workflow/viewing.h"

namespace dongson::tasks {

namespace json = boost::json;
using desk::TextOf;
using desk::TimeOrNull;
using desk::WholeNumber;
using workflow::Task;

namespace {

web::Response NotThere(const OfficerRequest& request) {
    return web::Problem(Missing(request.http.Parameter("code")));
}

// A day as programs say it; none where they say nothing.
Result<std::optional<Date>> DayOf(const json::object& body, const char* member) {
    const auto text = TextOf(body, member);
    if (text.empty()) return std::optional<Date>();
    const auto day = Date::Parse(text);
    if (!day) return std::unexpected(Refusal{"ANSWER_NOT_A_DATE", Say("Nhập ngày có thật, ví dụ 27/3/2025."), member});
    return day;
}

// The member that the caller sent, for the field a page has.
Refusal AsSent(Refusal refusal) {
    static constexpr std::pair<std::string_view, std::string_view> kMembers[] = {
        {"ten", "title"},         {"yeu_cau", "wanted"}, {"minh_chung", "evidence"}, {"don_vi", "unit"},      {"nguoi", "person"},
        {"so_ngay", "days"},      {"ngay", "until"},     {"trong_so", "weight"},     {"thuoc_ve", "part_of"}, {"ly_do", "reason"},
        {"phan_tram", "percent"}, {"muc", "mark"},       {"trao_doi", "text"},       {"tep", "files"}};
    return desk::AsSent(std::move(refusal), kMembers);
}

json::object DescribeState(const Task& task) {
    return {{"code", task.code},
            {"state", task.state},
            {"state_text", workflow::TaskProcess().At(task.state).words.Now()},
            {"version", task.version},
            {"due_at", TimeOrNull(task.due)},
            {"percent", task.percent}};
}

json::object DescribeRow(const Task& task, const std::map<UnitId, std::string>& units, Instant now) {
    const auto name = [&](UnitId unit) {
        const auto found = units.find(unit);
        return found == units.end() ? std::string() : found->second;
    };
    auto object = DescribeState(task);
    object["title"] = task.title;
    object["urgent"] = task.urgent;
    object["late"] = task.Late(now);
    object["giver_unit"] = name(task.giver_unit);
    object["giver"] = task.giver_name;
    object["doer_unit"] = name(task.doer_unit);
    object["given_at"] = task.given.Rfc3339();
    object["done_at"] = TimeOrNull(task.done);
    object["closed_at"] = TimeOrNull(task.closed);
    object["weight"] = task.weight;
    return object;
}

json::object Describe(const TaskView& view) {
    const auto& task = view.task;
    auto object = DescribeRow(task, view.units, view.now);
    object["wanted"] = task.wanted;
    object["evidence"] = task.evidence;
    object["assignee"] = view.assignee;
    object["asked_until"] = task.asked_until ? json::value(task.asked_until->Iso()) : json::value(nullptr);
    object["mark"] = task.mark;
    object["assessment"] = task.assessment;
    object["part_of"] = view.whole ? view.whole->code : "";
    json::array allowed, parts;
    for (const auto* event : view.allowed)
        allowed.push_back(json::object{{"event", event->key}, {"label", event->label.Now()}, {"reason_wanted", event->reason}});
    for (const auto& part : view.parts) parts.push_back(DescribeRow(part, view.units, view.now));
    object["allowed"] = std::move(allowed);
    object["colleagues"] = desk::DescribeColleagues(view.colleagues);
    object["parts"] = std::move(parts);
    object["events"] = desk::DescribeHappenings(view.happenings, [&](UnitId unit) { return view.NameOf(unit); });
    return object;
}

web::Response Answered(const Result<Task>& done) {
    return done ? desk::Answer(DescribeState(*done)) : web::Problem(AsSent(done.error()));
}

std::optional<UnitId> UnitOf(const OfficerRequest& request, const std::string& key) {
    if (key.empty()) return UnitId{};
    const auto* unit = request.platform.units.Now()->FindByKey(key);
    return unit == nullptr ? std::nullopt : std::optional(unit->id);
}

web::Response NoSuchUnit(const std::string& key) {
    return web::Problem({"TASK_UNIT", Say("Không có đơn vị “{1}”.", key), "unit"});
}

}  // namespace

web::Response ApiTasks(const OfficerRequest& request) {
    const auto view = ListOf(request);
    json::array items;
    for (const auto& task : view.rows) items.push_back(DescribeRow(task, view.units, view.now));
    return desk::Answer(json::object{{"items", std::move(items)}, {"cut", view.cut}});
}

web::Response ApiGive(const OfficerRequest& request) {
    const auto body = desk::BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const auto until = DayOf(*body, "until");
    if (!until) return web::Problem(until.error());
    const auto unit = UnitOf(request, TextOf(*body, "unit"));
    if (!unit) return NoSuchUnit(TextOf(*body, "unit"));
    const auto number = [&](const char* member, std::int64_t otherwise) {
        return body->contains(member) ? static_cast<int>(std::min<std::int64_t>(WholeNumber(TextOf(*body, member)), 1000))
                                      : static_cast<int>(otherwise);
    };
    const auto given = workflow::GiveTask(request.platform, request.officer,
                                          {.title = TextOf(*body, "title"),
                                           .wanted = TextOf(*body, "wanted"),
                                           .evidence = TextOf(*body, "evidence"),
                                           .unit = *unit,
                                           .person = {WholeNumber(TextOf(*body, "person"))},
                                           .until = *until,
                                           .days = number("days", 0),
                                           .urgent = TextOf(*body, "urgent") == "true",
                                           .weight = number("weight", 1),
                                           .part_of = TextOf(*body, "part_of"),
                                           .from = {},
                                           .key = std::string(request.http.Header("idempotency-key"))});
    return given ? desk::Answer(DescribeState(*given), 201) : web::Problem(AsSent(given.error()));
}

web::Response ApiTask(const OfficerRequest& request) {
    const auto view = ViewOf(request);
    if (!view) return NotThere(request);
    workflow::RecordView(request.platform, workflow::TaskKind(), request.officer, view->task, "Xem nhiệm vụ");
    return desk::Answer(Describe(*view));
}

web::Response ApiAct(const OfficerRequest& request) {
    const auto body = desk::BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const auto until = DayOf(*body, "until");
    if (!until) return web::Problem(until.error());
    const auto unit = UnitOf(request, TextOf(*body, "unit"));
    if (!unit) return NoSuchUnit(TextOf(*body, "unit"));
    if (!IsReadable(request)) return NotThere(request);
    auto papers = desk::KeepUploads(request, -1);
    if (!papers) return web::Problem(papers.error());
    workflow::TaskAct act{.code = std::string(request.http.Parameter("code")),
                          .event = std::string(request.http.Parameter("event")),
                          .expected_version = ToNumber(TextOf(*body, "version")),
                          .reason = TextOf(*body, "reason"),
                          .percent = {},
                          .until = *until,
                          .unit = *unit,
                          .person = {WholeNumber(TextOf(*body, "person"))},
                          .mark = TextOf(*body, "mark"),
                          .papers = std::move(*papers)};
    if (const auto percent = TextOf(*body, "percent");
        !percent.empty() && percent.find_first_not_of("0123456789") == percent.npos)
        act.percent = static_cast<int>(std::min<std::int64_t>(ToNumber(percent), 1000));
    return Answered(workflow::ActOnTask(request.platform, request.officer, act));
}

web::Response ApiAssign(const OfficerRequest& request) {
    const auto body = desk::BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    // Whoever administrates gives away what they may not read.
    if (!IsReadable(request) && !request.officer.May(identity::kAdministrate)) return NotThere(request);
    const auto wanted = TextOf(*body, "assignee");
    const auto assignee = wanted == "me" ? request.officer.account.id : AccountId{WholeNumber(wanted)};
    return Answered(workflow::AssignTask(request.platform, request.officer, request.http.Parameter("code"), assignee,
                                         ToNumber(TextOf(*body, "version"))));
}

web::Response ApiComment(const OfficerRequest& request) {
    const auto body = desk::BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    if (!IsReadable(request)) return NotThere(request);
    auto papers = desk::KeepUploads(request, -1);
    if (!papers) return web::Problem(papers.error());
    const auto done =
        workflow::CommentOnTask(request.platform, request.officer,
                                {std::string(request.http.Parameter("code")), TextOf(*body, "text"), std::move(*papers)});
    return done ? ApiTask(request) : web::Problem(AsSent(done.error()));
}

web::Response ApiTakeBack(const OfficerRequest& request) {
    const auto body = desk::BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    if (!IsReadable(request)) return NotThere(request);
    return Answered(workflow::TakeTaskBack(request.platform, request.officer, request.http.Parameter("code"),
                                           ToNumber(TextOf(*body, "version"))));
}

}  // namespace dongson::tasks
