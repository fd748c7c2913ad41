#include "modules/one_stop/actions/follow_procedure.h"

#include <algorithm>

#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/procedure_store.h"

namespace dongson::one_stop {

using storage::Transaction;

Procedure ProcedureToday(Transaction& tx, const Draft& draft) {
    ProcedureStore procedures(tx);
    auto then = procedures.Get(draft.procedure).value();
    auto now = procedures.GetPublished(then.code);
    return now ? *std::move(now) : std::move(then);
}

int ComponentIn(const Procedure& now, const Procedure& then, int component) {
    if (then.ComponentOrOther(component) < 0) return -1;
    const auto& paper = then.papers[static_cast<std::size_t>(component)];
    const auto same = [&](const Paper& each) { return each.name == paper.name && each.group == paper.group; };
    // Two of one name are told apart by their places.
    if (now.ComponentOrOther(component) >= 0 && same(now.papers[static_cast<std::size_t>(component)])) return component;
    const auto found = std::ranges::find_if(now.papers, same);
    return found == now.papers.end() ? -1 : static_cast<int>(found - now.papers.begin());
}

void FollowProcedure(Transaction& tx, Draft& draft) {
    const auto now = ProcedureToday(tx, draft);
    if (now.id == draft.procedure) return;
    const auto then = ProcedureStore(tx).Get(draft.procedure).value();
    DraftStore drafts(tx);
    for (const auto& paper : drafts.Papers(draft.id)) {
        const auto component = ComponentIn(now, then, paper.component);
        if (component != paper.component) drafts.MovePaper(draft.id, paper.file, component);
    }
    draft.procedure = now.id;
    drafts.Update(draft);
}

}  // namespace dongson::one_stop
