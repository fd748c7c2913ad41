// A province to try things in: real units, the real catalogue, people in their posts, and work under way.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "commands/commands.h"
#include "commands/complain.h"
#include "commands/demo_security.h"
#include "commands/house.h"
#include "core/embedded.h"
#include "core/log.h"
#include "core/text.h"
#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/actions/import_procedures.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/open_data/actions/load_catalogue.h"
#include "modules/open_data/actions/refresh_feeds.h"
#include "platform/identity/secrets.h"
#include "platform/identity/storage/account_store.h"

namespace dongson::commands {

namespace {

using identity::Account;
using identity::AccountKind;
using identity::Role;
using organisation::Unit;
using storage::Transaction;

constexpr char kPassword[] = "thanh hoa 2026";

struct DemoAccount {
    std::string login, who;
};

class Demonstration {
  public:
    Demonstration(House& house, bool province, bool three_levels)
        : house_(house),
          province_(province),
          three_levels_(three_levels),
          random_(20231001),
          hash_(identity::HashPassword(kPassword)) {}

    Result<void> Build() {
        auto& database = house_.database();
        const auto units = organisation::ParseUnits(Embedded("data/units/units.csv"), "data/units/units.csv");
        if (!units) return std::unexpected(units.error());
        if (auto imported = organisation::ImportUnits(database, *units); !imported) return std::unexpected(imported.error());
        house_.platform().units.Load(database);
        const auto procedures = one_stop::ImportProcedures(
            database, Embedded("data/procedures/catalogue.jsonl"), "data/procedures/catalogue.jsonl",
            three_levels_ ? one_stop::Era::three_levels_2023 : one_stop::Era::two_levels_2025, one_stop::Unstated::assigned);
        if (!procedures) return std::unexpected(procedures.error());
        report_ = procedures->report.Text();
        const auto data = open_data::LoadShippedCatalogue(house_.platform());
        if (!data) return std::unexpected(data.error());
        if (Exists()) return {};
        AppointEveryone();
        MakePeople();
        DoSomeWork();
        BuildSecurityDemo(house_, analysts_);
        // How good the datasets are is one of the tables: it tells of itself once it is there.
        for (int round = 0; round < 3 && open_data::RefreshFeeds(house_.platform()) > 0; ++round) {
        }
        while (house_.platform().ledger.Sequence() > 0) {
        }
        std::ofstream(house_.configuration().data + "/demonstration")
            << house_.platform().clock.Now().ms - SystemClock().Now().ms << "\n";
        return {};
    }

    const std::vector<DemoAccount>& accounts() const { return accounts_; }
    const std::string& report() const { return report_; }

  private:
    bool Exists() {
        const bool exists = house_.database().Read(
            [](Transaction& tx) { return identity::AccountStore(tx).GetByLogin("motcua.hacthanh").has_value(); });
        if (exists) ListAccounts();
        return exists;
    }

    void ListAccounts() {
        accounts_ = {{"038190001234", "Công dân / citizen: Lê Thị Hoa"},
                     {"2800123452", "Doanh nghiệp / business"},
                     {"motcua.hacthanh", "Cán bộ một cửa / clerk, phường Hạc Thành"},
                     {"chuyenvien.hacthanh", "Chuyên viên / specialist"},
                     {"lanhdao.hacthanh", "Lãnh đạo / leader"},
                     {"chuyenvien.sxd", "Chuyên viên Sở Xây dựng / department specialist"},
                     {"lanhdao.sxd", "Lãnh đạo Sở Xây dựng / department leader"},
                     {"quantri", "Quản trị / operator"},
                     {"truc.soc", "Trực giám sát an toàn thông tin / SOC analyst"},
                     {"truongca.soc", "Trưởng ca giám sát / SOC shift lead"}};
    }

