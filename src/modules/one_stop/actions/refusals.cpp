#include "modules/one_stop/actions/refusals.h"

#include "modules/one_stop/storage/procedure_store.h"

namespace dongson::one_stop {

std::unexpected<Refusal> No(std::string code, Sentence sentence, std::string field, RefusalKind kind) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), std::move(field), kind});
}

Refusal NotOffered(storage::Database& database, std::string_view code) {
    const auto held = database.Read([&](storage::Transaction& tx) { return ProcedureStore(tx).Newest(code); });
    if (!held || !held->edition) return NoProcedure(code);
    return Refusal::NotFound(
        Say("Tỉnh đang tạm dừng nhận hồ sơ của thủ tục {1} ({2}). Hãy hỏi bộ phận một cửa.", held->name, std::string(code)));
}

}  // namespace dongson::one_stop
