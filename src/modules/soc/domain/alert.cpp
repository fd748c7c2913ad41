#include "modules/soc/domain/alert.h"

#include "core/text.h"

namespace dongson::soc {

std::string_view AlertStateWord(AlertState state) {
    static constexpr std::string_view kWords[] = {"moi", "dang-xu-ly", "trong-vu-viec", "bo-qua", "dong"};
    return kWords[static_cast<int>(state)];
}

std::string_view AlertStateName(AlertState state) {
    static constexpr std::string_view kNames[] = {"Mới", "Đang xem", "Trong vụ việc", "Bỏ qua", "Đã đóng"};
    return kNames[static_cast<int>(state)];
}

std::string_view LevelName(Level level) {
    static constexpr std::string_view kNames[] = {"Thông tin", "Thấp", "Trung bình", "Cao", "Nghiêm trọng"};
    return kNames[static_cast<int>(level)];
}

std::optional<Refusal> RefuseReason(std::string_view reason) {
    constexpr std::size_t kShortest = 5;
    if (Length(Trim(reason)) >= kShortest) return std::nullopt;
    return Refusal{"SOC_REASON_WANTED", Say("Ghi lý do (ít nhất 5 ký tự): người trực sau cần biết vì sao."), "ly_do"};
}

int ScoreOf(Level level, int value) {
    return (static_cast<int>(level) + 1) * value;
}

}  // namespace dongson::soc
