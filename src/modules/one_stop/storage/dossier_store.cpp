#include "modules/one_stop/storage/dossier_store.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/storage/co_applicant_store.h"
#include "modules/one_stop/storage/dossier_sql.h"
#include "modules/one_stop/storage/mandate_store.h"
#include "modules/one_stop/storage/process_shelf.h"
#include "platform/sealing/sealing.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using sealing::Kind;
using sealing::Opened;
using sealing::Sealed;
using storage::Parameter;
using storage::Row;

namespace {

// To track one, of what is sealed the number alone is opened.
enum class ReadFor : bool { tracking, anything };

template <ReadFor use>
Dossier ReadDossierWith(Row& row) {
    const auto opened = [&](Kind kind) {
        auto stored = row.Next<std::string>();
        return use == ReadFor::anything ? Opened(kind, std::move(stored)) : std::string();
    };
    Dossier dossier;
    dossier.id = row.Next<CaseId>();
    dossier.code = row.Next<std::string>();
    dossier.version = row.Next<std::int64_t>();
    dossier.procedure = row.Next<ProcedureId>();
    dossier.procedure_name = row.Next<std::string>();
    dossier.domain = row.Next<std::string>();
    dossier.process = row.Next<std::string>();
    dossier.state = row.Next<std::string>();
    dossier.state_before = row.Next<std::string>();
    dossier.person = {.account = row.Next<AccountId>(),
                      .kind = row.Next<identity::AccountKind>(),
                      .name = row.Next<std::string>(),
                      .number = Opened(Kind::number, row.Next<std::string>()),
                      .address = row.Next<std::string>(),
                      .phone = opened(Kind::phone),
                      .email = opened(Kind::email)};
    dossier.channel = row.Next<Channel>();
    dossier.helper = row.Next<UnitId>();
    dossier.intake = row.Next<UnitId>();
    dossier.competent = row.Next<UnitId>();
    dossier.department = row.Next<UnitId>();
    dossier.holder = row.Next<UnitId>();
    dossier.holder_role = row.Next<std::string>();
    dossier.assignee = row.Next<AccountId>();
    const auto amount = row.Next<int>();
    const auto unit = row.Next<calendar::DurationUnit>();
    if (amount > 0) dossier.allowed = calendar::Duration{amount, unit};
    dossier.clock = calendar::CaseClock::Deserialise(row.Next<std::string>());
    dossier.due = row.Next<Instant>();
    dossier.step_due = row.Next<Instant>();
    dossier.submitted = row.Next<Instant>();
    dossier.received = row.Next<std::optional<Instant>>();
    dossier.finished = row.Next<std::optional<Instant>>();
    dossier.closed = row.Next<std::optional<Instant>>();
    dossier.summary = row.Next<std::string>();
    const auto answers = opened(Kind::answers);
    if (!answers.empty()) dossier.answers = AnswersFromJson(answers);
    dossier.delivery = row.Next<Delivery>();
    dossier.delivery_address = row.Next<std::string>();
    dossier.fee = row.Next<std::int64_t>();
    dossier.fee_paid = row.Next<std::optional<Instant>>();
    dossier.register_number = row.Next<std::int64_t>();
    dossier.result_number = row.Next<std::string>();
    dossier.result_text = row.Next<std::string>();
    dossier.result_file = row.Next<FileId>();
    dossier.form = row.Next<definitions::EditionId>();
    dossier.process_edition = row.Next<definitions::EditionId>();
    dossier.beside = row.Next<int>();
    dossier.procedure_code = row.Next<std::optional<std::string>>().value_or("");
    return dossier;
}

constexpr auto* ReadDossier = ReadDossierWith<ReadFor::anything>;

// Each with the edition of its process that it goes by.
std::optional<Dossier> Opened(storage::Transaction& tx, std::optional<Dossier> dossier) {
    if (dossier) workflow::OpenedProcesses(DossierProcesses(), tx).Open(*dossier);
    if (dossier && dossier->Has(Beside::mandate))
        if (auto mandate = MandateStore(tx).Of(dossier->id)) dossier->mandate = std::make_shared<Mandate>(*std::move(mandate));
    if (dossier && dossier->Has(Beside::together))
        for (const auto& person : CoApplicantStore(tx).OfDossier(dossier->id))
            if (person.account && person.account != dossier->person.account) dossier->together.push_back(person.account);
    return dossier;
}
std::vector<Dossier> Opened(storage::Transaction& tx, std::vector<Dossier> dossiers) {
    workflow::OpenedProcesses processes(DossierProcesses(), tx);
    for (auto& dossier : dossiers) processes.Open(dossier);
    return dossiers;
}

}  // namespace

