#include "modules/open_data/intake/profile.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/text.h"
#include "modules/open_data/table/cell.h"

namespace dongson::open_data {

namespace {

// Ways to read a column, those first that win when as many values fit.
struct Reading {
    ColumnType type;
    NumberForm numbers = NumberForm::plain;
    DateForm dates = DateForm::year_first;
};
constexpr Reading kReadings[] = {{ColumnType::integer},
                                 {ColumnType::integer, NumberForm::vietnamese},
                                 {ColumnType::integer, NumberForm::english},
                                 {ColumnType::number},
                                 {ColumnType::number, NumberForm::vietnamese},
                                 {ColumnType::number, NumberForm::english},
                                 {ColumnType::boolean},
                                 {ColumnType::date, NumberForm::plain, DateForm::year_first},
                                 {ColumnType::date, NumberForm::plain, DateForm::day_first},
                                 {ColumnType::date, NumberForm::plain, DateForm::month_first},
                                 {ColumnType::datetime, NumberForm::plain, DateForm::year_first},
                                 {ColumnType::datetime, NumberForm::plain, DateForm::day_first},
                                 {ColumnType::datetime, NumberForm::plain, DateForm::month_first}};
constexpr std::size_t kReadingCount = std::size(kReadings);
constexpr std::int64_t kTried = 1000;         // values after which hopeless readings are tried no more
constexpr std::int64_t kMostMisfitTenth = 1;  // of ten values one may not fit

bool IsDigit(char c) {
    return c >= '0' && c <= '9';
}

bool IsCodeWithZero(std::string_view text) {
    return text.size() > 1 && text[0] == '0' && std::ranges::all_of(text, IsDigit);
}

// A column that is called a code is text, whatever its values look like: nobody adds codes up.
bool IsCalledCode(std::string_view name) {
    static constexpr std::string_view kWords[] = {"ma", "code", "sdt", "so_dien_thoai", "dien_thoai", "so_dinh_danh", "cccd"};
    return std::ranges::any_of(kWords, [&](std::string_view word) {
        return name == word || (name.starts_with(word) && name[word.size()] == '_') ||
               (name.ends_with(word) && name.size() > word.size() && name[name.size() - word.size() - 1] == '_');
    });
}

class ColumnReader {
  public:
    void Take(std::string_view cell) {
        cell = Trim(cell);
        if (cell.empty()) return;
        ++filled_;
        codes_ += IsCodeWithZero(cell);
        for (std::size_t index = 0; index < kReadingCount; ++index)
            if (alive_[index] && ParseCell(kReadings[index].type, kReadings[index].numbers, kReadings[index].dates, cell))
                ++fits_[index];
        if (filled_ == kTried)
            for (std::size_t index = 0; index < kReadingCount; ++index) alive_[index] = fits_[index] * 10 >= filled_ * 8;
        if (examples_.size() < 3 && std::ranges::find(examples_, cell) == examples_.end())
            examples_.emplace_back(Shorten(cell, 60));
        switch (FindPersonal(cell)) {
            case PersonalKind::none:
                break;
            case PersonalKind::number:
                ++numbers_;
                break;
            case PersonalKind::phone:
                ++phones_;
                break;
            case PersonalKind::email:
                ++emails_;
                break;
        }
    }

    ColumnProfile Finish(std::string name, const std::string& title) {
        ColumnProfile profile{.column = {.name = std::move(name), .source = title, .title = title},
                              .filled = filled_,
                              .personal_numbers = numbers_,
                              .phones = phones_,
                              .emails = emails_,
                              .examples = std::move(examples_)};
        const auto best = static_cast<std::size_t>(std::ranges::max_element(fits_) - fits_.begin());
        const bool good = filled_ > 0 && fits_[best] * 10 >= filled_ * (10 - kMostMisfitTenth);
        if (!good || codes_ > 0 || IsCalledCode(profile.column.name) || numbers_ * 2 > filled_ || phones_ * 2 > filled_)
            return profile;
        profile.column.type = kReadings[best].type;
        profile.column.numbers = kReadings[best].numbers;
        profile.column.dates = kReadings[best].dates;
        profile.misfits = filled_ - fits_[best];
        profile.ambiguous = Ambiguous(best);
        return profile;
    }

  private:
    // Another form of the same kind fits as well and means something else. Whole numbers without a separator mean the same.
    bool Ambiguous(std::size_t best) const {
        if (best == 0) return false;
        for (std::size_t index = best + 1; index < kReadingCount; ++index) {
            const bool both_numbers = best < 6 && index < 6 && kReadings[index].numbers != kReadings[best].numbers;
            const bool both_dates = best >= 7 && kReadings[index].type == kReadings[best].type;
            if ((both_numbers || both_dates) && fits_[index] == fits_[best]) return true;
        }
        return false;
    }

