// Where rules lie: files, folders, and archives.
#pragma once

#include <string>
#include <string_view>

namespace dongson::soc {

class RuleBook;

// Reads a .yml or .yaml file, every such file below a folder, or every such member of a .zip, in the order of their names. What
// cannot be read becomes a fault of the book.
void ReadRules(const std::string& path, RuleBook& book);
// The rules that travel inside the program.
void ReadShippedRules(RuleBook& book);

}  // namespace dongson::soc
