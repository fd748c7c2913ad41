// Who follows what, and vocabularies of tags that programs keep.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "storage/database.h"

namespace dongson::open_data {

using TagVocabularyId = Id<struct TagVocabularyTag>;

struct TagVocabulary {
    TagVocabularyId id;
    std::string name;
    std::vector<std::string> tags;
};

class FollowerStore {
  public:
    explicit FollowerStore(storage::Transaction& tx) : tx_(tx) {}
    // False when it is followed already, or was not.
    bool Follow(AccountId account, std::string_view kind, std::string_view object, Instant now);
    bool Unfollow(AccountId account, std::string_view kind, std::string_view object);
    std::vector<AccountId> Of(std::string_view kind, std::string_view object);
    std::vector<std::string> FollowedBy(AccountId account, std::string_view kind);

    // False when there is one of that name.
    bool Insert(const TagVocabulary& vocabulary);
    void Update(const TagVocabulary& vocabulary);
    void Delete(TagVocabularyId id);
    std::vector<TagVocabulary> Vocabularies();

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::open_data
