#include "platform/identity/staff_list.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "core/bytes.h"
#include "core/csv.h"
#include "core/log.h"
#include "core/print_letters.h"
#include "core/text.h"
#include "platform/identity/person_number.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/identity/two_people.h"
#include "platform/organisation/directory.h"
#include "platform/organisation/find_units.h"

namespace dongson::identity {

using storage::Transaction;

namespace {

constexpr std::size_t kMostRows = 50'000, kMostColumns = 100;

enum Column : unsigned char { kLogin, kName, kUnit, kRole, kPosition, kEmail, kPhone, kFrom, kUntil, kColumns };
constexpr std::array<std::array<std::string_view, 2>, kColumns> kNames{{{"login", "ten dang nhap"},
                                                                        {"name", "ho va ten"},
                                                                        {"unit", "don vi"},
                                                                        {"role", "vai tro"},
                                                                        {"position", "chuc vu"},
                                                                        {"email", "thu dien tu"},
                                                                        {"phone", "so dien thoai"},
                                                                        {"from", "tu ngay"},
                                                                        {"until", "den ngay"}}};
constexpr Column kMust[] = {kLogin, kName, kUnit, kRole};

std::unexpected<Refusal> NoList(Sentence sentence) {
    return std::unexpected(Refusal{"STAFF_LIST", std::move(sentence), "tep"});
}

// Spreadsheets of this country write semicolons, others commas or tabs: the header's own.
char SeparatorOf(std::string_view text) {
    const auto header = text.substr(0, text.find('\n'));
    constexpr std::string_view kSeparators = ";,\t";
    return *std::ranges::max_element(kSeparators, {}, [&](char c) { return std::ranges::count(header, c); });
}

using Places = std::array<std::optional<std::size_t>, kColumns>;

Result<Places> PlacesOf(const CsvRow& header) {
    Places places;
    for (std::size_t at = 0; at < header.cells.size(); ++at) {
        const auto name = Fold(Trim(header.cells[at]));
        for (std::size_t column = 0; column < kColumns; ++column)
            if (name == kNames[column][0] || name == kNames[column][1]) {
                if (places[column]) return NoList(Say("Cột “{1}” có hai lần.", header.cells[at]));
                places[column] = at;
            }
    }
    for (const auto column : kMust)
        if (!places[column])
            return NoList(
                Say("Dòng đầu thiếu cột “{1}” ({2}). Các cột: login, name, unit, role, position, email, phone, from, until.",
                    kNames[column][0], kNames[column][1]));
    return places;
}

// Which unit a list means: a name is enough while only one unit of that day bears it.
class UnitNames {
  public:
    UnitNames(const organisation::Units& units, Date day) : units_(units), day_(day) {
        for (const auto& unit : units.all())
            if (unit.ExistsOn(day) || (unit.valid_from && *unit.valid_from > day))
                for (const auto& name : {unit.name, unit.short_name}) by_name_[Fold(name)].insert(&unit);
    }

    Result<UnitId> Find(std::string_view text) const {
        if (const auto* unit = units_.FindByKey(text)) return unit->id;
        if (const auto* unit = units_.FindByOrgCode(text, day_)) return unit->id;
        const auto found = by_name_.find(Fold(text));
        if (found == by_name_.end()) return std::unexpected(Refusal{"STAFF_UNIT", Say("không có đơn vị “{1}”", text), "don_vi"});
        if (found->second.size() > 1)
            return std::unexpected(
                Refusal{"STAFF_UNIT",
                        Say("có {1} đơn vị tên “{2}”: ghi mã của đơn vị", std::to_string(found->second.size()), text), "don_vi"});
        return (*found->second.begin())->id;
    }

  private:
    const organisation::Units& units_;
    Date day_;
    std::map<std::string, std::set<const organisation::Unit*>, std::less<>> by_name_;
};

// Reads rows one after another and holds each against what is there and what the rows before it said.
class Planner {
  public:
    Planner(const Platform& platform, const Places& places)
        : today_(platform.clock.Now().LocalDate()), places_(places), units_(platform.units.Now()), names_(*units_, today_) {
        platform.storage.Read([&](Transaction& tx) {
            StaffStore staff(tx);
            for (auto& officer : staff.Officers()) officers_.emplace(officer.login, std::move(officer));
            for (auto& post : staff.Posts()) posts_[post.account].push_back(std::move(post.held));
            return 0;
        });
    }

