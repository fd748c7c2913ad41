#include "modules/soc/intelligence/indicator_set.h"

#include <algorithm>
#include <bit>
#include <charconv>

#include "core/text.h"

namespace dongson::soc {

std::optional<IndicatorLine> IndicatorLine::Parse(std::string_view line) {
    std::array<std::string_view, 4> parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t end = i + 1 == parts.size() ? line.size() : line.find('\t');
        if (end == std::string_view::npos) return std::nullopt;
        parts[i] = line.substr(0, end);
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    const auto kind = ParseIndicatorKind(parts[0]);
    if (!kind || parts[1].empty()) return std::nullopt;
    IndicatorLine read{.kind = *kind, .value = parts[1], .label = parts[3]};
    if (parts[2] != "-") std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), read.until.ms);
    return read;
}

std::string LineOf(const Indicator& indicator) {
    std::string label = indicator.label;
    std::ranges::replace_if(label, [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    std::string line(IndicatorWord(indicator.kind));
    line.append("\t").append(indicator.value).append("\t");
    line += indicator.until == Indicator::kUnlimited ? "-" : std::to_string(indicator.until.ms);
    return line.append("\t").append(label).append("\n");
}

std::optional<std::uint64_t> IndicatorSet::KeyOf(const IndicatorLine& line) {
    if (line.kind != IndicatorKind::address) return KeyOf(line.kind, line.value);
    const auto network = ReadNetwork(line.value);
    return network ? std::optional(KeyOf(FirstOf(*network))) : std::nullopt;
}

IndicatorSet::IndicatorSet(std::vector<Feed> feeds, const IndicatorSet* known) : feeds_(std::move(feeds)) {
    std::vector<std::uint64_t> keys;
    for (std::size_t feed = 0; feed < feeds_.size(); ++feed) {
        files_.push_back(std::make_unique<const MappedFile>(feeds_[feed].path));
        Gather(feed, known, keys);
    }
    std::ranges::sort(lengths_, std::greater());
    if (keys.empty()) return;
    slots_.resize(std::bit_ceil(keys.size() * 3 / 2 + 1));
    mask_ = slots_.size() - 1;
    filter_.resize(std::bit_ceil(keys.size() / 6 + 1));
    filter_mask_ = filter_.size() - 1;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        std::size_t at = keys[i] >> 32U & mask_;
        while (slots_[at].entry != 0) at = (at + 1) & mask_;
        slots_[at] = {static_cast<std::uint32_t>(keys[i]), static_cast<std::uint32_t>(i + 1)};
        filter_[keys[i] >> 12U & filter_mask_] |= BitsOf(keys[i]);
    }
}

void IndicatorSet::Gather(std::size_t feed, const IndicatorSet* known, std::vector<std::uint64_t>& keys) {
    const std::string_view bytes = files_[feed]->bytes();
    for (std::size_t at = 0, end = 0; at < bytes.size(); at = end + 1) {
        end = std::min(bytes.find('\n', at), bytes.size());
        const auto line = IndicatorLine::Parse(bytes.substr(at, end - at));
        const auto key = line ? KeyOf(*line) : std::nullopt;
        if (!key || (known != nullptr && known->Contains(line->kind, line->value))) continue;
        entries_.push_back({feed, at});
        keys.push_back(*key);
        ++counts_[static_cast<std::size_t>(line->kind)];
        if (line->kind != IndicatorKind::address) continue;
        const unsigned bits = ReadNetwork(line->value)->bits;
        if (std::ranges::find(lengths_, bits) == lengths_.end()) lengths_.push_back(bits);
    }
}

std::optional<IndicatorLine> IndicatorSet::LineAt(Entry entry) const {
    const std::string_view rest = files_[entry.feed]->bytes().substr(entry.offset);
    return IndicatorLine::Parse(rest.substr(0, rest.find('\n')));
}

bool IndicatorSet::Contains(IndicatorKind kind, std::string_view value) const {
    bool found = false;
    const auto note = [&](const Feed&, const IndicatorLine&) { found = true; };
    if (kind != IndicatorKind::address) {
        Find(kind, value, note);
        return found;
    }
    const auto network = ReadNetwork(value);
    if (network)
        FindKey(KeyOf(FirstOf(*network)),
                [&](const Feed&, const IndicatorLine& line) { found = found || (line.kind == kind && line.value == value); });
    return found;
}

}  // namespace dongson::soc
