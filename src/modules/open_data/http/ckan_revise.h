// What package_revise asks for, on JSON alone. Places in a package are written as CKAN writes them: "title",
// "resources__0__name", "resources__1f2e3__name" (an item by the beginning of its id, five characters or more), "tags__extend"
// (after the last item).
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace dongson::open_data::ckan {

namespace json = boost::json;

// Keeps or drops parts of a value. Patterns are places after + (stays) or - (goes), where * is any step; the first that fits a
// part decides, and what no pattern fits stays. {"+title", "-*"} leaves the title alone.
void FilterParts(json::value& value, const std::vector<std::string>& patterns);

// The value at a place; none when there is no such place.
const json::value* FindPart(const json::value& value, std::string_view place);
const json::value* FindPart(json::value&& value, std::string_view place) = delete;  // it would point into what is gone

// Puts a value at a place; false, and nothing changed, when it is not there: only the last step may be new, and only in an
// object.
[[nodiscard]] bool PutPart(json::value& value, std::string_view place, json::value part);

}  // namespace dongson::open_data::ckan
