#include "modules/one_stop/http/drafting.h"

#include <filesystem>

#include "core/collation.h"
#include "core/text.h"
#include "modules/one_stop/actions/apply_together.h"
#include "modules/one_stop/actions/follow_procedure.h"
#include "modules/one_stop/pages/together_pages.h"
#include "modules/one_stop/storage/form_shelf.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

std::optional<DraftView> FindDraft(const CitizenRequest& request) {
    const DraftId id{ToNumber(request.http.Parameter("draft"))};
    auto view = request.platform.storage.Read([&](storage::Transaction& tx) -> std::optional<DraftView> {
        DraftStore drafts(tx);
        auto draft = drafts.Get(id);
        if (!draft || draft->account != request.citizen().id) return std::nullopt;
        DraftView found;
        found.procedure = ProcedureToday(tx, *draft);
        found.suspended = !ProcedureStore(tx).GetPublished(found.procedure.code) || !found.procedure.AcceptsOnline();
        found.papers = drafts.Papers(id);
        if (found.procedure.id != draft->procedure) {
            const auto then = ProcedureStore(tx).Get(draft->procedure).value();
            for (auto& paper : found.papers) paper.component = ComponentIn(found.procedure, then, paper.component);
        }
        found.draft = std::move(*draft);
        found.form = FormFor(*FormsOf(tx, request.platform.clock.Now().LocalDate()), found.procedure);
        FollowForm(tx, found.draft, found.form, found.procedure);
        if (!found.form.applicants.empty()) {
            const auto together = TogetherIn(tx, found.draft, found.form, request.citizen(), request.platform.clock.Now());
            found.waits_for_others = !together.AllConfirmed();
            found.together = TogetherOfDraft(id, together);
        }
        return found;
    });
    if (!view) return std::nullopt;
    for (const auto& paper : view->papers)
        view->looks[paper.file] = {.drawn = std::filesystem::exists(request.platform.files.PreviewOf(paper.digest)),
                                   .pages = request.platform.files.PagesOf(paper.digest)};
    view->citizen = &request.citizen();
    const auto units = request.platform.units.Now();
    view->today = request.platform.clock.Now().LocalDate();
    view->units = units->Existing(organisation::Level::commune, view->today);
    SortByName(view->units, [](const auto* unit) { return unit->short_name; });
    view->draft.unit = UnitToday(request.platform, view->draft.unit, request.platform.clock.Now());
    view->unit_name = units->NameOf(view->draft.unit);
    return view;
}

Answers TypedIn(const web::Form& form) {
    Answers typed;
    for (const auto& [field, value] : form.fields) typed[field].push_back(value);
    return typed;
}

namespace {

// A page stays open while the form changes: what was typed there was asked otherwise.
std::optional<Refusal> RefuseOtherForm(const web::Form& sent, const Form& form) {
    if (!sent.Has(kFormField) || sent.Value(kFormField) == ToText(form.edition)) return std::nullopt;
    return FormChanged();
}

}  // namespace

void Save(const CitizenRequest& request, DraftView& view, const std::vector<TypedPart>& parts) {
    if (auto refusal = RefuseOtherForm(request.http.form, view.form)) {
        view.faults.push_back(*std::move(refusal));
        return;
    }
    auto saved = SaveParts(request.platform, request.citizen(), view.draft.id, parts);
    if (saved) {
        view.draft = std::move(saved->draft);
        view.faults = std::move(saved->faults);
        view.unit_name =
            request.platform.units.Now()->NameOf(UnitToday(request.platform, view.draft.unit, request.platform.clock.Now()));
    } else {
        view.faults.push_back(saved.error());
    }
}

void AddPapers(const CitizenRequest& request, DraftView& view) {
    auto& form = request.http.form;
    const auto papers = KeepUploads(request, -1);
    if (!papers) {
        view.faults.push_back(papers.error());
    } else if (papers->empty()) {
        view.faults.push_back({"FILE_NONE", Say("Chưa chọn tệp nào. Hãy chọn tệp rồi bấm “Gửi tệp”."),
                               form.files.empty() ? "" : form.files[0].field});
    } else if (const auto kept = AddDraftPapers(request.platform, request.citizen(), view.draft.id, *papers); !kept) {
        view.faults.push_back(kept.error());
    }
}

}  // namespace dongson::one_stop
