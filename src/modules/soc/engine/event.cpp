#include "modules/soc/engine/event.h"

#include <algorithm>
#include <functional>

#include "modules/soc/engine/json_text.h"

namespace dongson::soc {

void Event::Clear(const Fields& fields) {
    values_.clear();
    line_ = {};
    room_.Clear();
    if (first_.size() < fields.size()) first_.resize(fields.size());
    if (++round_ == 0) {
        std::ranges::fill(first_, Chain{});
        round_ = 1;
    }
}

void Event::Add(FieldId field, ValueKind kind, std::string_view text, bool in_json) {
    const std::less<> before;
    if (!text.empty() && (before(text.data(), line_.data()) || !before(text.data(), line_.data() + line_.size()))) line_ = {};
    Put(field, kind, text, in_json);
}

void Event::Put(FieldId field, ValueKind kind, std::string_view text, bool in_json) {
    auto at = static_cast<std::uint32_t>(values_.size());
    values_.push_back({.field = field, .kind = kind, .in_json = in_json, .text = text});
    if (field == kAnyField) return;
    Chain& first = first_[field];
    if (first.round == round_) {
        values_[first.last].next = at + 1;
    } else {
        first.round = round_;
        first.at = at;
    }
    first.last = at;
}

void Event::AddByName(FieldId field, std::string_view text) {
    if (field == kAnyField) return;
    Put(field, ValueKind::text, text, false);
    values_.back().sought = Sought::by_name;
}

std::string_view Event::Text(const Value& value) const {
    if (!value.in_json) return value.text;
    Value& own = values_[static_cast<std::size_t>(&value - values_.data())];
    own.text = Unescape(own.text, room_);
    own.in_json = false;
    return own.text;
}

std::string_view Event::Folded(const Value& value) const {
    if (value.folded_known) return value.folded;
    Value& own = values_[static_cast<std::size_t>(&value - values_.data())];
    own.folded = FoldCase(Text(value), room_);
    own.folded_known = true;
    return own.folded;
}

}  // namespace dongson::soc
