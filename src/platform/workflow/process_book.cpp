#include "platform/workflow/process_book.h"

#include <stdexcept>

#include "core/log.h"

namespace dongson::workflow {

using definitions::Edition;
using definitions::EditionId;
using definitions::EditionStore;
using storage::Transaction;

ProcessBook::ProcessBook(const CaseKind& kind)
    : kind_(kind),
      in_force_([this](Transaction& tx, Date day) { return Held(EditionStore(tx).InForce(kProcessType, day)); }),
      first_([this](Transaction& tx, Date) { return Held(EditionStore(tx).FirstShipped(kProcessType)); }) {}

HeldProcesses ProcessBook::Held(const std::vector<Edition>& editions) {
    HeldProcesses held;
    for (const auto& edition : editions) held.insert_or_assign(edition.key, HeldProcess{edition.id, Read(edition)});
    return held;
}

// Two editions that say the same are one process: a province that goes back to what it had, and every database of a test.
const Process* ProcessBook::Read(const Edition& edition) {
    const std::lock_guard guard(lock_);
    auto& process = by_digest_[edition.digest];
    if (process == nullptr) {
        DefinitionErrors errors;
        process = std::make_unique<const Process>(ParseProcess(edition.key, edition.text, {}, kind_.words(), errors));
        if (!errors.empty())
            Log(Severity::error, "DEFINITION_UNREADABLE",
                {{"definition", "process " + edition.key},
                 {"version", std::to_string(edition.version)},
                 {"what", errors.Text()}});
    }
    return by_edition_.insert_or_assign(edition.id, process.get()).first->second;
}

const Process* ProcessBook::Of(Transaction& tx, EditionId edition, const std::string& key) {
    if (!edition) {
        const auto first = first_.Of(tx, Date{});
        const auto found = first->find(key);
        return found == first->end() ? nullptr : found->second.process;
    }
    {
        const std::lock_guard guard(lock_);
        if (const auto known = by_edition_.find(edition); known != by_edition_.end()) return known->second;
    }
    const auto text = EditionStore(tx).Get(edition);
    if (!text) throw std::runtime_error("a case names an edition that is not there: " + ToText(edition));
    return Read(*text);
}

const Process* OpenedProcesses::Of(EditionId edition, const std::string& key) {
    const auto known = known_.find({edition, key});
    if (known != known_.end()) return known->second;
    return known_.emplace(std::pair(edition, key), book_.Of(tx_, edition, key)).first->second;
}

}  // namespace dongson::workflow
