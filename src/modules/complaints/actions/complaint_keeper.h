// How complaints and feedback are kept, what the ledger holds of them, and what people are told.
#pragma once

#include "modules/complaints/domain/complaint_kind.h"
#include "platform/workflow/engine.h"

namespace dongson::ledger {
class Audit;
}

namespace dongson::complaints {

const workflow::KeeperOf<Complaint>& Complaints();

// Whoever filed it hears of it, in their account or by e-mail.
void TellFiler(const Platform& platform, storage::Transaction& tx, const Complaint& complaint, const Sentence& what, Instant now);

// Holds every complaint against its entries in the ledger.
void AuditComplaints(const Platform& platform, ledger::Audit& audit);

// Gives back to the units what lay with somebody who left, moves what lies with a unit that ended; once a day.
inline constexpr std::string_view kKeepComplaints = "complaints.keep";
int KeepComplaints(const Platform& platform);
void KeepComplaintsDaily(const Platform& platform);

}  // namespace dongson::complaints
