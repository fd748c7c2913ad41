// What documents of others hold, read without trusting their shape.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

namespace dongson {

// A member that is a text; empty when it is missing or anything else.
inline std::string TextMember(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

}  // namespace dongson
