#include "modules/one_stop/domain/procedure_sheet.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"

namespace dongson::one_stop {

namespace {

constexpr FactColumn kFacts[] = {{"code", "Mã thủ tục"},
                                 {"name", "Tên thủ tục"},
                                 {"domain", "Lĩnh vực"},
                                 {"shown", "Hiện trên cổng", FactKind::word, "true"},
                                 {"online", "Mức độ trực tuyến", FactKind::word, "information"},
                                 {"level", "Cấp giải quyết", FactKind::word, "commune"},
                                 {"department", "Sở phụ trách"},
                                 {"audience", "Ai được nộp", FactKind::lines, "people\nbusinesses"},
                                 {"process", "Quy trình giải quyết"},
                                 {"form", "Mẫu khai trực tuyến"},
                                 {"words", "Cách gọi thường ngày", FactKind::lines},
                                 {"results", "Kết quả", FactKind::lines},
                                 {"decision", "Quyết định công bố"},
                                 {"performer", "Cơ quan thực hiện"},
                                 {"issuer", "Cơ quan công bố"},
                                 {"audience_text", "Đối tượng thực hiện", FactKind::prose},
                                 {"url", "Địa chỉ ở Cổng quốc gia"},
                                 {"national", "Liên thông Cổng quốc gia", FactKind::word, "false"},
                                 {"steps", "Trình tự thực hiện", FactKind::prose},
                                 {"requirements", "Yêu cầu, điều kiện", FactKind::prose},
                                 {"guidance", "Hướng dẫn về giấy tờ", FactKind::lines},
                                 {"laws_text", "Căn cứ pháp lý (lời)", FactKind::prose}};
constexpr FactColumn kMethodColumns[] = {{"channel", "Cách nộp", FactKind::word, "counter"},
                                         {"time", "Thời hạn"},
                                         {"unit", "Đơn vị", FactKind::word, "working_days"},
                                         {"fee", "Phí, lệ phí"},
                                         {"fee_kind", "Loại"},
                                         {"fee_each", "Tính cho mỗi"},
                                         {"fee_until", "Mức này đến hết ngày"},
                                         {"period_fee", "Mức khác trong một thời gian"},
                                         {"period_from", "từ ngày"},
                                         {"period_until", "đến hết ngày"},
                                         {"note", "Trường hợp, ghi chú", FactKind::prose},
                                         {"time_text", "Lời của nguồn về thời hạn", FactKind::prose},
                                         {"fee_text", "Lời của nguồn về phí", FactKind::prose}};
constexpr FactColumn kPaperColumns[] = {{"name", "Giấy tờ"},
                                        {"originals", "Bản chính", FactKind::word, "0"},
                                        {"copies", "Bản sao", FactKind::word, "0"},
                                        {"form", "Mẫu"},
                                        {"group", "Trường hợp"}};
constexpr FactColumn kLawColumns[] = {{"number", "Số, ký hiệu"}, {"title", "Tên văn bản"}};
constexpr FactColumn kReliefColumns[] = {
    {"group", "Diện"}, {"percent", "Không phải nộp (%)", FactKind::word, "100"}, {"basis", "Căn cứ"}};
constexpr SheetList kLists[] = {{"methods", "Cách nộp, thời hạn, phí", kMethodColumns},
                                {"papers", "Thành phần hồ sơ", kPaperColumns},
                                {"reliefs", "Miễn, giảm phí, lệ phí", kReliefColumns},
                                {"laws", "Căn cứ pháp lý", kLawColumns}};

const std::string kNothing;
const std::vector<SheetRow> kNoRows;

bool IsPlainWord(std::string_view text) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
    return !text.empty() && text.front() != '-' && text != "null" && std::ranges::all_of(text, plain);
}

std::string InQuotes(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += {'\\', c};
        else if (c == '\n')
            quoted += "\\n";
        else if (static_cast<unsigned char>(c) < ' ' || c == 0x7f)
            quoted += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        else
            quoted += c;
    }
    return quoted + "\"";
}

std::string Word(std::string_view text) {
    return IsPlainWord(text) ? std::string(text) : InQuotes(text);
}

