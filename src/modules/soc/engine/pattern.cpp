#include "modules/soc/engine/pattern.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <utility>

#include "modules/soc/engine/letter_case.h"
#include "modules/soc/engine/sixteen_bytes.h"

namespace dongson::soc {

namespace {

constexpr std::array<std::string_view, 5> kDashes = {"-", "/", "–", "—", "―"};

// How many bytes the letter takes that a text begins with; 1 for a byte that begins none.
std::size_t FirstLetter(std::string_view text) {
    auto lead = static_cast<unsigned char>(text[0]);
    std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return std::min(length, text.size());
}

bool IsWord(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

void Pattern::Add(Kind kind) {
    if (kind == Kind::any_run && !pieces_.empty() && pieces_.back().kind == Kind::any_run) return;
    pieces_.push_back({kind, ""});
}

void Pattern::Add(char byte) {
    if (pieces_.empty() || pieces_.back().kind != Kind::literal) pieces_.push_back({Kind::literal, ""});
    pieces_.back().text += byte;
}

Pattern Pattern::Parse(std::string_view written) {
    Pattern pattern;
    for (std::size_t i = 0; i < written.size(); ++i) {
        char c = written[i];
        bool escapes =
            c == '\\' && i + 1 < written.size() && std::string_view("\\*?").find(written[i + 1]) != std::string_view::npos;
        if (escapes) {
            pattern.Add(written[++i]);
        } else if (c == '*') {
            pattern.Add(Kind::any_run);
        } else if (c == '?') {
            pattern.Add(Kind::any_letter);
        } else {
            pattern.Add(c);
        }
    }
    return pattern;
}

Pattern Pattern::Literal(std::string_view text) {
    Pattern pattern;
    if (!text.empty()) pattern.pieces_.push_back({Kind::literal, std::string(text)});
    return pattern;
}

Pattern& Pattern::OpenStart() {
    if (pieces_.empty() || pieces_.front().kind != Kind::any_run) pieces_.insert(pieces_.begin(), {Kind::any_run, ""});
    return *this;
}

Pattern& Pattern::OpenEnd() {
    Add(Kind::any_run);
    return *this;
}

Pattern& Pattern::AnyDash() {
    Pattern with_dashes;
    char before = ' ';
    for (const Piece& piece : std::exchange(pieces_, {})) {
        if (piece.kind != Kind::literal) {
            with_dashes.Add(piece.kind);
            before = ' ';
            continue;
        }
        for (std::size_t i = 0; i < piece.text.size(); ++i) {
            char c = piece.text[i];
            bool begins_option =
                (c == '-' || c == '/') && !IsWord(before) && i + 1 < piece.text.size() && IsWord(piece.text[i + 1]);
            begins_option ? with_dashes.Add(Kind::dash) : with_dashes.Add(c);
            before = c;
        }
    }
    pieces_ = std::move(with_dashes.pieces_);
    return *this;
}

Pattern& Pattern::Fold() {
    for (Piece& piece : pieces_) piece.text = FoldCase(piece.text);
    return *this;
}

// A stretch has no run within, so its place settles how many bytes it takes; nothing when it does not stand at the text's start.
std::optional<std::size_t> Pattern::TakeStretch(Stretch stretch, std::string_view text) {
    std::size_t taken = 0;
    for (const Piece& piece : stretch) {
        std::string_view rest = text.substr(taken);
        if (piece.kind == Kind::literal) {
            if (!rest.starts_with(piece.text)) return std::nullopt;
            taken += piece.text.size();
        } else if (piece.kind == Kind::any_letter) {
            if (rest.empty()) return std::nullopt;
            taken += FirstLetter(rest);
        } else {
            const auto* dash = std::ranges::find_if(kDashes, [&](std::string_view d) { return rest.starts_with(d); });
            if (dash == kDashes.end()) return std::nullopt;
            taken += dash->size();
        }
    }
    return taken;
}

// The bytes up to the end of the first place where the stretch stands; for the last one, it must end where the text does.
std::optional<std::size_t> Pattern::FindStretch(Stretch stretch, std::string_view text, bool last) {
    const Piece& first = stretch.front();
    if (last && stretch.size() == 1 && first.kind == Kind::literal)
        return text.ends_with(first.text) ? std::optional(text.size()) : std::nullopt;
    for (std::size_t at = 0; at < text.size(); at += FirstLetter(text.substr(at))) {
        if (first.kind == Kind::literal && (at = FindBytes(text, first.text, at)) == std::string_view::npos) return std::nullopt;
        auto taken = TakeStretch(stretch, text.substr(at));
        if (taken && (!last || at + *taken == text.size())) return at + *taken;
    }
    return std::nullopt;
}

// A stretch after a run is taken at its first place: a later one would leave less to those after it. So no text takes longer
// than its length times the pattern's.
bool Pattern::Matches(std::string_view text) const {
    bool after_run = false;
    for (auto from = pieces_.begin(); from != pieces_.end();) {
        if (from->kind == Kind::any_run) {
            after_run = true;
            ++from;
            continue;
        }
        auto to = std::find_if(from, pieces_.end(), [](const Piece& piece) { return piece.kind == Kind::any_run; });
        Stretch stretch(from, to);
        auto taken = after_run ? FindStretch(stretch, text, to == pieces_.end()) : TakeStretch(stretch, text);
        if (!taken) return false;
        text.remove_prefix(*taken);
        after_run = false;
        from = to;
    }
    return after_run || text.empty();
}

bool Pattern::HasWildcards() const {
    return std::ranges::any_of(pieces_, [](const Piece& piece) { return piece.kind != Kind::literal; });
}

std::string_view Pattern::Start() const {
    return !pieces_.empty() && pieces_.front().kind == Kind::literal ? std::string_view(pieces_.front().text)
                                                                     : std::string_view();
}

std::string_view Pattern::End() const {
    return !pieces_.empty() && pieces_.back().kind == Kind::literal ? std::string_view(pieces_.back().text) : std::string_view();
}

std::string_view Pattern::LongestLiteral() const {
    std::string_view longest;
    for (const Piece& piece : pieces_)
        if (piece.text.size() > longest.size()) longest = piece.text;
    return longest;
}

bool Pattern::IsContains() const {
    return pieces_.size() == 3 && pieces_[0].kind == Kind::any_run && pieces_[1].kind == Kind::literal &&
           pieces_[2].kind == Kind::any_run;
}

std::string Pattern::Text() const {
    std::string text;
    for (const Piece& piece : pieces_) {
        switch (piece.kind) {
            case Kind::any_run:
                text += '*';
                break;
            case Kind::any_letter:
                text += '?';
                break;
            case Kind::dash:
                text += '-';
                break;
            case Kind::literal:
                for (char c : piece.text) {
                    if (c == '*' || c == '?' || c == '\\') text += '\\';
                    text += c;
                }
        }
    }
    return text;
}

}  // namespace dongson::soc
