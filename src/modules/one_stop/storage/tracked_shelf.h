// What whoever tracks a dossier is told of it, kept in memory while nothing of it changes.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "modules/one_stop/domain/dossier.h"
#include "storage/database.h"

namespace dongson::one_stop {

// What a dossier is and was: the same as long as nobody did anything to it.
struct DossierMark {
    CaseId dossier;
    std::int64_t version = 0, newest = 0;  // of its happenings
    bool operator==(const DossierMark&) const = default;
};
std::optional<DossierMark> MarkOf(storage::Transaction& tx, std::string_view code);

struct Tracked {
    Dossier dossier;                    // of the person the number alone
    std::vector<Happening> happenings;  // as anybody may read them
    std::optional<Date> result_day;
    std::int64_t fee_returned = 0;  // đồng
};

// By code, of one database or, in tests, several. Whoever looks has the mark that the database has now: what is kept under
// another is not found.
class TrackedShelf {
  public:
    std::shared_ptr<const Tracked> Find(std::uint64_t database, const std::string& code, const DossierMark& mark);
    void Keep(std::uint64_t database, const std::string& code, const DossierMark& mark, std::shared_ptr<const Tracked> tracked);

  private:
    static constexpr std::size_t kMost = 4096;  // a few KB each
    struct Kept {
        DossierMark mark;
        std::shared_ptr<const Tracked> tracked;
    };
    std::mutex mutex_;
    std::unordered_map<std::string, Kept> kept_;
};

}  // namespace dongson::one_stop
