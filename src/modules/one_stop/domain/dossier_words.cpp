#include "modules/one_stop/domain/dossier_words.h"

#include <algorithm>
#include <cctype>

#include "core/text.h"
#include "modules/one_stop/domain/mandate.h"
#include "platform/sealing/sealing.h"

namespace dongson::one_stop {

namespace {

constexpr std::size_t kMostWords = 6;
constexpr std::size_t kLastDigits = 4;
constexpr std::string_view kNoWords = "-";  // words are empty until they are folded, or begin with a blank

// Blanks nobody sees: no-break and narrow spaces, the zero-width ones, the byte order mark; and the dashes that phones type.
constexpr std::string_view kBlanks[] = {"\u00a0", "\u1680", "\u180e", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005",
                                        "\u2006", "\u2007", "\u2008", "\u2009", "\u200a", "\u200b", "\u200c", "\u200d", "\u200e",
                                        "\u200f", "\u2028", "\u2029", "\u202f", "\u205f", "\u2060", "\u3000", "\ufeff", "\u00ad"};
constexpr std::string_view kDashes[] = {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "\ufe63", "\uff0d"};

std::string PlainBlanks(std::string_view typed) {
    std::string text(typed);
    if (std::ranges::any_of(text, [](char c) { return (c & 0x80) != 0; })) {
        for (const auto blank : kBlanks) text = ReplaceAll(std::move(text), blank, " ");
        for (const auto dash : kDashes) text = ReplaceAll(std::move(text), dash, "-");
    }
    for (auto& c : text)
        if (std::isspace(static_cast<unsigned char>(c))) c = ' ';
    return text;
}

// Letters and digits only.
std::string Squeezed(std::string_view text) {
    return ReplaceAll(Fold(text), " ", "");
}

bool HasDigit(std::string_view text) {
    return text.find_first_of("0123456789") != std::string_view::npos;
}

// "H561022611300003": a letter and two digits, the unit, the day, four digits of the number. Empty when it is not so.
std::string CodeOf(std::string_view letters) {
    static constexpr std::size_t kProvince = 3, kDay = 6, kNumber = 4;
    if (letters.size() < kProvince + kDay + kNumber || letters[0] < 'A' || letters[0] > 'Z') return {};
    if (letters.substr(1).find_first_not_of("0123456789") != std::string_view::npos) return {};
    const auto unit = letters.substr(kProvince, letters.size() - kProvince - kDay - kNumber);
    // 14, 102 and 31.07 are units.
    if (unit.size() == 1 || unit.size() > 4) return {};
    std::string code(letters.substr(0, kProvince));
    const auto first = unit.size() == 4 ? unit.substr(0, 2) : unit;
    if (!first.empty()) code += "." + std::string(first);
    if (unit.size() == 4) code += "." + std::string(unit.substr(2));
    return code + "-" + std::string(letters.substr(kProvince + unit.size(), kDay)) + "-" +
           std::string(letters.substr(letters.size() - kNumber));
}

// +84 912… is 0912…
std::string NumberOf(std::string_view text) {
    auto digits = Squeezed(text);
    return Trim(text).starts_with('+') && digits.starts_with("84") ? "0" + digits.substr(2) : digits;
}

// What stands for a number where it is looked for: for the whole and for its last digits, by which people name one.
std::string MarksOf(const std::string& number) {
    if (number.empty()) return {};
    auto marks = " " + sealing::MarkOf(number);
    if (number.size() > kLastDigits) marks += " " + sealing::MarkOf(number.substr(number.size() - kLastDigits));
    return marks;
}

}  // namespace

std::string CleanCode(std::string_view typed) {
    auto code = ReplaceAll(PlainBlanks(typed), " ", "");
    std::ranges::transform(code, code.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    // Both dashes stand: as it is written.
    if (std::ranges::count(code, '-') == 2 && code.find('.') != std::string::npos) return code;
    auto letters = code;
    std::erase_if(letters, [](char c) { return std::string_view(".-_/,").find(c) != std::string_view::npos; });
    auto whole = CodeOf(letters);
    return whole.empty() ? code : whole;
}

std::string WordsOf(const Dossier& dossier) {
    return " " + Fold(dossier.person.name) + MarksOf(Squeezed(dossier.person.number)) + MarksOf(NumberOf(dossier.person.phone)) +
           " " + Squeezed(dossier.code) + " " + Fold(dossier.procedure_name) +
           (dossier.mandate ? " " + Fold(dossier.mandate->name) + MarksOf(Squeezed(dossier.mandate->number)) : std::string());
}

DossierAsked AskedOf(std::string_view text, std::optional<Date> from, std::optional<Date> until) {
    DossierAsked asked{{}, from, until};
    const auto plain = PlainBlanks(text);
    // A number written in groups is one number.
    if (HasDigit(plain) && plain.find_first_not_of("0123456789 .-+()") == std::string::npos && !Date::ParseSpoken(Trim(plain))) {
        asked.words.push_back(NumberOf(plain));
        return asked;
    }
    for (const auto part : Split(plain, ' ')) {
        if (asked.words.size() == kMostWords) break;
        if (const auto day = Date::ParseSpoken(part)) {
            asked.from = asked.until = day;
        } else if (HasDigit(part)) {
            asked.words.push_back(NumberOf(part));
        } else {
            for (auto& word : dongson::Words(Fold(part)))
                if (asked.words.size() < kMostWords) asked.words.push_back(std::move(word));
        }
    }
    std::erase(asked.words, "");
    return asked;
}

std::string PatternOf(const std::string& word) {
    return (HasDigit(word) ? "%" : "% ") + word + "%";
}

std::string MarkPatternOf(const std::string& word) {
    return HasDigit(word) ? "%" + sealing::MarkOf(word) + "%" : std::string(kNoWords);
}

}  // namespace dongson::one_stop
