// Filling in an application: a task list, one thing a page, check, submit.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/form.h"
#include "modules/one_stop/domain/procedure.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/organisation/directory.h"
#include "web/components.h"
#include "web/html.h"

namespace dongson::one_stop {

// How a paper in a draft is shown besides its name.
struct PaperLook {
    bool drawn = false;        // there is a picture of its first page
    std::optional<int> pages;  // of a PDF, once counted
};

struct DraftView {
    Draft draft;
    Procedure procedure;
    Form form;
    std::vector<CasePaper> papers;
    std::map<FileId, PaperLook> looks;
    std::string unit_name;
    std::vector<const organisation::Unit*> units;  // where it can be handed in
    const identity::Account* citizen = nullptr;
    bool suspended = false;         // the procedure takes nothing online today: it is kept, and cannot be handed in
    bool waits_for_others = false;  // somebody who applies together has not confirmed what stands there
    web::Html together;             // of the last page: who applies together, and how it stands with them
    Refusals faults;
    Date today;  // the fee is of a day
};

// Drafts of a procedure that its applicant began before.
web::Html BegunDraftsPage(const std::string& procedure_code, const std::vector<DraftRow>& drafts);
// Where one begins after signing in.
web::Html BeginPage(const Procedure& procedure);
web::Html TaskListPage(const DraftView& view);
web::Html UnitPartPage(const DraftView& view);
web::Html PersonPartPage(const DraftView& view);
web::Html MandatePartPage(const DraftView& view);
web::Html SectionPage(const DraftView& view, const Section& section);
web::Html PapersPartPage(const DraftView& view);
web::Html DeliveryPartPage(const DraftView& view);
web::Html CheckPage(const DraftView& view);
web::Html ConfirmationPage(const Dossier& dossier, const std::string& unit_name);

// The questions of a section with what was answered; also used at the counter.
web::Html Questions(const Section& section, const Answers& answers, const Refusals& faults);
// How the result is to be fetched; the fields of CheckDelivery.
web::Html DeliveryInputs(const Sentence& question, std::string_view chosen, std::string_view address, const Refusals& faults);
// The answers of a whole form, to read; `beside` stands at the title of each section.
web::Html AnswerList(const Form& form, const Answers& answers, const std::function<web::Html(const Section&)>& beside = {});
std::string FileSize(std::int64_t bytes);

}  // namespace dongson::one_stop
