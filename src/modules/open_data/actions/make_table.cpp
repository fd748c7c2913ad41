#include "modules/open_data/actions/make_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"

namespace dongson::open_data {

namespace {

Refusal Breaks(Sentence sentence) {
    return {"OPEN_DATA_SCHEMA_BROKEN", std::move(sentence), "tep", RefusalKind::conflict};
}

// The columns of a file against those agreed: the same names in the same order.
std::optional<Refusal> CheckColumns(const Schema& agreed, const std::vector<std::string>& names) {
    std::vector<std::string> missing, unknown;
    for (const auto& column : agreed)
        if (std::ranges::find(names, column.name) == names.end()) missing.push_back(column.name);
    for (const auto& name : names)
        if (!FindColumn(agreed, name)) unknown.push_back(name);
    if (!missing.empty() && !unknown.empty())
        return Breaks(
            Say("Tệp thiếu cột {1} và có cột lạ {2} so với cấu trúc đã công bố.", Join(missing, ", "), Join(unknown, ", ")));
    if (!missing.empty()) return Breaks(Say("Tệp thiếu cột {1} so với cấu trúc đã công bố.", Join(missing, ", ")));
    if (!unknown.empty()) return Breaks(Say("Tệp có cột {1} chưa có trong cấu trúc đã công bố.", Join(unknown, ", ")));
    return std::nullopt;
}

// What the columns of a file are called among those agreed: by its header as it was the first time, whatever name an officer gave
// the column since. A file without a header has the agreed columns in their order.
std::vector<std::string> AgreedNames(const Schema& agreed, const std::vector<std::string>& header) {
    std::vector<std::string> names;
    if (header.empty()) {
        for (const auto& column : agreed) names.push_back(column.name);
        return names;
    }
    names = ColumnNames(header, header.size());
    for (std::size_t place = 0; place < header.size(); ++place) {
        const auto known = std::ranges::find_if(agreed, [&](const Column& column) {
            return !header[place].empty() && column.source == header[place] &&
                   std::ranges::find(names, column.name) == names.end();
        });
        if (known != agreed.end()) names[place] = known->name;
    }
    return names;
}

// Where each agreed column stands in the file.
std::vector<std::size_t> PlacesOf(const Schema& agreed, const std::vector<std::string>& names) {
    std::vector<std::size_t> places;
    for (const auto& column : agreed)
        places.push_back(static_cast<std::size_t>(std::ranges::find(names, column.name) - names.begin()));
    return places;
}

std::optional<Refusal> CheckValues(const Schema& agreed, const TableReport& report) {
    if (report.misfits == 0) return std::nullopt;
    std::vector<std::string> examples;
    for (const auto& [column, row, text] : report.examples) {
        if (examples.size() == 5) break;
        examples.push_back(fmt::format("{} · {} · “{}”", row, agreed[column].name, Shorten(text, 30)));
    }
    return Breaks(Say("{1} giá trị không đúng kiểu đã công bố (dòng · cột · giá trị): {2}", std::to_string(report.misfits),
                      Join(examples, "; ")));
}

}  // namespace

Result<TableReport> MakeTable(const std::string& path, const TableToMake& wanted) {
    auto source = TableSource::Open(wanted.path, wanted.layout);
    if (!source) return std::unexpected(source.error());
    const auto& schema = wanted.schema;
    std::vector<std::size_t> places;
    if (!wanted.first) {
        const auto names = AgreedNames(schema, source->header());
        if (auto refusal = CheckColumns(schema, names)) return std::unexpected(std::move(*refusal));
        places = PlacesOf(schema, names);
    }
    TableWriter writer(path, schema);
    Record record;
    std::vector<std::string_view> cells(schema.size());
    while (true) {
        const auto more = source->Next(record);
        if (!more) return std::unexpected(more.error());
        if (!*more) break;
        if (record.cells.size() > schema.size())
            return std::unexpected(Breaks(Say("Dòng {1} có {2} ô, nhiều hơn {3} cột đã công bố.", std::to_string(record.line),
                                              std::to_string(record.cells.size()), std::to_string(schema.size()))));
        if (places.empty()) {
            writer.Add(record.cells);
            continue;
        }
        for (std::size_t column = 0; column < places.size(); ++column)
            cells[column] = places[column] < record.cells.size() ? record.cells[places[column]] : std::string_view();
        writer.Add(cells);
    }
    auto report = writer.Finish();
    if (!wanted.first)
        if (auto refusal = CheckValues(schema, report)) return std::unexpected(std::move(*refusal));
    return report;
}

}  // namespace dongson::open_data
