#include "core/build_id.h"

#include <elf.h>
#include <link.h>

#include <cstring>
#include <string_view>

#include "core/bytes.h"

namespace dongson {

namespace {

constexpr std::size_t Aligned(std::size_t size) {
    return (size + 3) & ~std::size_t{3};
}

// Of a segment of notes, each a header, a name and a value.
std::string IdAmong(const char* notes, std::size_t size) {
    std::size_t at = 0;
    while (at + sizeof(ElfW(Nhdr)) <= size) {
        ElfW(Nhdr) note;
        std::memcpy(&note, notes + at, sizeof note);
        const auto name = at + sizeof note, value = name + Aligned(note.n_namesz);
        if (value + note.n_descsz > size) return {};
        if (note.n_type == NT_GNU_BUILD_ID && std::string_view(notes + name, note.n_namesz) == std::string_view("GNU\0", 4))
            return Hex(std::string_view(notes + value, note.n_descsz));
        at = value + Aligned(note.n_descsz);
    }
    return {};
}

}  // namespace

std::string BuildId() {
    std::string id;
    // The program itself comes first; its libraries are not asked.
    dl_iterate_phdr(
        [](dl_phdr_info* loaded, std::size_t, void* into) {
            for (int each = 0; each < loaded->dlpi_phnum; ++each)
                if (const auto& segment = loaded->dlpi_phdr[each]; segment.p_type == PT_NOTE) {
                    // NOLINTNEXTLINE(performance-no-int-to-ptr): that is how the loader says where it lies
                    const auto* notes = reinterpret_cast<const char*>(loaded->dlpi_addr + segment.p_vaddr);
                    if (auto found = IdAmong(notes, segment.p_memsz); !found.empty()) *static_cast<std::string*>(into) = found;
                }
            return 1;
        },
        &id);
    return id;
}

}  // namespace dongson
