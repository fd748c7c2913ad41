#include "modules/open_data/intake/sheet.h"

#include <fmt/format.h>
#include <libxml/xmlreader.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "core/text.h"
#include "core/time.h"
#include "modules/open_data/intake/archive.h"

namespace dongson::open_data {

namespace {

constexpr std::size_t kMostShared = 512 << 20;  // bytes of shared texts
constexpr std::size_t kMostMerged = 100'000;

std::unexpected<Refusal> Broken() {
    return std::unexpected(
        Refusal{"SHEET_BROKEN", Say("Tệp Excel bị hỏng hoặc không đúng chuẩn XLSX. Hãy mở bằng Excel, lưu lại rồi gửi."), "tep"});
}

// An XML member of the workbook, read forward. Nothing outside it is ever fetched, no entity is expanded.
class Xml {
  public:
    static std::optional<Xml> Open(const std::string& path, const std::string& member) {
        auto source = OpenMember(path, member);
        if (!source) return std::nullopt;
        Xml xml;
        xml.source_ = *std::move(source);
        xml.reader_.reset(xmlReaderForIO(
            [](void* own, char* into, int size) {
                try {
                    return static_cast<int>(static_cast<ByteSource*>(own)->Read(into, static_cast<std::size_t>(size)));
                } catch (const BrokenSource&) {
                    return -1;  // no exception goes through C
                }
            },
            [](void*) { return 0; }, xml.source_.get(), nullptr, nullptr,
            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
        if (xml.reader_ == nullptr) return std::nullopt;
        return xml;
    }
    // 1 while there is more, 0 at the end, -1 when it is no XML.
    int Step() { return xmlTextReaderRead(reader_.get()); }
    bool Begins(const char* name) const { return Kind() == XML_READER_TYPE_ELEMENT && Is(name); }
    bool Ends(const char* name) const { return Kind() == XML_READER_TYPE_END_ELEMENT && Is(name); }
    bool IsEmpty() const { return xmlTextReaderIsEmptyElement(reader_.get()) == 1; }
    bool IsText() const {
        return Kind() == XML_READER_TYPE_TEXT || Kind() == XML_READER_TYPE_CDATA ||
               Kind() == XML_READER_TYPE_SIGNIFICANT_WHITESPACE || Kind() == XML_READER_TYPE_WHITESPACE;
    }
    std::string_view Text() const {
        const auto* text = xmlTextReaderConstValue(reader_.get());
        return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
    }
    std::string Attribute(const char* name) const {
        const std::unique_ptr<xmlChar, decltype(xmlFree)> value(
            xmlTextReaderGetAttribute(reader_.get(), reinterpret_cast<const xmlChar*>(name)), xmlFree);
        return value == nullptr ? std::string() : reinterpret_cast<const char*>(value.get());
    }

  private:
    Xml() = default;
    int Kind() const { return xmlTextReaderNodeType(reader_.get()); }
    bool Is(const char* name) const {
        return xmlStrEqual(xmlTextReaderConstLocalName(reader_.get()), reinterpret_cast<const xmlChar*>(name)) == 1;
    }

    std::unique_ptr<ByteSource> source_;
    std::unique_ptr<xmlTextReader, decltype(&xmlFreeTextReader)> reader_{nullptr, xmlFreeTextReader};
};

struct Place {
    std::size_t row = 0, column = 0;  // from 0
};

// "BC12" → row 11, column 54.
Place PlaceOf(std::string_view reference) {
    Place place;
    std::size_t at = 0;
    for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z'; ++at)
        place.column = std::min<std::size_t>(place.column * 26 + static_cast<std::size_t>(reference[at] - 'A' + 1), 1 << 20);
    std::from_chars(reference.data() + at, reference.data() + reference.size(), place.row);
    place.column -= place.column == 0 ? 0 : 1;
    place.row -= place.row == 0 ? 0 : 1;
    return place;
}

enum class CellForm : unsigned char { plain, date, datetime, time };

// ECMA-376 18.8.30: the built-in forms of dates and times, and words of forms of one's own.
CellForm FormOf(int number, const std::string& code) {
    if ((number >= 14 && number <= 17) || (number >= 27 && number <= 31) || (number >= 50 && number <= 58)) return CellForm::date;
    if ((number >= 18 && number <= 21) || (number >= 45 && number <= 47)) return CellForm::time;
    if (number == 22) return CellForm::datetime;
    bool quoted = false, bracketed = false, day = false, hour = false;
    for (const char c : Lower(code)) {
        if (c == '"') quoted = !quoted;
        if (c == '[') bracketed = true;
        if (!quoted && !bracketed) {
            day = day || c == 'y' || c == 'd';
            hour = hour || c == 'h' || c == 's';
        }
        if (c == ']') bracketed = false;
    }
    return day && hour ? CellForm::datetime : day ? CellForm::date : hour ? CellForm::time : CellForm::plain;
}

// Days since the last day of 1899; day 60 is a 29 February 1900 that never was.
std::string DateText(double serial, CellForm form, bool since_1904) {
    const auto days = static_cast<int>(std::floor(serial + 1e-9)) + (since_1904 ? 1462 : 0);
    const auto seconds = static_cast<int>(std::llround((serial - std::floor(serial + 1e-9)) * 86400));
    auto clock = fmt::format("{:02}:{:02}:{:02}", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    if (form == CellForm::time) return clock;
    const auto date = Date::Of(1899, 12, 31) + (days > 60 ? days - 1 : days);
    return form == CellForm::date && seconds == 0 ? date.Iso() : date.Iso() + " " + clock;
}

struct Workbook {
    struct Sheet {
        std::string name, member;
    };
    std::vector<Sheet> sheets;
    std::vector<std::string> shared;
    std::vector<CellForm> forms;  // by style
    bool since_1904 = false;
};

std::string InWorkbook(const std::string& target) {
    return target.starts_with('/') ? target.substr(1) : "xl/" + target;
}

bool ReadSheets(const std::string& path, Workbook& book) {
    std::map<std::string, std::string> targets;
    auto relations = Xml::Open(path, "xl/_rels/workbook.xml.rels");
    while (relations && relations->Step() == 1)
        if (relations->Begins("Relationship")) targets[relations->Attribute("Id")] = InWorkbook(relations->Attribute("Target"));
    auto xml = Xml::Open(path, "xl/workbook.xml");
    while (xml && xml->Step() == 1) {
        if (xml->Begins("workbookPr"))
            book.since_1904 = xml->Attribute("date1904") == "1" || xml->Attribute("date1904") == "true";
        if (xml->Begins("sheet")) book.sheets.push_back({xml->Attribute("name"), targets[xml->Attribute("r:id")]});
    }
    return !book.sheets.empty();
}

bool ReadShared(const std::string& path, Workbook& book) {
    auto xml = Xml::Open(path, "xl/sharedStrings.xml");
    if (!xml) return true;  // a workbook of numbers has none
    std::size_t bytes = 0;
    bool spoken = false, sounded = false;
    int step = 0;
    while ((step = xml->Step()) == 1) {
        if (xml->Begins("si")) book.shared.emplace_back();
        if (xml->Begins("rPh")) sounded = !xml->IsEmpty();  // how it is read aloud is no part of it
        if (xml->Ends("rPh")) sounded = false;
        if (xml->Begins("t")) spoken = !xml->IsEmpty();
        if (xml->Ends("t")) spoken = false;
        if (spoken && !sounded && xml->IsText() && !book.shared.empty()) {
            book.shared.back() += xml->Text();
            bytes += xml->Text().size();
            if (bytes > kMostShared) return false;
        }
    }
    return step == 0;
}

void ReadForms(const std::string& path, Workbook& book) {
    auto xml = Xml::Open(path, "xl/styles.xml");
    std::map<int, std::string> codes;
    bool cells = false;
    while (xml && xml->Step() == 1) {
        if (xml->Begins("numFmt")) codes[static_cast<int>(ToNumber(xml->Attribute("numFmtId")))] = xml->Attribute("formatCode");
        if (xml->Begins("cellXfs")) cells = true;
        if (xml->Ends("cellXfs")) cells = false;
        if (cells && xml->Begins("xf")) {
            const auto number = static_cast<int>(ToNumber(xml->Attribute("numFmtId")));
            const auto code = codes.find(number);
            book.forms.push_back(FormOf(number, code == codes.end() ? "" : code->second));
        }
    }
}

// Where a merged cell's value belongs, by each place but its first.
using Merged = std::map<std::pair<std::size_t, std::size_t>, std::pair<std::size_t, std::size_t>>;

Merged ReadMerged(const std::string& path, const std::string& member) {
    Merged merged;
    auto xml = Xml::Open(path, member);
    while (xml && xml->Step() == 1) {
        if (!xml->Begins("mergeCell")) continue;
        const auto range = xml->Attribute("ref");
        const auto colon = range.find(':');
        if (colon == std::string::npos) continue;
        const auto from = PlaceOf(std::string_view(range).substr(0, colon)),
                   to = PlaceOf(std::string_view(range).substr(colon + 1));
        for (auto row = from.row; row <= to.row && merged.size() < kMostMerged; ++row)
            for (auto column = from.column; column <= to.column && merged.size() < kMostMerged; ++column)
                if (row != from.row || column != from.column) merged[{row, column}] = {from.row, from.column};
    }
    return merged;
}

class SheetReader final : public RecordReader {
  public:
    SheetReader(Workbook book, Xml xml, Merged merged, IntakeLimits limits)
        : book_(std::move(book)), xml_(std::move(xml)), merged_(std::move(merged)), limits_(limits) {
        for (const auto& [place, first] : merged_) firsts_[first];
    }

    Result<bool> Next(Record& record) override {
        while (true) {
            const int step = xml_.Step();
            if (step < 0) return Broken();
            if (step == 0 || xml_.Ends("sheetData")) return false;
            if (!xml_.Begins("row")) continue;
            const auto number = ToNumber(xml_.Attribute("r"));
            row_ = number > 0 ? static_cast<std::size_t>(number - 1) : row_ + 1;
            cells_.clear();
            if (!xml_.IsEmpty())
                if (auto refusal = ReadRow()) return std::unexpected(std::move(*refusal));
            FillMerged();
            while (!cells_.empty() && cells_.back().empty()) cells_.pop_back();
            const bool empty = cells_.empty();
            // Empty cells at the end of a row are left out of the file; the row is as wide as the rows before it.
            width_ = std::max(width_, cells_.size());
            cells_.resize(width_);
            if (empty) {
                blank_ = true;
                continue;
            }
            record.cells.assign(cells_.begin(), cells_.end());
            record.line = static_cast<std::int64_t>(row_ + 1);
            record.after_blank = std::exchange(blank_, false);
            return true;
        }
    }

  private:
    std::optional<Refusal> ReadRow() {
        std::size_t column = 0;
        std::string type, value;
        CellForm form = CellForm::plain;
        bool taking = false;
        int step = 0;
        while ((step = xml_.Step()) == 1 && !xml_.Ends("row")) {
            if (xml_.Begins("c")) {
                const auto reference = xml_.Attribute("r");
                if (!reference.empty()) column = PlaceOf(reference).column;
                if (column >= limits_.columns)
                    return Refusal{"INTAKE_TOO_WIDE", Say("Tệp có nhiều hơn {1} cột.", std::to_string(limits_.columns)), "tep"};
                type = xml_.Attribute("t");
                const auto style = static_cast<std::size_t>(ToNumber(xml_.Attribute("s")));
                form = style < book_.forms.size() ? book_.forms[style] : CellForm::plain;
                value.clear();
                if (xml_.IsEmpty()) ++column;
            } else if (xml_.Begins("v") || xml_.Begins("t")) {
                taking = !xml_.IsEmpty();
            } else if (xml_.Ends("v") || xml_.Ends("t")) {
                taking = false;
            } else if (xml_.Ends("c")) {
                if (cells_.size() <= column) cells_.resize(column + 1);
                cells_[column] = TextOf(type, value, form);
                ++column;
            } else if (taking && xml_.IsText()) {
                value += xml_.Text();
                if (value.size() > limits_.record_bytes) return Broken().error();
            }
        }
        return step == 1 ? std::nullopt : std::optional(Broken().error());
    }

    std::string TextOf(const std::string& type, const std::string& value, CellForm form) const {
        if (type == "s") {
            const auto index = static_cast<std::size_t>(ToNumber(value));
            return index < book_.shared.size() ? book_.shared[index] : std::string();
        }
        if (type == "b") return value == "1" ? "true" : "false";
        if (!type.empty() && type != "n")
            return value;  // a text in its place, a formula's text, a date as ISO writes it, an error
        double number = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
        if (value.empty() || error != std::errc() || end != value.data() + value.size()) return value;
        if (form != CellForm::plain && number >= 0 && number < 2'958'466) return DateText(number, form, book_.since_1904);
        // Excel writes doubles with seventeen digits; the shortest that reads back the same is what was meant.
        return number == std::floor(number) && std::abs(number) < 1e15 ? fmt::format("{:.0f}", number)
                                                                       : fmt::format("{}", number);
    }

    void FillMerged() {
        for (std::size_t column = 0; column < cells_.size(); ++column)
            if (const auto first = firsts_.find({row_, column}); first != firsts_.end()) first->second = cells_[column];
        for (auto place = merged_.lower_bound({row_, 0}); place != merged_.end() && place->first.first == row_; ++place) {
            const auto column = place->first.second;
            if (column >= limits_.columns) continue;
            if (cells_.size() <= column) cells_.resize(column + 1);
            if (cells_[column].empty()) cells_[column] = firsts_[place->second];
        }
    }

    Workbook book_;
    Xml xml_;
    Merged merged_;
    std::map<std::pair<std::size_t, std::size_t>, std::string> firsts_;  // values of merged cells, once met
    IntakeLimits limits_;
    std::vector<std::string> cells_;
    std::size_t row_ = static_cast<std::size_t>(-1), width_ = 0;
    bool blank_ = false;
};

}  // namespace

bool IsWorkbook(const std::vector<std::string>& members) {
    return std::ranges::find(members, "xl/workbook.xml") != members.end();
}

Result<std::vector<std::string>> SheetsOf(const std::string& path) {
    Workbook book;
    if (!ReadSheets(path, book)) return Broken();
    std::vector<std::string> names;
    names.reserve(book.sheets.size());
    for (auto& sheet : book.sheets) names.push_back(std::move(sheet.name));
    return names;
}

Result<std::unique_ptr<RecordReader>> OpenSheet(const std::string& path, std::size_t sheet, const IntakeLimits& limits) {
    Workbook book;
    if (!ReadSheets(path, book)) return Broken();
    if (sheet >= book.sheets.size())
        return std::unexpected(
            Refusal{"SHEET_MISSING", Say("Tệp Excel chỉ có {1} trang tính.", std::to_string(book.sheets.size())), "trang"});
    if (!ReadShared(path, book)) return Broken();
    ReadForms(path, book);
    const auto member = book.sheets[sheet].member;
    auto xml = Xml::Open(path, member);
    if (!xml) return Broken();
    return std::unique_ptr<RecordReader>(new SheetReader(std::move(book), *std::move(xml), ReadMerged(path, member), limits));
}

}  // namespace dongson::open_data
