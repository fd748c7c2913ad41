#include "modules/soc/watch/source_table.h"

#include <algorithm>

#include "core/text.h"

namespace dongson::soc {

namespace {

std::string KeyOf(Recognition recognition, std::string_view mark) {
    return std::string(RecognitionWord(recognition)) + " " + std::string(mark);
}

std::int64_t WidthOf(const Source& source) {
    const std::size_t slash = source.mark.find('/');
    const std::int64_t most = source.mark.find(':') == std::string::npos ? 32 : 128;
    return slash == std::string::npos ? 0 : most - ToNumber(std::string_view(source.mark).substr(slash + 1));
}

}  // namespace

SourceTable::SourceTable(std::vector<Source> sources) : sources_(std::move(sources)) {
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        by_number_[sources_[i].number] = i;
        by_mark_.emplace(KeyOf(sources_[i].recognition, sources_[i].mark), i);
        if (sources_[i].recognition == Recognition::address) networks_.push_back(i);
    }
    std::ranges::stable_sort(networks_, {}, [&](std::size_t i) { return WidthOf(sources_[i]); });
}

const Source* SourceTable::Of(std::uint32_t number) const {
    const auto found = by_number_.find(number);
    return found == by_number_.end() ? nullptr : &sources_[found->second];
}

const Source* SourceTable::OfAddress(std::string_view address) const {
    if (const Source* exact = OfMark(Recognition::address, address)) return exact;
    for (const std::size_t i : networks_)
        if (InNetwork(sources_[i].mark, address)) return &sources_[i];
    return nullptr;
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
