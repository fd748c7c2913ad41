#include "platform/files/quota.h"

namespace dongson::files {

namespace {

constexpr storage::Statement kCount{"files.count_upload", R"(
    INSERT INTO upload_day (account_id, day, bytes) VALUES ($account, $day, $bytes)
    ON CONFLICT (account_id, day) DO UPDATE SET bytes = upload_day.bytes + $bytes)"};
constexpr storage::Statement kCounted{"files.uploaded_in_day", R"(
    SELECT bytes FROM upload_day WHERE account_id = $account AND day = $day)"};

}  // namespace

Result<void> CountUpload(storage::Database& database, AccountId account, std::int64_t bytes, std::int64_t most, Instant now) {
    return database.InTransaction([&](storage::Transaction& tx) -> Result<void> {
        const auto day = now.LocalDate();
        tx.Run(kCount, {{"account", account}, {"day", day}, {"bytes", bytes}});
        if (tx.Count(kCounted, {{"account", account}, {"day", day}}) <= most) return {};
        return std::unexpected(Refusal{
            "FILE_QUOTA",
            Say("Hôm nay tài khoản này đã gửi gần hết {1} MB cho phép trong một ngày. Hãy gửi tệp nhỏ hơn, hoặc gửi tiếp vào ngày mai.",
                std::to_string(most >> 20)),
            "tep", RefusalKind::too_many});
    });
}

}  // namespace dongson::files
