#include "platform/desk/ask_units.h"

#include <algorithm>

#include "core/collation.h"
#include "core/text.h"

namespace dongson::desk {

using namespace web::short_names;

namespace {

constexpr const char *kDepartments = "don_vi", *kCommune = "don_vi_xa", *kDays = "so_ngay";

}  // namespace

UnitsToAsk UnitsToAskOn(const organisation::Units& units, Date day, UnitId asker) {
    UnitsToAsk offered{.departments = {}, .communes = {{"", Say("Không hỏi xã, phường nào").Now(), ""}}};
    const auto add = [&](std::vector<web::Choice>& choices, organisation::Level level, auto name) {
        auto existing = units.Existing(level, day);
        SortByName(existing, name);
        for (const auto* unit : existing)
            if (unit->id != asker) choices.push_back({ToText(unit->id), unit->name, ""});
    };
    add(offered.departments, organisation::Level::province, [](const auto* unit) { return unit->name; });
    add(offered.communes, organisation::Level::commune, [](const auto* unit) { return unit->short_name; });
    return offered;
}

AskedBefore AskedIn(const web::Form& form) {
    return {.departments = form.Values(kDepartments),
            .commune = std::string(form.Value(kCommune)),
            .days = std::string(form.Value(kDays))};
}

Html AskUnitsFields(const UnitsToAsk& offered, const AskedBefore& before, const Refusals* faults) {
    return Render(R"({}{}{})",
                  web::Checkboxes({kDepartments, Say("Đơn vị được hỏi"), Say("Có thể hỏi nhiều đơn vị cùng lúc"), faults, false},
                                  offered.departments, before.departments),
                  web::Select({kCommune, Say("Xã, phường được hỏi"), {}, faults, true}, offered.communes, before.commune),
                  web::TextInput({kDays, Say("Trả lời trong (ngày làm việc)"), {}, faults, false}, before.days,
                                 {.type = "text", .autocomplete = "off", .inputmode = "numeric", .width = "4"}));
}

std::vector<UnitId> AskedUnits(const web::Form& form) {
    std::vector<UnitId> units;
    for (const auto* field : {kDepartments, kCommune})
        for (const auto& value : form.Values(field))
            if (const UnitId unit{ToNumber(value)}; unit && std::ranges::find(units, unit) == units.end()) units.push_back(unit);
    return units;
}

}  // namespace dongson::desk
