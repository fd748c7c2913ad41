#include "commands/province.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "commands/modules.h"
#include "core/csv.h"
#include "core/embedded.h"
#include "core/log.h"
#include "core/print_letters.h"
#include "core/read_file.h"
#include "core/text.h"
#include "core/write_file.h"
#include "platform/identity/staff_list.h"
#include "platform/identity/storage/account_store.h"
#include "platform/organisation/directory.h"

namespace dongson::commands {

namespace {

constexpr std::string_view kShippedUnits = "data/units/units.csv";
constexpr std::string_view kWrittenHere = "# Written by dongson setup";

// It is printed on papers and in codes, before a path.
bool IsAddress(std::string_view url) {
    for (const std::string_view scheme : {"https://", "http://"})
        if (url.starts_with(scheme)) {
            const auto host = url.substr(scheme.size());
            return !host.empty() && std::ranges::all_of(host, [](unsigned char c) {
                return std::isalnum(c) != 0 || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
            });
        }
    return false;
}

Refusals FaultsOf(const ProvinceWanted& wanted) {
    Refusals faults;
    const auto fault = [&](Sentence sentence, const char* option) {
        faults.push_back({"SETUP_REFUSED", std::move(sentence), option});
    };
    if (Length(Trim(wanted.province)) < 2) fault(Say("Nhập tên tỉnh, thành phố."), "province");
    if (const auto refusal = RefuseLetters(wanted.province, "province")) faults.push_back(*refusal);
    if (wanted.era != "2025" && wanted.era != "2023") fault(Say("Chọn 2025 (hai cấp) hoặc 2023 (ba cấp, để đào tạo)."), "era");
    if (!wanted.submission.empty() && wanted.submission != "national" && wanted.submission != "local")
        fault(Say("Chọn national (nộp tại Cổng Dịch vụ công quốc gia) hoặc local (nộp tại đây)."), "submission");
    if (!wanted.base_url.empty() && !IsAddress(wanted.base_url))
        fault(Say("Địa chỉ gồm https:// hoặc http:// và tên máy, không có gì sau đó: https://dichvucong.vidu.vn"), "base-url");
    constexpr std::size_t kLongest = 200;
    if (!IsUtf8(wanted.contact) || Length(wanted.contact) > kLongest)
        fault(Say("Liên hệ dài nhất {1} ký tự.", std::to_string(kLongest)), "contact");
    else if (const auto refusal = RefuseLetters(wanted.contact, "contact"))
        faults.push_back(*refusal);
    return faults;
}

// As YAML takes any text: in double quotes.
std::string Quoted(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
    }
    return quoted + "\"";
}

// Only what somebody was asked; everything else keeps its default and is explained in docs/operators/configuration.md.
std::string SettingsOf(const ProvinceWanted& wanted) {
    std::string settings = std::string(kWrittenHere) + "; every key is explained in docs/operators/configuration.md.\n";
    settings += "province: " + Quoted(Trim(wanted.province)) + "\n";
    settings += "submission: " + wanted.submission + "\n";
    if (!wanted.base_url.empty()) settings += "base_url: " + Quoted(wanted.base_url) + "\n";
    if (!wanted.contact.empty()) settings += "contact: " + Quoted(Trim(wanted.contact)) + "\n";
    if (wanted.era == "2023") settings += "clock_from: 2023-10-02\n";
    return settings;
}

bool Written(const std::string& path, const std::string& text) {
    try {
        WriteDurably(path, text);
        return true;
    } catch (const std::runtime_error&) {
        return false;
    }
}

Refusals Of(Refusal refusal, const char* option) {
    if (refusal.field.empty()) refusal.field = option;
    return {std::move(refusal)};
}

organisation::Era EraOf(std::string_view year) {
    return year == "2023" ? organisation::Era::three_levels_2023 : organisation::Era::two_levels_2025;
}

// The unit that stands above all others today.
const organisation::Unit* RootOf(const organisation::Units& units, Date day) {
    for (const auto* unit : units.Existing(organisation::Level::province, day))
        if (!unit->parent) return unit;
    return nullptr;
}

// Account and post in one transaction: there is no administrator without a post.
std::expected<identity::Access, Refusals> HireAdministrator(const Platform& platform, const ProvinceWanted& wanted) {
    const auto* root = RootOf(*platform.units.Now(), platform.clock.Now().LocalDate());
    if (root == nullptr)
        return std::unexpected(
            Refusals{{"SETUP_REFUSED", Say("Danh sách đơn vị không có đơn vị cấp tỉnh nào đứng đầu."), "units"}});
    const auto list = CsvLine({"login", "name", "unit", "role"}) + CsvLine({wanted.login, wanted.name, root->key, "operator"});
    auto plan = identity::PlanStaff(platform, list);
    if (!plan) return std::unexpected(Refusals{plan.error()});
    // Since ever: the clock of another era is set only when the server begins again.
    for (auto& row : plan->rows) row.post.from.reset();
    if (!plan->faults.empty())
        return std::unexpected(Refusals{{"SETUP_REFUSED", Say("Người quản trị đầu tiên: {1}", plan->faults[0].why), "admin"}});
    auto given = identity::CarryOut(platform, {{}, "dongson setup"}, *plan, identity::Faulty::refuse);
    if (!given) return std::unexpected(Refusals{given.error()});
    return std::move(given->at(0));
}

}  // namespace

