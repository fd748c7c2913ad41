#include "platform/numbering/numbering.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/log.h"
#include "core/text.h"
#include "platform/numbering/book_of_marks.h"

namespace dongson::numbering {

namespace {

constexpr storage::Statement kNext{"numbering.next", R"(
    INSERT INTO number_book (book, newest) VALUES ($book, $least)
    ON CONFLICT (book) DO UPDATE SET newest = CASE WHEN number_book.newest + 1 > $least THEN number_book.newest + 1 ELSE $least END
    RETURNING newest)"};
constexpr storage::Statement kNewest{"numbering.newest", "SELECT newest FROM number_book WHERE book = $book"};
constexpr storage::Statement kSaveLost{"numbering.save_lost", R"(
    INSERT INTO number_lost (book, first_number, last_number, found_at) VALUES ($book, $first, $last, $now)
    ON CONFLICT (book, first_number) DO NOTHING)"};
constexpr storage::Statement kLost{"numbering.lost", R"(
    SELECT book, first_number, last_number, found_at FROM number_lost ORDER BY found_at, book, first_number)"};

BookOfMarks& TheBook() {
    static BookOfMarks book;
    return book;
}

}  // namespace

void KeepMarks(const std::string& path) {
    TheBook().Open(path);
}

std::vector<Mark> Marks() {
    return TheBook().All();
}

bool SyncMarks() {
    return TheBook().Sync();
}

std::vector<LostNumbers> Lost(storage::Transaction& tx) {
    return tx.Select(kLost, {}, [](storage::Row& row) {
        LostNumbers lost{.book = row.Next<std::string>()};
        lost.first = row.Next<std::int64_t>();
        lost.last = row.Next<std::int64_t>();
        lost.found = Instant{row.Next<std::int64_t>()};
        return lost;
    });
}

namespace {

// What lies between the newest number in the database and the mark was given and is lost.
std::optional<LostNumbers> LostUpTo(storage::Transaction& tx, std::string_view book, std::int64_t mark, Instant now) {
    const auto newest = tx.Count(kNewest, {{"book", book}});
    if (newest >= mark) return std::nullopt;
    LostNumbers lost{std::string(book), newest + 1, mark, now};
    tx.Run(kSaveLost, {{"book", lost.book}, {"first", lost.first}, {"last", lost.last}, {"now", now}});
    return lost;
}

}  // namespace

std::vector<LostNumbers> RaiseToMarks(storage::Transaction& tx, Instant now) {
    std::vector<LostNumbers> all;
    for (const auto& mark : Marks())
        if (auto lost = LostUpTo(tx, mark.book, mark.newest, now)) {
            tx.Count(kNext, {{"book", mark.book}, {"least", mark.newest}});
            all.push_back(std::move(*lost));
        }
    return all;
}

std::int64_t Next(storage::Transaction& tx, std::string_view book) {
    const auto mark = TheBook().MarkOf(book);
    auto number = tx.Count(kNext, {{"book", book}, {"least", 1}});
    if (number <= mark) {
        LostNumbers lost{std::string(book), number, mark, SystemClock().Now()};
        tx.Run(kSaveLost, {{"book", lost.book}, {"first", lost.first}, {"last", lost.last}, {"now", lost.found}});
        tx.AfterCommit([lost] {
            Log(Severity::error, "NUMBERS_LOST",
                {{"book", lost.book}, {"first", std::to_string(lost.first)}, {"last", std::to_string(lost.last)}});
        });
        number = tx.Count(kNext, {{"book", book}, {"least", mark + 1}});
    }
    tx.AfterCommit([book = std::string(book), number] { TheBook().Note(book, number); });
    return number;
}

std::string NextDossierCode(storage::Transaction& tx, std::string_view org_code, Date day) {
    const auto stem = fmt::format("{}-{:02}{:02}{:02}", org_code, day.Year() % 100, day.Month(), day.Day());
    return fmt::format("{}-{:04}", stem, Next(tx, "dossier " + stem));
}

std::int64_t NextOfYear(storage::Transaction& tx, UnitId unit, std::string_view series, int year) {
    return Next(tx, fmt::format("{} {} {}", series, ToText(unit), year));
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
