#include "modules/soc/normalise/normaliser.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

#include "core/bytes.h"
#include "core/text.h"
#include "modules/soc/engine/event_time.h"
#include "modules/soc/normalise/pairs.h"

namespace dongson::soc {

namespace {

// auditd writes what holds blanks in hexadecimal, and parts the words of a command line with zeros.
std::optional<std::string_view> DecodeHexadecimal(std::string_view value, TextRoom& room) {
    if (value.size() < 2 || value.size() % 2 != 0) return std::nullopt;
    const auto bytes = FromHex(value);
    if (!bytes) return std::nullopt;
    char* decoded = room.Take(bytes->size());
    std::ranges::replace_copy(*bytes, decoded, '\0', ' ');
    return std::string_view(decoded, bytes->size());
}

}  // namespace

// Where values go: into an event, or to people.
class Normaliser::Sink {
  public:
    virtual ~Sink() = default;
    virtual void Put(NameNumber name, std::string_view value, Sought sought = Sought::by_name) = 0;
    virtual void PutNamed(std::string_view name, std::string_view value, Sought sought = Sought::by_name) = 0;
};

class Normaliser::EventSink final : public Sink {
  public:
    EventSink(Normaliser& normaliser, Event& event) : normaliser_(normaliser), event_(event) {}
    void Put(NameNumber name, std::string_view value, Sought sought) override { PutId(normaliser_.ids_[name], value, sought); }
    void PutNamed(std::string_view name, std::string_view value, Sought sought) override {
        PutId(normaliser_.fields_.Find(name).field, value, sought);
    }

  private:
    void PutId(FieldId field, std::string_view value, Sought sought) {
        if (sought == Sought::by_name) return event_.AddByName(field, value);
        event_.Add(field, ValueKind::text, value);
    }

    Normaliser& normaliser_;
    Event& event_;
};

class Normaliser::NamesSink final : public Sink {
  public:
    explicit NamesSink(const Parsers& parsers) : parsers_(parsers) {}
    void Put(NameNumber name, std::string_view value, Sought sought) override { PutNamed(parsers_.names()[name], value, sought); }
    void PutNamed(std::string_view name, std::string_view value, Sought = Sought::by_name) override {
        found.push_back({std::string(name), std::string(value)});
    }
    std::vector<NamedValue> found;

  private:
    const Parsers& parsers_;
};

Normaliser::Normaliser(const Parsers& parsers, const Fields& fields, LogSources& sources, EventLimits limits)
    : parsers_(parsers), fields_(fields), sources_(sources), limits_(limits), json_(limits) {
    message_ = fields_.Find("message").field;
    program_ = fields_.Find("process.name").field;
    for (const std::string& name : parsers_.names()) ids_.push_back(fields_.Find(name).field);
    for (const Parser& parser : parsers_.all()) classes_.push_back(sources.Declare(parser.sources));
}

Normaliser::Normaliser(const Normaliser& other)
    : parsers_(other.parsers_),
      fields_(other.fields_),
      sources_(other.sources_),
      limits_(other.limits_),
      json_(other.limits_),
      message_(other.message_),
      program_(other.program_),
      ids_(other.ids_),
      classes_(other.classes_) {}

Normaliser::~Normaliser() = default;

const Parser* Normaliser::ParserFor(std::string_view message, std::string_view program, const Parser* wanted) const {
    if (wanted != nullptr) return wanted;
    const Parser* parser = program.empty() ? nullptr : parsers_.OfProgram(program);
    return parser == nullptr ? parsers_.OfMessage(message) : parser;
}

void Normaliser::ReadSyslogParts(const SyslogMessage& message, Sink& sink) {
    const auto put = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) sink.PutNamed(name, value, Sought::anywhere);
    };
    put("host.name", message.host);
    put("process.name", message.application);
    put("process.pid", message.process);
    put("log.syslog.msgid", message.message_id);
    for (const SyslogMessage::Datum& datum : message.data) {
        padded_.assign("log.syslog.structured_data.").append(datum.element).append(".").append(datum.name);
        put(padded_, datum.value);
    }
    constexpr std::string_view kNumbers[] = {"0",  "1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",  "10", "11",
                                             "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23"};
    sink.PutNamed("log.syslog.facility.code", kNumbers[message.facility]);
    sink.PutNamed("log.syslog.severity.code", kNumbers[message.severity]);
}

