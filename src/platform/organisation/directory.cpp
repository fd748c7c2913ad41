#include "platform/organisation/directory.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <set>

#include "core/bytes.h"
#include "core/csv.h"
#include "core/text.h"
#include "platform/organisation/storage/unit_sql.h"
#include "platform/organisation/successors.h"

namespace dongson::organisation {

namespace {

Unit ReadUnit(storage::Row& row) {
    Unit unit{.id = row.Next<UnitId>(),
              .key = row.Next<std::string>(),
              .name = row.Next<std::string>(),
              .short_name = row.Next<std::string>(),
              .level = ParseLevel(row.Next<std::string>()).value_or(Level::province),
              .kind = row.Next<std::string>(),
              .parent = row.Next<UnitId>(),
              .valid_from = row.Next<std::optional<Date>>(),
              .valid_to = row.Next<std::optional<Date>>(),
              .gso_code = row.Next<std::string>(),
              .org_code = row.Next<std::string>(),
              .successors = {},
              .successors_basis = {}};
    const auto joined = row.Next<std::string>();
    for (const auto key : Split(joined, ';'))
        if (!key.empty()) unit.successors.emplace_back(key);
    unit.successors_basis = row.Next<std::string>();
    unit.successors_confirmed = row.Next<bool>();
    return unit;
}

bool OverlapInTime(const Unit& a, const Unit& b) {
    const bool a_before_b = a.valid_to && b.valid_from && *a.valid_to < *b.valid_from;
    const bool b_before_a = b.valid_to && a.valid_from && *b.valid_to < *a.valid_from;
    return !a_before_b && !b_before_a;
}

// Reads one line; what is wrong goes to `errors`.
std::optional<Unit> ReadLine(const CsvRow& row, std::vector<std::string>& errors, std::string_view source) {
    const auto fail = [&](const std::string& what) {
        errors.push_back(fmt::format("{}:{}: {}", source, row.line, what));
        return std::nullopt;
    };
    if (row.cells.size() != 11 && row.cells.size() != 12)
        return fail(fmt::format("11 columns are wanted (12 when successors are inferred), {} are here", row.cells.size()));
    Unit unit;
    unit.key = row.cells[0];
    unit.id = UnitIdOf(unit.key);
    unit.name = Normalise(row.cells[1]);
    unit.short_name = Normalise(row.cells[2]);
    const auto level = ParseLevel(row.cells[3]);
    if (!level) return fail("level is province, district or commune, not '" + row.cells[3] + "'");
    unit.level = *level;
    unit.kind = row.cells[4];
    if (!row.cells[5].empty()) unit.parent = UnitIdOf(row.cells[5]);
    unit.valid_from = Date::Parse(row.cells[6]);
    unit.valid_to = Date::Parse(row.cells[7]);
    if ((!unit.valid_from && !row.cells[6].empty()) || (!unit.valid_to && !row.cells[7].empty()))
        return fail("a date is written 2025-07-01");
    if (unit.valid_from && unit.valid_to && *unit.valid_to < *unit.valid_from) return fail("valid_to lies before valid_from");
    unit.gso_code = row.cells[8];
    const auto org = NormaliseOrgCode(row.cells[9]);
    if (!org) return fail("'" + row.cells[9] + "' is no organisation code (H56.14 or 000.00.14.H56)");
    unit.org_code = *org;
    for (const auto key : Split(row.cells[10], ';'))
        if (!key.empty()) unit.successors.emplace_back(key);
    if (row.cells.size() == 12) unit.successors_basis = Normalise(row.cells[11]);
    return unit;
}

bool SucceedsItself(const Units& units, const Unit& unit) {
    std::set<std::string> seen;
    for (auto waiting = unit.successors; !waiting.empty();) {
        const auto key = std::move(waiting.back());
        waiting.pop_back();
        if (key == unit.key) return true;
        const auto* next = units.FindByKey(key);
        if (next != nullptr && seen.insert(key).second) std::ranges::copy(next->successors, std::back_inserter(waiting));
    }
    return false;
}

void CheckTogether(const std::vector<Unit>& units, const std::vector<int>& lines, std::vector<std::string>& errors,
                   std::string_view source) {
    const Units together(units);
    std::map<std::string, std::vector<std::size_t>> by_org;
    for (std::size_t index = 0; index < units.size(); ++index) {
        const auto& unit = units[index];
        const auto fail = [&](const std::string& what) {
            errors.push_back(fmt::format("{}:{}: {}", source, lines[index], what));
        };
        if (unit.parent && !together.Find(unit.parent)) fail("the parent of '" + unit.key + "' is not in this file");
        for (const auto& key : unit.successors)
            if (!together.FindByKey(key)) fail("successor '" + key + "' is not in this file");
        if (SucceedsItself(together, unit)) fail("'" + unit.key + "' takes over, through its successors, its own work");
        // The work of districts went to communes and departments by competence, which the processes say.
        if (unit.valid_to && unit.level != Level::district && unit.successors.empty())
            fail("'" + unit.key + "' ended and nobody takes over its work");
        if (unit.valid_to && !unit.successors.empty() && together.SuccessorsOn(unit, *unit.valid_to + 1).empty())
            fail("no successor of '" + unit.key + "' exists on the day after it ended");
        for (const auto other : by_org[unit.org_code])
            if (OverlapInTime(unit, units[other]))
                fail(fmt::format("organisation code {} is also that of line {} at the same time", unit.org_code, lines[other]));
        by_org[unit.org_code].push_back(index);
    }
}

}  // namespace

Units::Units(std::vector<Unit> units) : units_(std::move(units)) {
    for (const auto& unit : units_) {
        by_id_[unit.id] = &unit;
        by_key_[unit.key] = &unit;
    }
}

const Unit* Units::Find(UnitId id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
}

const Unit* Units::FindByKey(std::string_view key) const {
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? nullptr : found->second;
}

const Unit* Units::FindByGso(std::string_view gso_code, Level level, Date day) const {
    for (const auto& unit : units_)
        if (unit.gso_code == gso_code && unit.level == level && unit.ExistsOn(day)) return &unit;
    return nullptr;
}

const Unit* Units::FindByOrgCode(std::string_view code, Date day) const {
    const auto org = NormaliseOrgCode(code);
    if (!org) return nullptr;
    for (const auto& unit : units_)
        if (unit.org_code == *org && unit.ExistsOn(day)) return &unit;
    return nullptr;
}

std::vector<const Unit*> Units::Existing(Level level, Date day) const {
    std::vector<const Unit*> found;
    for (const auto& unit : units_)
        if (unit.level == level && unit.ExistsOn(day)) found.push_back(&unit);
    return found;
}

std::vector<const Unit*> Units::Children(UnitId parent, Date day) const {
    std::vector<const Unit*> found;
    for (const auto& unit : units_)
        if (unit.parent == parent && unit.ExistsOn(day)) found.push_back(&unit);
    return found;
}

std::vector<const Unit*> Units::SuccessorsOn(const Unit& unit, Date day) const {
    if (unit.ExistsOn(day)) return {&unit};
    // Depth first, each looked at once: an import refuses those that follow each other in a circle, an older one did not.
    std::vector<const Unit*> found, seen{&unit}, waiting{&unit};
    while (!waiting.empty()) {
        const auto* ended = waiting.back();
        waiting.pop_back();
        if (ended->ExistsOn(day)) {
            found.push_back(ended);
            continue;
        }
        for (const auto& key : std::views::reverse(ended->successors)) {
            const auto* next = FindByKey(key);
            if (next == nullptr || next->valid_from > day || std::ranges::find(seen, next) != seen.end()) continue;
            seen.push_back(next);
            waiting.push_back(next);
        }
    }
    return found;
}

std::shared_ptr<const Units::Offices> Units::OfficesOn(Date day) const {
    const std::lock_guard lock(mutex_);
    if (offices_ && offices_->day == day) return offices_;
    auto offices = std::make_shared<Offices>();
    offices->day = day;
    for (const auto& unit : units_) {
        const auto successors = SuccessorsOn(unit, day);
        if (successors.empty()) continue;
        offices->acts_for[successors.front()->id].push_back(unit.id);
    }
    return offices_ = std::move(offices);
}

const Unit* Units::InOfficeOn(UnitId id, Date day) const {
    const auto* unit = Find(id);
    if (unit == nullptr || unit->ExistsOn(day)) return unit;
    const auto successors = SuccessorsOn(*unit, day);
    return successors.empty() ? nullptr : successors.front();
}

std::vector<UnitId> Units::ActsFor(UnitId id, Date day) const {
    const auto offices = OfficesOn(day);
    const auto found = offices->acts_for.find(id);
    return found == offices->acts_for.end() ? std::vector<UnitId>{} : found->second;
}

std::vector<Date> Units::ChangesFrom(Date day) const {
    std::set<Date> days{day};
    for (const auto& unit : units_) {
        if (unit.valid_from && *unit.valid_from > day) days.insert(*unit.valid_from);
        if (unit.valid_to && *unit.valid_to >= day) days.insert(*unit.valid_to + 1);
    }
    return {days.begin(), days.end()};
}

std::vector<const Unit*> Units::Predecessors(const Unit& unit) const {
    std::vector<const Unit*> found;
    for (const auto& other : units_)
        if (std::ranges::find(other.successors, unit.key) != other.successors.end()) found.push_back(&other);
    return found;
}

std::string Units::NameOf(UnitId id) const {
    const auto* unit = Find(id);
    return unit == nullptr ? std::string() : unit->name;
}

std::shared_ptr<const Units> Directory::Now() const {
    const std::lock_guard lock(mutex_);
    return units_;
}

void Directory::Load(storage::Database& database) {
    auto loaded =
        std::make_shared<const Units>(database.Read([](storage::Transaction& tx) { return tx.Select(kAllUnits, {}, ReadUnit); }));
    const std::lock_guard lock(mutex_);
    units_ = std::move(loaded);
    looked_over_.reset();
}

bool Directory::TurnsTo(Date day) {
    const std::lock_guard lock(mutex_);
    if (looked_over_ == day) return false;
    looked_over_ = day;
    return true;
}

void Directory::LookAgain() {
    const std::lock_guard lock(mutex_);
    looked_over_.reset();
}

UnitId UnitIdOf(std::string_view key) {
    const auto digest = Digest(key);
    std::int64_t id = 0;
    for (int index = 0; index < 8; ++index) id = id << 8 | digest[static_cast<std::size_t>(index)];
    return {id & 0x3fffffffffffffff};
}

Result<std::vector<Unit>> ParseUnits(std::string_view csv, std::string_view source) {
    std::vector<Unit> units;
    std::vector<int> lines;
    std::vector<std::string> errors;
    for (const auto& row : ParseCsv(csv)) {
        if (row.line == 1) continue;  // the names of the columns
        if (auto unit = ReadLine(row, errors, source)) {
            units.push_back(std::move(*unit));
            lines.push_back(row.line);
        }
    }
    if (errors.empty()) CheckTogether(units, lines, errors, source);
    if (!errors.empty())
        return std::unexpected(Refusal{"IMPORT_REFUSED", Say("Tệp có lỗi, chưa ghi gì cả: {1}", "\n" + Join(errors, "\n")), ""});
    return units;
}

Result<int> ImportUnits(storage::Database& database, const std::vector<Unit>& units) {
    return database.InTransaction([&](storage::Transaction& tx) -> Result<int> {
        std::int64_t changed = 0;
        for (const auto& unit : units)
            changed += tx.Run(kSaveUnit, {{"id", unit.id},
                                          {"key", unit.key},
                                          {"name", unit.name},
                                          {"short_name", unit.short_name},
                                          {"level", LevelWord(unit.level)},
                                          {"kind", unit.kind},
                                          {"parent", unit.parent},
                                          {"valid_from", unit.valid_from},
                                          {"valid_to", unit.valid_to},
                                          {"gso_code", unit.gso_code},
                                          {"org_code", unit.org_code},
                                          {"successors", Join(unit.successors, ";")},
                                          {"basis", unit.successors_basis}});
        return static_cast<int>(changed);
    });
}

Result<void> ConfirmSuccessors(storage::Database& database, const Units& units, std::string_view key,
                               const std::vector<std::string>& successors, std::string_view by, Instant now,
                               const Allowed& allowed) {
    const auto* ended = units.FindByKey(key);
    if (ended == nullptr || !ended->valid_to || ended->successors_basis.empty())
        return std::unexpected(Refusal::NotFound(Say("Không có đơn vị nào cần xác nhận đơn vị kế thừa với mã {1}.", key)));
    const auto refuse = [&](const std::string& named) {
        return std::unexpected(
            Refusal{"SUCCESSOR_UNKNOWN",
                    Say("{1} không phải đơn vị hoạt động vào ngày sau khi {2} kết thúc. Hãy chọn lại.", named, ended->short_name),
                    "ke_thua"});
    };
    if (successors.empty()) return refuse("–");
    for (const auto& successor : successors) {
        const auto* unit = units.FindByKey(successor);
        if (unit == nullptr || !unit->ExistsOn(*ended->valid_to + 1))
            return refuse(unit == nullptr ? successor : unit->short_name);
    }
    return database.InTransaction([&](storage::Transaction& tx) -> Result<void> {
        if (auto may = allowed(tx); !may) return may;
        tx.Run(kConfirmSuccessors, {{"key", key}, {"successors", Join(successors, ";")}, {"now", now}, {"by", by}});
        return {};
    });
}

Result<void> ConfirmSuccessors(storage::Database& database, const Units& units, std::string_view key,
                               const std::vector<std::string>& successors, std::string_view by, Instant now) {
    return ConfirmSuccessors(database, units, key, successors, by, now, [](storage::Transaction&) { return Result<void>(); });
}

}  // namespace dongson::organisation
