#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "modules/soc/actions/act_on_incident.h"
#include "modules/soc/actions/incident_steps.h"
#include "modules/soc/actions/report_incident.h"
#include "modules/soc/capabilities.h"
#include "modules/soc/domain/incident_kind.h"
#include "modules/soc/http/handlers.h"
#include "modules/soc/http/views.h"
#include "modules/soc/pages/incident_pages.h"
#include "modules/soc/storage/alert_store.h"
#include "modules/soc/storage/incident_store.h"
#include "platform/desk/case_files.h"
#include "platform/identity/posts.h"
#include "platform/ledger/ledger.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/circumstances.h"
#include "platform/workflow/storage/case_store.h"
#include "web/layout.h"

namespace dongson::soc {

namespace {

const std::string kList = "/can-bo/an-ninh/vu-viec";

std::optional<Incident> AskedFor(const OfficerRequest& request, std::string_view code) {
    return request.platform.storage.Read([&](storage::Transaction& tx) { return IncidentStore(tx).GetByCode(code); });
}

// Where somebody wrote what came of the step that they did: each step has a field of its own on the page.
std::string ResultField(const OfficerRequest& request) {
    return std::string(kResultField) + "_" + std::string(request.http.form.Value("viec"));
}

web::Response Missing() {
    return web::RefusalPage(Refusal::NotFound(Say("Không có vụ việc này.")));
}

// To whom whoever reads may give it.
std::vector<std::pair<AccountId, std::string>> ColleaguesOf(const OfficerRequest& request, storage::Transaction& tx,
                                                            const Incident& incident, Instant now) {
    std::vector<std::pair<AccountId, std::string>> colleagues;
    if (incident.closed || !request.officer.May(incident.holder, kRespond)) return colleagues;
    identity::AccountStore accounts(tx);
    for (const auto& each :
         identity::ColleaguesOn(accounts, *request.platform.units.Now(), incident.holder, kRespond, now.LocalDate()))
        colleagues.emplace_back(each.id, each.name);
    return colleagues;
}

// What others were asked, and what went with it.
void SayQuestions(const OfficerRequest& request, storage::Transaction& tx, IncidentView& view) {
    auto& questions = view.questions;
    questions.code = view.incident.code;
    questions.now = view.now;
    questions.asked = workflow::CaseStore(tx).Consultations(view.incident.id);
    const auto moving = MovingOf(view.incident);
    const auto now = workflow::CircumstancesOf(request.platform, tx, moving, questions.asked, view.now);
    questions.may_ask =
        !workflow::RefuseEvent(moving, *moving.process.FindEvent(names::kAsk), workflow::Actor::Of(request.officer), now);
    for (const auto& each : questions.asked) questions.units[each.unit] = request.platform.units.Now()->NameOf(each.unit);
    for (const auto& each : view.happenings)
        if (!each.files.empty()) questions.files[each.id] = each.files;
}

// What may be done with it, and what is missing before it may be closed.
void SayMoves(const OfficerRequest& request, storage::Transaction& tx, IncidentView& view) {
    const auto moving = MovingOf(view.incident);
    const auto actor = workflow::Actor::Of(request.officer);
    const auto now = workflow::CircumstancesOf(request.platform, tx, moving, {}, view.now);
    for (const auto* event : workflow::AllowedEvents(moving, actor, now))
        if (event->to != "same") view.moves.push_back(event);
    const auto* describing = moving.process.FindEvent(names::kDescribe);
    view.may_change = !workflow::RefuseEvent(moving, *describing, actor, now);
    const auto* closing = moving.process.FindEvent(names::kClose);
    if (const auto refusal = workflow::RefuseEvent(moving, *closing, actor, now);
        refusal && refusal->kind == RefusalKind::invalid)
        view.not_closed = refusal->sentence;
}

IncidentView ViewOf(const OfficerRequest& request, Incident incident) {
    IncidentView view{.now = request.platform.clock.Now(), .incident = std::move(incident)};
    request.platform.storage.Read([&](storage::Transaction& tx) {
        IncidentStore incidents(tx);
        const auto id = view.incident.id;
        view.alerts = AlertStore(tx).OfCase(id);
        view.happenings = workflow::CaseStore(tx).HappeningsWithFiles(id);
        view.evidence = incidents.EvidenceOf(id);
        view.steps = StepsOf(tx, id);
        view.colleagues = ColleaguesOf(request, tx, view.incident, view.now);
        SayMoves(request, tx, view);
        SayQuestions(request, tx, view);
        Name(tx, {view.incident.assignee}, view.names);
        for (const auto& step : view.steps) Name(tx, {step.done_by, step.assignee}, view.names);
        return true;
    });
    view.unit = request.platform.units.Now()->NameOf(view.incident.unit);
    return view;
}

// As it stands, with what was refused and typed.
web::Response Shown(const OfficerRequest& request, Incident incident, Refusals faults = {}, web::Meanwhile meanwhile = {},
                    const Description* typed = nullptr) {
    auto view = ViewOf(request, std::move(incident));
    if (typed != nullptr) static_cast<Description&>(view.incident) = *typed;
    view.meanwhile = std::move(meanwhile);
    view.faults = std::move(faults);
    view.event = request.http.Parameter("event");
    view.questions.event = ToNumber(request.http.Parameter("question"));
    if (view.questions.event != 0) view.questions.faults = view.faults;
    view.questions.typed = request.http.form.Value("ly_do");
    view.typed_reason = request.http.form.Value("ly_do");
    view.typed_note = request.http.form.Value("ghi_chu");
    view.step = ToNumber(request.http.form.Value("viec"));
    view.typed_result = request.http.form.Value(ResultField(request));
    view.lost_files = std::ranges::any_of(request.http.form.files, [](const auto& file) { return file.size > 0; });
    // Another was faster: what was typed and chosen for the step belongs to a note now.
    if (std::ranges::any_of(view.steps, [&](const auto& each) { return each.id.value == view.step && each.done; })) {
        view.typed_note = view.typed_result;
        view.step = 0;
    }
    view.typed_how = request.http.form.Value("cach_bao");
    return web::NoStore(web::Page(IncidentPage(view), view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind)));
}

web::Meanwhile StoredBeside(const Description& stored, const Description& typed) {
    web::Meanwhile meanwhile;
    const auto category = [](const Description& incident) {
        const Category* found = IncidentRules::Shipped().Find(incident.category);
        return found == nullptr ? incident.category : found->name;
    };
    const auto personal = [](const Description& incident) {
        return incident.personal_data ? Say("Có").Now() : Say("Không").Now();
    };
    meanwhile.Add(Say("Tên"), stored.title, typed.title);
    meanwhile.Add(Say("Loại"), category(stored), category(typed));
    meanwhile.Add(Say("Mức"), Say(GradeName(stored.grade)).Now(), Say(GradeName(typed.grade)).Now());
    meanwhile.Add(Say("Dữ liệu cá nhân"), personal(stored), personal(typed));
    meanwhile.Add(Say("Nguyên nhân"), stored.cause, typed.cause);
    meanwhile.Add(Say("Phạm vi"), stored.scope, typed.scope);
    meanwhile.Add(Say("Khắc phục"), stored.remedy, typed.remedy);
    meanwhile.Add(Say("Bài học"), stored.lessons, typed.lessons);
    return meanwhile;
}

// Its page again: as it is now, or with what was refused.
web::Response Answered(const OfficerRequest& request, const std::string& code, const Result<Incident>& done) {
    if (done) return web::SeeOtherPage(kList + "/" + code);
    const auto incident = AskedFor(request, code);
    return incident ? Shown(request, *incident, {done.error()}) : Missing();
}

}  // namespace

