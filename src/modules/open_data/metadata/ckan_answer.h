// What a portal answers that speaks as CKAN does.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string_view>
#include <vector>

namespace dongson::open_data {

// The result of an action; nothing when the answer is none of CKAN's.
inline std::optional<boost::json::object> ResultIn(std::string_view answer) {
    boost::system::error_code error;
    auto parsed = boost::json::parse(answer, error);
    auto* result = !error && parsed.is_object() ? parsed.as_object().if_contains("result") : nullptr;
    if (result == nullptr || !result->is_object()) return std::nullopt;
    return std::move(result->as_object());
}

// The members of a list that are objects; none when there is no such list.
inline std::vector<const boost::json::object*> ObjectsOf(const boost::json::object& object, std::string_view name) {
    std::vector<const boost::json::object*> objects;
    if (const auto* list = object.if_contains(name); list != nullptr && list->is_array())
        for (const auto& each : list->as_array())
            if (each.is_object()) objects.push_back(&each.as_object());
    return objects;
}

}  // namespace dongson::open_data
