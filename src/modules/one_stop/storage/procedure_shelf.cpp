#include "modules/one_stop/storage/procedure_shelf.h"

#include <algorithm>
#include <list>
#include <mutex>
#include <set>

#include "core/text.h"
#include "modules/one_stop/domain/procedure_list.h"
#include "modules/one_stop/storage/procedure_sql.h"
#include "storage/last_look.h"

namespace dongson::one_stop {

namespace {

std::vector<NamedProcedure> NamesOf(const std::vector<ProcedureRow>& rows) {
    std::vector<NamedProcedure> names;
    names.reserve(rows.size());
    for (const auto& row : rows) names.push_back({row.code, row.name, row.domain});
    return names;
}

// A province's own words stand beside those that ship.
EverydayWords WordsOf(const std::vector<ProcedureRow>& rows) {
    auto words = ShippedEveryday();
    for (const auto& row : rows) {
        if (row.words.empty()) continue;
        Saying saying{{row.code}, {}};
        for (const auto& phrase : row.words) saying.phrases.push_back(Lower(Normalise(phrase)));
        words.sayings.push_back(std::move(saying));
    }
    return words;
}

struct Shelves {
    std::mutex lock;
    std::list<std::pair<ProcedureId, std::shared_ptr<const ProcedureShelf>>> kept;  // the latest first
};

constexpr std::size_t kMostShelves = 4;  // one database a process; tests have several

}  // namespace

ProcedureShelf::ProcedureShelf(std::vector<ProcedureRow> published)
    : rows(std::move(published)),
      words(WordsOf(rows)),
      listed(EverydayFirst(NamesOf(rows), ShippedEveryday())),
      finder(NamesOf(rows), words),
      drawn(rows.size()) {
    std::set<std::string_view> names;
    for (const auto& row : rows) names.insert(row.domain);
    domains.assign(names.begin(), names.end());
    for (const auto& row : rows)
        domain_of.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(domains, row.domain) - domains.begin()));
}

std::shared_ptr<const ProcedureShelf> ShelfOf(storage::Transaction& tx) {
    static Shelves shelves;
    // Every change of the catalogue inserts a version, and no two versions anywhere have one id: it names the state of the whole.
    const auto newest =
        tx.SelectOne(kNewestVersion, {}, [](storage::Row& row) { return row.Next<ProcedureId>(); }).value_or(ProcedureId{});
    // Whoever comes while it is made waits for it rather than making another.
    const std::lock_guard guard(shelves.lock);
    const auto found = std::ranges::find(shelves.kept, newest, [](const auto& each) { return each.first; });
    if (found != shelves.kept.end()) return found->second;
    auto shelf = std::make_shared<const ProcedureShelf>(ProcedureStore(tx).All());
    shelves.kept.emplace_front(newest, shelf);
    if (shelves.kept.size() > kMostShelves) shelves.kept.pop_back();
    return shelf;
}

std::shared_ptr<const ProcedureShelf> ShelfOf(storage::Database& database) {
    static storage::LastLook<std::uint64_t, ProcedureShelf> last;
    return last.Of(database.number(), [&] { return database.Read([](storage::Transaction& tx) { return ShelfOf(tx); }); });
}

FoundProcedures SearchShelf(std::shared_ptr<const ProcedureShelf> shelf, std::string_view text, std::size_t in_order) {
    FoundProcedures found{std::move(shelf), {}, {}};
    if (Trim(text).empty()) {
        for (const auto index : found.shelf->listed) found.rows.push_back(&found.shelf->rows[index]);
        return found;
    }
    auto findings = found.shelf->finder.Find(text, in_order);
    found.rows.reserve(findings.procedures.size());
    for (const auto index : findings.procedures) found.rows.push_back(&found.shelf->rows[index]);
    found.elsewhere = std::move(findings.elsewhere);
    return found;
}

}  // namespace dongson::one_stop
