#include "modules/soc/watch/source_table.h"

#include <algorithm>

namespace dongson::soc {

namespace {

std::string KeyOf(Recognition recognition, std::string_view mark) {
    return std::string(RecognitionWord(recognition)) + " " + std::string(mark);
}

}  // namespace

SourceTable::SourceTable(std::vector<Source> sources) : sources_(std::move(sources)) {
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        by_number_[sources_[i].number] = i;
        by_mark_.emplace(KeyOf(sources_[i].recognition, sources_[i].mark), i);
        if (sources_[i].recognition != Recognition::address) continue;
        if (const auto network = ReadNetwork(sources_[i].mark)) networks_.emplace_back(*network, i);
    }
    std::ranges::stable_sort(networks_, std::ranges::greater(), [](const auto& network) { return network.first.bits; });
}

const Source* SourceTable::Of(std::uint32_t number) const {
    const auto found = by_number_.find(number);
    return found == by_number_.end() ? nullptr : &sources_[found->second];
}

const Source* SourceTable::OfAddress(std::string_view text) const {
    const auto address = ReadAddress(text);
    if (!address) return nullptr;
    const auto found = std::ranges::find_if(networks_, [&](const auto& network) { return InNetwork(*address, network.first); });
    return found == networks_.end() ? nullptr : &sources_[found->second];
}

const Source* SourceTable::OfMark(Recognition recognition, std::string_view mark) const {
    const auto found = by_mark_.find(KeyOf(recognition, mark));
    return found == by_mark_.end() ? nullptr : &sources_[found->second];
}

const Parser* SourceTable::ParserOf(std::uint32_t number) const {
    const Source* source = Of(number);
    return source == nullptr || source->parser.empty() ? nullptr : Parsers::Shipped().Find(source->parser);
}

}  // namespace dongson::soc
