// The selections of a rule: fields with modifiers and values, keywords, lists of them; each becomes a part of its condition.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "modules/soc/engine/rule.h"

namespace YAML {
class Node;
}

namespace dongson::soc {

// Why a rule is not used, and where in its file.
struct RuleFault {
    std::string file;
    int line = 0;
    std::string reason;
    std::string Text() const { return file + ":" + std::to_string(line) + ": " + reason; }
};

// What %names% stand for where the modifier `expand` is written.
using Placeholders = std::map<std::string, std::vector<std::string>, std::less<>>;

// Reads one document; the first fault is thrown as RuleFault and caught where the document is read.
class SelectionReader {
  public:
    SelectionReader(std::string_view file, Fields& fields, const Placeholders& placeholders, Condition& into)
        : file_(file), fields_(fields), placeholders_(placeholders), into_(into) {}

    // The node for a selection; `selection` is a map, or a list of maps and keywords.
    std::uint32_t Read(const YAML::Node& selection);

  private:
    struct Item;
    std::uint32_t Map(const YAML::Node& map);
    std::uint32_t List(const YAML::Node& list);
    std::uint32_t ReadItem(const Item& item, const YAML::Node& values);
    std::vector<std::uint32_t> OneValue(const Item& item, const YAML::Node& value);
    std::vector<Test> Tests(const Item& item, const YAML::Node& value, const std::string& text);
    std::vector<Test> TextTests(const Item& item, const YAML::Node& value, const std::string& text);
    std::vector<std::string> Expanded(const YAML::Node& value, const std::string& text);
    NumberTest Number(const Item& item, const YAML::Node& value);

    std::string_view file_;
    Fields& fields_;
    const Placeholders& placeholders_;
    Condition& into_;
};

[[noreturn]] void Fail(std::string_view file, const YAML::Node& where, std::string reason);

}  // namespace dongson::soc
