// A clerk takes in the papers of somebody who walked in.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/domain/alike_dossier.h"

namespace dongson::one_stop {

struct WalkIn {
    Procedure procedure;
    Person person;  // as typed
    Answers answers;
    std::optional<UnitId> competent;  // the commune that decides a commune's own procedure; none: the one whose counter it is
    std::vector<NewPaper> papers;
    HandedIn handed_in = {};
    std::optional<Delivery> delivery = Delivery::counter;  // none: nothing that is known was chosen
    std::string delivery_address = {};
    bool despite_alike = false;         // the clerk has seen that the person has such a dossier open
    UnitId counter = {};                // where the form was opened; none: where the clerk receives now
    definitions::EditionId shown = {};  // the form as the clerk saw it; none: a program that names none
    definitions::EditionId form = {};   // what the answers were checked by
    bool all_present = false;           // everybody whom the form names stands there, and the clerk saw their papers
    Answers mandatary = {};             // who stands there for the person, and by what, as typed (mandate_fields); nobody: none
};

// What a counter knows of whoever stands before it.
struct KnownPerson {
    // As their newest dossier has them, of those that the counter's unit may read and whose number somebody has seen (decision
    // 0018). The look is on record for the person to read.
    std::optional<Person> person;
    std::vector<AlikeDossier> alike;
};
// Nothing for a number that is none.
std::vector<AlikeDossier> AlikeAt(const Platform& platform, const identity::Officer& clerk, std::string_view typed_number,
                                  const Procedure& procedure);
KnownPerson WhoIsKnown(const Platform& platform, const identity::Officer& clerk, std::string_view typed_number,
                       const Procedure& procedure);

// Everything that is wrong with what was typed, at once; the person and the answers come out in their normal form.
Refusals CheckWalkIn(const Platform& platform, WalkIn& walk_in);

// `key` makes a form that is sent twice count once: for this clerk, this counter and these very words and papers; another body
// with it is refused (IDEMPOTENCY_KEY_REUSED), and so is a key short enough to be met by chance. Empty: no key. A second dossier
// of one person and procedure beside an open one wants to be meant (COUNTER_ALIKE). Nothing is kept when something is wrong.
std::expected<Dossier, Refusals> TakeAtCounter(const Platform& platform, const identity::Officer& clerk, WalkIn& walk_in,
                                               const std::string& key);

}  // namespace dongson::one_stop
