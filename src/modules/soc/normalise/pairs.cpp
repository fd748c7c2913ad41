#include "modules/soc/normalise/pairs.h"

#include <charconv>
#include <cstring>

namespace dongson::soc {

namespace {

bool IsNameByte(char c) {
    return IsWordByte(c) || c == '_' || c == '.' || c == '-';
}

// Backslash and a letter is that letter; n and r are line ends.
std::string_view WithoutBackslashes(std::string_view text, TextRoom& room) {
    char* begin = room.Take(text.size());
    char* to = begin;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '\\' && i + 1 < text.size()) {
            c = text[++i];
            if (c == 'n') c = '\n';
            if (c == 'r') c = '\r';
        }
        *to++ = c;
    }
    return {begin, static_cast<std::size_t>(to - begin)};
}

void Show(std::string_view name, std::string_view value, TextRoom& room, const VisitPair& visit) {
    if (value.find('\\') == std::string_view::npos) {
        visit(name, value, false);
    } else {
        visit(name, WithoutBackslashes(value, room), true);
    }
}

// Takes the part up to a bar that no backslash stands before, and the bar.
bool TakePart(std::string_view& rest, std::string_view& part) {
    std::size_t end = 0;
    while (end < rest.size() && rest[end] != '|') end += rest[end] == '\\' ? 2 : 1;
    if (end >= rest.size()) return false;
    part = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return true;
}

}  // namespace

bool ReadPairs(std::string_view text, TextRoom& room, const VisitPair& visit) {
    bool any = false;
    while (true) {
        const std::size_t equals = text.find('=');
        if (equals == std::string_view::npos) return any;
        std::size_t begin = equals;
        while (begin > 0 && IsNameByte(text[begin - 1])) --begin;
        const std::string_view name = text.substr(begin, equals - begin);
        text.remove_prefix(equals + 1);
        if (name.empty()) continue;
        any = true;
        if (!text.empty() && (text[0] == '"' || text[0] == '\'')) {
            const char quote = text[0];
            std::size_t end = 1;
            while (end < text.size() && text[end] != quote) end += text[end] == '\\' && quote == '"' ? 2 : 1;
            end = std::min(end, text.size());
            const std::string_view value = text.substr(1, end - 1);
            // Single quotes hold pairs of their own where auditd writes msg='op=… res=…'.
            if (quote == '\'' && value.find('=') != std::string_view::npos) {
                ReadPairs(value, room, visit);
            } else {
                Show(name, value, room, visit);
            }
            text.remove_prefix(std::min(end + 1, text.size()));
            continue;
        }
        const std::size_t end = std::min(text.find_first_of(" \t,"), text.size());
        visit(name, text.substr(0, end), false);
        text.remove_prefix(end);
    }
}

bool ReadCef(std::string_view text, TextRoom& room, const VisitPair& visit) {
    const std::size_t start = text.find("CEF:");
    if (start == std::string_view::npos) return false;
    std::string_view rest = text.substr(start + 4), part;
    if (!TakePart(rest, part)) return false;
    for (const char* name : {"cef.vendor", "cef.product", "cef.version", "cef.class", "cef.name", "cef.severity"}) {
        if (!TakePart(rest, part)) return false;
        Show(name, part, room, visit);
    }
    // A value goes on until the next name: blanks within it stand as they are.
    std::string_view name;
    std::size_t value_from = 0;
    const auto finish = [&](std::size_t end) {
        while (end > value_from && rest[end - 1] == ' ') --end;
        if (!name.empty()) Show(name, rest.substr(value_from, end - value_from), room, visit);
    };
    for (std::size_t at = 0; at < rest.size(); ++at) {
        if (rest[at] == '\\') {
            ++at;
            continue;
        }
        if (rest[at] != '=') continue;
        std::size_t begin = at;
        while (begin > value_from && IsNameByte(rest[begin - 1])) --begin;
        if (begin == at || (begin > 0 && rest[begin - 1] != ' ')) continue;
        finish(begin);
        name = rest.substr(begin, at - begin);
        value_from = at + 1;
    }
    finish(rest.size());
    return true;
}

bool ReadLeef(std::string_view text, TextRoom& room, const VisitPair& visit) {
    const std::size_t start = text.find("LEEF:");
    if (start == std::string_view::npos) return false;
    std::string_view rest = text.substr(start + 5), version, part;
    if (!TakePart(rest, version)) return false;
    for (const char* name : {"leef.vendor", "leef.product", "leef.version", "leef.event"}) {
        if (!TakePart(rest, part)) return false;
        Show(name, part, room, visit);
    }
    char separator = '\t';
    if (version.starts_with('2') && TakePart(rest, part) && !part.empty()) {
        separator = part[0];
        if (part.starts_with("0x") || part.starts_with('x')) {
            unsigned code = 0;
            const std::string_view digits = part.substr(part.find('x') + 1);
            if (std::from_chars(digits.data(), digits.data() + digits.size(), code, 16).ec == std::errc() && code < 256)
                separator = static_cast<char>(code);
        }
    }
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(separator), rest.size());
        const std::string_view pair = rest.substr(0, end);
        if (const std::size_t equals = pair.find('='); equals != std::string_view::npos && equals > 0)
            Show(pair.substr(0, equals), pair.substr(equals + 1), room, visit);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return true;
}

}  // namespace dongson::soc
