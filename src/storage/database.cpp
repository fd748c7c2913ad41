#include "storage/database.h"

#include <atomic>

#include "core/log.h"
#include "storage/scarcity.h"

namespace dongson::storage {

namespace {
thread_local bool writing = false;
thread_local OneMoment* moment = nullptr;
thread_local int essentials = 0;
std::atomic<bool> scarce = false;

void RefuseWhenScarce() {
    if (scarce && essentials == 0) throw StorageFull("the disk is nearly full: only what is essential is written");
}
}  // namespace

void SetScarce(bool is_scarce) {
    scarce = is_scarce;
}
bool Scarce() {
    return scarce;
}
Essential::Essential() {
    ++essentials;
}
Essential::~Essential() {
    --essentials;
}

bool Transaction::Attempt(const std::function<void()>& body) {
    connection_.ExecuteScript("SAVEPOINT attempt");
    try {
        body();
    } catch (const ConstraintViolated&) {
        connection_.ExecuteScript("ROLLBACK TO SAVEPOINT attempt");
        connection_.ExecuteScript("RELEASE SAVEPOINT attempt");
        return false;
    }
    connection_.ExecuteScript("RELEASE SAVEPOINT attempt");
    return true;
}

OneMoment::OneMoment() : before_(moment) {
    moment = this;
}
OneMoment::~OneMoment() {
    moment = before_;
}

OneMoment::Reading OneMoment::Share(const Backend& backend, const std::function<Reading()>& open) {
    if (moment == nullptr || moment->reading_.use_count() > 1) return open();
    if (!moment->reading_ || moment->backend_ != &backend) {
        moment->reading_ = open();
        moment->backend_ = &backend;
    }
    return moment->reading_;
}

void OneMoment::End() {
    if (moment != nullptr && moment->reading_.use_count() == 1) moment->reading_ = nullptr;
}

namespace {
std::atomic<std::uint64_t> databases = 0;
}
Database::Database(const Settings& settings)
    : number_(++databases), backend_(settings.url.empty() ? OpenSqlite(settings) : OpenPostgres(settings)) {}
Database::~Database() = default;

std::optional<Refusal> RefusalOf(const StorageError& error) {
    const auto refusal = [](std::string code, Sentence sentence) {
        return Refusal{std::move(code), std::move(sentence), "", RefusalKind::unavailable};
    };
    if (dynamic_cast<const StorageFull*>(&error) != nullptr) {
        Log(Severity::error, "STORAGE_FULL", {{"error", error.what()}});
        return refusal(
            "STORAGE_FULL",
            Say("Máy chủ đã hết chỗ lưu, nên chưa ghi được. Những gì đã nộp trước đây vẫn còn. Hãy thử lại sau ít phút."));
    }
    if (dynamic_cast<const CommitUnknown*>(&error) != nullptr) {
        Log(Severity::error, "STORAGE_COMMIT_UNKNOWN", {{"error", error.what()}});
        return refusal(
            "STORAGE_COMMIT_UNKNOWN",
            Say("Mất kết nối đúng lúc đang ghi, nên chưa rõ đã lưu hay chưa. Hãy gửi lại: hệ thống nhận ra lần gửi trùng."));
    }
    if (dynamic_cast<const StorageUnavailable*>(&error) != nullptr) {
        Log(Severity::error, "STORAGE_UNAVAILABLE", {{"error", error.what()}});
        return refusal("STORAGE_UNAVAILABLE", Say("Cơ sở dữ liệu đang tạm ngừng, nên chưa ghi được. Hãy thử lại sau ít phút."));
    }
    return std::nullopt;
}

std::optional<Refusal> Database::Guarded(const std::function<void()>& work) {
    try {
        RefuseWhenScarce();
        work();
    } catch (const StorageError& error) {
        if (auto refusal = RefusalOf(error)) return refusal;
        throw;
    }
    return std::nullopt;
}

void Database::MustWrite(const std::function<void(Transaction&)>& body) {
    RefuseWhenScarce();
    backend_->Write([&](Transaction& tx) {
        body(tx);
        return true;
    });
}

void LogIfSlow(std::string_view statement, std::int64_t microseconds, std::int64_t slow_ms) {
    if (microseconds < slow_ms * 1000) return;
    Log(Severity::warning, "STORAGE_SLOW_STATEMENT",
        {{"statement", std::string(statement)}, {"milliseconds", std::to_string(microseconds / 1000)}});
}

OneWriterPerThread::OneWriterPerThread() {
    if (writing) throw std::logic_error("a transaction was started inside a transaction");
    writing = true;
    OneMoment::End();
}

OneWriterPerThread::~OneWriterPerThread() {
    writing = false;
}

}  // namespace dongson::storage
