#include "modules/open_data/intake/layout.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>

#include "core/text.h"
#include "modules/open_data/intake/archive.h"
#include "modules/open_data/intake/json_records.h"
#include "modules/open_data/intake/sheet.h"
#include "modules/open_data/table/cell.h"

namespace dongson::open_data {

namespace {

constexpr std::size_t kLookedAt = 256 << 10;

bool IsPlain(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return (c & '\x80') != 0; });
}

bool IsValue(std::string_view cell) {
    for (const auto& [type, numbers, dates] : {std::tuple(ColumnType::number, NumberForm::plain, DateForm::year_first),
                                               std::tuple(ColumnType::number, NumberForm::vietnamese, DateForm::year_first),
                                               std::tuple(ColumnType::date, NumberForm::plain, DateForm::day_first),
                                               std::tuple(ColumnType::date, NumberForm::plain, DateForm::year_first)})
        if (ParseCell(type, numbers, dates, cell)) return true;
    return false;
}

// The first records: how wide most are, where the first of that width stands, and whether it looks like a header.
void FindHeader(RecordReader& reader, Layout& layout) {
    std::vector<std::vector<std::string>> records;
    Record record;
    while (records.size() < 300) {
        const auto more = reader.Next(record);
        if (!more || !*more) break;
        records.emplace_back(record.cells.begin(), record.cells.end());
    }
    if (records.empty()) return;
    std::map<std::size_t, int> widths;
    for (const auto& cells : records) ++widths[cells.size()];
    const auto usual = std::ranges::max_element(widths, {}, [](const auto& each) { return each.second; })->first;
    const auto filled = [](const std::vector<std::string>& cells) {
        return static_cast<std::size_t>(std::ranges::count_if(cells, [](const auto& cell) { return !Trim(cell).empty(); }));
    };
    // A title may be padded with delimiters to the full width, so a header is wide and more than half filled.
    const auto first =
        std::ranges::find_if(records, [&](const auto& cells) { return cells.size() >= usual && filled(cells) * 2 > usual; });
    if (first == records.end()) return;
    layout.preamble = first - records.begin();
    const auto values = std::ranges::count_if(*first, [](const auto& cell) { return IsValue(cell); });
    std::set<std::string> different(first->begin(), first->end());
    // Years stand in headers too: a row is one of values when most of it is.
    layout.header = values * 2 <= static_cast<std::ptrdiff_t>(filled(*first)) || records.size() == 1;
    if (different.size() == 1 && first->size() > 1) layout.header = false;
}

}  // namespace

std::string LayoutToJson(const Layout& layout) {
    return boost::json::serialize(boost::json::object{{"kind", FileKindWord(layout.kind)},
                                                      {"sheet", layout.sheet},
                                                      {"member", layout.member},
                                                      {"encoding", TextEncodingWord(layout.encoding)},
                                                      {"delimiter", std::string(1, layout.dialect.delimiter)},
                                                      {"preamble", layout.preamble},
                                                      {"header", layout.header},
                                                      {"last_line", layout.last_line}});
}

Layout LayoutFromJson(std::string_view json) {
    Layout layout;
    boost::json::error_code error;
    const auto value = boost::json::parse(json, error);
    if (error || !value.is_object()) return layout;
    const auto& object = value.as_object();
    const auto text = [&](std::string_view name) {
        const auto* member = object.if_contains(name);
        return member != nullptr && member->is_string() ? std::string(member->as_string()) : std::string();
    };
    const auto number = [&](std::string_view name) {
        const auto* member = object.if_contains(name);
        return member != nullptr && member->is_int64() ? member->as_int64() : 0;
    };
    for (const auto kind : {FileKind::sheet, FileKind::json, FileKind::geojson, FileKind::archive})
        if (text("kind") == FileKindWord(kind)) layout.kind = kind;
    layout.sheet = number("sheet");
    layout.member = text("member");
    layout.encoding = ParseTextEncoding(text("encoding")).value_or(TextEncoding::utf8);
    if (!text("delimiter").empty()) layout.dialect.delimiter = text("delimiter").front();
    layout.preamble = number("preamble");
    layout.last_line = number("last_line");
    const auto* header = object.if_contains("header");
    layout.header = header == nullptr || !header->is_bool() || header->as_bool();
    return layout;
}

