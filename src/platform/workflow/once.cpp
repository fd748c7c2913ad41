#include "platform/workflow/once.h"

#include "core/bytes.h"
#include "platform/workflow/storage/once_sql.h"

namespace dongson::workflow {

using storage::Row;

std::optional<Refusal> RefuseShortKey(std::string_view key) {
    if (key.empty() || key.size() >= kShortestKey) return std::nullopt;
    return Refusal{"IDEMPOTENCY_KEY_SHORT",
                   Say("Khóa chống gửi trùng cần ít nhất {1} ký tự ngẫu nhiên.", std::to_string(kShortestKey)), ""};
}

Result<std::string> ClaimKey(storage::Transaction& tx, const Once& once, Instant now) {
    if (once.key.empty()) return "";
    const auto digest = Digest(once.body);
    if (tx.Run(kClaimKey, {{"account", once.account},
                           {"unit", once.unit},
                           {"act", once.act},
                           {"key", once.key},
                           {"digest", storage::Blob{BytesOf(digest)}},
                           {"now", now}}) > 0)
        return "";
    const auto found = tx.SelectOne(
        kReferenceOfKey, {{"account", once.account}, {"unit", once.unit}, {"act", once.act}, {"key", once.key}}, [](Row& row) {
            auto reference = row.Next<std::string>();
            return std::pair(std::move(reference), row.NextBytes());
        });
    if (!found || found->second != BytesOf(digest))
        return std::unexpected(Refusal{"IDEMPOTENCY_KEY_REUSED",
                                       Say("Khóa chống gửi trùng này đã dùng cho một nội dung khác. Hãy mở biểu mẫu mới."), ""});
    return found->first;
}

void KeepReference(storage::Transaction& tx, const Once& once, std::string_view reference) {
    if (once.key.empty()) return;
    tx.Run(kKeepReference,
           {{"reference", reference}, {"account", once.account}, {"unit", once.unit}, {"act", once.act}, {"key", once.key}});
}

}  // namespace dongson::workflow
