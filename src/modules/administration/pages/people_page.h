// Who works here, and one of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/administration/pages/waiting_page.h"
#include "platform/identity/staff.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/inbox.h"
#include "web/components.h"
#include "web/html.h"

namespace dongson::administration {

// Of an officer, as the list shows it.
struct PersonLine {
    identity::OfficerRow officer;
    std::vector<std::string> posts;  // of today: "Chuyên viên, Phường Hạc Thành"
};

struct PeopleView {
    std::string words;
    std::vector<PersonLine> lines;  // of the page
    std::size_t found = 0;
    int page = 1, pages = 1;
    std::size_t proposals = 0, editions = 0;  // what waits for a second administrator
    std::size_t unreviewed = 0;               // posts nobody has looked over for a year
};
web::Html PeoplePage(const PeopleView& view);

// A new post as somebody types it.
struct PostForm {
    std::string unit, role = "specialist", position, from, until, reason;
    bool has_second = false;  // somebody else administrates: what signs or administrates is asked of them, with a reason
};

struct HiringView {
    std::string login, name, email, phone;
    PostForm post;
    Refusals faults;
};
web::Html HiringPage(const HiringView& view);

struct PersonView {
    identity::Account account;
    std::vector<identity::StaffStore::Post> posts;  // ever, the newest first
    std::vector<identity::AccountEvent> events;     // the newest first
    std::vector<workflow::HeldWork> work;           // what they hold, by unit
    bool more_work = false;                         // there is more than is shown
    std::size_t sessions = 0;
    std::vector<WaitingCard> asked;                           // waits for a second administrator
    std::vector<std::pair<UnitId, std::string>> only_signer;  // where nobody else signs
    std::optional<Instant> code_until;                        // a code waits to be used until then
    std::optional<identity::Access> access;                   // just given: shown this once
    PostForm post;
    Refusals faults;
    Date today;
};
// A code that was just given, and to whom.
web::Html AccessNotice(const identity::Access& access);
// "Giao việc" of "appointed".
std::string_view EventName(std::string_view event);
web::Html PersonPage(const PersonView& view, const organisation::Units& units);

}  // namespace dongson::administration
