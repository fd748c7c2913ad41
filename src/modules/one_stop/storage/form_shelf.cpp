#include "modules/one_stop/storage/form_shelf.h"

#include <algorithm>
#include <map>
#include <mutex>

#include "core/log.h"
#include "platform/definitions/kept.h"

namespace dongson::one_stop {

using definitions::Edition;
using definitions::EditionId;
using definitions::EditionStore;
using definitions::Kept;
using storage::Transaction;

namespace {

Forms Read(std::vector<Edition> editions) {
    std::ranges::stable_partition(editions, [](const Edition& edition) { return !edition.Ships(); });
    Forms forms;
    for (const auto& edition : editions) forms.push_back(FormIn(edition));
    std::erase_if(forms, [](const Form& form) { return form.sections.empty(); });
    return forms;
}

Kept<Forms>& InForce() {
    static Kept<Forms> kept([](Transaction& tx, Date day) { return Read(EditionStore(tx).InForce(kFormType, day)); });
    return kept;
}

// What holds for dossiers from before editions.
std::shared_ptr<const Forms> FirstForms(Transaction& tx) {
    static Kept<Forms> kept([](Transaction& inner, Date) { return Read(EditionStore(inner).FirstShipped(kFormType)); });
    return kept.Of(tx, Date{});
}

// Texts never change: what was read of one is kept for good.
class Pinned {
  public:
    Form Of(Transaction& tx, EditionId id) {
        const std::lock_guard guard(lock_);
        const auto known = forms_.find(id);
        if (known != forms_.end()) return known->second;
        const auto edition = EditionStore(tx).Get(id);
        if (!edition) throw std::runtime_error("a dossier names an edition that is not there: " + ToText(id));
        if (forms_.size() >= kMost) forms_.clear();
        return forms_.emplace(id, FormIn(*edition)).first->second;
    }

  private:
    static constexpr std::size_t kMost = 2000;
    std::mutex lock_;
    std::map<EditionId, Form> forms_;
};

}  // namespace

Form FormIn(const Edition& edition) {
    DefinitionErrors errors;
    auto form = ParseForm(edition.key, edition.text, errors);
    form.edition = edition.id;
    if (!errors.empty())
        Log(Severity::error, "DEFINITION_UNREADABLE",
            {{"definition", "form " + edition.key}, {"version", std::to_string(edition.version)}, {"what", errors.Text()}});
    return form;
}

std::shared_ptr<const Forms> FormsOf(Transaction& tx, Date day) {
    return InForce().Of(tx, day);
}

std::shared_ptr<const Forms> FormsOf(storage::Database& database, Date day) {
    return InForce().Of(database, day);
}

namespace {

Form FormBy(Transaction& tx, EditionId edition, const Procedure& procedure) {
    static Pinned pinned;
    return edition ? pinned.Of(tx, edition) : FormFor(*FirstForms(tx), procedure);
}

}  // namespace

Form FormOf(Transaction& tx, const Dossier& dossier, const Procedure& procedure) {
    return FormBy(tx, dossier.form, procedure);
}

Form FormOf(Transaction& tx, const Draft& draft, const Procedure& procedure) {
    return FormBy(tx, draft.form, procedure);
}

void FollowForm(Transaction& tx, Draft& draft, const Form& now, const Procedure& procedure) {
    if (draft.form != now.edition) Follow(draft, FormOf(tx, draft, procedure), now);
}

}  // namespace dongson::one_stop
