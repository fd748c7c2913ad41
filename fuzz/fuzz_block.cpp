// Any bytes as a block of stored events: damaged, and said so, or read within them.
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "core/text.h"
#include "modules/soc/events/block.h"
#include "modules/soc/events/packing.h"
#include "modules/soc/events/texts.h"

using namespace dongson;
using namespace dongson::soc;

namespace {

// What lies below the compression, whatever it is.
void ReadForms(std::string_view input) {
    NumberReader reader{input};
    std::vector<std::uint32_t> lengths(reader.Next() % 64);
    std::size_t size = 0;
    for (std::uint32_t& length : lengths) size += length = static_cast<std::uint32_t>(reader.Next() % 4096);
    std::string_view parts[3] = {"", reader.Bytes(reader.Next() % 1024), reader.Bytes(reader.Next() % 4096)};
    parts[0] = reader.rest;
    std::string section, packed;
    for (const std::string_view part : parts) {
        const std::string one = Pack(part);
        PutVarint(section, part.size());
        PutVarint(section, one.size());
        packed += one;
    }
    try {
        if (UnpackTexts(section + packed, lengths, size, 16).size() != size + 16) std::abort();
    } catch (const std::runtime_error&) {
        return;
    }
}

// Lines come out as they went in.
void KeepLines(std::string_view input) {
    std::vector<PlacedText> texts;
    std::vector<std::uint32_t> lengths;
    std::string all;
    for (int again = 0; again < 9; ++again)
        for (const std::string_view line : Split(input, '\n')) {
            texts.push_back({line, !line.starts_with('{')});
            lengths.push_back(static_cast<std::uint32_t>(line.size()));
            all += line;
        }
    if (UnpackTexts(PackTexts(texts), lengths, all.size(), 0) != all) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    ReadForms(input);
    KeepLines(input);
    const auto block = BlockView::Open(input);
    if (!block) {
        if (block.error().empty()) std::abort();
        return 0;
    }
    (void)block->Sound();
    (void)block->Proven();
    (void)block->HasSource(7);
    try {
        std::size_t letters = 0;
        const BlockEvents events = block->Read();
        for (const EventRecord& record : events.records) letters += record.bytes.size();
        if (letters + BlockView::kPadding != events.text.size()) std::abort();
    } catch (const std::runtime_error&) {
        return 0;
    }
    return 0;
}
