#include "modules/open_data/intake/encoding.h"

#include <iconv.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <stdexcept>

#include "core/text.h"

namespace dongson::open_data {

namespace {

constexpr std::string_view kWords[] = {"utf-8", "utf-16le", "utf-16be", "windows-1258", "tcvn3", "vni", "windows-1252"};
constexpr std::string_view kNames[] = {"UTF-8",       "UTF-16 LE",   "UTF-16 BE",   "Windows-1258",
                                       "TCVN3 (ABC)", "VNI Windows", "Windows-1252"};
constexpr const char* kIconvNames[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "CP1258", "TCVN5712-1", "CP1252", "CP1252"};

constexpr std::string_view kMark8 = "\xef\xbb\xbf", kMark16le = "\xff\xfe", kMark16be = "\xfe\xff";

// Every letter of Vietnamese that English lacks, to see how Vietnamese a reading looks.
bool IsVietnameseLetter(utf8proc_int32_t point) {
    return point == 0x111 || point == 0x110 || (point >= 0x1ea0 && point <= 0x1ef9) || point == 0x103 || point == 0x102 ||
           point == 0x1a1 || point == 0x1a0 || point == 0x1b0 || point == 0x1af || (point >= 0xc0 && point <= 0xfd);
}

// How many letters of a text are Vietnamese words' own, less those that no word has.
int Likeness(std::string_view bytes, TextEncoding encoding) {
    const auto text = Normalise(ToUtf8(bytes, encoding));
    int score = 0;
    for (std::size_t at = 0; at < text.size();) {
        utf8proc_int32_t point = 0;
        const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                           static_cast<utf8proc_ssize_t>(text.size() - at), &point);
        if (used <= 0) break;
        at += static_cast<std::size_t>(used);
        if (point < 0x80) continue;
        score += IsVietnameseLetter(point) && point != 0xd7 && point != 0xf7 && point != 0xe5 && point != 0xe4 && point != 0xf6 &&
                         point != 0xfc && point != 0xf1 && point != 0xf8
                     ? 1
                     : -3;
    }
    return score;
}

// UTF-8 whose last letter may be cut by the end of what we look at.
bool LooksLikeUtf8(std::string_view bytes, bool cut) {
    for (std::size_t tail = 0; tail <= (cut ? std::min<std::size_t>(3, bytes.size()) : 0); ++tail)
        if (IsUtf8(bytes.substr(0, bytes.size() - tail))) return true;
    return false;
}

// Letters of plain text have every other byte zero in UTF-16.
std::optional<TextEncoding> Utf16WithoutMark(std::string_view bytes) {
    std::size_t even = 0, odd = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) (at % 2 == 0 ? even : odd) += bytes[at] == '\0';
    if (even + odd == 0) return std::nullopt;
    if (odd > bytes.size() / 5 && even * 10 < odd) return TextEncoding::utf16le;
    if (even > bytes.size() / 5 && odd * 10 < even) return TextEncoding::utf16be;
    return std::nullopt;
}

void AppendPoint(std::string& out, utf8proc_int32_t point) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto used = utf8proc_encode_char(point, bytes.data());
    out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(used));
}

// The accents a VNI mark stands for (U+0300 grave, 0301 acute, 0302 circumflex, 0303 tilde, 0306 breve, 0309 hook, 0323 dot).
std::u32string_view VniAccents(utf8proc_int32_t mark) {
    static constexpr std::pair<char32_t, std::u32string_view> kAccents[] = {
        {U'ù', U"\u0301"},       {U'ø', U"\u0300"},       {U'û', U"\u0309"},       {U'õ', U"\u0303"},
        {U'ï', U"\u0323"},       {U'â', U"\u0302"},       {U'á', U"\u0302\u0301"}, {U'à', U"\u0302\u0300"},
        {U'å', U"\u0302\u0309"}, {U'ã', U"\u0302\u0303"}, {U'ä', U"\u0302\u0323"}, {U'ê', U"\u0306"},
        {U'é', U"\u0306\u0301"}, {U'è', U"\u0306\u0300"}, {U'ú', U"\u0306\u0309"}, {U'ü', U"\u0306\u0303"},
        {U'ë', U"\u0306\u0323"}};
    const auto small = static_cast<char32_t>(utf8proc_tolower(mark));
    for (const auto& [letter, accents] : kAccents)
        if (letter == small) return accents;
    return {};
}

