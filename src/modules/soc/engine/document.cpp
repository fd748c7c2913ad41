#include "modules/soc/engine/document.h"

namespace dongson::soc {

std::string TextOf(const YAML::Node& map, const char* key) {
    const YAML::Node value = map[key];
    return value && value.IsScalar() ? value.Scalar() : std::string();
}

std::vector<std::string> TextsOf(const YAML::Node& map, const char* key) {
    std::vector<std::string> texts;
    const YAML::Node value = map[key];
    if (value && value.IsScalar()) texts.push_back(value.Scalar());
    if (value && value.IsSequence())
        for (const YAML::Node& each : value)
            if (each.IsScalar()) texts.push_back(each.Scalar());
    return texts;
}

std::string ReadTitle(std::string_view file, const YAML::Node& document) {
    std::string title = TextOf(document, "title");
    if (title.empty()) Fail(file, document, "a rule has a title");
    return title;
}

Level ReadLevel(std::string_view file, const YAML::Node& document) {
    const YAML::Node level = document["level"];
    if (!level) return Level::medium;
    if (const auto known = level.IsScalar() ? ParseLevel(level.Scalar()) : std::nullopt) return *known;
    Fail(file, level, "level is informational, low, medium, high or critical");
}

}  // namespace dongson::soc
