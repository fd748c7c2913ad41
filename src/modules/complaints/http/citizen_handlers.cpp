#include <algorithm>

#include "core/bytes.h"
#include "core/text.h"
#include "modules/complaints/actions/act_on_complaint.h"
#include "modules/complaints/actions/file_complaint.h"
#include "modules/complaints/http/handlers.h"
#include "platform/desk/case_files.h"
#include "platform/workflow/storage/case_store.h"
#include "web/layout.h"

namespace dongson::complaints {

using storage::Transaction;
using workflow::Actor;

namespace {

web::Response NotTheirs(std::string_view code) {
    return web::RefusalPage(NotYourCase(code));
}

web::Response OwnAgain(const CitizenRequest& request, const Refusal& refusal, std::string_view event) {
    auto view = OwnViewOf(request);
    if (!view) return NotTheirs(request.http.Parameter("code"));
    view->faults.push_back(refusal);
    view->event = event;
    for (const auto& [field, value] : request.http.form.fields) view->typed.try_emplace(field, value);
    return web::NoStore(web::Page(OwnPage(*view), web::StatusOf(refusal.kind)));
}

NewComplaint Wanted(const web::Form& form) {
    auto wanted = WantedIn(form);
    if (wanted.about != "procedure") wanted.about_code = form.Value("ho_so");
    return wanted;
}

}  // namespace

web::Response ShowPublic(const AnyRequest& request) {
    return web::NoStore(web::Page(PublicPage(PublicViewOf(request))));
}

web::Response ShowFileForm(const CitizenRequest& request) {
    FileView view;
    view.feedback = request.http.Asked("loai") == "phan-anh";
    view.dossier = request.http.Asked("ho_so");
    view.former = request.http.Asked("truoc");
    view.key = Hex(RandomBytes(16));
    view.units = UnitChoices(request.platform);
    return web::NoStore(web::Page(FilePage(view)));
}

web::Response FileIt(const CitizenRequest& request) {
    const auto& form = request.http.form;
    auto wanted = Wanted(form);
    auto papers = desk::KeepUploads(request, -1);
    auto filed = papers ? (wanted.papers = std::move(*papers), FileComplaint(request.platform, request.citizen(), wanted))
                        : Result<Complaint>(std::unexpected(papers.error()));
    if (filed) return web::SeeOtherPage(OwnPath(filed->code));
    FileView view;
    view.feedback = form.Value("loai") == "phan-anh";
    view.former = form.Value("truoc");
    view.key = form.Value("khoa");
    view.units = UnitChoices(request.platform);
    for (const auto& [field, value] : form.fields) view.typed.try_emplace(field, value);
    const auto status = web::StatusOf(filed.error().kind);
    view.faults.push_back(std::move(filed.error()));
    return web::NoStore(web::Page(FilePage(view), status));
}

web::Response ShowOwn(const CitizenRequest& request) {
    const auto view = OwnViewOf(request);
    return view ? web::NoStore(web::Page(OwnPage(*view))) : NotTheirs(request.http.Parameter("code"));
}

web::Response Withdraw(const CitizenRequest& request) {
    const auto& form = request.http.form;
    if (!OwnViewOf(request)) return NotTheirs(request.http.Parameter("code"));
    const auto done = ActOnComplaint(request.platform, Actor::Of(request.citizen()),
                                     {.code = std::string(request.http.Parameter("code")),
                                      .event = "withdraw",
                                      .expected_version = ToNumber(form.Value("phien_ban")),
                                      .reason = std::string(form.Value("ly_do"))});
    return done ? web::SeeOtherPage(OwnPath(done->code)) : OwnAgain(request, done.error(), "withdraw");
}

web::Response WriteMessage(const CitizenRequest& request) {
    const auto code = request.http.Parameter("code");
    const auto done = WriteToOffice(request.platform, request.citizen(), code, request.http.form.Value("tin_nhan"));
    return done ? web::SeeOtherPage(OwnPath(code)) : OwnAgain(request, done.error(), workflow::names::kReply);
}

// What they sent, and what was decided.
web::Response DownloadOwnFile(const CitizenRequest& request) {
    const FileId id{ToNumber(request.http.Parameter("file"))};
    const auto file = request.platform.storage.Read([&](Transaction& tx) -> std::optional<files::File> {
        const auto complaint = ComplaintStore(tx).Get(request.http.Parameter("code"));
        if (!complaint || complaint->filer != request.citizen().id) return std::nullopt;
        bool theirs = complaint->decision_file == id;
        for (const auto& each : workflow::CaseStore(tx).HappeningsWithFiles(complaint->id))
            if (each.event == workflow::names::kSubmit)
                theirs = theirs || std::ranges::find(each.files, id, &workflow::CasePaper::file) != each.files.end();
        return theirs ? files::FileStore::Find(tx, id) : std::nullopt;
    });
    return file ? desk::FileResponse(request.platform, *file) : NotTheirs(request.http.Parameter("code"));
}

}  // namespace dongson::complaints
