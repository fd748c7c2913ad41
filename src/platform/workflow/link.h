// Cross-references: a case, or whatever else has a kind and an id, points to another, in words that both sides understand.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "platform/workflow/process.h"
#include "storage/database.h"

namespace dongson::workflow {

struct Subject {
    std::string kind;  // "one_stop.dossier"
    std::int64_t id = 0;
    bool operator==(const Subject&) const = default;
};

enum class Relation : unsigned char { concerns, together, follows, replaces, contests, part_of };
inline constexpr Relation kRelations[] = {Relation::concerns, Relation::together, Relation::follows,
                                          Relation::replaces, Relation::contests, Relation::part_of};
// What people say of two cases of a kind. That one is part of another follows from how it came to be.
inline constexpr Relation kSaidRelations[] = {Relation::concerns, Relation::together, Relation::follows, Relation::replaces,
                                              Relation::contests};
std::string_view RelationWord(Relation relation);  // as rows and programs say it: "follows"
std::optional<Relation> ParseRelation(std::string_view word);
// What the one it points from says of the other; `back`: what the other says of that.
const Words& RelationName(Relation relation, bool back);

struct Link {
    std::int64_t id = 0;
    Subject from, to;
    Relation relation = Relation::concerns;
    std::string note;
    AccountId account;  // who made it
    std::string by;
    Instant at;

    const Subject& Other(const Subject& than) const { return from == than ? to : from; }
};

class LinkStore {
  public:
    explicit LinkStore(storage::Transaction& tx) : tx_(tx) {}
    void Add(const Link& link);
    // From it and to it, in the order they were made.
    std::vector<Link> Of(const Subject& subject);
    // False when somebody did before.
    bool Remove(std::int64_t id, Instant now);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::workflow
