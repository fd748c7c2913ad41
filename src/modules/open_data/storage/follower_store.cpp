#include "modules/open_data/storage/follower_store.h"

#include "core/text.h"
#include "modules/open_data/storage/follower_sql.h"

namespace dongson::open_data {

using storage::Row;

bool FollowerStore::Follow(AccountId account, std::string_view kind, std::string_view object, Instant now) {
    return tx_.Run(kFollow, {{"account", account}, {"kind", kind}, {"object", object}, {"since", now}}) == 1;
}

bool FollowerStore::Unfollow(AccountId account, std::string_view kind, std::string_view object) {
    return tx_.Run(kUnfollow, {{"account", account}, {"kind", kind}, {"object", object}}) == 1;
}

std::vector<AccountId> FollowerStore::Of(std::string_view kind, std::string_view object) {
    return tx_.Select(kFollowers, {{"kind", kind}, {"object", object}}, [](Row& row) { return row.Next<AccountId>(); });
}

std::vector<std::string> FollowerStore::FollowedBy(AccountId account, std::string_view kind) {
    return tx_.Select(kFollowed, {{"account", account}, {"kind", kind}}, [](Row& row) { return row.Next<std::string>(); });
}

bool FollowerStore::Insert(const TagVocabulary& vocabulary) {
    const auto tags = Join(vocabulary.tags, "\n");
    return tx_.Run(kInsertVocabulary, {{"id", vocabulary.id}, {"name", vocabulary.name}, {"tags", tags}}) == 1;
}

void FollowerStore::Update(const TagVocabulary& vocabulary) {
    const auto tags = Join(vocabulary.tags, "\n");
    tx_.Run(kUpdateVocabulary, {{"id", vocabulary.id}, {"name", vocabulary.name}, {"tags", tags}});
}

void FollowerStore::Delete(TagVocabularyId id) {
    tx_.Run(kDeleteVocabulary, {{"id", id}});
}

std::vector<TagVocabulary> FollowerStore::Vocabularies() {
    return tx_.Select(kVocabularies, {}, [](Row& row) {
        TagVocabulary vocabulary{.id = row.Next<TagVocabularyId>(), .name = row.Next<std::string>(), .tags = {}};
        const auto tags = row.Next<std::string>();
        for (const auto tag : Split(std::string_view(tags), '\n'))
            if (!tag.empty()) vocabulary.tags.emplace_back(tag);
        return vocabulary;
    });
}

}  // namespace dongson::open_data
