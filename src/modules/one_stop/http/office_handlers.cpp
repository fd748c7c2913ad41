#include <algorithm>
#include <filesystem>

#include "core/text.h"
#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/actions/record_view.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/http/reading.h"
#include "modules/one_stop/pages/office_pages.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

web::Response Missing(std::string_view code) {
    return web::RefusalPage(Refusal::NotFound(Say("Không có hồ sơ mã {1} mà đơn vị bạn giữ hoặc được hỏi ý kiến.", code)));
}

web::Response Again(const OfficerRequest& request, const Refusal& refusal, const std::string& event) {
    auto view = OfficeViewOf(request);
    if (!view) return Missing(request.http.Parameter("code"));
    const auto& form = request.http.form;
    view->faults.push_back(refusal);
    view->event = event;
    view->typed_reason = form.Value("ly_do");
    view->typed_result = form.Value("ket_qua");
    view->typed_until = form.Value("ngay");
    return NoStore(web::Page(OfficeDossierPage(*view), web::StatusOf(refusal.kind)));
}

}  // namespace

web::Response ShowOfficeDossier(const OfficerRequest& request) {
    const auto view = OfficeViewOf(request);
    if (!view) return Missing(request.http.Parameter("code"));
    RecordView(request.platform, request.officer, view->tracking.dossier, "Xem hồ sơ để giải quyết");
    return NoStore(web::Page(OfficeDossierPage(*view)));
}

web::Response ActOnOfficeDossier(const OfficerRequest& request) {
    auto& form = request.http.form;
    Act act{.code = std::string(request.http.Parameter("code")),
            .event = std::string(request.http.Parameter("event")),
            .expected_version = ToNumber(form.Value("phien_ban")),
            .reason = std::string(form.Value("ly_do")),
            .assignee = {ToNumber(form.Value("nguoi"))},
            .asked_unit = {ToNumber(form.Value("don_vi"))},
            .asked_days = static_cast<int>(ToNumber(form.Value("so_ngay"))),
            .until = {},
            .result_text = std::string(form.Value("ket_qua")),
            .papers = {}};
    if (act.event == "extend") {
        const auto until = Date::ParseSpoken(Trim(form.Value("ngay")));
        if (!until) return Again(request, {"ANSWER_NOT_A_DATE", Say("Nhập ngày có thật, ví dụ 27/3/2025."), "ngay"}, act.event);
        act.until = *until;
    }
    const bool readable =
        request.platform.storage.Read([&](storage::Transaction& tx) { return Readable(request, tx).has_value(); });
    if (!readable) return Missing(act.code);
    auto papers = KeepUploads(request, -1);
    if (!papers) return Again(request, papers.error(), act.event);
    act.papers = std::move(*papers);
    const auto done = ActOnDossier(request.platform, Actor::Of(request.officer), act);
    if (!done) return Again(request, done.error(), act.event);
    return web::SeeOtherPage("/can-bo/ho-so/" + done->code);
}

web::Response AssignOfficeDossier(const OfficerRequest& request) {
    const auto& form = request.http.form;
    const AccountId assignee =
        form.Value("nguoi") == "toi" ? request.officer.account.id : AccountId{ToNumber(form.Value("nguoi"))};
    const auto done = AssignDossier(request.platform, request.officer, std::string(request.http.Parameter("code")), assignee,
                                    ToNumber(form.Value("phien_ban")));
    if (!done) return Again(request, done.error(), "");
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
        const bool belongs = std::ranges::find(papers, id, &PaperFile::file) != papers.end() || id == dossier->result_file;
        return belongs ? files::FileStore::Find(tx, id) : std::nullopt;
    });
}

}  // namespace

web::Response DownloadOfficePaper(const OfficerRequest& request) {
    std::optional<Dossier> dossier;
    const auto file = PaperOf(request, dossier);
    if (!file) return Missing(request.http.Parameter("code"));
    RecordView(request.platform, request.officer, *dossier, "Mở giấy tờ trong hồ sơ");
    return FileResponse(request.platform, *file);
}

web::Response ShowFirstPage(const OfficerRequest& request) {
    std::optional<Dossier> dossier;
    const auto file = PaperOf(request, dossier);
    if (!file) return Missing(request.http.Parameter("code"));
    RecordViewOfPart(request.platform, request.officer, *dossier, "Mở giấy tờ trong hồ sơ");
    const auto path = request.platform.files.PreviewOf(file->digest);
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return Missing(request.http.Parameter("code"));
    web::Response response;
    response.type = "image/png";
    response.file = web::FileBody{path, static_cast<std::int64_t>(size)};
    return NoStore(std::move(response));
}

web::Response DownloadOfficeForm(const OfficerRequest& request) {
    const auto dossier = request.platform.storage.Read([&](storage::Transaction& tx) { return Readable(request, tx); });
    if (!dossier) return Missing(request.http.Parameter("code"));
    RecordView(request.platform, request.officer, *dossier, "In phiếu của hồ sơ");
    return FormResponse(request.platform, dossier->code, request.http.Parameter("form"));
}

web::Response FindDossier(const OfficerRequest& request) {
    web::MarkActive("search");
    const auto code = request.http.Asked("ma");
    if (code.empty()) return NoStore(web::Page(FindPage("", {})));
    const bool readable = request.platform.storage.Read([&](storage::Transaction& tx) {
        DossierStore dossiers(tx);
        const auto dossier = dossiers.Get(code);
        return dossier && MayRead(request.officer, dossiers.Readers(dossier->id));
    });
    if (readable) return web::SeeOtherPage("/can-bo/ho-so/" + code);
    return NoStore(web::Page(
        FindPage(code, {{"NOT_FOUND", Say("Không có hồ sơ mã {1} mà đơn vị bạn giữ hoặc được hỏi ý kiến.", code), "ma"}}), 404));
}

}  // namespace dongson::one_stop
