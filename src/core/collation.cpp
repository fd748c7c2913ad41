#include "core/collation.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <utility>

#include "core/text.h"

namespace dongson {

namespace {

struct Free {
    void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
};

// Letters, and the tone of each. Bytes above 'z' put a letter with a mark of its own after every word that begins with the bare
// one.
class Key {
  public:
    void Take(utf8proc_int32_t point) {
        const auto category = utf8proc_category(point);
        if (category == UTF8PROC_CATEGORY_MN)
            TakeMark(point);
        else if ((category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) || category == UTF8PROC_CATEGORY_ND)
            TakeLetter(point);
        else if (!letters_.empty() && letters_.back() != ' ')
            letters_ += ' ';
    }
    std::string Before(std::string_view text) && {
        letters_.erase(letters_.find_last_not_of(' ') + 1);
        return std::move(letters_) + '\1' + tones_ + '\1' + std::string(text);
    }

  private:
    void TakeLetter(utf8proc_int32_t point) {
        tones_ += '0';
        if (point == 0x111) {
            letters_ += "d|";
            return;
        }
        utf8proc_uint8_t bytes[4];
        const auto used = utf8proc_encode_char(point, bytes);
        letters_.append(bytes, bytes + used);
    }
    void TakeMark(utf8proc_int32_t mark) {
        static constexpr utf8proc_int32_t kTones[] = {0x300, 0x309, 0x303, 0x301, 0x323};
        static constexpr std::pair<utf8proc_int32_t, char> kOfLetters[] = {{0x306, '{'}, {0x302, '|'}, {0x31b, '}'}};
        for (const auto& [own, byte] : kOfLetters)
            if (mark == own) letters_ += byte;
        const auto* tone = std::ranges::find(kTones, mark);
        if (tone != std::end(kTones) && !tones_.empty()) tones_.back() = static_cast<char>('1' + (tone - std::begin(kTones)));
    }
    std::string letters_, tones_;
};

}  // namespace

std::string CollationKey(std::string_view text) {
    const auto small = Lower(text);
    utf8proc_uint8_t* mapped = nullptr;
    const auto length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(small.data()), static_cast<utf8proc_ssize_t>(small.size()),
                     &mapped, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE));
    const std::unique_ptr<utf8proc_uint8_t, Free> owned(mapped);
    if (length < 0) return std::string(text);
    Key key;
    utf8proc_int32_t point = 0;
    for (utf8proc_ssize_t at = 0; at < length;) {
        const auto used = utf8proc_iterate(mapped + at, length - at, &point);
        if (used <= 0) return std::string(text);
        key.Take(point);
        at += used;
    }
    return std::move(key).Before(text);
}

}  // namespace dongson
