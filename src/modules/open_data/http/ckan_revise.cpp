#include "modules/open_data/http/ckan_revise.h"

#include <charconv>
#include <optional>

namespace dongson::open_data::ckan {

namespace {

using Steps = std::vector<std::string>;

Steps StepsOf(std::string_view place) {
    Steps steps;
    for (std::size_t from = 0;;) {
        const auto at = place.find("__", from);
        steps.emplace_back(place.substr(from, at == std::string_view::npos ? at : at - from));
        if (at == std::string_view::npos) return steps;
        from = at + 2;
    }
}

constexpr std::size_t kLeastOfId = 5;

bool IsItem(const json::array& items, std::size_t place, std::string_view step) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), number);
    if (error == std::errc() && end == step.data() + step.size() && number == place) return true;
    const auto* object = items[place].if_object();
    const auto* id = object == nullptr ? nullptr : object->if_contains("id");
    return step.size() >= kLeastOfId && id != nullptr && id->is_string() && std::string_view(id->as_string()).starts_with(step);
}

std::optional<std::size_t> FindItem(const json::array& items, std::string_view step) {
    for (std::size_t place = 0; place < items.size(); ++place)
        if (IsItem(items, place, step)) return place;
    return std::nullopt;
}

struct Pattern {
    bool stays = true;
    Steps steps;
};

void Filter(json::value& value, const std::vector<Pattern>& patterns);

// Whether the part stays, after what is inside it was filtered; `fits` says whether a first step is the part's.
template <class Fits>
bool FilterPart(json::value& part, const std::vector<Pattern>& patterns, const Fits& fits) {
    std::vector<Pattern> inside;
    bool stays = true, some_stay = false;
    for (const auto& pattern : patterns) {
        if (pattern.steps[0] != "*" && !fits(pattern.steps[0])) continue;
        if (pattern.steps.size() == 1) {
            stays = pattern.stays;
            break;
        }
        inside.push_back({pattern.stays, Steps(pattern.steps.begin() + 1, pattern.steps.end())});
        some_stay = some_stay || pattern.stays;
    }
    const bool holds_parts = part.is_object() || part.is_array();
    if (!stays && (!some_stay || !holds_parts)) return false;
    if (!stays) inside.push_back({false, {"*"}});
    if (!inside.empty()) Filter(part, inside);
    return true;
}

void Filter(json::value& value, const std::vector<Pattern>& patterns) {
    if (auto* object = value.if_object()) {
        json::object kept;
        for (auto& [key, part] : *object)
            if (FilterPart(part, patterns, [&](const std::string& step) { return step == key; })) kept[key] = std::move(part);
        *object = std::move(kept);
    } else if (auto* items = value.if_array()) {
        const auto before = *items;
        json::array kept;
        for (std::size_t place = 0; place < items->size(); ++place)
            if (FilterPart((*items)[place], patterns, [&](const std::string& step) { return IsItem(before, place, step); }))
                kept.push_back(std::move((*items)[place]));
        *items = std::move(kept);
    }
}

// The part that a step leads to; none when there is no such part.
json::value* Step(json::value& value, const std::string& step) {
    if (auto* object = value.if_object()) return object->if_contains(step);
    auto* items = value.if_array();
    const auto place = items == nullptr ? std::nullopt : FindItem(*items, step);
    return place ? &(*items)[*place] : nullptr;
}

}  // namespace

void FilterParts(json::value& value, const std::vector<std::string>& patterns) {
    std::vector<Pattern> read;
    for (const auto& pattern : patterns)
        if (pattern.size() > 1) read.push_back({pattern[0] != '-', StepsOf(std::string_view(pattern).substr(1))});
    Filter(value, read);
}

const json::value* FindPart(const json::value& value, std::string_view place) {
    auto* part = const_cast<json::value*>(&value);  // nothing of it is changed
    for (const auto& step : StepsOf(place))
        if (part != nullptr) part = Step(*part, step);
    return part;
}

bool PutPart(json::value& value, std::string_view place, json::value part) {
    const auto steps = StepsOf(place);
    auto* holder = &value;
    for (std::size_t at = 0; at + 1 < steps.size(); ++at) {
        holder = Step(*holder, steps[at]);
        if (holder == nullptr) return false;
    }
    if (auto* object = holder->if_object()) {
        (*object)[steps.back()] = std::move(part);
        return true;
    }
    auto* items = holder->if_array();
    if (items != nullptr && steps.back() == "extend") {
        if (!part.is_array()) return false;
        for (auto& item : part.as_array()) items->push_back(std::move(item));
        return true;
    }
    auto* item = Step(*holder, steps.back());
    if (item == nullptr) return false;
    *item = std::move(part);
    return true;
}

}  // namespace dongson::open_data::ckan