// The letters VNI puts whole into one place.
utf8proc_int32_t VniLetter(utf8proc_int32_t point) {
    static constexpr std::pair<char32_t, char32_t> kLetters[] = {
        {U'ô', U'ơ'}, {U'Ô', U'Ơ'}, {U'ö', U'ư'}, {U'Ö', U'Ư'}, {U'ñ', U'đ'}, {U'Ñ', U'Đ'}, {U'æ', U'ỉ'},
        {U'Æ', U'Ỉ'}, {U'ó', U'ĩ'}, {U'Ó', U'Ĩ'}, {U'ò', U'ị'}, {U'Ò', U'Ị'}, {U'î', U'ỵ'}, {U'Î', U'Ỵ'}};
    for (const auto& [from, to] : kLetters)
        if (static_cast<char32_t>(point) == from) return static_cast<utf8proc_int32_t>(to);
    return point;
}

// VNI read as Windows-1252 first: a vowel, then its mark. `carried` keeps a vowel that ended the piece before.
std::string FromVni(std::string_view latin) {
    std::string out;
    bool vowel = false;
    for (std::size_t at = 0; at < latin.size();) {
        utf8proc_int32_t point = 0;
        const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(latin.data()) + at,
                                           static_cast<utf8proc_ssize_t>(latin.size() - at), &point);
        if (used <= 0) break;
        at += static_cast<std::size_t>(used);
        const auto accents = vowel ? VniAccents(point) : std::u32string_view();
        if (!accents.empty()) {
            for (const auto accent : accents) AppendPoint(out, static_cast<utf8proc_int32_t>(accent));
            vowel = false;
            continue;
        }
        const auto letter = VniLetter(point);
        AppendPoint(out, letter);
        static constexpr std::u32string_view kVowels = U"aeouyAEOUY\u01a1\u01a0\u01b0\u01af";
        vowel = kVowels.find(static_cast<char32_t>(letter)) != std::u32string_view::npos;
    }
    return out;
}

std::string Composed(const std::string& text) {
    utf8proc_uint8_t* composed = nullptr;
    const auto size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                     &composed, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    if (size < 0) return text;
    std::string out(reinterpret_cast<const char*>(composed), static_cast<std::size_t>(size));
    std::free(composed);
    return out;
}

class Converter {
  public:
    explicit Converter(TextEncoding encoding)
        : encoding_(encoding), handle_(iconv_open("UTF-8", kIconvNames[static_cast<std::size_t>(encoding)])) {
        // iconv_open says no with a pointer of all ones.
        if (std::bit_cast<std::intptr_t>(handle_) == -1) throw std::runtime_error("iconv does not know an encoding");
    }
    ~Converter() { iconv_close(handle_); }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    // Converts what is whole, keeps the rest for the next piece.
    std::string Feed(std::string_view bytes, bool last) {
        pending_ += bytes;
        std::string out;
        char* in = pending_.data();
        auto left = pending_.size();
        std::array<char, 16384> buffer{};
        while (left > 0) {
            char* to = buffer.data();
            auto room = buffer.size();
            const auto done = iconv(handle_, &in, &left, &to, &room);
            out.append(buffer.data(), buffer.size() - room);
            if (done != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
            if (errno == EINVAL && !last) break;
            out += "\xef\xbf\xbd";
            ++in;
            --left;
        }
        pending_.erase(0, pending_.size() - left);
        if (last) {
            char* to = buffer.data();
            auto room = buffer.size();
            iconv(handle_, nullptr, nullptr, &to, &room);
            out.append(buffer.data(), buffer.size() - room);
        }
        return Finish(std::move(out), last);
    }

  private:
    // Accents that follow their letter are put together with it; a piece is cut where no accent can be waiting.
    std::string Finish(std::string text, bool last) {
        if (encoding_ != TextEncoding::vni && encoding_ != TextEncoding::windows1258 && encoding_ != TextEncoding::tcvn3)
            return text;
        whole_ += text;
        auto cut = last ? whole_.size() : whole_.find_last_of("\n,;\t ");
        if (cut == std::string::npos) return {};
        if (!last) ++cut;
        auto piece = whole_.substr(0, cut);
        whole_.erase(0, cut);
        return Composed(encoding_ == TextEncoding::vni ? FromVni(piece) : piece);
    }

    TextEncoding encoding_;
    iconv_t handle_;
    std::string pending_, whole_;
};

class ConvertedSource final : public ByteSource {
  public:
    ConvertedSource(std::unique_ptr<ByteSource> source, TextEncoding encoding)
        : source_(std::move(source)), converter_(encoding) {}

