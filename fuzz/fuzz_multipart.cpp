// However the bytes are cut into pieces, the same form comes out, and nothing is left on disk.
#include <cstdlib>
#include <filesystem>

#include "web/form.h"

using namespace dongson;

namespace {

std::string Feed(std::string_view bytes, std::size_t piece) {
    static const std::string folder = [] {
        const auto path = std::filesystem::temp_directory_path() / "dongson-fuzz-multipart";
        std::filesystem::create_directories(path);
        return path.string();
    }();
    web::FormLimits limits;
    limits.multipart_bytes = 1 << 16;
    limits.file_bytes = 1 << 12;
    limits.field_bytes = 1 << 10;
    limits.fields = limits.files = 8;
    web::MultipartReader reader("b", folder, limits);
    for (std::size_t at = 0; at < bytes.size(); at += piece)
        if (!reader.Feed(bytes.substr(at, piece))) return reader.refusal()->code;
    auto form = reader.Finish();
    if (!form) return form.error().code;
    std::string seen;
    for (const auto& [name, value] : form->fields) seen += name + "=" + value + ";";
    for (const auto& file : form->files) {
        if (static_cast<std::int64_t>(std::filesystem::file_size(file.path)) != file.size) std::abort();
        seen += file.field + ":" + std::to_string(file.size) + ";";
    }
    return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto whole = Feed(bytes, size + 1);
    const auto pieces = Feed(bytes, 7);
    // A limit may be met earlier in pieces; what both accept must be equal.
    if (!whole.starts_with("FORM_") && !pieces.starts_with("FORM_") && whole != pieces) std::abort();
    return 0;
}
