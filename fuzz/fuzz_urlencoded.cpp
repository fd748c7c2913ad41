// Fields come out as UTF-8 or the form is refused.
#include <cstdlib>

#include "core/text.h"
#include "web/form.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto fields = dongson::web::ParseUrlEncoded({reinterpret_cast<const char*>(data), size}, {});
    if (fields)
        for (const auto& [name, value] : *fields)
            if (!dongson::IsUtf8(name) || !dongson::IsUtf8(value)) std::abort();
    return 0;
}
