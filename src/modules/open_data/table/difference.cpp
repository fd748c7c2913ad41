#include "modules/open_data/table/difference.h"

#include <algorithm>

namespace dongson::open_data {

namespace {

// Hashes that nobody can make collide on purpose would cost more than they are worth here: a collision hides one change from a
// summary, and the two versions themselves stay.
std::uint64_t HashOf(std::string_view text, std::uint64_t hash) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return (hash ^ 0xff) * 0x100000001b3ULL;
}

struct Hashed {
    std::uint64_t key, row;
    RowPlace place;
};

std::vector<Hashed> HashRows(const Table& table, const std::vector<std::size_t>& key, const std::vector<std::size_t>& columns) {
    std::vector<Hashed> hashed;
    hashed.reserve(static_cast<std::size_t>(table.rows()));
    for (std::uint32_t index = 0; index < table.segments().size(); ++index) {
        const auto& segment = table.segments()[index];
        // Each different value is hashed once.
        std::vector<std::vector<std::uint64_t>> values;
        std::string text;
        for (const auto column : columns) {
            const auto part = segment.column(column);
            auto& own = values.emplace_back(part.codes());
            for (std::uint32_t code = 0; code < part.codes(); ++code) {
                text.clear();
                part.Append(code, text);
                own[code] = HashOf(text, code == 0 ? 7 : 0xcbf29ce484222325ULL);
            }
        }
        const auto mix = [](std::uint64_t hash, std::uint64_t value) {
            return (hash ^ value) * 0x9e3779b97f4a7c15ULL + (hash >> 29);
        };
        for (std::uint32_t row = 0; row < segment.rows(); ++row) {
            Hashed one{1, 1, {index, static_cast<std::uint16_t>(row)}};
            for (std::size_t place = 0; place < columns.size(); ++place) {
                const auto value = values[place][segment.column(columns[place]).row_codes()[row]];
                one.row = mix(one.row, value);
                if (std::ranges::find(key, columns[place]) != key.end()) one.key = mix(one.key, value);
            }
            if (key.empty()) one.key = one.row;
            hashed.push_back(one);
        }
    }
    std::ranges::sort(hashed, [](const Hashed& a, const Hashed& b) {
        return a.key != b.key ? a.key < b.key : a.row != b.row ? a.row < b.row : a.place < b.place;
    });
    return hashed;
}

}  // namespace

Difference CompareTables(const Table& before, const Table& after, std::size_t most) {
    std::vector<std::size_t> old_columns, new_columns, old_key, new_key;
    for (std::size_t column = 0; column < after.schema().size(); ++column) {
        const auto old = FindColumn(before.schema(), after.schema()[column].name);
        if (!old) continue;
        old_columns.push_back(*old);
        new_columns.push_back(column);
        if (!after.schema()[column].key) continue;
        old_key.push_back(*old);
        new_key.push_back(column);
    }
    const auto olds = HashRows(before, old_key, old_columns), news = HashRows(after, new_key, new_columns);
    Difference difference;
    const auto note = [&](std::int64_t& count, RowChange change) {
        ++count;
        if (difference.examples.size() < most) difference.examples.push_back(change);
    };
    auto old = olds.begin();
    auto now = news.begin();
    while (old != olds.end() || now != news.end()) {
        if (now == news.end() || (old != olds.end() && old->key < now->key)) {
            note(difference.removed, {(old++)->place, std::nullopt});
        } else if (old == olds.end() || now->key < old->key) {
            note(difference.added, {std::nullopt, (now++)->place});
        } else {
            if (old->row == now->row)
                ++difference.same;
            else
                note(difference.changed, {old->place, now->place});
            ++old;
            ++now;
        }
    }
    return difference;
}

}  // namespace dongson::open_data