bool HasOwnSettings(const Configuration& configuration) {
    if (configuration.source.empty()) return false;
    const auto text = ReadFile(configuration.source, kWrittenHere.size());
    return configuration.source != ConfigurationIn(configuration.data) || text != kWrittenHere;
}

std::string ToTypeAgain(const Configuration& configuration) {
    const bool beside = !configuration.source.empty() && configuration.source != ConfigurationIn(configuration.data);
    // The command line's database stands in no file. A password is the reader's to type.
    const bool elsewhere = configuration.settings.By("database") == SaidBy::command_line && !configuration.database.empty();
    return (beside ? "--config " + configuration.source + " " : std::string()) + "--data " + configuration.data +
           (elsewhere ? " --database '" + configuration.settings.Shown("database") + "'" : std::string());
}

bool IsEmpty(const Platform& platform) {
    return !platform.storage.Read([](storage::Transaction& tx) { return identity::AccountStore(tx).Any(); });
}

std::expected<ProvinceMade, Refusals> MakeProvince(const Platform& platform, const Configuration& configuration,
                                                   const ProvinceWanted& asked) {
    auto wanted = asked;
    const bool own = HasOwnSettings(configuration);
    if (own) {
        wanted.province = configuration.province;
        wanted.submission = configuration.submission;
        wanted.base_url = wanted.contact = "";
        wanted.era = configuration.clock_from.empty() ? "2025" : "2023";
    }
    if (wanted.submission.empty()) wanted.submission = wanted.era == "2023" ? "local" : "national";
    auto faults = FaultsOf(wanted);
    const auto today = platform.clock.Now().LocalDate();
    if (const auto login = identity::ParseLogin(wanted.login, today); !login) {
        faults.push_back(login.error());
        faults.back().field = "admin";
    }
    if (Length(OneSpaced(wanted.name)) < 2)
        faults.push_back({"SETUP_REFUSED", Say("Nhập họ và tên người quản trị đầu tiên."), "admin-name"});
    if (!faults.empty()) return std::unexpected(std::move(faults));
    if (!IsEmpty(platform))
        return std::unexpected(
            Refusals{{"SETUP_DONE", Say("Thư mục này đã có tài khoản. Thêm người bằng dongson account hoặc trang quản trị."), "",
                      RefusalKind::conflict}});

    const auto source = wanted.units.empty() ? std::string(kShippedUnits) : wanted.units;
    const auto bytes = wanted.units.empty() ? std::optional(std::string(Embedded(kShippedUnits))) : ReadFile(wanted.units);
    if (!bytes) return std::unexpected(Refusals{{"SETUP_REFUSED", Say("Không đọc được tệp {1}.", wanted.units), "units"}});
    const auto units = organisation::ParseUnits(*bytes, source);
    if (!units) return std::unexpected(Of(units.error(), "units"));
    if (const auto imported = organisation::ImportUnits(platform.storage, *units); !imported)
        return std::unexpected(Of(imported.error(), "units"));
    platform.units.Load(platform.storage);

    ProvinceMade made{.loaded = {Say("{1} đơn vị", std::to_string(units->size()))},
                      .configuration = own ? configuration.source : ConfigurationIn(configuration.data),
                      .administrator = {}};
    const Shipment shipment{
        .platform = platform, .era = EraOf(wanted.era), .demonstration = false, .own_units = wanted.units.empty()};
    for (const auto* module : Modules()) {
        if (module->load == nullptr) continue;
        const auto loaded = module->load(shipment);
        if (!loaded) return std::unexpected(Of(loaded.error(), ""));
        if (!loaded->counted.empty()) made.loaded.push_back(loaded->counted);
    }
    if (!own && !Written(made.configuration, SettingsOf(wanted)))
        return std::unexpected(Refusals{{"SETUP_REFUSED", Say("Không ghi được {1}.", made.configuration), ""}});
    auto administrator = HireAdministrator(platform, wanted);
    if (!administrator) return std::unexpected(administrator.error());
    made.administrator = *std::move(administrator);
    Log(Severity::info, "PROVINCE_SET_UP", {{"province", wanted.province}, {"user.name", made.administrator.account.login}});
    return made;
}

}  // namespace dongson::commands
