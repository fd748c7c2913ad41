// What the ledger keeps of a complaint: each step, and how it stood after it. What people wrote is bound by digests.
#pragma once

#include "modules/complaints/domain/complaint.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::complaints {

// The entry's id; `happening` is given the salt by which its words are bound.
std::int64_t EnterComplaint(const Platform& platform, storage::Transaction& tx, const Complaint& complaint,
                            workflow::Happening& happening);

}  // namespace dongson::complaints
