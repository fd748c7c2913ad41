#include "web/html.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <memory>
#include <shared_mutex>
#include <unordered_map>
#include <utility>

namespace dongson::web {

namespace {

// What stands for a character in text and quoted attributes; empty for those that stand for themselves.
constexpr auto kEscapes = [] {
    std::array<std::string_view, 256> escapes{};
    escapes['&'] = "&amp;";
    escapes['<'] = "&lt;";
    escapes['>'] = "&gt;";
    escapes['"'] = "&quot;";
    escapes['\''] = "&#39;";
    escapes['\0'] = "\xef\xbf\xbd";
    return escapes;
}();
// Most text needs nothing: sixteen bytes are looked at in one comparison.
constexpr std::size_t kBlock = 16;
[[gnu::always_inline]] inline bool BlockNeedsEscape(const char* bytes) {
    using Block [[gnu::vector_size(kBlock)]] = char;
    Block block;
    std::memcpy(&block, bytes, kBlock);
    const auto found = (block == '&') | (block == '<') | (block == '>') | (block == '"') | (block == '\'') | (block == '\0');
    const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(found);
    return (halves[0] | halves[1]) != 0;
}

void AppendEscaped(std::string& out, std::string_view text) {
    std::size_t plain = 0, at = 0;
    while (at < text.size()) {
        if (text.size() - at >= kBlock && !BlockNeedsEscape(text.data() + at)) {
            at += kBlock;
            continue;
        }
        // What is left is less than a block: the last whole block reaches over it.
        if (at + kBlock > text.size() && text.size() >= kBlock && !BlockNeedsEscape(text.data() + text.size() - kBlock)) break;
        const auto end = std::min(at + kBlock, text.size());
        for (; at < end; ++at) {
            const auto c = static_cast<unsigned char>(text[at]);
            if (kEscapes[c].empty()) continue;
            out.append(text, plain, at - plain);
            out += kEscapes[c];
            plain = at + 1;
        }
    }
    out.append(text, plain);
}

// A literal made ready for one language: bytes, then a hole, then bytes …
struct Piece {
    std::string before;
    int hole = -1;
};
using Pieces = std::vector<Piece>;

constexpr std::string_view kBlank = " \t\n\r";

std::string Squeeze(std::string_view text) {
    std::string squeezed;
    for (const char c : text) {
        const bool blank = kBlank.find(c) != std::string_view::npos;
        if (blank && (squeezed.empty() || squeezed.back() == ' ')) continue;
        squeezed += blank ? ' ' : c;
    }
    if (!squeezed.empty() && squeezed.back() == ' ') squeezed.pop_back();
    return squeezed;
}

// Splits a literal at its holes and says its text runs in a language.
class Preparer {
  public:
    Preparer(std::string_view markup, Language language) : markup_(markup), language_(language) {}

    Pieces Prepare() {
        while (at_ < markup_.size()) markup_[at_] == '<' ? ReadTag() : ReadText();
        if (!current_.empty()) pieces_.push_back({std::move(current_), -1});
        return std::move(pieces_);
    }

  private:
    void Hole(int index) { pieces_.push_back({std::exchange(current_, {}), index}); }

    // A run of text with its holes, said in the language: "{}" in turn, or "{2}" by number.
    void SayRun(std::string_view run) {
        const auto key = Squeeze(run);
        const int first = next_hole_;
        next_hole_ += static_cast<int>(std::ranges::count(key, '{'));
        if (key.empty()) {
            if (!run.empty()) current_ += run.find('\n') == std::string_view::npos ? " " : "\n";
            return;
        }
        if (kBlank.find(run.front()) != std::string_view::npos) current_ += ' ';
        const auto said = Translate(key, language_);
        int in_turn = first;
        for (std::size_t at = 0; at < said.size(); ++at) {
            if (said[at] != '{') {
                current_ += said[at];
            } else if (said.substr(at).starts_with("{}")) {
                Hole(in_turn++);
                ++at;
            } else {
                Hole(first + (said[at + 1] - '1'));
                at += 2;
            }
        }
        if (kBlank.find(run.back()) != std::string_view::npos) current_ += ' ';
    }

    void ReadText() {
        const auto end = std::min(markup_.find('<', at_), markup_.size());
        SayRun(markup_.substr(at_, end - at_));
        at_ = end;
    }

    void ReadTag() {
        bool quoted = false;
        std::size_t name_start = at_;
        while (at_ < markup_.size()) {
            const char c = markup_[at_];
            if (c == '{') {
                if (!quoted && !current_.empty() && current_.back() == ' ') current_.pop_back();  // a Flag brings its own blank
                Hole(next_hole_++);
                at_ += 2;
                continue;
            }
            ++at_;
            if (!quoted && kBlank.find(c) != std::string_view::npos) {
                if (current_.back() != ' ') current_ += ' ';
                name_start = at_;
                continue;
            }
            current_ += c;
            if (c == '"') {
                quoted = !quoted;
                if (quoted) ReadValue(markup_.substr(name_start, at_ - 2 - name_start));
            }
            if (c == '>' && !quoted) return;
        }
    }

    void ReadValue(std::string_view attribute) {
        const auto end = markup_.find('"', at_);
        const auto value = markup_.substr(at_, end - at_);
        if (reader::IsSpokenAttribute(attribute) && !value.empty()) {
            SayRun(value);
            at_ = end;
        } else if ((attribute == "href" || attribute == "action") && language_ == Language::english && value.starts_with('/') &&
                   IsPage(value)) {
            current_ += "/en";
        }
    }

