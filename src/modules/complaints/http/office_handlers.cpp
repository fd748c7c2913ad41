#include <algorithm>

#include "core/bytes.h"
#include "core/text.h"
#include "modules/complaints/actions/act_on_complaint.h"
#include "modules/complaints/actions/file_complaint.h"
#include "modules/complaints/capabilities.h"
#include "modules/complaints/domain/complaint_kind.h"
#include "modules/complaints/http/handlers.h"
#include "platform/desk/api.h"
#include "platform/desk/case_files.h"
#include "platform/workflow/viewing.h"
#include "web/layout.h"
#include "web/page_scope.h"

namespace dongson::complaints {

using storage::Transaction;

namespace {

web::Response NotTheirCase(const OfficerRequest& request) {
    return web::RefusalPage(NoSuchCase(request.http.Parameter("code")));
}

RegisterAsked AskedIn(const web::Request& http) {
    return {http.Asked("loai"), http.Asked("loc"), http.Asked("tu"), http.Asked("den")};
}

// The same page, what was typed and what was wrong with it.
web::Response CaseAgain(const OfficerRequest& request, const Refusal& refusal, std::string_view event) {
    web::MarkActive("complaints");
    auto view = OfficeViewOf(request);
    if (!view) return NotTheirCase(request);
    view->faults.push_back(refusal);
    view->event = event;
    view->asked_before = desk::AskedIn(request.http.form);
    for (const auto& [field, value] : request.http.form.fields) view->typed.try_emplace(field, value);
    return web::NoStore(web::Page(OfficePage(*view), web::StatusOf(refusal.kind)));
}

// It may be theirs no longer: it was passed on, or the question is answered.
web::Response BackTo(const OfficerRequest& request) {
    return web::SeeOtherPage(OfficeViewOf(request) ? OfficePath(request.http.Parameter("code")) : "/can-bo");
}

web::Response CounterAgain(const OfficerRequest& request, Refusal refusal) {
    web::MarkActive("complaints");
    const auto& form = request.http.form;
    FileView view;
    view.at_counter = true;
    view.feedback = form.Value("loai") == "phan-anh";
    view.key = form.Value("khoa");
    view.units = UnitChoices(request.platform);
    for (const auto& [field, value] : form.fields) view.typed.try_emplace(field, value);
    const auto status = web::StatusOf(refusal.kind);
    view.faults.push_back(std::move(refusal));
    return web::NoStore(web::Page(FilePage(view), status));
}

}  // namespace

web::Response ShowRegister(const OfficerRequest& request) {
    web::MarkActive("complaints");
    if (!WorksOnComplaints(request.officer)) return web::RefusalPage(NoRegister());
    return web::NoStore(web::Page(RegisterPage(RegisterOf(request, AskedIn(request.http)))));
}

web::Response DownloadRegister(const OfficerRequest& request) {
    if (!WorksOnComplaints(request.officer)) return web::RefusalPage(NoRegister());
    // Spreadsheets take the letters for another code without the mark in front.
    auto response =
        web::Bytes("\xEF\xBB\xBF" + RegisterCsv(RegisterOf(request, AskedIn(request.http))), "text/csv; charset=utf-8");
    response.With("content-disposition", "attachment; filename=\"so-khieu-nai.csv\"");
    return web::NoStore(std::move(response));
}

web::Response ShowCounterForm(const OfficerRequest& request) {
    web::MarkActive("complaints");
    FileView view;
    view.at_counter = true;
    view.feedback = request.http.Asked("loai") == "phan-anh";
    view.key = Hex(RandomBytes(16));
    view.units = UnitChoices(request.platform);
    view.typed["don_vi"] = ToText(request.officer.UnitFor(kReceive));
    return web::NoStore(web::Page(FilePage(view)));
}

web::Response TakeAtCounter(const OfficerRequest& request) {
    const auto& form = request.http.form;
    auto wanted = WantedIn(form);
    wanted.name = form.Value("ho_ten");
    wanted.number = form.Value("so_dinh_danh");
    wanted.address = form.Value("dia_chi");
    wanted.phone = form.Value("dien_thoai");
    wanted.email = form.Value("thu");
    auto papers = desk::KeepUploads(request, -1);
    if (!papers) return CounterAgain(request, papers.error());
    wanted.papers = std::move(*papers);
    const auto taken = FileForSomebody(request.platform, request.officer, wanted);
    return taken ? web::SeeOtherPage(OfficePath(taken->code)) : CounterAgain(request, taken.error());
}

web::Response ShowCase(const OfficerRequest& request) {
    web::MarkActive("complaints");
    const auto view = OfficeViewOf(request);
    if (!view) return NotTheirCase(request);
    if (view->whole)
        workflow::RecordView(request.platform, ComplaintKind(), request.officer, view->complaint, "Xem đơn khiếu nại, phản ánh");
    return web::NoStore(web::Page(OfficePage(*view)));
}

web::Response ActOnCase(const OfficerRequest& request) {
    const auto& form = request.http.form;
    const auto view = OfficeViewOf(request);
    if (!view) return NotTheirCase(request);
    Act act{.code = std::string(request.http.Parameter("code")),
            .event = std::string(request.http.Parameter("event")),
            .expected_version = ToNumber(form.Value("phien_ban")),
            .reason = std::string(form.Value("ly_do")),
            .remote = form.Has("vung_sau"),
            .why = std::string(form.Value("can_cu")),
            .outcome = std::string(form.Value("ket_luan")),
            .result = std::string(form.Value("ket_qua")),
            .unit = {ToNumber(form.Value("don_vi"))},
            .asked = desk::AskedUnits(form),
            .asked_days = static_cast<int>(std::clamp<std::int64_t>(ToNumber(form.Value("so_ngay")), 0, 1000)),
            .consultation = desk::WholeNumber(form.Value("y_kien"))};
    auto papers = desk::KeepUploads(request, -1);
    if (!papers) return CaseAgain(request, papers.error(), act.event);
    act.papers = std::move(*papers);
    const auto done = ActOnComplaint(request.platform, workflow::Actor::Of(request.officer), act);
    return done ? BackTo(request) : CaseAgain(request, done.error(), act.event);
}

web::Response AssignCase(const OfficerRequest& request) {
    const auto& form = request.http.form;
    const AccountId assignee =
        form.Value("nguoi") == "toi" ? request.officer.account.id : AccountId{ToNumber(form.Value("nguoi"))};
    if (!OfficeViewOf(request)) return NotTheirCase(request);
    const auto done = AssignComplaint(request.platform, request.officer, request.http.Parameter("code"), assignee,
                                      ToNumber(form.Value("phien_ban")));
    return done ? BackTo(request) : CaseAgain(request, done.error(), "assign");
}

web::Response NoteOnCase(const OfficerRequest& request) {
    if (!OfficeViewOf(request)) return NotTheirCase(request);
    const auto done = WriteNote(request.platform, request.officer,
                                {std::string(request.http.Parameter("code")), std::string(request.http.form.Value("ghi_chu"))});
    return done ? BackTo(request) : CaseAgain(request, done.error(), workflow::names::kNote);
}

web::Response MessageOnCase(const OfficerRequest& request) {
    if (!OfficeViewOf(request)) return NotTheirCase(request);
    const auto done =
        WriteToFiler(request.platform, request.officer, request.http.Parameter("code"), request.http.form.Value("tin_nhan"));
    return done ? BackTo(request) : CaseAgain(request, done.error(), workflow::names::kMessage);
}

web::Response PublishCase(const OfficerRequest& request) {
    const auto& form = request.http.form;
    if (!OfficeViewOf(request)) return NotTheirCase(request);
    const bool second = form.Has("duyet");
    const auto done = PublishAnswer(request.platform, request.officer,
                                    {.code = std::string(request.http.Parameter("code")),
                                     .expected_version = ToNumber(form.Value("phien_ban")),
                                     .question = std::string(form.Value("cau_hoi")),
                                     .answer = std::string(form.Value("cau_tra_loi")),
                                     .publish = second});
    return done ? BackTo(request) : CaseAgain(request, done.error(), second ? kPublish : kPropose);
}

// Whoever is asked a question reads no file of the case.
web::Response DownloadCaseFile(const OfficerRequest& request) {
    const FileId id{ToNumber(request.http.Parameter("file"))};
    const auto view = OfficeViewOf(request);
    if (!view || !view->whole) return NotTheirCase(request);
    const bool sent = std::ranges::any_of(view->happenings, [&](const auto& each) {
        return std::ranges::find(each.files, id, &workflow::CasePaper::file) != each.files.end();
    });
    const auto file = request.platform.storage.Read(
        [&](Transaction& tx) { return sent ? files::FileStore::Find(tx, id) : std::optional<files::File>(); });
    return file ? desk::FileResponse(request.platform, *file) : NotTheirCase(request);
}

}  // namespace dongson::complaints
