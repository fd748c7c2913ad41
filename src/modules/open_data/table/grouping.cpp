#include "modules/open_data/table/grouping.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include "core/text.h"
#include "modules/open_data/table/paging.h"

namespace dongson::open_data {

namespace {

constexpr std::string_view kMeasureWords[] = {"count", "sum", "avg", "min", "max", "distinct"};

bool IsNumeric(ColumnType type) {
    return type == ColumnType::integer || type == ColumnType::number;
}

// A cell of any segment, kept to be compared and shown later.
struct Kept {
    const Segment* segment = nullptr;
    std::uint32_t code = 0;
};

// What one measure has gathered of one group.
struct Gathered {
    std::int64_t count = 0;  // of values, or of rows
    __int128 whole = 0;      // the sum of whole numbers, exactly
    double sum = 0;
    Kept best;
    std::unordered_set<std::string> distinct;
};

struct GroupGathered {
    std::vector<Kept> keys;
    std::vector<Gathered> measures;
};

// Which group each chosen row of a segment belongs to, the groups numbered from 0 within the segment.
struct SegmentGroups {
    std::vector<std::uint32_t> of_row;              // beside the chosen rows
    std::vector<std::vector<std::uint16_t>> codes;  // of each group, one a group column
};

SegmentGroups GroupSegment(const Segment& segment, const std::vector<std::uint16_t>& rows, const std::vector<std::size_t>& by) {
    SegmentGroups groups;
    groups.of_row.resize(rows.size());
    if (by.empty()) {
        groups.codes.emplace_back();
        return groups;
    }
    constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();
    if (by.size() == 1) {
        const auto part = segment.column(by.front());
        const auto* codes = part.row_codes();
        std::vector<std::uint32_t> group_of(part.codes(), kNone);
        for (std::size_t index = 0; index < rows.size(); ++index) {
            auto& group = group_of[codes[rows[index]]];
            if (group == kNone) {
                group = static_cast<std::uint32_t>(groups.codes.size());
                groups.codes.push_back({codes[rows[index]]});
            }
            groups.of_row[index] = group;
        }
        return groups;
    }
    std::vector<const std::uint16_t*> codes;
    codes.reserve(by.size());
    for (const auto column : by) codes.push_back(segment.column(column).row_codes());
    std::unordered_map<std::uint64_t, std::uint32_t> known;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        std::uint64_t packed = 0;
        for (const auto* each : codes) packed = packed << 16 | each[rows[index]];
        const auto [group, added] = known.try_emplace(packed, static_cast<std::uint32_t>(groups.codes.size()));
        if (added) {
            auto& own = groups.codes.emplace_back();
            for (const auto* each : codes) own.push_back(each[rows[index]]);
        }
        groups.of_row[index] = group->second;
    }
    return groups;
}

class Grouping {
  public:
    Grouping(const Selection& selection, const GroupsAsked& asked) : selection_(selection), asked_(asked) {}

    bool Gather() {
        const auto& segments = selection_.table().segments();
        for (std::size_t index = 0; index < segments.size(); ++index) {
            const auto rows = selection_.RowsOf(index);
            if (!rows.empty() && !GatherSegment(segments[index], rows)) return false;
        }
        if (asked_.by.empty() && groups_.empty()) groups_.push_back({{}, std::vector<Gathered>(asked_.measures.size())});
        return true;
    }

    Groups Take() {
        std::vector<std::uint32_t> order(groups_.size());
        std::iota(order.begin(), order.end(), 0);
        const auto shown = std::min<std::int64_t>(asked_.limit, static_cast<std::int64_t>(order.size()));
        std::partial_sort(order.begin(), order.begin() + shown, order.end(),
                          [&](std::uint32_t a, std::uint32_t b) { return Before(groups_[a], groups_[b]); });
        Groups taken{.groups = {}, .count = static_cast<std::int64_t>(groups_.size())};
        for (std::int64_t index = 0; index < shown; ++index) {
            const auto& group = groups_[order[static_cast<std::size_t>(index)]];
            auto& shown_group = taken.groups.emplace_back();
            for (std::size_t key = 0; key < asked_.by.size(); ++key)
                shown_group.keys.push_back(Show(group.keys[key], asked_.by[key]));
            for (std::size_t measure = 0; measure < asked_.measures.size(); ++measure)
                shown_group.values.push_back(Value(group.measures[measure], asked_.measures[measure]));
        }
        return taken;
    }

  private:
    bool GatherSegment(const Segment& segment, const std::vector<std::uint16_t>& rows) {
        const auto local = GroupSegment(segment, rows, asked_.by);
        std::vector<std::uint32_t> place(local.codes.size());
        for (std::size_t group = 0; group < local.codes.size(); ++group) {
            const auto found = PlaceOf(segment, local.codes[group]);
            if (!found) return false;
            place[group] = *found;
        }
        for (std::size_t measure = 0; measure < asked_.measures.size(); ++measure)
            GatherMeasure(segment, rows, local, place, measure);
        return true;
    }