    std::string Name() {
        static constexpr std::string_view kSurnames[] = {"Nguyễn", "Lê", "Trần",  "Phạm", "Hoàng", "Trịnh", "Đỗ", "Vũ",
                                                         "Bùi",    "Hà", "Lương", "Mai",  "Đinh",  "Cao",   "Ngô"};
        static constexpr std::string_view kMiddle[] = {"Văn",   "Thị",   "Đức",  "Minh", "Ngọc",
                                                       "Thanh", "Quang", "Xuân", "Hồng", "Hữu"};
        static constexpr std::string_view kGiven[] = {"An",    "Bình", "Chi",  "Dũng",  "Giang", "Hà",  "Hải", "Hùng", "Hương",
                                                      "Khánh", "Lan",  "Linh", "Long",  "Mai",   "Nam", "Nga", "Phúc", "Quân",
                                                      "Sơn",   "Tâm",  "Thảo", "Trang", "Tuấn",  "Vân", "Yến"};
        const auto pick = [&](const auto& names) { return std::string(names[random_() % std::size(names)]); };
        return pick(kSurnames) + " " + pick(kMiddle) + " " + pick(kGiven);
    }

    Account AddAccount(AccountKind kind, std::string login, std::string name, std::string number = "") {
        Account account{.id = Fresh<AccountTag>(),
                        .kind = kind,
                        .login = std::move(login),
                        .name = std::move(name),
                        .password_hash = hash_,
                        .person_number = std::move(number),
                        .born = Date::Of(1990, 3, 27),
                        .address = "Phố Hàng Đồng, phường Hạc Thành, Thanh Hóa",
                        .phone = "0912345678",
                        .created = house_.platform().clock.Now()};
        house_.database().MustWrite([&](Transaction& tx) { identity::AccountStore(tx).Insert(account); });
        return account;
    }

    identity::Officer Appoint(const std::string& login, const Unit& unit, Role role) {
        auto account = AddAccount(AccountKind::officer, login, Name());
        identity::Appointment appointment{unit.id, role, std::string(identity::RoleName(role))};
        house_.database().MustWrite([&](Transaction& tx) { identity::AccountStore(tx).Appoint(account.id, appointment); });
        return {account, {appointment}};
    }

    // "Sở Xây dựng" → sxd; communes by their name: "Phường Hạc Thành" → hacthanh.
    static std::string Slug(const Unit& unit) {
        std::string slug;
        const auto folded = Fold(unit.short_name);
        const auto words = Words(folded);
        const bool commune = unit.level != organisation::Level::province;
        const std::size_t first = commune && words.size() > 1 ? (words[0] == "thi" || words[0] == "thanh" ? 2 : 1) : 0;
        for (std::size_t index = first; index < words.size(); ++index) slug += words[index];
        return slug;
    }

    void AppointEveryone() {
        const auto units = house_.platform().units.Now();
        const auto today = house_.platform().clock.Now().LocalDate();
        std::vector<const Unit*> staffed;
        for (const auto* unit : units->Existing(organisation::Level::province, today)) staffed.push_back(unit);
        for (const auto level : {organisation::Level::district, organisation::Level::commune})
            for (const auto* unit : units->Existing(level, today))
                if (province_ || unit->short_name == HomeName() ||
                    (level == organisation::Level::district && unit->gso_code == "380"))
                    staffed.push_back(unit);
        for (const auto* unit : staffed) {
            const bool home = unit->short_name == HomeName() && unit->level == organisation::Level::commune;
            auto slug = home ? std::string("hacthanh") : Slug(*unit);
            if (!home && !used_.insert(slug).second) slug += unit->gso_code.empty() ? "2" : unit->gso_code;
            auto clerk = Appoint("motcua." + slug, *unit, Role::clerk);
            auto specialist = Appoint("chuyenvien." + slug, *unit, Role::specialist);
            auto leader = Appoint("lanhdao." + slug, *unit, Role::leader);
            if (!home) continue;
            home_ = unit;
            officers_ = {clerk, specialist, leader};
            officers_.push_back(Appoint("chuyenvien2.hacthanh", *unit, Role::specialist));
        }
        Appoint("quantri", *units->FindByKey("tinh-38"), Role::operator_);
        for (const char* login : {"truongca.soc", "truc.soc"})
            analysts_.push_back(Appoint(login, *units->FindByKey("so-khoa-hoc-va-cong-nghe"), Role::analyst));
        ListAccounts();
    }

