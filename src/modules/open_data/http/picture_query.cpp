#include "modules/open_data/http/picture_query.h"

#include <algorithm>
#include <charconv>

#include "core/text.h"
#include "modules/open_data/domain/shapes.h"
#include "modules/open_data/http/table_query.h"
#include "modules/open_data/table/row_walk.h"

namespace dongson::open_data {

namespace {

constexpr std::size_t kMostBars = 60, kMostSlices = 12, kMostLine = 500;
constexpr std::int64_t kMostPoints = 5000;

bool IsNumber(const Column& column) {
    return column.type == ColumnType::integer || column.type == ColumnType::number;
}

std::string TitleOf(const Column& column) {
    return column.title.empty() ? column.name : column.title;
}

std::string WithUnit(const Column& column) {
    return TitleOf(column) + (column.unit.empty() ? "" : " (" + column.unit + ")");
}

// A column that tells a few groups apart; else the first.
std::size_t GroupColumn(const Table& table) {
    constexpr std::uint32_t kFewest = 2, kMost = 30;
    if (table.segments().empty()) return 0;
    for (std::size_t column = 0; column < table.schema().size(); ++column) {
        const auto values = table.segments()[0].column(column).codes() - 1;
        if (!table.schema()[column].key && values >= kFewest && values <= kMost &&
            table.schema()[column].type != ColumnType::number)
            return column;
    }
    return 0;
}

// An amount: what has a unit. Degrees of latitude are none.
std::optional<std::size_t> AmountColumn(const Schema& schema) {
    const auto points = FindPoints(schema);
    for (std::size_t column = 0; column < schema.size(); ++column) {
        if (!IsNumber(schema[column]) || schema[column].unit.empty()) continue;
        if (points && (column == points->latitude || column == points->longitude)) continue;
        return column;
    }
    return std::nullopt;
}

// Codes of another list (GeoNames calls a region "38" as well) would colour the wrong places: half of them must be known.
bool KnowsCodes(const Table& table, const Mapping& mapping) {
    if (table.segments().empty()) return false;
    const auto part = table.segments()[0].column(mapping.code);
    const auto& shapes = ShapesOf(mapping.kind);
    std::uint32_t known = 0;
    std::string text;
    for (std::uint32_t code = 1; code < part.codes(); ++code) {
        text.clear();
        part.Append(code, text);
        known += shapes.contains(text) ? 1 : 0;
    }
    return known * 2 >= part.codes() - 1 && known > 0;
}

std::unexpected<Refusal> NotDrawn(std::string field, Sentence sentence) {
    return std::unexpected(Refusal{"OPEN_DATA_PICTURE", std::move(sentence), std::move(field)});
}

double ValueOf(const Answered& answered) {
    double value = 0;
    std::from_chars(answered.text.data(), answered.text.data() + answered.text.size(), value);
    return value;
}

Result<Groups> Grouped(const Named& named, const PictureAsked& asked, std::size_t by, std::size_t limit) {
    const auto selection = Selection::Of(named.table, asked.choice);
    if (!selection) return std::unexpected(selection.error());
    GroupsAsked groups{.by = {by}, .measures = {asked.measure}, .limit = static_cast<std::int64_t>(limit)};
    if (asked.by_value && asked.kind != ChartKind::line) {
        groups.order = 0;
        groups.descending = true;
    }
    return GroupRows(*selection, groups);
}

std::string MeasureName(const PictureAsked& asked, const Schema& schema) {
    static constexpr std::string_view kNames[] = {"Số dòng",  "Tổng",     "Trung bình",
                                                  "Nhỏ nhất", "Lớn nhất", "Số giá trị khác nhau"};
    const auto name = Say(kNames[static_cast<std::size_t>(asked.measure.measure)]).Now();
    return asked.measure.column ? name + ": " + WithUnit(schema[*asked.measure.column]) : name;
}

std::string FooterOf(const Named& named) {
    return Say("{1}, phiên bản {2}. Nguồn: {3}", named.dataset.title, std::to_string(named.version.number), named.dataset.source)
        .Now();
}

std::optional<Refusal> ReadOne(const std::string& name, const std::string& value, const Schema& schema, PictureAsked& asked) {
    const auto column = [&](std::size_t& into) -> std::optional<Refusal> {
        const auto found = FindColumn(schema, value);
        if (!found) return NotDrawn(name, Say("Bảng không có cột “{1}”.", value)).error();
        into = *found;
        return std::nullopt;
    };
    if (name == "ve-nhom") return column(asked.across);
    if (name == "ve-cot") {
        asked.measure.column.reset();
        if (value.empty()) return std::nullopt;
        std::size_t found = 0;
        auto refusal = column(found);
        if (!refusal) asked.measure.column = found;
        return refusal;
    }
    if (name == "ve-dang") {
        const auto kind = ParseChartKind(value);
        if (!kind) return NotDrawn(name, Say("Không có dạng biểu đồ “{1}”.", value)).error();
        asked.kind = *kind;
    } else if (name == "ve-tinh") {
        const auto measure = ParseMeasure(value);
        if (!measure) return NotDrawn(name, Say("Không có phép tính “{1}”.", value)).error();
        asked.measure.measure = *measure;
    } else if (name == "ve-noi") {
        const auto mapping = value == "diem" ? FindPoints(schema) : FindAreas(schema);
        if (!mapping) return NotDrawn(name, Say("Bảng này không có tọa độ hay mã xã, mã tỉnh để vẽ bản đồ.")).error();
        asked.mapping = mapping;
    } else if (name == "ve-xep") {
        asked.by_value = value != "ten";
    } else if (name == "ve-so") {
        asked.most = static_cast<std::size_t>(std::clamp<std::int64_t>(ToNumber(value), 1, kMostLine));
    }
    return std::nullopt;
}

// Pairs of a scatter, one a row; rows that lack either are left out.
Result<std::vector<Mark>> ReadPairs(const Named& named, const PictureAsked& asked) {
    const auto& schema = named.table->schema();
    if (!asked.measure.column) return NotDrawn("ve-cot", Say("Biểu đồ điểm cần hai cột số: hãy chọn cột cho trục đứng."));
    if (!IsNumber(schema[asked.across]) || !IsNumber(schema[*asked.measure.column]))
        return NotDrawn("ve-nhom", Say("Biểu đồ điểm cần hai cột số: “{1}” hoặc “{2}” không phải cột số.",
                                       TitleOf(schema[asked.across]), TitleOf(schema[*asked.measure.column])));
    const auto selection = Selection::Of(named.table, asked.choice);
    if (!selection) return std::unexpected(selection.error());
    const auto name =
        std::ranges::find_if(schema, [](const Column& column) { return column.type == ColumnType::text && !column.key; });
    RowWalk walk(*selection, {asked.across, *asked.measure.column,
                              name == schema.end() ? 0 : static_cast<std::size_t>(name - schema.begin())});
    std::vector<Mark> marks;
    const auto number = [&](std::size_t place) {
        const auto bits = walk.part(place).BitsAt(walk.code(place));
        return walk.part(place).type() == ColumnType::integer ? static_cast<double>(bits) : NumberOf(bits);
    };
    while (walk.Next() && static_cast<std::int64_t>(marks.size()) < kMostPoints) {
        if (!walk.part(0).IsTyped(walk.code(0)) || !walk.part(1).IsTyped(walk.code(1))) continue;
        Mark mark{.label = {}, .value = number(1), .across = number(0)};
        walk.part(2).Append(walk.code(2), mark.label);
        marks.push_back(std::move(mark));
    }
    return marks;
}

Result<std::vector<MapPoint>> ReadPoints(const Named& named, const PictureAsked& asked) {
    const auto& schema = named.table->schema();
    const auto selection = Selection::Of(named.table, asked.choice);
    if (!selection) return std::unexpected(selection.error());
    const auto name =
        std::ranges::find_if(schema, [](const Column& column) { return column.type == ColumnType::text && !column.key; });
    RowWalk walk(*selection, {asked.mapping->longitude, asked.mapping->latitude,
                              name == schema.end() ? 0 : static_cast<std::size_t>(name - schema.begin())});
    std::vector<MapPoint> points;
    const auto degrees = [&](std::size_t place) {
        const auto bits = walk.part(place).BitsAt(walk.code(place));
        return walk.part(place).type() == ColumnType::integer ? static_cast<double>(bits) : NumberOf(bits);
    };
    while (walk.Next() && static_cast<std::int64_t>(points.size()) < kMostPoints) {
        if (!walk.part(0).IsTyped(walk.code(0)) || !walk.part(1).IsTyped(walk.code(1))) continue;
        MapPoint point{.longitude = degrees(0), .latitude = degrees(1), .label = {}};
        walk.part(2).Append(walk.code(2), point.label);
        points.push_back(std::move(point));
    }
    return points;
}

}  // namespace

Result<PictureAsked> ReadPictureAsked(const web::Fields& query, const Table& table) {
    const auto& schema = table.schema();
    PictureAsked asked{.across = GroupColumn(table), .mapping = FindAreas(schema)};
    if (!asked.mapping || !KnowsCodes(table, *asked.mapping)) asked.mapping = FindPoints(schema);
    asked.measure.column = AmountColumn(schema);
    if (asked.measure.column) asked.measure.measure = Measure::sum;
    web::Fields filters;
    for (const auto& [name, value] : query) {
        if (!name.starts_with("ve-")) {
            filters.emplace_back(name, value);
        } else if (auto refusal = ReadOne(name, value, schema, asked)) {
            return std::unexpected(std::move(*refusal));
        }
    }
    auto filtered = ReadTableQuery(filters, schema);
    if (!filtered) return std::unexpected(filtered.error());
    asked.choice = std::move(filtered->choice);
    asked.filters = std::move(filters);
    if (asked.measure.measure == Measure::count) asked.measure.column.reset();
    if (asked.measure.measure != Measure::count && !asked.measure.column && asked.kind != ChartKind::scatter)
        asked.measure.measure = Measure::count;
    return asked;
}

Result<Chart> ReadChart(const Named& named, const PictureAsked& asked) {
    const auto& schema = named.table->schema();
    Chart chart{.kind = asked.kind, .across = WithUnit(schema[asked.across]), .footer = FooterOf(named)};
    if (asked.kind == ChartKind::scatter) {
        auto marks = ReadPairs(named, asked);
        if (!marks) return std::unexpected(marks.error());
        chart.upwards = WithUnit(schema[*asked.measure.column]);
        chart.marks = *std::move(marks);
    } else {
        const auto most = std::min(asked.most, asked.kind == ChartKind::pie    ? kMostSlices
                                               : asked.kind == ChartKind::bars ? kMostBars
                                                                               : kMostLine);
        const auto groups = Grouped(named, asked, asked.across, asked.kind == ChartKind::line ? kMostLine : most);
        if (!groups) return std::unexpected(groups.error());
        chart.upwards = MeasureName(asked, schema);
        for (const auto& group : groups->groups)
            if (!group.values[0].text.empty())
                chart.marks.push_back(
                    {group.keys[0].text.empty() ? Say("(trống)").Now() : group.keys[0].text, ValueOf(group.values[0])});
    }
    chart.title = Say("{1}, theo {2}", named.resource.title, chart.across).Now();
    chart.about = Say("Biểu đồ gồm {1} giá trị, theo {2}.", std::to_string(chart.marks.size()), chart.across).Now();
    return chart;
}

Result<Map> ReadMap(const Named& named, const PictureAsked& asked) {
    if (!asked.mapping)
        return std::unexpected(Refusal::NotFound(Say("Bảng này không có tọa độ hay mã xã, mã tỉnh để vẽ bản đồ.")));
    Map map{.kind = asked.mapping->kind, .title = named.resource.title, .footer = FooterOf(named)};
    if (map.kind == MapKind::points) {
        auto points = ReadPoints(named, asked);
        if (!points) return std::unexpected(points.error());
        map.points = *std::move(points);
        map.value_name = Say("{1} điểm", Number(static_cast<std::int64_t>(map.points.size()))).Now();
    } else {
        const auto groups = Grouped(named, asked, asked.mapping->code, 5000);
        if (!groups) return std::unexpected(groups.error());
        for (const auto& group : groups->groups)
            if (!group.values[0].text.empty()) map.values[group.keys[0].text] = ValueOf(group.values[0]);
        map.value_name = MeasureName(asked, named.table->schema());
    }
    map.about = map.title + ". " + map.value_name;
    return map;
}

}  // namespace dongson::open_data
