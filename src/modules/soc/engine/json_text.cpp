#include "modules/soc/engine/json_text.h"

#include <simdjson.h>

#include <charconv>
#include <vector>

#include "modules/soc/engine/event.h"
#include "modules/soc/engine/sixteen_bytes.h"

namespace dongson::soc {

namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::string_view kBroken = "not one whole JSON object";

int HexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// The four digits after \u; -1 when they are not.
int CodeUnit(std::string_view digits) {
    if (digits.size() < 4) return -1;
    int unit = 0;
    for (char c : digits.substr(0, 4)) {
        int digit = HexDigit(c);
        if (digit < 0) return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

char* PutUtf8(char* to, unsigned letter) {
    if (letter < 0x80) {
        *to++ = static_cast<char>(letter);
    } else if (letter < 0x800) {
        *to++ = static_cast<char>(0xC0 | letter >> 6);
        *to++ = static_cast<char>(0x80 | (letter & 63));
    } else if (letter < 0x10000) {
        *to++ = static_cast<char>(0xE0 | letter >> 12);
        *to++ = static_cast<char>(0x80 | (letter >> 6 & 63));
        *to++ = static_cast<char>(0x80 | (letter & 63));
    } else {
        *to++ = static_cast<char>(0xF0 | letter >> 18);
        *to++ = static_cast<char>(0x80 | (letter >> 12 & 63));
        *to++ = static_cast<char>(0x80 | (letter >> 6 & 63));
        *to++ = static_cast<char>(0x80 | (letter & 63));
    }
    return to;
}

// What follows the \ of an escape: writes what it stands for and says how many bytes of `after` it took; 0 when JSON has no such.
std::size_t PutEscape(std::string_view after, char*& to) {
    constexpr std::string_view kNames = "\"\\/bfnrt", kBytes = "\"\\/\b\f\n\r\t";
    if (after.empty()) return 0;
    if (auto at = kNames.find(after[0]); at != std::string_view::npos) {
        *to++ = kBytes[at];
        return 1;
    }
    int unit = after[0] == 'u' ? CodeUnit(after.substr(1)) : -1;
    if (unit < 0) return 0;
    auto letter = static_cast<unsigned>(unit);
    std::size_t taken = 5;
    if (letter >= 0xD800 && letter < 0xDC00 && after.substr(5).starts_with("\\u")) {
        int low = CodeUnit(after.substr(7));
        if (low >= 0xDC00 && low < 0xE000) {
            letter = 0x10000 + ((letter - 0xD800) << 10) + (static_cast<unsigned>(low) - 0xDC00);
            taken = 11;
        }
    }
    if (letter >= 0xD800 && letter < 0xE000) letter = 0xFFFD;
    to = PutUtf8(to, letter);
    return taken;
}

std::string_view TrimEnd(std::string_view token) {
    while (!token.empty() && (token.back() == ' ' || token.back() == '\t' || token.back() == '\n' || token.back() == '\r'))
        token.remove_suffix(1);
    return token;
}

// One spelling a number: 1.0 and 1e0 are 1, so that a rule's 1 finds them.
std::string_view PlainNumber(std::string_view number, TextRoom& room) {
    if (number.find_first_of(".eE") == std::string_view::npos) return number;
    double value = 0;
    auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    constexpr double kExact = 9007199254740992;
    if (error != std::errc() || end != number.data() + number.size() ||
        value != static_cast<double>(static_cast<std::int64_t>(std::clamp(value, -kExact, kExact))))
        return number;
    char* to = room.Take(24);
    auto written = std::to_chars(to, to + 24, static_cast<std::int64_t>(value));
    return {to, static_cast<std::size_t>(written.ptr - to)};
}

}  // namespace

std::string_view Unescape(std::string_view between_quotes, TextRoom& room) {
    if (between_quotes.find('\\') == std::string_view::npos) return between_quotes;
    char* begin = room.Take(between_quotes.size() + kSpare);
    char* to = begin;
    while (true) {
        const std::size_t plain = CopyUntil('\\', between_quotes.data(), between_quotes.size(), to);
        to += plain;
        if (plain == between_quotes.size()) break;
        const std::size_t taken = PutEscape(between_quotes.substr(plain + 1), to);
        if (taken == 0) *to++ = '\\';
        between_quotes.remove_prefix(plain + 1 + taken);
    }
    return {begin, static_cast<std::size_t>(to - begin)};
}

std::string_view LongestPlain(std::string_view text) {
    std::string_view best;
    for (std::size_t at = 0; at < text.size();) {
        const auto plain = [](char c) { return c >= ' ' && c < 0x7F && c != '"' && c != '\\' && c != '/'; };
        std::size_t end = at;
        while (end < text.size() && plain(text[end])) ++end;
        if (end - at > best.size()) best = text.substr(at, end - at);
        at = std::max(end, at + 1);
    }
    return best;
}

struct JsonReader::Parser {
    ondemand::parser parser;
    TextRoom room;
    std::string path;
};

// One event being read.
class JsonReader::Walk {
  public:
    Walk(const EventLimits& limits, const Fields& fields, Parser& parser, Event& event)
        : limits_(limits), fields_(fields), parser_(parser), event_(event) {}

    // Empty when all went well.
    std::string_view Object(ondemand::object object, std::size_t path_size, unsigned depth) {
        if (depth > limits_.depth) return "nested too deep";
        for (auto field : object) {
            ondemand::raw_json_string key;
            if (field.key().get(key)) return kBroken;
            ondemand::value value;
            if (field.value().get(value)) return kBroken;
            std::string_view name = KeyText(key.raw());
            Fields::Known known;
            if (path_size == 0) {
                known = fields_.Find(name);
                if (auto fault = Value(value, known, name, depth); !fault.empty()) return fault;
            } else {
                parser_.path.resize(path_size);
                parser_.path += '.';
                parser_.path += name;
                std::string_view path = parser_.path;
                known = fields_.Find(path);
                if (auto fault = Value(value, known, path, depth); !fault.empty()) return fault;
            }
        }
        return "";
    }

  private:
    std::string_view KeyText(const char* begin) {
        const char* end = begin;
        bool escaped = false;
        for (; *end != '"'; ++end)
            if (*end == '\\') {
                escaped = true;
                ++end;
            }
        std::string_view key(begin, static_cast<std::size_t>(end - begin));
        return escaped ? Unescape(key, parser_.room) : key;
    }

    std::string_view Value(ondemand::value value, Fields::Known known, std::string_view name, unsigned depth) {
        ondemand::json_type type;
        if (value.type().get(type)) return kBroken;
        switch (type) {
            case ondemand::json_type::object: {
                ondemand::object inner;
                if (value.get_object().get(inner)) return kBroken;
                if (name.data() != parser_.path.data()) parser_.path.assign(name);
                return Object(inner, parser_.path.size(), depth + 1);
            }
            case ondemand::json_type::array: {
                if (depth >= limits_.depth) return "nested too deep";
                ondemand::array list;
                if (value.get_array().get(list)) return kBroken;
                std::string path(name);
                for (auto element : list) {
                    ondemand::value each;
                    if (element.get(each)) return kBroken;
                    if (auto fault = Value(each, known, path, depth + 1); !fault.empty()) return fault;
                }
                return "";
            }
            default:
                return Scalar(value, type, known.field);
        }
    }

    std::string_view Scalar(ondemand::value value, ondemand::json_type type, FieldId field) {
        if (event_.values().size() >= limits_.values) return "too many values";
        std::string_view token = TrimEnd(value.raw_json_token());
        switch (type) {
            case ondemand::json_type::string:
                if (token.size() < 2) return kBroken;
                event_.Add(field, ValueKind::text, token.substr(1, token.size() - 2), true);
                return "";
            case ondemand::json_type::number: {
                if (double number = 0; value.get_double().get(number)) return "a number that cannot be read";
                event_.Add(field, ValueKind::number, PlainNumber(token, parser_.room));
                return "";
            }
            case ondemand::json_type::boolean:
                if (bool truth = false; value.get_bool().get(truth)) return kBroken;
                event_.Add(field, ValueKind::boolean, token);
                return "";
            default:
                if (bool nothing = false; value.is_null().get(nothing) || !nothing) return kBroken;
                event_.Add(field, ValueKind::null, "");
                return "";
        }
    }

    const EventLimits& limits_;
    const Fields& fields_;
    Parser& parser_;
    Event& event_;
};

JsonReader::JsonReader(EventLimits limits) : limits_(limits), parser_(std::make_unique<Parser>()) {}
JsonReader::~JsonReader() = default;

std::string_view JsonReader::Read(std::string_view line, const Fields& fields, Event& event) {
    event.Clear(fields);
    event.StandOn(line);
    if (line.size() > limits_.bytes) return "longer than allowed";
    parser_->room.Clear();
    ondemand::document document;
    ondemand::object object;
    if (auto error = parser_->parser.iterate(line.data(), line.size(), line.size() + kPaddingAfter).get(document))
        return error == simdjson::UTF8_ERROR ? "not UTF-8" : kBroken;
    if (document.get_object().get(object)) return kBroken;
    const std::string_view fault = Walk(limits_, fields, *parser_, event).Object(object, 0, 1);
    if (!fault.empty()) return fault;
    const char* after = nullptr;  // there is none when the object was all
    return document.current_location().get(after) == simdjson::OUT_OF_BOUNDS ? "" : kBroken;
}

}  // namespace dongson::soc
