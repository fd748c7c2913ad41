#include "modules/soc/storage/feed_store.h"

#include "core/text.h"
#include "modules/soc/storage/feed_sql.h"

namespace dongson::soc {

using storage::Row;

namespace {

// standard:123,long:5
std::string Written(const std::map<std::string, std::uint64_t>& numbers) {
    std::string text;
    for (const auto& [stream, number] : numbers)
        text.append(text.empty() ? "" : ",").append(stream).append(":").append(std::to_string(number));
    return text;
}

std::optional<std::map<std::string, std::uint64_t>> NumbersIn(std::string_view text) {
    if (text.empty()) return std::nullopt;
    std::map<std::string, std::uint64_t> numbers;
    for (const std::string_view part : Split(text, ',')) {
        const std::size_t colon = part.rfind(':');
        numbers[std::string(part.substr(0, colon))] = static_cast<std::uint64_t>(ToNumber(part.substr(colon + 1)));
    }
    return numbers;
}

Feed ReadFeed(Row& row) {
    return {.id = row.Next<FeedId>(),
            .name = row.Next<std::string>(),
            .level = row.Next<Level>(),
            .format = row.Next<std::string>(),
            .edition = row.Next<std::int64_t>(),
            .indicators = row.Next<std::uint64_t>(),
            .left_out = row.Next<std::uint64_t>(),
            .faults = row.Next<std::string>(),
            .account = row.Next<AccountId>(),
            .imported = row.Next<Instant>(),
            .known_edition = row.Next<std::int64_t>(),
            .live_from = NumbersIn(row.Next<std::string>()),
            .looked_back = row.Next<std::optional<Instant>>(),
            .looked_back_events = row.Next<std::uint64_t>(),
            .looked_back_found = row.Next<std::uint64_t>()};
}

std::vector<storage::Parameter> ParametersOf(const Feed& feed) {
    return {{"id", feed.id},           {"level", feed.level},           {"format", feed.format},
            {"edition", feed.edition}, {"indicators", feed.indicators}, {"left_out", feed.left_out},
            {"faults", feed.faults},   {"account", feed.account},       {"now", feed.imported}};
}

}  // namespace

void FeedStore::Insert(const Feed& feed) {
    auto parameters = ParametersOf(feed);
    parameters.insert(parameters.end(), {{"name", feed.name}, {"known", feed.known_edition}});
    tx_.Run(kInsertFeed, parameters);
}

bool FeedStore::Renew(const Feed& feed) {
    return tx_.Run(kUpdateFeed, ParametersOf(feed)) == 1;
}

bool FeedStore::Delete(FeedId id) {
    return tx_.Run(kDeleteFeed, {{"id", id}}) == 1;
}

std::optional<Feed> FeedStore::Get(FeedId id) {
    return tx_.SelectOne(kFeed, {{"id", id}}, ReadFeed);
}

std::optional<Feed> FeedStore::Named(std::string_view name) {
    return tx_.SelectOne(kFeedNamed, {{"name", name}}, ReadFeed);
}

std::vector<Feed> FeedStore::All() {
    return tx_.Select(kFeeds, {}, ReadFeed);
}

void FeedStore::Live(const Feed& feed, const std::map<std::string, std::uint64_t>& from) {
    tx_.Run(kFeedLive, {{"id", feed.id}, {"edition", feed.edition}, {"from", Written(from)}});
}

bool FeedStore::LookedBack(const Feed& feed, Instant now, std::uint64_t events, std::uint64_t found) {
    return tx_.Run(kFeedLookedBack,
                   {{"id", feed.id}, {"edition", feed.edition}, {"now", now}, {"events", events}, {"found", found}}) == 1;
}

}  // namespace dongson::soc