    std::string HomeName() const { return three_levels_ ? "Phường Điện Biên" : "Phường Hạc Thành"; }

    void MakePeople() {
        people_.push_back(AddAccount(AccountKind::citizen, "038190001234", "Lê Thị Hoa", "038190001234"));
        people_.push_back(AddAccount(AccountKind::business, "2800123452", "Công ty TNHH Đông Sơn Xanh", "2800123452"));
        const identity::Proof seen{identity::ProofLevel::counter, house_.platform().clock.Now(), home_->id,
                                   officers_[0].account.id};
        house_.database().MustWrite([&](Transaction& tx) {
            for (auto& person : people_) {
                identity::AccountStore(tx).SetProof(person.id, person.person_number, person.name, seen);
                person.proof = seen;
            }
        });
        for (int index = 0; index < 30; ++index) {
            const auto number = fmt::format("0380{:02}{:06}", 60 + index % 40, 100000 + index * 7919);
            people_.push_back(AddAccount(AccountKind::citizen, number, Name(), number));
        }
    }

    // Dossiers of the last weeks, each brought some way through its process by the people in their posts.
    void DoSomeWork() {
        const auto real = house_.platform().clock.Now();
        const auto rows = house_.database().Read([](Transaction& tx) { return one_stop::ProcedureStore(tx).All(); });
        std::vector<one_stop::ProcedureRow> mine;
        std::ranges::copy_if(rows, std::back_inserter(mine),
                             [](const auto& row) { return row.level == organisation::Level::commune; });
        SetClock clock(real);
        house_.UseClock(&clock);
        const int count = province_ ? 240 : 60;
        for (int index = 0; index < count; ++index) {
            const int days_ago = 30 - index * 30 / count;
            const auto day = house_.platform().calendar.WorkingDayFrom(real.LocalDate() - days_ago - 1);
            clock.Set(std::min(Instant::At(day, 7 * 60 + 20 + static_cast<int>(random_() % 240)), real));
            OneDossier(mine[random_() % mine.size()].id, clock, real);
        }
        house_.UseClock(nullptr);
    }

    void OneDossier(ProcedureId procedure, SetClock& clock, Instant real) {
        const auto& platform = house_.platform();
        const auto& person = people_[2 + random_() % (people_.size() - 2)];
        auto dossier = house_.database().InTransaction([&](Transaction& tx) -> Result<one_stop::Dossier> {
            one_stop::NewDossier wanted{
                .procedure = *one_stop::ProcedureStore(tx).Get(procedure),
                .person = {person.id, person.kind, person.name, person.person_number, person.address, person.phone, person.email},
                .channel = random_() % 3 ? one_stop::Channel::online : one_stop::Channel::counter,
                .intake = home_->id,
                .answers = {{"noi_dung", {"Đề nghị giải quyết theo quy định"}}, {"so_ban", {"1"}}},
                .summary = "",
                .delivery = one_stop::Delivery::counter,
                .delivery_address = "",
                .papers = {}};
            return one_stop::OpenDossier(platform, tx, wanted, one_stop::Actor::Of(person), clock.Now());
        });
        // The expected next step again and again, some hours apart, until luck or the present stops it.
        for (int step = 0; step < 8 && dossier && !dossier->closed && random_() % 6 != 0; ++step) {
            const auto next = clock.Now() + static_cast<std::int64_t>(2 + random_() % 20) * kHour;
            if (next > real) break;
            const auto working = platform.calendar.WorkingDayFrom(next.LocalDate());
            clock.Set(std::min(real, Instant::At(working, std::clamp(next.LocalMinute(), 7 * 60, 16 * 60 + 50))));
            dossier = NextStep(*dossier);
        }
    }

