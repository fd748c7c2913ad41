#include "modules/soc/domain/hold.h"

#include <algorithm>

namespace dongson::soc {

bool IsHeld(std::span<const Hold> holds, Instant earliest, Instant latest) {
    return std::ranges::any_of(holds,
                               [&](const Hold& hold) { return !hold.lifted && hold.from <= latest && earliest <= hold.until; });
}

}  // namespace dongson::soc
