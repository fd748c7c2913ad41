// What waits for a second administrator: requests of every kind, and editions of definitions somebody proposed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "platform/definitions/edition.h"
#include "platform/identity/proposal.h"
#include "platform/identity/staff_list.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/identity/two_people.h"
#include "platform/organisation/directory.h"
#include "web/html.h"

namespace dongson::administration {

struct WaitingCard {
    identity::Proposal proposal;
    Sentence words;               // "kết thúc chức vụ …"
    std::string path;             // where a page shows what it is about; empty: the words say all
    identity::Deciding deciding;  // whether the reader says yes
    bool may_refuse = false;
    std::vector<std::string> leaves_nobody;      // units where nobody else signs, of what ends
    std::vector<identity::AccountEvent> recent;  // what happened to whom it is about, the newest first
};
struct DecidedLine {
    identity::Proposal proposal;
    Sentence words;
};

// Which of them are looked at.
struct WaitingAsked {
    std::string words;  // of the act, its reason or its people; empty: all
    int page = 1;       // of both lists together
};

struct WaitingView {
    WaitingAsked asked;
    std::size_t proposals_found = 0, editions_found = 0;
    int pages = 1;
    std::vector<WaitingCard> cards;              // of this page
    std::vector<definitions::Edition> editions;  // of this page
    std::vector<DecidedLine> decided;            // the newest first
    std::vector<identity::Access> access;        // just given: shown this once
    bool granted = false;
    bool has_second = true;  // somebody else administrates
    Refusals faults;
    Instant now;
};
web::Html WaitingPage(const WaitingView& view);

// A list that waits: what it would do, then the yes.
struct WaitingListView {
    WaitingCard card;
    std::string name;  // of the list
    identity::StaffPlan plan;
    Refusals faults;
};
web::Html WaitingListPage(const WaitingListView& view, const organisation::Units& units);

// Said where nobody else administrates.
Sentence OnlyAdministrator();
// Said before somebody goes.
Sentence NobodySigns(const std::vector<std::string>& units);
// Words, reason, who and until when, and the two answers where the reader may give them.
web::Html WaitingCardOf(const WaitingCard& card);
// One line that leads to all that waits; empty: nothing does.
web::Html WaitingBanner(std::size_t proposals, std::size_t editions);

}  // namespace dongson::administration
