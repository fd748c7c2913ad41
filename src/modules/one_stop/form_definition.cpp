#include "modules/one_stop/form_definition.h"

#include <algorithm>

#include "core/embedded.h"
#include "core/text.h"
#include "modules/one_stop/domain/draft.h"
#include "modules/one_stop/pages/draft_pages.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/form_shelf.h"

namespace dongson::one_stop {

using definitions::Candidate;
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
        const auto text = std::string(Embedded(path));
        DefinitionErrors ignored;  // of what ships a test knows
        texts.push_back({ParseForm(std::string(path), text, ignored).key, text});
    }
    return texts;
}

Form Read(const std::string& text) {
    DefinitionErrors ignored;
    return ParseForm("", text, ignored);
}

// A procedure has one form: which of two it is would be an accident.
void CheckProcedures(const Form& form, const Candidate& candidate, std::vector<Fault>& faults) {
    if (form.procedures.empty() != (form.key == kGenericForm))
        faults.push_back({1, form.key == kGenericForm
                                 ? Say("Mẫu chung không ghi thủ tục nào ở “procedures”.").Now()
                                 : Say("Ghi mã thủ tục dùng mẫu này ở “procedures”, ví dụ [\"1.001193\"].").Now()});
    for (const auto& other : candidate.others)
        for (const auto& code : FormIn(other).procedures)
            if (std::ranges::find(form.procedures, code) != form.procedures.end())
                faults.push_back(
                    {1, Say("Thủ tục {1} đã có mẫu “{2}”. Hãy bỏ thủ tục khỏi mẫu ấy trước.", code, other.key).Now()});
}

std::vector<Fault> Check(const Candidate& candidate) {
    DefinitionErrors errors;
    const auto form = ParseForm("", candidate.text, errors);
    std::vector<Fault> faults;
    for (const auto& error : errors.all()) faults.push_back({error.line, error.what.Now()});
    if (!faults.empty()) return faults;
    if (form.key != candidate.key)
        faults.push_back({1, Say("“key” trong nội dung là “{1}”, phải là “{2}”.", form.key, candidate.key).Now()});
    CheckProcedures(form, candidate, faults);
    return faults;
}

std::string About(const std::string& text) {
    return Join(Read(text).procedures, ", ");
}

Html Preview(const std::string& text) {
    return Each(Read(text).sections, [](const Section& section) {
        return Render(
            R"(<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{}</legend>{}</fieldset>)",
            section.title.Now(), Questions(section, {}, {}));
    });
}

// Of the drafts of these procedures how many are asked something they have no good answer to.
std::int64_t DraftsAskedAgain(const std::vector<Draft>& drafts, const Form& form, Date today) {
    return std::ranges::count_if(drafts, [&](const Draft& draft) {
        auto answers = draft.answers;
        return std::ranges::any_of(form.sections, [&](const Section& section) {
            const bool done = std::ranges::find(draft.done, SectionPart(section)) != draft.done.end();
            return done && !CheckSection(section, answers, today).empty();
        });
    });
}

std::vector<Effect> Trial(storage::Transaction& tx, const Candidate& candidate, Date today) {
    const auto form = Read(candidate.text);
    if (form.key == kGenericForm) return {{Say("Mẫu chung: mọi thủ tục không có mẫu riêng.")}};
    std::int64_t drafts = 0, asked_again = 0, open = 0;
    for (const auto& code : form.procedures) {
        const auto begun = DraftStore(tx).OfProcedure(code);
        drafts += std::ssize(begun);
        asked_again += DraftsAskedAgain(begun, form, today);
        open += DossierStore(tx).OpenOfProcedure(code);
    }
    return {{Say("{1} bản nháp đang soạn; {2} bản sẽ được hỏi lại ở phần đã làm xong.", std::to_string(drafts),
                 std::to_string(asked_again))},
            {Say("{1} hồ sơ đang giải quyết giữ nguyên mẫu cũ.", std::to_string(open))}};
}

}  // namespace

const definitions::Type& FormDefinition() {
    static constexpr definitions::Type kForms{.key = kFormType,
                                              .name = "Mẫu khai trực tuyến",
                                              .shipped = Shipped,
                                              .check = Check,
                                              .about = About,
                                              .preview = Preview,
                                              .trial = Trial};
    return kForms;
}

}  // namespace dongson::one_stop
