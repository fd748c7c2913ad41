#include "commands/house.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "commands/modules.h"
#include "core/bytes.h"
#include "core/log.h"
#include "core/text.h"
#include "platform/calendar/working_calendar.h"
#include "platform/definitions/definitions.h"
#include "platform/identity/http/account_handlers.h"
#include "platform/identity/password.h"
#include "platform/identity/record.h"
#include "platform/identity/sign_in.h"
#include "platform/identity/staff.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/role_store.h"
#include "platform/ledger/audit.h"
#include "platform/notices/digest.h"
#include "platform/notices/mail_message.h"
#include "platform/numbering/numbering.h"
#include "platform/papers/fonts.h"
#include "platform/personal_data/correct.h"
#include "platform/sealing/sealing.h"
#include "platform/workflow/inbox.h"
#include "storage/migrations.h"
#include "storage/move/move.h"
#include "web/limits.h"
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

std::unexpected<Refusal> No(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), ""});
}

notices::Sender SenderOf(const Configuration& configuration) {
    return {.name = Say("Dịch vụ công tỉnh {1}", configuration.province).In(Language::vietnamese),
            .base_url = configuration.base_url};
}

// What stands around every page: the house's, then what each module brings.
web::Site SiteOf(const Configuration& configuration, bool demonstration) {
    web::Site site{.province = configuration.province,
                   .contact = configuration.contact,
                   .demonstration = demonstration,
                   .upload_bytes = configuration.upload_megabytes << 20};
    for (const auto* module : Modules()) {
        std::ranges::copy(module->navigation, std::back_inserter(site.navigation));
        std::ranges::copy(module->header, std::back_inserter(site.header));
        std::ranges::copy(module->footer, std::back_inserter(site.footer));
        std::ranges::copy(module->mine, std::back_inserter(site.mine));
    }
    site.footer.push_back({"/so-cai", Say("Sổ cái công khai")});
    return site;
}

// The folder and what lies in it directly are closed to others, whatever made them; what is written later never was open.
void KeepToOneself(const std::string& folder) {
    namespace fs = std::filesystem;
    std::error_code ignored;  // a folder of another owner stays as that owner wants it
    if ((fs::status(folder, ignored).permissions() & fs::perms::sticky_bit) != fs::perms::none)
        return;  // everybody's, as /tmp is
    fs::permissions(folder, fs::perms::owner_all, ignored);
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        if (entry.is_symlink(ignored)) continue;
        const auto mine = entry.is_directory(ignored) ? fs::perms::owner_all : fs::perms::owner_read | fs::perms::owner_write;
        fs::permissions(entry.path(), mine, ignored);
    }
}

// What modules let a province say otherwise, and how it ships.
void UseDefinitions(storage::Database& database, const Clock& clock) {
    std::vector<const definitions::Type*> types;
    for (const auto* module : Modules()) std::ranges::copy(module->definitions, std::back_inserter(types));
    definitions::UseTypes(std::move(types));
    definitions::EnterShipped(database, clock);
}

void UseKept() {
    auto kept = personal_data::KeptByThePlatform();
    for (const auto* module : Modules()) std::ranges::copy(module->keeps, std::back_inserter(kept));
    personal_data::UseKept(std::move(kept));
    std::vector<personal_data::Corrects> corrects{personal_data::AccountCorrects()};
    for (const auto* module : Modules()) std::ranges::copy(module->corrects, std::back_inserter(corrects));
    personal_data::UseCorrects(std::move(corrects));
    identity::UseActs({personal_data::CorrectionAct()});
}

// For one letter a morning: where it goes, and how much waits for an officer.
std::optional<std::string> AddressOf(storage::Transaction& tx, AccountId id) {
    const auto account = identity::AccountStore(tx).Get(id);
    if (!account || account->disabled) return std::nullopt;
    return account->email;
}

std::vector<Sentence> WorkWaiting(storage::Transaction& tx, AccountId id, Instant now) {
    identity::AccountStore accounts(tx);
    auto account = accounts.Get(id);
    if (!account || account->kind != identity::AccountKind::officer) return {};
    const identity::Officer officer{.account = *std::move(account), .appointments = accounts.Appointments(id, now.LocalDate())};
    const auto inbox = workflow::InboxStore(tx).Read(officer, workflow::InboxView::all, now);
    const auto count = [&](workflow::InboxView view) { return std::to_string(inbox.counts[static_cast<std::size_t>(view)]); };
    if (inbox.counts[static_cast<std::size_t>(workflow::InboxView::all)] == 0) return {};
    return {Say("Việc cần làm: {1}; đến hạn hôm nay: {2}; quá hạn: {3}.", count(workflow::InboxView::all),
                count(workflow::InboxView::due_today), count(workflow::InboxView::overdue))};
}

