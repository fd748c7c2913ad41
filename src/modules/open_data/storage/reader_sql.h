// Every statement about what readers do.
#pragma once

#include "storage/database.h"

namespace dongson::open_data {

using storage::Statement;

#define REMARK_COLUMNS "id, dataset_id, unit_id, text, name, email, made_at, answer, answered_by, answered_at, hidden"
inline constexpr Statement kInsertRemark{"open_data.insert_remark", "INSERT INTO data_remark (" REMARK_COLUMNS R"()
    VALUES ($id, $dataset, $unit, $text, $name, $email, $made, $answer, $answered_by, $answered, $hidden))"};
inline constexpr Statement kAnswerRemark{"open_data.answer_remark", R"(
    UPDATE data_remark SET answer = $answer, answered_by = $answered_by, answered_at = $answered, hidden = $hidden
     WHERE id = $id AND answered_at IS NULL)"};
inline constexpr Statement kRemark{"open_data.remark", "SELECT " REMARK_COLUMNS " FROM data_remark WHERE id = $id"};
inline constexpr Statement kPublicRemarks{"open_data.public_remarks", "SELECT " REMARK_COLUMNS R"( FROM data_remark
     WHERE answered_at IS NOT NULL AND hidden = 0 ORDER BY answered_at DESC, id DESC LIMIT $limit)"};
inline constexpr Statement kPublicRemarksOf{"open_data.public_remarks_of", "SELECT " REMARK_COLUMNS R"( FROM data_remark
     WHERE dataset_id = $dataset AND answered_at IS NOT NULL AND hidden = 0 ORDER BY answered_at DESC, id DESC LIMIT $limit)"};
#undef REMARK_COLUMNS
inline constexpr Statement kOpenRemarks{"open_data.open_remarks", "SELECT COUNT(*) FROM data_remark WHERE answered_at IS NULL"};

inline constexpr Statement kSubscribe{"open_data.subscribe", R"(
    INSERT INTO data_subscription (id, dataset_id, email, token_digest, confirmed, made_at)
    VALUES ($id, $dataset, $email, $digest, 0, $made) ON CONFLICT (dataset_id, email) DO UPDATE SET token_digest = $digest)"};
inline constexpr Statement kSubscription{"open_data.subscription", R"(
    SELECT id, dataset_id, email, confirmed, made_at FROM data_subscription WHERE token_digest = $digest)"};
inline constexpr Statement kConfirm{"open_data.confirm", "UPDATE data_subscription SET confirmed = 1 WHERE id = $id"};
inline constexpr Statement kUnsubscribe{"open_data.unsubscribe", "DELETE FROM data_subscription WHERE id = $id"};
inline constexpr Statement kSubscribers{"open_data.subscribers", R"(
    SELECT id, dataset_id, email, confirmed, made_at FROM data_subscription WHERE dataset_id = $dataset AND confirmed = 1 ORDER BY id)"};
inline constexpr Statement kRenewToken{"open_data.renew_token",
                                       "UPDATE data_subscription SET token_digest = $digest WHERE id = $id"};

inline constexpr Statement kInsertDay{"open_data.insert_day", R"(
    INSERT INTO download_day (day, salt) VALUES ($day, $salt) ON CONFLICT DO NOTHING)"};
inline constexpr Statement kSaltOf{"open_data.salt_of", "SELECT salt FROM download_day WHERE day = $day"};
inline constexpr Statement kForgetSeen{"open_data.forget_seen", "DELETE FROM download_seen WHERE day < $day"};
inline constexpr Statement kForgetDays{"open_data.forget_days", "DELETE FROM download_day WHERE day < $day"};
inline constexpr Statement kSeen{"open_data.seen", R"(
    INSERT INTO download_seen (day, digest) VALUES ($day, $digest) ON CONFLICT DO NOTHING)"};
inline constexpr Statement kCountReader{"open_data.count_reader", R"(
    INSERT INTO download_count (resource_id, month, readers) VALUES ($resource, $month, 1)
    ON CONFLICT (resource_id, month) DO UPDATE SET readers = download_count.readers + 1)"};
inline constexpr Statement kReadersOf{"open_data.readers_of", R"(
    SELECT COALESCE(SUM(c.readers), 0) FROM download_count c JOIN resource r ON r.id = c.resource_id WHERE r.dataset_id = $dataset)"};
inline constexpr Statement kMostRead{"open_data.most_read", R"(
    SELECT r.dataset_id, SUM(c.readers) FROM download_count c JOIN resource r ON r.id = c.resource_id
     GROUP BY r.dataset_id ORDER BY SUM(c.readers) DESC, r.dataset_id LIMIT $limit)"};
inline constexpr Statement kReadersByMonth{"open_data.readers_by_month", R"(
    SELECT month, SUM(readers) FROM download_count GROUP BY month ORDER BY month DESC LIMIT 12)"};

inline constexpr Statement kKeepProbe{"open_data.keep_probe", R"(
    INSERT INTO link_probe (resource_id, status, probed_at) VALUES ($resource, $status, $at)
    ON CONFLICT (resource_id) DO UPDATE SET status = $status, probed_at = $at)"};
inline constexpr Statement kProbe{"open_data.probe", "SELECT status FROM link_probe WHERE resource_id = $resource"};
inline constexpr Statement kBeginDay{"open_data.begin_day",
                                     "INSERT INTO open_data_day (day) VALUES ($day) ON CONFLICT DO NOTHING"};

}  // namespace dongson::open_data
