// The forms as a province has them, and the one a dossier began under.
#pragma once

#include <memory>

#include "modules/one_stop/domain/dossier.h"
#include "modules/one_stop/domain/draft.h"
#include "modules/one_stop/domain/form.h"
#include "storage/database.h"

namespace dongson::one_stop {

// What is in force on a day, as of this moment; those of the province's own first.
std::shared_ptr<const Forms> FormsOf(storage::Transaction& tx, Date day);
// The same without asking the database more than once a second: a change is seen that much later.
std::shared_ptr<const Forms> FormsOf(storage::Database& database, Date day);

// What the dossier was asked when it began, whatever the form asks today.
Form FormOf(storage::Transaction& tx, const Dossier& dossier, const Procedure& procedure);

// What the draft's answers were given by.
Form FormOf(storage::Transaction& tx, const Draft& draft, const Procedure& procedure);

// The draft's answers, as far as they answer what the form asks now.
void FollowForm(storage::Transaction& tx, Draft& draft, const Form& now, const Procedure& procedure);

// A form as an edition has it. What a newer program no longer understands of it is left out, and logged.
Form FormIn(const definitions::Edition& edition);
inline constexpr std::string_view kFormType = "form";

}  // namespace dongson::one_stop
