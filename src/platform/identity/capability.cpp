#include "platform/identity/capability.h"

#include "core/language.h"

namespace dongson::identity {

std::string_view Capability::Now() const {
    return CurrentLanguage() == Language::english && !en.empty() ? en : vi;
}

}  // namespace dongson::identity
