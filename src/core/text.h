// Vietnamese text: normalised once on the way in, folded once for search.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dongson {

bool IsUtf8(std::string_view bytes);
// The same with U+FFFD in place of each byte that is no part of a letter.
std::string MendUtf8(std::string_view bytes);

// NFC, with the tone mark on the vowel the newer spelling puts it on ("Hoá" and "Hòa" spellings meet: hoà → hòa),
// so that equal words are equal bytes. Throws nothing; bytes that are not UTF-8 come back as they are.
std::string Normalise(std::string_view text);

// Small letters without accents, đ as d, everything that is neither letter nor digit as one space: what search compares.
std::string Fold(std::string_view text);

// The words of a folded text.
std::vector<std::string> Words(std::string_view folded);

// As it is typed into a field: composed, with a blank for each control character but line ends and tabs.
std::string Typed(std::string_view text);

std::string_view Trim(std::string_view text);
// One blank where blanks of any kind stood (no-break, em, tabs, line ends), none at the ends, and no invisible signs: as a name
// is written. Composed.
std::string OneSpaced(std::string_view text);
std::string Lower(std::string_view text);  // Unicode small letters
std::vector<std::string_view> Split(std::string_view text, char separator);
std::vector<std::string_view> Split(std::string&& text, char separator) = delete;  // the parts would outlive their text
std::string Join(const std::vector<std::string>& parts, std::string_view between);
std::string ReplaceAll(std::string text, std::string_view from, std::string_view to);

// How many code points.
std::size_t Length(std::string_view text);
// The first n code points, with "…" when something was cut.
std::string Shorten(std::string_view text, std::size_t n);

// The whole number a text begins with; 0 when it begins with none.
std::int64_t ToNumber(std::string_view text);

// 1.234.567 in Vietnamese, 1,234,567 in English.
std::string Number(std::int64_t value);
// A number written plainly (-1234.5) with the separators of the language spoken now: -1.234,5 or -1,234.5.
std::string Grouped(std::string_view plain);
// 120.000 đồng / 120,000 VND.
std::string Money(std::int64_t vnd);
// A share of a whole with one decimal, 98,7 % / 98.7%.
std::string Percent(std::int64_t part, std::int64_t whole);

}  // namespace dongson
