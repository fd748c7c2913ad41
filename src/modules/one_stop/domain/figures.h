// What is counted of the dossiers a unit received, for its figures; the rows behind a number are found by the same word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dongson::one_stop {

enum class FigureKind : unsigned char { received, on_time, late, open, overdue, online };
inline constexpr FigureKind kFigureKinds[] = {FigureKind::received, FigureKind::on_time, FigureKind::late,
                                              FigureKind::open,     FigureKind::overdue, FigureKind::online};
std::string_view FigureSlug(FigureKind kind);       // as in the address: "qua-han"
FigureKind ParseFigureKind(std::string_view slug);  // received when it is none
std::string_view FigureName(FigureKind kind);

struct FigureCounts {
    std::int64_t received = 0, on_time = 0, late = 0, open = 0, overdue = 0, online = 0;
    FigureCounts& operator+=(const FigureCounts& other);
    std::int64_t Of(FigureKind kind) const;
    std::int64_t Finished() const { return on_time + late; }
};

}  // namespace dongson::one_stop