void Normaliser::ReadMessage(std::string_view message, const Parser* parser, Sink& sink, Normalised& result) {
    const auto constants = [&](const std::vector<Parser::Constant>& all) {
        for (const auto& [name, value] : all) sink.Put(name, value);
    };
    if (parser == nullptr) return;
    result.parser = parser;
    result.of = classes_[static_cast<std::size_t>(parser - parsers_.all().data())];
    constants(parser->always);
    if (parser->reading == Reading::patterns) {
        for (const Parser::Message& each : parser->messages) {
            if (!each.pattern.Match(message, values_)) continue;
            for (std::size_t i = 0; i < values_.size(); ++i) sink.Put(each.names[i], values_[i]);
            if (each.time >= 0) result.time = ReadClfTime(values_[static_cast<std::size_t>(each.time)]);
            if (each.url >= 0) {
                const std::string_view url = values_[static_cast<std::size_t>(each.url)];
                const std::size_t mark = std::min(url.find('?'), url.size());
                sink.Put(parsers_.url_path(), url.substr(0, mark));
                if (mark < url.size()) sink.Put(parsers_.url_query(), url.substr(mark + 1));
            }
            constants(each.set);
            result.understood = true;
            return;
        }
        return;
    }
    const auto visit = [&](std::string_view name, std::string_view value, bool unescaped) {
        if (!parser->time.empty() && name == parser->time)
            if (const auto time = ReadEventTime(value)) result.time = time;
        const auto field = parser->fields.find(name);
        const auto decoded =
            field != parser->fields.end() && field->second.hexadecimal ? DecodeHexadecimal(value, room_) : std::nullopt;
        if (decoded) value = *decoded;
        const bool derived = unescaped || decoded;
        if (derived) result.derived.append(value).append("\n");
        const Sought sought = derived ? Sought::anywhere : Sought::by_name;
        if (field == parser->fields.end()) return sink.PutNamed(name, value, sought);
        sink.Put(field->second.name, value, sought);
        if (const auto also = field->second.also.find(value); also != field->second.also.end())
            sink.Put(also->second.name, also->second.value);
    };
    switch (parser->reading) {
        case Reading::cef:
            result.understood = ReadCef(message, room_, visit);
            break;
        case Reading::leef:
            result.understood = ReadLeef(message, room_, visit);
            break;
        default:
            result.understood = ReadPairs(message, room_, visit);
    }
}

