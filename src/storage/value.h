// What goes into a statement's named parameters, and what comes out of a row's columns.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "core/ids.h"
#include "core/time.h"

namespace dongson::storage {

struct Blob {
    std::string_view bytes;
};

// One parameter's value. Text and bytes are borrowed: they live until the statement has run.
class Value {
  public:
    Value(std::nullopt_t) {}
    template <class T>
        requires std::is_integral_v<T> || std::is_enum_v<T>
    Value(T number) : held_(static_cast<std::int64_t>(number)) {}
    Value(double number) : held_(number) {}
    Value(std::string_view text) : held_(text) {}
    Value(const std::string& text) : held_(std::string_view(text)) {}
    Value(const char* text) : held_(std::string_view(text)) {}
    Value(Blob blob) : held_(blob) {}
    Value(Instant instant) : held_(instant.ms) {}
    Value(Date date) : held_(date.Iso()) {}
    template <class Tag>
    Value(Id<Tag> id) : held_(id.value) {}
    template <class T>
    Value(const std::optional<T>& maybe) {
        if (maybe) *this = Value(*maybe);
    }

    using Held = std::variant<std::monostate, std::int64_t, double, std::string_view, Blob, std::string>;
    const Held& held() const { return held_; }

  private:
    Held held_;
};

struct Parameter {
    std::string_view name;
    Value value;
};

using Parameters = std::span<const Parameter>;

// A whole statement with the name that slow-query logs show. `postgres` is set only where the two databases must differ.
struct Statement {
    std::string_view name;
    std::string_view sql;
    std::string_view postgres = {};
};

// One result row, read column by column from the left.
class Row {
  public:
    virtual ~Row() = default;

    template <class T>
    T Next() {
        if constexpr (IsOptional<T>::value) {
            if (Null(column_)) {
                ++column_;
                return std::nullopt;
            }
            return Next<typename T::value_type>();
        } else if constexpr (std::is_same_v<T, bool>) {
            return Number(column_++) != 0;
        } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
            return static_cast<T>(Number(column_++));
        } else if constexpr (std::is_same_v<T, double>) {
            return Decimal(column_++);
        } else if constexpr (std::is_same_v<T, std::string>) {
            return Text(column_++);
        } else if constexpr (std::is_same_v<T, Instant>) {
            return Instant{Number(column_++)};
        } else if constexpr (std::is_same_v<T, Date>) {
            return Date::Parse(Text(column_++)).value_or(Date{});
        } else {
            return T{Number(column_++)};  // an Id
        }
    }
    std::string NextBytes() { return Bytes(column_++); }
    void Restart() { column_ = 0; }

  protected:
    virtual bool Null(int column) = 0;
    virtual std::int64_t Number(int column) = 0;
    virtual double Decimal(int column) = 0;
    virtual std::string Text(int column) = 0;
    virtual std::string Bytes(int column) = 0;

  private:
    template <class T>
    struct IsOptional : std::false_type {};
    template <class T>
    struct IsOptional<std::optional<T>> : std::true_type {};

    int column_ = 0;
};

}  // namespace dongson::storage