    // The group that has these keys in every segment.
    std::optional<std::uint32_t> PlaceOf(const Segment& segment, const std::vector<std::uint16_t>& codes) {
        std::string name;
        for (std::size_t key = 0; key < codes.size(); ++key) {
            const auto part = segment.column(asked_.by[key]);
            name += part.IsTyped(codes[key]) ? '\1' : codes[key] == 0 ? '\2' : '\3';
            part.Append(codes[key], name);
            name += '\0';
        }
        const auto [found, added] = known_.try_emplace(std::move(name), static_cast<std::uint32_t>(groups_.size()));
        if (added) {
            if (static_cast<std::int64_t>(groups_.size()) == kMostGroups) return std::nullopt;
            auto& group = groups_.emplace_back();
            for (const auto code : codes) group.keys.push_back({&segment, code});
            group.measures.resize(asked_.measures.size());
        }
        return found->second;
    }

    void GatherMeasure(const Segment& segment, const std::vector<std::uint16_t>& rows, const SegmentGroups& local,
                       const std::vector<std::uint32_t>& place, std::size_t measure) {
        const auto& [kind, column] = asked_.measures[measure];
        const auto into = [&](std::size_t group) -> Gathered& { return groups_[place[group]].measures[measure]; };
        const auto groups = local.codes.size();
        if (!column) {
            std::vector<std::int64_t> counts(groups);
            for (const auto group : local.of_row) ++counts[group];
            for (std::size_t group = 0; group < groups; ++group) into(group).count += counts[group];
            return;
        }
        const auto part = segment.column(*column);
        const auto* codes = part.row_codes();
        switch (kind) {
            case Measure::count: {
                std::vector<std::int64_t> counts(groups);
                for (std::size_t index = 0; index < rows.size(); ++index) counts[local.of_row[index]] += codes[rows[index]] != 0;
                for (std::size_t group = 0; group < groups; ++group) into(group).count += counts[group];
                break;
            }
            case Measure::sum:
            case Measure::average:
                GatherSum(part, rows, local, into);
                break;
            case Measure::least:
            case Measure::most: {
                std::vector<std::uint16_t> best(groups);
                for (std::size_t index = 0; index < rows.size(); ++index) {
                    const auto code = codes[rows[index]];
                    auto& own = best[local.of_row[index]];
                    if (code != 0 && (own == 0 || (kind == Measure::least ? code < own : code > own))) own = code;
                }
                for (std::size_t group = 0; group < groups; ++group)
                    if (best[group] != 0) TakeBest(into(group).best, {&segment, best[group]}, *column, kind);
                break;
            }
            case Measure::distinct: {
                std::vector<std::uint64_t> pairs;
                pairs.reserve(rows.size());
                for (std::size_t index = 0; index < rows.size(); ++index)
                    if (codes[rows[index]] != 0) pairs.push_back(std::uint64_t{local.of_row[index]} << 16 | codes[rows[index]]);
                std::ranges::sort(pairs);
                const auto twice = std::ranges::unique(pairs);
                pairs.erase(twice.begin(), twice.end());
                for (const auto pair : pairs) {
                    std::string text;
                    part.Append(static_cast<std::uint32_t>(pair & 0xffff), text);
                    into(pair >> 16).distinct.insert(std::move(text));
                }
                break;
            }
        }
    }

    template <class Into>
    static void GatherSum(const ColumnPart& part, const std::vector<std::uint16_t>& rows, const SegmentGroups& local, Into into) {
        const auto groups = local.codes.size();
        const auto* codes = part.row_codes();
        std::vector<std::int64_t> counts(groups);
        if (part.type() == ColumnType::integer) {
            std::vector<__int128> sums(groups);
            for (std::size_t index = 0; index < rows.size(); ++index) {
                const auto code = codes[rows[index]];
                if (!part.IsTyped(code)) continue;
                sums[local.of_row[index]] += part.BitsAt(code);
                ++counts[local.of_row[index]];
            }
            for (std::size_t group = 0; group < groups; ++group) into(group).whole += sums[group];
        } else {
            std::vector<double> sums(groups);
            for (std::size_t index = 0; index < rows.size(); ++index) {
                const auto code = codes[rows[index]];
                if (!part.IsTyped(code)) continue;
                sums[local.of_row[index]] += NumberOf(part.BitsAt(code));
                ++counts[local.of_row[index]];
            }
            for (std::size_t group = 0; group < groups; ++group) into(group).sum += sums[group];
        }
        for (std::size_t group = 0; group < groups; ++group) into(group).count += counts[group];
    }

    static void TakeBest(Kept& best, Kept one, std::size_t column, Measure kind) {
        if (best.segment != nullptr) {
            const auto compared = CompareCells(one.segment->column(column), one.code, best.segment->column(column), best.code);
            if (kind == Measure::least ? compared >= 0 : compared <= 0) return;
        }
        best = one;
    }

    static Answered Show(Kept kept, std::size_t column) {
        Answered shown;
        if (kept.segment == nullptr) return shown;
        const auto part = kept.segment->column(column);
        part.Append(kept.code, shown.text);
        shown.number = IsNumeric(part.type()) && part.IsTyped(kept.code);
        return shown;
    }