constexpr std::string_view kResetLetter = "reset_letter";

// What identity hands to the layers above it.
void WireIdentity(jobs::Jobs& jobs, const Configuration& configuration, const Platform& platform) {
    identity::UseSessionEnd(configuration.session_hours * kHour);
    identity::UseTelling([](const Platform& house, storage::Transaction& tx, AccountId account, const std::string& email,
                            const Sentence& sentence) {
        house.notices.Send(tx, {account, email},
                           {.reference = "",
                            .subject = Say("Tài khoản của ông/bà có thay đổi"),
                            .sentence = sentence,
                            .path = "/tai-khoan",
                            .urgent = true},
                           house.clock.Now());
    });
    identity::UseRecord([](const Platform& house, storage::Transaction& tx, const std::vector<identity::RecordLine>& lines) {
        std::vector<ledger::EntryLine> entry;
        for (const auto& line : lines) entry.push_back({line.key, line.value, line.column});
        return house.ledger.Append(tx, ledger::EntryText(entry));
    });
    if (configuration.mail_url.empty()) {
        identity::UseResetLink({});
        return;
    }
    // The waiting job holds whom the letter is for; the link is made when it leaves, and only the letter holds it.
    jobs.Handle(std::string(kResetLetter), [&platform, configuration](const jobs::Job& job) {
        const AccountId id{ToNumber(job.payload)};
        const auto account = platform.storage.Read([&](storage::Transaction& tx) { return identity::AccountStore(tx).Get(id); });
        if (!account || account->email.empty()) return;
        const auto token = identity::BeginReset(platform.storage, id, platform.clock.Now());
        if (!token) return;
        const auto sender = SenderOf(configuration);
        notices::SendBySmtp(
            configuration.mail_url,
            {.from = {sender.name, configuration.mail_from},
             .to = account->email,
             .subject = "Đặt lại mật khẩu",
             .body = notices::BodyOf(
                 sender,
                 {.reference = "",
                  .subject = {},
                  .sentence = Say(
                      "Bấm vào đường dẫn dưới đây trong một giờ để đặt mật khẩu mới. Nếu không phải ông/bà yêu cầu, hãy bỏ qua thư này."),
                  .path = "/dat-lai-mat-khau/" + *token})},
            platform.clock.Now());
    });
    identity::UseResetLink([](const Platform& house, const std::string& login) {
        const auto account =
            house.storage.Read([&](storage::Transaction& tx) { return identity::AccountStore(tx).GetByLogin(login); });
        // Asked once: what runs inside the transaction may run again. Written each time, for nobody when there is no letter: how
        // long it takes tells nothing.
        const bool goes =
            account && !account->email.empty() && house.limits->letter.Allow(ToText(account->id), house.clock.Now());
        const auto whom = goes ? account->id : AccountId{};
        house.storage.MustWrite(
            [&](storage::Transaction& tx) { house.jobs.Add(tx, kResetLetter, ToText(whom), house.clock.Now()); });
    });
}

}  // namespace

// As the demonstration in this folder was made, else so that today is the configured day.
std::int64_t ShiftOf(const Configuration& configuration) {
    std::int64_t shift = 0;
    std::ifstream(configuration.data + "/demonstration") >> shift;
    const auto from = Date::Parse(configuration.clock_from);
    if (shift != 0 || !from) return shift;
    const auto now = SystemClock().Now();
    return Instant::At(*from, now.LocalMinute()).ms - now.ms;
}

