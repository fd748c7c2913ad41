#include "modules/soc/events/texts.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <unordered_map>

#include "modules/soc/events/packing.h"

namespace dongson::soc {

namespace {

constexpr char kHole = '\0';            // a number's place in a form that is being made
constexpr std::size_t kMostDigits = 9;  // of one number; longer runs are several
constexpr std::size_t kMostColumns = 250;
constexpr std::size_t kMostForms = 0xFFFF;
constexpr std::uint32_t kLeastLines = 8;  // fewer than these are not worth a form
constexpr std::size_t kLeastPart = 1024;  // of columns that are packed apart
constexpr unsigned kZeros = 0x80;         // of a column's kind
constexpr std::size_t kCopied = 16;       // bytes at once; up to so many more are read and written

[[noreturn]] void Damaged() {
    throw std::runtime_error("a block whose texts cannot be read");
}

bool IsDigit(char c) {
    return c >= '0' && c <= '9';
}

// A number as it stands: so many zeros, then its digits; all zeros are the number 0 and one zero less.
struct Written {
    std::uint32_t value = 0;
    std::uint8_t zeros = 0;
    bool operator==(const Written&) const = default;
    std::string Text() const { return std::string(zeros, '0') + std::to_string(value); }
};

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return XXH3_64bits(text.data(), text.size()); }
};

// Takes lines apart and gathers those of the same form.
class Dissection {
  public:
    explicit Dissection(std::span<const PlacedText> texts) : texts_(texts) {
        form_of_.reserve(texts.size());
        from_.reserve(texts.size());
        for (const PlacedText& text : texts) {
            from_.push_back(numbers_.size());
            form_of_.push_back(text.is_line && Dissect(text.bytes) ? Note() : kNone);
            if (form_of_.back() == kNone) numbers_.resize(from_.back());
        }
    }

    std::string Pack() {
        std::vector<std::uint16_t> ids(lines_.size());
        std::vector<std::uint32_t> kept;
        for (std::uint32_t form = 0; form < lines_.size(); ++form) {
            if (lines_[form] < kLeastLines || kept.size() == kMostForms) continue;
            kept.push_back(form);
            ids[form] = static_cast<std::uint16_t>(kept.size());
        }
        std::string plain;
        std::vector<std::uint16_t> id_of(texts_.size());
        std::vector<std::vector<std::size_t>> rows(kept.size());
        for (std::size_t i = 0; i < texts_.size(); ++i) {
            if (form_of_[i] != kNone) id_of[i] = ids[form_of_[i]];
            if (id_of[i] == 0) {
                plain += texts_[i].bytes;
            } else {
                rows[id_of[i] - 1].push_back(from_[i]);
            }
        }
        if (!kept.empty()) {
            PutPlane(id_of, [](std::uint16_t id) { return id; });
            if (kept.size() > 0xFF) PutPlane(id_of, [](std::uint16_t id) { return id >> 8; });
        }
        for (std::size_t i = 0; i < kept.size(); ++i) PutForm(*keys_[kept[i]], rows[i]);
        if (!columns_.empty() && (ends_.empty() || ends_.back() != columns_.size())) ends_.push_back(columns_.size());

        const std::string packed[] = {soc::Pack(plain), soc::Pack(forms_), soc::Pack(columns_, ends_)};
        const std::size_t sizes[] = {plain.size(), forms_.size(), columns_.size()};
        std::string all;
        for (std::size_t i = 0; i < 3; ++i) {
            PutVarint(all, sizes[i]);
            PutVarint(all, packed[i].size());
        }
        return all + packed[0] + packed[1] + packed[2];
    }

  private:
    static constexpr std::uint32_t kNone = UINT32_MAX;

    // Its form with holes, and its numbers.
    bool Dissect(std::string_view line) {
        const std::size_t from = numbers_.size();
        key_.clear();
        for (std::size_t at = 0; at < line.size();) {
            if (!IsDigit(line[at])) {
                if (line[at] == kHole) return false;
                key_ += line[at++];
                continue;
            }
            Written number;
            std::size_t digits = 0;
            for (; at < line.size() && digits < kMostDigits && IsDigit(line[at]); ++at, ++digits) {
                if (number.value == 0 && digits > 0) ++number.zeros;
                number.value = number.value * 10 + static_cast<std::uint32_t>(line[at] - '0');
            }
            if (numbers_.size() - from == kMostColumns) return false;
            numbers_.push_back(number);
            key_ += kHole;
        }
        return true;
    }

