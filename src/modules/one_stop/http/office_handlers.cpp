#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>

#include "core/text.h"
#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/actions/correct_result.h"
#include "modules/one_stop/actions/dossier_writing.h"
#include "modules/one_stop/actions/end_mandate.h"
#include "modules/one_stop/actions/link_dossiers.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/seats.h"
#include "modules/one_stop/http/counts.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/http/reading.h"
#include "modules/one_stop/pages/dossier_lists.h"
#include "modules/one_stop/pages/office_pages.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/desk/api.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/storage/case_store.h"
#include "platform/workflow/viewing.h"
#include "storage/scarcity.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

web::Response Missing(std::string_view code) {
    return web::RefusalPage(Refusal::NotFound(Say("Không có hồ sơ mã {1} mà đơn vị bạn giữ hoặc được hỏi ý kiến.", code)));
}

// What is counted, by the components of the dossier's own procedure.
HandedIn CountedIn(const OfficerRequest& request, const web::Form& form) {
    const auto procedure = request.platform.storage.Read([&](storage::Transaction& tx) -> std::optional<Procedure> {
        const auto dossier = DossierStore(tx).Get(request.http.Parameter("code"));
        return dossier ? ProcedureStore(tx).Get(dossier->procedure) : std::nullopt;
    });
    return procedure ? HandedInOf(form, *procedure) : HandedIn{};
}

// What was typed for an act that the dossier has left behind.
TypedBefore LostOf(const OfficeDossierView& view, const web::Form& form) {
    const auto* event = ProcessOf(view.tracking.dossier).FindEvent(view.event);
    if (event == nullptr) return {};
    TypedBefore lost{.act = event->label.Now(), .lines = {}, .files = false};
    lost.Add(ReasonLabel(*event), view.Typed("ly_do"));
    lost.Add(Say("Nội dung kết quả"), view.Typed("ket_qua"));
    lost.Add(Say("Ngày hẹn trả mới"), view.Typed("ngay"));
    lost.Add(Say("Ai đã đồng ý bằng văn bản"), view.Typed("dong_y"));
    lost.Add(Say("Phí, lệ phí phải thu (đồng)"), view.Typed("phi"));
    lost.Add(Say("Căn cứ của mức thu"), view.Typed("can_cu"));
    lost.Add(Say("Người nhận thay"), view.Typed("nguoi_nhan"));
    lost.files = std::ranges::any_of(form.files, [](const auto& file) { return file.size > 0; });
    return lost;
}

}  // namespace

web::Response DossierAgain(const OfficerRequest& request, const Refusal& refusal, const std::string& event) {
    auto view = OfficeViewOf(request);
    if (!view) return Missing(request.http.Parameter("code"));
    // What was wrong is shown with the dossier, and whoever it is about hears of it.
    workflow::RecordView(request.platform, DossierKind(), request.officer, view->tracking.dossier, "Xem hồ sơ để giải quyết");
    const auto& form = request.http.form;
    view->faults.push_back(refusal);
    view->event = event;
    if (refusal.kind == RefusalKind::invalid)
        for (auto& other : MoneyFaults(request, *view))
            if (std::ranges::find(view->faults, other.field, &Refusal::field) == view->faults.end())
                view->faults.push_back(std::move(other));
    for (const auto& [field, value] : form.fields) view->typed.try_emplace(field, value);
    if (std::ranges::find(view->allowed, event, &workflow::Event::key) == view->allowed.end()) view->lost = LostOf(*view, form);
    auto counted = HandedInOf(form, view->procedure);
    view->typed_units = desk::AskedIn(form);
    view->typed_components = std::move(counted.components);
    view->typed_sets = counted.sets;
    return NoStore(web::Page(OfficeDossierPage(*view), web::StatusOf(refusal.kind)));
}

Payment PaymentOf(const web::Form& form) {
    return {.method = std::string(form.Value("hinh_thuc")),
            .payer = std::string(form.Value("nguoi_nop_tien")),
            .reference = std::string(form.Value("chung_tu")),
            .kind = std::string(form.Value("loai_phi"))};
}