void DossierStore::Insert(const Dossier& dossier) {
    const auto clock = dossier.clock.Serialise(), answers = Sealed(Kind::answers, AnswersToJson(dossier.answers));
    tx_.Run(kInsertDossier, {{"id", dossier.id},
                             {"code", dossier.code},
                             {"version", dossier.version},
                             {"procedure", dossier.procedure},
                             {"procedure_name", dossier.procedure_name},
                             {"domain", dossier.domain},
                             {"process", dossier.process},
                             {"state", dossier.state},
                             {"state_before", dossier.state_before},
                             {"account", dossier.person.account},
                             {"person_kind", dossier.person.kind},
                             {"person_name", dossier.person.name},
                             {"person_number", Sealed(Kind::number, dossier.person.number)},
                             {"person_address", dossier.person.address},
                             {"person_phone", Sealed(Kind::phone, dossier.person.phone)},
                             {"person_email", Sealed(Kind::email, dossier.person.email)},
                             {"channel", dossier.channel},
                             {"helper", dossier.helper},
                             {"intake", dossier.intake},
                             {"competent", dossier.competent},
                             {"department", dossier.department},
                             {"holder", dossier.holder},
                             {"holder_role", dossier.holder_role},
                             {"assignee", dossier.assignee},
                             {"allowed_amount", dossier.allowed ? dossier.allowed->amount : 0},
                             {"allowed_unit", dossier.allowed ? dossier.allowed->unit : calendar::DurationUnit::working_days},
                             {"clock", clock},
                             {"due", dossier.due},
                             {"step_due", dossier.step_due},
                             {"submitted", dossier.submitted},
                             {"received", dossier.received},
                             {"finished", dossier.finished},
                             {"closed", dossier.closed},
                             {"summary", dossier.summary},
                             {"answers", answers},
                             {"delivery", dossier.delivery},
                             {"delivery_address", dossier.delivery_address},
                             {"fee", dossier.fee},
                             {"fee_paid", dossier.fee_paid},
                             {"register_number", dossier.register_number},
                             {"result_number", dossier.result_number},
                             {"result_text", dossier.result_text},
                             {"result_file", dossier.result_file},
                             {"form", dossier.form},
                             {"process_edition", dossier.process_edition},
                             {"beside", dossier.beside},
                             {"cell_key", figures::FreshCellKey()}});
    KeepWords(dossier);
}

void DossierStore::KeepWords(const Dossier& dossier) {
    tx_.Run(kInsertWords, {{"dossier", dossier.id}, {"words", WordsOf(dossier)}, {"procedure", dossier.procedure}});
}

std::int64_t DossierStore::OpenOfProcedure(std::string_view code) {
    return tx_.Count(kOpenOfProcedure, {{"code", code}});
}

bool DossierStore::LackWords() {
    return !tx_.Select(kDossiersWithoutWords, {{"rows", 1}}, ReadDossier).empty();
}

int DossierStore::FoldWords(int rows) {
    const auto wanting = tx_.Select(kDossiersWithoutWords, {{"rows", rows}}, ReadDossier);
    for (const auto& dossier : wanting) KeepWords(dossier);
    return static_cast<int>(wanting.size());
}

std::vector<Dossier> DossierStore::Find(UnitId unit, const DossierAsked& asked, int rows) {
    const auto word = [&](std::size_t index) {
        return index < asked.words.size() ? PatternOf(asked.words[index]) : std::string("%");
    };
    // A word that may be a number, or its end: what stands for it is looked for too.
    const auto mark = [&](std::size_t index) {
        return MarkPatternOf(index < asked.words.size() ? asked.words[index] : std::string());
    };
    return tx_.Select(kFindDossiers,
                      {{"unit", unit},
                       {"word_1", word(0)},
                       {"mark_1", mark(0)},
                       {"word_2", word(1)},
                       {"mark_2", mark(1)},
                       {"word_3", word(2)},
                       {"mark_3", mark(2)},
                       {"word_4", word(3)},
                       {"mark_4", mark(3)},
                       {"word_5", word(4)},
                       {"mark_5", mark(4)},
                       {"word_6", word(5)},
                       {"mark_6", mark(5)},
                       {"from", asked.from ? Instant::At(*asked.from, 0) : Instant{}},
                       {"until", asked.until ? Instant::At(*asked.until + 1, 0) : kNever},
                       {"rows", rows}},
                      ReadDossier);
}

