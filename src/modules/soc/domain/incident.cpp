#include "modules/soc/domain/incident.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "core/embedded.h"
#include "core/print_letters.h"
#include "core/text.h"
#include "core/yaml.h"

namespace dongson::soc {

std::string_view GradeName(int grade) {
    static constexpr std::string_view kNames[] = {"M1 – nhẹ", "M2 – trung bình", "M3 – nghiêm trọng",
                                                  "M4 – đặc biệt nghiêm trọng"};
    return kNames[std::clamp(grade, 1, 4) - 1];
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

std::optional<Refusal> RefuseDescription(const Description& description) {
    constexpr std::size_t kLongestTitle = 200;  // characters
    if (Length(Trim(description.title)) < 5) return Refusal{"SOC_TITLE_WANTED", Say("Đặt tên vụ việc, ít nhất 5 ký tự."), "ten"};
    if (Length(description.title) > kLongestTitle)
        return Refusal{"SOC_TITLE_LONG", Say("Tên vụ việc dài quá {1} ký tự.", std::to_string(kLongestTitle)), "ten"};
    if (auto refusal = RefuseLetters(description.title, "ten")) return refusal;
    if (IncidentRules::Shipped().Find(description.category) == nullptr)
        return Refusal{"SOC_CATEGORY_WANTED", Say("Chọn loại sự cố."), "loai"};
    if (description.grade < 1 || description.grade > 4) return Refusal{"SOC_GRADE_WANTED", Say("Chọn mức từ M1 đến M4."), "muc"};
    return std::nullopt;
}

std::vector<workflow::Obligation> ObligationsOf(const Incident& incident, const IncidentRules& rules) {
    std::vector<workflow::Obligation> obligations;
    for (const ClockRule& rule : rules.clocks) {
        if (incident.grade < rule.from_grade || (rule.personal_data && !incident.personal_data)) continue;
        // Of two that want the same told, the sooner counts: a grave incident is told at once.
        workflow::Obligation owed{.key = rule.key,
                                  .name = rule.name,
                                  .law = rule.law,
                                  .unmet = {"Chưa báo", "Not told yet"},
                                  .due = incident.detected + rule.hours * kHour,
                                  .met = rule.key == "notice" ? incident.noticed : incident.reported};
        const auto same = std::ranges::find(obligations, rule.key, &workflow::Obligation::key);
        if (same == obligations.end()) {
            obligations.push_back(std::move(owed));
        } else if (owed.due < same->due) {
            *same = std::move(owed);
        }
    }
    return obligations;
}

namespace {

constexpr std::pair<std::string_view, std::string_view> kStateWords[] = {
    {"open", "dang-xu-ly"}, {"contained", "da-ngan-chan"}, {"resolved", "da-khac-phuc"}, {"closed", "dong"}};

}  // namespace

std::string_view StateWord(std::string_view state) {
    for (const auto& [key, word] : kStateWords)
        if (key == state) return word;
    return {};
}

std::string_view StateOf(std::string_view word) {
    for (const auto& [key, each] : kStateWords)
        if (each == word) return key;
    return {};
}

}  // namespace dongson::soc
