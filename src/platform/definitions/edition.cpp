#include "platform/definitions/edition.h"

#include <algorithm>
#include <stdexcept>

namespace dongson::definitions {

namespace {

struct StageText {
    Stage stage;
    std::string_view word, name;
};
constexpr StageText kStages[] = {{Stage::shipped, "shipped", "Kèm chương trình"},
                                 {Stage::draft, "draft", "Bản nháp"},
                                 {Stage::proposed, "proposed", "Chờ phê duyệt"},
                                 {Stage::approved, "approved", "Đã phê duyệt"},
                                 {Stage::withdrawn, "withdrawn", "Đã rút"}};

const StageText& TextOf(Stage stage) {
    return *std::ranges::find(kStages, stage, &StageText::stage);
}

}  // namespace

std::string_view StageWord(Stage stage) {
    return TextOf(stage).word;
}

std::string_view StageName(Stage stage) {
    return TextOf(stage).name;
}

Stage ParseStage(std::string_view word) {
    const auto* found = std::ranges::find(kStages, word, &StageText::word);
    if (found == std::end(kStages)) throw std::runtime_error("no stage of an edition: " + std::string(word));
    return found->stage;
}

}  // namespace dongson::definitions