web::Response ShowOfficeDossier(const OfficerRequest& request) {
    const auto view = OfficeViewOf(request);
    if (!view) return Missing(request.http.Parameter("code"));
    workflow::RecordView(request.platform, DossierKind(), request.officer, view->tracking.dossier, "Xem hồ sơ để giải quyết");
    return NoStore(web::Page(OfficeDossierPage(*view)));
}

web::Response ActOnOfficeDossier(const OfficerRequest& request) {
    auto& form = request.http.form;
    Act act{.code = std::string(request.http.Parameter("code")),
            .event = std::string(request.http.Parameter("event")),
            .expected_version = ToNumber(form.Value("phien_ban")),
            .reason = std::string(form.Value("ly_do")),
            .assignee = {ToNumber(form.Value("nguoi"))},
            .asked = desk::AskedUnits(form),
            .asked_days = static_cast<int>(std::clamp<std::int64_t>(ToNumber(form.Value("so_ngay")), 0, 1000)),
            .opinion = desk::WholeNumber(form.Value("y_kien")),
            .until = {},
            .result_text = std::string(form.Value("ket_qua")),
            .result_seen = true,
            .chosen_case = std::string(form.Value("truong_hop")),
            .agreed = std::string(form.Value("dong_y")),
            .fee = std::string(form.Value("phi")),
            .fee_basis = std::string(form.Value("can_cu")),
            .payment = PaymentOf(form),
            .receiver = std::string(form.Value("nguoi_nhan")),
            .to_mandatary = form.Value("nguoi_nhan_la") == "nguoi-duoc-uy-quyen",
            .components = {},
            .sets = 0,
            .papers = {}};
    if (form.Has("ngay")) {
        const auto until = Date::ParseSpoken(Trim(form.Value("ngay")));
        if (!until)
            return DossierAgain(request, {"ANSWER_NOT_A_DATE", Say("Nhập ngày có thật, ví dụ 27/3/2025."), "ngay"}, act.event);
        act.until = *until;
    }
    if (!IsReadable(request)) return Missing(act.code);
    auto papers = KeepUploads(request, -1);
    if (!papers) return DossierAgain(request, papers.error(), act.event);
    act.papers = std::move(*papers);
    auto counted = CountedIn(request, form);
    act.components = std::move(counted.components);
    if (form.Has("so_bo")) act.sets = counted.sets;
    const auto done = ActOnDossier(request.platform, Actor::Of(request.officer), act);
    if (!done) return DossierAgain(request, done.error(), act.event);
    return web::SeeOtherPage("/can-bo/ho-so/" + done->code);
}

web::Response WriteOfficeNote(const OfficerRequest& request) {
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return Missing(code);
    auto papers = KeepUploads(request, -1);
    if (!papers) return DossierAgain(request, papers.error(), std::string(workflow::names::kNote));
    const auto done =
        WriteNote(request.platform, request.officer, {code, std::string(request.http.form.Value("ghi_chu")), std::move(*papers)});
    if (!done) return DossierAgain(request, done.error(), std::string(workflow::names::kNote));
    return web::SeeOtherPage("/can-bo/ho-so/" + code);
}

web::Response ReplaceResult(const OfficerRequest& request) {
    const std::string code(request.http.Parameter("code"));
    const auto& form = request.http.form;
    if (!IsReadable(request)) return Missing(code);
    auto papers = KeepUploads(request, -1);
    if (!papers) return DossierAgain(request, papers.error(), std::string(names::kCorrectResult));
    const auto done = CorrectResult(request.platform, request.officer,
                                    {.code = code,
                                     .expected_version = ToNumber(form.Value("phien_ban")),
                                     .reason = std::string(form.Value("ly_do")),
                                     .text = std::string(form.Value("ket_qua")),
                                     .papers = std::move(*papers)});
    if (!done) return DossierAgain(request, done.error(), std::string(names::kCorrectResult));
    return web::SeeOtherPage("/can-bo/ho-so/" + code);
}

