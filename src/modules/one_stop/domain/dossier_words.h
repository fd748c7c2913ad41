// What officers find a dossier by, as one text, and what of it a question asks for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "modules/one_stop/domain/dossier.h"

namespace dongson::one_stop {

// The code as the register writes it: capitals, no blanks of any kind, dots and dashes where they belong, whatever
// was typed between its parts.
std::string CleanCode(std::string_view typed);

// Name and procedure without accents, the code without what stands between its digits; for numbers and phones, and for their last
// four digits, a mark that does not give them away. Each word follows a blank.
std::string WordsOf(const Dossier& dossier);

struct DossierAsked {
    std::vector<std::string> words;   // beginnings of words, and parts of numbers and codes; all must stand there
    std::optional<Date> from, until;  // submitted, both days included

    bool Nothing() const { return words.empty() && !from && !until; }
};
// A day among the words asks for dossiers of that day.
DossierAsked AskedOf(std::string_view text, std::optional<Date> from, std::optional<Date> until);

// How the word is compared: from its beginning, or wherever it stands when it is of a number.
std::string PatternOf(const std::string& word);
// The same for what a person's number or phone is found by: whole, or its last four digits. A word without digits asks for what
// no words are.
std::string MarkPatternOf(const std::string& word);

}  // namespace dongson::one_stop
