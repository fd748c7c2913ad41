#include "modules/complaints/actions/complaint_entry.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "core/bytes.h"
#include "core/read_file.h"
#include "modules/complaints/actions/complaint_keeper.h"
#include "modules/complaints/storage/complaint_store.h"
#include "platform/files/files.h"
#include "platform/ledger/audit.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::complaints {

using ledger::EntryLine;
using storage::Transaction;
using workflow::Happening;

namespace {

// One after another, each with its length: no two lists give the same bytes.
std::string DigestOf(const std::vector<std::string>& values) {
    std::string text;
    for (const auto& value : values) text += std::to_string(value.size()) + " " + value + "\n";
    return Hex(BytesOf(Digest(text)));
}

std::string TimeOf(const std::optional<Instant>& at) {
    return at && *at != kNever ? at->Rfc3339() : "";
}

std::string Flags(const Complaint& complaint) {
    std::string flags;
    for (const bool flag : {complaint.on_paper, complaint.remote, complaint.complicated, complaint.may_publish})
        flags += flag ? '1' : '0';
    return flags;
}

std::vector<EntryLine> LinesOf(const Platform& platform, const Complaint& complaint, const Happening& happening) {
    const auto units = platform.units.Now();
    const auto* unit = units->Find(happening.actor_unit);
    std::vector<std::string> sent;
    for (const auto& file : happening.files) sent.push_back(ToText(file.file) + " " + file.digest);
    return {{"ma-don", complaint.code, "code"},
            {"su-kien", happening.event, "case_happening.event"},
            {"trang-thai", happening.to, "case_happening.to_state"},
            {"thoi-diem", happening.at.Rfc3339(), "case_happening.at"},
            {"don-vi", unit == nullptr ? "" : unit->org_code, "case_happening.actor_unit_id"},
            {"viec", happening.label.vi, "case_happening.label_vi"},
            {"loi-sha256", DigestOf({happening.salt, happening.reason}), "case_happening.reason, reason_salt"},
            {"tep-gui-kem-sha256", DigestOf(sent), "case_happening_file.file_id, digest"},
            {"buoc-sha256",
             DigestOf({happening.salt, ToText(happening.actor), happening.actor_name, ToText(happening.actor_unit),
                       ToText(happening.to_unit), happening.from, std::to_string(happening.due.ms), ToText(happening.delegation),
                       happening.on_behalf_of, happening.on_behalf_by}),
             "case_happening.actor_id, actor_name, actor_unit_id, to_unit_id, from_state, due_at, delegation_id, on_behalf_of, "
             "on_behalf_by"}};
}

// How it stands after the last that happened. Who wrote and what is bound with a salt of its own: neither can be guessed.
std::vector<EntryLine> LinesOf(const Complaint& complaint) {
    return {
        {"han", TimeOf(complaint.due), "due_at"},
        {"nhan-luc", complaint.filed.Rfc3339(), "filed_at"},
        {"thu-ly-luc", TimeOf(complaint.accepted), "accepted_at"},
        {"ket-thuc", TimeOf(complaint.closed), "closed_at"},
        {"quyet-dinh", complaint.decision, "decision"},
        {"ket-luan", complaint.outcome, "outcome"},
        {"nguoi-gui-sha256",
         DigestOf({complaint.salt, ToText(complaint.filer), complaint.name, complaint.number, complaint.address, complaint.phone,
                   complaint.email}),
         "filer_id, person_name, person_number, person_address, person_phone, person_email"},
        {"noi-dung-sha256",
         DigestOf({complaint.salt, ToText(complaint.id), complaint.about, complaint.about_code, complaint.named,
                   ToText(complaint.about_unit), complaint.said, complaint.wish, complaint.known ? complaint.known->Iso() : "",
                   complaint.result, complaint.reason_key, complaint.signer, ToText(complaint.decision_file)}),
         "id, about, about_code, named, about_unit_id, said, wish, known_on, result, reason_key, signer, decision_file_id"},
        {"don-sha256",
         DigestOf({complaint.salt, complaint.process, complaint.state_before, ToText(complaint.holder), complaint.holder_role,
                   ToText(complaint.assignee), ToText(complaint.handler), std::to_string(complaint.round),
                   ToText(complaint.former), complaint.former_code, Flags(complaint), ToText(complaint.proposed_by),
                   complaint.shown_question, complaint.shown_answer, ToText(complaint.shown_by), TimeOf(complaint.shown)}),
         "process, state_before, holder_unit_id, holder_role, assignee_id, handler_unit_id, round, former_id, former_code, "
         "on_paper, remote, complicated, may_publish, proposed_by, shown_question, shown_answer, shown_by, shown_at"}};
}

void AuditFiles(const Platform& platform, const Complaint& complaint, const Happening& happening, ledger::Audit& audit) {
    for (const auto& file : happening.files) {
        const auto bytes = ReadFile(platform.files.PathOf(file.digest));
        if (!bytes)
            audit.Fault(fmt::format("complaint {}: file {}: its bytes are gone", complaint.code, file.digest));
        else if (Hex(BytesOf(Digest(*bytes))) != file.digest)
            audit.Fault(fmt::format("complaint {}: file {}: its bytes are others", complaint.code, file.digest));
    }
}

}  // namespace

std::int64_t EnterComplaint(const Platform& platform, Transaction& tx, const Complaint& complaint, Happening& happening) {
    happening.salt = Hex(RandomBytes(16));
    auto lines = LinesOf(platform, complaint, happening);
    std::ranges::move(LinesOf(complaint), std::back_inserter(lines));
    return platform.ledger.Append(tx, ledger::EntryText(lines));
}

void AuditComplaints(const Platform& platform, ledger::Audit& audit) {
    for (const auto& code : platform.storage.Read([](Transaction& tx) { return ComplaintStore(tx).EveryCode(); })) {
        std::vector<ledger::Claim> claims;
        platform.storage.Read([&](Transaction& tx) {
            const auto complaint = ComplaintStore(tx).Get(code);
            if (!complaint) return 0;
            for (const auto& happening : workflow::CaseStore(tx).HappeningsWithFiles(complaint->id)) {
                claims.push_back({happening.ledger, fmt::format("complaint {}, event {}", code, happening.id),
                                  LinesOf(platform, *complaint, happening)});
                AuditFiles(platform, *complaint, happening, audit);
            }
            if (claims.empty()) {
                audit.Fault(fmt::format("complaint {}: nothing ever happened to it", code));
                return 0;
            }
            auto now = LinesOf(*complaint);
            now.push_back({"trang-thai", complaint->state, "state"});
            claims.push_back({claims.back().entry, "complaint " + code, std::move(now)});
            return 0;
        });
        for (const auto& claim : claims) audit.Hold(claim);
    }
}

}  // namespace dongson::complaints
