// A row as PostgreSQL's binary COPY writes it: a count of fields, then each with its length before it, numbers from the large
// end. In this one form rows go across and are summed up on both sides.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dongson::storage {

class RowBytes {
  public:
    void Begin(std::size_t fields) {
        bytes_.clear();
        Put(static_cast<std::uint16_t>(fields));
    }
    void Null() { Put(~std::uint32_t{0}); }
    void Integer(std::int64_t number) {
        Put(std::uint32_t{sizeof number});
        Put(static_cast<std::uint64_t>(number));
    }
    void Decimal(double number) { Integer(std::bit_cast<std::int64_t>(number)); }
    void Bytes(std::string_view bytes) {
        Put(static_cast<std::uint32_t>(bytes.size()));
        bytes_ += bytes;
    }
    std::string_view bytes() const { return bytes_; }

  private:
    template <class Unsigned>
    void Put(Unsigned number) {
        for (int shift = (static_cast<int>(sizeof number) - 1) * 8; shift >= 0; shift -= 8)
            bytes_ += static_cast<char>(static_cast<std::uint64_t>(number) >> shift & 0xff);
    }
    std::string bytes_;
};

// Reads one from the left. Only what this program or PostgreSQL wrote: it throws on anything else.
class RowFields {
  public:
    explicit RowFields(std::string_view row) : rest_(row) { fields_ = static_cast<std::size_t>(Take(sizeof(std::uint16_t))); }

    std::size_t fields() const { return fields_; }
    std::optional<std::string_view> Next() {
        const auto length = static_cast<std::uint32_t>(Take(sizeof(std::uint32_t)));
        if (length == ~std::uint32_t{0}) return std::nullopt;
        const auto field = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return field;
    }
    static std::int64_t Integer(std::string_view field) {
        std::uint64_t number = 0;
        for (const char byte : field) number = number << 8 | static_cast<unsigned char>(byte);
        return static_cast<std::int64_t>(number);
    }
    static double Decimal(std::string_view field) { return std::bit_cast<double>(Integer(field)); }

  private:
    std::uint64_t Take(std::size_t count) {
        const auto number = Integer(rest_.substr(0, count));
        rest_.remove_prefix(count);
        return static_cast<std::uint64_t>(number);
    }
    std::string_view rest_;
    std::size_t fields_ = 0;
};

}  // namespace dongson::storage
