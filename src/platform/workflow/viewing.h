// Who saw a person's record is written down before the record is shown, and the person can read it.
#pragma once

#include <string>

#include "platform/identity/account.h"
#include "platform/platform.h"
#include "platform/workflow/kind.h"

namespace dongson::workflow {

void RecordView(const Platform& platform, const CaseKind& kind, const identity::Officer& officer, const Case& subject,
                const std::string& why);

// A part of a case's page belongs to the view of the page, for ten minutes; asked for by itself, it is a view of its own.
void RecordViewOfPart(const Platform& platform, const CaseKind& kind, const identity::Officer& officer, const Case& subject,
                      const std::string& why);

}  // namespace dongson::workflow
