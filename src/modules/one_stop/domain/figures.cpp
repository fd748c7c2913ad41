#include "modules/one_stop/domain/figures.h"

#include <algorithm>
#include <iterator>

namespace dongson::one_stop {

std::string_view FigureSlug(FigureKind kind) {
    static constexpr std::string_view kSlugs[] = {"tiep-nhan", "dung-han", "tre-han", "dang-giai-quyet", "qua-han", "truc-tuyen"};
    return kSlugs[static_cast<int>(kind)];
}

FigureKind ParseFigureKind(std::string_view slug) {
    const auto* found = std::ranges::find(kFigureKinds, slug, FigureSlug);
    return found == std::end(kFigureKinds) ? FigureKind::received : *found;
}

std::string_view FigureName(FigureKind kind) {
    static constexpr std::string_view kNames[] = {"Tiếp nhận",       "Đúng hạn", "Trễ hạn",
                                                  "Đang giải quyết", "Quá hạn",  "Nộp trực tuyến"};
    return kNames[static_cast<int>(kind)];
}

FigureCounts& FigureCounts::operator+=(const FigureCounts& other) {
    for (const auto kind : kFigureKinds) (*this)[kind] += other[kind];
    return *this;
}

}  // namespace dongson::one_stop
