#include "modules/soc/engine/text_index.h"

#include <hs.h>

#include <algorithm>
#include <bit>
#include <numeric>
#include <stdexcept>

namespace dongson::soc {

namespace {

// Starts and ends are looked up by this many of their bytes: a table each, so few of them; but \te.exe by .exe would be found
// everywhere.
std::size_t LookedUp(std::size_t length) {
    constexpr std::size_t kLengths[] = {16, 12, 10, 8, 7, 6, 5, 4, 3, 2, 1, 0};
    return *std::ranges::find_if(kLengths, [&](std::size_t each) { return each <= length; });
}

}  // namespace

SearchRoom::~SearchRoom() {
    if (scratch_ != nullptr) hs_free_scratch(scratch_);
}

void SearchRoom::Fit(const hs_database* texts) {
    if (texts != nullptr && hs_alloc_scratch(texts, &scratch_) != HS_SUCCESS) throw std::bad_alloc();
}

std::shared_ptr<hs_database> CompileTexts(std::span<const std::string> texts, unsigned flags) {
    std::vector<const char*> begins;
    std::vector<std::size_t> lengths;
    begins.reserve(texts.size());
    lengths.reserve(texts.size());
    for (const std::string& text : texts) {
        begins.push_back(text.data());
        lengths.push_back(text.size());
    }
    const std::vector<unsigned> all_flags(texts.size(), flags);
    std::vector<unsigned> ids(texts.size());
    std::iota(ids.begin(), ids.end(), 0U);
    hs_database_t* made = nullptr;
    hs_compile_error_t* error = nullptr;
    if (hs_compile_lit_multi(begins.data(), all_flags.data(), ids.data(), lengths.data(), static_cast<unsigned>(texts.size()),
                             HS_MODE_BLOCK, nullptr, &made, &error) != HS_SUCCESS) {
        const std::string reason = error->message;
        hs_free_compile_error(error);
        throw std::runtime_error("texts cannot be compiled: " + reason);
    }
    return {made, [](hs_database* database) { hs_free_database(database); }};
}

void TextIndex::Table::Finish() {
    if (building_.empty()) return;
    std::ranges::sort(building_);
    slots_.assign(std::bit_ceil(building_.size() * 2 + 2), {});
    mask_ = slots_.size() - 1;
    for (std::size_t i = 0; i < building_.size();) {
        std::uint64_t hash = building_[i].first;
        std::size_t at = hash & mask_;
        while (slots_[at].count != 0) at = (at + 1) & mask_;
        slots_[at] = {hash, static_cast<std::uint32_t>(rules_.size()), 0};
        for (; i < building_.size() && building_[i].first == hash; ++i, ++slots_[at].count) rules_.push_back(building_[i].second);
    }
    building_ = {};
}

TextIndex::Table& TextIndex::TableFor(std::vector<Ends>& ends, std::size_t length) {
    auto found = std::ranges::find(ends, length, &Ends::length);
    if (found == ends.end()) found = ends.insert(ends.end(), Ends{length, {}});
    return found->table;
}

void TextIndex::AddWhole(std::string_view text, RuleNumber rule) {
    whole_.Add(text, rule);
}

void TextIndex::AddStart(std::string_view text, RuleNumber rule) {
    std::size_t length = LookedUp(text.size());
    TableFor(starts_, length).Add(text.substr(0, length), rule);
}

void TextIndex::AddEnd(std::string_view text, RuleNumber rule) {
    std::size_t length = LookedUp(text.size());
    TableFor(ends_, length).Add(text.substr(text.size() - length), rule);
}

void TextIndex::AddWithin(std::string_view text, RuleNumber rule) {
    within_building_.emplace_back(text, rule);
}

void TextIndex::Finish() {
    whole_.Finish();
    for (std::vector<Ends>* ends : {&starts_, &ends_})
        for (Ends& each : *ends) each.table.Finish();
    if (within_building_.empty()) return;
    std::ranges::sort(within_building_);
    std::vector<std::string> texts;
    for (auto& [text, rule] : within_building_) {
        if (texts.empty() || text != texts.back()) {
            texts.push_back(std::move(text));
            within_rules_.emplace_back();
        }
        within_rules_.back().push_back(rule);
    }
    within_ = CompileTexts(texts, HS_FLAG_SINGLEMATCH);
    shortest_within_ = std::ranges::min(texts, {}, &std::string::size).size();
    within_building_ = {};
}

void TextIndex::Prepare(SearchRoom& room) const {
    room.Fit(within_.get());
}

void TextIndex::Scan(std::string_view value, SearchRoom& room, Report report, void* context) const {
    struct Found {
        const TextIndex& index;
        Report report;
        void* context;
    } found{*this, report, context};
    auto on_match = [](unsigned id, unsigned long long, unsigned long long, unsigned, void* context_of) {
        auto& into = *static_cast<Found*>(context_of);
        for (RuleNumber rule : into.index.within_rules_[id]) into.report(rule, into.context);
        return 0;
    };
    if (hs_scan(within_.get(), value.data(), static_cast<unsigned>(value.size()), 0, room.scratch(), on_match, &found) !=
        HS_SUCCESS)
        throw std::runtime_error("searching the texts of rules failed");
}

}  // namespace dongson::soc