    std::uint32_t Note() {
        auto found = forms_by_key_.find(std::string_view(key_));
        if (found == forms_by_key_.end()) {
            found = forms_by_key_.emplace(key_, static_cast<std::uint32_t>(lines_.size())).first;
            keys_.push_back(&found->first);
            lines_.push_back(0);
        }
        ++lines_[found->second];
        return found->second;
    }

    template <class Values, class ByteOf>
    void PutPlane(const Values& values, ByteOf&& byte_of) {
        for (const auto& value : values) columns_ += static_cast<char>(byte_of(value));
        if (columns_.size() - (ends_.empty() ? 0 : ends_.back()) >= kLeastPart) ends_.push_back(columns_.size());
    }

    // `rows`: where the numbers of each of its lines begin.
    void PutForm(std::string_view key, const std::vector<std::size_t>& rows) {
        std::vector<std::string> pieces(1);
        std::string kinds;
        std::size_t hole = 0;
        for (const char c : key) {
            if (c != kHole) {
                pieces.back() += c;
                continue;
            }
            const std::size_t column = hole++;
            const auto number = [&](std::size_t from) -> const Written& { return numbers_[from + column]; };
            if (std::ranges::all_of(rows, [&](std::size_t from) { return number(from) == number(rows.front()); })) {
                pieces.back() += number(rows.front()).Text();
                continue;
            }
            pieces.emplace_back();
            std::uint32_t all = 0, zeros = 0;
            for (const std::size_t from : rows) {
                all |= number(from).value;
                zeros |= number(from).zeros;
            }
            unsigned bytes = 0;
            for (; all != 0; all >>= 8)
                PutPlane(rows, [&, shift = 8 * bytes++](auto from) { return number(from).value >> shift; });
            if (zeros != 0) PutPlane(rows, [&](std::size_t from) { return number(from).zeros; });
            kinds += static_cast<char>(bytes | (zeros != 0 ? kZeros : 0U));
        }
        PutVarint(forms_, kinds.size());
        for (const std::string& piece : pieces) {
            PutVarint(forms_, piece.size());
            forms_ += piece;
        }
        forms_ += kinds;
    }

    std::span<const PlacedText> texts_;
    std::string key_;
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> forms_by_key_;
    std::vector<const std::string*> keys_;
    std::vector<std::uint32_t> lines_;  // of each form
    std::vector<std::uint32_t> form_of_;
    std::vector<Written> numbers_;
    std::vector<std::size_t> from_;  // the first number of each text
    std::string forms_, columns_;
    std::vector<std::size_t> ends_;
};

// The digits of 0 to 999, alone and with zeros before them.
struct ThreeDigits {
    std::array<char, 3> text{};
    std::uint8_t size = 0;
};
struct DigitTables {
    std::array<ThreeDigits, 1000> alone{}, padded{};
};
constexpr DigitTables kDigits = [] {
    DigitTables tables;
    for (unsigned value = 0; value < 1000; ++value) {
        const std::array<char, 3> all = {static_cast<char>('0' + value / 100), static_cast<char>('0' + value / 10 % 10),
                                         static_cast<char>('0' + value % 10)};
        const std::size_t skipped = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        tables.padded[value] = {all, 3};
        tables.alone[value].size = static_cast<std::uint8_t>(3 - skipped);
        for (std::size_t i = skipped; i < 3; ++i) tables.alone[value].text[i - skipped] = all[i];
    }
    return tables;
}();

char* PutThree(char* out, const ThreeDigits& digits) {
    std::memcpy(out, digits.text.data(), 3);
    return out + digits.size;
}

char* PutNumber(char* out, std::uint32_t value) {
    if (value < 1000) return PutThree(out, kDigits.alone[value]);
    return PutThree(PutNumber(out, value / 1000), kDigits.padded[value % 1000]);
}

// Reads and writes up to kCopied more.
char* Copy(char* out, std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size(); at += kCopied) std::memcpy(out + at, bytes.data() + at, kCopied);
    return out + bytes.size();
}

struct Column {
    unsigned bytes = 0;
    bool has_zeros = false;
    const unsigned char* at = nullptr;  // the lowest bytes
};

struct Form {
    std::vector<std::string_view> pieces;
    std::vector<Column> columns;
    std::size_t lines = 0, next = 0;

