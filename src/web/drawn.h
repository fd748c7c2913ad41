// Parts of pages that say the same for as long as what they show stands: drawn once in each language, by whoever needs them
// first.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>

#include "core/language.h"
#include "web/html.h"

namespace dongson::web {

class DrawnParts {
  public:
    explicit DrawnParts(std::size_t count) : count_(count) {
        for (auto& parts : parts_) parts = std::make_unique<std::atomic<const Html*>[]>(count);
    }
    ~DrawnParts() {
        for (auto& parts : parts_)
            for (std::size_t part = 0; part < count_; ++part) delete parts[part].load();
    }
    DrawnParts(const DrawnParts&) = delete;
    DrawnParts& operator=(const DrawnParts&) = delete;

    // `draw` gives the same whenever it is asked in one language; two who ask at once may both draw, and one drawing is kept.
    template <class Draw>
    const Html& Of(std::size_t part, Draw draw) const {
        auto& place = parts_[static_cast<std::size_t>(CurrentLanguage())][part];
        if (const auto* drawn = place.load(std::memory_order_acquire)) return *drawn;
        auto made = std::make_unique<const Html>(draw());
        const Html* kept = nullptr;
        return place.compare_exchange_strong(kept, made.get()) ? *made.release() : *kept;
    }

  private:
    std::size_t count_;
    std::array<std::unique_ptr<std::atomic<const Html*>[]>, 2> parts_;  // a language each
};

}  // namespace dongson::web
