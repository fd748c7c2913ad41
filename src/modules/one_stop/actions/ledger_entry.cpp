#include "modules/one_stop/actions/ledger_entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <type_traits>

#include "core/bytes.h"
#include "core/read_file.h"
#include "core/text.h"
#include "modules/one_stop/domain/mandate.h"
#include "modules/one_stop/storage/audit_sql.h"
#include "modules/one_stop/storage/co_applicant_store.h"
#include "modules/one_stop/storage/destruction_store.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/fee_claim_store.h"
#include "modules/one_stop/storage/fee_store.h"
#include "modules/one_stop/storage/mandate_store.h"
#include "modules/one_stop/storage/paper_store.h"
#include "platform/files/files.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using ledger::EntryLine;
using storage::Transaction;

namespace {

std::string TimeOf(Instant at) {
    return at == kNever ? "" : at.Rfc3339();
}
std::string TimeOf(const std::optional<Instant>& at) {
    return at ? at->Rfc3339() : "";
}

std::optional<std::string> Said(std::int64_t number) {
    return std::to_string(number);
}
template <class Tag>
std::optional<std::string> Said(Id<Tag> id) {
    return ToText(id);
}
template <class Word>
    requires std::is_enum_v<Word>
std::optional<std::string> Said(Word word) {
    return std::to_string(static_cast<std::int64_t>(word));
}
std::optional<std::string> Said(const std::string& text) {
    return text;
}

// A column that must not be changed and need not be read, or names people. Where it gives nothing, the digest does not know it.
template <class Row>
struct SealedColumn {
    std::string_view name;
    std::optional<std::string> (*value)(const Row& row);
};

constexpr SealedColumn<Happening> kSealedOfEvent[] = {
    {"actor_id", [](const Happening& row) { return Said(row.actor); }},
    {"actor_name", [](const Happening& row) { return Said(row.actor_name); }},
    {"actor_unit_id", [](const Happening& row) { return Said(row.actor_unit); }},
    {"to_unit_id", [](const Happening& row) { return Said(row.to_unit); }},
    {"label_en", [](const Happening& row) { return Said(row.label.en); }},
    {"from_state", [](const Happening& row) { return Said(row.from); }},
    {"due_at", [](const Happening& row) { return Said(row.due.ms); }},
    {"form", [](const Happening& row) { return Said(row.form); }},
    {"delegation_id", [](const Happening& row) { return row.delegation ? Said(row.delegation) : std::nullopt; }},
    {"on_behalf_of", [](const Happening& row) { return row.on_behalf_of.empty() ? std::nullopt : Said(row.on_behalf_of); }},
    {"on_behalf_by", [](const Happening& row) { return row.on_behalf_by.empty() ? std::nullopt : Said(row.on_behalf_by); }}};

constexpr SealedColumn<Dossier> kSealedOfDossier[] = {
    {"account_id", [](const Dossier& row) { return Said(row.person.account); }},
    {"person_kind", [](const Dossier& row) { return Said(row.person.kind); }},
    {"person_name", [](const Dossier& row) { return Said(row.person.name); }},
    {"person_address", [](const Dossier& row) { return Said(row.person.address); }},
    {"person_phone", [](const Dossier& row) { return Said(row.person.phone); }},
    {"person_email", [](const Dossier& row) { return Said(row.person.email); }},
    {"delivery", [](const Dossier& row) { return Said(row.delivery); }},
    {"delivery_address", [](const Dossier& row) { return Said(row.delivery_address); }},
    {"procedure_id", [](const Dossier& row) { return Said(row.procedure); }},
    {"domain", [](const Dossier& row) { return Said(row.domain); }},
    {"process", [](const Dossier& row) { return Said(row.process); }},
    {"form_edition_id", [](const Dossier& row) { return row.form ? Said(row.form) : std::nullopt; }},
    {"process_edition_id", [](const Dossier& row) { return row.process_edition ? Said(row.process_edition) : std::nullopt; }},
    {"beside", [](const Dossier& row) { return row.beside ? Said(row.beside) : std::nullopt; }},
    {"state_before", [](const Dossier& row) { return Said(row.state_before); }},
    {"channel", [](const Dossier& row) { return Said(row.channel); }},
    {"helping_unit_id", [](const Dossier& row) { return Said(row.helper); }},
    {"intake_unit_id", [](const Dossier& row) { return Said(row.intake); }},
    {"competent_unit_id", [](const Dossier& row) { return Said(row.competent); }},
    {"department_unit_id", [](const Dossier& row) { return Said(row.department); }},
    {"holder_unit_id", [](const Dossier& row) { return Said(row.holder); }},
    {"holder_role", [](const Dossier& row) { return Said(row.holder_role); }},
    {"assignee_id", [](const Dossier& row) { return Said(row.assignee); }},
    {"allowed_amount", [](const Dossier& row) { return Said(row.allowed ? row.allowed->amount : 0); }},
    {"allowed_unit", [](const Dossier& row) { return row.allowed ? Said(row.allowed->unit) : std::nullopt; }},
    {"clock", [](const Dossier& row) { return Said(row.clock.Serialise()); }},
    {"step_due_at", [](const Dossier& row) { return Said(row.step_due.ms); }}};

constexpr SealedColumn<CasePaper> kSealedOfPaper[] = {
    {"dossier_paper.file_id", [](const CasePaper& row) { return Said(row.file); }},
    {"component", [](const CasePaper& row) { return Said(row.component); }},
    {"round", [](const CasePaper& row) { return Said(row.round); }},
    {"added_at", [](const CasePaper& row) { return Said(row.added.ms); }}};

constexpr SealedColumn<CasePaper> kSealedOfSent[] = {
    {"dossier_event_file.file_id", [](const CasePaper& row) { return Said(row.file); }},
    {"digest", [](const CasePaper& row) { return Said(row.digest); }}};

constexpr SealedColumn<Consultation> kSealedOfOpinion[] = {
    {"opinion.unit_id", [](const Consultation& row) { return Said(row.unit); }},
    {"question", [](const Consultation& row) { return Said(row.question); }},
    {"asked_at", [](const Consultation& row) { return Said(row.asked.ms); }},
    {"due_at", [](const Consultation& row) { return Said(row.due.ms); }},
    {"answer", [](const Consultation& row) { return Said(row.answer); }},
    {"answered_at", [](const Consultation& row) { return Said(row.answered.value_or(kNever).ms); }},
    {"answered_by", [](const Consultation& row) { return Said(row.answered_by); }},
    {"dropped", [](const Consultation& row) { return Said(std::int64_t{row.dropped}); }}};

constexpr SealedColumn<IssuedPaper> kSealedOfIssued[] = {
    {"event_id", [](const IssuedPaper& row) { return Said(row.event); }},
    {"form", [](const IssuedPaper& row) { return Said(row.form); }},
    {"rules", [](const IssuedPaper& row) { return Said(row.rules); }},
    {"title", [](const IssuedPaper& row) { return Said(row.title); }},
    {"unit_id", [](const IssuedPaper& row) { return Said(row.unit); }},
    {"series", [](const IssuedPaper& row) { return Said(row.series); }},
    {"year", [](const IssuedPaper& row) { return Said(row.year); }},
    {"number", [](const IssuedPaper& row) { return Said(row.number); }},
    {"notation", [](const IssuedPaper& row) { return Said(row.notation); }},
    {"issued_at", [](const IssuedPaper& row) { return Said(row.issued.ms); }},
    {"signer", [](const IssuedPaper& row) { return Said(row.signer); }},
    {"said", [](const IssuedPaper& row) { return Said(row.said); }},
    {"file_id", [](const IssuedPaper& row) { return Said(row.file); }}};

constexpr SealedColumn<Mandate> kSealedOfMandate[] = {
    {"account_id", [](const Mandate& row) { return Said(row.account); }},
    {"name", [](const Mandate& row) { return Said(row.name); }},
    {"number", [](const Mandate& row) { return Said(row.number); }},
    {"address", [](const Mandate& row) { return Said(row.address); }},
    {"phone", [](const Mandate& row) { return Said(row.phone); }},
    {"email", [](const Mandate& row) { return Said(row.email); }},
    {"applicant_born", [](const Mandate& row) { return Said(row.born ? row.born->Iso() : std::string()); }},
    {"basis", [](const Mandate& row) { return Said(row.basis); }},
    {"powers", [](const Mandate& row) { return Said(row.powers); }},
    {"from_day", [](const Mandate& row) { return Said(row.from.Iso()); }},
    {"until_day", [](const Mandate& row) { return Said(row.until.Iso()); }},
    {"file_id", [](const Mandate& row) { return Said(row.paper); }},
    {"ended_at", [](const Mandate& row) { return Said(row.ended.value_or(kNever).ms); }}};

constexpr SealedColumn<CoApplicant> kSealedOfCoApplicant[] = {
    {"number", [](const CoApplicant& row) { return Said(row.number); }},
    {"name", [](const CoApplicant& row) { return Said(row.name); }},
    {"account_id", [](const CoApplicant& row) { return Said(row.account); }},
    {"confirmed_digest", [](const CoApplicant& row) { return Said(row.confirmed_digest); }},
    {"confirmed_at", [](const CoApplicant& row) { return Said(row.confirmed.value_or(kNever).ms); }},
    {"withdraws_at", [](const CoApplicant& row) { return Said(row.withdraws.value_or(kNever).ms); }}};

constexpr SealedColumn<FeeReceipt> kSealedOfFeeReceipt[] = {
    {"id", [](const FeeReceipt& row) { return Said(row.id); }},
    {"paper_id", [](const FeeReceipt& row) { return Said(row.paper); }},
    {"unit_id", [](const FeeReceipt& row) { return Said(row.unit); }},
    {"kind", [](const FeeReceipt& row) { return Said(row.kind); }},
    {"year", [](const FeeReceipt& row) { return Said(row.year); }},
    {"number", [](const FeeReceipt& row) { return Said(row.number); }},
    {"notation", [](const FeeReceipt& row) { return Said(row.notation); }},
    {"payer", [](const FeeReceipt& row) { return Said(row.payer); }},
    {"amount", [](const FeeReceipt& row) { return Said(row.amount); }},
    {"method", [](const FeeReceipt& row) { return Said(row.method); }},
    {"reference", [](const FeeReceipt& row) { return Said(row.reference); }},
    {"basis", [](const FeeReceipt& row) { return Said(row.basis); }},
    {"cashier_id", [](const FeeReceipt& row) { return Said(row.cashier); }},
    {"cashier_name", [](const FeeReceipt& row) { return Said(row.cashier_name); }},
    {"day", [](const FeeReceipt& row) { return Said(row.day.Iso()); }},
    {"taken_at", [](const FeeReceipt& row) { return Said(row.at.ms); }},
    {"replaces_id", [](const FeeReceipt& row) { return Said(row.replaces); }}};

constexpr SealedColumn<FeeReversal> kSealedOfFeeReversal[] = {
    {"fee_reversal.id", [](const FeeReversal& row) { return Said(row.id); }},
    {"receipt_id", [](const FeeReversal& row) { return Said(row.receipt); }},
    {"kind", [](const FeeReversal& row) { return Said(row.kind); }},
    {"amount", [](const FeeReversal& row) { return Said(row.amount); }},
    {"reason", [](const FeeReversal& row) { return Said(row.reason); }},
    {"asked_by", [](const FeeReversal& row) { return Said(row.asked_by); }},
    {"asked_name", [](const FeeReversal& row) { return Said(row.asked_name); }},
    {"asked_at", [](const FeeReversal& row) { return Said(row.asked.ms); }},
    {"state", [](const FeeReversal& row) { return Said(row.state); }},
    {"decided_by", [](const FeeReversal& row) { return Said(row.decided_by); }},
    {"decided_name", [](const FeeReversal& row) { return Said(row.decided_name); }},
    {"decided_at", [](const FeeReversal& row) { return Said(row.decided.value_or(kNever).ms); }},
    {"decision", [](const FeeReversal& row) { return Said(row.decision); }},
    {"day", [](const FeeReversal& row) { return Said(row.day ? row.day->Iso() : std::string()); }},
    {"fee_reversal.method",
     [](const FeeReversal& row) { return row.by == PayMethod::as_it_came ? std::nullopt : Said(row.by); }}};

constexpr SealedColumn<FeeClaim> kSealedOfFeeClaim[] = {
    {"id", [](const FeeClaim& row) { return Said(row.id); }},
    {"fee_group", [](const FeeClaim& row) { return Said(row.group); }},
    {"group_name", [](const FeeClaim& row) { return Said(row.group_name); }},
    {"percent", [](const FeeClaim& row) { return Said(std::int64_t{row.percent}); }},
    {"basis", [](const FeeClaim& row) { return Said(row.basis); }},
    {"file_id", [](const FeeClaim& row) { return Said(row.proof); }},
    {"claimed_by", [](const FeeClaim& row) { return Said(row.claimed_by); }},
    {"claimed_name", [](const FeeClaim& row) { return Said(row.claimed_name); }},
    {"claimed_at", [](const FeeClaim& row) { return Said(row.claimed.ms); }},
    {"state", [](const FeeClaim& row) { return Said(row.state); }},
    {"decided_by", [](const FeeClaim& row) { return Said(row.decided_by); }},
    {"decided_name", [](const FeeClaim& row) { return Said(row.decided_name); }},
    {"decided_at", [](const FeeClaim& row) { return Said(row.decided.value_or(kNever).ms); }},
    {"reason", [](const FeeClaim& row) { return Said(row.reason); }},
    {"relieved", [](const FeeClaim& row) { return row.relieved == 0 ? std::nullopt : Said(row.relieved); }}};

// Each value with its name and its length, so that no two rows give the same.
template <class Row, std::size_t Size>
std::string Sealed(const SealedColumn<Row> (&columns)[Size], const Row& row) {
    std::string text;
    for (const auto& column : columns)
        if (const auto value = column.value(row)) text += fmt::format("{} {} {}\n", column.name, value->size(), *value);
    return text;
}
template <class Row, std::size_t Size>
std::string Sealed(const SealedColumn<Row> (&columns)[Size], const std::vector<Row>& rows) {
    std::string text;
    for (const auto& row : rows) text += Sealed(columns, row);
    return text;
}

std::string Digested(const std::string& sealed) {
    return sealed.empty() ? "" : Hex(BytesOf(Digest(sealed)));
}

// Digests were made of names that tables had before: those stay in them for ever.
constexpr std::pair<std::string_view, std::string_view> kCalledSince[] = {{"dossier_event_file.", "case_happening_file."},
                                                                          {"opinion.", "consultation."}};

// For whoever looks for what was changed.
template <class Row, std::size_t Size>
std::string Named(const SealedColumn<Row> (&columns)[Size]) {
    std::string names;
    for (const auto& column : columns) names += (names.empty() ? "" : ", ") + std::string(column.name);
    for (const auto& [before, since] : kCalledSince) names = ReplaceAll(std::move(names), before, since);
    return names;
}

// The reason itself, or what binds it where the applicant, who is handed the proof, does not read it: an entry has one of the
// two, and the row is held against both.
constexpr std::string_view kReason = "ly-do", kReasonBound = "ly-do-sha256";

// What the row of the timeline gives.
std::vector<EntryLine> LinesOf(const Platform& platform, const Dossier& dossier, const Happening& happening) {
    const auto units = platform.units.Now();
    const auto* unit = units->Find(happening.actor_unit);
    return {{"ma-ho-so", dossier.code, "code"},
            {"su-kien", happening.event, "case_happening.event"},
            {"trang-thai", happening.to, "case_happening.to_state"},
            {"thoi-diem", happening.at.Rfc3339(), "case_happening.at"},
            {"don-vi", unit == nullptr ? "" : unit->org_code, "case_happening.actor_unit_id"},
            {"viec", happening.label.vi, "case_happening.label_vi"},
            {std::string(kReason), happening.reason, "case_happening.reason"},
            {std::string(kReasonBound), Hex(BytesOf(Digest(happening.salt + happening.reason))),
             "case_happening.reason, reason_salt"},
            {"tep-gui-kem-sha256", Digested(Sealed(kSealedOfSent, happening.files)), Named(kSealedOfSent)},
            {"buoc-sha256", Digested(Sealed(kSealedOfEvent, happening)), "case_happening." + Named(kSealedOfEvent)}};
}

// What the dossier itself gives, as it stands after the last that happened.
std::vector<EntryLine> LinesOf(Transaction& tx, const Dossier& dossier) {
    const auto digests = [](const auto& papers) {
        std::string text;
        for (const auto& paper : papers) text += (text.empty() ? "" : ",") + paper.digest;
        return text;
    };
    const auto papers = DossierStore(tx).Papers(dossier.id);
    const auto issued = PaperStore(tx).Issued(dossier.id);
    // As the row is: a dossier that was read in a list brings none.
    const auto mandate = dossier.Has(Beside::mandate) ? MandateStore(tx).Of(dossier.id) : std::nullopt;
    const auto result = dossier.result_file ? files::FileStore::Find(tx, dossier.result_file) : std::nullopt;
    const auto content = dossier.person.number + "\n" + dossier.summary + "\n" + AnswersToJson(dossier.answers);
    const auto fees = FeeStore(tx).Of(dossier.id);
    // Of a fee that nobody knew, entries of earlier versions say -1.
    const bool unknown = dossier.FeeUnknown();
    return {
        {"thu-tuc", dossier.procedure_code, "procedure_id, procedure.code"},
        {"ten-thu-tuc", dossier.procedure_name, "procedure_name"},
        {"hen-tra", TimeOf(dossier.due), "due_at"},
        {"noi-dung-sha256", Hex(BytesOf(Digest(content))), "person_number, summary, answers"},
        {"nop-luc", dossier.submitted.Rfc3339(), "submitted_at"},
        {"tiep-nhan", TimeOf(dossier.received), "received_at"},
        {"co-ket-qua", TimeOf(dossier.finished), "finished_at"},
        {"ket-thuc", TimeOf(dossier.closed), "closed_at"},
        {"so-theo-doi", dossier.register_number == 0 ? "" : std::to_string(dossier.register_number), "register_number"},
        {"le-phi", unknown ? "" : std::to_string(dossier.fee), "fee_amount", unknown ? std::to_string(kFeeUnknown) : ""},
        {"nop-le-phi", TimeOf(dossier.fee_paid), "fee_paid_at"},
        {"bien-lai-sha256", Digested(Sealed(kSealedOfFeeReceipt, fees.receipts) + Sealed(kSealedOfFeeReversal, fees.reversals)),
         "fee_receipt." + Named(kSealedOfFeeReceipt) + ", " + Named(kSealedOfFeeReversal)},
        {"mien-giam-sha256", Digested(Sealed(kSealedOfFeeClaim, FeeClaimStore(tx).Of(dossier.id))),
         "fee_claim." + Named(kSealedOfFeeClaim)},
        {"ho-so-sha256", Digested(Sealed(kSealedOfDossier, dossier) + Sealed(kSealedOfPaper, papers)),
         Named(kSealedOfDossier) + ", " + Named(kSealedOfPaper)},
        {"y-kien-sha256", Digested(Sealed(kSealedOfOpinion, workflow::CaseStore(tx).Consultations(dossier.id))),
         Named(kSealedOfOpinion)},
        {"uy-quyen-sha256", mandate ? Digested(Sealed(kSealedOfMandate, *mandate)) : "",
         "dossier.beside, mandate." + Named(kSealedOfMandate)},
        {"nguoi-cung-nop-sha256",
         dossier.Has(Beside::together) ? Digested(Sealed(kSealedOfCoApplicant, CoApplicantStore(tx).OfDossier(dossier.id))) : "",
         "dossier.beside, co_applicant." + Named(kSealedOfCoApplicant)},
        {"giay-to-sha256", digests(papers), "dossier_paper"},
        {"phieu-sha256", digests(issued), "issued_paper"},
        {"so-phieu-sha256", Digested(Sealed(kSealedOfIssued, issued)), "issued_paper." + Named(kSealedOfIssued)},
        {"so-ket-qua", dossier.result_number, "result_number"},
        {"ket-qua-sha256", result ? result->digest : "", "result_file_id"},
        {"loi-ket-qua-sha256", dossier.result_text.empty() ? "" : Hex(BytesOf(Digest(dossier.result_text))), "result_text"}};
}

void AuditPapers(const Platform& platform, Transaction& tx, const Dossier& dossier, ledger::Audit& audit) {
    std::vector<std::string> digests;
    for (const auto& paper : DossierStore(tx).Papers(dossier.id)) digests.push_back(paper.digest);
    for (const auto& happening : workflow::CaseStore(tx).HappeningsWithFiles(dossier.id))
        for (const auto& paper : happening.files) digests.push_back(paper.digest);
    for (const auto& paper : PaperStore(tx).Issued(dossier.id)) digests.push_back(paper.digest);
    if (dossier.result_file)
        if (const auto result = files::FileStore::Find(tx, dossier.result_file)) digests.push_back(result->digest);
    for (const auto& digest : digests) {
        const auto bytes = ReadFile(platform.files.PathOf(digest));
        if (!bytes)
            audit.Fault(fmt::format("dossier {}: paper {}: its bytes are gone", dossier.code, digest));
        else if (Hex(BytesOf(Digest(*bytes))) != digest)
            audit.Fault(fmt::format("dossier {}: paper {}: its bytes are others", dossier.code, digest));
    }
}

// Whom a dossier has beside its applicant it says itself, and that is bound: a row of one that says nobody was put in.
void AuditBeside(const Platform& platform, ledger::Audit& audit) {
    platform.storage.Read([&](Transaction& tx) {
        for (const auto& statement : {&kMandatesOfNobody, &kCoApplicantsOfNobody})
            tx.Select(*statement, {}, [&](storage::Row& row) {
                const auto code = row.Next<std::string>();
                const auto who = row.Next<AccountId>();
                audit.Fault(fmt::format("dossier {}: {} of account {}: the dossier has nobody of that kind beside its applicant",
                                        code.empty() ? "that is not there" : code,
                                        statement == &kMandatesOfNobody ? "mandate" : "co_applicant", ToText(who)));
                return 0;
            });
        return 0;
    });
}

}  // namespace