// Whether it can stand line under line: nothing of it would be lost.
bool FitsBlock(std::string_view text) {
    if (text.find('\n') == std::string_view::npos || text.front() == ' ' || text.front() == '\n' || text.back() == '\n')
        return false;
    const auto plain = [](char c) { return c == '\n' || (static_cast<unsigned char>(c) >= ' ' && c != 0x7f); };
    if (!std::ranges::all_of(text, plain)) return false;
    return std::ranges::all_of(Split(text, '\n'), [](std::string_view line) { return line.empty() || line.back() != ' '; });
}

std::string Under(std::string_view text, std::string_view indent) {
    std::string block = "|-";
    for (const auto line : Split(text, '\n')) block += "\n" + (line.empty() ? "" : std::string(indent) + std::string(line));
    return block;
}

std::string ValueText(const FactColumn& column, const std::string& value, std::string_view indent) {
    if (column.kind == FactKind::lines) {
        std::string lines;
        for (const auto line : Split(std::string_view(value), '\n'))
            if (!line.empty()) lines += "\n" + std::string(indent) + "- " + Word(line);
        return lines;
    }
    return " " + (FitsBlock(value) ? Under(value, indent) : Word(value));
}

bool IsDefault(const FactColumn& column, const std::string& value) {
    return value == column.otherwise;
}

std::string FactBlock(const FactColumn& column, const std::string& value) {
    if (IsDefault(column, value)) return "";
    return value.empty() ? std::string(column.key) + ": \"\"\n"
                         : std::string(column.key) + ":" + ValueText(column, value, "  ") + "\n";
}

std::string ListBlock(const SheetList& list, const std::vector<SheetRow>& rows) {
    if (rows.empty()) return "";
    std::string block = std::string(list.key) + ":\n";
    for (const auto& row : rows) {
        std::string_view lead = "  - ";
        for (const auto& column : list.columns) {
            const auto found = row.find(column.key);
            const auto& value = found == row.end() ? kNothing : found->second;
            const bool first = lead == "  - ";
            // A row is told by its first column, whatever that says.
            if (!first && IsDefault(column, value)) continue;
            block += std::string(lead) + std::string(column.key) + ":" +
                     (value.empty() ? " \"\"" : ValueText(column, value, "      ")) + "\n";
            lead = "    ";
        }
    }
    return block;
}

std::string BlockOf(std::string_view key, const ProcedureSheet& sheet) {
    if (const auto* list = FindSheetList(key)) return ListBlock(*list, sheet.Rows(key));
    const auto column = std::ranges::find(kFacts, key, &FactColumn::key);
    return column == std::end(kFacts) ? "" : FactBlock(*column, sheet.Fact(key));
}

std::vector<std::string_view> Parts() {
    std::vector<std::string_view> parts;
    for (const auto& fact : kFacts) {
        parts.push_back(fact.key);
        if (fact.key == "results")
            for (const auto& list : kLists) parts.push_back(list.key);
    }
    return parts;
}

std::string ValueIn(const Definition& node, const FactColumn& column) {
    if (!node.Has(column.key)) return std::string(column.otherwise);
    if (column.kind != FactKind::lines) return node.Text(column.key, "");
    return Join(node.Texts(column.key), "\n");
}

SheetRow RowIn(const Definition& node, std::span<const FactColumn> columns) {
    std::vector<std::string_view> keys;
    for (const auto& column : columns) keys.push_back(column.key);
    node.OnlyKeys(keys);
    SheetRow row;
    for (const auto& column : columns) row[std::string(column.key)] = ValueIn(node, column);
    return row;
}

// A part of a text: the remarks above it, and its lines.
struct TextPart {
    std::string key, remarks, lines;
};

bool IsRemarkLine(std::string_view line) {
    return Trim(line).starts_with('#');
}

// What a line begins: "papers" of "papers:"; empty: it goes on with what was begun.
std::string_view KeyOf(std::string_view line) {
    const auto end = line.find_first_not_of("abcdefghijklmnopqrstuvwxyz_");
    return end == 0 || end == std::string_view::npos || line[end] != ':' ? "" : line.substr(0, end);
}

std::vector<TextPart> PartsOf(const std::string& text) {
    std::vector<TextPart> parts(1);
    std::string above;
    for (const auto line : Split(std::string_view(text), '\n')) {
        // Only what begins a line is a remark here: within a block it may be what the block says.
        if (line.starts_with('#')) {
            above += std::string(line) + "\n";
            continue;
        }
        if (const auto key = KeyOf(line); !key.empty()) parts.push_back({std::string(key), std::exchange(above, {}), ""});
        parts.back().lines += std::exchange(above, {}) + std::string(line) + "\n";
    }
    while (parts.back().lines.ends_with("\n\n")) parts.back().lines.pop_back();
    if (!above.empty()) parts.push_back({"", "", above});
    return parts;
}

