#include "modules/soc/intelligence/indicator.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "core/text.h"
#include "modules/soc/engine/letter_case.h"

namespace dongson::soc {

namespace {

constexpr std::array<std::string_view, kIndicatorKinds> kWords = {"address", "domain", "url", "hash", "mailbox"};
constexpr std::size_t kLongestName = 253, kLongestUrl = 2000;

// What was written so that nobody clicks on it.
std::string Rearmed(std::string_view value) {
    std::string text(Trim(value));
    for (std::size_t before = 0; before != text.size();) {
        before = text.size();
        text = ReplaceAll(ReplaceAll(ReplaceAll(std::move(text), "[.]", "."), "(.)", "."), "[:]", ":");
    }
    const std::string begin = Lower(std::string_view(text).substr(0, 8));
    if (begin.starts_with("hxxp://") || begin.starts_with("hxxps://")) text.replace(0, 4, "http");
    return text;
}

// IPv4 within IPv6.
bool IsOld(const Network& network) {
    const auto& bytes = network.address;
    return network.bits >= 96 && std::all_of(bytes.begin(), bytes.begin() + 10, [](std::uint8_t byte) { return byte == 0; }) &&
           bytes[10] == 0xFF && bytes[11] == 0xFF;
}

std::string Written(const Network& network) {
    const bool old = IsOld(network);
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(old ? AF_INET : AF_INET6, network.address.data() + (old ? 12 : 0), text.data(), text.size());
    const unsigned bits = old ? network.bits - 96 : network.bits;
    const bool single = network.bits == 128;
    return single ? std::string(text.data()) : std::string(text.data()) + "/" + std::to_string(bits);
}

std::optional<std::string> AddressText(std::string_view value) {
    const auto network = ReadNetwork(value);
    // The whole of the internet, or an eighth of it, gives nobody away.
    if (!network || network->bits < (IsOld(*network) ? 96U + 8 : 8U)) return std::nullopt;
    return Written(FirstOf(*network));
}

bool IsName(std::string_view name) {
    if (name.empty() || name.size() > kLongestName || name.find('.') == std::string_view::npos || name.front() == '.')
        return false;
    if (name.find("..") != std::string_view::npos) return false;
    const bool letters = std::ranges::all_of(name, [](char c) { return IsWordByte(c) || c == '-' || c == '_' || c == '.'; });
    // The last part has a letter: 1.2.3.4 is an address, and 1.10 a version.
    const std::string_view last = name.substr(name.rfind('.') + 1);
    return letters && std::ranges::any_of(last, [](char c) { return IsWordByte(c) && (c < '0' || c > '9'); });
}

std::optional<std::string> DomainText(std::string_view value) {
    if (value.starts_with("*.")) value.remove_prefix(2);
    if (value.ends_with('.')) value.remove_suffix(1);
    std::string name = FoldCase(value);
    return IsName(name) ? std::optional(std::move(name)) : std::nullopt;
}

// Scheme and host have no case, the rest does; what stands after # never reaches a server.
std::optional<std::string> UrlText(std::string_view value) {
    const std::size_t scheme = value.find(':');
    if (scheme == std::string_view::npos || scheme == 0 || !value.substr(scheme).starts_with("://") ||
        value.substr(0, scheme).find_first_of("/?#") != std::string_view::npos || value.size() > kLongestUrl ||
        value.find(' ') != std::string_view::npos)
        return std::nullopt;
    value = value.substr(0, value.find('#'));
    const std::size_t path = std::min(value.find_first_of("/?", scheme + 3), value.size());
    if (path == scheme + 3) return std::nullopt;
    std::string text = FoldCase(value.substr(0, path));
    text += path == value.size() ? "/" : value.substr(path);
    return text;
}

std::optional<std::string> DigestText(std::string_view value) {
    constexpr std::array<std::size_t, 6> kSizes = {32, 40, 56, 64, 96, 128};
    const bool hexadecimal = std::ranges::all_of(
        value, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
    if (!hexadecimal || std::ranges::find(kSizes, value.size()) == kSizes.end()) return std::nullopt;
    return FoldCase(value);
}

std::optional<std::string> MailboxText(std::string_view value) {
    const std::size_t at = value.rfind('@');
    if (at == std::string_view::npos || at == 0 || value.size() > kLongestName || !IsName(FoldCase(value.substr(at + 1))))
        return std::nullopt;
    if (value.find_first_of(" <>/,;") != std::string_view::npos) return std::nullopt;
    return FoldCase(value);
}

}  // namespace

std::string_view IndicatorWord(IndicatorKind kind) {
    return kWords[static_cast<std::size_t>(kind)];
}

std::optional<IndicatorKind> ParseIndicatorKind(std::string_view word) {
    const auto found = std::ranges::find(kWords, word);
    return found == kWords.end() ? std::nullopt : std::optional(static_cast<IndicatorKind>(found - kWords.begin()));
}

std::optional<std::string> CompareAs(IndicatorKind kind, std::string_view value) {
    const std::string text = Rearmed(value);
    const auto sign = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; };
    if (std::ranges::any_of(text, sign)) return std::nullopt;
    switch (kind) {
        case IndicatorKind::address:
            return AddressText(text);
        case IndicatorKind::domain:
            return DomainText(text);
        case IndicatorKind::url:
            return UrlText(text);
        case IndicatorKind::hash:
            return DigestText(text);
        case IndicatorKind::mailbox:
            return MailboxText(text);
    }
    return std::nullopt;
}

std::optional<IndicatorKind> GuessKind(std::string_view value) {
    using enum IndicatorKind;
    for (const IndicatorKind kind : {hash, address, url, mailbox, domain})
        if (CompareAs(kind, value)) return kind;
    return std::nullopt;
}

}  // namespace dongson::soc