web::Response EndOfficeMandate(const OfficerRequest& request) {
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return Missing(code);
    const auto done = EndMandateAtCounter(request.platform, request.officer, code, std::string(request.http.form.Value("ly_do")));
    if (!done) return DossierAgain(request, done.error(), std::string(names::kEndMandate));
    return web::SeeOtherPage("/can-bo/ho-so/" + code);
}

web::Response LinkOfficeDossier(const OfficerRequest& request) {
    const std::string code(request.http.Parameter("code"));
    const auto& form = request.http.form;
    if (!IsReadable(request)) return Missing(code);
    const auto done = LinkDossiers(
        request.platform, request.officer,
        {code, std::string(form.Value("ma_ho_so")), std::string(form.Value("quan_he")), std::string(form.Value("ghi_ro"))});
    if (!done) return DossierAgain(request, done.error(), std::string(workflow::names::kLink));
    return web::SeeOtherPage("/can-bo/ho-so/" + code);
}

web::Response UnlinkOfficeDossier(const OfficerRequest& request) {
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return Missing(code);
    const auto done = UnlinkDossiers(request.platform, request.officer, code, ToNumber(request.http.Parameter("link")));
    if (!done) return DossierAgain(request, done.error(), std::string(workflow::names::kUnlink));
    return web::SeeOtherPage("/can-bo/ho-so/" + code);
}

web::Response SendMessageToApplicant(const OfficerRequest& request) {
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return Missing(code);
    const auto done = MessageApplicant(request.platform, request.officer, code, std::string(request.http.form.Value("tin_nhan")));
    if (!done) return DossierAgain(request, done.error(), std::string(workflow::names::kMessage));
    return web::SeeOtherPage("/can-bo/ho-so/" + code);
}

web::Response TakeBackDossier(const OfficerRequest& request) {
    const std::string code(request.http.Parameter("code"));
    if (!IsReadable(request)) return Missing(code);
    const auto done = TakeBack(request.platform, request.officer, code, ToNumber(request.http.form.Value("phien_ban")));
    if (!done) return DossierAgain(request, done.error(), std::string(workflow::names::kTakeBack));
    return web::SeeOtherPage("/can-bo/ho-so/" + code);
}

web::Response AssignOfficeDossier(const OfficerRequest& request) {
    const auto& form = request.http.form;
    const AccountId assignee =
        form.Value("nguoi") == "toi" ? request.officer.account.id : AccountId{ToNumber(form.Value("nguoi"))};
    const auto done = AssignDossier(request.platform, request.officer, std::string(request.http.Parameter("code")), assignee,
                                    ToNumber(form.Value("phien_ban")));
    if (!done) return DossierAgain(request, done.error(), "");
    return web::SeeOtherPage("/can-bo/ho-so/" + done->code);
}

namespace {

// A paper of a dossier the officer may read, or its result.
std::optional<files::File> PaperOf(const OfficerRequest& request, std::optional<Dossier>& dossier) {
    const FileId id{ToNumber(request.http.Parameter("file"))};
    return request.platform.storage.Read([&](storage::Transaction& tx) -> std::optional<files::File> {
        dossier = Readable(request, tx);
        if (!dossier) return std::nullopt;
        const auto papers = DossierStore(tx).Papers(dossier->id);
        const bool sent = std::ranges::any_of(HappeningsFor(request, tx, *dossier), [&](const Happening& each) {
            return std::ranges::find(each.files, id, &CasePaper::file) != each.files.end();
        });
        const bool belongs = sent || std::ranges::find(papers, id, &CasePaper::file) != papers.end() ||
                             (id == dossier->result_file && MaySeeResult(request.officer, *dossier));
        return belongs ? files::FileStore::Find(tx, id) : std::nullopt;
    });
}

}  // namespace

