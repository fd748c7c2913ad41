// Vietnamese first, English complete. A Vietnamese sentence in the source is the key of the message catalogue.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dongson {

enum class Language : unsigned char { vietnamese, english };

// The language the current request is answered in. Handlers are plain blocking code, so a thread answers one request at a time.
Language CurrentLanguage();

class LanguageScope {
  public:
    explicit LanguageScope(Language language);
    ~LanguageScope();
    LanguageScope(const LanguageScope&) = delete;
    LanguageScope& operator=(const LanguageScope&) = delete;

  private:
    Language before_;
};

// The sentence in a language; the Vietnamese itself when the catalogue has no entry (the build refuses that for source literals).
std::string_view Translate(std::string_view vietnamese, Language language);

// A sentence with numbered holes, {1} {2}, that can be said in either language.
struct Sentence {
    std::string vietnamese;
    std::vector<std::string> arguments;

    std::string In(Language language) const;
    std::string Now() const { return In(CurrentLanguage()); }
    bool empty() const { return vietnamese.empty(); }
    bool operator==(const Sentence&) const = default;
};

template <class... Arguments>
Sentence Say(std::string_view vietnamese, Arguments&&... arguments) {
    return {std::string(vietnamese), {std::string(std::forward<Arguments>(arguments))...}};
}

}  // namespace dongson