bool DossierStore::Update(const Dossier& dossier) {
    const auto clock = dossier.clock.Serialise(), answers = Sealed(Kind::answers, AnswersToJson(dossier.answers));
    return tx_.Run(kUpdateDossier,
                   {{"id", dossier.id},
                    {"version", dossier.version},
                    {"state", dossier.state},
                    {"state_before", dossier.state_before},
                    {"holder", dossier.holder},
                    {"holder_role", dossier.holder_role},
                    {"allowed_amount", dossier.allowed ? dossier.allowed->amount : 0},
                    {"allowed_unit", dossier.allowed ? dossier.allowed->unit : calendar::DurationUnit::working_days},
                    {"assignee", dossier.assignee},
                    {"clock", clock},
                    {"due", dossier.due},
                    {"step_due", dossier.step_due},
                    {"received", dossier.received},
                    {"finished", dossier.finished},
                    {"closed", dossier.closed},
                    {"answers", answers},
                    {"fee", dossier.fee},
                    {"fee_paid", dossier.fee_paid},
                    {"register_number", dossier.register_number},
                    {"result_number", dossier.result_number},
                    {"result_text", dossier.result_text},
                    {"result_file", dossier.result_file},
                    {"process_edition", dossier.process_edition}}) == 1;
}

std::optional<Dossier> DossierStore::Get(std::string_view code) {
    return Opened(tx_, tx_.SelectOne(kDossierByCode, {{"code", code}}, ReadDossier));
}
std::optional<Dossier> DossierStore::GetToTrack(std::string_view code) {
    return Opened(tx_, tx_.SelectOne(kDossierToTrack, {{"code", code}}, ReadDossierWith<ReadFor::tracking>));
}
std::optional<Dossier> DossierStore::GetToChange(std::string_view code) {
    return Opened(tx_, tx_.SelectOne(kLockDossier, {{"code", code}}, ReadDossier));
}
std::vector<Dossier> DossierStore::OfAccount(AccountId account, Date today, int rows) {
    return Opened(tx_, tx_.Select(kDossiersOfAccount, {{"account", account}, {"today", today}, {"rows", rows}}, ReadDossier));
}
std::optional<Dossier> DossierStore::NewestOfNumber(std::string_view number, UnitId unit) {
    const auto sought = sealing::Seek(Kind::number, number);
    return Opened(
        tx_, tx_.SelectOne(
                 kNewestOfNumber,
                 {{"number_now", sought.now}, {"number_other", sought.other}, {"number_clear", sought.clear}, {"unit", unit}},
                 ReadDossier));
}
std::vector<Dossier> DossierStore::OpenAlike(std::string_view number, std::string_view procedure_code, UnitId unit, int rows) {
    const auto sought = sealing::Seek(Kind::number, number);
    return Opened(tx_, tx_.Select(kOpenAlike,
                                  {{"number_now", sought.now},
                                   {"number_other", sought.other},
                                   {"number_clear", sought.clear},
                                   {"procedure", procedure_code},
                                   {"unit", unit},
                                   {"rows", rows}},
                                  ReadDossier));
}
std::vector<std::string> DossierStore::OftenTaken(UnitId unit, Instant since, int rows) {
    return tx_.Select(kOftenTaken, {{"unit", unit}, {"since", since}, {"rows", rows}},
                      [](Row& row) { return row.Next<std::string>(); });
}
std::vector<std::string> DossierStore::Claim(AccountId account, std::string_view proven_number) {
    const auto sought = sealing::Seek(Kind::number, proven_number);
    auto codes =
        tx_.Select(kWalkInsOfNumber, {{"number_now", sought.now}, {"number_other", sought.other}, {"number_clear", sought.clear}},
                   [](Row& row) { return row.Next<std::string>(); });
    tx_.Run(kClaimWalkIns,
            {{"account", account}, {"number_now", sought.now}, {"number_other", sought.other}, {"number_clear", sought.clear}});
    return codes;
}
std::vector<Dossier> DossierStore::Register(UnitId unit, FigureKind kind, Instant from, Instant until, Instant now, int rows,
                                            const std::string& domain) {
    if (kind == FigureKind::refused)
        return Opened(tx_,
                      tx_.Select(kRefused, {{"unit", unit}, {"from", from}, {"until", until}, {"domain", domain}, {"rows", rows}},
                                 ReadDossier));
    return Opened(tx_, tx_.Select(kRegister,
                                  {{"unit", unit},
                                   {"from", from},
                                   {"until", until},
                                   {"kind", std::string(FigureSlug(kind))},
                                   {"domain", domain},
                                   {"now", now},
                                   {"never", kNever},
                                   {"rows", rows}},
                                  ReadDossier));
}

