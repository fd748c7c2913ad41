#include "modules/one_stop/process_definition.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/actions/move_to_edition.h"
#include "modules/one_stop/actions/try_process.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/pages/process_changes.h"
#include "modules/one_stop/pages/process_editor_page.h"
#include "modules/one_stop/pages/process_pages.h"
#include "modules/one_stop/pages/process_picture.h"
#include "modules/one_stop/pages/process_trial_page.h"
#include "modules/one_stop/process_editor.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/storage/process_shelf.h"

namespace dongson::one_stop {

using definitions::Candidate;
using definitions::Fault;
using workflow::Process;

namespace {

constexpr std::string_view kProcedures = "procedures";

Process ReadProcess(const std::string& text) {
    DefinitionErrors ignored;  // of what was checked
    return workflow::ParseProcess("", text, {}, DossierKind().words(), ignored);
}

std::vector<definitions::ShippedText> ShippedProcesses() {
    std::vector<definitions::ShippedText> texts;
    for (auto& [key, text] : workflow::ShippedTexts(DossierKind())) texts.push_back({key, text});
    return texts;
}

int LineOf(const std::string& text, std::string_view key) {
    DefinitionErrors ignored;
    const auto root = Definition::Parse("", text, ignored);
    return root.Has(key) ? root.Child(key).Line() : 1;
}

// A procedure goes through one process: which of two it is would be an accident.
void CheckProceduresOf(const Process& process, const Candidate& candidate, std::vector<Fault>& faults) {
    if (process.procedures.empty()) return;
    for (const auto& other : candidate.others)
        for (const auto& code : ReadProcess(other.text).procedures)
            if (std::ranges::find(process.procedures, code) != process.procedures.end())
                faults.push_back(
                    {LineOf(candidate.text, kProcedures),
                     Say("Thủ tục {1} đã ghi ở quy trình “{2}”. Hãy bỏ thủ tục khỏi quy trình ấy trước.", code, other.key).Now(),
                     std::string(kProcedures)});
}

std::vector<Fault> CheckProcess(const Candidate& candidate) {
    DefinitionErrors errors;
    const auto process = workflow::ParseProcess("", candidate.text, {}, DossierKind().words(), errors);
    std::vector<Fault> faults;
    for (const auto& error : errors.all()) faults.push_back({error.line, error.what.Now(), error.path});
    if (!faults.empty()) return faults;
    if (process.key != candidate.key)
        faults.push_back({1, Say("“key” trong nội dung là “{1}”, phải là “{2}”.", process.key, candidate.key).Now(), "key"});
    for (const auto& fault : workflow::Lint(process, DossierKind())) faults.push_back({fault.line, fault.what.Now(), fault.path});
    CheckProceduresOf(process, candidate, faults);
    return faults;
}

// Codes that the province does not have, and procedures whose time is too short for the steps.
std::vector<Fault> MissingOfProcess(storage::Transaction& tx, const Candidate& candidate) {
    const auto process = ReadProcess(candidate.text);
    std::vector<Fault> faults;
    ProcedureStore procedures(tx);
    for (const auto& code : process.procedures)
        if (!procedures.GetPublished(code))
            faults.push_back({LineOf(candidate.text, kProcedures),
                              Say("Không có thủ tục {1} trong danh mục của tỉnh. Hãy xem lại mã ở trang thủ tục.", code).Now(),
                              std::string(kProcedures)});
    return faults;
}

std::string AboutProcess(const std::string& text) {
    return ReadProcess(text).name.Now();
}

web::Html PreviewProcess(const std::string& text) {
    return ProcessSteps(ReadProcess(text));
}

std::vector<Sentence> ProcessChanges(const std::string& before, const std::string& after) {
    return ChangesOfProcess(ReadProcess(before), ReadProcess(after));
}

std::string DrawProcess(const std::string& text) {
    return ProcessPicture(ReadProcess(text));
}

// The common case, to be changed.
std::string BlankProcess() {
    return workflow::ShippedTexts(DossierKind()).at("specialist_leader");
}

web::Html FieldsOfProcess(storage::Transaction&, const definitions::Editing& editing, const Refusals& faults) {
    return ProcessFields(editing, faults, DossierKind().words());
}

// Which procedures go through it: those that it names, and those whose catalogue does.
web::Html UsedBy(storage::Transaction& tx, const std::string& key, Date today) {
    std::vector<UsingProcedure> procedures;
    const auto in_force = DossierProcesses().InForce(tx, today);
    for (const auto& procedure : ProcedureStore(tx).OfProcesses()) {
        const auto named = std::ranges::find_if(*in_force, [&](const auto& entry) {
            const auto& codes = entry.second.process->procedures;
            return std::ranges::find(codes, procedure.code) != codes.end();
        });
        if ((named == in_force->end() ? procedure.process : named->first) == key)
            procedures.push_back({procedure.code, procedure.name, named != in_force->end()});
    }
    return UsingProcedures(procedures);
}

web::Html TriedOn(const Platform& platform, storage::Transaction& tx, const Candidate& candidate, Date) {
    return TrialOfProcess(TryProcess(platform, tx, candidate.key, ReadProcess(candidate.text)));
}

web::Html ReplayedOver(const Platform& platform, storage::Transaction& tx, const Candidate& candidate, int days) {
    return ReplayOfProcess(ReplayProcess(platform, tx, candidate.key, ReadProcess(candidate.text), days), days);
}

web::Html OthersOf(const Platform& platform, storage::Transaction& tx, const definitions::Edition& edition) {
    return ChoiceOfDossiers(TryProcess(platform, tx, edition.key, ReadProcess(edition.text), edition.id));
}

std::expected<int, Refusals> MoveChosen(const Platform& platform, const definitions::By& by, const definitions::Edition& edition,
                                        const web::Form& chosen) {
    MoveAsked asked{.codes = {}, .reason = std::string(Trim(chosen.Value("ly_do")))};
    for (const auto code : chosen.Values("ho_so")) asked.codes.emplace_back(code);
    return MoveToEdition(platform, by, edition, asked);
}

}  // namespace

const definitions::Type& ProcessDefinition() {
    static constexpr definitions::Type kProcesses{
        .key = workflow::kProcessType,
        .name = "Quy trình",
        .shipped = ShippedProcesses,
        .check = CheckProcess,
        .missing = MissingOfProcess,
        .about = AboutProcess,
        .preview = PreviewProcess,
        .preview_name = "Xem quy trình",
        .preview_hint = "Mỗi bước: ai làm, phần thời hạn, và những việc làm được từ bước ấy.",
        .changes = ProcessChanges,
        .picture = DrawProcess,
        .copied = true,
        .editor = {.blank = BlankProcess, .take = TakeProcessFields, .fields = FieldsOfProcess, .place = PlaceOfProcessFault},
        .runs = {.used = UsedBy, .tried = TriedOn, .replayed = ReplayedOver, .others = OthersOf, .move = MoveChosen}};
    return kProcesses;
}

}  // namespace dongson::one_stop
