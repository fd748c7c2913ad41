#include "modules/soc/events/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>

namespace dongson::soc {

namespace {

class Verifying {
  public:
    explicit Verifying(const KnownHashes& anchors) : anchors_(anchors) {}

    void Read(const std::string& path) {
        const MappedFile file(path);
        ++report_.segments;
        std::vector<Damage> damages;
        const auto segment = Segment::Walked(path, damages);
        auto next_damage = damages.begin();
        for (const BlockPlace& place : segment->Places()) {
            for (; next_damage != damages.end() && next_damage->offset < place.offset; ++next_damage) damaged_ = true;
            const auto block = BlockView::Open(file.bytes().substr(place.offset));
            if (block && block->Proven()) {
                Take(path, place);
                continue;
            }
            report_.faults.push_back({path, place.offset, "a block whose hash is not that of its bytes"});
            damaged_ = true;
        }
        if (next_damage != damages.end()) damaged_ = true;
        std::ranges::move(damages, std::back_inserter(report_.faults));
    }

    VerifyReport Report(const std::string& folder) {
        const std::uint64_t lost = anchors_.size() - report_.anchors - wrong_ - report_.passed;
        if (lost > 0)
            report_.faults.push_back(
                {folder, 0,
                 fmt::format("{} blocks that stand in the ledger are not here; the last of them ends with event {}, what is here "
                             "with event {}",
                             lost, anchors_.rbegin()->first, report_.last)});
        return std::move(report_);
    }

  private:
    // A sound block: that it follows, and what the ledger says of it.
    void Take(const std::string& path, const BlockPlace& place) {
        if (!before_) Begin(path, place);
        const bool follows =
            !before_ || (place.header.previous == before_->hash && place.header.first == before_->first + before_->count);
        if (!follows && !damaged_)
            report_.faults.push_back(
                {path, place.offset,
                 fmt::format("the chain breaks: event {} follows event {}, and the block does not name the one before it",
                             place.header.first, before_->first + before_->count - 1)});
        report_.last = place.header.first + place.header.count - 1;
        ++report_.blocks_after;
        if (const auto anchor = anchors_.find(report_.last); anchor != anchors_.end()) Meet(path, place, anchor->second);
        before_ = place.header;
        damaged_ = false;
        ++report_.blocks;
        report_.events += place.header.count;
    }

    // What lies before the first block is bound by the hash that it names.
    void Begin(const std::string& path, const BlockPlace& place) {
        report_.first = place.header.first;
        const auto here = anchors_.lower_bound(place.header.first);
        report_.passed = static_cast<std::uint64_t>(std::distance(anchors_.begin(), here));
        if (here == anchors_.begin() || std::prev(here)->first + 1 != place.header.first) return;
        if (std::prev(here)->second != place.header.previous)
            report_.faults.push_back(
                {path, place.offset, "names another block before it than the one that stands in the ledger"});
    }

    void Meet(const std::string& path, const BlockPlace& place, const Sha256& known) {
        if (known != place.header.hash) {
            ++wrong_;
            report_.faults.push_back({path, place.offset, "another block than the one that stands in the ledger"});
            return;
        }
        ++report_.anchors;
        report_.anchored_to = report_.last;
        report_.blocks_after = 0;
    }

    const KnownHashes& anchors_;
    VerifyReport report_;
    std::optional<BlockHeader> before_;
    std::uint64_t wrong_ = 0;
    bool damaged_ = false;  // a block that is damaged breaks the chain by itself: that is said once
};

}  // namespace

VerifyReport VerifyEvents(const std::string& folder, const KnownHashes& anchors) {
    std::vector<std::string> paths;
    if (std::filesystem::is_directory(folder))
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.path().extension() == Segment::kSuffix) paths.push_back(entry.path().string());
    std::ranges::sort(paths);
    Verifying verifying(anchors);
    for (const std::string& path : paths) verifying.Read(path);
    return verifying.Report(folder);
}

}  // namespace dongson::soc
