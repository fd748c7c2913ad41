// What every document of Sigma has: its heading, and how its parts are read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <yaml-cpp/yaml.h>

#include "modules/soc/engine/rule.h"
#include "modules/soc/engine/selection.h"

namespace dongson::soc {

// A text, empty when missing; texts, or one alone.
std::string TextOf(const YAML::Node& map, const char* key);
std::vector<std::string> TextsOf(const YAML::Node& map, const char* key);

// Both throw RuleFault.
std::string ReadTitle(std::string_view file, const YAML::Node& document);
Level ReadLevel(std::string_view file, const YAML::Node& document);

// The heading of a rule or a correlation.
template <class Headed>
void ReadHeading(std::string_view file, const YAML::Node& document, Headed& into) {
    into.file = file;
    into.line = document.Mark().line + 1;
    into.title = ReadTitle(file, document);
    into.id = TextOf(document, "id");
    into.name = TextOf(document, "name");
    into.status = TextOf(document, "status");
    into.description = TextOf(document, "description");
    into.author = TextOf(document, "author");
    into.tags = TextsOf(document, "tags");
    into.false_positives = TextsOf(document, "falsepositives");
    into.level = ReadLevel(file, document);
}

}  // namespace dongson::soc
