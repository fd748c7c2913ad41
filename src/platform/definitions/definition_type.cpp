#include "platform/definitions/definition_type.h"

#include <algorithm>

namespace dongson::definitions {

namespace {

std::vector<const Type*>& Used() {
    static std::vector<const Type*> types;
    return types;
}

}  // namespace

void UseTypes(std::vector<const Type*> types) {
    Used() = std::move(types);
}

const std::vector<const Type*>& Types() {
    return Used();
}

const Type* FindType(std::string_view key) {
    const auto found = std::ranges::find(Used(), key, &Type::key);
    return found == Used().end() ? nullptr : *found;
}

}  // namespace dongson::definitions
