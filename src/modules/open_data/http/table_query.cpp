#include "modules/open_data/http/table_query.h"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "core/text.h"

namespace dongson::open_data {

namespace {

std::unexpected<Refusal> Wrong(std::string field, Sentence sentence) {
    return std::unexpected(Refusal{"TABLE_QUERY", std::move(sentence), std::move(field)});
}

std::unexpected<Refusal> NoColumn(const std::string& field, std::string_view name, const Schema& schema) {
    std::vector<std::string> names;
    for (const auto& column : schema) names.push_back(column.name);
    return Wrong(field, Say("Không có cột “{1}”. Các cột: {2}.", std::string(name), Join(names, ", ")));
}

Result<std::vector<std::size_t>> ReadColumns(const std::string& field, std::string_view text, const Schema& schema) {
    std::vector<std::size_t> columns;
    for (const auto name : Split(text, ',')) {
        const auto column = FindColumn(schema, Trim(name));
        if (!column) return NoColumn(field, name, schema);
        columns.push_back(*column);
    }
    return columns;
}

Result<std::int64_t> ReadCount(const std::string& field, std::string_view text, std::int64_t least, std::int64_t most) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < least || value > most)
        return Wrong(field, Say("{1} là số nguyên từ {2} đến {3}.", field, std::to_string(least), std::to_string(most)));
    return value;
}

std::optional<Refusal> ReadSort(std::string_view text, const Schema& schema, TableQuery& query) {
    for (auto name : Split(text, ',')) {
        name = Trim(name);
        const bool descending = name.starts_with('-');
        if (descending) name.remove_prefix(1);
        const auto column = FindColumn(schema, name);
        if (!column) return NoColumn("sort", name, schema).error();
        query.page.order.push_back({*column, descending});
    }
    return std::nullopt;
}

std::optional<Refusal> ReadMeasures(std::string_view text, const Schema& schema, TableQuery& query) {
    for (const auto each : Split(text, ',')) {
        const auto colon = each.find(':');
        const auto measure = ParseMeasure(Trim(each.substr(0, colon)));
        if (!measure)
            return Wrong("measure",
                         Say("Phép tính là count, sum, avg, min, max hoặc distinct; không có “{1}”.", std::string(each)))
                .error();
        Measured measured{.measure = *measure, .column = std::nullopt};
        if (colon != std::string_view::npos) {
            measured.column = FindColumn(schema, Trim(each.substr(colon + 1)));
            if (!measured.column) return NoColumn("measure", each.substr(colon + 1), schema).error();
        }
        query.measures.push_back(measured);
    }
    return std::nullopt;
}

std::optional<Refusal> ReadCondition(const std::string& name, const std::string& value, const Schema& schema, TableQuery& query) {
    auto column = FindColumn(schema, name);
    auto compare = Compare::equal;
    if (!column) {
        const auto dot = name.rfind('.');
        const auto word = dot == std::string::npos ? std::nullopt : ParseCompare(std::string_view(name).substr(dot + 1));
        column = FindColumn(schema, std::string_view(name).substr(0, dot));
        if (!column) return NoColumn(name, std::string_view(name).substr(0, dot), schema).error();
        if (!word)
            return Wrong(name, Say("Phép so sánh là eq, ne, lt, lte, gt, gte, like, null hoặc notnull; không có “{1}”.",
                                   name.substr(dot + 1)))
                .error();
        compare = *word;
    }
    const auto same = std::ranges::find_if(query.choice.conditions, [&](const Condition& condition) {
        return condition.column == *column && condition.compare == compare &&
               (compare == Compare::equal || compare == Compare::not_equal);
    });
    if (same != query.choice.conditions.end())
        same->values.push_back(value);
    else
        query.choice.conditions.push_back({*column, compare, {value}});
    return std::nullopt;
}

}  // namespace

Result<TableQuery> ReadTableQuery(const web::Fields& fields, const Schema& schema) {
    TableQuery query;
    const auto take = [&](std::int64_t& into, const std::string& name, const std::string& value, std::int64_t least,
                          std::int64_t most) -> std::optional<Refusal> {
        const auto count = ReadCount(name, value, least, most);
        if (!count) return count.error();
        into = *count;
        return std::nullopt;
    };
    for (const auto& [name, value] : fields) {
        std::optional<Refusal> refusal;
        if (name == "q") {
            query.choice.words = value;
        } else if (name == "limit") {
            refusal = take(query.page.limit, name, value, 0, kMostPageRows);
        } else if (name == "offset") {
            refusal = take(query.page.offset, name, value, 0, std::int64_t{1} << 40);
        } else if (name == "after") {
            std::int64_t after = 0;
            refusal = take(after, name, value, 0, std::int64_t{1} << 40);
            query.page.after = after;
        } else if (name == "sort") {
            refusal = ReadSort(value, schema, query);
        } else if (name == "measure") {
            refusal = ReadMeasures(value, schema, query);
        } else if (name == "columns" || name == "group") {
            auto columns = ReadColumns(name, value, schema);
            if (!columns)
                refusal = columns.error();
            else
                (name == "columns" ? query.columns : query.group) = std::move(*columns);
        } else {
            refusal = ReadCondition(name, value, schema, query);
        }
        if (refusal) return std::unexpected(std::move(*refusal));
    }
    if (query.columns.empty()) {
        query.columns.resize(schema.size());
        std::iota(query.columns.begin(), query.columns.end(), 0);
    }
    return query;
}

}  // namespace dongson::open_data
