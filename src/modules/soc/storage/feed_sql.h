// Every statement about lists of indicators.
#pragma once

#include "storage/database.h"

namespace dongson::soc {

using storage::Statement;

#define FEED_COLUMNS \
    "id, name, level, format, edition, indicators, left_out, faults, account_id, imported_at, known_edition, live_from, looked_back_at, looked_back_events, looked_back_found"
inline constexpr Statement kInsertFeed{"soc.insert_feed", "INSERT INTO soc_feed (" FEED_COLUMNS R"()
    VALUES ($id, $name, $level, $format, $edition, $indicators, $left_out, $faults, $account, $now, $known, '', NULL, 0, 0))"};
inline constexpr Statement kUpdateFeed{"soc.update_feed", R"(
    UPDATE soc_feed SET level = $level, format = $format, edition = $edition, indicators = $indicators, left_out = $left_out,
           faults = $faults, account_id = $account, imported_at = $now, live_from = ''
     WHERE id = $id AND edition = $edition - 1 AND known_edition = edition)"};
inline constexpr Statement kFeeds{"soc.feeds", "SELECT " FEED_COLUMNS " FROM soc_feed ORDER BY name"};
inline constexpr Statement kFeedNamed{"soc.feed_named", "SELECT " FEED_COLUMNS " FROM soc_feed WHERE name = $name"};
inline constexpr Statement kFeed{"soc.feed", "SELECT " FEED_COLUMNS " FROM soc_feed WHERE id = $id"};
#undef FEED_COLUMNS
inline constexpr Statement kFeedLive{
    "soc.feed_live", "UPDATE soc_feed SET live_from = $from WHERE id = $id AND edition = $edition AND live_from = ''"};
inline constexpr Statement kFeedLookedBack{"soc.feed_looked_back", R"(
    UPDATE soc_feed SET known_edition = $edition, looked_back_at = $now, looked_back_events = $events, looked_back_found = $found
     WHERE id = $id AND edition = $edition AND known_edition < $edition)"};
inline constexpr Statement kDeleteFeed{"soc.delete_feed", "DELETE FROM soc_feed WHERE id = $id"};

}  // namespace dongson::soc