namespace {

// Of what ends like a table.
bool IsTable(const std::string& name) {
    const auto lower = Lower(name);
    return std::ranges::any_of(
        std::initializer_list<std::string_view>{".csv", ".tsv", ".txt", ".json", ".ndjson", ".jsonl", ".geojson"},
        [&](std::string_view ending) { return lower.ends_with(ending); });
}

bool LooksLikeJson(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    if (first == std::string_view::npos) return false;
    const auto second = text.find_first_not_of(" \t\r\n", first + 1);
    if (second == std::string_view::npos) return false;
    return (text[first] == '{' && (text[second] == '"' || text[second] == '}')) ||
           (text[first] == '[' && (text[second] == '{' || text[second] == ']'));
}

void DetectText(const std::string& bytes, bool cut, LayoutFound& found) {
    if (LooksLikeJson(bytes)) {
        found.layout.kind = bytes.find("\"FeatureCollection\"") != std::string::npos ? FileKind::geojson : FileKind::json;
        return;
    }
    found.encoding = DetectEncoding(bytes);
    found.layout.encoding = found.encoding.encoding;
    auto text = ToUtf8(bytes, found.layout.encoding);
    if (cut) text.resize(text.find_last_of('\n') == std::string::npos ? text.size() : text.find_last_of('\n') + 1);
    found.layout.dialect = SniffDialect(text);
    DelimitedReader reader(std::make_unique<TextSource>(text), found.layout.dialect);
    FindHeader(reader, found.layout);
}

void DetectArchive(const std::string& path, LayoutFound& found) {
    const auto members = MembersOf(path);
    found.layout.kind = FileKind::archive;
    if (!members) return;  // opening it says what is wrong
    std::vector<std::string> names, tables;
    for (const auto& member : *members) names.push_back(member.name);
    if (IsWorkbook(names)) {
        found.layout.kind = FileKind::sheet;
        auto reader = OpenSheet(path, 0);
        if (reader) FindHeader(**reader, found.layout);
        return;
    }
    std::ranges::copy_if(names, std::back_inserter(tables), IsTable);
    if (tables.size() != 1) return;
    auto source = OpenMember(path, tables.front());
    if (!source) return;
    const auto bytes = Beginning(**source, kLookedAt);
    found.layout.kind = FileKind::delimited;
    DetectText(bytes, bytes.size() == kLookedAt, found);
    found.layout.member = tables.front();
}

// The bytes that are looked at: the file's own, or those of the member of an archive.
Result<std::unique_ptr<ByteSource>> BytesOf(const std::string& path, const Layout& layout) {
    if (layout.member.empty()) return std::make_unique<FileSource>(path);
    return OpenMember(path, layout.member);
}

std::unexpected<Refusal> BrokenFile() {
    return std::unexpected(Refusal{"ARCHIVE_BROKEN", Say("Tệp nén bị hỏng hoặc chưa tải lên hết."), "tep"});
}

std::unexpected<Refusal> NoOneTable(const std::string& path) {
    const auto members = MembersOf(path);
    if (!members) return std::unexpected(members.error());
    std::vector<std::string> names;
    std::ptrdiff_t tables = 0;
    for (const auto& member : *members) {
        tables += IsTable(member.name) ? 1 : 0;
        if (names.size() < 10) names.push_back(MendUtf8(member.name));
    }
    if (tables == 1) return BrokenFile();
    return std::unexpected(
        Refusal{"ARCHIVE_NOT_ONE",
                Say("Tệp nén phải chứa đúng một bảng (CSV, TSV, JSON hoặc GeoJSON). Trong đó có: {1}. Hãy tải từng tệp lên.",
                    Join(names, ", ")),
                "tep"});
}

}  // namespace