    void Take(const CsvRow& row, StaffPlan& plan) {
        std::vector<std::string> why;
        auto planned = Read(row, why);
        if (why.empty()) Compare(planned, why);
        if (why.empty())
            plan.rows.push_back(std::move(planned));
        else
            plan.faults.push_back({row.line, row.cells, Join(why, "; ")});
    }

  private:
    // An apostrophe that was put before what a spreadsheet would run (ForSheets) is none of the text.
    std::string Cell(const CsvRow& row, Column column) const {
        const auto place = places_[column];
        auto cell = place && *place < row.cells.size() ? Trim(row.cells[*place]) : std::string_view();
        if (cell.starts_with('\'') && LooksLikeFormula(cell.substr(1))) cell.remove_prefix(1);
        return std::string(cell);
    }

    std::optional<Date> Day(const CsvRow& row, Column column, std::vector<std::string>& why) const {
        const auto text = Cell(row, column);
        if (text.empty()) return std::nullopt;
        const auto day = Date::ParseSpoken(text);
        if (!day) why.push_back(Say("“{1}” không phải ngày", text).Now());
        return day;
    }

    StaffRow Read(const CsvRow& row, std::vector<std::string>& why) const {
        StaffRow planned{.line = row.line};
        const auto take = [&](const auto& parsed, auto& place) {
            if (parsed)
                place = *parsed;
            else
                why.push_back(parsed.error().sentence.Now());
        };
        auto& officer = planned.officer;
        take(ParseLogin(Cell(row, kLogin), today_), officer.login);
        officer.name = OneSpaced(Cell(row, kName));
        if (Length(officer.name) < 2) why.push_back(Say("thiếu họ và tên").Now());
        if (Length(officer.name) > kLongestName) why.push_back(Say("họ và tên quá dài").Now());
        if (const auto refusal = RefuseLettersOfName(officer.name, "")) why.push_back(refusal->sentence.Now());
        if (const auto email = Cell(row, kEmail); !email.empty()) take(ParseEmail(email), officer.email);
        if (const auto phone = Cell(row, kPhone); !phone.empty()) take(ParsePhone(phone), officer.phone);
        auto& post = planned.post;
        take(names_.Find(Cell(row, kUnit)), post.unit);
        if (const auto role = RoleNamed(Cell(row, kRole)))
            post.role = *role;
        else
            why.push_back(Say("không có vai trò “{1}”: {2}", Cell(row, kRole), RoleKeys()).Now());
        post.position = OneSpaced(Cell(row, kPosition));
        if (const auto refusal = RefuseLetters(post.position, "")) why.push_back(refusal->sentence.Now());
        if (Length(post.position) > kLongestPosition) why.push_back(Say("chức vụ quá dài").Now());
        post.from = Day(row, kFrom, why);
        post.until = Day(row, kUntil, why);
        const auto first = post.from.value_or(today_);
        if (post.until && *post.until < first)
            why.push_back(Say("ngày cuối trước ngày đầu").Now());
        else if (post.until && *post.until < today_)
            why.push_back(Say("chức vụ đã qua: quá khứ không đổi").Now());
        if (const auto* unit = units_->Find(post.unit); unit != nullptr && !unit->ExistsOn(first))
            why.push_back(Say("{1} không hoạt động vào ngày {2}", unit->short_name, first.Spoken()).Now());
        return planned;
    }

    // What the row would change, of what is there and what earlier rows of the list say.
    void Compare(StaffRow& planned, std::vector<std::string>& why) {
        const auto before = said_.find(planned.officer.login);
        if (before != said_.end() && before->second != planned.officer.name)
            why.push_back(Say("tên đăng nhập {1} đã dùng ở dòng khác cho {2}", planned.officer.login, before->second).Now());
        const auto found = officers_.find(planned.officer.login);
        if (found != officers_.end()) {
            planned.account = found->second.id;
            if (found->second.disabled) why.push_back(Say("tài khoản đã ngừng dùng").Now());
            if (found->second.name != planned.officer.name)
                why.push_back(Say("tên đăng nhập này là của {1}", found->second.name).Now());
        }
        const auto held = HeldAlready(planned);
        if (held) CheckDays(planned, *held, why);
        const std::tuple added{planned.officer.login, planned.post.unit, planned.post.role};
        if (added_.contains(added)) why.push_back(Say("chức vụ này đã có ở dòng khác").Now());
        if (!why.empty()) return;
        const bool is_new = found == officers_.end() && before == said_.end();
        said_.emplace(planned.officer.login, planned.officer.name);
        added_.insert(added);
        if (!held) {
            if (planned.post.position.empty()) planned.post.position = planned.post.role.name().vi;
            if (!planned.post.from) planned.post.from = today_;
        }
        std::vector<std::string> changes;
        if (held) CompareHeld(planned, *held, changes);
        if (found != officers_.end()) CompareContact(planned, found->second, changes);
        planned.what = Join(changes, "; ");
        if (found == officers_.end())
            planned.effect = is_new ? RowEffect::hires : RowEffect::appoints;
        else if (!held)
            planned.effect = RowEffect::appoints;
        else
            planned.effect = changes.empty() ? RowEffect::nothing : RowEffect::changes;
    }

