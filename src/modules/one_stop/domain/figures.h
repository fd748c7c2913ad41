// What is counted of the dossiers a unit received, for its figures; the rows behind a number are found by the same word.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

namespace dongson::one_stop {

enum class FigureKind : unsigned char { received, on_time, late, open, overdue, online };
inline constexpr FigureKind kFigureKinds[] = {FigureKind::received, FigureKind::on_time, FigureKind::late,
                                              FigureKind::open,     FigureKind::overdue, FigureKind::online};
std::string_view FigureSlug(FigureKind kind);       // as in the address: "qua-han"
FigureKind ParseFigureKind(std::string_view slug);  // received when it is none
std::string_view FigureName(FigureKind kind);

class FigureCounts {
  public:
    std::int64_t& operator[](FigureKind kind) { return counts_[static_cast<std::size_t>(kind)]; }
    std::int64_t operator[](FigureKind kind) const { return counts_[static_cast<std::size_t>(kind)]; }
    std::int64_t Finished() const { return (*this)[FigureKind::on_time] + (*this)[FigureKind::late]; }
    FigureCounts& operator+=(const FigureCounts& other);

  private:
    std::array<std::int64_t, std::size(kFigureKinds)> counts_{};
};

}  // namespace dongson::one_stop
