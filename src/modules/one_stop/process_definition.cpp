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
#include "platform/calendar/working_calendar.h"

namespace dongson::one_stop {

using definitions::Candidate;
using definitions::Fault;
using workflow::Process;

namespace {

constexpr std::string_view kProcedures = "procedures";
// Nobody reads more, and the proofs go through every way there is.
constexpr std::size_t kMostStates = 60, kMostEvents = 200;

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
    if (process.states.size() > kMostStates || process.events.size() > kMostEvents) {
        faults.push_back(
            {1, Say("Quy trình có nhiều nhất {1} bước và {2} việc.", std::to_string(kMostStates), std::to_string(kMostEvents))
                    .Now()});
        return faults;
    }
    for (const auto& fault : workflow::Lint(process, DossierKind())) faults.push_back({fault.line, fault.what.Now(), fault.path});
    CheckProceduresOf(process, candidate, faults);
    return faults;
}

// Which procedures go through a process: those that it names (or would, by `named`), and those whose catalogue does.
std::vector<UsingProcedure> UsingOn(storage::Transaction& tx, const std::string& key, const std::vector<std::string>& named,
                                    Date day) {
    std::vector<UsingProcedure> procedures;
    const auto in_force = DossierProcesses().InForce(tx, day);
    const auto names = [](const std::vector<std::string>& codes, const std::string& code) {
        return std::ranges::find(codes, code) != codes.end();
    };
    for (auto& procedure : ProcedureStore(tx).OfProcesses()) {
        const auto by = std::ranges::find_if(
            *in_force, [&](const auto& entry) { return names(entry.second.process->procedures, procedure.code); });
        const bool own = names(named, procedure.code) || (by != in_force->end() && by->first == key);
        if (own || (by == in_force->end() && procedure.process == key))
            procedures.push_back({std::move(procedure.code), std::move(procedure.name), own});
    }
    return procedures;
}

// A step whose share of a procedure's time is no time. Who gives every step more than this needs no look at each procedure.
void CheckDurations(storage::Transaction& tx, const Process& process, std::vector<Fault>& faults) {
    constexpr int kEnough = 4;  // percent: five minutes of two hours
    if (std::ranges::none_of(process.states,
                             [](const auto& entry) { return entry.second.share > 0 && entry.second.share <= kEnough; }))
        return;
    const auto& calendar = calendar::WorkingCalendar::Shipped();
    ProcedureStore procedures(tx);
    // By the catalogue and its own word: what another names today it may not name on the day.
    for (const auto& each : UsingOn(tx, process.key, process.procedures, calendar.first())) {
        const auto procedure = procedures.GetPublished(each.code);
        const auto duration = procedure ? procedure->DurationFor(Channel::online) : std::nullopt;
        if (!duration) continue;
        const auto fault = workflow::LintDuration(process, duration->Minutes(calendar, calendar.last()));
        if (!fault) continue;
        faults.push_back({fault->line, Say("thủ tục {1}: {2}", each.code, fault->what.Now()).Now(), fault->path + ".share"});
        return;  // one is enough to see it
    }
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
    CheckDurations(tx, process, faults);
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

web::Html UsedBy(storage::Transaction& tx, const std::string& key, Date today) {
    return UsingProcedures(UsingOn(tx, key, {}, today));
}

web::Html TriedOn(const Platform& platform, storage::Transaction& tx, const Candidate& candidate, Date) {
    return TrialOfProcess(TryProcess(platform, tx, candidate.key, ReadProcess(candidate.text)));
}

web::Html ReplayedOver(const Platform& platform, storage::Transaction& tx, const Candidate& candidate, int days) {
    return ReplayOfProcess(ReplayProcess(platform, tx, candidate.key, ReadProcess(candidate.text), days), days);
}

std::vector<std::string> ChosenIn(const web::Form& form) {
    std::vector<std::string> codes;
    for (const auto& code : form.Values("ho_so")) codes.emplace_back(code);
    return codes;
}

web::Html OthersOf(const Platform& platform, storage::Transaction& tx, const definitions::Edition& edition,
                   const web::Form& chosen) {
    return ChoiceOfDossiers(TryProcess(platform, tx, edition.key, ReadProcess(edition.text), edition.id), ChosenIn(chosen));
}

std::expected<int, Refusals> MoveChosen(const Platform& platform, const definitions::By& by, const definitions::Edition& edition,
                                        const web::Form& chosen) {
    const MoveAsked asked{.codes = ChosenIn(chosen), .reason = std::string(Trim(chosen.Value("ly_do")))};
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
