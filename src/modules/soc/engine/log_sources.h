// Which rules an event is for: Sigma names log sources, events carry channels and numbers.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/time.h"
#include "modules/soc/engine/event.h"
#include "modules/soc/engine/rule.h"

namespace dongson {
class Definition;
class DefinitionErrors;
}  // namespace dongson

namespace dongson::soc {

// Where an event comes from, as an index into LogSources; several sources may hold at once (a Sysmon event of number 1 is
// Sysmon's and a process creation).
using EventClass = std::uint32_t;

class LogSources {
  public:
    // Reads a mapping, after the rules: what their fields are called below other names goes into `fields`.
    void Read(std::string source, std::string_view yaml, Fields& fields, DefinitionErrors& errors);
    // The one that ships. Throws std::logic_error when it cannot be read.
    void ReadShipped(Fields& fields);
    // A class for events that say nothing of themselves: what their sender was registered as.
    EventClass Declare(const std::vector<LogSource>& sources);
    EventClass Declare(const LogSource& source) { return Declare(std::vector{source}); }

    // What the event says it is, else `otherwise`.
    EventClass Of(const Event& event, EventClass otherwise = 0) const;
    // Everything that a class is; the class 0 is nothing.
    const std::vector<LogSource>& Sources(EventClass of) const { return classes_[of].sources; }
    std::size_t size() const { return classes_.size(); }

    // When the event says it happened; nothing when it does not.
    std::optional<Instant> TimeOf(const Event& event) const;
    // What rules of such events call fields that the event itself calls otherwise.
    void Rename(EventClass of, Event& event) const {
        for (auto [wanted, present] : classes_[of].renamed) event.Also(wanted, present);
    }

  private:
    struct Class {
        std::vector<LogSource> sources;
        std::vector<std::pair<FieldId, FieldId>> renamed;
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    template <class T>
    using ByText = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;
    struct Choice {
        EventClass plain = 0;  // whatever the number is
        ByText<EventClass> by_number;
    };
    struct Key {
        FieldId field = kAnyField, number = kAnyField;  // the field that tells kinds apart within a channel
        ByText<Choice> values;                          // in small letters
        std::vector<std::pair<Pattern, Choice>> wild;
        const Choice* Find(std::string_view value) const;
    };
    void ReadKey(const Definition& source, Fields& fields);
    Choice ReadChoice(const Definition& value, const LogSource& of, Fields& fields);

    std::vector<Class> classes_ = {{}};
    std::vector<Key> keys_;
    std::vector<FieldId> times_;  // the first that can be read counts
};

// The other names of fields that a mapping has: read before the rules.
void ReadFieldNames(std::string source, std::string_view yaml, Fields& fields, DefinitionErrors& errors);
void ReadShippedFieldNames(Fields& fields);

}  // namespace dongson::soc
