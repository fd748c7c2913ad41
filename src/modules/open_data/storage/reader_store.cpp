#include "modules/open_data/storage/reader_store.h"

#include "modules/open_data/storage/reader_sql.h"

namespace dongson::open_data {

using storage::Blob;
using storage::Row;

namespace {

Remark ReadRemark(Row& row) {
    return {.id = row.Next<RemarkId>(),
            .dataset = row.Next<DatasetId>(),
            .unit = row.Next<UnitId>(),
            .text = row.Next<std::string>(),
            .name = row.Next<std::string>(),
            .email = row.Next<std::string>(),
            .made = row.Next<Instant>(),
            .answer = row.Next<std::string>(),
            .answered_by = row.Next<std::string>(),
            .answered = row.Next<std::optional<Instant>>(),
            .hidden = row.Next<bool>()};
}

Subscription ReadSubscription(Row& row) {
    return {.id = row.Next<SubscriptionId>(),
            .dataset = row.Next<DatasetId>(),
            .email = row.Next<std::string>(),
            .confirmed = row.Next<bool>(),
            .made = row.Next<Instant>()};
}

}  // namespace

void ReaderStore::Insert(const Remark& remark) {
    tx_.Run(kInsertRemark, {{"id", remark.id},
                            {"dataset", remark.dataset},
                            {"unit", remark.unit},
                            {"text", remark.text},
                            {"name", remark.name},
                            {"email", remark.email},
                            {"made", remark.made},
                            {"answer", remark.answer},
                            {"answered_by", remark.answered_by},
                            {"answered", remark.answered},
                            {"hidden", remark.hidden}});
}

bool ReaderStore::Answer(const Remark& remark) {
    return tx_.Run(kAnswerRemark, {{"id", remark.id},
                                   {"answer", remark.answer},
                                   {"answered_by", remark.answered_by},
                                   {"answered", remark.answered},
                                   {"hidden", remark.hidden}}) == 1;
}

std::optional<Remark> ReaderStore::GetRemark(RemarkId id) {
    return tx_.SelectOne(kRemark, {{"id", id}}, ReadRemark);
}

std::vector<Remark> ReaderStore::Answered(int limit) {
    return tx_.Select(kPublicRemarks, {{"limit", limit}}, ReadRemark);
}

std::vector<Remark> ReaderStore::AnsweredOf(DatasetId dataset, int limit) {
    return tx_.Select(kPublicRemarksOf, {{"dataset", dataset}, {"limit", limit}}, ReadRemark);
}

std::int64_t ReaderStore::Unanswered() {
    return tx_.Count(kOpenRemarks);
}

void ReaderStore::Subscribe(const Subscription& subscription, std::string_view token_digest) {
    tx_.Run(kSubscribe, {{"id", subscription.id},
                         {"dataset", subscription.dataset},
                         {"email", subscription.email},
                         {"digest", Blob{token_digest}},
                         {"made", subscription.made}});
}

std::optional<Subscription> ReaderStore::GetSubscription(std::string_view token_digest) {
    return tx_.SelectOne(kSubscription, {{"digest", Blob{token_digest}}}, ReadSubscription);
}

void ReaderStore::Confirm(SubscriptionId id) {
    tx_.Run(kConfirm, {{"id", id}});
}

void ReaderStore::Unsubscribe(SubscriptionId id) {
    tx_.Run(kUnsubscribe, {{"id", id}});
}

std::vector<Subscription> ReaderStore::SubscribersOf(DatasetId dataset) {
    return tx_.Select(kSubscribers, {{"dataset", dataset}}, ReadSubscription);
}

void ReaderStore::RenewToken(SubscriptionId id, std::string_view token_digest) {
    tx_.Run(kRenewToken, {{"id", id}, {"digest", Blob{token_digest}}});
}

std::string ReaderStore::SaltOf(Date day, std::string_view fresh) {
    const auto read = [&] { return tx_.SelectOne(kSaltOf, {{"day", day}}, [](Row& row) { return row.Next<std::string>(); }); };
    if (const auto salt = read()) return *salt;
    tx_.Run(kInsertDay, {{"day", day}, {"salt", fresh}});
    tx_.Run(kForgetSeen, {{"day", day}});
    tx_.Run(kForgetDays, {{"day", day}});
    return read().value_or(std::string(fresh));
}

bool ReaderStore::CountReader(ResourceId resource, Date day, std::string_view digest) {
    if (tx_.Run(kSeen, {{"day", day}, {"digest", Blob{digest}}}) == 0) return false;
    const auto month = day.Iso().substr(0, 7);
    tx_.Run(kCountReader, {{"resource", resource}, {"month", month}});
    return true;
}

std::int64_t ReaderStore::ReadersOf(DatasetId dataset) {
    return tx_.Count(kReadersOf, {{"dataset", dataset}});
}

std::vector<std::pair<DatasetId, std::int64_t>> ReaderStore::MostRead(int limit) {
    return tx_.Select(kMostRead, {{"limit", limit}}, [](Row& row) {
        const auto dataset = row.Next<DatasetId>();
        return std::pair{dataset, row.Next<std::int64_t>()};
    });
}

std::vector<std::pair<std::string, std::int64_t>> ReaderStore::ReadersByMonth() {
    return tx_.Select(kReadersByMonth, {}, [](Row& row) {
        auto month = row.Next<std::string>();
        return std::pair{std::move(month), row.Next<std::int64_t>()};
    });
}

void ReaderStore::KeepProbe(ResourceId resource, int status, Instant at) {
    tx_.Run(kKeepProbe, {{"resource", resource}, {"status", status}, {"at", at}});
}

std::optional<int> ReaderStore::ProbeOf(ResourceId resource) {
    return tx_.SelectOne(kProbe, {{"resource", resource}}, [](Row& row) { return row.Next<int>(); });
}

bool ReaderStore::BeginDay(Date day) {
    return tx_.Run(kBeginDay, {{"day", day}}) == 1;
}

}  // namespace dongson::open_data
