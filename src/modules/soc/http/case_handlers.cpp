#include <algorithm>

#include "core/text.h"
#include "modules/soc/actions/handle_case.h"
#include "modules/soc/actions/report_case.h"
#include "modules/soc/http/handlers.h"
#include "modules/soc/http/views.h"
#include "modules/soc/pages/case_pages.h"
#include "modules/soc/storage/alert_store.h"
#include "modules/soc/storage/case_store.h"
#include "platform/identity/storage/account_store.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::soc {

namespace {

const std::string kList = "/can-bo/an-ninh/vu-viec";

std::optional<Case> AskedFor(const OfficerRequest& request, std::string_view code) {
    return request.platform.storage.Read([&](storage::Transaction& tx) { return CaseStore(tx).GetByCode(code); });
}

web::Response Missing() {
    return web::RefusalPage(Refusal::NotFound(Say("Không có vụ việc này.")));
}

CaseView ViewOf(const OfficerRequest& request, Case incident) {
    CaseView view{.now = request.platform.clock.Now(), .incident = std::move(incident)};
    request.platform.storage.Read([&](storage::Transaction& tx) {
        CaseStore cases(tx);
        view.alerts = AlertStore(tx).OfCase(view.incident.id);
        view.entries = cases.Entries(view.incident.id);
        view.tasks = cases.Tasks(view.incident.id);
        Name(tx, {view.incident.lead}, view.names);
        for (const CaseEntry& entry : view.entries) Name(tx, {entry.account}, view.names);
        for (const CaseTask& task : view.tasks) Name(tx, {task.done_by}, view.names);
        return true;
    });
    view.unit = request.platform.units.Now()->NameOf(view.incident.unit);
    return view;
}

web::Response Shown(const OfficerRequest& request, Case incident, Refusals faults = {}, web::Meanwhile meanwhile = {}) {
    auto view = ViewOf(request, std::move(incident));
    view.meanwhile = std::move(meanwhile);
    view.faults = std::move(faults);
    view.typed_note = request.http.form.Value("ghi_chu");
    view.typed_how = request.http.form.Value("cach_bao");
    return web::NoStore(web::Page(CasePage(view), view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind)));
}

web::Meanwhile StoredBeside(const Case& stored, const Case& typed) {
    web::Meanwhile meanwhile;
    const auto category = [](const Case& incident) {
        const Category* found = IncidentRules::Shipped().Find(incident.category);
        return found == nullptr ? incident.category : found->name;
    };
    const auto personal = [](const Case& incident) { return incident.personal_data ? Say("Có").Now() : Say("Không").Now(); };
    meanwhile.Add(Say("Tên"), stored.title, typed.title);
    meanwhile.Add(Say("Loại"), category(stored), category(typed));
    meanwhile.Add(Say("Mức"), Say(GradeName(stored.grade)).Now(), Say(GradeName(typed.grade)).Now());
    meanwhile.Add(Say("Dữ liệu cá nhân"), personal(stored), personal(typed));
    meanwhile.Add(Say("Trạng thái"), Say(CaseStateName(stored.state)).Now(), Say(CaseStateName(typed.state)).Now());
    meanwhile.Add(Say("Nguyên nhân"), stored.cause, typed.cause);
    meanwhile.Add(Say("Phạm vi"), stored.scope, typed.scope);
    meanwhile.Add(Say("Khắc phục"), stored.remedy, typed.remedy);
    meanwhile.Add(Say("Bài học"), stored.lessons, typed.lessons);
    return meanwhile;
}

}  // namespace

web::Response ShowCases(Centre&, const OfficerRequest& request) {
    CaseListView view{.now = request.platform.clock.Now(), .open = {}, .closed = {}};
    request.platform.storage.Read([&](storage::Transaction& tx) {
        CaseStore cases(tx);
        view.open = cases.Open();
        view.closed = cases.Closed();
        return true;
    });
    return web::NoStore(web::Page(CaseListPage(view)));
}

web::Response ShowNewCase(Centre&, const OfficerRequest& request) {
    NewCaseView view;
    if (const auto id = ToNumber(request.http.Asked("canh_bao")); id != 0)
        if (auto alert = request.platform.storage.Read([&](storage::Transaction& tx) { return AlertStore(tx).Get({id}); })) {
            view.title = alert->title + " – " + alert->entity.name;
            view.grade = alert->level >= Level::critical ? "3" : "2";
            view.alerts.push_back(std::move(*alert));
        }
    return web::NoStore(web::Page(NewCasePage(view)));
}