    Result<one_stop::Dossier> NextStep(const one_stop::Dossier& dossier) {
        const auto& process = one_stop::ProcessOf(dossier);
        for (const auto* event : process.EventsFrom(dossier.state)) {
            if (!event->primary) continue;
            for (const auto& officer : officers_) {
                one_stop::Act act{.code = dossier.code,
                                  .event = event->key,
                                  .expected_version = dossier.version,
                                  .assignee = officers_[1 + 2 * (random_() % 2)].account.id,
                                  .result_text = "Hồ sơ đủ điều kiện giải quyết theo quy định.",
                                  .fee = "0",
                                  .fee_basis = "Dữ liệu dùng thử"};
                if (auto done = one_stop::ActOnDossier(house_.platform(), one_stop::Actor::Of(officer), act)) return done;
            }
        }
        return std::unexpected(Refusal{"DEMO_RESTS", {}, ""});
    }

    House& house_;
    bool province_, three_levels_;
    std::mt19937 random_;
    std::string hash_, report_;
    std::set<std::string> used_;
    const Unit* home_ = nullptr;
    std::vector<identity::Officer> officers_, analysts_;
    std::vector<Account> people_;
    std::vector<DemoAccount> accounts_;
};

}  // namespace

namespace {

// Only an empty folder, or one that is a demonstration already: demo accounts have a password that everybody knows.
bool MayHoldDemonstration(const std::string& folder) {
    namespace fs = std::filesystem;
    return !fs::exists(folder) || fs::exists(folder + "/demonstration") || fs::is_empty(folder);
}

Refusal NotForDemonstration(const std::string& folder) {
    return {"DEMO_NOT_EMPTY",
            Say("{1} is in use and is no demonstration; demo accounts have a password that everybody knows. Give an empty --data",
                folder),
            ""};
}

}  // namespace

int Demo(const std::vector<std::string>& given) {
    auto options = kConfigurationOptions;
    options.insert(options.end(), {"scale", "era"});
    const auto arguments = ParseArguments(given, options, {"json"});
    if (!arguments) return Complain(arguments.error(), 2);
    auto configuration = ReadConfiguration(*arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    const auto scale = arguments->Value("scale", "small"), era = arguments->Value("era", "2025");
    if ((scale != "small" && scale != "province") || (era != "2023" && era != "2025"))
        return Complain({"COMMAND_SCALE", Say("--scale is small or province, --era is 2023 or 2025"), ""}, 2);
    if (era == "2023" && configuration->clock_from.empty()) configuration->clock_from = "2023-10-02";
    if (!MayHoldDemonstration(configuration->data)) return Complain(NotForDemonstration(configuration->data), 1);
    auto house = House::Open(*configuration, Durability::fast);
    if (!house) return Complain(house.error(), 1);
    // A database of its own may hold people even when the folder is empty.
    const bool made = std::filesystem::exists(configuration->data + "/demonstration");
    if (!made && (*house)->database().Read([](Transaction& tx) { return identity::AccountStore(tx).Any(); }))
        return Complain(NotForDemonstration(configuration->data), 1);
    Demonstration demonstration(**house, scale == "province", era == "2023");
    if (auto built = demonstration.Build(); !built) return Complain(built.error(), 1);
    if (arguments->Has("json")) {
        std::string accounts;
        for (const auto& account : demonstration.accounts())
            accounts += fmt::format("{}{{\"login\":{},\"who\":{}}}", accounts.empty() ? "" : ",", JsonQuote(account.login),
                                    JsonQuote(account.who));
        fmt::print("{{\"password\":{},\"accounts\":[{}]}}\n", JsonQuote(kPassword), accounts);
        return 0;
    }
    fmt::print("{}\nTài khoản dùng thử / demo accounts (mật khẩu / password: {})\n", demonstration.report(), kPassword);
    for (const auto& account : demonstration.accounts()) fmt::print("  {:<22} {}\n", account.login, account.who);
    return 0;
}

}  // namespace dongson::commands
