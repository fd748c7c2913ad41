#include "modules/soc/engine/keyword_gate.h"

#include <hs.h>

#include <algorithm>
#include <stdexcept>

#include "modules/soc/engine/json_text.h"

namespace dongson::soc {

void KeywordGate::Add(std::string_view folded) {
    constexpr std::size_t kLeast = 3;  // shorter ones are in every line
    const std::string_view plain = LongestPlain(folded);
    if (plain.size() < kLeast) open_ = true;
    texts_.emplace_back(plain);
}

void KeywordGate::Finish() {
    if (open_ || texts_.empty()) return;
    texts_.insert(texts_.end(), std::begin(kOtherSpellings), std::end(kOtherSpellings));
    found_ = CompileTexts(texts_, HS_FLAG_CASELESS | HS_FLAG_SINGLEMATCH);
    texts_ = {};
}

void KeywordGate::Prepare(SearchRoom& room) const {
    room.Fit(found_.get());
}

bool KeywordGate::MayHold(std::string_view line, SearchRoom& room) const {
    if (open_ || found_ == nullptr) return open_;
    const auto stop = [](unsigned, unsigned long long, unsigned long long, unsigned, void*) { return 1; };
    const auto done = hs_scan(found_.get(), line.data(), static_cast<unsigned>(line.size()), 0, room.scratch(), stop, nullptr);
    return done != HS_SUCCESS;
}

}  // namespace dongson::soc
