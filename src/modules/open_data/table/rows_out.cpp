#include "modules/open_data/table/rows_out.h"

#include <numeric>

#include "core/csv.h"
#include "core/log.h"

namespace dongson::open_data {

namespace {

constexpr std::size_t kPiece = 256 << 10;

void AppendQuoted(std::string_view text, std::string& out) {
    out += '"';
    while (true) {
        const auto quote = text.find('"');
        out += text.substr(0, quote);
        if (quote == std::string_view::npos) break;
        out += "\"\"";
        text.remove_prefix(quote + 1);
    }
    out += '"';
}

void AppendCsvText(std::string_view text, std::string& out) {
    if (text.find_first_of(",\"\n\r") == std::string_view::npos && (text.empty() || (text.front() != ' ' && text.back() != ' ')))
        out += text;
    else
        AppendQuoted(text, out);
}

// Tab-separated text has no quotes: what would end a cell is escaped.
void AppendTsvText(std::string_view text, std::string& out) {
    for (const char c : text) {
        if (c == '\t')
            out += "\\t";
        else if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else if (c == '\\')
            out += "\\\\";
        else
            out += c;
    }
}

}  // namespace

void AppendJsonCell(const ColumnPart& part, std::uint32_t code, std::string& out) {
    if (code == 0) {
        out += "null";
        return;
    }
    const auto type = part.type();
    if (!part.IsTyped(code)) {
        AppendJsonText(part.TextAt(code), out);
    } else if (type == ColumnType::date || type == ColumnType::datetime) {
        out += '"';
        AppendCell(type, part.BitsAt(code), out);
        out += '"';
    } else {
        AppendCell(type, part.BitsAt(code), out);
    }
}

void AppendJsonRow(const Table& table, RowPlace place, const std::vector<std::size_t>& columns, std::string& out) {
    const auto& segment = table.segments()[place.segment];
    char mark = '{';
    for (const auto column : columns) {
        out += mark;
        mark = ',';
        AppendJsonText(table.schema()[column].name, out);
        out += ':';
        const auto part = segment.column(column);
        AppendJsonCell(part, part.row_codes()[place.row], out);
    }
    out += mark == '{' ? "{}" : "}";
}

RowsOut::RowsOut(Selection selection, std::vector<std::size_t> columns, RowFormat format)
    : selection_(std::move(selection)), columns_(std::move(columns)), format_(format) {
    const auto& schema = selection_.table().schema();
    if (columns_.empty()) {
        columns_.resize(schema.size());
        std::iota(columns_.begin(), columns_.end(), 0);
    }
    for (const auto column : columns_) {
        auto& name = names_.emplace_back(names_.empty() ? "{" : ",");
        AppendJsonText(schema[column].name, name);
        name += ':';
    }
}

void RowsOut::AppendHeader(std::string& out) const {
    if (format_ == RowFormat::json) out += '[';
    if (format_ == RowFormat::json || format_ == RowFormat::ndjson) return;
    if (format_ == RowFormat::csv_for_sheets) out += "\xef\xbb\xbf";
    const bool tabs = format_ == RowFormat::tsv;
    for (std::size_t index = 0; index < columns_.size(); ++index) {
        if (index > 0) out += tabs ? '\t' : ',';
        const auto& name = selection_.table().schema()[columns_[index]].name;
        tabs ? AppendTsvText(name, out) : AppendCsvText(name, out);
    }
    out += tabs ? "\n" : "\r\n";
}

void RowsOut::AppendDelimitedCell(const ColumnPart& part, std::uint32_t code, std::string& out) {
    if (code == 0) return;
    if (part.IsTyped(code)) {
        AppendCell(part.type(), part.BitsAt(code), out);
        return;
    }
    const auto text = part.TextAt(code);
    if (format_ == RowFormat::tsv) {
        AppendTsvText(text, out);
    } else if (format_ == RowFormat::csv_for_sheets && LooksLikeFormula(text)) {
        cell_ = '\'';
        cell_ += text;
        AppendCsvText(cell_, out);
    } else {
        AppendCsvText(text, out);
    }
}

void RowsOut::AppendRow(std::uint16_t row, std::string& out) {
    const bool json = format_ == RowFormat::json;
    if (json || format_ == RowFormat::ndjson) {
        if (json && !first_) out += ",\n";
        for (std::size_t index = 0; index < parts_.size(); ++index) {
            out += names_[index];
            AppendJsonCell(parts_[index], parts_[index].row_codes()[row], out);
        }
        out += json ? "}" : "}\n";
    } else {
        const bool tabs = format_ == RowFormat::tsv;
        for (std::size_t index = 0; index < parts_.size(); ++index) {
            if (index > 0) out += tabs ? '\t' : ',';
            AppendDelimitedCell(parts_[index], parts_[index].row_codes()[row], out);
        }
        out += tabs ? "\n" : "\r\n";
    }
    first_ = false;
}

bool RowsOut::Next(std::string& out) {
    if (done_) return false;
    const auto enough = out.size() + kPiece;
    out.reserve(enough + (kPiece >> 2));
    if (!begun_) AppendHeader(out);
    begun_ = true;
    const auto& segments = selection_.table().segments();
    while (segment_ < segments.size() && out.size() < enough) {
        const auto& segment = segments[segment_];
        if (parts_.empty()) {
            for (const auto column : columns_) parts_.push_back(segment.column(column));
            if (!selection_.everything()) rows_ = selection_.RowsOf(segment_);
        }
        const auto end = selection_.everything() ? segment.rows() : rows_.size();
        for (; at_ < end && out.size() < enough; ++at_)
            AppendRow(selection_.everything() ? static_cast<std::uint16_t>(at_) : rows_[at_], out);
        if (at_ < end) break;
        ++segment_;
        at_ = 0;
        parts_.clear();
    }
    if (segment_ == segments.size()) {
        if (format_ == RowFormat::json) out += "]\n";
        done_ = true;
    }
    return true;
}

}  // namespace dongson::open_data
