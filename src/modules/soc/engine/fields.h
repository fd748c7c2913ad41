// The fields that rules ask for, as small numbers, and every name an event may call one by.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace dongson::soc {

using FieldId = std::uint16_t;
inline constexpr FieldId kAnyField = 0;  // keywords: wherever in the event

class Fields {
  public:
    Fields();
    // The field of a rule; names lose their spaces as Sigma says ("Threat Name" is ThreatName).
    FieldId Of(std::string_view name);
    // The event says `other` where rules say the field's name: process.command_line for CommandLine. Names that share another
    // name become one field; so this comes before the first rule.
    void Alias(std::string_view other, FieldId field);

    // What an event's field is: nothing for one that no rule asks for.
    struct Known {
        FieldId field = kAnyField;  // none, when kAnyField
        bool leads_on = false;      // some field's name is this one, a dot, and more
    };
    Known Find(std::string_view name_in_event) const;

    const std::string& Name(FieldId field) const { return names_[field]; }
    std::size_t size() const { return names_.size(); }

  private:
    // Open addressing: looked up for every name of every event.
    struct Slot {
        std::uint64_t hash = 0;
        std::string name;
        Known known;
        bool taken = false;
    };
    std::size_t SlotOf(std::string_view name, std::uint64_t hash) const;
    Known& Entry(std::string_view name);
    void Lead(std::string_view name);

    std::deque<std::string> names_;  // by id
    std::vector<Slot> slots_;
    std::size_t taken_ = 0;
};

}  // namespace dongson::soc
