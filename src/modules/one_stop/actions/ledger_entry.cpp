#include "modules/one_stop/actions/ledger_entry.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/bytes.h"
#include "core/read_file.h"
#include "modules/one_stop/storage/audit_sql.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/paper_store.h"
#include "platform/files/files.h"
#include "platform/organisation/directory.h"

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

// What must not be changed and need not be read, or names people: each value with its name and its length, so that no two rows
// give the same, and one digest of them all.
class Sealed {
  public:
    void Add(std::string_view name, std::string_view value) { text_ += fmt::format("{} {} {}\n", name, value.size(), value); }
    void Add(std::string_view name, std::int64_t value) { Add(name, std::string_view(std::to_string(value))); }
    template <class Tag>
    void Add(std::string_view name, Id<Tag> id) {
        Add(name, id.value);
    }
    bool empty() const { return text_.empty(); }
    std::string Digest() const { return text_.empty() ? "" : Hex(BytesOf(dongson::Digest(text_))); }

  private:
    std::string text_;
};

Sealed SealedRow(const Happening& happening) {
    Sealed row;
    row.Add("actor_id", happening.actor);
    row.Add("actor_name", happening.actor_name);
    row.Add("actor_unit_id", happening.actor_unit);
    row.Add("to_unit_id", happening.to_unit);
    row.Add("label_en", happening.label.en);
    row.Add("from_state", happening.from);
    row.Add("due_at", happening.due.ms);
    row.Add("form", happening.form);
    return row;
}
constexpr std::string_view kSealedOfEvent =
    "dossier_event.actor_id, actor_name, actor_unit_id, to_unit_id, label_en, from_state, due_at, form";

void SealPerson(const Dossier& dossier, Sealed& row) {
    row.Add("account_id", dossier.person.account);
    row.Add("person_kind", static_cast<std::int64_t>(dossier.person.kind));
    row.Add("person_name", dossier.person.name);
    row.Add("person_address", dossier.person.address);
    row.Add("person_phone", dossier.person.phone);
    row.Add("person_email", dossier.person.email);
    row.Add("delivery", static_cast<std::int64_t>(dossier.delivery));
    row.Add("delivery_address", dossier.delivery_address);
}

Sealed SealedRow(const Dossier& dossier, const std::vector<PaperFile>& papers) {
    Sealed row;
    SealPerson(dossier, row);
    row.Add("procedure_id", dossier.procedure);
    row.Add("domain", dossier.domain);
    row.Add("process", dossier.process);
    row.Add("state_before", dossier.state_before);
    row.Add("channel", static_cast<std::int64_t>(dossier.channel));
    row.Add("helping_unit_id", dossier.helper);
    row.Add("intake_unit_id", dossier.intake);
    row.Add("competent_unit_id", dossier.competent);
    row.Add("department_unit_id", dossier.department);
    row.Add("holder_unit_id", dossier.holder);
    row.Add("holder_role", dossier.holder_role);
    row.Add("assignee_id", dossier.assignee);
    row.Add("allowed_amount", dossier.allowed ? dossier.allowed->amount : 0);
    if (dossier.allowed) row.Add("allowed_unit", static_cast<std::int64_t>(dossier.allowed->unit));
    row.Add("clock", dossier.clock.Serialise());
    row.Add("step_due_at", dossier.step_due.ms);
    for (const auto& paper : papers) {
        row.Add("dossier_paper.file_id", paper.file);
        row.Add("component", paper.component);
        row.Add("round", paper.round);
        row.Add("added_at", paper.added.ms);
    }
    return row;
}
constexpr std::string_view kSealedOfDossier =
    "account_id, person_kind, person_name, person_address, person_phone, person_email, delivery, delivery_address, procedure_id, "
    "domain, process, state_before, channel, helping_unit_id, intake_unit_id, competent_unit_id, department_unit_id, "
    "holder_unit_id, holder_role, assignee_id, allowed_amount, allowed_unit, clock, step_due_at, dossier_paper";

Sealed SealedRows(const std::vector<IssuedPaper>& papers) {
    Sealed rows;
    for (const auto& paper : papers) {
        rows.Add("event_id", paper.event);
        rows.Add("form", paper.form);
        rows.Add("rules", paper.rules);
        rows.Add("title", paper.title);
        rows.Add("unit_id", paper.unit);
        rows.Add("series", paper.series);
        rows.Add("year", paper.year);
        rows.Add("number", paper.number);
        rows.Add("notation", paper.notation);
        rows.Add("issued_at", paper.issued.ms);
        rows.Add("signer", paper.signer);
        rows.Add("said", paper.said);
        rows.Add("file_id", paper.file);
    }
    return rows;
}
constexpr std::string_view kSealedOfIssued =
    "issued_paper.event_id, form, rules, title, unit_id, series, year, number, notation, issued_at, signer, said, file_id";

// The reason itself, or what binds it where the applicant, who is handed the proof, does not read it: an entry has one of the
// two, and the row is held against both.
constexpr std::string_view kReason = "ly-do", kReasonBound = "ly-do-sha256";

// What the row of the timeline gives.
std::vector<EntryLine> LinesOf(const Platform& platform, const Dossier& dossier, const Happening& happening) {
    const auto units = platform.units.Now();
    const auto* unit = units->Find(happening.actor_unit);
    return {
        {"ma-ho-so", dossier.code, "code"},
        {"su-kien", happening.event, "dossier_event.event"},
        {"trang-thai", happening.to, "dossier_event.to_state"},
        {"thoi-diem", happening.at.Rfc3339(), "dossier_event.at"},
        {"don-vi", unit == nullptr ? "" : unit->org_code, "dossier_event.actor_unit_id"},
        {"viec", happening.label.vi, "dossier_event.label_vi"},
        {std::string(kReason), happening.reason, "dossier_event.reason"},
        {std::string(kReasonBound), Hex(BytesOf(Digest(happening.salt + happening.reason))), "dossier_event.reason, reason_salt"},
        {"buoc-sha256", SealedRow(happening).Digest(), std::string(kSealedOfEvent)}};
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
    const auto result = dossier.result_file ? files::FileStore::Find(tx, dossier.result_file) : std::nullopt;
    const auto content = dossier.person.number + "\n" + dossier.summary + "\n" + AnswersToJson(dossier.answers);
    // Of a fee that nobody knew, entries of earlier versions say -1.
    const bool unknown = dossier.FeeUnknown();
    return {{"thu-tuc", dossier.procedure_code, "procedure_id, procedure.code"},
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
            {"ho-so-sha256", SealedRow(dossier, papers).Digest(), std::string(kSealedOfDossier)},
            {"giay-to-sha256", digests(papers), "dossier_paper"},
            {"phieu-sha256", digests(issued), "issued_paper"},
            {"so-phieu-sha256", SealedRows(issued).Digest(), std::string(kSealedOfIssued)},
            {"so-ket-qua", dossier.result_number, "result_number"},
            {"ket-qua-sha256", result ? result->digest : "", "result_file_id"},
            {"loi-ket-qua-sha256", dossier.result_text.empty() ? "" : Hex(BytesOf(Digest(dossier.result_text))), "result_text"}};
}

void AuditPapers(const Platform& platform, Transaction& tx, const Dossier& dossier, ledger::Audit& audit) {
    std::vector<std::string> digests;
    for (const auto& paper : DossierStore(tx).Papers(dossier.id)) digests.push_back(paper.digest);
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
            DossierStore dossiers(tx);
            const auto dossier = dossiers.Get(code);
            if (!dossier) return 0;
            for (const auto& happening : dossiers.Happenings(dossier->id))
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
}

}  // namespace dongson::one_stop
