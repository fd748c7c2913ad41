#include "modules/one_stop/actions/correct_person.h"

#include <algorithm>

#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/actions/dossier_keeper.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/domain/corrected_person.h"
#include "modules/one_stop/domain/written.h"
#include "modules/one_stop/storage/corrected_person.h"
#include "modules/one_stop/storage/destruction_store.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/form_shelf.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/workflow/rules.h"

namespace dongson::one_stop {

using personal_data::Correctable;
using personal_data::Correction;
using storage::Transaction;

namespace {

constexpr std::string_view kName = "name", kAddress = "address", kAnswer = "answer.";
constexpr std::size_t kLongestName = 200, kLongestAddress = 500;  // characters
constexpr int kDossiers = 200;                                    // the newest: a form offers no more

// "ngay_sinh", "tre_ngay_sinh": forms call it so.
bool AsksBirth(const Question& question) {
    return question.type == QuestionType::date && question.key.contains("ngay_sinh");
}

std::vector<const Question*> BirthsIn(const Form& form, const Answers& answers) {
    std::vector<const Question*> births;
    for (const auto& section : form.sections)
        for (const auto& question : section.questions)
            if (AsksBirth(question) && answers.contains(question.key)) births.push_back(&question);
    return births;
}

Form FormOf(Transaction& tx, const Dossier& dossier) {
    return FormOf(tx, dossier, ProcedureStore(tx).Get(dossier.procedure).value_or(Procedure{}));
}

// Whoever holds it, or received it once it is over.
UnitId HasIt(const Platform& platform, const Dossier& dossier) {
    const auto unit = dossier.closed || !dossier.holder ? dossier.intake : dossier.holder;
    return UnitToday(platform, unit, platform.clock.Now());
}

std::vector<Correctable> OfDossier(const Platform& platform, Transaction& tx, const Dossier& dossier) {
    const auto unit = HasIt(platform, dossier);
    const auto of = [&](std::string field, std::string label, std::string value) {
        return Correctable{.kind = std::string(kCorrectsDossier),
                           .reference = dossier.code,
                           .field = std::move(field),
                           .label = std::move(label),
                           .value = std::move(value),
                           .unit = unit};
    };
    std::vector<Correctable> all{of(std::string(kName), "Họ tên người nộp", dossier.person.name),
                                 of(std::string(kAddress), "Địa chỉ người nộp", dossier.person.address)};
    const auto form = FormOf(tx, dossier);
    for (const auto* question : BirthsIn(form, dossier.answers))
        all.push_back(of(std::string(kAnswer) + question->key, question->label.vi, SpokenAnswer(*question, dossier.answers)));
    return all;
}

std::vector<Correctable> OfAccount(const Platform& platform, Transaction& tx, const identity::Account& whose) {
    const LanguageScope vietnamese(Language::vietnamese);
    std::vector<Correctable> all;
    for (const auto& dossier : DossierStore(tx).OfAccount(whose.id, platform.clock.Now().LocalDate(), kDossiers))
        // What they do for another, or apply for together with others, says more of those.
        if (dossier.person.account == whose.id) std::ranges::move(OfDossier(platform, tx, dossier), std::back_inserter(all));
    return all;
}

Result<std::string> Check(const Platform& platform, Transaction& tx, const Correctable& which, const std::string& typed) {
    if (which.field == kName || which.field == kAddress) {
        const bool name = which.field == kName;
        auto value = OneSpaced(typed);
        if (VisibleLetters(value) < 2) return No("CORRECTION_VALUE", Say("Nhập giá trị đúng."), "gia_tri");
        if (auto refusal = RefuseWritten(value, "gia_tri", name ? kLongestName : kLongestAddress))
            return std::unexpected(*std::move(refusal));
        if (auto refusal = name ? RefuseLettersOfName(value, "gia_tri") : std::nullopt)
            return std::unexpected(*std::move(refusal));
        return value;
    }
    const auto dossier = DossierStore(tx).Get(which.reference);
    const auto form = dossier ? FormOf(tx, *dossier) : Form{};
    const auto* question = form.FindQuestion(std::string_view(which.field).substr(kAnswer.size()));
    if (question == nullptr) return No("CORRECTION_WHICH", Say("Chọn dữ liệu bị sai."), "du_lieu");
    auto asked = *question;
    asked.when = {};
    Answers answers{{asked.key, {std::string(Trim(typed))}}};
    const Section alone{.key = {}, .title = {}, .questions = {asked}};
    if (auto faults = CheckSection(alone, answers, platform.clock.Now().LocalDate()); !faults.empty()) {
        faults.front().field = "gia_tri";
        return std::unexpected(faults.front());
    }
    return SpokenAnswer(asked, answers);
}

Result<void> PutRight(const Platform& platform, Transaction& tx, const identity::Officer* by, const Correction& correction) {
    if (by == nullptr) return std::unexpected(Refusal::Forbidden(Say("Chỉ người ký của đơn vị giữ hồ sơ quyết định việc này.")));
    const auto engine = EngineOf(platform, tx, platform.clock.Now());
    auto dossier = DossierStore(tx).GetToChange(correction.reference);
    if (!dossier || DestructionStore(tx).GoneBy(correction.reference))
        return std::unexpected(DossierKind().Missing(correction.reference));
    const auto day = Date::ParseSpoken(correction.after);
    if (correction.field == kName)
        dossier->person.name = correction.after;
    else if (correction.field == kAddress)
        dossier->person.address = correction.after;
    else
        dossier->answers[correction.field.substr(kAnswer.size())] = {day ? day->Iso() : correction.after};
    auto happening =
        Happens(*dossier, names::kCorrectPerson,
                {"Sửa dữ liệu cá nhân theo đề nghị của người nộp", "Personal data was corrected as the applicant asked"},
                Actor::Of(*by, correction.unit, kDecide), engine.now());
    happening.reason = correction.label;
    StoreCorrectedPerson(tx, *dossier);
    engine.Record(*dossier, std::move(happening));
    return engine.Keep(*dossier);
}

std::string PathOf(const Correction& correction) {
    return "/can-bo/ho-so/" + correction.reference;
}

Sentence Leaves(const Platform&, Transaction& tx, const Correction& correction) {
    const auto dossier = DossierStore(tx).Get(correction.reference);
    if (!dossier || dossier->result_number.empty()) return {};
    return Say(
        "Hồ sơ đã có kết quả số {1}. Sửa ở đây không đổi giấy tờ đã cấp: nếu giấy ấy cũng sai, người ký thay kết quả ở trang của hồ sơ.",
        dossier->result_number);
}

}  // namespace

personal_data::Corrects DossierCorrects() {
    return {.kind = kCorrectsDossier,
            .of = OfAccount,
            .check = Check,
            .capability = &kDecide,
            .carry_out = PutRight,
            .path = PathOf,
            .leaves = Leaves};
}

}  // namespace dongson::one_stop
