#include "modules/one_stop/form_definition.h"

#include <algorithm>
#include <ranges>
#include <set>

#include "core/embedded.h"
#include "core/text.h"
#include "modules/one_stop/domain/draft.h"
#include "modules/one_stop/form_editor.h"
#include "modules/one_stop/pages/draft_pages.h"
#include "modules/one_stop/pages/form_editor_page.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/form_shelf.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/definitions/storage/edition_store.h"

namespace dongson::one_stop {

using definitions::Candidate;
using definitions::Editing;
using definitions::Effect;
using definitions::Fault;
using definitions::ShippedText;
using namespace web::short_names;

namespace {

std::vector<ShippedText> Shipped() {
    constexpr std::string_view kFolder = "data/forms/", kEnd = ".yaml";
    std::vector<ShippedText> texts;
    for (std::string_view path : EmbeddedBelow(kFolder)) {
        if (!path.ends_with(kEnd)) continue;
        // A shipped file is called as its form; a start would wait for forty to be read.
        const auto key = path.substr(kFolder.size(), path.size() - kFolder.size() - kEnd.size());
        texts.push_back({std::string(key), std::string(Embedded(path))});
    }
    return texts;
}

Form Read(const std::string& text) {
    DefinitionErrors ignored;
    return ParseForm("", text, ignored);
}

constexpr char kProcedures[] = "procedures";

int LineOfProcedures(const std::string& text) {
    DefinitionErrors ignored;
    const auto root = Definition::Parse("", text, ignored, kFormLimits);
    return root.Has(kProcedures) ? root.Child(kProcedures).Line() : 1;
}

// A procedure has one form: which of two it is would be an accident.
void CheckProcedures(const Form& form, const Candidate& candidate, std::vector<Fault>& faults) {
    if (form.procedures.empty() != (form.key == kGenericForm))
        faults.push_back({LineOfProcedures(candidate.text),
                          form.key == kGenericForm
                              ? Say("Mẫu chung không ghi thủ tục nào ở “procedures”.").Now()
                              : Say("Ghi mã thủ tục dùng mẫu này ở “procedures”, ví dụ [\"1.001193\"].").Now(),
                          kProcedures});
    for (const auto& other : candidate.others)
        for (const auto& code : FormIn(other).procedures)
            if (std::ranges::find(form.procedures, code) != form.procedures.end())
                faults.push_back({LineOfProcedures(candidate.text),
                                  Say("Thủ tục {1} đã có mẫu “{2}”. Hãy bỏ thủ tục khỏi mẫu ấy trước.", code, other.key).Now(),
                                  kProcedures});
}

std::vector<Fault> Check(const Candidate& candidate) {
    DefinitionErrors errors;
    const auto form = ParseForm("", candidate.text, errors);
    std::vector<Fault> faults;
    for (const auto& error : errors.all()) faults.push_back({error.line, error.what.Now(), error.path});
    if (!faults.empty()) return faults;
    if (form.key != candidate.key)
        faults.push_back({1, Say("“key” trong nội dung là “{1}”, phải là “{2}”.", form.key, candidate.key).Now()});
    CheckProcedures(form, candidate, faults);
    return faults;
}

// A form for a procedure that the province does not have is asked of nobody: most often a slip of the pen. What ships is for
// provinces of either era, and names procedures that this one may not have.
std::vector<Fault> Missing(storage::Transaction& tx, const Candidate& candidate) {
    std::set<std::string> shipped;
    for (const auto& edition : definitions::EditionStore(tx).History(kFormType, candidate.key))
        if (edition.Ships())
            for (auto& code : Read(edition.text).procedures) shipped.insert(std::move(code));
    std::vector<Fault> faults;
    ProcedureStore procedures(tx);
    for (const auto& code : Read(candidate.text).procedures)
        if (!shipped.contains(code) && !procedures.GetPublished(code))
            faults.push_back({LineOfProcedures(candidate.text),
                              Say("Không có thủ tục {1} trong danh mục của tỉnh. Hãy xem lại mã ở trang thủ tục.", code).Now(),
                              kProcedures});
    return faults;
}

std::string About(const std::string& text) {
    return Join(Read(text).procedures, ", ");
}

// Fields of a preview are named apart from those of the page it stands in.
Form ToLookAt(const std::string& text) {
    constexpr std::string_view kApart = "xem.";
    auto form = Read(text);
    for (auto& section : form.sections)
        for (auto& question : section.questions) {
            question.key.insert(0, kApart);
            if (!question.when.empty()) question.when.question.insert(0, kApart);
        }
    return form;
}

Html Preview(const std::string& text) {
    return Each(ToLookAt(text).sections, [](const Section& section) {
        return Render(
            R"(<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{}</legend>{}</fieldset>)",
            section.title.Now(), Questions(section, {}, {}));
    });
}

// Whether a draft, once it follows the form, is asked what it was not asked, or has no good answer to what it had.
bool AskedAgain(storage::Transaction& tx, const Draft& draft, const Form& form, const Procedure& procedure, Date today) {
    const auto its_own = FormOf(tx, draft, procedure);
    auto followed = draft;
    Follow(followed, its_own, form);
    const auto before = Unfinished(draft, its_own), after = Unfinished(followed, form);
    const auto is_new = [&](const std::string& part) { return std::ranges::find(before, part) == before.end(); };
    if (std::ranges::any_of(after, is_new) || !NewQuestions(followed, form).empty()) return true;
    auto answers = followed.answers;
    return std::ranges::any_of(form.sections, [&](const Section& section) {
        return IsDone(followed, form, SectionPart(section)) && !CheckSection(section, answers, today).empty();
    });
}

std::vector<Effect> Trial(const Platform&, storage::Transaction& tx, const Candidate& candidate, Date today) {
    const auto form = Read(candidate.text);
    if (form.key == kGenericForm) return {{Say("Mẫu chung: mọi thủ tục không có mẫu riêng.")}};
    std::int64_t drafts = 0, asked_again = 0, open = 0;
    for (const auto& code : form.procedures) {
        const auto begun = DraftStore(tx).OfProcedure(code);
        drafts += std::ssize(begun);
        const auto procedure = ProcedureStore(tx).GetPublished(code).value_or(Procedure{});
        asked_again +=
            std::ranges::count_if(begun, [&](const Draft& draft) { return AskedAgain(tx, draft, form, procedure, today); });
        open += DossierStore(tx).OpenOfProcedure(code);
    }
    return {{Say("{1} bản nháp đang soạn; {2} bản sẽ được hỏi lại ở phần đã làm xong.", std::to_string(drafts),
                 std::to_string(asked_again))},
            {Say("{1} hồ sơ đang giải quyết giữ nguyên mẫu cũ.", std::to_string(open))}};
}

Html Fields(storage::Transaction& tx, const Editing& editing, const Refusals& faults) {
    ProcedureNames names;
    ProcedureStore procedures(tx);
    DefinitionErrors ignored;
    // More than anybody looks at need no names.
    constexpr std::size_t kMostNamed = 60;
    for (const auto& code : ReadFormText(editing.text, ignored).procedures | std::views::take(kMostNamed))
        if (auto procedure = procedures.GetPublished(code)) names.emplace(code, procedure->name);
    return FormFields(editing, faults, names);
}

}  // namespace

const definitions::Type& FormDefinition() {
    static constexpr definitions::Type kForms{
        .key = kFormType,
        .name = "Mẫu khai trực tuyến",
        .shipped = Shipped,
        .check = Check,
        .missing = Missing,
        .about = About,
        .preview = Preview,
        .preview_name = "Xem như người dân",
        .preview_hint = "Câu trả lời ở đây không được gửi đi.",
        .trial = Trial,
        .editor = {.blank = BlankForm, .take = TakeFormFields, .fields = Fields, .place = PlaceOfFault}};
    return kForms;
}

}  // namespace dongson::one_stop