std::vector<Dossier> DossierStore::Promised(std::string_view after, int rows) {
    return Opened(tx_, tx_.Select(kPromised, {{"after", after}, {"rows", rows}}, ReadDossierWith<ReadFor::tracking>));
}
std::vector<Dossier> DossierStore::OpenOfProcess(const std::string& process, std::string_view after, int rows) {
    return Opened(tx_, tx_.Select(kOpenOfProcess, {{"process", process}, {"after", after}, {"rows", rows}},
                                  ReadDossierWith<ReadFor::tracking>));
}
std::vector<Dossier> DossierStore::EndedOfProcess(const std::string& process, Instant since, int rows) {
    return Opened(tx_, tx_.Select(kEndedOfProcess, {{"process", process}, {"since", since}, {"rows", rows}},
                                  ReadDossierWith<ReadFor::tracking>));
}
std::optional<std::string> DossierStore::CalendarCountedBy() {
    return tx_.SelectOne(kCalendarCountedBy, {}, [](Row& row) { return row.Next<std::string>(); });
}
void DossierStore::CountedBy(std::string_view calendar) {
    tx_.Run(kCountedBy, {{"days", calendar}});
}

void DossierStore::Rate(CaseId dossier, std::string_view answers, std::string_view remark, Instant now) {
    tx_.Run(kInsertRating, {{"dossier", dossier}, {"answers", answers}, {"remark", remark}, {"now", now}});
}
bool DossierStore::Rated(CaseId dossier) {
    return tx_.Count(kRated, {{"dossier", dossier}}) > 0;
}

std::vector<std::pair<Dossier, std::int64_t>> DossierStore::LiveAlike() {
    auto alike = tx_.Select(kLiveAlike, {}, [](Row& row) {
        Dossier dossier;
        dossier.code = row.Next<std::string>();
        dossier.process = row.Next<std::string>();
        dossier.process_edition = row.Next<definitions::EditionId>();
        dossier.state = row.Next<std::string>();
        dossier.state_before = row.Next<std::string>();
        dossier.intake = row.Next<UnitId>();
        dossier.competent = row.Next<UnitId>();
        dossier.department = row.Next<UnitId>();
        dossier.holder = row.Next<UnitId>();
        dossier.holder_role = row.Next<std::string>();
        return std::pair(std::move(dossier), row.Next<std::int64_t>());
    });
    workflow::OpenedProcesses processes(DossierProcesses(), tx_);
    for (auto& [dossier, count] : alike) processes.Open(dossier);
    return alike;
}

std::pair<std::string, std::int64_t> DossierStore::LiveWithoutWork() {
    return tx_
        .SelectOne(kLiveWithoutWork, {},
                   [](Row& row) {
                       auto code = row.Next<std::string>();
                       return std::pair(std::move(code), row.Next<std::int64_t>());
                   })
        .value();
}

std::vector<std::pair<std::string, UnitId>> DossierStore::OpenOpinions() {
    return tx_.Select(kOpenOpinions, {}, [](Row& row) {
        auto code = row.Next<std::string>();
        return std::pair(std::move(code), row.Next<UnitId>());
    });
}

std::vector<std::pair<AccountId, std::int64_t>> DossierStore::SpecialistsWithWork(UnitId unit) {
    return tx_.Select(kSpecialistsWithWork, {{"unit", unit}}, [](storage::Row& row) {
        const auto account = row.Next<AccountId>();
        return std::pair(account, row.Next<std::int64_t>());
    });
}

std::vector<WorkLine> DossierStore::WorkOfSpecialists(UnitId unit, std::optional<AccountId> assignee, int rows) {
    const std::vector<storage::Parameter> parameters{
        {"unit", unit}, {"everybody", !assignee}, {"assignee", assignee.value_or(AccountId{})}, {"rows", rows}};
    return tx_.Select(kWorkOfSpecialists, parameters, [](storage::Row& row) {
        return WorkLine{.code = row.Next<std::string>(),
                        .version = row.Next<std::int64_t>(),
                        .procedure = row.Next<std::string>(),
                        .person = row.Next<std::string>(),
                        .assignee = row.Next<AccountId>(),
                        .nearest = row.Next<Instant>(),
                        .is_task = row.Next<bool>()};
    });
}

void DossierStore::AddPaper(CaseId dossier, FileId file, int component, int round, Instant now) {
    tx_.Run(kInsertPaper, {{"dossier", dossier}, {"file", file}, {"component", component}, {"round", round}, {"now", now}});
}
std::vector<CasePaper> DossierStore::Papers(CaseId dossier) {
    return tx_.Select(kPapers, {{"dossier", dossier}}, workflow::ReadPaper);
}

}  // namespace dongson::one_stop