std::string_view FileKindWord(FileKind kind) {
    static constexpr std::string_view kWords[] = {"CSV", "XLSX", "JSON", "GEOJSON", "ZIP"};
    return kWords[static_cast<std::size_t>(kind)];
}

LayoutFound DetectLayout(const std::string& path) {
    FileSource source(path);
    const auto bytes = Beginning(source, kLookedAt);
    LayoutFound found{.layout = {}, .encoding = {}};
    try {
        if (IsArchive(bytes))
            DetectArchive(path, found);
        else
            DetectText(bytes, bytes.size() == kLookedAt, found);
    } catch (const BrokenSource&) {
        found.layout.kind = FileKind::archive;  // opening it says what is wrong
    }
    return found;
}

Result<std::unique_ptr<RecordReader>> OpenRecords(const std::string& path, const Layout& layout, const IntakeLimits& limits) {
    if (layout.kind == FileKind::archive) return NoOneTable(path);
    if (layout.kind == FileKind::sheet) return OpenSheet(path, static_cast<std::size_t>(layout.sheet), limits);
    auto bytes = BytesOf(path, layout);
    if (!bytes) return std::unexpected(bytes.error());
    if (layout.kind == FileKind::json || layout.kind == FileKind::geojson)
        return std::make_unique<JsonReader>([path, layout] { return BytesOf(path, layout).value(); }, limits);
    return std::make_unique<DelimitedReader>(AsUtf8(*std::move(bytes), layout.encoding), layout.dialect, limits);
}

Result<TableSource> TableSource::Open(const std::string& path, const Layout& layout, const IntakeLimits& limits) try {
    auto reader = OpenRecords(path, layout, limits);
    if (!reader) return std::unexpected(reader.error());
    TableSource source;
    source.reader_ = *std::move(reader);
    source.last_line_ = layout.last_line;
    Record record;
    for (std::int64_t passed = 0; passed < layout.preamble + (layout.header ? 1 : 0); ++passed) {
        const auto more = source.reader_->Next(record);
        if (!more) return std::unexpected(more.error());
        if (!*more)
            return std::unexpected(
                Refusal{"INTAKE_NO_HEADER", Say("Tệp hết trước dòng tiêu đề. Hãy kiểm tra số dòng bỏ qua ở đầu tệp."), "bo_qua"});
    }
    if (layout.header)
        for (const auto cell : record.cells) source.header_.emplace_back(Trim(cell));
    return source;
} catch (const BrokenSource&) {
    return BrokenFile();
}

Result<bool> TableSource::Next(Record& record) try {
    auto more = reader_->Next(record);
    if (!more || !*more) return more;
    if (last_line_ > 0 && record.line > last_line_) return false;
    mended_.clear();
    mended_.reserve(record.cells.size());  // what points into it stays where it is
    for (auto& cell : record.cells) {
        if (IsPlain(cell) || IsUtf8(cell)) continue;
        ++bad_letters_;
        cell = mended_.emplace_back(MendUtf8(cell));
    }
    return true;
} catch (const BrokenSource&) {
    return BrokenFile();
}

std::vector<std::string> ColumnNames(const std::vector<std::string>& header, std::size_t columns) {
    std::vector<std::string> names;
    std::set<std::string> used;
    for (std::size_t column = 0; column < columns; ++column) {
        auto name = column < header.size() ? ReplaceAll(Fold(header[column]), " ", "_") : std::string();
        if (name.size() > 60) name.resize(60);
        // Letters of other scripts are no part of an address.
        std::erase_if(name, [](char c) { return (c & '\x80') != 0; });
        if (name.empty()) name = "cot_" + std::to_string(column + 1);
        if (name[0] >= '0' && name[0] <= '9') name.insert(0, "n");
        auto own = name;
        for (int again = 2; !used.insert(own).second; ++again) own = name + "_" + std::to_string(again);
        names.push_back(own);
    }
    return names;
}

}  // namespace dongson::open_data
