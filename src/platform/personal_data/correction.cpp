#include "platform/personal_data/correction.h"

#include <algorithm>
#include <iterator>

namespace dongson::personal_data {

namespace {

constexpr std::string_view kWords[] = {"", "taken_back", "granted", "refused"};

std::vector<Corrects>& All() {
    static std::vector<Corrects> all;
    return all;
}

}  // namespace

std::string_view WordOf(CorrectionState state) {
    return kWords[static_cast<std::size_t>(state)];
}

CorrectionState CorrectionStateOf(std::string_view word) {
    const auto* found = std::ranges::find(kWords, word);
    return found == std::end(kWords) ? CorrectionState::refused : static_cast<CorrectionState>(found - std::begin(kWords));
}

Sentence NameOf(CorrectionState state) {
    switch (state) {
        case CorrectionState::waits:
            return Say("Chờ quyết định");
        case CorrectionState::taken_back:
            return Say("Người đề nghị đã rút");
        case CorrectionState::granted:
            return Say("Đã sửa");
        case CorrectionState::refused:
            return Say("Không sửa");
    }
    return {};
}

void UseCorrects(std::vector<Corrects> corrects) {
    All() = std::move(corrects);
}
const std::vector<Corrects>& EveryCorrects() {
    return All();
}
const Corrects* CorrectsOf(std::string_view kind) {
    const auto found = std::ranges::find(All(), kind, &Corrects::kind);
    return found == All().end() ? nullptr : &*found;
}

}  // namespace dongson::personal_data