Result<std::unique_ptr<House>> House::Open(const Configuration& configuration, Durability durability) {
    std::unique_ptr<House> house(new House(configuration));
    std::filesystem::create_directories(configuration.data);
    KeepToOneself(configuration.data);
    if (!house->locks_.Take(configuration.data, configuration.roles))
        return No("DATA_IN_USE",
                  Say("another dongson already uses {1}; stop it first, or give this one its own --data", configuration.data));

    const auto sqlite = configuration.data + "/dongson.db";
    if (const auto unfinished = storage::UnfinishedMove(sqlite);
        configuration.database.empty() && std::filesystem::exists(unfinished) && !std::filesystem::exists(sqlite))
        return No("MOVE_UNFINISHED",
                  Say("a move to SQLite was cut short and left {1}; run it again, or start on PostgreSQL as before", unfinished));

    house->own_clock_ = std::make_unique<ShiftedClock>(ShiftOf(configuration));
    house->clock_.inner = house->own_clock_.get();

    house->database_ = std::make_unique<storage::Database>(storage::Settings{.sqlite_path = sqlite,
                                                                             .url = configuration.database,
                                                                             .connections = configuration.connections,
                                                                             .slow_ms = configuration.slow_statement_ms,
                                                                             .durable = durability == Durability::safe});
    if (const auto migrated = storage::Migrate(*house->database_); !migrated) return std::unexpected(migrated.error());
    sealing::UseColumns(SealedColumns());
    if (const auto keys = sealing::UseKeysOf(configuration.data, *house->database_, house->clock_.Now().LocalDate().Iso()); !keys)
        return std::unexpected(keys.error());
    UseDefinitions(*house->database_, house->clock_);
    UseKept();
    house->calendar_keeper_ = std::make_unique<definitions::CalendarKeeper>(*house->database_, house->clock_, house->calendar_);
    house->calendar_keeper_->Look();
    house->units_.Load(*house->database_);
    try {
        house->ledger_ = std::make_unique<ledger::Ledger>(*house->database_, house->clock_, configuration.data + "/ledger",
                                                          configuration.ledger_name);
        house->ledger_->AskWitnesses(configuration.ledger_witnesses);
    } catch (const ledger::KeyRefused& refused) {
        return std::unexpected(refused.refusal);
    }
    numbering::KeepMarks(configuration.data + "/ledger/books");
    house->jobs_ = std::make_unique<jobs::Jobs>(*house->database_, house->clock_);
    house->notices_ = std::make_unique<notices::Notices>(*house->jobs_);
    if (!configuration.mail_url.empty())
        house->notices_->UseMail(
            SenderOf(configuration), [&configuration = house->configuration_, &clock = house->clock_](
                                         const std::string& to, const std::string& subject, const std::string& body) {
                notices::SendBySmtp(
                    configuration.mail_url,
                    {.from = {SenderOf(configuration).name, configuration.mail_from}, .to = to, .subject = subject, .body = body},
                    clock.Now());
            });
    house->files_ = std::make_unique<files::FileStore>(configuration.data + "/files", files::Scanner(configuration.clamd));
    house->files_->daily_bytes = configuration.account_upload_megabytes << 20;
    figures::AddPlatformTables(house->figures_);
    for (const auto* module : Modules())
        if (module->tables != nullptr) module->tables(house->figures_);
    papers::UseFonts(configuration.data + "/fonts");
    identity::UseRoles(identity::RoleBook::Shipped(DeclaredCapabilities()));
    house->database_->Read([](storage::Transaction& tx) { return identity::FollowRoles(tx), 0; });
    house->platform_ = std::make_unique<Platform>(Platform{
        *house->database_, house->clock_, house->units_, house->calendar_, *house->ledger_, *house->jobs_, *house->notices_,
        *house->files_, house->figures_, configuration.data, configuration.base_url, configuration.province,
        configuration.submission == "local", std::filesystem::exists(configuration.data + "/demonstration")});
    house->platform_->settings = configuration.settings;
    house->platform_->limits = std::make_shared<web::Limits>();
    web::UseSite(SiteOf(configuration, house->platform_->demonstration));
    house->platform_->unread = [&database = *house->database_](AccountId account) {
        return database.Read([&](storage::Transaction& tx) { return notices::Notices::Unread(tx, account); });
    };
    WireIdentity(*house->jobs_, configuration, *house->platform_);
    if (!configuration.mail_url.empty())
        notices::SendDigestsDaily(*house->database_, *house->jobs_, house->clock_, SenderOf(configuration), AddressOf,
                                  WorkWaiting);
    for (const auto* module : Modules())
        if (module->wire != nullptr) module->wire(*house->platform_);
    return house;
}

House::~House() {
    if (calendar_keeper_) calendar_keeper_->Stop();
    if (jobs_) jobs_->Stop();
    if (ledger_) ledger_->Stop();
}

}  // namespace dongson::commands
