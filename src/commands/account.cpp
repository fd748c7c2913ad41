// The people who work here, from the server's own console: for the first days, for scripts, and for when nobody can come in.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <ranges>

#include "commands/commands.h"
#include "commands/house.h"
#include "commands/province.h"
#include "core/command_line.h"
#include "core/csv.h"
#include "core/read_file.h"
#include "core/text.h"
#include "platform/identity/posts.h"
#include "platform/identity/staff.h"
#include "platform/identity/staff_list.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/delegation_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/organisation/directory.h"

namespace dongson::commands {

namespace {

using identity::Access;
using identity::Manager;
using storage::Transaction;

Manager Console() {
    const char* user = std::getenv("SUDO_USER");      // NOLINT(concurrency-mt-unsafe): before any thread that sets one
    if (user == nullptr) user = std::getenv("USER");  // NOLINT(concurrency-mt-unsafe)
    return {{}, Say("Tại máy chủ: {1}", user == nullptr ? "?" : user).In(Language::vietnamese)};
}

int ComplainOfAll(const Refusals& refusals) {
    int status = 1;
    for (const auto& refusal : refusals) status = Complain(refusal, 1);
    return status;
}

std::optional<identity::Account> OfficerBy(const Platform& platform, std::string_view login) {
    auto account = platform.storage.Read([&](Transaction& tx) { return identity::AccountStore(tx).GetByLogin(Lower(login)); });
    if (account && account->kind != identity::AccountKind::officer) account.reset();
    return account;
}

int Show(const Access& access) {
    fmt::print("{}: code {}, once, until {}\n", access.account.login, access.code, access.until.Local());
    return 0;
}

// One row of a list: a person and a post are checked in one place, whichever way they come.
Result<identity::StaffPlan> PlanOf(const Platform& platform, const Arguments& arguments, const std::string& login,
                                   const std::string& name) {
    return identity::PlanStaff(
        platform,
        CsvLine({"login", "name", "unit", "role", "position", "email", "phone", "from", "until"}) +
            CsvLine({login, name, arguments.Value("unit"), arguments.Value("role"), arguments.Value("position"),
                     arguments.Value("email"), arguments.Value("phone"), arguments.Value("from"), arguments.Value("until")}));
}

int CarryOutOne(const Platform& platform, const Result<identity::StaffPlan>& plan) {
    if (!plan) return Complain(plan.error(), 1);
    if (!plan->faults.empty()) return Complain({"STAFF_LIST_FAULTS", {plan->faults[0].why, {}}, ""}, 1);
    const auto given = identity::CarryOut(platform, Console(), *plan, identity::Faulty::refuse);
    if (!given) return Complain(given.error(), 1);
    for (const auto& access : *given) Show(access);
    if (given->empty()) fmt::print("{}\n", identity::RowEffectName(plan->rows[0].effect));
    return 0;
}

int Add(const Platform& platform, const Arguments& arguments, const std::string& login) {
    const auto name = arguments.Value("name");
    if (arguments.Has("unit") || arguments.Has("role")) {
        if (OfficerBy(platform, login))
            return Complain({"STAFF_LOGIN_TAKEN", Say("Tên đăng nhập {1} đã có người dùng.", login), ""}, 1);
        return CarryOutOne(platform, PlanOf(platform, arguments, login, name));
    }
    const auto access = identity::Hire(platform, Console(), {login, name, arguments.Value("email"), arguments.Value("phone")});
    return access ? Show(*access) : ComplainOfAll(access.error());
}

// Of --unit; none: every unit.
Result<UnitId> WantedUnit(const organisation::Units& units, Date today, const Arguments& arguments) {
    return arguments.Has("unit") ? identity::UnitNamed(units, today, arguments.Value("unit")) : Result<UnitId>(UnitId{});
}

int List(const Platform& platform, const Arguments& arguments) {
    const auto units = platform.units.Now();
    const auto today = platform.clock.Now().LocalDate();
    const auto wanted = WantedUnit(*units, today, arguments);
    if (!wanted) return Complain(wanted.error(), 1);
    const auto [officers, posts] = platform.storage.Read([](Transaction& tx) {
        identity::StaffStore staff(tx);
        auto all = staff.Officers();
        return std::pair(std::move(all), staff.Posts());
    });
    std::map<AccountId, std::vector<identity::Appointment>> held_by;
    for (const auto& post : posts)
        if (post.held.HeldOn(today)) held_by[post.account].push_back(post.held);
    for (const auto& officer : officers) {
        std::string held;
        bool shown = !*wanted;
        for (const auto& post : held_by[officer.id]) {
            held += (held.empty() ? "" : "; ") + post.position + ", " + units->NameOf(post.unit) + " (" + post.role.key() + ")";
            shown = shown || post.unit == *wanted;
        }
        const auto* state = officer.disabled ? "disabled" : officer.has_password ? "active" : "waits for the first sign-in";
        if (shown) fmt::print("{:<24} {}  [{}]  {}\n", officer.login, officer.name, state, held.empty() ? "–" : held);
    }
    return 0;
}

// Who stands in for whom, the newest first.
int ListDelegations(const Platform& platform, const Arguments& arguments) {
    const auto units = platform.units.Now();
    const auto today = platform.clock.Now().LocalDate();
    const auto wanted = WantedUnit(*units, today, arguments);
    if (!wanted) return Complain(wanted.error(), 1);
    const bool csv = arguments.Has("csv");
    if (csv)
        fmt::print("{}",
                   CsvLine({"id", "unit", "from", "position", "to", "capabilities", "signs", "basis", "first", "last", "state"}));
    const auto delegations = platform.storage.Read([&](Transaction& tx) {
        auto all = identity::DelegationStore(tx).All();
        identity::AccountStore accounts(tx);
        identity::HoldAgainstPosts(accounts, *units, today, all);
        return all;
    });
    for (const auto& each : delegations) {
        if (*wanted && each.unit != *wanted) continue;
        const auto state = identity::DelegationStateWord(identity::StateOn(each, today));
        const auto given = Join(each.capabilities, " ");
        if (csv)
            fmt::print("{}", CsvLine({ToText(each.id), units->NameOf(each.unit), ForSheets(each.from_name),
                                      ForSheets(each.from_position), ForSheets(each.to_name), given,
                                      std::string(identity::SignsPrefix(each.signs)), ForSheets(each.basis), each.first.Iso(),
                                      each.last.Iso(), std::string(state)}));
        else
            fmt::print("{} – {}  [{}]  {} for {}, {}, {}: {} {}({})\n", each.first.Iso(), each.last.Iso(), state, each.to_name,
                       each.from_name, each.from_position, units->NameOf(each.unit), given,
                       each.signs == identity::SignsAs::own_name ? "" : std::string(identity::SignsPrefix(each.signs)) + " ",
                       each.basis);
    }
    return 0;
}

int End(const Platform& platform, const Arguments& arguments, const identity::Account& account) {
    const auto today = platform.clock.Now().LocalDate();
    const auto last = arguments.Has("on") ? Date::ParseSpoken(arguments.Value("on")) : std::optional(today);
    if (!last) return Complain({"COMMAND_DAY", Say("--on is a day: 2026-12-31"), ""}, 2);
    const auto unit = identity::UnitNamed(*platform.units.Now(), today, arguments.Value("unit"));
    if (!unit) return Complain(unit.error(), 1);
    const auto role = identity::RoleNamed(arguments.Value("role"));
    if (!role) return Complain({"STAFF_ROLE", Say("Chọn vai trò."), ""}, 1);
    const auto posts = platform.storage.Read([&](Transaction& tx) { return identity::StaffStore(tx).PostsOf(account.id); });
    const auto found = std::ranges::find_if(posts, [&](const auto& post) {
        return post.held.unit == *unit && post.held.role == *role && (!post.held.until || *post.held.until >= today);
    });
    if (found == posts.end()) return Complain({"STAFF_NO_POST", Say("{1} không giữ chức vụ này.", account.name), ""}, 1);
    const auto ended = identity::EndPost(platform, Console(), found->held.id, *last, arguments.Value("reason"));
    return ended ? (fmt::print("{}: until {}\n", account.login, last->Iso()), 0) : Complain(ended.error(), 1);
}

// A file that is not there yet, for its owner alone; made before anything is done that could not be told again.
class NewFile {
  public:
    explicit NewFile(const std::string& path) : file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {}
    ~NewFile() {
        if (file_ >= 0) ::close(file_);
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    bool made() const { return file_ >= 0; }
    bool Write(std::string_view text) const {
        while (!text.empty()) {
            const auto written = ::write(file_, text.data(), text.size());
            if (written <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(written));
        }
        return ::fsync(file_) == 0;
    }

  private:
    int file_;
};

Refusal NotWritten(const std::string& path) {
    return {"COMMAND_FILE", Say("cannot make {1}; a file that is there is not written over", path), ""};
}

int ImportList(const Platform& platform, const Arguments& arguments, const std::string& path) {
    const auto bytes = ReadFile(path);
    if (!bytes) return Complain({"COMMAND_FILE", Say("cannot read {1}", path), ""}, 2);
    const auto plan = identity::PlanStaff(platform, *bytes);
    if (!plan) return Complain(plan.error(), 1);
    using identity::RowEffect;
    constexpr std::size_t kShown = 200;  // of a list of thousands; the rest is counted
    for (const auto& row : plan->rows | std::views::take(kShown))
        if (row.effect != RowEffect::nothing)
            fmt::print("{:>6}  {:<24} {}{}\n", row.line, row.officer.login, identity::RowEffectName(row.effect),
                       row.what.empty() ? "" : ": " + row.what);
    for (const auto& fault : plan->faults | std::views::take(kShown)) fmt::print(stderr, "line {}: {}\n", fault.line, fault.why);
    if (plan->rows.size() > kShown || plan->faults.size() > kShown)
        fmt::print("… only the first {} are shown; --faults FILE takes every faulty row\n", kShown);
    if (arguments.Has("faults") && !plan->faults.empty())
        if (const NewFile file(arguments.Value("faults")); !file.made() || !file.Write(identity::FaultsAsCsv(*plan)))
            return Complain(NotWritten(arguments.Value("faults")), 1);
    fmt::print("{} new, {} further posts, {} changed, {} as before, {} faulty\n", plan->Count(RowEffect::hires),
               plan->Count(RowEffect::appoints), plan->Count(RowEffect::changes), plan->Count(RowEffect::nothing),
               plan->faults.size());
    if (!arguments.Has("commit")) return plan->faults.empty() ? 0 : 1;
    if (plan->Count(RowEffect::hires) > 0 && !arguments.Has("codes"))
        return Complain({"COMMAND_CODES", Say("--codes FILE takes the codes of the new accounts: they are shown only once"), ""},
                        2);
    std::optional<NewFile> file;
    if (plan->Count(RowEffect::hires) > 0)
        if (!file.emplace(arguments.Value("codes")).made()) return Complain(NotWritten(arguments.Value("codes")), 1);
    const auto given = identity::CarryOut(platform, Console(), *plan,
                                          arguments.Has("only-good") ? identity::Faulty::leave_out : identity::Faulty::refuse);
    if (!given) return Complain(given.error(), 1);
    std::string codes = CsvLine({"login", "name", "code", "until"});
    for (const auto& access : *given)
        codes += CsvLine({access.account.login, ForSheets(access.account.name), access.code, access.until.Local()});
    if (!given->empty() && !file->Write(codes))
        return Complain(
            {"COMMAND_FILE", Say("cannot write {1}; give new codes with dongson account reset", arguments.Value("codes")), ""},
            1);
    fmt::print("done\n");
    return 0;
}

int Run(const Platform& platform, const Arguments& arguments) {
    const auto& act = arguments.words[0];
    if (act == "list") return List(platform, arguments);
    if (act == "delegations") return ListDelegations(platform, arguments);
    if (arguments.words.size() < 2) return Complain({"COMMAND_WORDS", Say("whose? see dongson account --help"), ""}, 2);
    const auto& login = arguments.words[1];
    if (act == "import") return ImportList(platform, arguments, login);
    if (act == "add") return Add(platform, arguments, login);
    const auto account = OfficerBy(platform, login);
    if (!account) return Complain(Refusal::NotFound(Say("Không có cán bộ nào có tên đăng nhập {1}.", login)), 1);
    if (act == "appoint") return CarryOutOne(platform, PlanOf(platform, arguments, account->login, account->name));
    if (act == "end") return End(platform, arguments, *account);
    const auto reason = arguments.Value("reason");
    if (act == "disable") {
        const auto done = identity::Disable(platform, Console(), account->id, reason);
        return done ? (fmt::print("{}: disabled\n", account->login), 0) : Complain(done.error(), 1);
    }
    if (act == "enable" || act == "reset") {
        const auto access = act == "enable" ? identity::Enable(platform, Console(), account->id, reason)
                                            : identity::RenewAccess(platform, Console(), account->id, reason);
        return access ? Show(*access) : Complain(access.error(), 1);
    }
    if (act == "end-sessions") {
        const auto ended = identity::EndSessions(platform, Console(), account->id, reason);
        return ended ? (fmt::print("{}: {} sessions ended\n", account->login, *ended), 0) : Complain(ended.error(), 1);
    }
    return Complain({"COMMAND_WORDS", Say("unknown act {1}; see dongson account --help", act), ""}, 2);
}

}  // namespace

int AccountCommand(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given,
                                          {"config", "data", "database", "name", "email", "phone", "unit", "role", "position",
                                           "from", "until", "on", "reason", "codes", "faults"},
                                          {"commit", "only-good", "csv"});
    if (!arguments) return Complain(arguments.error(), 2);
    if (arguments->words.empty()) return Complain({"COMMAND_WORDS", Say("which act? see dongson account --help"), ""}, 2);
    auto configuration = ReadConfiguration(*arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    configuration->roles = {"console"};  // none that a server has
    const Refusal nothing{"SETUP_WANTED", Say("{1} is not set up: dongson setup --data {1}", configuration->data), ""};
    if (configuration->database.empty() && !std::filesystem::exists(configuration->data + "/dongson.db"))
        return Complain(nothing, 1);
    const auto house = House::Open(*configuration);
    if (!house) return Complain(house.error(), 1);
    if (IsEmpty((*house)->platform())) return Complain(nothing, 1);
    return Run((*house)->platform(), *arguments);
}

}  // namespace dongson::commands