bool HoldsRemark(std::string_view lines) {
    return std::ranges::any_of(Split(lines, '\n'), [](std::string_view line) {
        return IsRemarkLine(line) || line.find(" #") != std::string_view::npos;
    });
}

}  // namespace

const std::string& ProcedureSheet::Fact(std::string_view key) const {
    const auto found = facts.find(key);
    return found == facts.end() ? kNothing : found->second;
}

const std::vector<SheetRow>& ProcedureSheet::Rows(std::string_view list) const {
    const auto found = lists.find(list);
    return found == lists.end() ? kNoRows : found->second;
}

std::span<const FactColumn> ProcedureFacts() {
    return kFacts;
}

std::span<const SheetList> ProcedureLists() {
    return kLists;
}

const SheetList* FindSheetList(std::string_view key) {
    const auto found = std::ranges::find(kLists, key, &SheetList::key);
    return found == std::end(kLists) ? nullptr : found;
}

ProcedureSheet ReadSheet(const std::string& text, DefinitionErrors& errors) {
    const auto root = Definition::Parse("", text, errors);
    auto keys = Parts();
    root.OnlyKeys(keys);
    ProcedureSheet sheet;
    for (const auto& fact : kFacts) sheet.facts[std::string(fact.key)] = ValueIn(root, fact);
    for (const auto& list : kLists) {
        auto& rows = sheet.lists[std::string(list.key)];
        for (const auto& node : root.List(list.key)) rows.push_back(RowIn(node, list.columns));
    }
    return sheet;
}

std::string WriteSheet(const ProcedureSheet& sheet) {
    std::string text;
    for (const auto part : Parts()) text += BlockOf(part, sheet);
    return text;
}

std::string WriteSheetRow(const SheetRow& row) {
    std::string written;
    for (const auto& [key, value] : row) written += key + ": " + InQuotes(value) + "\n";
    return written;
}

SheetRow ReadSheetRow(const std::string& written) {
    DefinitionErrors ignored;
    SheetRow row;
    for (const auto& [key, node] : Definition::Parse("", written, ignored).Entries()) row[key] = node.Scalar();
    return row;
}

ChangedSheet ChangeSheet(const std::string& text, const ProcedureSheet& wanted) {
    DefinitionErrors ignored;
    const auto now = ReadSheet(text, ignored);
    ChangedSheet changed;
    std::vector<std::string_view> missing = Parts();
    for (const auto& part : PartsOf(text)) {
        std::erase(missing, part.key);
        const bool same = part.key.empty() || BlockOf(part.key, now) == BlockOf(part.key, wanted);
        changed.text += part.remarks + (same ? part.lines : BlockOf(part.key, wanted));
        changed.lost_remarks = changed.lost_remarks || (!same && HoldsRemark(part.lines));
    }
    for (const auto part : missing) changed.text += BlockOf(part, wanted);
    if (changed.text.starts_with('\n')) changed.text.erase(0, 1);
    DefinitionErrors again;
    if (ReadSheet(changed.text, again) == wanted && again.empty()) return changed;
    return {WriteSheet(wanted), HoldsRemark(text)};
}

std::vector<std::string> DifferingParts(const ProcedureSheet& before, const ProcedureSheet& after) {
    std::vector<std::string> parts;
    for (const auto part : Parts()) {
        const bool list = FindSheetList(part) != nullptr;
        if (list ? before.Rows(part) != after.Rows(part) : before.Fact(part) != after.Fact(part)) parts.emplace_back(part);
    }
    return parts;
}

std::string_view PartLabel(std::string_view part) {
    if (const auto* list = FindSheetList(part)) return list->label;
    const auto column = std::ranges::find(kFacts, part, &FactColumn::key);
    return column == std::end(kFacts) ? part : column->label;
}

void TakePart(ProcedureSheet& sheet, const ProcedureSheet& from, std::string_view part) {
    if (FindSheetList(part) != nullptr)
        sheet.lists[std::string(part)] = from.Rows(part);
    else
        sheet.facts[std::string(part)] = from.Fact(part);
}

}  // namespace dongson::one_stop
