// A text of a rule with its wildcards: * is any run of letters, ? exactly one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dongson::soc {

class Pattern {
  public:
    enum class Kind : unsigned char { literal, any_run, any_letter, dash };
    struct Piece {
        Kind kind;
        std::string text;  // of a literal
        bool operator==(const Piece&) const = default;
    };

    // As rules write it: \* \? and \\ stand for themselves, any other backslash is one.
    static Pattern Parse(std::string_view written);
    // Every byte stands for itself.
    static Pattern Literal(std::string_view text);

    // What the modifiers of those names do.
    Pattern& OpenStart();  // endswith, contains
    Pattern& OpenEnd();    // startswith, contains
    // windash: each - or / that begins an option may be any of - / – — ―.
    Pattern& AnyDash();
    // Small letters throughout, for texts that FoldCase made.
    Pattern& Fold();

    bool Matches(std::string_view text) const;

    bool HasWildcards() const;
    // The text itself when there are no wildcards; else what is wanted at its start, at its end, and the longest run within.
    std::string_view Start() const;
    std::string_view End() const;
    std::string_view LongestLiteral() const;
    // True when it is nothing but its LongestLiteral, anywhere.
    bool IsContains() const;
    const std::vector<Piece>& pieces() const { return pieces_; }
    // As it would be written in a rule; dashes of windash as -.
    std::string Text() const;
    bool operator==(const Pattern&) const = default;

  private:
    void Add(Kind kind);
    void Add(char byte);
    using Stretch = std::span<const Piece>;  // between runs
    static std::optional<std::size_t> TakeStretch(Stretch stretch, std::string_view text);
    static std::optional<std::size_t> FindStretch(Stretch stretch, std::string_view text, bool last);

    std::vector<Piece> pieces_;  // literals never side by side, nor two any_run
};

}  // namespace dongson::soc