    // As a number, for sums and for the order; not a number when there is nothing.
    double Amount(const Gathered& gathered, const Measured& measured) const {
        switch (measured.measure) {
            case Measure::count:
                return static_cast<double>(gathered.count);
            case Measure::distinct:
                return static_cast<double>(gathered.distinct.size());
            case Measure::sum:
            case Measure::average: {
                if (gathered.count == 0) return std::numeric_limits<double>::quiet_NaN();
                const auto sum = gathered.sum + static_cast<double>(gathered.whole);
                return measured.measure == Measure::sum ? sum : sum / static_cast<double>(gathered.count);
            }
            default:
                return 0;
        }
    }

    Answered Value(const Gathered& gathered, const Measured& measured) const {
        if (measured.measure == Measure::least || measured.measure == Measure::most) return Show(gathered.best, *measured.column);
        const auto amount = Amount(gathered, measured);
        if (std::isnan(amount)) return {};
        const bool whole =
            measured.measure == Measure::count || measured.measure == Measure::distinct ||
            (measured.measure == Measure::sum && selection_.table().schema()[*measured.column].type == ColumnType::integer &&
             gathered.whole >= std::numeric_limits<Bits>::min() && gathered.whole <= std::numeric_limits<Bits>::max());
        if (whole && measured.measure == Measure::sum) return {std::to_string(static_cast<Bits>(gathered.whole)), true};
        if (whole) return {std::to_string(static_cast<Bits>(amount)), true};
        return {CellText(ColumnType::number, BitsOf(amount)), true};
    }

    bool Before(const GroupGathered& a, const GroupGathered& b) const {
        if (asked_.order) {
            const auto& measured = asked_.measures[*asked_.order];
            const auto& own = a.measures[*asked_.order];
            const auto& other = b.measures[*asked_.order];
            if (measured.measure == Measure::least || measured.measure == Measure::most) {
                if (const auto compared = CompareKept(own.best, other.best, *measured.column); compared != 0)
                    return asked_.descending ? compared > 0 : compared < 0;
            } else {
                const auto amount = Amount(own, measured), against = Amount(other, measured);
                if (std::isnan(amount) != std::isnan(against)) return std::isnan(against);
                if (amount != against && !std::isnan(amount)) return asked_.descending ? amount > against : amount < against;
            }
        }
        for (std::size_t key = 0; key < asked_.by.size(); ++key)
            if (const auto compared = CompareKept(a.keys[key], b.keys[key], asked_.by[key]); compared != 0)
                return !asked_.order && asked_.descending ? compared > 0 : compared < 0;
        return false;
    }

    static int CompareKept(Kept a, Kept b, std::size_t column) {
        if (a.segment == nullptr || b.segment == nullptr) return (a.segment == nullptr) - (b.segment == nullptr);
        return CompareCells(a.segment->column(column), a.code, b.segment->column(column), b.code);
    }

    const Selection& selection_;
    const GroupsAsked& asked_;
    std::unordered_map<std::string, std::uint32_t> known_;
    std::vector<GroupGathered> groups_;
};

}  // namespace

std::optional<Measure> ParseMeasure(std::string_view word) {
    const auto found = std::ranges::find(kMeasureWords, word);
    if (found == std::end(kMeasureWords)) return std::nullopt;
    return static_cast<Measure>(found - std::begin(kMeasureWords));
}

std::string_view MeasureWord(Measure measure) {
    return kMeasureWords[static_cast<std::size_t>(measure)];
}

Result<Groups> GroupRows(const Selection& selection, const GroupsAsked& asked) {
    const auto& schema = selection.table().schema();
    if (asked.by.size() > kMostGroupColumns)
        return std::unexpected(Refusal{"TABLE_TOO_MANY_GROUP_COLUMNS",
                                       Say("Chỉ nhóm được theo nhiều nhất {1} cột.", std::to_string(kMostGroupColumns)),
                                       "group"});
    for (const auto& [measure, column] : asked.measures) {
        const bool adds = measure == Measure::sum || measure == Measure::average;
        if (!column && measure != Measure::count)
            return std::unexpected(Refusal{"TABLE_MEASURE_NEEDS_COLUMN",
                                           Say("Phép tính {1} cần tên cột.", std::string(MeasureWord(measure))), "measure"});
        if (column && adds && !IsNumeric(schema[*column].type))
            return std::unexpected(Refusal{
                "TABLE_NOT_A_NUMBER", Say("Cột {1} không phải là số nên không cộng được.", schema[*column].name), "measure"});
    }
    Grouping grouping(selection, asked);
    if (!grouping.Gather())
        return std::unexpected(Refusal{"TABLE_TOO_MANY_GROUPS",
                                       Say("Kết quả có hơn {1} nhóm. Hãy lọc bớt hoặc nhóm theo cột khác.", Number(kMostGroups)),
                                       "group", RefusalKind::too_large});
    return grouping.Take();
}

}  // namespace dongson::open_data
