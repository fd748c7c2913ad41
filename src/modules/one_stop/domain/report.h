// What an office reports of a period: what it had before, what came, what it brought to an end, and what is left. The columns are
// those of the periodic report on handling procedures (Circular 01/2020/TT-VPCP, tables II.06), and beside them what that table
// has no place for. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "core/ids.h"
#include "core/time.h"
#include "platform/definitions/edition.h"

namespace dongson::one_stop {

// Days, both of them included.
struct ReportPeriod {
    Date from, last;

    Instant Begin() const { return Instant::At(from, 0); }
    Instant End() const { return Instant::At(last + 1, 0); }  // the first moment after it
    bool Holds(Instant at) const { return Begin() <= at && at < End(); }
    bool operator==(const ReportPeriod&) const = default;
};

// Each total stands before its parts. What was taken up is what was brought to an end, with a result or without, and what is
// left.
enum class ReportColumn : unsigned char {
    taken,
    carried,  // received before the period and not at an end when it began
    online,
    counter,  // at the counter or by post
    resolved,
    early,    // the result was there before the due day
    on_time,  // on the due day
    late,
    no_due,  // the procedure promises no day
    unresolved,
    stopped,
    withdrawn,
    left,
    open,     // not overdue at the end of the period
    overdue,  // the due date had passed by then
    refused   // never received: beside the sum
};
inline constexpr ReportColumn kReportColumns[] = {
    ReportColumn::taken,    ReportColumn::carried,    ReportColumn::online,  ReportColumn::counter,
    ReportColumn::resolved, ReportColumn::early,      ReportColumn::on_time, ReportColumn::late,
    ReportColumn::no_due,   ReportColumn::unresolved, ReportColumn::stopped, ReportColumn::withdrawn,
    ReportColumn::left,     ReportColumn::open,       ReportColumn::overdue, ReportColumn::refused};
std::string_view ColumnSlug(ReportColumn column);  // as in the address
std::optional<ReportColumn> ParseColumn(std::string_view slug);
std::string_view ColumnName(ReportColumn column);
std::string_view GroupName(ReportColumn total);  // what stands over a total and its parts
// Where no group stands over it: "Đã có kết quả: trước hạn".
std::string FullColumnName(ReportColumn column);
std::string_view ColumnMeaning(ReportColumn column);  // what is counted in it, a sentence
std::string_view ColumnWord(ReportColumn column);     // for programs: "carried_over"
// The total it is a part of; itself of totals and of what stands beside them.
ReportColumn TotalOf(ReportColumn column);
inline bool IsTotal(ReportColumn column) {
    return column == ReportColumn::taken || column == ReportColumn::resolved || column == ReportColumn::unresolved ||
           column == ReportColumn::left;
}

class ReportCounts {
  public:
    // To a part and to the total it belongs to.
    void Add(ReportColumn part, std::int64_t dossiers);
    std::int64_t operator[](ReportColumn column) const { return numbers_[static_cast<std::size_t>(column)]; }
    ReportCounts& operator+=(const ReportCounts& other);
    bool Nothing() const;
    bool operator==(const ReportCounts&) const = default;

  private:
    std::array<std::int64_t, std::size(kReportColumns)> numbers_{};
};

// Which dossiers a report is of.
enum class ReportAbout : unsigned char {
    period,    // all that were on hand in it, against its end
    received,  // received in it, as they are today
    resulted   // brought to an end in it
};
inline constexpr ReportAbout kReportAbouts[] = {ReportAbout::period, ReportAbout::received, ReportAbout::resulted};
std::string_view AboutSlug(ReportAbout about);
ReportAbout ParseAbout(std::string_view slug);
std::string_view AboutName(ReportAbout about);

enum class ReportBy : unsigned char { unit, domain, procedure, person, step };
inline constexpr ReportBy kReportBys[] = {ReportBy::unit, ReportBy::domain, ReportBy::procedure, ReportBy::person,
                                          ReportBy::step};
std::string_view BySlug(ReportBy by);
std::optional<ReportBy> ParseBy(std::string_view slug);
std::string_view ByName(ReportBy by);

// A dossier as a report sees it.
struct Passage {
    CaseId id;
    std::string code, procedure_code, procedure_name, domain, person, process, state;
    definitions::EditionId process_edition;
    UnitId intake, holder;
    AccountId assignee;
    bool online = false, promised = true;  // promised: the procedure says by when
    Instant due, step_due;
    std::optional<Instant> received, finished, closed;

    // The result, or the end without one.
    std::optional<Instant> Ended() const { return finished ? finished : closed; }
};

// The two parts a dossier is counted in: how it came into the period, and how it stood at its end. Of one that was refused both
// are `refused`.
struct Course {
    ReportColumn began, ended;

    bool In(ReportColumn column) const;
};
// Nothing when a report about this is not of the dossier. Due dates are those that stand today.
std::optional<Course> CourseOf(const Passage& passage, const ReportPeriod& period, ReportAbout about, Instant now);

}  // namespace dongson::one_stop
