#include "modules/soc/events/event_walk.h"

#include <stdexcept>

namespace dongson::soc {

namespace {

bool WalkBlock(std::string_view bytes, std::uint64_t from, const VisitStored& visit) {
    const auto block = BlockView::Open(bytes);
    if (!block || !block->Sound()) return true;
    try {
        std::uint64_t number = block->header().first;
        const BlockEvents events = block->Read();
        for (const EventRecord& record : events.records) {
            if (number >= from && !visit(number, record)) return false;
            ++number;
        }
    } catch (const std::runtime_error&) {
        return true;
    }
    return true;
}

}  // namespace

void WalkStream(const EventStream& stream, std::uint64_t from, const VisitStored& visit) {
    const auto open = stream.Open();
    const std::uint64_t open_from = open.empty() ? UINT64_MAX : open.front().first;
    for (const auto& segment : stream.Segments()) {
        if (segment->first() + segment->events() <= from) continue;
        const auto map = segment->Map();
        for (const BlockPlace& place : segment->Places()) {
            if (place.header.first + place.header.count <= from || place.header.first >= open_from) continue;
            if (place.offset < map->bytes().size() && !WalkBlock(map->bytes().substr(place.offset), from, visit)) return;
        }
    }
    std::string padded;
    for (const OpenEvents& part : open)
        for (std::size_t i = 0; i < part.records.size(); ++i) {
            if (part.first + i < from) continue;
            EventRecord record = part.records[i];
            padded.assign(record.bytes).append(BlockView::kPadding, '\0');
            record.bytes = std::string_view(padded).substr(0, record.bytes.size());
            if (!visit(part.first + i, record)) return;
        }
}

std::uint64_t FirstSince(const EventStream& stream, Instant since) {
    std::uint64_t first = 0;
    for (const auto& segment : stream.Segments())
        if (segment->received_last() < since) first = segment->first() + segment->events();
    return first;
}

}  // namespace dongson::soc
