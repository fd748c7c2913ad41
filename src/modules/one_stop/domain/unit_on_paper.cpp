#include "modules/one_stop/domain/unit_on_paper.h"

#include "core/text.h"
#include "platform/papers/document.h"
#include "platform/papers/paper_words.h"

namespace dongson::one_stop {

namespace {

constexpr std::string_view kCommittee = "Ủy ban nhân dân ";

// Decree 30/2020, appendix I, part II.4: a commune's papers are dated from the commune, the province's from the province. A name
// that is a number keeps its kind: "Phường 1".
std::string PlaceOf(const organisation::Unit& unit, const organisation::Unit* province) {
    if (unit.level == organisation::Level::province) {
        const auto* named = province == nullptr ? &unit : province;
        const std::string name = ReplaceAll(named->name, std::string(kCommittee) + "tỉnh ", "");
        return ReplaceAll(name, std::string(kCommittee) + "thành phố ", "");
    }
    for (const std::string_view kind : {"Phường ", "Xã ", "Thị trấn ", "Huyện ", "Thị xã ", "Thành phố "})
        if (unit.short_name.starts_with(kind)) {
            const auto rest = unit.short_name.substr(kind.size());
            return rest.empty() || (rest[0] >= '0' && rest[0] <= '9') ? unit.short_name : rest;
        }
    return unit.short_name;
}

}  // namespace

UnitOnPaper OnPaper(const organisation::Units& units, UnitId id, Date day) {
    const auto* unit = units.Find(id);
    if (unit == nullptr) return {};
    const auto* above = units.Find(unit->parent);
    const bool committee = unit->name.starts_with(kCommittee);
    // Decree 118/2025: since July 2025 a commune's counter is a centre of its own.
    const bool centre = unit->level == organisation::Level::commune && day >= Date::Of(2025, 7, 1);
    return {.name = unit->name,
            .parent = committee || above == nullptr ? std::string() : papers::Capitals(above->name),
            .one_stop = centre ? "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG" : "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
            .place = PlaceOf(*unit, committee ? nullptr : above),
            .notation = committee ? std::string("UBND") : unit->short_name};
}

bool IsCommittee(const UnitOnPaper& unit) {
    return unit.name.starts_with(kCommittee);
}

std::vector<std::string> LetterheadLines(const UnitOnPaper& unit) {
    if (!IsCommittee(unit)) return {papers::Capitals(unit.name)};
    return {papers::Capitals(Trim(kCommittee)), papers::Capitals(unit.name.substr(kCommittee.size()))};
}

}  // namespace dongson::one_stop
