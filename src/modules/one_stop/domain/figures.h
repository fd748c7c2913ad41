// What is counted of the dossiers a unit received, for its figures; the rows behind a number are found by the same word.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "platform/figures/protection.h"

namespace dongson::one_stop {

// Every dossier that was received is one of `on_time` to `withdrawn`: they add up to `received`. On time and late are only those
// that had a due date and have a result. `refused` were never received and stand beside the sum, by the day of the refusal.
enum class FigureKind : unsigned char {
    received,
    on_time,
    late,
    open,     // being worked on and not due yet, or standing still
    overdue,  // being worked on, and the due date has passed
    no_due,   // the procedure promises no day, whether there is a result or not
    stopped,
    withdrawn,
    refused,
    online
};
inline constexpr FigureKind kFigureKinds[] = {
    FigureKind::received, FigureKind::on_time, FigureKind::late,      FigureKind::open,    FigureKind::overdue,
    FigureKind::no_due,   FigureKind::stopped, FigureKind::withdrawn, FigureKind::refused, FigureKind::online};
// Those that make up the ones received.
inline constexpr FigureKind kReceivedParts[] = {FigureKind::on_time,  FigureKind::late,   FigureKind::open,
                                                FigureKind::overdue,  FigureKind::no_due, FigureKind::stopped,
                                                FigureKind::withdrawn};
std::string_view FigureSlug(FigureKind kind);       // as in the address: "qua-han"
FigureKind ParseFigureKind(std::string_view slug);  // received when it is none
std::string_view FigureName(FigureKind kind);
std::string_view FigureWord(FigureKind kind);  // for programs: "on_time"

// Numbers as they are told: all of them to officers, to the public what may be shown.
class ToldCounts {
  public:
    std::optional<std::int64_t> operator[](FigureKind kind) const { return numbers_[static_cast<std::size_t>(kind)]; }
    // Whether the row stands at all: too few received must look like none.
    bool HasRow() const { return (*this)[FigureKind::received].has_value(); }

  private:
    friend class FigureCounts;
    std::array<std::optional<std::int64_t>, std::size(kFigureKinds)> numbers_;
};

class FigureCounts {
  public:
    figures::Cell& At(FigureKind kind) { return cells_[static_cast<std::size_t>(kind)]; }
    std::int64_t operator[](FigureKind kind) const { return cells_[static_cast<std::size_t>(kind)].count; }
    FigureCounts& operator+=(const FigureCounts& other);

    ToldCounts Exact() const;
    ToldCounts ForPublic() const;

  private:
    std::array<figures::Cell, std::size(kFigureKinds)> cells_{};
};

}  // namespace dongson::one_stop
