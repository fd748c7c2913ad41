#include "core/row_digest.h"

#include "core/bytes.h"

namespace dongson {

std::string DigestOfValues(const std::vector<std::string>& values) {
    std::string text;
    for (const auto& value : values) text.append(std::to_string(value.size())).append(" ").append(value).append("\n");
    return Hex(BytesOf(Digest(text)));
}

}  // namespace dongson
