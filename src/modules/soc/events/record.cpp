#include "modules/soc/events/record.h"

#include "core/text.h"

namespace dongson::soc {

std::string_view ShapeWord(Shape shape) {
    static constexpr std::string_view kWords[] = {"text", "syslog", "json"};
    return kWords[static_cast<int>(shape)];
}

std::string Excerpt(std::string_view bytes, std::size_t letters) {
    constexpr std::size_t kMostBytesALetter = 4;
    return Shorten(MendUtf8(bytes.substr(0, letters * kMostBytesALetter)), letters);
}

}  // namespace dongson::soc