    std::optional<Appointment> HeldAlready(const StaffRow& planned) const {
        const auto posts = posts_.find(planned.account);
        if (!planned.account || posts == posts_.end()) return std::nullopt;
        for (const auto& held : posts->second)
            if (held.unit == planned.post.unit && held.role == planned.post.role &&
                held.Meets(planned.post.from.value_or(today_), planned.post.until))
                return held;
        return std::nullopt;
    }

    // What of the days of a post that is held already cannot be so.
    void CheckDays(const StaffRow& planned, const Appointment& held, std::vector<std::string>& why) const {
        const auto& post = planned.post;
        if (!post.from && held.from && *held.from > today_)
            why.push_back(Say("chức vụ này bắt đầu ngày {1}: ghi ngày đầu của dòng này", held.from->Spoken()).Now());
        if (post.until && held.from && *post.until < *held.from) why.push_back(Say("ngày cuối trước ngày đầu").Now());
        if (post.from && post.from != held.from)
            why.push_back(Say("chức vụ này đang giữ từ {1}: ngày đầu không đổi được",
                              held.from ? held.from->Spoken() : Say("trước khi ghi ngày").Now())
                              .Now());
        if (post.until && post.until != held.until && WantsTwoPeople(post.role))
            why.push_back(Say("ngày cuối của người ký duyệt hoặc quản trị thì đổi ở trang của người ấy").Now());
        if (post.until && held.until && *post.until > *held.until)
            why.push_back(
                Say("chức vụ này kết thúc ngày {1}: muốn giữ lâu hơn thì giao việc mới từ ngày sau đó", held.until->Spoken())
                    .Now());
    }

    static void Compare(const Sentence& what, const std::string& was, std::string& is, std::vector<std::string>& changes) {
        if (is.empty()) is = was;
        if (was != is) changes.push_back(what.Now() + ": " + was + " → " + is);
    }

    static void CompareHeld(StaffRow& planned, const Appointment& held, std::vector<std::string>& changes) {
        Compare(Say("chức vụ"), held.position, planned.post.position, changes);
        if (planned.post.until && planned.post.until != held.until) {
            planned.ending = planned.post.until;
            changes.push_back(Say("ngày cuối").Now() + ": " + (held.until ? held.until->Spoken() : "–") + " → " +
                              planned.post.until->Spoken());
        }
        planned.held = held;
    }

    static void CompareContact(StaffRow& planned, const OfficerRow& officer, std::vector<std::string>& changes) {
        const auto before = changes.size();
        Compare(Say("thư điện tử"), officer.email, planned.officer.email, changes);
        Compare(Say("số điện thoại"), officer.phone, planned.officer.phone, changes);
        planned.contact = changes.size() > before;
    }

