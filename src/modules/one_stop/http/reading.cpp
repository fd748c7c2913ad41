#include "modules/one_stop/http/reading.h"

#include <algorithm>
#include <filesystem>

#include "core/collation.h"
#include "modules/one_stop/actions/claim_relief.h"
#include "modules/one_stop/actions/close_cash_day.h"
#include "modules/one_stop/actions/correct_result.h"
#include "modules/one_stop/actions/dossier_writing.h"
#include "modules/one_stop/actions/link_dossiers.h"
#include "modules/one_stop/actions/take_fee.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/form_set.h"
#include "modules/one_stop/domain/mandate.h"
#include "modules/one_stop/pages/together_pages.h"
#include "modules/one_stop/storage/co_applicant_store.h"
#include "modules/one_stop/storage/fee_claim_store.h"
#include "modules/one_stop/storage/fee_store.h"
#include "modules/one_stop/storage/form_shelf.h"
#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/calendar/calendars.h"
#include "platform/files/preview.h"
#include "platform/identity/posts.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/circumstances.h"
#include "platform/workflow/follow.h"
#include "platform/workflow/storage/case_store.h"
#include "platform/workflow/storage/task_store.h"
#include "platform/workflow/take_back.h"
#include "platform/workflow/task_capabilities.h"

namespace dongson::one_stop {

std::optional<Dossier> Mine(const CitizenRequest& request, storage::Transaction& tx) {
    auto dossier = DossierStore(tx).Get(request.http.Parameter("code"));
    if (dossier && !ReadsAsApplicant(*dossier, request.citizen().id, request.platform.clock.Now().LocalDate())) dossier.reset();
    return dossier;
}

std::optional<Dossier> Mine(const CitizenRequest& request) {
    return request.platform.storage.Read([&](storage::Transaction& tx) { return Mine(request, tx); });
}

std::optional<MyDossierView> MyViewOf(const CitizenRequest& request) {
    return request.platform.storage.Read([&](storage::Transaction& tx) -> std::optional<MyDossierView> {
        DossierStore dossiers(tx);
        auto dossier = Mine(request, tx);
        if (!dossier) return std::nullopt;
        workflow::CaseStore cases(tx);
        MyDossierView view;
        view.papers = dossiers.Papers(dossier->id);
        view.issued = PaperStore(tx).Issued(dossier->id);
        view.fees = FeeStore(tx).Of(dossier->id);
        view.claims = FeeClaimStore(tx).Of(dossier->id);
        if (dossier->FeeDue()) {
            const auto counter = UnitToday(request.platform, dossier->intake, request.platform.clock.Now());
            view.counter_name = request.platform.units.Now()->NameOf(counter);
            if (auto told = organisation::ContactStore(tx).Newest(counter)) view.counter = std::move(told->contact);
        }
        view.procedure = ProcedureStore(tx).Get(dossier->procedure).value_or(Procedure{});
        view.form = FormOf(tx, *dossier, view.procedure);
        view.rated = dossiers.Rated(dossier->id);
        view.allowed =
            workflow::AllowedEvents(MovingOf(*dossier), Actor::Of(request.citizen()),
                                    workflow::CircumstancesOf(request.platform, tx, MovingOf(*dossier),
                                                              cases.Consultations(dossier->id), request.platform.clock.Now()));
        const auto today = request.platform.clock.Now().LocalDate();
        view.is_mandatary = !IsOf(*dossier, request.citizen().id);
        view.may_message = MayAsApplicant(*dossier, request.citizen().id, Power::supplement, today);
        view.may_take_result = MayAsApplicant(*dossier, request.citizen().id, Power::receive, today);
        if (dossier->Has(Beside::together)) {
            const bool withdraws = std::ranges::any_of(view.allowed, [&](const workflow::Event* event) {
                return PowerFor(ProcessOf(*dossier), *event) == Power::withdraw;
            });
            view.together =
                TogetherOfDossier(dossier->code, CoApplicantStore(tx).OfDossier(dossier->id), request.citizen().id, withdraws);
        }
        view.today = today;
        view.mandate_in_force = dossier->mandate && dossier->mandate->InForce(today);
        std::erase_if(view.allowed, [&](const workflow::Event* event) {
            return !MayAsApplicant(*dossier, request.citizen().id, PowerFor(ProcessOf(*dossier), *event), today);
        });
        auto happenings = cases.Happenings(dossier->id);
        TellAsApplicant(ProcessOf(*dossier), happenings);
        const auto asked = std::ranges::find_if(happenings.rbegin(), happenings.rend(), [&](const Happening& each) {
            return each.to == dossier->state && each.from != each.to;
        });
        if (asked != happenings.rend()) view.asked_reason = asked->reason;
        if (asked != happenings.rend() && asked->form == kSupplementSlip) view.asked = PaperStore(tx).Asked(dossier->id);
        view.tracking = TrackingViewOf(request.platform, std::move(*dossier), std::move(happenings));
        view.tracking.proofs = "/ho-so/" + view.tracking.dossier.code + "/chung-nhan/";
        return view;
    });
}

std::optional<Dossier> Readable(const OfficerRequest& request, storage::Transaction& tx) {
    auto dossier = DossierStore(tx).Get(request.http.Parameter("code"));
    if (!dossier) return std::nullopt;
    auto readers = workflow::CaseStore(tx).Readers(dossier->id);
    // The unit that took over from its holder, even before the move is written down.
    if (!dossier->closed &&
        workflow::FollowUnits(request.platform, tx, DossierKind(), ProcessOf(*dossier), *dossier, request.platform.clock.Now()))
        readers.push_back(dossier->holder);
    if (!MayRead(request.officer, readers)) dossier.reset();
    return dossier;
}

namespace {

void TellAsReader(const OfficerRequest& request, storage::Transaction& tx, const Dossier& dossier,
                  std::vector<Happening>& happenings) {
    workflow::CaseStore cases(tx);
    if (IsOnlyAsked(request.officer, dossier, cases.Readers(dossier.id), cases.Consultations(dossier.id)))
        TellAsAsked(request.officer, happenings);
}

}  // namespace

std::vector<Happening> HappeningsFor(const OfficerRequest& request, storage::Transaction& tx, const Dossier& dossier) {
    auto happenings = workflow::CaseStore(tx).HappeningsWithFiles(dossier.id);
    TellAsReader(request, tx, dossier, happenings);
    return happenings;
}

bool IsReadable(const OfficerRequest& request) {
    return request.platform.storage.Read([&](storage::Transaction& tx) { return Readable(request, tx).has_value(); });
}

namespace {

void AddPeople(const OfficerRequest& request, storage::Transaction& tx, OfficeDossierView& view) {
    const auto& dossier = view.tracking.dossier;
    const auto now = request.platform.clock.Now();
    identity::AccountStore accounts(tx);
    if (dossier.assignee)
        if (const auto account = accounts.Get(dossier.assignee)) view.assignee = account->name;
    if (const auto applicant = accounts.Get(dossier.person.account)) view.proof = applicant->proof.level;
    const auto seats = SeatsOn(dossier, *request.platform.units.Now(), now.LocalDate());
    const auto holder = seats.holder;
    const auto specialists_of = [&](UnitId unit) {
        return identity::ColleaguesOn(accounts, *request.platform.units.Now(), unit, kExamine, now.LocalDate());
    };
    const bool specialists =
        dossier.holder_role == "specialist" && !dossier.closed && !ProcessOf(dossier).At(dossier.state).IsApplicants();
    view.may_assign = specialists && request.officer.May(holder, kAssign);
    view.may_take = specialists && !dossier.assignee && request.officer.May(holder, kExamine);
    // Handing over names a specialist of the unit that will hold it.
    const bool hands_over = std::ranges::any_of(view.allowed, [](const auto* event) { return event->Has("assign"); });
    if (hands_over)
        view.colleagues = specialists_of(seats.competent);
    else if (view.may_assign)
        view.colleagues = specialists_of(holder);
    if (std::ranges::none_of(view.allowed, [](const auto* event) { return event->Has("ask_opinion"); })) return;
    view.askable = desk::UnitsToAskOn(*request.platform.units.Now(), now.LocalDate(), holder);
    view.days_to_answer = desk::DaysToAnswer(*request.platform.calendar.Now(), now.LocalDate(), dossier.due);
}

// Tasks that are part of it: whoever may read the dossier reads none of them that concerns others alone.
std::vector<workflow::Task> TasksOf(const OfficerRequest& request, storage::Transaction& tx, const Dossier& dossier) {
    auto tasks = workflow::TaskStore(tx).PartsOf({DossierKind().key(), dossier.id.value});
    std::erase_if(tasks, [&](const workflow::Task& task) {
        return !workflow::MayReadTask(request.officer, workflow::CaseStore(tx).Readers(task.id));
    });
    return tasks;
}

}  // namespace

std::optional<OfficeDossierView> OfficeViewOf(const OfficerRequest& request) {
    auto view = request.platform.storage.Read([&](storage::Transaction& tx) -> std::optional<OfficeDossierView> {
        DossierStore dossiers(tx);
        auto dossier = Readable(request, tx);
        if (!dossier) return std::nullopt;
        workflow::CaseStore cases(tx);
        OfficeDossierView found;
        found.papers = dossiers.Papers(dossier->id);
        found.now = request.platform.clock.Now();
        found.today = found.now.LocalDate();
        found.issued = PaperStore(tx).Issued(dossier->id);
        found.fees = FeeStore(tx).Of(dossier->id);
        found.claims = FeeClaimStore(tx).Of(dossier->id);
        found.may_decide_relief = DecidesRelief(request.platform, request.officer, *dossier).has_value();
        found.may_collect = request.officer.May(UnitToday(request.platform, dossier->intake, found.now), kCollect);
        if (found.may_collect) {
            const auto counter = UnitToday(request.platform, dossier->intake, found.now);
            found.till_closed = FeeStore(tx).Closed(counter, request.officer.account.id, found.today).has_value();
            if (found.till_closed) found.who_opens = WhoOpens(request.platform, tx, counter, request.officer.account.id);
        }
        found.handed_in = PaperStore(tx).HandedInWith(dossier->id);
        found.opinions = cases.Consultations(dossier->id);
        found.procedure = ProcedureStore(tx).Get(dossier->procedure).value_or(Procedure{});
        found.form = FormOf(tx, *dossier, found.procedure);
        const auto circumstances =
            workflow::CircumstancesOf(request.platform, tx, MovingOf(*dossier), found.opinions, request.platform.clock.Now());
        const auto actor = Actor::Of(request.officer);
        found.allowed = workflow::AllowedEvents(MovingOf(*dossier), actor, circumstances);
        // Where the process itself takes it, one form is enough.
        found.may_take_fee = std::ranges::none_of(found.allowed, [](const auto* event) { return event->Has("mark_paid"); }) &&
                             TakesFee(request.platform, tx, request.officer, *dossier);
        found.may_message = WorkingAt(request.officer, circumstances.holder_today).has_value();
        found.may_end_mandate = found.may_message || WorkingAt(request.officer, dossier->intake).has_value();
        if (dossier->Has(Beside::together)) found.together = NamesOf(CoApplicantStore(tx).OfDossier(dossier->id));
        found.unanswered = dossier->closed ? 0 : cases.UnansweredReplies(dossier->id);
        found.waited_for = circumstances.open;
        std::ranges::copy_if(found.waited_for, std::back_inserter(found.answerable), [&](const Consultation& opinion) {
            return workflow::AskedOf(DossierKind(), actor, {.open = {opinion}}) != nullptr;
        });
        auto happenings = cases.HappeningsWithFiles(dossier->id);
        std::erase_if(found.allowed, [&](const workflow::Event* event) {
            const auto acted = workflow::ActsFor(MovingOf(*dossier), *event, actor, circumstances);
            return acted && ApprovesOwnWork(*dossier, *event, actor.id, acted->post, happenings);
        });
        found.may_take_back = workflow::MayTakeBack(tx, MovingOf(*dossier), request.officer, happenings).has_value();
        const auto corrects = CorrectsResult(request.platform, tx, *dossier);
        found.may_correct = corrects && request.officer.May(corrects, kDecide) &&
                            !ReplacesOwnWork(actor.id, request.officer.Through(kDecide, corrects), happenings);
        found.linked = LinkedWith(tx, request.officer, *dossier);
        found.tasks = TasksOf(request, tx, *dossier);
        found.may_give_task = request.officer.May(workflow::kGiveTasks);
        found.may_write = ColleagueOn(request.platform, tx, request.officer, *dossier).has_value();
        TellAsReader(request, tx, *dossier, happenings);
        found.units = UnitNames(request.platform, *dossier, happenings);
        for (const auto& task : found.tasks) found.units[task.doer_unit] = request.platform.units.Now()->NameOf(task.doer_unit);
        for (const auto* opinions : {&found.opinions, &found.waited_for})
            for (const auto& opinion : *opinions) found.units[opinion.unit] = request.platform.units.Now()->NameOf(opinion.unit);
        found.tracking = TrackingViewOf(request.platform, std::move(*dossier), std::move(happenings));
        // What the applicant reads speaks to them.
        found.tracking.status = ProcessOf(found.tracking.dossier).At(found.tracking.dossier.state).words.Now();
        found.tracking.proofs = "/can-bo/ho-so/" + found.tracking.dossier.code + "/chung-nhan/";
        AddPeople(request, tx, found);
        for (const auto& paper : found.papers)
            if (files::HasPreview(paper.type) && std::filesystem::exists(request.platform.files.PreviewOf(paper.digest)))
                found.drawn.insert(paper.file);
        return found;
    });
    web::MarkActive("inbox");
    return view;
}

}  // namespace dongson::one_stop
