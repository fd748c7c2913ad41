#include <fmt/format.h>

#include <algorithm>

#include "core/bytes.h"
#include "core/text.h"
#include "modules/complaints/actions/act_on_complaint.h"
#include "modules/complaints/actions/file_complaint.h"
#include "modules/complaints/http/handlers.h"
#include "platform/desk/case_files.h"
#include "platform/figures/protection.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/circumstances.h"
#include "platform/workflow/storage/case_store.h"
#include "web/layout.h"

namespace dongson::complaints {

using storage::Transaction;
using workflow::Actor;

namespace {

constexpr int kMineListed = 100, kShownListed = 20, kQuarters = 4;

web::Response NotTheirs(std::string_view code) {
    return web::RefusalPage(Refusal::NotFound(Say("Không có đơn mã {1} của bạn.", code)));
}

std::optional<Complaint> Own(const CitizenRequest& request, Transaction& tx) {
    auto complaint = ComplaintStore(tx).Get(request.http.Parameter("code"));
    if (complaint && complaint->filer != request.citizen().id) complaint.reset();
    return complaint;
}

std::optional<CaseView> OwnView(const CitizenRequest& request) {
    return request.platform.storage.Read([&](Transaction& tx) -> std::optional<CaseView> {
        auto complaint = Own(request, tx);
        if (!complaint) return std::nullopt;
        CaseView view;
        view.now = request.platform.clock.Now();
        view.unit = request.platform.units.Now()->NameOf(complaint->handler);
        view.happenings = workflow::CaseStore(tx).HappeningsWithFiles(complaint->id);
        const auto circumstances = workflow::CircumstancesOf(request.platform, tx, MovingOf(*complaint),
                                                             workflow::CaseStore(tx).Consultations(complaint->id), view.now);
        view.allowed = AllowedOn(*complaint, Actor::Of(request.citizen()), circumstances);
        view.again_until = MayComplainAgainUntil(*complaint, view.now);
        view.again = ComplaintStore(tx).AgainOf(complaint->id).value_or("");
        view.complaint = *std::move(complaint);
        return view;
    });
}

web::Response OwnAgain(const CitizenRequest& request, const Refusal& refusal, std::string_view event) {
    auto view = OwnView(request);
    if (!view) return NotTheirs(request.http.Parameter("code"));
    view->faults.push_back(refusal);
    view->event = event;
    for (const auto& [field, value] : request.http.form.fields) view->typed.try_emplace(field, value);
    return web::NoStore(web::Page(OwnPage(*view), web::StatusOf(refusal.kind)));
}

// The quarters that are over, the newest first, and what is told of each.
std::vector<PublicRow> FiguresOf(ComplaintStore& complaints, Instant now) {
    std::vector<PublicRow> rows;
    auto year = now.LocalDate().Year();
    auto quarter = (now.LocalDate().Month() - 1) / 3;  // the last that is over, from 1
    for (int back = 0; back < kQuarters; ++back, --quarter) {
        if (quarter == 0) {
            quarter = 4;
            --year;
        }
        const auto from = Date::Of(year, quarter * 3 - 2, 1);
        const auto until = quarter == 4 ? Date::Of(year + 1, 1, 1) : Date::Of(year, quarter * 3 + 1, 1);
        for (auto& told : complaints.CountForPublic(Instant::At(from, 0), Instant::At(until, 0)))
            rows.push_back({.quarter = fmt::format("{}/{}", quarter, year),
                            .feedback = told.kind == kFeedback,
                            .filed = figures::Shown(told.filed),
                            .settled = figures::Shown(told.settled),
                            .on_time = figures::Shown(told.on_time)});
    }
    return rows;
}

NewComplaint Wanted(const web::Form& form) {
    auto wanted = WantedIn(form);
    if (wanted.about != "procedure") wanted.about_code = form.Value("ho_so");
    wanted.former = Trim(form.Value("truoc"));
    return wanted;
}

}  // namespace

web::Response ShowPublic(const AnyRequest& request) {
    PublicView view;
    view.now = request.platform.clock.Now();
    view.feedback_days = kDefaultFeedbackDays;
    request.platform.settings.Into(kFeedbackDays, view.feedback_days);
    const auto* account = request.account();
    view.signed_in = account != nullptr && account->kind != identity::AccountKind::officer;
    request.platform.storage.Read([&](Transaction& tx) {
        ComplaintStore complaints(tx);
        view.shown = complaints.Shown(kShownListed);
        view.figures = FiguresOf(complaints, view.now);
        if (view.signed_in) view.mine = complaints.OfFiler(account->id, kMineListed);
        return 0;
    });
    return web::NoStore(web::Page(PublicPage(view)));
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
    const auto view = OwnView(request);
    return view ? web::NoStore(web::Page(OwnPage(*view))) : NotTheirs(request.http.Parameter("code"));
}

web::Response Withdraw(const CitizenRequest& request) {
    const auto& form = request.http.form;
    if (!OwnView(request)) return NotTheirs(request.http.Parameter("code"));
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
        const auto complaint = Own(request, tx);
        if (!complaint) return std::nullopt;
        bool theirs = complaint->decision_file == id;
        for (const auto& each : workflow::CaseStore(tx).HappeningsWithFiles(complaint->id))
            if (each.event == workflow::names::kSubmit)
                theirs = theirs || std::ranges::find(each.files, id, &workflow::CasePaper::file) != each.files.end();
        return theirs ? files::FileStore::Find(tx, id) : std::nullopt;
    });
    return file ? desk::FileResponse(request.platform, *file) : NotTheirs(request.http.Parameter("code"));
}

}  // namespace dongson::complaints