web::Response MakeCase(Centre&, const OfficerRequest& request) {
    const auto& form = request.http.form;
    NewCase wanted{.title = std::string(form.Value("ten")),
                   .category = std::string(form.Value("loai")),
                   .grade = static_cast<int>(ToNumber(form.Value("muc"))),
                   .personal_data = form.Has("du_lieu_ca_nhan"),
                   .alerts = {}};
    for (const std::string& id : form.Values("canh_bao")) wanted.alerts.push_back({ToNumber(id)});
    Refusals faults;
    if (const auto typed = Trim(form.Value("phat_hien")); !typed.empty()) {
        if (const auto time = Instant::Parse(typed)) {
            wanted.detected = *time;
        } else {
            faults.push_back({"SOC_TIME", Say("Viết thời điểm như 2026-11-25 08:00."), "phat_hien"});
        }
    }
    if (faults.empty()) {
        const auto opened = OpenCase(request.platform, request.officer, wanted);
        if (opened) return web::SeeOtherPage(kList + "/" + opened->code);
        faults.push_back(opened.error());
    }
    NewCaseView view{.title = wanted.title,
                     .category = wanted.category,
                     .grade = std::string(form.Value("muc")),
                     .detected = std::string(form.Value("phat_hien")),
                     .personal_data = wanted.personal_data,
                     .alerts = {},
                     .faults = std::move(faults)};
    request.platform.storage.Read([&](storage::Transaction& tx) {
        for (const AlertId id : wanted.alerts)
            if (auto alert = AlertStore(tx).Get(id)) view.alerts.push_back(std::move(*alert));
        return true;
    });
    return web::NoStore(web::Page(NewCasePage(view), 422));
}

web::Response ShowCase(Centre&, const OfficerRequest& request) {
    auto incident = AskedFor(request, request.http.Parameter("case"));
    return incident ? Shown(request, std::move(*incident)) : Missing();
}

web::Response ChangeCaseOf(Centre&, const OfficerRequest& request) {
    auto incident = AskedFor(request, request.http.Parameter("case"));
    if (!incident) return Missing();
    const auto& form = request.http.form;
    incident->version = ToNumber(form.Value("phien_ban"));
    incident->title = Trim(form.Value("ten"));
    incident->category = form.Value("loai");
    incident->grade = static_cast<int>(ToNumber(form.Value("muc")));
    incident->personal_data = form.Has("du_lieu_ca_nhan");
    incident->state = ParseCaseState(form.Value("trang_thai")).value_or(incident->state);
    incident->cause = Trim(form.Value("nguyen_nhan"));
    incident->scope = Trim(form.Value("pham_vi"));
    incident->remedy = Trim(form.Value("khac_phuc"));
    incident->lessons = Trim(form.Value("bai_hoc"));
    const auto changed = ChangeCase(request.platform, request.officer, *incident);
    if (changed) return web::SeeOtherPage(kList + "/" + incident->code);
    web::Meanwhile meanwhile;
    if (const auto stored = AskedFor(request, incident->code); stored && stored->version != incident->version) {
        meanwhile = StoredBeside(*stored, *incident);
        incident->version = stored->version;
    }
    return Shown(request, *incident, {changed.error()}, std::move(meanwhile));
}

// A note, a task that is done, evidence, or that the authority was told.
web::Response AddToCase(Centre& centre, const OfficerRequest& request) {
    const auto& form = request.http.form;
    const auto incident = AskedFor(request, form.Has("vu_viec") ? form.Value("vu_viec") : request.http.Parameter("case"));
    if (!incident) return Missing();
    Result<void> done;
    if (form.Has("viec")) {
        done = DoTask(request.platform, request.officer, incident->id, ToNumber(form.Value("viec")));
    } else if (form.Has("bao")) {
        const auto told =
            TellAuthority(request.platform, request.officer, incident->id, form.Value("bao"), form.Value("cach_bao"));
        if (!told) done = std::unexpected(told.error());
    } else if (form.Has("su_kien")) {
        const auto key = EventKey::Parse(form.Value("su_kien"));
        if (!key) return web::RefusalPage(Refusal::NotFound(Say("Không có sự kiện này, hoặc khối chứa nó đã hỏng.")));
        done = AddEvidence(centre, request.officer, incident->id, *key);
    } else {
        done = AddNote(request.platform, request.officer, incident->id, form.Value("ghi_chu"));
    }
    if (!done) return Shown(request, *incident, {done.error()});
    return web::SeeOtherPage(kList + "/" + incident->code);
}

web::Response DownloadReport(Centre&, const OfficerRequest& request) {
    auto incident = AskedFor(request, request.http.Parameter("case"));
    if (!incident) return Missing();
    auto view = ViewOf(request, std::move(*incident));
    const CaseReport report{.incident = view.incident,
                            .alerts = std::move(view.alerts),
                            .entries = std::move(view.entries),
                            .tasks = std::move(view.tasks),
                            .province = request.platform.province_name,
                            .unit = view.unit,
                            .lead = view.names[view.incident.lead],
                            .made = request.platform.clock.Now()};
    if (request.http.Parameter("format") == "json") return web::NoStore(web::Json(CaseReportJson(report)));
    if (request.http.Parameter("format") != "pdf") return Missing();
    auto response = web::NoStore(web::Bytes(CaseReportPdf(report), "application/pdf"));
    response.With("content-disposition", "inline; filename=\"" + view.incident.code + ".pdf\"");
    return response;
}

}  // namespace dongson::soc