web::Response DownloadOfficePaper(const OfficerRequest& request) {
    std::optional<Dossier> dossier;
    const auto file = PaperOf(request, dossier);
    if (!file) return Missing(request.http.Parameter("code"));
    workflow::RecordView(request.platform, DossierKind(), request.officer, *dossier, "Mở giấy tờ trong hồ sơ");
    return FileResponse(request.platform, *file);
}

web::Response ShowFirstPage(const OfficerRequest& request) {
    std::optional<Dossier> dossier;
    const auto file = PaperOf(request, dossier);
    if (!file) return Missing(request.http.Parameter("code"));
    workflow::RecordViewOfPart(request.platform, DossierKind(), request.officer, *dossier, "Mở giấy tờ trong hồ sơ");
    return PictureResponse(request.platform, file->digest);
}

web::Response DownloadOfficeForm(const OfficerRequest& request) {
    const auto dossier = request.platform.storage.Read([&](storage::Transaction& tx) { return Readable(request, tx); });
    if (!dossier) return Missing(request.http.Parameter("code"));
    if (!MaySeeResult(request.officer, *dossier) && IsResult(request.platform, *dossier, request.http.Parameter("form")))
        return web::RefusalPage(ResultHeldBack(*dossier));
    workflow::RecordView(request.platform, DossierKind(), request.officer, *dossier, "In phiếu của hồ sơ");
    return FormResponse(request.platform, dossier->code, request.http.Parameter("form"), FormReader::officer);
}

namespace {

constexpr int kFoundRows = 100;

// What any of the officer's units holds, held or is asked about, the newest first, each once.
std::vector<Dossier> FindReadable(const OfficerRequest& request, const DossierAsked& asked) {
    const auto today = request.platform.clock.Now().LocalDate();
    return request.platform.storage.Read([&](storage::Transaction& tx) {
        std::map<CaseId, Dossier, std::greater<>> found;
        for (const auto& appointment : request.officer.appointments)
            for (const auto unit : request.platform.units.Now()->ActsFor(appointment.unit, today))
                for (auto& dossier : DossierStore(tx).Find(unit, asked, kFoundRows + 1))
                    found.emplace(dossier.id, std::move(dossier));
        std::vector<Dossier> rows;
        rows.reserve(found.size());
        for (auto& [id, dossier] : found) rows.push_back(std::move(dossier));
        return rows;
    });
}

}  // namespace

web::Response FindDossier(const OfficerRequest& request) {
    web::MarkActive("search");
    FoundView view{
        .text = request.http.Asked("q"), .from = request.http.Asked("tu"), .until = request.http.Asked("den"), .rows = {}};
    view.saved = SavedViewsOf(request, ListPage::search);
    // Links and bookmarks from when only codes were found.
    if (view.text.empty()) view.text = request.http.Asked("ma");
    const auto from = Date::ParseSpoken(Trim(view.from)), until = Date::ParseSpoken(Trim(view.until));
    const auto not_a_day = [&](const std::string& typed, const std::optional<Date>& day, const char* field) {
        if (!Trim(typed).empty() && !day)
            view.faults.push_back({"ANSWER_NOT_A_DATE", Say("Nhập ngày có thật, ví dụ 27/3/2025."), field});
    };
    not_a_day(view.from, from, "tu");
    not_a_day(view.until, until, "den");
    if (!view.faults.empty()) return NoStore(web::Page(FindPage(view), 422));
    const auto asked = AskedOf(view.text, from, until);
    if (asked.Nothing()) return NoStore(web::Page(FindPage(view)));
    view.rows = FindReadable(request, asked);
    view.lacking = request.platform.storage.Read([](storage::Transaction& tx) { return DossierStore(tx).LackWords(); });
    const auto code = CleanCode(view.text);
    if (view.rows.size() == 1 && view.rows.front().code == code) return web::SeeOtherPage("/can-bo/ho-so/" + code);
    view.asked = true;
    view.cut = view.rows.size() > kFoundRows;
    if (view.cut) view.rows.resize(kFoundRows);
    return NoStore(web::Page(FindPage(view)));
}

}  // namespace dongson::one_stop
