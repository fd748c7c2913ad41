#include "core/language.h"

#include <unordered_map>

#include "core/embedded.h"

namespace dongson {

namespace {

thread_local Language current = Language::vietnamese;

// assets/language/en.txt: a Vietnamese line, an English line, an empty line.
std::unordered_map<std::string_view, std::string_view> LoadCatalogue() {
    std::unordered_map<std::string_view, std::string_view> catalogue;
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
    return catalogue;
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
        const bool hole =
            text[at] == '{' && at + 2 < text.size() && text[at + 2] == '}' && text[at + 1] >= '1' && text[at + 1] <= '9';
        if (!hole) {
            said += text[at];
            continue;
        }
        const auto index = static_cast<std::size_t>(text[at + 1] - '1');
        // An argument may itself be a word of the catalogue (a unit of time, a state).
        if (index < arguments.size()) said += Translate(arguments[index], language);
        at += 2;
    }
    return said;
}

}  // namespace dongson
