// The modifiers of Sigma 2.1 by name, and which of them may stand together.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/soc/engine/rule.h"

namespace dongson::soc {

enum class Encoding : unsigned char { utf16_little, utf16_big, utf16_marked, base64, base64_offset };

// What stands after a field's name.
struct Modifiers {
    bool all = false, cased = false, differs = false, expand = false, windash = false;
    bool exists = false, field_reference = false, network = false;
    Part part = Part::whole;
    std::vector<Encoding> encodings;  // in the order written
    std::optional<ExpressionFlags> expression;
    std::optional<Comparison> comparison;
    std::optional<TimePart> time_part;

    // The reason when a name is unknown or two do not go together.
    static std::expected<Modifiers, std::string> Read(const std::vector<std::string_view>& names);
};

// A text in another encoding; three texts for base64_offset, one for each place its first byte may have in a group of three.
std::vector<std::string> Encode(std::string_view text, Encoding encoding);

}  // namespace dongson::soc
