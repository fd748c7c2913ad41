#include "modules/soc/domain/ship_state.h"

#include <utility>

namespace dongson::soc {

ShipState::Turn ShipState::Tell(std::string met, Instant now) {
    const Turn turn = met.empty() == trouble.empty() ? Turn::none : met.empty() ? Turn::better : Turn::worse;
    if (turn == Turn::worse) since = now;
    if (turn == Turn::better) since.reset();
    trouble = std::move(met);
    return turn;
}

}  // namespace dongson::soc
