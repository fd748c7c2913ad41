#include "modules/soc/intelligence/indicator_reader.h"

#include <simdjson.h>

#include <algorithm>

#include "core/text.h"
#include "modules/soc/engine/event_time.h"

namespace dongson::soc {

namespace {

namespace dom = simdjson::dom;

// Gives what can be used to the visitor and counts both.
class Taking {
  public:
    Taking(IndicatorReading& reading, const TakeIndicator& take) : reading_(reading), take_(take) {}

    void Take(IndicatorKind kind, std::string_view value, Instant until, std::string_view label, const std::string& place) {
        auto text = CompareAs(kind, value);
        if (!text) return LeaveOut(place, "'" + Shorten(MendUtf8(value), 60) + "' is no " + std::string(IndicatorWord(kind)));
        ++reading_.taken;
        take_({.kind = kind, .value = std::move(*text), .until = until, .label = Shorten(MendUtf8(label), kLongestLabel)});
    }

    void LeaveOut(const std::string& place, std::string what) { reading_.left_out.Add(place, std::move(what)); }

  private:
    static constexpr std::size_t kLongestLabel = 160;
    IndicatorReading& reading_;
    const TakeIndicator& take_;
};

std::string_view TextOf(const dom::object& object, std::string_view key) {
    std::string_view text;
    return object[key].get(text) ? std::string_view() : text;
}

std::optional<dom::array> ListOf(const dom::object& object, std::string_view key) {
    dom::array list;
    return object[key].get(list) ? std::nullopt : std::optional(list);
}

// The objects of a list; what else stands in it is passed over.
template <class Visit>
void EachObject(const std::optional<dom::array>& list, Visit&& visit) {
    if (!list) return;
    for (const dom::element each : *list)
        if (dom::object object; !each.get(object)) visit(object);
}

// STIX.

void ReadStixIndicator(const dom::object& object, Taking& taking) {
    const std::string place(TextOf(object, "id"));
    if (bool revoked = false; !object["revoked"].get(revoked) && revoked) return taking.LeaveOut(place, "revoked by who made it");
    const std::string_view type = TextOf(object, "pattern_type");
    if (!type.empty() && type != "stix") return taking.LeaveOut(place, "a pattern of type '" + std::string(type) + "'");
    const StixPattern pattern = ReadStixPattern(TextOf(object, "pattern"));
    if (!pattern.fault.empty()) return taking.LeaveOut(place, pattern.fault);
    const std::string_view written = TextOf(object, "valid_until");
    const auto until = written.empty() ? Indicator::kUnlimited : ReadEventTime(written);
    if (!until) return taking.LeaveOut(place, "valid_until is no time");
    std::string_view label = TextOf(object, "name");
    if (label.empty()) label = TextOf(object, "description");
    for (const auto& [kind, value] : pattern.values) taking.Take(kind, value, *until, label, place);
}

// MISP.

struct MispType {
    std::string_view name;
    IndicatorKind first;
    bool second_part;  // of a|b the second one is meant
};
constexpr MispType kMispTypes[] = {{"ip-src", IndicatorKind::address, false},
                                   {"ip-dst", IndicatorKind::address, false},
                                   {"ip-src|port", IndicatorKind::address, false},
                                   {"ip-dst|port", IndicatorKind::address, false},
                                   {"domain", IndicatorKind::domain, false},
                                   {"hostname", IndicatorKind::domain, false},
                                   {"hostname|port", IndicatorKind::domain, false},
                                   {"domain|ip", IndicatorKind::domain, false},
                                   {"url", IndicatorKind::url, false},
                                   {"link", IndicatorKind::url, false},
                                   {"md5", IndicatorKind::hash, false},
                                   {"sha1", IndicatorKind::hash, false},
                                   {"sha224", IndicatorKind::hash, false},
                                   {"sha256", IndicatorKind::hash, false},
                                   {"sha384", IndicatorKind::hash, false},
                                   {"sha512", IndicatorKind::hash, false},
                                   {"imphash", IndicatorKind::hash, false},
                                   {"ja3-fingerprint-md5", IndicatorKind::hash, false},
                                   {"filename|md5", IndicatorKind::hash, true},
                                   {"filename|sha1", IndicatorKind::hash, true},
                                   {"filename|sha256", IndicatorKind::hash, true},
                                   {"filename|sha512", IndicatorKind::hash, true},
                                   {"email", IndicatorKind::mailbox, false},
                                   {"email-src", IndicatorKind::mailbox, false},
                                   {"email-dst", IndicatorKind::mailbox, false},
                                   {"email-reply-to", IndicatorKind::mailbox, false}};

void ReadMispAttribute(const dom::object& attribute, std::string_view event, Taking& taking) {
    const std::string place = "attribute " + std::string(TextOf(attribute, "uuid"));
    const std::string_view type = TextOf(attribute, "type");
    // Context that is not meant to be looked for (reports, names of files) is most of an export and no fault.
    if (bool detects = true; !attribute["to_ids"].get(detects) && !detects) return;
    if (bool deleted = false; !attribute["deleted"].get(deleted) && deleted) return;
    const auto* known = std::ranges::find(kMispTypes, type, &MispType::name);
    if (known == std::end(kMispTypes)) return taking.LeaveOut(place, "type '" + Shorten(MendUtf8(type), 40) + "'");
    const std::string_view value = TextOf(attribute, "value");
    const std::size_t bar = value.find('|');
    const std::string_view part = bar == std::string_view::npos ? value
                                  : known->second_part          ? value.substr(bar + 1)
                                                                : value.substr(0, bar);
    std::string label(event);
    if (const auto comment = TextOf(attribute, "comment"); !comment.empty())
        label += (label.empty() ? "" : ": ") + std::string(comment);
    taking.Take(known->first, part, Indicator::kUnlimited, label, place);
    if (type == "domain|ip" && bar != std::string_view::npos)
        taking.Take(IndicatorKind::address, value.substr(bar + 1), Indicator::kUnlimited, label, place);
}

void ReadMispEvent(const dom::object& outer, Taking& taking) {
    dom::object event;
    if (outer["Event"].get(event)) event = outer;
    const std::string_view info = TextOf(event, "info");
    EachObject(ListOf(event, "Attribute"), [&](const dom::object& each) { ReadMispAttribute(each, info, taking); });
    EachObject(ListOf(event, "Object"), [&](const dom::object& group) {
        EachObject(ListOf(group, "Attribute"), [&](const dom::object& each) { ReadMispAttribute(each, info, taking); });
    });
}

void ReadJson(std::string_view bytes, IndicatorReading& reading, Taking& taking) {
    dom::parser parser;
    dom::element root;
    if (const auto error = parser.parse(bytes.data(), bytes.size()).get(root)) {
        reading.format = "JSON";
        return taking.LeaveOut("", std::string("not JSON: ") + simdjson::error_message(error));
    }
    dom::object object;
    if (!root.get(object) && TextOf(object, "type") == "bundle") {
        reading.format = "STIX 2.1";
        return EachObject(ListOf(object, "objects"), [&](const dom::object& each) {
            if (TextOf(each, "type") == "indicator") ReadStixIndicator(each, taking);
        });
    }
    // One event, many in a list, or many in the answer of a search.
    reading.format = "MISP";
    dom::array events;
    if (!root.get(events)) return EachObject(events, [&](const dom::object& each) { ReadMispEvent(each, taking); });
    if (const auto list = ListOf(object, "response"))
        return EachObject(list, [&](const dom::object& each) { ReadMispEvent(each, taking); });
    dom::object inner;
    if (!object["response"].get(inner) || ListOf(object, "Attribute") || !object["Event"].get(inner))
        return ReadMispEvent(object["response"].get(inner) ? object : inner, taking);
    reading.format.clear();
    taking.LeaveOut("", "neither a bundle of STIX nor an export of MISP");
}

// CSV.

// The cells of a line; nothing when a quote is not closed.
std::optional<std::vector<std::string>> CellsOf(std::string_view line, char separator) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
            cells.back() += line[++i];
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == separator && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    if (quoted) return std::nullopt;
    for (std::string& cell : cells) cell = Trim(cell);
    return cells;
}

constexpr std::size_t kNoColumn = SIZE_MAX;

struct CsvColumns {
    std::size_t value = kNoColumn, kind = kNoColumn, until = kNoColumn, label = kNoColumn;