Normalised Normaliser::Read(const EventRecord& record, const Parser* wanted, Event& event) {
    Normalised result;
    room_.Clear();
    event.Clear(fields_);
    if (record.bytes.size() > limits_.bytes) {
        result.fault = "longer than allowed";
        return result;
    }
    EventSink sink(*this, event);
    if (record.shape == Shape::json) {
        result.fault = json_.Read(record.bytes, fields_, event);
        if (!result.fault.empty()) return result;
        result.time = sources_.TimeOf(event);
        if (wanted != nullptr) result.of = classes_[static_cast<std::size_t>(wanted - parsers_.all().data())];
        const auto text_of = [&](FieldId field) {
            const auto* value = field == kAnyField ? nullptr : event.First(field);
            return value == nullptr || value->kind != ValueKind::text ? std::string_view() : event.Text(*value);
        };
        if (const std::string_view message = text_of(message_); !message.empty()) {
            const Parser* parser = ParserFor(message, text_of(program_), wanted);
            ReadMessage(message, parser, sink, result);
            // Its parts stand in the bytes as JSON writes them, which may be otherwise.
            if (parser != nullptr && record.bytes.find('\\') != std::string_view::npos)
                result.derived.append(message).append("\n");
        }
        result.understood = true;
        return result;
    }
    std::string_view text = record.bytes;
    std::optional<SyslogMessage> syslog;
    if (record.shape == Shape::syslog) {
        syslog = ReadSyslog(record.bytes, {.received = record.received});
        text = syslog->text;
        result.time = syslog->time;
    }
    if (text.starts_with("@cee:")) text = Trim(text.substr(5));
    if (text.starts_with('{')) {
        // The reader wants room behind it, and what the message holds may be followed by its neighbours only.
        padded_.assign(text).append(JsonReader::kPaddingAfter, ' ');
        char* copy = room_.Take(padded_.size());
        std::copy(padded_.begin(), padded_.end(), copy);
        if (json_.Read({copy, text.size()}, fields_, event).empty()) {
            if (const auto time = sources_.TimeOf(event)) result.time = time;
            result.understood = true;
            if (text.find('\\') != std::string_view::npos) result.derived.append(Unescape(text, room_)).append("\n");
        } else {
            event.Clear(fields_);
        }
    }
    event.Add(fields_.Find("message").field, ValueKind::text, text);
    const Parser* parser = ParserFor(text, syslog ? syslog->application : std::string_view(), wanted);
    if (syslog) ReadSyslogParts(*syslog, sink);
    if (!result.understood || parser != nullptr) ReadMessage(text, parser, sink, result);
    if (!result.understood) sink.Put(parsers_.not_understood().name, parsers_.not_understood().value, Sought::by_name);
    return result;
}

namespace {

void Flatten(const boost::json::value& value, const std::string& name, std::vector<NamedValue>& into) {
    if (value.is_object()) {
        for (const auto& [key, inner] : value.get_object())
            Flatten(inner, name.empty() ? std::string(key) : name + "." + std::string(key), into);
    } else if (value.is_array()) {
        for (const auto& inner : value.get_array()) Flatten(inner, name, into);
    } else {
        into.push_back({name, value.is_string() ? std::string(value.get_string()) : boost::json::serialize(value)});
    }
}

bool ExplainJson(std::string_view text, std::vector<NamedValue>& into) {
    boost::system::error_code error;
    const auto value = boost::json::parse(text, error);
    if (error || !value.is_object()) return false;
    Flatten(value, "", into);
    return true;
}

}  // namespace

std::vector<NamedValue> Normaliser::Explain(const EventRecord& record, const Parser* wanted) {
    room_.Clear();
    NamesSink sink(parsers_);
    if (record.shape == Shape::json) {
        ExplainJson(record.bytes, sink.found);
        const auto text_of = [&](FieldId field) {
            const auto named = [&](const NamedValue& value) { return fields_.Find(value.name).field == field; };
            const auto found = std::ranges::find_if(sink.found, named);
            return field == kAnyField || found == sink.found.end() ? std::string() : found->value;
        };
        const std::string message = text_of(message_), program = text_of(program_);
        Normalised result;
        if (!message.empty()) ReadMessage(message, ParserFor(message, program, wanted), sink, result);
        return std::move(sink.found);
    }
    std::string_view text = record.bytes;
    std::optional<SyslogMessage> syslog;
    if (record.shape == Shape::syslog) {
        syslog = ReadSyslog(record.bytes, {.received = record.received});
        text = syslog->text;
    }
    if (text.starts_with("@cee:")) text = Trim(text.substr(5));
    const bool json = text.starts_with('{') && ExplainJson(text, sink.found);
    if (!json) sink.PutNamed("message", text);
    const Parser* parser = ParserFor(text, syslog ? syslog->application : std::string_view(), wanted);
    if (syslog) ReadSyslogParts(*syslog, sink);
    Normalised result;
    result.understood = json;
    if (!json || parser != nullptr) ReadMessage(text, parser, sink, result);
    if (!result.understood) sink.Put(parsers_.not_understood().name, parsers_.not_understood().value, Sought::by_name);
    return std::move(sink.found);
}

}  // namespace dongson::soc