    Date today_;
    Places places_;
    std::shared_ptr<const organisation::Units> units_;
    UnitNames names_;
    std::map<std::string, OfficerRow, std::less<>> officers_;
    std::map<AccountId, std::vector<Appointment>> posts_;
    std::map<std::string, std::string, std::less<>> said_;  // whose login, by the rows before
    std::set<std::tuple<std::string, UnitId, Role>> added_;
};

}  // namespace

namespace {

constexpr std::size_t kMostOffered = 5;

// "hac thanh", "UBND phường Hạc Thành": the whole of its name, or all but what kind of unit it is.
bool IsCalled(const organisation::Unit& unit, std::string_view typed) {
    auto wanted = Fold(typed);
    for (const std::string_view office : {"ubnd ", "uy ban nhan dan "})
        if (wanted.starts_with(office)) wanted.erase(0, office.size());
    const auto name = Fold(unit.short_name);
    if (name == wanted) return true;
    return unit.level == organisation::Level::commune &&
           std::ranges::any_of(std::array{"phuong ", "xa "}, [&](const char* kind) { return name == kind + wanted; });
}

// With its code where two are called the same.
std::string Offered(const organisation::Unit& unit) {
    const auto& name = organisation::CalledByPeople(unit);
    return unit.org_code.empty() ? name : name + " (" + unit.org_code + ")";
}

}  // namespace

Result<UnitId> UnitNamed(const organisation::Units& units, Date day, std::string_view text) {
    const auto typed = Trim(text);
    const auto no = [](Sentence sentence) { return std::unexpected(Refusal{"STAFF_UNIT", std::move(sentence), "don_vi"}); };
    if (typed.empty()) return no(Say("Nhập đơn vị."));
    if (auto exact = UnitNames(units, day).Find(typed)) return exact;
    auto found = organisation::FindUnits(units, typed, day);
    std::erase_if(found, [](const organisation::FoundUnit& each) { return each.ended; });
    std::vector<const organisation::Unit*> called;
    for (const auto& each : found)
        if (IsCalled(*each.unit, typed)) called.push_back(each.unit);
    if (called.size() == 1) return called.front()->id;
    if (found.empty()) return no(Say("Không có đơn vị “{1}”. Nhập tên như Phường Hạc Thành, hoặc mã định danh.", typed));
    std::vector<std::string> names;
    for (const auto& each : found)
        if (names.size() < kMostOffered) names.push_back(Offered(*each.unit));
    return no(Say("Không rõ đơn vị “{1}”. Có phải một trong các đơn vị này: {2}?", typed, Join(names, "; ")));
}

std::string_view RowEffectName(RowEffect effect) {
    static constexpr std::string_view kEffects[] = {"Tạo tài khoản và giao việc", "Giao thêm việc", "Sửa", "Không đổi"};
    return kEffects[static_cast<int>(effect)];
}

std::size_t StaffPlan::Count(RowEffect effect) const {
    return static_cast<std::size_t>(std::ranges::count(rows, effect, &StaffRow::effect));
}

Result<StaffPlan> PlanStaff(const Platform& platform, std::string_view csv) {
    if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
    if (!IsUtf8(csv)) return NoList(Say("Tệp không phải UTF-8. Trong Excel hãy lưu dạng “CSV UTF-8”."));
    // Looked at before it is taken apart: a list of millions of lines or columns is none.
    const auto header = csv.substr(0, csv.find('\n'));
    if (static_cast<std::size_t>(std::ranges::count(csv, '\n')) > 2 * kMostRows)
        return NoList(Say("Mỗi lần nhiều nhất {1} dòng.", std::to_string(kMostRows)));
    if (static_cast<std::size_t>(std::ranges::count(header, SeparatorOf(csv))) >= kMostColumns)
        return NoList(Say("Dòng đầu có quá nhiều cột."));
    const auto rows = ParseCsv(csv, SeparatorOf(csv));
    if (rows.empty()) return NoList(Say("Tệp trống."));
    if (rows.size() - 1 > kMostRows) return NoList(Say("Mỗi lần nhiều nhất {1} dòng.", std::to_string(kMostRows)));
    const auto places = PlacesOf(rows.front());
    if (!places) return std::unexpected(places.error());
    Planner planner(platform, *places);
    StaffPlan plan{.columns = rows.front().cells, .rows = {}, .faults = {}};
    for (std::size_t at = 1; at < rows.size(); ++at) planner.Take(rows[at], plan);
    return plan;
}

std::string FaultsAsCsv(const StaffPlan& plan) {
    auto columns = plan.columns;
    columns.emplace_back("why");
    std::string csv = "\xEF\xBB\xBF" + CsvLine(columns);
    for (const auto& fault : plan.faults) {
        std::vector<std::string> cells(fault.cells.size());
        std::ranges::transform(fault.cells, cells.begin(), [](const auto& cell) { return ForSheets(cell); });
        cells.resize(plan.columns.size());
        cells.push_back(Say("dòng {1}: {2}", std::to_string(fault.line), fault.why).Now());
        csv += CsvLine(cells);
    }
    return csv;
}

std::string DigestOf(const StaffPlan& plan) {
    std::string text;
    for (const auto& row : plan.rows)
        text += CsvLine({std::to_string(row.line), row.officer.login, std::string(RowEffectName(row.effect)), row.what,
                         ToText(row.account), ToText(row.held.id), row.post.position, ToText(row.post.unit), row.post.role.key(),
                         Join(row.post.role.capabilities(), " ")});
    for (const auto& fault : plan.faults) text += CsvLine({std::to_string(fault.line), fault.why});
    return Hex(BytesOf(Digest(text)));
}

}  // namespace dongson::identity
