#include "modules/soc/actions/unpack.h"

#include "core/inflate.h"

namespace dongson::soc {

Result<std::string> Unpacked(std::string_view bytes, std::size_t most) {
    const Refusal too_large{"SOC_FILE_REFUSED", Say("Tệp nén hỏng, hoặc lớn quá {1} MB sau khi mở.", std::to_string(most >> 20U)),
                            "tep"};
    if (!bytes.starts_with("\x1F\x8B")) return bytes.size() <= most ? Result<std::string>(bytes) : std::unexpected(too_large);
    auto plain = Inflate(bytes, most);
    return plain ? Result<std::string>(std::move(*plain)) : std::unexpected(too_large);
}

}  // namespace dongson::soc
