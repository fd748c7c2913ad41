// The decision on a complaint is drawn once, with its number, in the transaction of its signing (decision 0024).
#pragma once

#include "core/refusal.h"
#include "modules/complaints/domain/complaint.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::complaints {

// The complaint takes number, signer and file. The paper goes with what happened, so that the ledger holds its bytes.
Result<workflow::CasePaper> IssueDecision(const Platform& platform, storage::Transaction& tx, Complaint& complaint,
                                          const workflow::Actor& signer, Instant now);

}  // namespace dongson::complaints