    std::int64_t filled_ = 0, codes_ = 0, numbers_ = 0, phones_ = 0, emails_ = 0;
    std::array<std::int64_t, kReadingCount> fits_{};
    std::array<bool, kReadingCount> alive_ = [] {
        std::array<bool, kReadingCount> all{};
        all.fill(true);
        return all;
    }();
    std::vector<std::string> examples_;
};

// A header's worth of different words after an empty line, where the table had values: another table begins.
bool LooksLikeAnotherTable(const Record& record, std::size_t columns) {
    if (!record.after_blank) return false;
    std::size_t filled = 0;
    for (const auto cell : record.cells) filled += !Trim(cell).empty();
    return filled != columns;
}

void Note(std::vector<OddityFound>& oddities, Oddity oddity, std::int64_t line) {
    const auto found = std::ranges::find(oddities, oddity, &OddityFound::oddity);
    if (found == oddities.end())
        oddities.push_back({oddity, 1, line});
    else
        ++found->count;
}

bool IsEmail(std::string_view text) {
    for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        const auto dot = text.find('.', at);
        if (at > 0 && text[at - 1] > ' ' && at + 1 < text.size() && text[at + 1] > ' ' && dot != std::string_view::npos &&
            dot > at + 1 && dot + 1 < text.size() && text[dot + 1] > ' ' &&
            text.substr(at, dot - at).find(' ') == std::string_view::npos)
            return true;
    }
    return false;
}

PersonalKind KindOfDigits(std::string_view digits, bool plus) {
    if (plus)
        return digits.starts_with("84") && (digits.size() == 11 || digits.size() == 12) ? PersonalKind::phone
                                                                                        : PersonalKind::none;
    if (digits.size() == 12 && digits[0] == '0' && digits[3] <= '3') {
        const auto province = (digits[1] - '0') * 10 + (digits[2] - '0');
        return province >= 1 && province <= 96 ? PersonalKind::number : PersonalKind::none;
    }
    if (digits.size() == 10 && digits[0] == '0' && std::string_view("35789").find(digits[1]) != std::string_view::npos)
        return PersonalKind::phone;
    return PersonalKind::none;
}

}  // namespace

PersonalKind FindPersonal(std::string_view text) {
    if (text.size() >= 5 && IsEmail(text)) return PersonalKind::email;
    // Runs of digits, with the blanks, dots and hyphens that people put into telephone numbers.
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!IsDigit(text[at])) continue;
        const bool plus = at > 0 && text[at - 1] == '+';
        std::array<char, 16> digits{};
        std::size_t count = 0;
        auto end = at;
        for (; end < text.size(); ++end) {
            if (IsDigit(text[end])) {
                if (count < digits.size()) digits[count] = text[end];
                ++count;
            } else if (std::string_view(" .-").find(text[end]) == std::string_view::npos || end + 1 == text.size() ||
                       !IsDigit(text[end + 1])) {
                break;
            }
        }
        const bool whole_word = at == 0 || !((text[at - 1] | 0x20) >= 'a' && (text[at - 1] | 0x20) <= 'z');
        if (count <= digits.size() && whole_word)
            if (const auto kind = KindOfDigits({digits.data(), count}, plus); kind != PersonalKind::none) return kind;
        at = end;
    }
    return PersonalKind::none;
}

Schema Profile::schema() const {
    Schema schema;
    for (const auto& each : columns) schema.push_back(each.column);
    return schema;
}

bool Profile::Has(Oddity oddity) const {
    return std::ranges::find(oddities, oddity, &OddityFound::oddity) != oddities.end();
}

Result<Profile> ProfileFile(const std::string& path, const LayoutFound& layout, const IntakeLimits& limits) {
    auto source = TableSource::Open(path, layout.layout, limits);
    if (!source) return std::unexpected(source.error());
    Profile profile{.layout = layout.layout, .encoding = layout.encoding};
    std::vector<ColumnReader> columns(source->header().size());
    Record record;
    while (true) {
        const auto more = source->Next(record);
        if (!more) return std::unexpected(more.error());
        if (!*more) break;
        if (++profile.rows > limits.rows)
            return std::unexpected(Refusal{"INTAKE_TOO_MANY_ROWS",
                                           Say("Tệp có hơn {1} dòng. Hãy chia nhỏ rồi tải từng phần.", Number(limits.rows)),
                                           "tep", RefusalKind::too_large});
        const auto expected = source->header().empty() && profile.rows == 1 ? record.cells.size() : columns.size();
        if (record.cells.size() < expected) Note(profile.oddities, Oddity::short_rows, record.line);
        if (record.cells.size() > expected && !source->header().empty() && record.cells.size() > source->header().size())
            Note(profile.oddities, Oddity::long_rows, record.line);
        if (profile.rows > 1 && LooksLikeAnotherTable(record, expected))
            Note(profile.oddities, Oddity::several_tables, record.line);
        if (record.cells.size() > columns.size()) columns.resize(record.cells.size());
        for (std::size_t column = 0; column < record.cells.size(); ++column) columns[column].Take(record.cells[column]);
        if (profile.first_rows.size() < 20) profile.first_rows.emplace_back(record.cells.begin(), record.cells.end());
    }
    const auto& header = source->header();
    std::set<std::string> used;
    for (const auto& title : header) {
        if (title.empty()) Note(profile.oddities, Oddity::empty_header, 0);
        if (!title.empty() && !used.insert(title).second) Note(profile.oddities, Oddity::duplicate_header, 0);
    }
    if (source->bad_letters() > 0) profile.oddities.push_back({Oddity::bad_letters, source->bad_letters(), 0});
    if (profile.rows == 0) profile.oddities.push_back({Oddity::no_rows, 1, 0});
    const auto names = ColumnNames(header, columns.size());
    for (std::size_t column = 0; column < columns.size(); ++column)
        profile.columns.push_back(columns[column].Finish(names[column], column < header.size() ? header[column] : std::string()));
    return profile;
}

}  // namespace dongson::open_data
