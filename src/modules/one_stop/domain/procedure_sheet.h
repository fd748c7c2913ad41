// A procedure as a text that people may write, and as the fields it is changed by: every value a word or a line, as it was typed.
// What the words mean is said by ParseProcedure.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/yaml.h"
#include "modules/one_stop/domain/procedure.h"

namespace dongson::one_stop {

// Of one list: what a procedure may hold of papers, laws or ways to apply.
inline constexpr std::size_t kMostProcedureRows = 300;

// How a value stands in the text.
enum class FactKind : unsigned char { word, lines, prose };

struct FactColumn {
    std::string_view key, label;  // "process", "Quy trình"
    FactKind kind = FactKind::word;
    std::string_view otherwise = {};  // what holds where nothing stands
};

using SheetRow = std::map<std::string, std::string, std::less<>>;

struct SheetList {
    std::string_view key, label;  // "papers", "Thành phần hồ sơ"
    std::span<const FactColumn> columns;
};

struct ProcedureSheet {
    SheetRow facts;                                                   // lines of a list are joined by line ends
    std::map<std::string, std::vector<SheetRow>, std::less<>> lists;  // "methods", "papers", "laws"

    const std::string& Fact(std::string_view key) const;
    const std::vector<SheetRow>& Rows(std::string_view list) const;
    bool operator==(const ProcedureSheet&) const = default;
};

std::span<const FactColumn> ProcedureFacts();
std::span<const SheetList> ProcedureLists();
const SheetList* FindSheetList(std::string_view key);

ProcedureSheet SheetOf(const Procedure& procedure);
// Adds an error for every key that no field has.
ProcedureSheet ReadSheet(const std::string& text, DefinitionErrors& errors);
std::string WriteSheet(const ProcedureSheet& sheet);
// A row alone, to be told from what it becomes.
std::string WriteSheetRow(const SheetRow& row);
SheetRow ReadSheetRow(const std::string& written);

// The text changed to say what the sheet does. What says the same stays as it was written.
struct ChangedSheet {
    std::string text;
    bool lost_remarks = false;
};
ChangedSheet ChangeSheet(const std::string& text, const ProcedureSheet& wanted);

// What the text means; an error for every value that means nothing.
Procedure ParseProcedure(const std::string& source, std::string_view text, DefinitionErrors& errors);

// A whole procedure of a province that has none of the kind yet.
std::string BlankProcedure();

// Two sheets part by part: each fact, and each list as a whole. Keys of the parts that differ, in the order of the text.
std::vector<std::string> DifferingParts(const ProcedureSheet& before, const ProcedureSheet& after);
std::string_view PartLabel(std::string_view part);
void TakePart(ProcedureSheet& sheet, const ProcedureSheet& from, std::string_view part);

}  // namespace dongson::one_stop
