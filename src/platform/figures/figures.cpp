#include "platform/figures/figures.h"

#include <algorithm>

#include "core/text.h"
#include "platform/calendar/calendars.h"
#include "platform/organisation/directory.h"

namespace dongson::figures {

namespace {

std::string DayOf(const std::optional<Date>& day) {
    return day ? day->Iso() : "";
}

// Nothing where a resolution names them.
std::string SuccessorsBasis(const organisation::Unit& unit) {
    if (unit.successors_basis.empty()) return "";
    return unit.successors_confirmed ? "quản trị đã xác nhận" : unit.successors_basis;
}

Rows UnitRows(const Platform& platform) {
    const auto units = platform.units.Now();
    Rows rows;
    for (const auto& unit : units->all()) {
        const auto* parent = units->Find(unit.parent);
        rows.push_back({unit.key, unit.name, std::string(organisation::LevelWord(unit.level)), unit.kind,
                        parent == nullptr ? "" : parent->key, DayOf(unit.valid_from), DayOf(unit.valid_to), unit.gso_code,
                        unit.org_code, Join(unit.successors, " "), SuccessorsBasis(unit)});
    }
    std::ranges::sort(rows);
    return rows;
}

std::string_view KindWord(calendar::DayKind kind) {
    static constexpr std::string_view kWords[] = {"nghỉ lễ", "nghỉ bù", "nghỉ do hoán đổi", "làm bù"};
    return kWords[static_cast<int>(kind)];
}

Rows CalendarRows(const Platform& platform) {
    const auto now = platform.calendar.Now();
    const auto& calendar = *now;
    Rows rows;
    for (auto day = calendar.first(); day <= calendar.last(); day = day + 1)
        if (const auto* special = calendar.Special(day))
            rows.push_back({day.Iso(), std::string(KindWord(special->kind)), special->name, special->estimated ? "có" : "không",
                            special->source});
    return rows;
}

}  // namespace

const PublicTable* Figures::Find(std::string_view key) const {
    const auto found = std::ranges::find(tables_, key, &PublicTable::key);
    return found == tables_.end() ? nullptr : &*found;
}

void AddPlatformTables(Figures& figures) {
    figures.Add({"units",
                 {"ma", "ten", "cap", "loai", "truc_thuoc", "tu_ngay", "den_ngay", "ma_thong_ke", "ma_dinh_danh",
                  "don_vi_ke_tiep", "can_cu_ke_tiep"},
                 UnitRows});
    figures.Add({"calendar", {"ngay", "loai", "ten", "du_kien", "can_cu"}, CalendarRows});
}

}  // namespace dongson::figures
