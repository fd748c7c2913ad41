// A case from its opening to its end: every step stands in its timeline, and what the law wants stands in the inbox until it is
// told.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/soc/actions/centre.h"
#include "modules/soc/domain/incident.h"
#include "platform/identity/account.h"

namespace dongson::soc {

struct NewCase {
    std::string title, category;
    int grade = 1;
    bool personal_data = false;
    Instant detected{};  // none: the first event of its alerts, or now
    std::vector<AlertId> alerts;
};
// Opens a case with its alerts and the tasks of its kind. Refuses without a title or with an alert that is in another case.
Result<Case> OpenCase(const Platform& platform, const identity::Officer& officer, const NewCase& wanted);

// What an analyst changes of a case; the version is that it was read with.
Result<Case> ChangeCase(const Platform& platform, const identity::Officer& officer, Case changed);
Result<void> AddNote(const Platform& platform, const identity::Officer& officer, CaseId id, std::string_view text);
Result<void> AddAlertToCase(const Platform& platform, const identity::Officer& officer, CaseId id, AlertId alert);
// An event becomes evidence: its bytes' digest is kept and entered in the public ledger.
Result<void> AddEvidence(Centre& centre, const identity::Officer& officer, CaseId id, const EventKey& event);
Result<void> DoTask(const Platform& platform, const identity::Officer& officer, CaseId id, std::int64_t task);
// The authority has been told: "notice" or "report".
Result<Case> TellAuthority(const Platform& platform, const identity::Officer& officer, CaseId id, std::string_view clock,
                           std::string_view how);

}  // namespace dongson::soc
