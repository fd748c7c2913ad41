// Archives and workbooks: whatever comes ends, in rows or in a refusal.
#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <string>

#include "modules/open_data/intake/layout.h"

using namespace dongson::open_data;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::string path = "/tmp/fuzz-workbook-" + std::to_string(::getpid());
    std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    const auto found = DetectLayout(path);
    auto source = TableSource::Open(path, found.layout, {.record_bytes = 1 << 16, .columns = 100});
    if (!source) return 0;
    Record record;
    for (int rows = 0; rows < 1000; ++rows) {
        const auto more = source->Next(record);
        if (!more || !*more) return 0;
    }
    return 0;
}