std::int64_t EnterInLedger(const Platform& platform, Transaction& tx, const Dossier& dossier, const Happening& happening) {
    auto lines = LinesOf(platform, dossier, happening);
    std::erase_if(lines, [&](const EntryLine& line) { return line.key == (happening.salt.empty() ? kReasonBound : kReason); });
    std::ranges::move(LinesOf(tx, dossier), std::back_inserter(lines));
    return platform.ledger.Append(tx, ledger::EntryText(lines));
}

void AuditDossiers(const Platform& platform, ledger::Audit& audit) {
    const auto codes = platform.storage.Read(
        [](Transaction& tx) { return tx.Select(kEveryCode, {}, [](storage::Row& row) { return row.Next<std::string>(); }); });
    for (const auto& code : codes) {
        std::vector<ledger::Claim> claims;
        platform.storage.Read([&](Transaction& tx) {
            const auto dossier = DossierStore(tx).Get(code);
            // What was destroyed is held against its minute (AuditDestructions).
            if (!dossier || DestructionStore(tx).GoneBy(code)) return 0;
            for (const auto& happening : workflow::CaseStore(tx).HappeningsWithFiles(dossier->id))
                claims.push_back({happening.ledger, fmt::format("dossier {}, event {}", code, happening.id),
                                  LinesOf(platform, *dossier, happening)});
            if (claims.empty()) {
                audit.Fault(fmt::format("dossier {}: nothing ever happened to it", code));
                return 0;
            }
            auto now = LinesOf(tx, *dossier);
            now.push_back({"trang-thai", dossier->state, "state"});
            claims.push_back({claims.back().entry, "dossier " + code, std::move(now)});
            AuditPapers(platform, tx, *dossier, audit);
            return 0;
        });
        for (const auto& claim : claims) audit.Hold(claim);
    }
    AuditBeside(platform, audit);
}

}  // namespace dongson::one_stop
