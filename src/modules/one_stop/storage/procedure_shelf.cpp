#include "modules/one_stop/storage/procedure_shelf.h"

#include <algorithm>
#include <chrono>
#include <list>
#include <mutex>
#include <set>

#include "core/text.h"
#include "modules/one_stop/domain/procedure_list.h"
#include "modules/one_stop/storage/procedure_sql.h"

namespace dongson::one_stop {

namespace {

std::vector<NamedProcedure> NamesOf(const std::vector<ProcedureRow>& rows) {
    std::vector<NamedProcedure> names;
    names.reserve(rows.size());
    for (const auto& row : rows) names.push_back({row.code, row.name, row.domain});
    return names;
}

struct Shelves {
    std::mutex lock;
    std::list<std::pair<ProcedureId, std::shared_ptr<const ProcedureShelf>>> kept;  // the latest first
};

constexpr std::size_t kMostShelves = 4;  // one database a process; tests have several

}  // namespace

ProcedureShelf::ProcedureShelf(std::vector<ProcedureRow> published)
    : rows(std::move(published)),
      listed(EverydayFirst(NamesOf(rows), ShippedEveryday())),
      finder(NamesOf(rows), ShippedEveryday()),
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

namespace {

struct Looked {
    std::uint64_t database = 0;
    std::chrono::steady_clock::time_point when;
    std::shared_ptr<const ProcedureShelf> shelf;
};

// The shelf of one database as it was found a moment ago.
class LastLook {
  public:
    // Nothing when it has to be looked again, which is then up to the caller: whoever comes meanwhile is given the old one.
    std::shared_ptr<const ProcedureShelf> Fresh(std::uint64_t database) {
        constexpr std::chrono::seconds kFresh{1};
        const std::lock_guard guard(lock_);
        const auto now = std::chrono::steady_clock::now();
        const auto found = std::ranges::find(looked_, database, &Looked::database);
        if (found == looked_.end()) return nullptr;
        if (now - found->when < kFresh) return found->shelf;
        found->when = now;
        return nullptr;
    }
    std::shared_ptr<const ProcedureShelf> Old(std::uint64_t database) {
        const std::lock_guard guard(lock_);
        const auto found = std::ranges::find(looked_, database, &Looked::database);
        return found == looked_.end() ? nullptr : found->shelf;
    }
    void Keep(std::uint64_t database, std::shared_ptr<const ProcedureShelf> shelf) {
        const std::lock_guard guard(lock_);
        std::erase_if(looked_, [&](const Looked& each) { return each.database == database; });
        looked_.push_front({database, std::chrono::steady_clock::now(), std::move(shelf)});
        if (looked_.size() > kMostShelves) looked_.pop_back();
    }

  private:
    std::mutex lock_;
    std::list<Looked> looked_;
};

}  // namespace

std::shared_ptr<const ProcedureShelf> ShelfOf(storage::Database& database) {
    static LastLook last;
    if (auto fresh = last.Fresh(database.number())) return fresh;
    try {
        auto shelf = database.Read([](storage::Transaction& tx) { return ShelfOf(tx); });
        last.Keep(database.number(), shelf);
        return shelf;
    } catch (const storage::StorageUnavailable&) {
        if (auto old = last.Old(database.number())) return old;
        throw;
    }
}

FoundProcedures SearchShelf(std::shared_ptr<const ProcedureShelf> shelf, std::string_view text) {
    FoundProcedures found{std::move(shelf), {}, {}};
    if (Trim(text).empty()) {
        for (const auto index : found.shelf->listed) found.rows.push_back(&found.shelf->rows[index]);
        return found;
    }
    auto findings = found.shelf->finder.Find(text);
    for (const auto index : findings.procedures) found.rows.push_back(&found.shelf->rows[index]);
    found.elsewhere = std::move(findings.elsewhere);
    return found;
}

}  // namespace dongson::one_stop
