#include "platform/identity/one_time_code.h"

#include "core/bytes.h"

namespace dongson::identity {

namespace {
constexpr std::string_view kSigns = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
constexpr unsigned char kFair = 240;  // a multiple of thirty: no sign is likelier than another
static_assert(kSigns.size() == 30 && kFair % kSigns.size() == 0);
}  // namespace

std::string FreshSigns(std::size_t count) {
    std::string signs;
    while (signs.size() < count)
        for (const unsigned char byte : RandomBytes(32))
            if (signs.size() < count && byte < kFair) signs += kSigns[byte % kSigns.size()];
    return signs;
}

std::string InGroups(std::string_view code) {
    constexpr std::size_t kGroup = 4;
    std::string grouped;
    for (std::size_t at = 0; at < code.size(); at += kGroup) {
        if (at > 0) grouped += '-';
        grouped += code.substr(at, kGroup);
    }
    return grouped;
}

std::string NormalCode(std::string_view typed) {
    std::string code;
    for (const char c : typed)
        if (c >= 'a' && c <= 'z')
            code += static_cast<char>(c - 'a' + 'A');
        else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            code += c;
    return code;
}

}  // namespace dongson::identity
