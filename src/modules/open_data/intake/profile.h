// What a file holds, found by reading all of it: shown to the publisher, who corrects it, before anything is made of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modules/open_data/intake/layout.h"

namespace dongson::open_data {

struct ColumnProfile {
    Column column;           // as we take it to be
    bool ambiguous = false;  // it could as well be written another way: 1.234, or 3/4/2025
    std::int64_t filled = 0, misfits = 0;
    std::int64_t personal_numbers = 0, phones = 0, emails = 0;
    std::vector<std::string> examples;

    bool personal() const { return personal_numbers + phones + emails > 0; }
};

enum class Oddity : unsigned char { short_rows, long_rows, bad_letters, several_tables, duplicate_header, empty_header, no_rows };
struct OddityFound {
    Oddity oddity;
    std::int64_t count = 0, first_line = 0;
};

struct Profile {
    Layout layout;
    EncodingFound encoding;
    std::vector<ColumnProfile> columns;
    std::int64_t rows = 0;
    std::vector<std::vector<std::string>> first_rows;
    std::vector<OddityFound> oddities;

    Schema schema() const;
    bool Has(Oddity oddity) const;
};

Result<Profile> ProfileFile(const std::string& path, const LayoutFound& layout, const IntakeLimits& limits = {});

// Vietnamese personal numbers (12 digits, the first three a province's), telephone numbers and e-mail addresses anywhere in a
// text.
enum class PersonalKind : unsigned char { none, number, phone, email };
PersonalKind FindPersonal(std::string_view text);

}  // namespace dongson::open_data
