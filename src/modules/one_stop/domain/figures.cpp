#include "modules/one_stop/domain/figures.h"

#include <algorithm>
#include <iterator>

namespace dongson::one_stop {

std::string_view FigureSlug(FigureKind kind) {
    static constexpr std::string_view kSlugs[] = {"tiep-nhan",    "dung-han", "tre-han", "dang-giai-quyet", "qua-han",
                                                  "khong-co-han", "dung",     "rut",     "tu-choi",         "truc-tuyen"};
    return kSlugs[static_cast<int>(kind)];
}

FigureKind ParseFigureKind(std::string_view slug) {
    const auto* found = std::ranges::find(kFigureKinds, slug, FigureSlug);
    return found == std::end(kFigureKinds) ? FigureKind::received : *found;
}

std::string_view FigureName(FigureKind kind) {
    static constexpr std::string_view kNames[] = {
        "Tiếp nhận",         "Đúng hạn",        "Trễ hạn",   "Đang giải quyết, còn hạn", "Đang giải quyết, quá hạn",
        "Không có ngày hẹn", "Dừng giải quyết", "Rút hồ sơ", "Từ chối tiếp nhận",        "Nộp trực tuyến"};
    return kNames[static_cast<int>(kind)];
}

std::string_view FigureWord(FigureKind kind) {
    static constexpr std::string_view kWords[] = {"received",    "on_time", "late",      "open",    "overdue",
                                                  "no_due_date", "stopped", "withdrawn", "refused", "online"};
    return kWords[static_cast<int>(kind)];
}

FigureCounts& FigureCounts::operator+=(const FigureCounts& other) {
    for (std::size_t place = 0; place < cells_.size(); ++place) cells_[place] += other.cells_[place];
    return *this;
}

ToldCounts FigureCounts::Exact() const {
    ToldCounts told;
    std::ranges::transform(cells_, told.numbers_.begin(), &figures::Cell::count);
    return told;
}

ToldCounts FigureCounts::ForPublic() const {
    ToldCounts told;
    std::ranges::transform(cells_, told.numbers_.begin(), figures::Shown);
    return told;
}

}  // namespace dongson::one_stop
