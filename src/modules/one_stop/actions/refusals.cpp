#include "modules/one_stop/actions/refusals.h"

namespace dongson::one_stop {

std::unexpected<Refusal> No(std::string code, Sentence sentence, std::string field, RefusalKind kind) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), std::move(field), kind});
}

}  // namespace dongson::one_stop
