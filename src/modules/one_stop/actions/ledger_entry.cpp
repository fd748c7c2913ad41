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

// What the row of the timeline gives.
std::vector<EntryLine> LinesOf(const Platform& platform, const Dossier& dossier, const Happening& happening) {
    const auto units = platform.units.Now();
    const auto* unit = units->Find(happening.actor_unit);
    return {{"ma-ho-so", dossier.code, "code"},
            {"su-kien", happening.event, "dossier_event.event"},
            {"trang-thai", happening.to, "dossier_event.to_state"},
            {"thoi-diem", happening.at.Rfc3339(), "dossier_event.at"},
            {"don-vi", unit == nullptr ? "" : unit->org_code, "dossier_event.actor_unit_id"},
            {"ly-do", happening.reason, "dossier_event.reason"}};
}

// What the dossier itself gives, as it stands after the last that happened.
std::vector<EntryLine> LinesOf(Transaction& tx, const Dossier& dossier) {
    std::string papers;
    for (const auto& paper : DossierStore(tx).Papers(dossier.id)) papers += (papers.empty() ? "" : ",") + paper.digest;
    std::string issued;
    for (const auto& paper : PaperStore(tx).Issued(dossier.id)) issued += (issued.empty() ? "" : ",") + paper.digest;
    const auto result = dossier.result_file ? files::FileStore::Find(tx, dossier.result_file) : std::nullopt;
    const auto content = dossier.person.number + "\n" + dossier.summary + "\n" + AnswersToJson(dossier.answers);
    return {{"hen-tra", TimeOf(dossier.due), "due_at"},
            {"noi-dung-sha256", Hex(BytesOf(Digest(content))), "person_number, summary, answers"},
            {"nop-luc", dossier.submitted.Rfc3339(), "submitted_at"},
            {"tiep-nhan", TimeOf(dossier.received), "received_at"},
            {"co-ket-qua", TimeOf(dossier.finished), "finished_at"},
            {"ket-thuc", TimeOf(dossier.closed), "closed_at"},
            {"so-theo-doi", dossier.register_number == 0 ? "" : std::to_string(dossier.register_number), "register_number"},
            {"le-phi", std::to_string(dossier.fee), "fee_amount"},
            {"nop-le-phi", TimeOf(dossier.fee_paid), "fee_paid_at"},
            {"giay-to-sha256", papers, "dossier_paper"},
            {"phieu-sha256", issued, "issued_paper"},
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
