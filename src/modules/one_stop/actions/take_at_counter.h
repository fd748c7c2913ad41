// A clerk takes in the papers of somebody who walked in.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "modules/one_stop/actions/open_dossier.h"

namespace dongson::one_stop {

struct WalkIn {
    Procedure procedure;
    Person person;  // as typed
    Answers answers;
    std::optional<UnitId> competent;  // the commune that decides a commune's own procedure; none: the one whose counter it is
    std::vector<NewPaper> papers;
    HandedIn handed_in = {};
};

// The unit whose counter the officer sits at; none for others.
UnitId CounterOf(const identity::Officer& officer);

// Everything that is wrong with what was typed, at once; the person and the answers come out in their normal form.
Refusals CheckWalkIn(const Platform& platform, WalkIn& walk_in);

// `key` makes a form that is sent twice count once: for this clerk, this counter and these very words and papers; another body
// with it is refused (IDEMPOTENCY_KEY_REUSED), and so is a key short enough to be met by chance. Empty: no key. Nothing is kept
// when something is wrong.
std::expected<Dossier, Refusals> TakeAtCounter(const Platform& platform, const identity::Officer& clerk, WalkIn& walk_in,
                                               const std::string& key);

}  // namespace dongson::one_stop
