#include "modules/soc/engine/fields.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "modules/soc/engine/text_hash.h"

namespace dongson::soc {

Fields::Fields() : names_(1), slots_(1024) {}

// Where the name is, or where it would go.
std::size_t Fields::SlotOf(std::string_view name, std::uint64_t hash) const {
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at].taken && (slots_[at].hash != hash || slots_[at].name != name)) at = (at + 1) & (slots_.size() - 1);
    return at;
}

Fields::Known& Fields::Entry(std::string_view name) {
    const std::uint64_t hash = HashText(name);
    std::size_t at = SlotOf(name, hash);
    if (slots_[at].taken) return slots_[at].known;
    if (++taken_ * 4 > slots_.size()) {
        for (Slot& slot : std::exchange(slots_, std::vector<Slot>(slots_.size() * 2)))
            if (slot.taken) slots_[SlotOf(slot.name, slot.hash)] = std::move(slot);
        at = SlotOf(name, hash);
    }
    slots_[at] = {hash, std::string(name), {}, true};
    return slots_[at].known;
}

void Fields::Lead(std::string_view name) {
    for (std::size_t dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.', dot + 1))
        Entry(name.substr(0, dot)).leads_on = true;
}

FieldId Fields::Of(std::string_view name) {
    std::string short_name(name);
    std::erase(short_name, ' ');
    Known& known = Entry(short_name);
    FieldId field = known.field;
    if (field == kAnyField) {
        if (names_.size() > 65'000) throw std::length_error("more than 65,000 different fields in rules");
        field = known.field = static_cast<FieldId>(names_.size());
        names_.push_back(short_name);
        Lead(short_name);
    }
    if (short_name != name) Alias(name, field);
    return field;
}

void Fields::Alias(std::string_view other, FieldId field) {
    const FieldId before = Entry(other).field;
    Entry(other).field = field;
    Lead(other);
    if (before == kAnyField || before == field) return;
    for (Slot& slot : slots_)
        if (slot.taken && slot.known.field == before) slot.known.field = field;
}

Fields::Known Fields::Find(std::string_view name_in_event) const {
    return slots_[SlotOf(name_in_event, HashText(name_in_event))].known;
}

}  // namespace dongson::soc
