// JSON, one object a line, GeoJSON: whatever comes ends, in rows or in a refusal, and every row is as wide as the header.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "modules/open_data/intake/json_records.h"

using namespace dongson::open_data;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    JsonReader reader([&] { return std::make_unique<TextSource>(text); }, {.record_bytes = 1 << 16, .columns = 100});
    Record record;
    std::size_t width = 0;
    while (true) {
        const auto more = reader.Next(record);
        if (!more || !*more) return 0;
        if (width == 0) width = record.cells.size();
        if (record.cells.size() != width) std::abort();
    }
}
