#include "modules/soc/engine/modifiers.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "core/yaml.h"

namespace dongson::soc {

namespace {

using Apply = void (*)(Modifiers&);
template <Part part>
void SetPart(Modifiers& m) {
    m.part = part;
}
template <Encoding encoding>
void AddEncoding(Modifiers& m) {
    m.encodings.push_back(encoding);
}
template <Comparison comparison>
void SetComparison(Modifiers& m) {
    m.comparison = comparison;
}
template <TimePart part>
void SetTime(Modifiers& m) {
    m.time_part = part;
}
template <bool ExpressionFlags::* flag>
void SetFlag(Modifiers& m) {
    if (m.expression) (*m.expression).*flag = true;
}

constexpr std::pair<std::string_view, Apply> kModifiers[] = {
    {"all", [](Modifiers& m) { m.all = true; }},
    {"startswith", SetPart<Part::start>},
    {"endswith", SetPart<Part::end>},
    {"contains", SetPart<Part::within>},
    {"exists", [](Modifiers& m) { m.exists = true; }},
    {"cased", [](Modifiers& m) { m.cased = true; }},
    {"neq", [](Modifiers& m) { m.differs = true; }},
    {"windash", [](Modifiers& m) { m.windash = true; }},
    {"re", [](Modifiers& m) { m.expression.emplace(); }},
    {"i", SetFlag<&ExpressionFlags::any_case>},
    {"ignorecase", SetFlag<&ExpressionFlags::any_case>},
    {"m", SetFlag<&ExpressionFlags::line_anchors>},
    {"multiline", SetFlag<&ExpressionFlags::line_anchors>},
    {"s", SetFlag<&ExpressionFlags::dot_all>},
    {"dotall", SetFlag<&ExpressionFlags::dot_all>},
    {"base64", AddEncoding<Encoding::base64>},
    {"base64offset", AddEncoding<Encoding::base64_offset>},
    {"utf16le", AddEncoding<Encoding::utf16_little>},
    {"wide", AddEncoding<Encoding::utf16_little>},
    {"utf16be", AddEncoding<Encoding::utf16_big>},
    {"utf16", AddEncoding<Encoding::utf16_marked>},
    {"lt", SetComparison<Comparison::less>},
    {"lte", SetComparison<Comparison::at_most>},
    {"gt", SetComparison<Comparison::greater>},
    {"gte", SetComparison<Comparison::at_least>},
    {"minute", SetTime<TimePart::minute>},
    {"hour", SetTime<TimePart::hour>},
    {"day", SetTime<TimePart::day>},
    {"week", SetTime<TimePart::week>},
    {"month", SetTime<TimePart::month>},
    {"year", SetTime<TimePart::year>},
    {"cidr", [](Modifiers& m) { m.network = true; }},
    {"expand", [](Modifiers& m) { m.expand = true; }},
    {"fieldref", [](Modifiers& m) { m.field_reference = true; }},
};

bool IsFlag(std::string_view name) {
    return name == "i" || name == "m" || name == "s" || name == "ignorecase" || name == "multiline" || name == "dotall";
}

std::string Utf16(std::string_view text, bool big) {
    std::string bytes;
    auto put = [&](unsigned unit) {
        char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
        bytes += big ? high : low;
        bytes += big ? low : high;
    };
    const auto* from = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t letter = 0;
        auto length = std::max<utf8proc_ssize_t>(1, utf8proc_iterate(from, left, &letter));
        auto unit = static_cast<unsigned>(std::max(letter, 0));
        if (unit >= 0x10000) put(0xD800 + ((unit - 0x10000) >> 10));
        put(unit >= 0x10000 ? 0xDC00 + ((unit - 0x10000) & 0x3FF) : unit);
        from += length;
        left -= length;
    }
    return bytes;
}

std::string Base64(std::string_view bytes) {
    constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        auto byte = [&](std::size_t n) { return i + n < bytes.size() ? static_cast<unsigned char>(bytes[i + n]) : 0U; };
        unsigned group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for (std::size_t letter = 0; letter < 4; ++letter)
            text += i + letter > bytes.size() ? '=' : kLetters[group >> (18 - 6 * letter) & 63];
    }
    return text;
}

// The letters that depend on the text alone, whatever stands before and after it.
std::string Base64Within(std::string_view bytes, std::size_t offset) {
    constexpr std::array<std::size_t, 3> kFirst = {0, 2, 3};  // letters that the bytes before have a part in
    constexpr std::array<std::size_t, 3> kLast = {0, 3, 2};   // by (offset + size) % 3: letters that what follows has a part in
    std::string text = Base64(std::string(offset, ' ') + std::string(bytes));
    text.resize(text.size() - std::min(text.size(), kLast[(offset + bytes.size()) % 3]));
    return text.substr(std::min(text.size(), kFirst[offset]));
}

}  // namespace

std::expected<Modifiers, std::string> Modifiers::Read(const std::vector<std::string_view>& names) {
    Modifiers modifiers;
    int kinds = 0;
    for (std::string_view name : names) {
        const auto* known = std::ranges::find(kModifiers, name, &std::pair<std::string_view, Apply>::first);
        if (known == std::end(kModifiers)) {
            std::vector<std::string> all;
            for (const auto& [each, apply] : kModifiers) all.emplace_back(each);
            std::string near = Suggest(std::string(name), all);
            return std::unexpected("unknown modifier \"" + std::string(name) + "\"" +
                                   (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
        }
        if (IsFlag(name) && !modifiers.expression) return std::unexpected("\"" + std::string(name) + "\" goes after \"re\"");
        known->second(modifiers);
    }
    const bool compares = modifiers.comparison || modifiers.time_part;
    for (bool kind : {modifiers.expression.has_value(), modifiers.network, modifiers.exists, compares, modifiers.field_reference,
                      !modifiers.encodings.empty()})
        kinds += kind ? 1 : 0;
    if (kinds > 1) return std::unexpected("these modifiers do not go together");
    bool text_only = modifiers.windash || modifiers.part != Part::whole;
    if (text_only && (modifiers.network || modifiers.exists || compares || modifiers.expression))
        return std::unexpected("contains, startswith, endswith and windash are for texts");
    return modifiers;
}

std::vector<std::string> Encode(std::string_view text, Encoding encoding) {
    switch (encoding) {
        case Encoding::utf16_little:
            return {Utf16(text, false)};
        case Encoding::utf16_big:
            return {Utf16(text, true)};
        case Encoding::utf16_marked:
            return {"\xFF\xFE" + Utf16(text, false)};
        case Encoding::base64:
            return {Base64(text)};
        case Encoding::base64_offset:
            return {Base64Within(text, 0), Base64Within(text, 1), Base64Within(text, 2)};
    }
    return {};
}

}  // namespace dongson::soc
