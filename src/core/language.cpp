#include "core/language.h"

#include <unordered_map>

#include "core/embedded.h"

namespace dongson {

namespace {

thread_local Language current = Language::vietnamese;

using Catalogue = std::unordered_map<std::string_view, std::string_view>;

// Every {vi: "…", en: "…"}.
void AddPairs(Catalogue& catalogue, std::string_view yaml) {
    constexpr std::string_view kVietnamese = R"({vi: ")", kEnglish = R"(", en: ")";
    for (auto at = yaml.find(kVietnamese); at != std::string_view::npos; at = yaml.find(kVietnamese, at + 1)) {
        const auto from = at + kVietnamese.size(), between = yaml.find(kEnglish, from);
        const auto until = between == std::string_view::npos ? between : yaml.find('"', between + kEnglish.size());
        if (until == std::string_view::npos) return;
        const auto english = between + kEnglish.size();
        catalogue.emplace(yaml.substr(from, between - from), yaml.substr(english, until - english));
    }
}

// assets/language/en.txt: a Vietnamese line, an English line, an empty line.
Catalogue LoadCatalogue() {
    Catalogue catalogue;
    auto text = Embedded("assets/language/en.txt");
    std::string_view key;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.starts_with('#')) continue;
        if (line.empty()) {
            key = {};
        } else if (key.empty()) {
            key = line;
        } else {
            catalogue.emplace(key, line);
        }
    }
    // Definitions say their words in both languages themselves.
    for (const auto path : EmbeddedBelow("data/processes/")) AddPairs(catalogue, Embedded(path));
    return catalogue;
}

// An argument may itself be a word of the catalogue (a unit of time, a state). Where the translation has `{1?day|days}`, the
// number chooses the word and is not said again.
std::string_view Said(std::string_view argument, std::string_view choice, Language language) {
    if (choice.empty()) return Translate(argument, language);
    const auto bar = choice.find('|');
    if (bar == std::string_view::npos) return choice.substr(1);
    return argument == "1" ? choice.substr(1, bar - 1) : choice.substr(bar + 1);
}

}  // namespace

Language CurrentLanguage() {
    return current;
}

LanguageScope::LanguageScope(Language language) : before_(current) {
    current = language;
}
LanguageScope::~LanguageScope() {
    current = before_;
}

std::string_view Translate(std::string_view vietnamese, Language language) {
    if (language == Language::vietnamese) return vietnamese;
    static const auto catalogue = LoadCatalogue();
    const auto found = catalogue.find(vietnamese);
    return found == catalogue.end() ? vietnamese : found->second;
}

std::string Sentence::In(Language language) const {
    const auto text = Translate(vietnamese, language);
    if (arguments.empty()) return std::string(text);
    std::string said;
    said.reserve(text.size() + 16);
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool hole = text[at] == '{' && at + 2 < text.size() && text[at + 1] >= '1' && text[at + 1] <= '9' &&
                          (text[at + 2] == '}' || text[at + 2] == '?');
        const auto end = hole ? text.find('}', at) : std::string_view::npos;
        if (end == std::string_view::npos) {
            said += text[at];
            continue;
        }
        const auto index = static_cast<std::size_t>(text[at + 1] - '1');
        if (index < arguments.size()) said += Said(arguments[index], text.substr(at + 2, end - at - 2), language);
        at = end;
    }
    return said;
}

}  // namespace dongson