    std::size_t Read(char* into, std::size_t size) override {
        while (at_ == ready_.size() && !ended_) {
            std::array<char, 65536> buffer{};
            const auto read = source_->Read(buffer.data(), buffer.size());
            ended_ = read == 0;
            ready_ = converter_.Feed({buffer.data(), read}, ended_);
            at_ = 0;
            if (!begun_ && !ready_.empty()) {
                begun_ = true;
                if (ready_.starts_with(kMark8)) at_ = kMark8.size();
            }
        }
        const auto taken = std::min(size, ready_.size() - at_);
        std::memcpy(into, ready_.data() + at_, taken);
        at_ += taken;
        return taken;
    }

  private:
    std::unique_ptr<ByteSource> source_;
    Converter converter_;
    std::string ready_;
    std::size_t at_ = 0;
    bool ended_ = false, begun_ = false;
};

// UTF-8 goes through as it is, but for the mark in front.
class Utf8Source final : public ByteSource {
  public:
    explicit Utf8Source(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}
    std::size_t Read(char* into, std::size_t size) override {
        if (!begun_) {
            begun_ = true;
            held_ = Beginning(*source_, kMark8.size());
            if (held_ == kMark8) held_.clear();
        }
        if (!held_.empty()) {
            const auto taken = held_.copy(into, size);
            held_.erase(0, taken);
            return taken;
        }
        return source_->Read(into, size);
    }

  private:
    std::unique_ptr<ByteSource> source_;
    std::string held_;
    bool begun_ = false;
};

}  // namespace

std::string_view TextEncodingWord(TextEncoding encoding) {
    return kWords[static_cast<std::size_t>(encoding)];
}

std::optional<TextEncoding> ParseTextEncoding(std::string_view word) {
    const auto found = std::ranges::find(kWords, word);
    if (found == std::end(kWords)) return std::nullopt;
    return static_cast<TextEncoding>(found - std::begin(kWords));
}

std::string_view TextEncodingName(TextEncoding encoding) {
    return kNames[static_cast<std::size_t>(encoding)];
}

EncodingFound DetectEncoding(std::string_view beginning) {
    if (beginning.starts_with(kMark8)) return {.encoding = TextEncoding::utf8};
    if (beginning.starts_with(kMark16le)) return {.encoding = TextEncoding::utf16le};
    if (beginning.starts_with(kMark16be)) return {.encoding = TextEncoding::utf16be};
    if (const auto found = Utf16WithoutMark(beginning)) return {.encoding = *found};
    if (LooksLikeUtf8(beginning, true)) return {.encoding = TextEncoding::utf8};
    EncodingFound found{
        .encoding = TextEncoding::windows1258,
        .sure = false,
        .possible = {TextEncoding::windows1258, TextEncoding::tcvn3, TextEncoding::vni, TextEncoding::windows1252}};
    const auto sample = beginning.substr(0, 16384);
    std::vector<std::pair<int, TextEncoding>> scores;
    scores.reserve(found.possible.size());
    for (const auto each : found.possible) scores.emplace_back(-Likeness(sample, each), each);
    std::ranges::stable_sort(scores, {}, &std::pair<int, TextEncoding>::first);
    for (std::size_t place = 0; place < scores.size(); ++place) found.possible[place] = scores[place].second;
    found.encoding = found.possible.front();
    return found;
}

std::unique_ptr<ByteSource> AsUtf8(std::unique_ptr<ByteSource> source, TextEncoding encoding) {
    if (encoding == TextEncoding::utf8) return std::make_unique<Utf8Source>(std::move(source));
    return std::make_unique<ConvertedSource>(std::move(source), encoding);
}

std::string ToUtf8(std::string_view bytes, TextEncoding encoding) {
    const auto source = AsUtf8(std::make_unique<TextSource>(std::string(bytes)), encoding);
    std::string text, piece;
    do {
        piece = Beginning(*source, 65536);
        text += piece;
    } while (!piece.empty());
    return text;
}

}  // namespace dongson::open_data