    std::size_t most() const {
        std::size_t most = columns.size() * (2 * kMostDigits + 2);
        for (const std::string_view piece : pieces) most += piece.size();
        return most;
    }
    char* Write(char* out) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            out = Copy(out, pieces[i]);
            const Column& column = columns[i];
            const unsigned char* byte = column.at + next;
            std::uint32_t value = 0;
            for (unsigned shift = 0; shift < 8 * column.bytes; shift += 8, byte += lines) value |= std::uint32_t{*byte} << shift;
            if (column.has_zeros) {
                if (*byte >= kMostDigits) Damaged();
                for (unsigned zeros = *byte; zeros > 0; --zeros) *out++ = '0';
            }
            out = PutNumber(out, value);
        }
        ++next;
        return Copy(out, pieces.back());
    }
};

std::vector<Form> ReadForms(std::string_view bytes) {
    std::vector<Form> forms;
    for (NumberReader reader{bytes}; !reader.rest.empty();) {
        const std::uint64_t columns = reader.Next();
        if (columns > kMostColumns || forms.size() == kMostForms) Damaged();
        Form& form = forms.emplace_back();
        form.pieces.reserve(columns + 1);
        for (std::uint64_t i = 0; i <= columns; ++i) form.pieces.push_back(reader.Bytes(reader.Next()));
        form.columns.reserve(columns);
        for (const char c : reader.Bytes(columns)) {
            const auto kind = static_cast<unsigned char>(c);
            form.columns.push_back({.bytes = kind & ~kZeros, .has_zeros = (kind & kZeros) != 0});
            if (form.columns.back().bytes > 4) Damaged();
        }
        if (!reader.ok) Damaged();
    }
    return forms;
}

}  // namespace

std::string PackTexts(std::span<const PlacedText> texts) {
    return Dissection(texts).Pack();
}

std::string UnpackTexts(std::string_view packed, std::span<const std::uint32_t> lengths, std::size_t size, std::size_t padding) {
    NumberReader reader{packed};
    std::uint64_t sizes[3], packed_sizes[3];
    for (std::size_t i = 0; i < 3; ++i) {
        sizes[i] = reader.Next();
        packed_sizes[i] = reader.Next();
    }
    std::string_view parts[3];
    for (std::size_t i = 0; i < 3; ++i) parts[i] = reader.Bytes(packed_sizes[i]);
    if (!reader.ok || sizes[0] > size) Damaged();
    if (sizes[1] == 0) {
        if (sizes[0] != size) Damaged();
        return Unpack(parts[0], size, padding);
    }
    const std::string plain = Unpack(parts[0], sizes[0]), form_bytes = Unpack(parts[1], sizes[1], kCopied),
                      columns = Unpack(parts[2], sizes[2]);
    auto forms = ReadForms(std::string_view(form_bytes).substr(0, sizes[1]));

    NumberReader rest{columns};
    std::vector<std::uint16_t> ids(lengths.size());
    for (unsigned shift = 0; shift <= (forms.size() > 0xFF ? 8U : 0U); shift += 8) {
        const std::string_view plane = rest.Bytes(lengths.size());
        for (std::size_t i = 0; i < plane.size(); ++i)
            ids[i] = static_cast<std::uint16_t>(ids[i] | static_cast<unsigned char>(plane[i]) << shift);
    }
    for (const std::uint16_t id : ids) {
        if (id > forms.size()) Damaged();
        if (id > 0) ++forms[id - 1].lines;
    }
    std::size_t most = 0;
    for (Form& form : forms) {
        most = std::max(most, form.most());
        for (Column& column : form.columns)
            column.at = reinterpret_cast<const unsigned char*>(
                rest.Bytes(form.lines * (column.bytes + (column.has_zeros ? 1 : 0))).data());
    }
    if (!rest.ok || !rest.rest.empty()) Damaged();

    // Every text is held against its length before the next, so that no more than one can go past the end.
    std::string texts(size + most + kCopied + padding, '\0');
    char* out = texts.data();
    std::string_view plain_rest = plain;
    std::size_t told = 0;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        told += lengths[i];
        if (told > size) Damaged();
        char* const begin = out;
        if (ids[i] > 0) {
            out = forms[ids[i] - 1].Write(out);
        } else if (lengths[i] <= plain_rest.size()) {
            std::memcpy(out, plain_rest.data(), lengths[i]);
            out += lengths[i];
            plain_rest.remove_prefix(lengths[i]);
        }
        if (static_cast<std::size_t>(out - begin) != lengths[i]) Damaged();
    }
    if (told != size || !plain_rest.empty()) Damaged();
    texts.resize(size);
    texts.resize(size + padding, '\0');
    return texts;
}

}  // namespace dongson::soc
