#include "modules/complaints/actions/complaint_entry.h"

#include <optional>
#include <string>
#include <vector>

#include "modules/complaints/actions/complaint_keeper.h"
#include "modules/complaints/storage/complaint_store.h"
#include "platform/workflow/case_entry.h"

namespace dongson::complaints {

using ledger::EntryLine;
using storage::Transaction;
using workflow::DigestOfAll;
using workflow::EntryTime;

namespace {

constexpr workflow::EntryWords kWords{.code = "ma-don", .row = "complaint"};

std::string Flags(const Complaint& complaint) {
    std::string flags;
    for (const bool flag : {complaint.on_paper, complaint.remote, complaint.complicated, complaint.may_publish})
        flags += flag ? '1' : '0';
    if (complaint.overran) flags += '1';
    return flags;
}

// How it stands after the last that happened. Who wrote and what is bound with a salt of its own: neither can be guessed.
std::vector<EntryLine> LinesOf(const Complaint& complaint) {
    return {
        {"han", EntryTime(complaint.due), "due_at"},
        {"nhan-luc", complaint.filed.Rfc3339(), "filed_at"},
        {"thu-ly-luc", EntryTime(complaint.accepted), "accepted_at"},
        {"ket-thuc", EntryTime(complaint.closed), "closed_at"},
        {"quyet-dinh", complaint.decision, "decision"},
        {"ket-luan", complaint.outcome, "outcome"},
        {"nguoi-gui-sha256",
         DigestOfAll({complaint.salt, ToText(complaint.filer), complaint.name, complaint.number, complaint.address,
                      complaint.phone, complaint.email}),
         "filer_id, person_name, person_number, person_address, person_phone, person_email"},
        {"noi-dung-sha256",
         DigestOfAll({complaint.salt, ToText(complaint.id), complaint.about, complaint.about_code, complaint.named,
                      ToText(complaint.about_unit), complaint.said, complaint.wish, complaint.known ? complaint.known->Iso() : "",
                      complaint.result, complaint.reason_key, complaint.signer, ToText(complaint.decision_file)}),
         "id, about, about_code, named, about_unit_id, said, wish, known_on, result, reason_key, signer, decision_file_id"},
        {"don-sha256",
         DigestOfAll({complaint.salt, complaint.process, complaint.state_before, ToText(complaint.holder), complaint.holder_role,
                      ToText(complaint.assignee), ToText(complaint.handler), std::to_string(complaint.round),
                      ToText(complaint.former), complaint.former_code, Flags(complaint), ToText(complaint.proposed_by),
                      complaint.shown_question, complaint.shown_answer, ToText(complaint.shown_by), EntryTime(complaint.shown)}),
         "process, state_before, holder_unit_id, holder_role, assignee_id, handler_unit_id, round, former_id, former_code, "
         "on_paper, remote, complicated, may_publish, overran, proposed_by, shown_question, shown_answer, shown_by, shown_at"}};
}

}  // namespace

std::int64_t EnterComplaint(const Platform& platform, Transaction& tx, const Complaint& complaint,
                            workflow::Happening& happening) {
    return workflow::EnterStep(platform, tx, kWords, complaint, happening, LinesOf(complaint));
}

void AuditComplaints(const Platform& platform, ledger::Audit& audit) {
    const auto codes = platform.storage.Read([](Transaction& tx) { return ComplaintStore(tx).EveryCode(); });
    workflow::AuditCases(platform, audit, kWords, codes,
                         [](Transaction& tx, const std::string& code) -> std::optional<workflow::StandingCase> {
                             const auto complaint = ComplaintStore(tx).Get(code);
                             if (!complaint) return std::nullopt;
                             return workflow::StandingCase{complaint->id, complaint->state, LinesOf(*complaint)};
                         });
}

}  // namespace dongson::complaints
