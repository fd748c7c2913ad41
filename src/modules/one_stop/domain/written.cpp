#include "modules/one_stop/domain/written.h"

#include "core/print_letters.h"
#include "core/text.h"

namespace dongson::one_stop {

std::optional<Refusal> RefuseWritten(std::string_view text, std::string field, std::size_t most) {
    if (Length(text) > most)
        return Refusal{"ONE_STOP_TOO_LONG", Say("Phần này dài quá {1} ký tự. Hãy viết ngắn lại.", std::to_string(most)),
                       std::move(field)};
    return RefuseLetters(text, std::move(field));
}

}  // namespace dongson::one_stop