    // Nothing when no name is one that is known: then the line is data.
    static std::optional<CsvColumns> Of(const std::vector<std::string>& header) {
        CsvColumns columns;
        const auto find = [&](std::initializer_list<std::string_view> names) {
            for (std::size_t i = 0; i < header.size(); ++i)
                if (std::ranges::find(names, Fold(header[i])) != names.end()) return i;
            return kNoColumn;
        };
        columns.value = find({"value", "indicator", "ioc", "gia tri", "chi dau", "indicator value", "ioc value", "observable"});
        columns.kind = find({"type", "kind", "loai", "indicator type", "ioc type"});
        columns.until = find({"until", "valid until", "expires", "expiration", "den ngay", "het han"});
        columns.label = find({"label", "description", "comment", "name", "mo ta", "ghi chu", "malware", "threat"});
        return columns.value == kNoColumn ? std::nullopt : std::optional(columns);
    }
};

std::optional<IndicatorKind> KindNamed(std::string_view written) {
    const std::string word = Lower(Trim(written));
    if (const auto kind = ParseIndicatorKind(word)) return kind;
    if (const auto* known = std::ranges::find(kMispTypes, std::string_view(word), &MispType::name); known != std::end(kMispTypes))
        return known->first;
    constexpr std::pair<std::string_view, IndicatorKind> kOthers[] = {
        {"ip", IndicatorKind::address},           {"ipv4", IndicatorKind::address},
        {"ipv6", IndicatorKind::address},         {"ipv4-addr", IndicatorKind::address},
        {"ipv6-addr", IndicatorKind::address},    {"cidr", IndicatorKind::address},
        {"fqdn", IndicatorKind::domain},          {"domain-name", IndicatorKind::domain},
        {"host", IndicatorKind::domain},          {"uri", IndicatorKind::url},
        {"filehash-md5", IndicatorKind::hash},    {"filehash-sha1", IndicatorKind::hash},
        {"filehash-sha256", IndicatorKind::hash}, {"file", IndicatorKind::hash},
        {"email-addr", IndicatorKind::mailbox}};
    const auto* other = std::ranges::find(kOthers, std::string_view(word), &std::pair<std::string_view, IndicatorKind>::first);
    return other == std::end(kOthers) ? std::nullopt : std::optional(other->second);
}

class CsvReader {
  public:
    explicit CsvReader(Taking& taking) : taking_(taking) {}

