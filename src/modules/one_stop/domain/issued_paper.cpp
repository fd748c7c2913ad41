#include "modules/one_stop/domain/issued_paper.h"

#include <algorithm>

namespace dongson::one_stop {

std::optional<Refusal> RefuseCounts(const HandedIn& handed_in) {
    const auto fits = [](int number) { return number >= 0 && number <= kMostCopies; };
    const auto all_fit = [&](const ComponentCount& count) {
        return fits(count.originals) && fits(count.certified) && fits(count.copies);
    };
    if (fits(handed_in.sets) && std::ranges::all_of(handed_in.components, all_fit)) return std::nullopt;
    return Refusal{"COUNT_RANGE",
                   Say("Số bộ và số bản từ 0 đến {1}. Nhiều hơn thì ghi vào lý do hoặc ghi chú.", std::to_string(kMostCopies)),
                   "so_bo"};
}

}  // namespace dongson::one_stop
