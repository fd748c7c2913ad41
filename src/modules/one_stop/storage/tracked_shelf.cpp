#include "modules/one_stop/storage/tracked_shelf.h"

#include <fmt/format.h>

#include <utility>

#include "modules/one_stop/storage/dossier_sql.h"

namespace dongson::one_stop {

namespace {

std::string KeyOf(std::uint64_t database, const std::string& code) {
    return fmt::format("{} {}", database, code);
}

}  // namespace

std::optional<DossierMark> MarkOf(storage::Transaction& tx, std::string_view code) {
    return tx.SelectOne(kDossierMark, {{"code", code}}, [](storage::Row& row) {
        return DossierMark{row.Next<CaseId>(), row.Next<std::int64_t>(), row.Next<std::int64_t>()};
    });
}

std::shared_ptr<const Tracked> TrackedShelf::Find(std::uint64_t database, const std::string& code, const DossierMark& mark) {
    const auto key = KeyOf(database, code);
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(key);
    return found == kept_.end() || found->second.mark != mark ? nullptr : found->second.tracked;
}

void TrackedShelf::Keep(std::uint64_t database, const std::string& code, const DossierMark& mark,
                        std::shared_ptr<const Tracked> tracked) {
    auto key = KeyOf(database, code);
    const std::lock_guard lock(mutex_);
    if (kept_.size() >= kMost) kept_.clear();
    kept_.insert_or_assign(std::move(key), Kept{mark, std::move(tracked)});
}

}  // namespace dongson::one_stop
