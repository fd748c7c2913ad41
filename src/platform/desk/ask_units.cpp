#include "platform/desk/ask_units.h"

#include <algorithm>

#include "core/collation.h"
#include "core/text.h"

namespace dongson::desk {

using namespace web::short_names;

namespace {

constexpr const char *kDepartments = "don_vi", *kCommunes = "don_vi_xa", *kDays = "so_ngay", *kTerm = "tinh_theo",
                     *kHours = "gio";

// Without its first word, which says what kind of commune it is: people look for Hạc Thành, not for a ward.
std::string_view NameAlone(std::string_view name) {
    const auto blank = name.find(' ');
    return blank == std::string_view::npos ? name : name.substr(blank + 1);
}

// One after the other as they stand in the list.
struct OfLetter {
    std::string letter;
    std::vector<const web::Choice*> communes;
};
std::vector<OfLetter> ByLetter(const std::vector<web::Choice>& communes) {
    std::vector<OfLetter> letters;
    for (const auto& commune : communes) {
        std::string letter = Fold(NameAlone(commune.text)).substr(0, 1);
        if (letter >= "a" && letter <= "z") letter[0] += 'A' - 'a';  // Đ stands with D
        if (letters.empty() || letters.back().letter != letter) letters.push_back({std::move(letter), {}});
        letters.back().communes.push_back(&commune);
    }
    return letters;
}

Html CommuneBoxes(const UnitsToAsk& offered, const std::vector<std::string>& chosen) {
    const auto is_chosen = [&](const web::Choice& commune) { return std::ranges::find(chosen, commune.value) != chosen.end(); };
    const auto box = [&](const web::Choice* commune) {
        const auto id = std::string(kCommunes) + "-" + commune->value;
        return Render(
            R"(<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="{}" name="{}" value="{}" {}>
            <label class="govuk-label govuk-checkboxes__label" for="{}">{}</label></div>)",
            id, kCommunes, commune->value, web::Flag::Checked(is_chosen(*commune)), id, commune->text);
    };
    const auto letters = Each(ByLetter(offered.communes), [&](const OfLetter& of) {
        const bool open = std::ranges::any_of(of.communes, [&](const auto* commune) { return is_chosen(*commune); });
        return web::Details(Say("{1} ({2})", of.letter, std::to_string(of.communes.size())),
                            Render(R"(<div class="govuk-checkboxes">{}</div>)", Each(of.communes, box)), open);
    });
    return web::Details(
        Say("Xã, phường được hỏi"),
        Render(R"(<div id="{}" role="group" aria-label="{}"><p class="govuk-hint">{}</p>{}</div>)", kCommunes,
               Say("Xã, phường được hỏi"), Say("Chọn được nhiều xã, phường; xếp theo chữ cái đầu của tên."), letters),
        !chosen.empty());
}

Html TermFields(const AskedBefore& before, const TermAsked& term, const Refusals* faults) {
    const auto label = term.hours ? Say("Trả lời trong") : Say("Trả lời trong (ngày làm việc)");
    return Render(R"({}{})",
                  web::TextInput({kDays, label, term.hint, faults, false}, before.days,
                                 {.type = "text", .autocomplete = "off", .inputmode = "numeric", .width = "4"}),
                  When(term.hours, [&] {
                      return web::Radios({kTerm, Say("Tính theo"), {}, faults, false},
                                         {{"ngay", Say("Ngày làm việc, từ 1 đến 60").Now(), ""},
                                          {kHours, Say("Giờ đồng hồ, từ 1 đến 72, kể cả đêm và ngày nghỉ").Now(), ""}},
                                         before.hours ? kHours : "ngay");
                  }));
}

}  // namespace

UnitsToAsk UnitsToAskOn(const organisation::Units& units, Date day, UnitId asker) {
    UnitsToAsk offered;
    const auto add = [&](std::vector<web::Choice>& choices, organisation::Level level, auto sorted_by, auto called) {
        auto existing = units.Existing(level, day);
        SortByName(existing, sorted_by);
        for (const auto* unit : existing)
            if (unit->id != asker) choices.push_back({ToText(unit->id), std::string(called(unit)), ""});
    };
    const auto name = [](const auto* unit) { return std::string_view(unit->name); };
    const auto short_name = [](const auto* unit) { return std::string_view(unit->short_name); };
    add(offered.departments, organisation::Level::province, name, name);
    add(
        offered.communes, organisation::Level::commune, [&](const auto* unit) { return NameAlone(unit->short_name); },
        short_name);
    return offered;
}

int DaysToAnswer(const calendar::WorkingCalendar& calendar, Date today, Instant due) {
    int days = 3;
    if (due == kNever) return days;
    while (days > 1 && calendar.NthWorkingDayAfter(today, days) >= due.LocalDate()) --days;
    return days;
}

AskedBefore AskedIn(const web::Form& form) {
    return {.departments = form.Values(kDepartments),
            .communes = form.Values(kCommunes),
            .days = std::string(form.Value(kDays)),
            .hours = form.Value(kTerm) == kHours};
}

Html AskUnitsFields(const UnitsToAsk& offered, const AskedBefore& before, const Refusals* faults, const TermAsked& term) {
    return Render(R"({}{}{})",
                  web::Checkboxes({kDepartments, Say("Đơn vị được hỏi"), Say("Có thể hỏi nhiều đơn vị cùng lúc"), faults, false},
                                  offered.departments, before.departments),
                  CommuneBoxes(offered, before.communes), TermFields(before, term, faults));
}

std::optional<int> AskedHours(const web::Form& form) {
    if (form.Value(kTerm) != kHours) return std::nullopt;
    return static_cast<int>(std::clamp<std::int64_t>(ToNumber(form.Value(kDays)), 0, 1000));
}

std::vector<UnitId> AskedUnits(const web::Form& form) {
    std::vector<UnitId> units;
    for (const auto* field : {kDepartments, kCommunes})
        for (const auto& value : form.Values(field))
            if (const UnitId unit{ToNumber(value)}; unit && std::ranges::find(units, unit) == units.end()) units.push_back(unit);
    return units;
}

web::Html WhichQuestion(const std::vector<OpenQuestion>& open, bool answers, const Refusals* faults, std::string_view typed) {
    if (open.size() == 1) return web::HiddenInput("y_kien", std::to_string(open.front().id));
    std::vector<web::Choice> choices;
    if (!answers) choices.push_back({"", Say("– chọn –").Now(), ""});
    for (const auto& each : open)
        choices.push_back({std::to_string(each.id), answers ? each.unit + ": " + Shorten(each.question, 80) : each.unit, ""});
    return web::Select({"y_kien", answers ? Say("Câu hỏi") : Say("Đơn vị không chờ nữa"), {}, faults, false}, choices,
                       std::string(typed));
}

}  // namespace dongson::desk
