#include "modules/soc/events/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

namespace dongson::soc {

VerifyReport VerifyEvents(const std::string& folder, const KnownHashes& anchors) {
    VerifyReport report;
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == Segment::kSuffix) paths.push_back(entry.path().string());
    std::ranges::sort(paths);
    std::optional<BlockHeader> before;
    std::uint64_t wrong = 0, passed = 0;
    bool damaged = false;  // a block that is damaged breaks the chain by itself: that is said once
    for (const std::string& path : paths) {
        const MappedFile file(path);
        ++report.segments;
        std::vector<Damage> damages;
        const auto segment = Segment::Walked(path, damages);
        auto next_damage = damages.begin();
        for (const BlockPlace& place : segment->Places()) {
            for (; next_damage != damages.end() && next_damage->offset < place.offset; ++next_damage) damaged = true;
            const auto block = BlockView::Open(file.bytes().substr(place.offset));
            if (!block || !block->Proven()) {
                report.faults.push_back({path, place.offset, "a block whose hash is not that of its bytes"});
                damaged = true;
                continue;
            }
            const bool follows =
                !before || (place.header.previous == before->hash && place.header.first == before->first + before->count);
            if (!follows && !damaged)
                report.faults.push_back(
                    {path, place.offset,
                     fmt::format("the chain breaks: event {} follows event {}, and the block does not name the one before it",
                                 place.header.first, before->first + before->count - 1)});
            const std::uint64_t last = place.header.first + place.header.count - 1;
            if (!before)
                for (auto forgotten = anchors.begin(); forgotten != anchors.end() && forgotten->first < place.header.first;
                     ++forgotten)
                    ++passed;
            if (const auto anchor = anchors.find(last); anchor != anchors.end()) {
                ++(anchor->second == place.header.hash ? report.anchors : wrong);
                if (anchor->second != place.header.hash)
                    report.faults.push_back({path, place.offset, "another block than the one that stands in the ledger"});
            }
            before = place.header;
            damaged = false;
            ++report.blocks;
            report.events += place.header.count;
        }
        if (next_damage != damages.end()) damaged = true;
        std::ranges::move(damages, std::back_inserter(report.faults));
    }
    if (const std::uint64_t lost = anchors.size() - report.anchors - wrong - passed; lost > 0 && before)
        report.faults.push_back({folder, 0, fmt::format("{} blocks that stand in the ledger are not here", lost)});
    return report;
}

}  // namespace dongson::soc
