// A province to try things in: real units, the real catalogue, people in their posts, and work under way.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "commands/commands.h"
#include "commands/house.h"
#include "commands/modules.h"
#include "core/command_line.h"
#include "core/embedded.h"
#include "core/log.h"
#include "core/text.h"
#include "platform/identity/post_record.h"
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
    Demonstration(House& house, const std::optional<DemoScale>& scale, organisation::Era era)
        : house_(house),
          hash_(identity::HashPassword(kPassword)),
          stage_{.platform = house.platform(),
                 .use_clock = [&house](const Clock* clock) { house.UseClock(clock); },
                 .tell = [](std::string_view how_far) { fmt::print(stderr, "{}\n", how_far); },
                 .era = era,
                 .scale = scale,
                 .random = std::mt19937(kSeed)} {}

    Result<void> Build() {
        auto& database = house_.database();
        const auto units = organisation::ParseUnits(Embedded("data/units/units.csv"), "data/units/units.csv");
        if (!units) return std::unexpected(units.error());
        if (auto imported = organisation::ImportUnits(database, *units); !imported) return std::unexpected(imported.error());
        house_.platform().units.Load(database);
        for (const auto* module : Modules()) {
            if (module->load == nullptr) continue;
            const auto loaded =
                module->load({.platform = house_.platform(), .era = stage_.era, .demonstration = true, .own_units = true});
            if (!loaded) return std::unexpected(loaded.error());
            report_ += loaded->report;
        }
        if (Exists()) return {};
        // A province's people were there before its year of work.
        SetClock before(house_.platform().clock.Now() + -400 * kDay);
        if (stage_.scale) house_.UseClock(&before);
        MakeEverybody();
        house_.UseClock(nullptr);
        for (const auto* module : Modules())
            if (module->demo != nullptr)
                if (auto made = module->demo(stage_); !made) return made;
        while (house_.platform().ledger.Sequence() > 0) {
        }
        std::ofstream(house_.configuration().data + "/demonstration")
            << house_.platform().clock.Now().ms - SystemClock().Now().ms << "\n";
        return {};
    }

    static const std::vector<DemoAccount>& accounts() {
        static const std::vector<DemoAccount> accounts{{"038190001234", "Công dân / citizen: Lê Thị Hoa"},
                                                       {"2800123452", "Doanh nghiệp / business"},
                                                       {"motcua.hacthanh", "Cán bộ một cửa / clerk, phường Hạc Thành"},
                                                       {"chuyenvien.hacthanh", "Chuyên viên / specialist"},
                                                       {"lanhdao.hacthanh", "Lãnh đạo / leader"},
                                                       {"chuyenvien.sxd", "Chuyên viên Sở Xây dựng / department specialist"},
                                                       {"lanhdao.sxd", "Lãnh đạo Sở Xây dựng / department leader"},
                                                       {"quantri", "Quản trị / operator"},
                                                       {"truc.soc", "Trực giám sát an toàn thông tin / SOC analyst"},
                                                       {"truongca.soc", "Trưởng ca giám sát / SOC shift lead"}};
        return accounts;
    }
    const std::string& report() const { return report_; }

  private:
    static constexpr unsigned kSeed = 20231001;
    static constexpr int kHandful = 30;

    bool Exists() {
        return house_.database().Read(
            [](Transaction& tx) { return identity::AccountStore(tx).GetByLogin("motcua.hacthanh").has_value(); });
    }

    // Everybody at once: one commit for a province's people.
    void MakeEverybody() {
        house_.database().MustWrite([this](Transaction& tx) {
            identity::AccountStore store(tx);
            store_ = &store;
            used_.clear();  // what runs inside a transaction may run again
            staffed_.clear();
            stage_.people.clear();
            stage_.analysts.clear();
            stage_.offices.clear();
            AppointEveryone();
            identity::BindPosts(house_.platform(), tx);
            MakePeople();
            store_ = nullptr;
        });
    }

    std::string Name() {
        static constexpr std::string_view kSurnames[] = {"Nguyễn", "Lê", "Trần",  "Phạm", "Hoàng", "Trịnh", "Đỗ", "Vũ",
                                                         "Bùi",    "Hà", "Lương", "Mai",  "Đinh",  "Cao",   "Ngô"};
        static constexpr std::string_view kMiddle[] = {"Văn",   "Thị",   "Đức",  "Minh", "Ngọc",
                                                       "Thanh", "Quang", "Xuân", "Hồng", "Hữu"};
        static constexpr std::string_view kGiven[] = {"An",    "Bình", "Chi",  "Dũng",  "Giang", "Hà",  "Hải", "Hùng", "Hương",
                                                      "Khánh", "Lan",  "Linh", "Long",  "Mai",   "Nam", "Nga", "Phúc", "Quân",
                                                      "Sơn",   "Tâm",  "Thảo", "Trang", "Tuấn",  "Vân", "Yến"};
        const auto pick = [&](const auto& names) { return std::string(names[stage_.random() % std::size(names)]); };
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
        store_->Insert(account);
        return account;
    }

    identity::Officer Appoint(const std::string& login, const Unit& unit, const Role& role) {
        auto account = AddAccount(AccountKind::officer, login, Name());
        identity::Appointment appointment{unit.id, role, role.name().vi};
        store_->Appoint(account.id, appointment);
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

    bool IsHome(const Unit& unit) const {
        const auto* name = stage_.era == organisation::Era::three_levels_2023 ? "Phường Điện Biên" : "Phường Hạc Thành";
        return unit.level == organisation::Level::commune && unit.short_name == name;
    }

    // Every office, so that whatever is applied for is somebody's to handle.
    void AppointEveryone() {
        const auto units = house_.platform().units.Now();
        const auto today = house_.platform().clock.Now().LocalDate();
        for (const auto level : {organisation::Level::province, organisation::Level::district, organisation::Level::commune})
            for (const auto* unit : units->Existing(level, today)) Staff(*unit);
        // What modules do together begins at home.
        std::ranges::stable_partition(stage_.offices, [&](const DemoOffice& office) { return office.unit == stage_.home; });
        if (stage_.scale) FillPosts();
        Appoint("quantri", *units->FindByKey("tinh-38"), "operator");
        for (const char* login : {"truongca.soc", "truc.soc"})
            stage_.analysts.push_back(Appoint(login, *units->FindByKey("so-khoa-hoc-va-cong-nghe"), "analyst"));
    }

    void Staff(const Unit& unit) {
        const bool home = IsHome(unit);
        auto slug = home ? std::string("hacthanh") : Slug(unit);
        if (!home && !used_.insert(slug).second) slug += unit.gso_code.empty() ? "2" : unit.gso_code;
        DemoOffice office{.unit = unit.id,
                          .clerk = Appoint("motcua." + slug, unit, "clerk"),
                          .leader = {},
                          .specialists = {Appoint("chuyenvien." + slug, unit, "specialist")}};
        office.leader = Appoint("lanhdao." + slug, unit, "leader");
        if (home || stage_.scale) office.specialists.push_back(Appoint("chuyenvien2." + slug, unit, "specialist"));
        if (home) {
            stage_.home = unit.id;
            stage_.clerk = office.clerk;
            stage_.specialist = office.specialists.front();
            stage_.other_specialist = office.specialists.back();
            stage_.leader = office.leader;
        }
        staffed_.push_back(unit.id);
        if (unit.level == organisation::Level::commune) stage_.offices.push_back(std::move(office));
    }

    // Colleagues until the province has its officers, as many in each office as in the next: one of ten at the counter, one a
    // leader.
    void FillPosts() {
        const auto units = house_.platform().units.Now();
        for (std::size_t next = 0, made = staffed_.size() * 4; made < static_cast<std::size_t>(stage_.scale->officers);
             ++made, ++next) {
            const auto& unit = *units->Find(staffed_[next % staffed_.size()]);
            const auto turn = next / staffed_.size() % 10;
            const std::string_view role = turn == 3 ? "clerk" : turn == 7 ? "leader" : "specialist";
            Appoint(fmt::format("canbo.{:05}", next + 1), unit, std::string(role));
        }
    }

    void MakePeople() {
        auto& people = stage_.people;
        people.push_back(AddAccount(AccountKind::citizen, "038190001234", "Lê Thị Hoa", "038190001234"));
        people.push_back(AddAccount(AccountKind::business, "2800123452", "Công ty TNHH Đông Sơn Xanh", "2800123452"));
        const identity::Proof seen{identity::ProofLevel::counter, house_.platform().clock.Now(), stage_.home,
                                   stage_.clerk.account.id};
        for (auto& person : people) {
            store_->SetProof(person.id, person.person_number, person.name, seen);
            person.proof = seen;
        }
        for (int index = 0; index < (stage_.scale ? stage_.scale->citizens : kHandful); ++index) {
            const auto number = fmt::format("0380{:02}{:06}", 60 + index % 40, (100000 + index * 7919) % 1'000'000);
            people.push_back(AddAccount(AccountKind::citizen, number, Name(), number));
        }
    }

    House& house_;
    std::string hash_, report_;
    std::set<std::string> used_;
    std::vector<UnitId> staffed_;
    identity::AccountStore* store_ = nullptr;  // while everybody is made
    DemoStage stage_;
};

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

