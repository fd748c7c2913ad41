#include "modules/soc/normalise/message_pattern.h"

#include <algorithm>

#include "modules/soc/engine/letter_case.h"
#include "modules/soc/engine/network.h"

namespace dongson::soc {

namespace {

bool IsDigit(char c) {
    return c >= '0' && c <= '9';
}

bool IsBlank(char c) {
    return c == ' ' || c == '\t';
}

std::expected<HoleType, std::string> ReadType(std::string_view word) {
    constexpr std::pair<std::string_view, HoleType> kTypes[] = {
        {"word", HoleType::word},     {"int", HoleType::integer},   {"ip", HoleType::address}, {"url", HoleType::url},
        {"time", HoleType::clf_time}, {"quoted", HoleType::quoted}, {"text", HoleType::text}};
    for (const auto& [name, type] : kTypes)
        if (name == word) return type;
    return std::unexpected("no kind of hole is called \"" + std::string(word) + "\"");
}

bool Fits(HoleType type, std::string_view value) {
    if (value.empty()) return type == HoleType::quoted || type == HoleType::text;
    switch (type) {
        case HoleType::word:
        case HoleType::url:
            return std::ranges::none_of(value, IsBlank);
        case HoleType::integer:
            return std::ranges::all_of(value, IsDigit);
        case HoleType::address:
            return ReadAddress(value).has_value();
        case HoleType::clf_time:
        case HoleType::quoted:
        case HoleType::text:
            return true;
    }
    return false;
}

// Where a value that begins here ends at the latest.
std::size_t Reach(HoleType type, std::string_view rest) {
    std::size_t end = 0;
    switch (type) {
        case HoleType::integer:
            while (end < rest.size() && IsDigit(rest[end])) ++end;
            return end;
        case HoleType::clf_time:
            return std::min(rest.find(']'), rest.size());
        case HoleType::quoted:
            while (end < rest.size() && rest[end] != '"') end += rest[end] == '\\' ? 2 : 1;
            return std::min(end, rest.size());
        default:
            while (end < rest.size() && !IsBlank(rest[end])) ++end;
            return end;
    }
}

}  // namespace

std::expected<MessagePattern, std::string> MessagePattern::Parse(std::string_view written) {
    MessagePattern pattern;
    while (!written.empty()) {
        const std::size_t open = std::min(written.find('<'), written.size());
        if (open > 0) {
            if (!pattern.pieces_.empty() && IsWordByte(written[0]) && pattern.pieces_.back().type != HoleType::quoted)
                return std::unexpected("a letter or digit right after a hole: where the value ends could not be told");
            pattern.pieces_.push_back({.literal = std::string(written.substr(0, open))});
            written.remove_prefix(open);
            continue;
        }
        const std::size_t close = written.find('>');
        if (close == std::string_view::npos) return std::unexpected("a hole that does not end");
        std::string_view hole = written.substr(1, close - 1);
        written.remove_prefix(close + 1);
        Piece piece{.hole = true};
        if (const std::size_t colon = hole.rfind(':'); colon != std::string_view::npos) {
            const auto type = ReadType(hole.substr(colon + 1));
            if (!type) return std::unexpected(type.error());
            piece.type = *type;
            hole = hole.substr(0, colon);
        }
        if (hole.empty()) return std::unexpected("a hole without a name");
        if (!pattern.pieces_.empty() && pattern.pieces_.back().hole) return std::unexpected("two holes side by side");
        if (!pattern.pieces_.empty() && IsWordByte(pattern.pieces_.back().literal.back()))
            return std::unexpected("a letter or digit right before a hole: where the value begins could not be told");
        if (hole != "_") {
            piece.name = static_cast<int>(pattern.names_.size());
            pattern.names_.emplace_back(hole);
            pattern.types_.push_back(piece.type);
        }
        pattern.pieces_.push_back(piece);
    }
    const auto is_text = [](const Piece& piece) { return piece.hole && piece.type == HoleType::text; };
    const auto text = std::ranges::find_if(pattern.pieces_, is_text);
    if (std::ranges::count_if(pattern.pieces_, is_text) > 1) return std::unexpected("more than one hole of the kind text");
    if (pattern.pieces_.empty()) return std::unexpected("an empty pattern");
    for (auto after = text; after != pattern.pieces_.end(); ++after)
        if (after->hole && after->type == HoleType::quoted) return std::unexpected("a quoted hole after a text");
    pattern.text_ = static_cast<std::size_t>(text - pattern.pieces_.begin());
    return pattern;
}

bool MessagePattern::Match(std::string_view message, std::vector<std::string_view>& values) const {
    values.assign(names_.size(), {});
    std::string_view rest = message;
    if (!Forward(rest, text_, values)) return false;
    if (text_ == pieces_.size()) return rest.empty();
    if (!Backward(rest, text_, values)) return false;
    if (pieces_[text_].name >= 0) values[static_cast<std::size_t>(pieces_[text_].name)] = rest;
    return true;
}

bool MessagePattern::Forward(std::string_view& rest, std::size_t until, std::vector<std::string_view>& values) const {
    for (std::size_t i = 0; i < until; ++i) {
        const Piece& piece = pieces_[i];
        if (!piece.hole) {
            if (!rest.starts_with(piece.literal)) return false;
            rest.remove_prefix(piece.literal.size());
            continue;
        }
        std::size_t end = Reach(piece.type, rest);
        // The value ends where the literal after it begins, if that is before its kind ends.
        if (i + 1 < pieces_.size() && !pieces_[i + 1].hole && piece.type != HoleType::quoted)
            end = std::min(end, rest.find(pieces_[i + 1].literal));
        const std::string_view value = rest.substr(0, end);
        if (!Fits(piece.type, value)) return false;
        if (piece.name >= 0) values[static_cast<std::size_t>(piece.name)] = value;
        rest.remove_prefix(end);
    }
    return true;
}

bool MessagePattern::Backward(std::string_view& rest, std::size_t after, std::vector<std::string_view>& values) const {
    for (std::size_t i = pieces_.size() - 1; i > after; --i) {
        const Piece& piece = pieces_[i];
        if (!piece.hole) {
            if (!rest.ends_with(piece.literal)) return false;
            rest.remove_suffix(piece.literal.size());
            continue;
        }
        std::size_t begin = rest.size();
        while (begin > 0 && !IsBlank(rest[begin - 1]) && (piece.type != HoleType::integer || IsDigit(rest[begin - 1]))) --begin;
        if (!pieces_[i - 1].hole) {
            const std::size_t literal = rest.rfind(pieces_[i - 1].literal);
            if (literal != std::string_view::npos) begin = std::max(begin, literal + pieces_[i - 1].literal.size());
        }
        const std::string_view value = rest.substr(begin);
        if (!Fits(piece.type, value)) return false;
        if (piece.name >= 0) values[static_cast<std::size_t>(piece.name)] = value;
        rest.remove_suffix(rest.size() - begin);
    }
    return true;
}

}  // namespace dongson::soc
