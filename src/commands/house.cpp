#include "commands/house.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "core/bytes.h"
#include "core/log.h"
#include "core/stopping.h"
#include "core/text.h"
#include "modules/one_stop/actions/count_for_public.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/open_data/actions/count_quality.h"
#include "platform/calendar/working_calendar.h"
#include "platform/files/preview.h"
#include "platform/identity/http/account_handlers.h"
#include "platform/identity/storage/account_store.h"
#include "platform/papers/document.h"
#include "storage/migrations.h"
#include "web/page_scope.h"

namespace dongson::commands {

namespace {

// A clock that runs so far beside the real one.
class ShiftedClock final : public Clock {
  public:
    explicit ShiftedClock(std::int64_t shift) : shift_(shift) {}
    Instant Now() const override { return SystemClock().Now() + shift_; }

  private:
    std::int64_t shift_;
};

// How far: as the demonstration in this folder was made, else so that today is the configured day.
std::int64_t ShiftOf(const Configuration& configuration) {
    std::int64_t shift = 0;
    std::ifstream(configuration.data + "/demonstration") >> shift;
    const auto from = Date::Parse(configuration.clock_from);
    if (shift != 0 || !from) return shift;
    const auto now = SystemClock().Now();
    return Instant::At(*from, now.LocalMinute()).ms - now.ms;
}

std::unexpected<Refusal> No(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), ""});
}

// RFC 5322 with UTF-8 subject and body; libcurl speaks SMTP.
void SendMailBy(const std::string& url, const std::string& from, const std::string& to, const std::string& subject,
                const std::string& body) {
    const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), curl_easy_cleanup);
    std::string message =
        "From: <" + from + ">\r\nTo: <" + to + ">\r\nSubject: =?utf-8?B?" + Base64(subject) +
        "?=\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
        Base64(body) + "\r\n";
    struct Upload {
        std::string_view left;
    } upload{message};
    curl_slist* recipients = curl_slist_append(nullptr, ("<" + to + ">").c_str());
    curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, ("<" + from + ">").c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 30L);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_READDATA, &upload);
    curl_easy_setopt(
        curl.get(), CURLOPT_READFUNCTION, +[](char* buffer, std::size_t size, std::size_t count, void* data) {
            auto& source = *static_cast<Upload*>(data);
            const auto part = std::min(size * count, source.left.size());
            source.left.copy(buffer, part);
            source.left.remove_prefix(part);
            return part;
        });
    const auto code = curl_easy_perform(curl.get());
    curl_slist_free_all(recipients);
    if (code != CURLE_OK) throw std::runtime_error(curl_easy_strerror(code));
}

}  // namespace

Result<std::unique_ptr<House>> House::Open(const Configuration& configuration, Durability durability) {
    std::unique_ptr<House> house(new House(configuration));
    std::filesystem::create_directories(configuration.data);
    if (!house->LockRoles())
        return No("DATA_IN_USE",
                  Say("another dongson already uses {1}; stop it first, or give this one its own --data", configuration.data));

    house->own_clock_ = std::make_unique<ShiftedClock>(ShiftOf(configuration));
    house->clock_.inner = house->own_clock_.get();

    storage::Settings settings{configuration.data + "/dongson.db", configuration.database, configuration.connections,
                               configuration.slow_statement_ms, durability == Durability::safe};
    house->database_ = std::make_unique<storage::Database>(settings);
    if (const auto migrated = storage::Migrate(*house->database_); !migrated) return std::unexpected(migrated.error());
    house->units_.Load(*house->database_);
    house->ledger_ = std::make_unique<ledger::Ledger>(*house->database_, house->clock_, configuration.data + "/ledger",
                                                      configuration.ledger_name);
    house->jobs_ = std::make_unique<jobs::Jobs>(*house->database_, house->clock_);
    house->notices_ = std::make_unique<notices::Notices>(*house->jobs_);
    if (!configuration.mail_url.empty())
        house->notices_->UseMail([url = configuration.mail_url, from = configuration.mail_from](
                                     const std::string& to, const std::string& subject, const std::string& body) {
            SendMailBy(url, from, to, subject, body);
        });
    house->files_ = std::make_unique<files::FileStore>(configuration.data + "/files", files::Scanner(configuration.clamd));
    house->files_->daily_bytes = configuration.account_upload_megabytes << 20;
    house->jobs_->Handle(std::string(one_stop::kDrawPreview), [&files = *house->files_](const jobs::Job& job) {
        // A paper that cannot be drawn is shown by its name alone; trying again would not help.
        if (files::DrawPreview(files.PathOf(job.payload), files.PreviewOf(job.payload))) return;
        if (Stopping()) throw std::runtime_error("the program ends");
        Log(Severity::info, "PREVIEW_NOT_DRAWN", {{"file", job.payload}});
    });
    figures::AddPlatformTables(house->figures_);
    one_stop::AddPublicTables(house->figures_);
    open_data::AddPublicTables(house->figures_);
    papers::UseFonts(configuration.data + "/fonts");
    house->platform_ = std::make_unique<Platform>(
        Platform{*house->database_, house->clock_, house->units_, calendar::WorkingCalendar::Shipped(), *house->ledger_,
                 *house->jobs_, *house->notices_, *house->files_, house->figures_, configuration.data, configuration.base_url,
                 configuration.province, configuration.submission == "local",
                 configuration.demonstration || std::filesystem::exists(configuration.data + "/demonstration")});
    web::UseSite({.province = configuration.province,
                  .demonstration = house->platform_->demonstration,
                  .upload_bytes = configuration.upload_megabytes << 20});
    house->platform_->fetch = configuration.fetch;
    house->platform_->unread = [&database = *house->database_](AccountId account) {
        return database.Read([&](storage::Transaction& tx) { return notices::Notices::Unread(tx, account); });
    };
    identity::UseResetLink([](const Platform& platform, std::string_view login, const std::string& link) {
        platform.storage.MustWrite([&](storage::Transaction& tx) {
            const auto account = identity::AccountStore(tx).GetByLogin(login);
            if (account)
                platform.notices.Send(tx, {{}, account->email}, "mat-khau", Say("Đặt lại mật khẩu tại: {1}", link),
                                      platform.clock.Now());
        });
    });
    return house;
}

// Each role is played by one program of a folder: a second one with any role of the first is refused.
bool House::LockRoles() {
    for (const auto role : Split(configuration_.roles, ',')) {
        const auto path = configuration_.data + "/lock." + std::string(Trim(role));
        const int lock = locks_.emplace_back(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
        if (lock < 0 || ::flock(lock, LOCK_EX | LOCK_NB) != 0) return false;
    }
    return true;
}

House::~House() {
    if (jobs_) jobs_->Stop();
    if (ledger_) ledger_->Stop();
    for (const int lock : locks_)
        if (lock >= 0) ::close(lock);
}

}  // namespace dongson::commands
