#include "core/print_letters.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <stdexcept>
#include <vector>

#include "core/embedded.h"
#include "core/text.h"

namespace dongson {

namespace {

constexpr std::string_view kUnknown = "[?]";  // U+FFFD itself no face of papers has
constexpr std::size_t kPoints = 0x10000;      // the faces have nothing beyond the basic plane

// A face's table from characters to glyphs (OpenType "cmap", format 4).
class Face {
  public:
    explicit Face(std::string_view bytes) : bytes_(bytes) {}

    std::vector<bool> Points() const {
        std::vector<bool> points(kPoints);
        const auto table = Segments();
        const std::size_t segments = Short(table + 6) / 2U;
        const auto ends = table + 14, starts = ends + segments * 2 + 2, deltas = starts + segments * 2,
                   offsets = deltas + segments * 2;
        for (std::size_t each = 0; each < segments; ++each) {
            const auto first = Short(starts + each * 2), last = Short(ends + each * 2);
            const auto offset = Short(offsets + each * 2);
            for (std::size_t point = first; point <= last && point < 0xffff; ++point) {
                const auto place = offsets + each * 2 + offset + (point - first) * 2;
                const std::size_t glyph = offset == 0 ? point : Short(place);
                points[point] = (offset != 0 && glyph == 0) ? false : ((glyph + Short(deltas + each * 2)) & 0xffffU) != 0;
            }
        }
        return points;
    }

  private:
    std::size_t Short(std::size_t at) const {
        return static_cast<std::size_t>(static_cast<unsigned char>(bytes_.at(at))) << 8U |
               static_cast<unsigned char>(bytes_.at(at + 1));
    }
    std::size_t Long(std::size_t at) const { return Short(at) << 16U | Short(at + 2); }

    std::size_t Segments() const {
        for (std::size_t table = 0; table < Short(4); ++table) {
            const auto entry = 12 + table * 16;
            if (bytes_.substr(entry, 4) != "cmap") continue;
            const auto map = Long(entry + 8);
            for (std::size_t each = 0; each < Short(map + 2); ++each)
                if (const auto at = map + Long(map + 4 + each * 8 + 4); Short(at) == 4) return at;
        }
        throw std::runtime_error("a face of papers has no table of characters");
    }

    std::string_view bytes_;
};

const std::vector<bool>& PointsOfAllFaces() {
    static const auto points = [] {
        std::vector<bool> common(kPoints, true);
        for (const auto path : EmbeddedBelow("assets/dist/")) {
            if (!path.ends_with(".ttf")) continue;
            const auto of_face = Face(Embedded(path)).Points();
            for (std::size_t point = 0; point < kPoints; ++point) common[point] = common[point] && of_face[point];
        }
        return common;
    }();
    return points;
}

template <class Visit>
void EachCharacter(std::string_view text, Visit visit) {
    for (std::size_t at = 0; at < text.size();) {
        utf8proc_int32_t point = 0;
        const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                           static_cast<utf8proc_ssize_t>(text.size() - at), &point);
        const auto length = used > 0 ? static_cast<std::size_t>(used) : 1;
        visit(used > 0 ? point : 0xfffd, text.substr(at, length));
        at += length;
    }
}

std::string_view FirstUnprintable(std::string_view text) {
    std::string_view first;
    EachCharacter(text, [&](std::int32_t point, std::string_view bytes) {
        if (first.empty() && !IsPrintable(point)) first = bytes;
    });
    return first;
}

// As a sentence can name it: one that is not seen by its number.
std::string Shown(std::string_view character) {
    std::string shown(character);
    EachCharacter(character, [&](std::int32_t point, std::string_view) {
        if (utf8proc_category(point) == UTF8PROC_CATEGORY_CF) shown = fmt::format("U+{:04X}", point);
    });
    return shown;
}

}  // namespace

bool IsPrintable(std::int32_t point) {
    if (point == '\n' || point == '\r' || point == '\t') return true;
    // What turns the letters behind it around makes a paper say something else than its text.
    if ((point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069)) return false;
    const auto category = utf8proc_category(point);
    if (category == UTF8PROC_CATEGORY_CC) return false;
    if (category == UTF8PROC_CATEGORY_ZS) return true;
    if (static_cast<std::size_t>(point) >= kPoints) return false;
    const bool invisible = category == UTF8PROC_CATEGORY_CF && utf8proc_get_property(point)->ignorable;
    return invisible || PointsOfAllFaces()[static_cast<std::size_t>(point)];
}

std::size_t VisibleLetters(std::string_view text) {
    std::size_t letters = 0;
    EachCharacter(text, [&](std::int32_t point, std::string_view) {
        const auto category = utf8proc_category(point);
        const bool drawn =
            category != UTF8PROC_CATEGORY_CC && category != UTF8PROC_CATEGORY_CF && category != UTF8PROC_CATEGORY_ZS;
        letters += drawn ? 1 : 0;
    });
    return letters;
}

std::optional<Refusal> RefuseLetters(std::string_view text, std::string field) {
    const auto first = Shown(FirstUnprintable(text));
    if (first.empty()) return std::nullopt;
    return Refusal{"LETTER_NOT_PRINTED",
                   Say("Ký tự “{1}” không in được trên giấy tờ. Hãy bỏ ký tự ấy, hoặc viết bằng chữ La-tinh.", first),
                   std::move(field)};
}

std::optional<Refusal> RefuseLettersOfName(std::string_view name, std::string field) {
    // Companies are called by figures, "&" and brackets too; nobody by these.
    if (const auto at = name.find_first_of("<>{}[]\\|^~`"); at != std::string_view::npos)
        return Refusal{"NAME_SIGNS", Say("Tên không có ký tự “{1}”. Hãy ghi tên như trên giấy tờ.", name.substr(at, 1)),
                       std::move(field)};
    const auto first = Shown(FirstUnprintable(name));
    if (first.empty()) return std::nullopt;
    return Refusal{"NAME_LETTERS",
                   Say("Chữ “{1}” không in được trên giấy tờ. Hãy ghi tên bằng chữ La-tinh, như trên hộ chiếu.", first),
                   std::move(field)};
}

std::string Printable(std::string_view text) {
    std::string printable;
    printable.reserve(text.size());
    EachCharacter(text, [&](std::int32_t point, std::string_view bytes) {
        if (IsPrintable(point))
            printable += bytes;
        else
            printable += utf8proc_category(point) == UTF8PROC_CATEGORY_CC ? std::string_view(" ") : kUnknown;
    });
    return printable;
}

}  // namespace dongson