    void Line(std::string_view line, std::size_t number) {
        line = Trim(line);
        if (line.empty() || line.starts_with('#')) return;
        const std::string place = "line " + std::to_string(number);
        if (!begun_) {
            begun_ = true;
            separator_ = Separator(line);
            const auto header = CellsOf(line, separator_);
            columns_ = header ? CsvColumns::Of(*header) : std::nullopt;
            if (columns_) return;
        }
        const auto cells = CellsOf(line, separator_);
        if (!cells) return taking_.LeaveOut(place, "a quote is not closed");
        columns_ ? Named(*cells, place) : Guessed(*cells, place);
    }

  private:
    static char Separator(std::string_view line) {
        constexpr std::string_view kSeparators = ",;\t|";
        return *std::ranges::max_element(kSeparators, {}, [&](char c) { return std::ranges::count(line, c); });
    }

    void Named(const std::vector<std::string>& cells, const std::string& place) {
        const auto cell = [&](std::size_t column) {
            return column < cells.size() ? std::string_view(cells[column]) : std::string_view();
        };
        const std::string_view value = cell(columns_->value), type = cell(columns_->kind), written = cell(columns_->until);
        const auto kind = type.empty() ? GuessKind(value) : KindNamed(type);
        if (!kind)
            return taking_.LeaveOut(place, type.empty()
                                               ? "'" + Shorten(MendUtf8(value), 60) + "' is no indicator of a kind that is known"
                                               : "type '" + Shorten(MendUtf8(type), 40) + "'");
        // A day alone is one of ours.
        const auto day = Date::Parse(written);
        const auto until = written.empty() ? Indicator::kUnlimited : day ? Instant::At(*day, 0) : ReadEventTime(written);
        if (!until) return taking_.LeaveOut(place, "'" + Shorten(MendUtf8(written), 40) + "' is no time");
        taking_.Take(*kind, value, *until, cell(columns_->label), place);
    }

    // The first cell that can be one, and what else there is as its label.
    void Guessed(const std::vector<std::string>& cells, const std::string& place) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto kind = GuessKind(cells[i]);
            if (!kind) continue;
            std::vector<std::string> others;
            for (std::size_t other = 0; other < cells.size(); ++other)
                if (other != i && !cells[other].empty()) others.push_back(cells[other]);
            return taking_.Take(*kind, cells[i], Indicator::kUnlimited, Join(others, ", "), place);
        }
        taking_.LeaveOut(place, "'" + Shorten(MendUtf8(cells.front()), 60) + "' is no indicator of a kind that is known");
    }

    Taking& taking_;
    bool begun_ = false;
    char separator_ = ',';
    std::optional<CsvColumns> columns_;
};

