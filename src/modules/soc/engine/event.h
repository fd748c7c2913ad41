// One event as rules see it: its values by field, nested names joined by dots, lists as several values.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "modules/soc/engine/fields.h"
#include "modules/soc/engine/letter_case.h"

namespace dongson::soc {

enum class ValueKind : unsigned char { text, number, boolean, null };

// Whether keywords are sought in a value too. What a reader found in a message stands in the message already, and what it says
// of its own accord (event.outcome) nobody wrote.
enum class Sought : unsigned char { anywhere, by_name };

class Event {
  public:
    struct Value {
        FieldId field = kAnyField;  // kAnyField when no rule asks for it
        ValueKind kind = ValueKind::text;
        bool in_json = false;  // still to be unescaped
        Sought sought = Sought::anywhere;
        bool folded_known = false;
        std::uint32_t next = 0;  // the next value of the same field, as index + 1
        std::string_view text, folded;
    };

    // Empties it; the values of the next event are of `fields`.
    void Clear(const Fields& fields);
    // What is added stands on this line of JSON, until something is added that does not.
    void StandOn(std::string_view line) { line_ = line; }
    // The line that holds every value in which keywords are sought, as JSON writes them; empty when there is none.
    std::string_view line() const { return line_; }
    // The texts must live as long as the event is in use. `in_json`: between the quotes, escapes and all.
    void Add(FieldId field, ValueKind kind, std::string_view text, bool in_json = false);
    void AddByName(FieldId field, std::string_view text);

    // Where the event has no `wanted`, it has what `present` holds.
    void Also(FieldId wanted, FieldId present) {
        if (!Has(wanted) && Has(present)) first_[wanted] = first_[present];
    }

    bool Has(FieldId field) const { return first_[field].round == round_; }
    // The first value of a field and those after it; nullptr after the last.
    const Value* First(FieldId field) const { return Has(field) ? &values_[first_[field].at] : nullptr; }
    const Value* Next(const Value& value) const { return value.next == 0 ? nullptr : &values_[value.next - 1]; }
    const std::vector<Value>& values() const { return values_; }

    // The value as written, and in small letters. Made when first asked for: an event is looked at by one thread.
    std::string_view Text(const Value& value) const;
    std::string_view Folded(const Value& value) const;

  private:
    void Put(FieldId field, ValueKind kind, std::string_view text, bool in_json);
    struct Chain {
        std::uint32_t round = 0, at = 0, last = 0;
    };
    mutable std::vector<Value> values_;
    mutable TextRoom room_;
    std::vector<Chain> first_;  // by field
    std::uint32_t round_ = 0;
    std::string_view line_;
};

}  // namespace dongson::soc