// How much of a province; none: a handful.
Result<std::optional<DemoScale>> ReadScale(const Arguments& arguments, bool province) {
    DemoScale scale;
    for (auto& [name, number, most] :
         {std::tuple("dossiers", &scale.dossiers, 10'000'000), std::tuple("officers", &scale.officers, 100'000),
          std::tuple("citizens", &scale.citizens, 900'000)}) {
        if (!arguments.Has(name)) continue;
        const auto said = ToNumber(arguments.Value(name, ""));
        if (!province || said < 1 || said > most)
            return std::unexpected(
                Refusal{"COMMAND_SCALE",
                        Say("--{1} belongs to --scale province and is a number from 1 to {2}", name, std::to_string(most)), ""});
        *number = static_cast<int>(said);
    }
    if (!province) return std::nullopt;
    return scale;
}

}  // namespace

int Demo(const std::vector<std::string>& given) {
    auto options = kConfigurationOptions;
    options.insert(options.end(), {"scale", "era", "dossiers", "officers", "citizens"});
    const auto arguments = ParseArguments(given, options, {"json"});
    if (!arguments) return Complain(arguments.error(), 2);
    auto configuration = ReadConfiguration(*arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    const auto scale = arguments->Value("scale", "small"), era = arguments->Value("era", "2025");
    if ((scale != "small" && scale != "province") || (era != "2023" && era != "2025"))
        return Complain({"COMMAND_SCALE", Say("--scale is small or province, --era is 2023 or 2025"), ""}, 2);
    const auto wanted = ReadScale(*arguments, scale == "province");
    if (!wanted) return Complain(wanted.error(), 2);
    if (era == "2023" && configuration->clock_from.empty()) configuration->clock_from = "2023-10-02";
    if (!MayHoldDemonstration(configuration->data)) return Complain(NotForDemonstration(configuration->data), 1);
    auto house = House::Open(*configuration, Durability::fast);
    if (!house) return Complain(house.error(), 1);
    // A database of its own may hold people even when the folder is empty.
    const bool made = std::filesystem::exists(configuration->data + "/demonstration");
    if (!made && (*house)->database().Read([](Transaction& tx) { return identity::AccountStore(tx).Any(); }))
        return Complain(NotForDemonstration(configuration->data), 1);
    Demonstration demonstration(**house, *wanted,
                                era == "2023" ? organisation::Era::three_levels_2023 : organisation::Era::two_levels_2025);
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