// STIX patterns, as far as they ask for values one by one.

class PatternReader {
  public:
    explicit PatternReader(std::string_view text) : rest_(text) {}

    StixPattern Read() {
        StixPattern pattern;
        do {
            if (!Take("[")) return Fault("it begins with no [");
            do {
                if (!Comparison(pattern)) return Fault(fault_);
            } while (TakeWord("OR"));
            if (TakeWord("AND")) return Fault("it asks for several things at once");
            if (!Take("]")) return Fault("it ends with no ]");
        } while (TakeWord("OR"));
        if (!Trim(rest_).empty()) return Fault("it asks for several things in an order or a time");
        return pattern;
    }

  private:
    static StixPattern Fault(std::string what) { return {{}, "its pattern cannot be used: " + std::move(what)}; }

    bool Take(std::string_view sign) {
        rest_ = Trim(rest_);
        if (!rest_.starts_with(sign)) return false;
        rest_.remove_prefix(sign.size());
        return true;
    }
    bool TakeWord(std::string_view word) {
        const std::string_view before = rest_;
        if (Take(word) && (rest_.empty() || !IsLetter(rest_.front()))) return true;
        rest_ = before;
        return false;
    }
    static bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

    // 'text', where \' and \\ stand for signs.
    std::optional<std::string> Literal() {
        if (!Take("'")) return std::nullopt;
        std::string text;
        for (; !rest_.empty() && rest_.front() != '\''; rest_.remove_prefix(1)) {
            if (rest_.front() == '\\' && rest_.size() > 1) rest_.remove_prefix(1);
            text += rest_.front();
        }
        return Take("'") ? std::optional(text) : std::nullopt;
    }

    std::string Path() {
        rest_ = Trim(rest_);
        std::string path;
        bool quoted = false;
        for (; !rest_.empty() && (quoted || (rest_.front() != ' ' && rest_.front() != '=' && rest_.front() != '!'));
             rest_.remove_prefix(1)) {
            if (rest_.front() == '\'') {
                quoted = !quoted;
            } else {
                path += rest_.front();
            }
        }
        return path;
    }

    static std::optional<IndicatorKind> KindOf(std::string_view path) {
        if (path == "ipv4-addr:value" || path == "ipv6-addr:value" || path.ends_with("_ref.value")) return IndicatorKind::address;
        if (path == "domain-name:value") return IndicatorKind::domain;
        if (path == "url:value") return IndicatorKind::url;
        if (path == "email-addr:value") return IndicatorKind::mailbox;
        if (path.starts_with("file:hashes.") || path.starts_with("x509-certificate:hashes.")) return IndicatorKind::hash;
        return std::nullopt;
    }

    bool Comparison(StixPattern& pattern) {
        if (Take("(") || TakeWord("NOT")) return Fails("it has brackets or NOT");
        const std::string path = Path();
        const auto kind = KindOf(path);
        if (!kind) return Fails("it asks for '" + Shorten(MendUtf8(path), 60) + "'");
        const bool list = TakeWord("IN");
        if (!list && !Take("=")) return Fails("it compares otherwise than with = or IN");
        if (list && !Take("(")) return Fails("IN has no list");
        do {
            auto value = Literal();
            if (!value) return Fails("a value is no text in quotes");
            pattern.values.emplace_back(*kind, std::move(*value));
        } while (list && Take(","));
        return !list || Take(")") || Fails("a list is not closed");
    }
    bool Fails(std::string what) {
        fault_ = std::move(what);
        return false;
    }

    std::string_view rest_;
    std::string fault_;
};

}  // namespace

StixPattern ReadStixPattern(std::string_view pattern) {
    return PatternReader(pattern).Read();
}

IndicatorReading ReadIndicators(std::string_view bytes, const TakeIndicator& take) {
    IndicatorReading reading;
    Taking taking(reading, take);
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::string_view begin = Trim(bytes.substr(0, 4096));
    if (begin.starts_with('{') || (begin.starts_with('[') && !begin.starts_with("[."))) {
        ReadJson(bytes, reading, taking);
        return reading;
    }
    reading.format = "CSV";
    CsvReader csv(taking);
    for (std::size_t number = 1; !bytes.empty(); ++number) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        csv.Line(bytes.substr(0, end), number);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return reading;
}

}  // namespace dongson::soc
