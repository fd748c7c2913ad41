// The numbers people and businesses are known by, and what they give away when mistyped.
#pragma once

#include <string>
#include <string_view>

#include "core/refusal.h"
#include "core/time.h"

namespace dongson::identity {

// The 12-digit personal number (Law on Identity 2023; Decree 70/2024 art. 4): three digits of the province or country of birth
// registration, one for century and sex, two of the year, six at random.
struct CitizenNumber {
    std::string digits;
    int birth_year;
};

// Refuses with the part that is wrong. `today` bounds the year of birth.
Result<CitizenNumber> ParseCitizenNumber(std::string_view text, Date today);

// A tax code: 10 digits with a check digit, or 10-3 for a dependent unit (Circular 86/2024/TT-BTC). Returns the normal form.
Result<std::string> ParseTaxCode(std::string_view text);

// A foreigner's passport: the country's three letters as on its machine-readable line (ICAO 9303), then the number.
// "KOR-M12345678".
Result<std::string> ParsePassport(std::string_view text);

enum class NumberKind : unsigned char { citizen, tax, passport };
struct PersonNumber {
    std::string number;  // in its normal form
    NumberKind kind = NumberKind::citizen;
};
// Which of the three a number in its normal form is: only a passport has letters, only a person's own number twelve digits.
NumberKind KindOf(std::string_view number);
// Whichever of the three it is; the refusal speaks of the one it looks most like.
Result<PersonNumber> ParsePersonNumber(std::string_view text, Date today);

// A Vietnamese telephone number in its national form, a 0 and nine digits, of a landline ten; a foreign one in E.164, "+82…".
Result<std::string> ParsePhone(std::string_view text);
Result<std::string> ParseEmail(std::string_view text);

// The last four digits, what tracking asks for.
std::string LastFour(std::string_view number);
// Whether somebody who tracks typed those, or the number whole, with whatever stands between its digits.
bool IsKnownBy(std::string_view number, std::string_view typed);
// "038•••••1234": enough to recognise one's own number, too little to copy it.
std::string Masked(std::string_view number);

}  // namespace dongson::identity
