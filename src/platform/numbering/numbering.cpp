#include "platform/numbering/numbering.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/text.h"

namespace dongson::numbering {

namespace {

constexpr storage::Statement kNext{"numbering.next", R"(
    INSERT INTO number_book (book, newest) VALUES ($book, 1)
    ON CONFLICT (book) DO UPDATE SET newest = number_book.newest + 1
    RETURNING newest)"};

}  // namespace

std::int64_t Next(storage::Transaction& tx, std::string_view book) {
    return tx.Count(kNext, {{"book", book}});
}

std::string NextDossierCode(storage::Transaction& tx, std::string_view org_code, Date day) {
    const auto stem = fmt::format("{}-{:02}{:02}{:02}", org_code, day.Year() % 100, day.Month(), day.Day());
    return fmt::format("{}-{:04}", stem, Next(tx, "dossier " + stem));
}

std::int64_t NextOfYear(storage::Transaction& tx, std::string_view org_code, std::string_view series, int year) {
    return Next(tx, fmt::format("{} {} {}", series, org_code, year));
}

std::optional<DossierCode> ParseDossierCode(std::string_view text) {
    const auto parts = Split(text, '-');
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.size() < 10 && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (parts.size() != 3 || parts[0].empty() || parts[1].size() != 6 || !digits(parts[1]) || parts[2].size() < 4 ||
        !digits(parts[2]))
        return std::nullopt;
    const auto day = Date::Parse(fmt::format("20{}-{}-{}", parts[1].substr(0, 2), parts[1].substr(2, 2), parts[1].substr(4, 2)));
    if (!day) return std::nullopt;
    DossierCode code{std::string(parts[0]), *day, 0};
    std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), code.number);
    return code;
}

}  // namespace dongson::numbering
