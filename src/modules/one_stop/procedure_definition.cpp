#include "modules/one_stop/procedure_definition.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/actions/settle_procedures.h"
#include "modules/one_stop/domain/procedure_changes.h"
#include "modules/one_stop/domain/procedure_sheet.h"
#include "modules/one_stop/pages/procedure_editor_page.h"
#include "modules/one_stop/pages/procedure_lists_page.h"
#include "modules/one_stop/pages/public_pages.h"
#include "modules/one_stop/procedure_editor.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/form_shelf.h"
#include "modules/one_stop/storage/procedure_shelf.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/storage/process_shelf.h"
#include "platform/calendar/calendars.h"
#include "platform/calendar/case_clock.h"
#include "platform/calendar/deadline.h"

namespace dongson::one_stop {

using definitions::Candidate;
using definitions::Editing;
using definitions::Edition;
using definitions::Effect;
using definitions::Fault;
using storage::Transaction;

namespace {

Procedure ReadProcedure(const std::string& text) {
    DefinitionErrors ignored;  // of what was checked
    return ParseProcedure("", text, ignored);
}

ProcedureSheet SheetIn(const std::string& text) {
    DefinitionErrors ignored;
    return ReadSheet(text, ignored);
}

int LineOfFact(const std::string& text, std::string_view key) {
    DefinitionErrors ignored;
    const auto root = Definition::Parse("", text, ignored);
    return root.Has(key) ? root.Child(key).Line() : 1;
}

std::vector<Fault> CheckProcedure(const Candidate& candidate) {
    DefinitionErrors errors;
    const auto procedure = ParseProcedure("", candidate.text, errors);
    std::vector<Fault> faults;
    for (const auto& error : errors.all()) faults.push_back({error.line, error.what.Now(), error.path});
    if (faults.empty() && procedure.code != candidate.key)
        faults.push_back({LineOfFact(candidate.text, "code"),
                          Say("“code” trong nội dung là “{1}”, phải là “{2}”.", procedure.code, candidate.key).Now(), "code"});
    return faults;
}

// A process that gives a step less than a moment of the procedure's time.
std::optional<Fault> TooShort(const Procedure& procedure, const workflow::Process& process, const std::string& text) {
    const auto& calendar = calendar::WorkingCalendar::Shipped();
    for (const auto channel : {Channel::online, Channel::counter, Channel::post}) {
        const auto duration = procedure.DurationFor(channel);
        if (!duration) continue;
        if (const auto fault = workflow::LintDuration(process, duration->Minutes(calendar, calendar.last())))
            return Fault{LineOfFact(text, "process"), fault->what.Now(), "process"};
    }
    return std::nullopt;
}

void CheckProcessOf(Transaction& tx, const Procedure& procedure, const Candidate& candidate, std::vector<Fault>& faults) {
    const auto in_force = DossierProcesses().InForce(tx, candidate.valid_from);
    const auto fault = [&](const Sentence& what) {
        faults.push_back({LineOfFact(candidate.text, "process"), what.Now(), "process"});
    };
    const auto found = in_force->find(procedure.process);
    if (found == in_force->end() || found->second.process == nullptr)
        return fault(Say("Không có quy trình “{1}”. Hãy chọn một quy trình đang áp dụng.", procedure.process));
    if (!found->second.process->AppliesOn(candidate.valid_from))
        return fault(Say("Quy trình “{1}” không áp dụng vào ngày phiên bản có hiệu lực.", procedure.process));
    const auto chosen = ProcessFor(tx, procedure, candidate.valid_from);
    if (chosen.key != procedure.process)
        return fault(Say("Quy trình “{1}” ghi tên thủ tục này. Hãy chọn quy trình ấy, hay bỏ thủ tục khỏi quy trình ấy trước.",
                         chosen.key));
    if (auto too_short = TooShort(procedure, *found->second.process, candidate.text)) faults.push_back(*std::move(too_short));
}

std::vector<Fault> MissingOfProcedure(Transaction& tx, const Candidate& candidate) {
    const auto procedure = ReadProcedure(candidate.text);
    std::vector<Fault> faults;
    CheckProcessOf(tx, procedure, candidate, faults);
    const auto departments = ProcedureStore(tx).Departments();
    if (std::ranges::find(departments, procedure.department, &std::pair<std::string, std::string>::first) == departments.end())
        faults.push_back({LineOfFact(candidate.text, "department"),
                          Say("Không có đơn vị cấp tỉnh với khóa “{1}”.", procedure.department).Now(), "department"});
    const auto forms = FormsOf(tx, candidate.valid_from);
    if (!procedure.form.empty() && std::ranges::find(*forms, procedure.form, &Form::key) == forms->end())
        faults.push_back({LineOfFact(candidate.text, "form"), Say("Không có mẫu khai “{1}”.", procedure.form).Now(), "form"});
    return faults;
}

std::string AboutProcedure(const std::string& text) {
    constexpr std::size_t kShort = 120;
    return Shorten(SheetIn(text).Fact("name"), kShort);
}

web::Html PreviewProcedure(const std::string& text) {
    return ProcedureSaid({ReadProcedure(text), "", true}, {});
}

std::vector<Sentence> ProcedureChanges(const std::string& before, const std::string& after) {
    return ChangesOfProcedure(SheetIn(before), SheetIn(after));
}

Edition AsListed(const Procedure& procedure) {
    return {.key = procedure.code,
            .text = WriteSheet(SheetOf(procedure)),
            .author_name = Say("danh mục").Now(),
            .made = Instant::At(procedure.valid_from, 0),
            .valid_from = procedure.valid_from};
}

std::optional<Edition> BaseOf(Transaction& tx, const std::string& key) {
    const auto base = ProcedureStore(tx).Base(key);
    return base ? std::optional(AsListed(*base)) : std::nullopt;
}

std::vector<Edition> BasesOf(Transaction& tx) {
    std::vector<Edition> bases;
    for (const auto& base : ProcedureStore(tx).AllBases()) bases.push_back(AsListed(base));
    return bases;
}

std::vector<definitions::FoundDefinition> FindProcedures(storage::Database& database, std::string_view words) {
    constexpr std::size_t kMost = 30;
    std::vector<definitions::FoundDefinition> found;
    // By its code also one that is not shown.
    if (auto one = database.Read([&](Transaction& tx) { return ProcedureStore(tx).Newest(Trim(words)); }))
        return {{one->code, one->name}};
    const auto rows = SearchShelf(ShelfOf(database), words, kMost).rows;
    for (const auto* row : rows) {
        if (found.size() == kMost) break;
        found.push_back({row->code, row->name});
    }
    return found;
}

Sentence WrongCode(std::string_view code) {
    constexpr std::size_t kLeast = 4, kMost = 40;
    const auto fits = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '-';
    };
    const bool good = code.size() >= kLeast && code.size() <= kMost && std::ranges::all_of(code, fits) && code[0] != '.' &&
                      code[0] != '-' && code.find("..") == std::string_view::npos;
    return good ? Sentence{} : Say("Mã thủ tục gồm 4 đến 40 chữ số, chữ cái không dấu và dấu chấm. Ví dụ: 2.001234.H56");
}

Sentence CodeHint() {
    return Say("Như quyết định công bố ghi, ví dụ 2.001234.H56");
}

// The due dates and the sums of whoever comes today, by what holds and by what would.
void TellOfNew(const Platform& platform, const Procedure* now, const Procedure& then, Date day, std::vector<Effect>& effects) {
    // In the morning of its first day, or now where that has come.
    constexpr int kMorning = 8 * 60;
    const auto at = std::max(platform.clock.Now(), Instant::At(day, kMorning));
    const auto calendar = platform.calendar.Now();
    const auto due = [&](const Procedure& procedure, Channel channel) {
        const auto allowed = procedure.DurationFor(channel);
        if (!allowed) return Say("không ghi thời hạn").Now();
        calendar::CaseClock clock;
        if (!clock.Start(at)) return std::string();
        const auto deadline = calendar::ComputeDeadline(*allowed, *calendar, clock, calendar::Explain::no);
        return deadline ? allowed->Spoken().Now() + ", " + deadline->due.LocalDate().Spoken() : std::string();
    };
    const auto fee = [&](const Procedure& procedure, Channel channel) {
        const auto sum = procedure.FeeFor(channel, day);
        return sum ? Money(*sum) : Say("không ghi mức phí").Now();
    };
    for (const auto channel : {Channel::counter, Channel::online, Channel::post}) {
        if (now == nullptr || now->Find(channel) == nullptr || then.Find(channel) == nullptr) continue;
        const auto name = Say(ChannelName(channel)).Now();
        if (due(*now, channel) != due(then, channel))
            effects.push_back({Say("Hồ sơ nhận ngày {4}, {1}: hẹn {2} → {3}", name, due(*now, channel), due(then, channel),
                                   at.LocalDate().Spoken())});
        if (fee(*now, channel) != fee(then, channel))
            effects.push_back({Say("Phí của hồ sơ mới, {1}: {2} → {3}", name, fee(*now, channel), fee(then, channel))});
    }
}

std::vector<Effect> TrialOfProcedure(const Platform& platform, Transaction& tx, const Candidate& candidate, Date today) {
    const auto then = ReadProcedure(candidate.text);
    const auto now = ProcedureStore(tx).Newest(candidate.key);
    std::vector<Effect> effects;
    const bool was_shown = now && now->published;
    if (!was_shown && then.published) effects.push_back({Say("Thủ tục hiện trên trang tìm của cổng.")});
    if (was_shown && !then.published)
        effects.push_back({Say("Thủ tục không còn trên trang tìm, không nhận hồ sơ mới, trực tuyến hay tại quầy.")});
    if (now && now->AcceptsOnline() && !then.AcceptsOnline()) effects.push_back({Say("Không nhận hồ sơ trực tuyến nữa.")});
    if ((!now || !now->AcceptsOnline()) && then.AcceptsOnline()) effects.push_back({Say("Nhận hồ sơ trực tuyến.")});
    effects.push_back({Say("{1} bản nháp đang soạn sẽ theo nội dung mới khi nộp.",
                           Number(std::ssize(DraftStore(tx).OfProcedure(candidate.key))))});
    effects.push_back({Say("{1} hồ sơ đang giải quyết giữ thời hạn, phí và giấy tờ như khi nhận.",
                           Number(DossierStore(tx).OpenOfProcedure(candidate.key)))});
    TellOfNew(platform, now ? &*now : nullptr, then, std::max(candidate.valid_from, today), effects);
    return effects;
}

// A form has no name of its own: it is called by what it was made for.
std::string NameOfForm(Transaction& tx, const Form& form) {
    constexpr std::size_t kShort = 80;
    for (const auto& code : form.procedures)
        if (const auto procedure = ProcedureStore(tx).GetPublished(code))
            return Shorten(procedure->name, kShort) + " (" + form.key + ")";
    return form.procedures.empty() ? Say("Mẫu chung ({1})", form.key).Now() : form.key;
}

web::Html FieldsOfProcedure(Transaction& tx, const Editing& editing, const Refusals& faults) {
    ProcedureChoices choices;
    const auto today = SystemClock().Now().LocalDate();
    for (const auto& [key, held] : *DossierProcesses().InForce(tx, today))
        if (held.process != nullptr) choices.processes.push_back({key, held.process->name.Now(), ""});
    choices.forms.push_back({"", Say("(theo mẫu ghi tên thủ tục này, hay mẫu chung)").Now(), ""});
    for (const auto& form : *FormsOf(tx, today)) choices.forms.push_back({form.key, NameOfForm(tx, form), ""});
    choices.departments.push_back({"", Say("(chọn)").Now(), ""});
    for (const auto& [key, name] : ProcedureStore(tx).Departments()) choices.departments.push_back({key, name, ""});
    return ProcedureFields(editing, faults, std::move(choices));
}

}  // namespace

const definitions::Type& ProcedureDefinition() {
    static constexpr definitions::Type kProcedures{.key = kProcedureType,
                                                   .name = "Thủ tục hành chính",
                                                   .check = CheckProcedure,
                                                   .missing = MissingOfProcedure,
                                                   .about = AboutProcedure,
                                                   .preview = PreviewProcedure,
                                                   .preview_name = "Xem như người dân",
                                                   .preview_hint = "Như trang của thủ tục trên cổng.",
                                                   .trial = TrialOfProcedure,
                                                   .changes = ProcedureChanges,
                                                   .editor = {.blank = BlankProcedure,
                                                              .take = TakeProcedureFields,
                                                              .fields = FieldsOfProcedure,
                                                              .place = PlaceOfProcedureFault},
                                                   .elsewhere = {.name = "Theo danh mục",
                                                                 .base = BaseOf,
                                                                 .bases = BasesOf,
                                                                 .find = FindProcedures,
                                                                 .wrong_key = WrongCode,
                                                                 .key_hint = CodeHint,
                                                                 .settle = SettleProcedure,
                                                                 .import_path = kListsPath}};
    return kProcedures;
}

}  // namespace dongson::one_stop