web::Response ShowIncidents(Centre&, const OfficerRequest& request) {
    IncidentListView view{.now = request.platform.clock.Now(), .open = {}, .closed = {}};
    request.platform.storage.Read([&](storage::Transaction& tx) {
        IncidentStore incidents(tx);
        view.open = incidents.Open();
        view.closed = incidents.Closed();
        return true;
    });
    return web::NoStore(web::Page(IncidentListPage(view)));
}

web::Response ShowNewIncident(Centre&, const OfficerRequest& request) {
    NewIncidentView view;
    if (const auto id = ToNumber(request.http.Asked("canh_bao")); id != 0)
        if (auto alert = request.platform.storage.Read([&](storage::Transaction& tx) { return AlertStore(tx).Get({id}); })) {
            view.title = alert->title + " – " + alert->entity.name;
            view.grade = alert->level >= Level::critical ? "3" : "2";
            view.alerts.push_back(std::move(*alert));
        }
    return web::NoStore(web::Page(NewIncidentPage(view)));
}

web::Response MakeIncident(Centre&, const OfficerRequest& request) {
    const auto& form = request.http.form;
    NewIncident wanted{.title = std::string(form.Value("ten")),
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
        const auto opened = OpenIncident(request.platform, request.officer, wanted);
        if (opened) return web::SeeOtherPage(kList + "/" + opened->code);
        faults.push_back(opened.error());
    }
    NewIncidentView view{.title = wanted.title,
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
    return web::NoStore(web::Page(NewIncidentPage(view), 422));
}

web::Response ShowIncident(Centre&, const OfficerRequest& request) {
    auto incident = AskedFor(request, request.http.Parameter("case"));
    return incident ? Shown(request, std::move(*incident)) : Missing();
}

// What is said of it; and from programs that know no events, the state it is in from now on.
web::Response ChangeIncidentOf(Centre&, const OfficerRequest& request) {
    const auto stored = AskedFor(request, request.http.Parameter("case"));
    if (!stored) return Missing();
    const auto& form = request.http.form;
    const auto state = StateOf(form.Value("trang_thai"));
    const Change wanted{.code = stored->code,
                        .expected_version = ToNumber(form.Value("phien_ban")),
                        .description = {.title = std::string(Trim(form.Value("ten"))),
                                        .category = std::string(form.Value("loai")),
                                        .grade = static_cast<int>(ToNumber(form.Value("muc"))),
                                        .personal_data = form.Has("du_lieu_ca_nhan"),
                                        .cause = std::string(Trim(form.Value("nguyen_nhan"))),
                                        .scope = std::string(Trim(form.Value("pham_vi"))),
                                        .remedy = std::string(Trim(form.Value("khac_phuc"))),
                                        .lessons = std::string(Trim(form.Value("bai_hoc")))},
                        .state = state.empty() ? stored->state : std::string(state),
                        .reason = std::string(form.Value(Trim(form.Value("ly_do")).empty() ? "vi_sao" : "ly_do"))};
    const auto changed = ChangeIncident(request.platform, request.officer, wanted);
    if (changed) return web::SeeOtherPage(kList + "/" + stored->code);
    web::Meanwhile meanwhile;
    if (stored->version != wanted.expected_version) meanwhile = StoredBeside(*stored, wanted.description);
    return Shown(request, *stored, {changed.error()}, std::move(meanwhile), &wanted.description);
}

web::Response MoveIncidentOf(Centre&, const OfficerRequest& request) {
    const std::string code(request.http.Parameter("case"));
    const auto& form = request.http.form;
    const auto moved = MoveIncident(request.platform, request.officer, code, request.http.Parameter("event"),
                                    ToNumber(form.Value("phien_ban")), form.Value("ly_do"));
    return Answered(request, code, moved);
}

web::Response AssignIncidentOf(Centre&, const OfficerRequest& request) {
    const std::string code(request.http.Parameter("case"));
    const auto& form = request.http.form;
    return Answered(request, code,
                    AssignIncident(request.platform, request.officer, code, {ToNumber(form.Value("nguoi"))},
                                   ToNumber(form.Value("phien_ban"))));
}

web::Response StopWaitingOf(Centre&, const OfficerRequest& request) {
    const std::string code(request.http.Parameter("case"));
    return Answered(request, code,
                    StopWaiting(request.platform, request.officer, code, ToNumber(request.http.Parameter("question")),
                                request.http.form.Value("ly_do")));
}

// A note or a step that is done, with files; evidence, or that the authority was told.
web::Response AddToIncident(Centre& centre, const OfficerRequest& request) {
    const auto& form = request.http.form;
    const auto incident = AskedFor(request, form.Has("vu_viec") ? form.Value("vu_viec") : request.http.Parameter("case"));
    if (!incident) return Missing();
    const auto& code = incident->code;
    auto papers = desk::KeepUploads(request, -1);
    if (!papers) return Shown(request, *incident, {papers.error()});
    Result<void> done;
    if (form.Has("viec")) {
        done = DoStep(request.platform, request.officer,
                      {.code = code,
                       .step = ToNumber(form.Value("viec")),
                       .text = std::string(form.Value(ResultField(request))),
                       .papers = *std::move(papers)});
    } else if (form.Has("bao")) {
        const auto told = TellAuthority(request.platform, request.officer, code, form.Value("bao"), form.Value("cach_bao"));
        if (!told) done = std::unexpected(told.error());
    } else if (form.Has("su_kien")) {
        const auto key = EventKey::Parse(form.Value("su_kien"));
        if (!key) return web::RefusalPage(Refusal::NotFound(Say("Không có sự kiện này, hoặc khối chứa nó đã hỏng.")));
        done = AddEvidence(centre, request.officer, code, *key);
    } else {
        done = AddNote(request.platform, request.officer,
                       {.code = code, .text = std::string(form.Value("ghi_chu")), .papers = *std::move(papers)});
    }
    if (!done && done.error().field == kResultField) done.error().field = ResultField(request);
    if (!done) return Shown(request, *incident, {done.error()});
    return web::SeeOtherPage(kList + "/" + code);
}

// What proves that a line of the timeline stands in the public ledger.
web::Response DownloadIncidentProof(Centre&, const OfficerRequest& request) {
    const auto incident = AskedFor(request, request.http.Parameter("case"));
    if (!incident) return Missing();
    const auto happenings =
        request.platform.storage.Read([&](storage::Transaction& tx) { return workflow::CaseStore(tx).Happenings(incident->id); });
    const auto found = std::ranges::find(happenings, ToNumber(request.http.Parameter("happening")), &workflow::Happening::id);
    if (found == happenings.end() || found->ledger == 0)
        return web::RefusalPage(Refusal::NotFound(Say("Không có dòng này trong sổ cái.")));
    const auto proof = request.platform.ledger.ProofOf(found->ledger);
    if (!proof)
        return web::RefusalPage(
            {"LEDGER_PROOF_NOT_YET", Say("Chưa có tệp chứng nhận. Hãy thử lại sau vài giây."), "", RefusalKind::unavailable});
    auto response = web::NoStore(web::Bytes(*proof, "text/plain; charset=utf-8"));
    const auto name = fmt::format("{}-{}.proof", incident->code, found - happenings.begin() + 1);
    response.With("content-disposition", "attachment; filename=\"" + name + "\"");
    return response;
}

web::Response DownloadReport(Centre&, const OfficerRequest& request) {
    auto incident = AskedFor(request, request.http.Parameter("case"));
    if (!incident) return Missing();
    auto view = ViewOf(request, std::move(*incident));
    const IncidentReport report{.incident = view.incident,
                                .alerts = std::move(view.alerts),
                                .happenings = std::move(view.happenings),
                                .evidence = std::move(view.evidence),
                                .steps = std::move(view.steps),
                                .province = request.platform.province_name,
                                .unit = view.unit,
                                .lead = view.names[view.incident.assignee],
                                .made = request.platform.clock.Now()};
    if (request.http.Parameter("format") == "json") return web::NoStore(web::Json(IncidentReportJson(report)));
    if (request.http.Parameter("format") != "pdf") return Missing();
    auto response = web::NoStore(web::Bytes(IncidentReportPdf(report), "application/pdf"));
    response.With("content-disposition", "inline; filename=\"" + view.incident.code + ".pdf\"");
    return response;
}

}  // namespace dongson::soc
