// Any bytes as a block of stored events: damaged, and said so, or read within them.
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "modules/soc/events/block.h"

using namespace dongson;
using namespace dongson::soc;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto block = BlockView::Open(input);
    if (!block) {
        if (block.error().empty()) std::abort();
        return 0;
    }
    (void)block->Sound();
    (void)block->Proven();
    (void)block->HasSource(7);
    try {
        std::vector<std::uint32_t> lengths;
        std::size_t letters = 0;
        const auto rows = block->Rows(lengths);
        const std::string text = block->Text();
        if (rows.size() != lengths.size()) std::abort();
        for (const std::uint32_t length : lengths) letters += length;
        if (letters > text.size()) std::abort();
    } catch (const std::runtime_error&) {
        return 0;
    }
    return 0;
}
