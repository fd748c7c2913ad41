#include "modules/one_stop/http/counts.h"

#include <algorithm>

#include "core/text.h"

namespace dongson::one_stop {

namespace {

// What is out of range stays out of range, for the action to refuse.
int Counted(std::int64_t number) {
    return static_cast<int>(std::clamp<std::int64_t>(number, -1, kMostCopies + 1));
}

int Sets(int counted) {
    return counted == 0 ? 1 : counted;
}

int NumberOf(const boost::json::object& object, std::string_view member) {
    const auto* value = object.if_contains(member);
    return value != nullptr && value->is_int64() ? Counted(value->as_int64()) : 0;
}

}  // namespace

HandedIn HandedInOf(const web::Form& form, const Procedure& procedure) {
    HandedIn handed_in{.components = {}, .sets = Sets(Counted(ToNumber(form.Value("so_bo"))))};
    const std::string prefix = form.Has("so_bo") ? "" : "can_";
    for (int component = 0; component < static_cast<int>(procedure.papers.size()); ++component) {
        const auto number = [&](const char* kind) {
            return Counted(ToNumber(form.Value(prefix + kind + "_" + std::to_string(component))));
        };
        const ComponentCount count{component, number("chinh"), number("chung_thuc"), number("sao")};
        if (count != ComponentCount{component}) handed_in.components.push_back(count);
    }
    return handed_in;
}

HandedIn HandedInOf(const boost::json::object& object) {
    HandedIn handed_in{.components = {}, .sets = Sets(NumberOf(object, "sets"))};
    const auto* components = object.if_contains("components");
    if (components == nullptr || !components->is_array()) return handed_in;
    for (const auto& each : components->as_array()) {
        if (!each.is_object()) continue;
        const auto& row = each.as_object();
        const ComponentCount count{NumberOf(row, "component"), NumberOf(row, "originals"), NumberOf(row, "certified"),
                                   NumberOf(row, "copies")};
        const bool twice =
            std::ranges::find(handed_in.components, count.component, &ComponentCount::component) != handed_in.components.end();
        if (count != ComponentCount{count.component} && !twice) handed_in.components.push_back(count);
    }
    return handed_in;
}

}  // namespace dongson::one_stop
