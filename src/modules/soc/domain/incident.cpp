#include "modules/soc/domain/incident.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "core/embedded.h"
#include "core/text.h"
#include "core/yaml.h"

namespace dongson::soc {

std::string_view CaseStateWord(CaseState state) {
    static constexpr std::string_view kWords[] = {"dang-xu-ly", "da-ngan-chan", "da-khac-phuc", "dong"};
    return kWords[static_cast<int>(state)];
}

std::optional<CaseState> ParseCaseState(std::string_view word) {
    for (const auto state : kCaseStates)
        if (CaseStateWord(state) == word) return state;
    return std::nullopt;
}

std::string_view CaseStateName(CaseState state) {
    static constexpr std::string_view kNames[] = {"Đang xử lý", "Đã ngăn chặn", "Đã khắc phục", "Đã đóng"};
    return kNames[static_cast<int>(state)];
}

std::string_view GradeName(int grade) {
    static constexpr std::string_view kNames[] = {"M1 – nhẹ", "M2 – trung bình", "M3 – nghiêm trọng",
                                                  "M4 – đặc biệt nghiêm trọng"};
    return kNames[std::clamp(grade, 1, 4) - 1];
}

std::string_view EntryKindName(EntryKind kind) {
    static constexpr std::string_view kNames[] = {"Ghi chú", "Trạng thái", "Cảnh báo", "Chứng cứ", "Việc", "Đã báo"};
    return kNames[static_cast<int>(kind)];
}

const PlaybookStep* Category::Find(std::string_view task) const {
    const auto found = std::ranges::find(steps, task, &PlaybookStep::text);
    return found == steps.end() ? nullptr : &*found;
}

const Category* IncidentRules::Find(std::string_view key) const {
    const auto found = std::ranges::find(categories, key, &Category::key);
    return found == categories.end() ? nullptr : &*found;
}

const IncidentRules& IncidentRules::Shipped() {
    static const IncidentRules shipped = [] {
        IncidentRules rules;
        DefinitionErrors errors;
        const auto file = Definition::Parse("data/soc/incidents.yaml", Embedded("data/soc/incidents.yaml"), errors);
        file.OnlyKeys({"categories", "clocks"});
        for (const auto& each : file.List("categories")) {
            each.OnlyKeys({"key", "name", "playbook"});
            Category category{.key = each.Text("key"), .name = each.Text("name"), .steps = {}};
            for (const auto& step : each.List("playbook")) {
                step.OnlyKeys({"do", "within_minutes", "search"});
                category.steps.push_back({step.Text("do"), step.Number("within_minutes", 0) * kMinute, step.Text("search", "")});
            }
            rules.categories.push_back(std::move(category));
        }
        for (const auto& each : file.List("clocks")) {
            each.OnlyKeys({"key", "name", "law", "from_grade", "personal_data", "hours"});
            rules.clocks.push_back({.key = each.Text("key"),
                                    .name = each.Text("name"),
                                    .law = each.Text("law"),
                                    .from_grade = static_cast<int>(each.Number("from_grade", 1)),
                                    .personal_data = each.Flag("personal_data", false),
                                    .hours = each.Number("hours", 0)});
        }
        if (!errors.empty()) throw std::logic_error(errors.Text());
        return rules;
    }();
    return shipped;
}

std::vector<LegalClock> ClocksOf(const Case& incident, const IncidentRules& rules) {
    std::vector<LegalClock> clocks;
    for (const ClockRule& rule : rules.clocks) {
        if (incident.grade < rule.from_grade || (rule.personal_data && !incident.personal_data)) continue;
        // Of two that want the same told, the sooner counts: a grave incident is told at once.
        const Instant due = incident.detected + rule.hours * kHour;
        const auto met = rule.key == "notice" ? incident.noticed : incident.reported;
        const auto same = std::ranges::find(clocks, rule.key, &LegalClock::key);
        if (same == clocks.end()) {
            clocks.push_back({rule.key, rule.name, rule.law, due, met});
        } else if (due < same->due) {
            *same = {rule.key, rule.name, rule.law, due, met};
        }
    }
    return clocks;
}

std::optional<Refusal> RefuseClosing(const Case& incident) {
    const std::array<std::pair<const std::string*, std::string_view>, 4> wanted = {{{&incident.cause, "nguyen_nhan"},
                                                                                    {&incident.scope, "pham_vi"},
                                                                                    {&incident.remedy, "khac_phuc"},
                                                                                    {&incident.lessons, "bai_hoc"}}};
    for (const auto& [text, field] : wanted)
        if (Trim(*text).empty())
            return Refusal{"SOC_CASE_UNFINISHED", Say("Trước khi đóng, ghi đủ nguyên nhân, phạm vi, khắc phục và bài học."),
                           std::string(field)};
    for (const LegalClock& clock : ClocksOf(incident))
        if (!clock.met)
            return Refusal{"SOC_CASE_UNTOLD", Say("Trước khi đóng, phải gửi “{1}” ({2}).", clock.name, clock.law), ""};
    return std::nullopt;
}

}  // namespace dongson::soc
