#include <algorithm>

#include "core/text.h"
#include "modules/tasks/http/handlers.h"
#include "modules/tasks/http/reading.h"
#include "platform/desk/api.h"
#include "platform/desk/case_files.h"
#include "platform/workflow/act_on_task.h"
#include "platform/workflow/storage/case_store.h"
#include "platform/workflow/task_kind.h"
#include "platform/workflow/viewing.h"
#include "web/layout.h"
#include "web/page_scope.h"

namespace dongson::tasks {

namespace {

web::Response NotThere(const OfficerRequest& request) {
    return web::RefusalPage(Missing(request.http.Parameter("code")));
}

web::Response Back(const OfficerRequest& request) {
    return web::SeeOtherPage(workflow::TaskPath(request.http.Parameter("code")));
}

// The same page, what was typed and what was wrong with it.
web::Response Again(const OfficerRequest& request, const Refusal& refusal, std::string_view event) {
    web::MarkActive("tasks");
    auto view = ViewOf(request);
    if (!view) return NotThere(request);
    view->faults.push_back(refusal);
    view->event = event;
    for (const auto& [field, value] : request.http.form.fields) view->typed.try_emplace(field, value);
    return web::NoStore(web::Page(TaskPage(*view), web::StatusOf(refusal.kind)));
}

}  // namespace

web::Response ShowTask(const OfficerRequest& request) {
    web::MarkActive("tasks");
    const auto view = ViewOf(request);
    if (!view) return NotThere(request);
    // Whoever passed it on takes it back as long as nobody has opened it.
    workflow::RecordView(request.platform, workflow::TaskKind(), request.officer, view->task, "Xem nhiệm vụ");
    return web::NoStore(web::Page(TaskPage(*view)));
}

web::Response Act(const OfficerRequest& request) {
    const auto& form = request.http.form;
    workflow::TaskAct act{.code = std::string(request.http.Parameter("code")),
                          .event = std::string(request.http.Parameter("event")),
                          .expected_version = ToNumber(form.Value("phien_ban")),
                          .reason = std::string(form.Value("ly_do")),
                          .percent = {},
                          .until = {},
                          .unit = {ToNumber(form.Value("don_vi"))},
                          .person = {desk::WholeNumber(form.Value("nguoi"))},
                          .mark = std::string(form.Value("muc")),
                          .papers = {}};
    if (const auto typed = Trim(form.Value("phan_tram")); !typed.empty() && typed.find_first_not_of("0123456789") == typed.npos)
        act.percent = static_cast<int>(std::min<std::int64_t>(ToNumber(typed), 1000));
    if (const auto typed = Trim(form.Value("ngay")); !typed.empty()) {
        act.until = Date::ParseSpoken(typed);
        if (!act.until)
            return Again(request, {"ANSWER_NOT_A_DATE", Say("Nhập ngày có thật, ví dụ 27/3/2025."), "ngay"}, act.event);
    }
    if (!IsReadable(request)) return NotThere(request);
    auto papers = desk::KeepUploads(request, -1);
    if (!papers) return Again(request, papers.error(), act.event);
    act.papers = std::move(*papers);
    const auto done = workflow::ActOnTask(request.platform, request.officer, act);
    return done ? Back(request) : Again(request, done.error(), act.event);
}

web::Response AssignIt(const OfficerRequest& request) {
    const auto& form = request.http.form;
    if (!IsReadable(request) && !request.officer.May(identity::kAdministrate)) return NotThere(request);
    const AccountId assignee =
        form.Value("nguoi") == "toi" ? request.officer.account.id : AccountId{ToNumber(form.Value("nguoi"))};
    const auto done = workflow::AssignTask(request.platform, request.officer, request.http.Parameter("code"), assignee,
                                           ToNumber(form.Value("phien_ban")));
    return done ? Back(request) : Again(request, done.error(), "assign");
}

web::Response Comment(const OfficerRequest& request) {
    if (!IsReadable(request)) return NotThere(request);
    auto papers = desk::KeepUploads(request, -1);
    if (!papers) return Again(request, papers.error(), workflow::names::kNote);
    const auto done = workflow::CommentOnTask(
        request.platform, request.officer,
        {std::string(request.http.Parameter("code")), std::string(request.http.form.Value("trao_doi")), std::move(*papers)});
    return done ? Back(request) : Again(request, done.error(), workflow::names::kNote);
}

web::Response TakeItBack(const OfficerRequest& request) {
    if (!IsReadable(request)) return NotThere(request);
    const auto done = workflow::TakeTaskBack(request.platform, request.officer, request.http.Parameter("code"),
                                             ToNumber(request.http.form.Value("phien_ban")));
    return done ? Back(request) : Again(request, done.error(), workflow::names::kTakeBack);
}

web::Response DownloadFile(const OfficerRequest& request) {
    const FileId id{ToNumber(request.http.Parameter("file"))};
    const auto file = request.platform.storage.Read([&](storage::Transaction& tx) -> std::optional<files::File> {
        const auto task = Readable(request, tx);
        if (!task) return std::nullopt;
        const auto happenings = workflow::CaseStore(tx).HappeningsWithFiles(task->id);
        const bool sent = std::ranges::any_of(happenings, [&](const auto& each) {
            return std::ranges::find(each.files, id, &workflow::CasePaper::file) != each.files.end();
        });
        return sent ? files::FileStore::Find(tx, id) : std::nullopt;
    });
    return file ? desk::FileResponse(request.platform, *file) : NotThere(request);
}

}  // namespace dongson::tasks
