// Bytes as they came become the values of an event: carrier, message, names of ECS.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/soc/collect/syslog.h"
#include "modules/soc/engine/event.h"
#include "modules/soc/engine/json_text.h"
#include "modules/soc/engine/log_sources.h"
#include "modules/soc/events/record.h"
#include "modules/soc/normalise/parser.h"

namespace dongson::soc {

// What reading an event told.
struct Normalised {
    EventClass of = 0;               // what it is when it does not say so itself
    std::optional<Instant> time;     // as it tells
    const Parser* parser = nullptr;  // that read it
    bool understood = false;         // its parts are known; else it is a text in which words are sought
    std::string_view fault;          // why it is no event at all; empty when it is one
    std::string derived;             // values that do not stand in its bytes, a line each
};

// Everything that is known of an event, by name, for people to look at. A name may come several times.
struct NamedValue {
    std::string name, value;
};

// Reads events for one set of fields. One thread's.
class Normaliser {
  public:
    // `fields` and `sources` must outlive it; `sources` gains a class for each parser.
    Normaliser(const Parsers& parsers, const Fields& fields, LogSources& sources, EventLimits limits = {});
    // The same classes again, for another thread.
    Normaliser(const Normaliser& other);
    Normaliser& operator=(const Normaliser&) = delete;
    ~Normaliser();

    // `bytes` of `record` have JsonReader::kPaddingAfter bytes behind them. The event stands on them, and on this object until
    // the next call. `wanted`: the parser that the source is set to; nothing: by what the message says.
    Normalised Read(const EventRecord& record, const Parser* wanted, Event& event);
    // The same for people.
    std::vector<NamedValue> Explain(const EventRecord& record, const Parser* wanted);

  private:
    class Sink;
    class EventSink;
    class NamesSink;
    void ReadMessage(std::string_view message, const Parser* parser, Sink& sink, Normalised& result);
    // The one that is wanted, else the program's, else the one for messages that begin so.
    const Parser* ParserFor(std::string_view message, std::string_view program, const Parser* wanted) const;
    void ReadSyslogParts(const SyslogMessage& message, Sink& sink);

    const Parsers& parsers_;
    const Fields& fields_;
    const LogSources& sources_;
    EventLimits limits_;
    JsonReader json_;
    FieldId message_ = kAnyField, program_ = kAnyField;
    std::vector<FieldId> ids_;         // by name number
    std::vector<EventClass> classes_;  // by parser
    std::vector<std::string_view> values_;
    TextRoom room_;
    std::string padded_;
};

}  // namespace dongson::soc
