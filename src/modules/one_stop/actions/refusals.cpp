#include "modules/one_stop/actions/refusals.h"

namespace dongson::one_stop {

std::unexpected<Refusal> No(std::string code, Sentence sentence, std::string field, RefusalKind kind) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), std::move(field), kind});
}

std::unexpected<Refusal> ChangedMeanwhile() {
    return No(std::string(kChanged),
              Say("Người khác vừa xử lý hồ sơ này. Trang đã được làm mới và giữ điều bạn gõ; hãy xem lại rồi quyết định."), "",
              RefusalKind::conflict);
}

}  // namespace dongson::one_stop