    static bool IsPage(std::string_view path) {
        return !path.starts_with("/assets/") && !path.starts_with("/api/") && !path.starts_with("/en");
    }

    std::string_view markup_;
    Language language_;
    std::size_t at_ = 0;
    int next_hole_ = 0;
    std::string current_;
    Pieces pieces_;
};

// Prepared literals, by the address of the literal: there are as many as the source holds.
const Pieces& PreparedOnce(std::string_view markup, Language language) {
    struct Shelf {
        std::shared_mutex mutex;
        std::unordered_map<const char*, std::unique_ptr<const Pieces>> prepared;
    };
    static Shelf shelves[2];
    auto& shelf = shelves[static_cast<int>(language)];
    {
        const std::shared_lock lock(shelf.mutex);
        if (const auto found = shelf.prepared.find(markup.data()); found != shelf.prepared.end()) return *found->second;
    }
    auto pieces = std::make_unique<const Pieces>(Preparer(markup, language).Prepare());
    const std::lock_guard lock(shelf.mutex);
    return *shelf.prepared.try_emplace(markup.data(), std::move(pieces)).first->second;
}

// Each thread remembers where its literals are: pages are made of hundreds of them, and a lock for each would be felt.
const Pieces& Prepared(std::string_view markup, Language language) {
    struct Place {
        const char* literal = nullptr;
        const Pieces* pieces = nullptr;
    };
    constexpr std::size_t kPlaces = 2048;
    thread_local std::array<std::array<Place, kPlaces>, 2> places;
    auto& place = places[static_cast<std::size_t>(language)][(reinterpret_cast<std::uintptr_t>(markup.data()) >> 3) % kPlaces];
    if (place.literal != markup.data()) place = {markup.data(), &PreparedOnce(markup, language)};
    return *place.pieces;
}

constexpr auto kUnreserved = [] {
    std::array<bool, 256> unreserved{};
    for (const unsigned char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"))
        unreserved[c] = true;
    return unreserved;
}();

void AppendEncoded(std::string& encoded, std::string_view text) {
    static constexpr char kDigits[] = "0123456789ABCDEF";
    constexpr std::size_t kLongest = 3;  // of a character's code
    const auto before = encoded.size();
    encoded.resize_and_overwrite(before + kLongest * text.size(), [&](char* bytes, std::size_t) {
        auto* out = bytes + before;
        for (const unsigned char c : text) {
            if (kUnreserved[c]) {
                *out++ = static_cast<char>(c);
            } else {
                *out++ = '%';
                *out++ = kDigits[c >> 4];
                *out++ = kDigits[c & 15];
            }
        }
        return static_cast<std::size_t>(out - bytes);
    });
}

}  // namespace

// "//host" and "/\host" leave the site in some browsers, and browsers drop tabs and line ends before they look.
Url Url::Local(std::string path) {
    Url url;
    const bool has_control = std::ranges::any_of(path, [](unsigned char c) { return c <= 0x20 || c == 0x7f; });
    const bool stays = path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/\\") && !has_control;
    const bool fragment = path.starts_with('#') && !has_control;
    url.bytes_ = stays || fragment ? std::move(path) : "#";
    return url;
}

Url Url::Page(std::string path) {
    auto url = Local(std::move(path));
    if (CurrentLanguage() == Language::english && url.bytes_.starts_with('/')) url.bytes_.insert(0, "/en");
    return url;
}

Url Url::With(std::string_view name, std::string_view value) && {
    if (value.empty()) return std::move(*this);
    bytes_ += bytes_.find('?') == std::string::npos ? '?' : '&';
    AppendEncoded(bytes_, name);
    bytes_ += '=';
    AppendEncoded(bytes_, value);
    return std::move(*this);
}

std::string PathStep(std::string_view step) {
    std::string encoded;
    AppendEncoded(encoded, step);
    return encoded;
}

void FillInto(Html& page, std::string_view markup, std::span<const Hole> holes) {
    const auto& pieces = Prepared(markup, CurrentLanguage());
    if (page.empty()) {
        std::size_t expected = markup.size();
        for (const auto& hole : holes) expected += hole.bytes.size() + 8;
        page.Expect(expected);
    }
    for (const auto& piece : pieces) {
        page.bytes_ += piece.before;
        if (piece.hole < 0) continue;
        const auto& hole = holes[static_cast<std::size_t>(piece.hole)];
        if (hole.kind == HoleKind::markup || hole.kind == HoleKind::flag)
            page.bytes_ += hole.bytes;
        else
            AppendEscaped(page.bytes_, hole.bytes);
    }
}

Html Escaped(std::string_view text) {
    Html escaped;
    AppendEscaped(escaped.bytes_, text);
    return escaped;
}

Html InVietnamese(std::string_view text) {
    return CurrentLanguage() == Language::vietnamese ? Escaped(text) : Render(R"(<span lang="vi">{}</span>)", text);
}

Html DataBlock(std::string_view json) {
    Html block;
    block.bytes_ = R"(<script type="application/ld+json">)";
    for (const char c : json) {
        if (c == '<')
            block.bytes_ += "\\u003c";
        else
            block.bytes_ += c;
    }
    block.bytes_ += "</script>";
    return block;
}

Html Lines(std::string_view text) {
    Html lines;
    while (true) {
        const auto end = text.find('\n');
        AppendEscaped(lines.bytes_, text.substr(0, end));
        if (end == std::string_view::npos) return lines;
        lines.bytes_ += "<br>";
        text.remove_prefix(end + 1);
    }
}

}  // namespace dongson::web
