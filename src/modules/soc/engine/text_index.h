// Finds which of many texts stand in a value: as the whole of it, at its start, at its end, or anywhere.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/soc/engine/text_hash.h"

struct hs_database;
struct hs_scratch;

namespace dongson::soc {

// The room that searching needs; one a thread.
class SearchRoom {
  public:
    SearchRoom() = default;
    ~SearchRoom();
    SearchRoom(SearchRoom&& other) noexcept : scratch_(std::exchange(other.scratch_, nullptr)) {}
    SearchRoom& operator=(SearchRoom&& other) noexcept {
        std::swap(scratch_, other.scratch_);
        return *this;
    }

    // Makes it large enough for searching with these texts; nullptr needs nothing.
    void Fit(const hs_database* texts);
    hs_scratch* scratch() const { return scratch_; }

  private:
    hs_scratch* scratch_ = nullptr;
};

// Different texts, found all at once, as Hyperscan has them; its number of a text is the text's place here. Throws when it
// refuses.
std::shared_ptr<hs_database> CompileTexts(std::span<const std::string> texts, unsigned flags);

// Rules by text. May name a rule whose text is not there (two texts that share a hash), never misses one.
class TextIndex {
  public:
    using RuleNumber = std::uint32_t;

    void AddWhole(std::string_view text, RuleNumber rule);
    void AddStart(std::string_view text, RuleNumber rule);
    void AddEnd(std::string_view text, RuleNumber rule);
    void AddWithin(std::string_view text, RuleNumber rule);
    void AddAlways(RuleNumber rule) { always_.push_back(rule); }
    // After the last text. Throws when the matcher of texts refuses.
    void Finish();
    // Makes room for searching this index.
    void Prepare(SearchRoom& room) const;

    // Calls visit(rule) for each rule whose text is found; a rule may come more than once.
    template <class Visit>
    void Find(std::string_view value, SearchRoom& room, Visit&& visit) const {
        for (RuleNumber rule : always_) visit(rule);
        if (!whole_.empty()) VisitAll(whole_.Find(value), visit);
        for (const Ends& ends : starts_)
            if (value.size() >= ends.length) VisitAll(ends.table.Find(value.substr(0, ends.length)), visit);
        for (const Ends& ends : ends_)
            if (value.size() >= ends.length) VisitAll(ends.table.Find(value.substr(value.size() - ends.length)), visit);
        if (within_ != nullptr && value.size() >= shortest_within_)
            Scan(
                value, room,
                [](RuleNumber rule, void* context) { (*static_cast<std::remove_reference_t<Visit>*>(context))(rule); }, &visit);
    }

  private:
    // Open addressing; keys are hashes, what they stand for is not kept.
    class Table {
      public:
        void Add(std::string_view text, RuleNumber rule) { building_.emplace_back(HashText(text), rule); }
        void Finish();
        bool empty() const { return slots_.empty() && building_.empty(); }
        std::span<const RuleNumber> Find(std::string_view text) const {
            std::uint64_t hash = HashText(text);
            for (std::size_t at = hash & mask_;; at = (at + 1) & mask_) {
                const Slot& slot = slots_[at];
                if (slot.count == 0) return {};
                if (slot.hash == hash) return {rules_.data() + slot.from, slot.count};
            }
        }

      private:
        struct Slot {
            std::uint64_t hash = 0;
            std::uint32_t from = 0, count = 0;
        };
        std::vector<std::pair<std::uint64_t, RuleNumber>> building_;
        std::vector<Slot> slots_;
        std::vector<RuleNumber> rules_;
        std::size_t mask_ = 0;
    };
    struct Ends {
        std::size_t length = 0;  // how many bytes of the texts are looked up
        Table table;
    };
    using Report = void (*)(RuleNumber, void*);

    template <class Visit>
    static void VisitAll(std::span<const RuleNumber> rules, Visit& visit) {
        for (RuleNumber rule : rules) visit(rule);
    }
    static Table& TableFor(std::vector<Ends>& ends, std::size_t length);
    void Scan(std::string_view value, SearchRoom& room, Report report, void* context) const;

    std::vector<RuleNumber> always_;
    Table whole_;
    std::vector<Ends> starts_, ends_;
    std::vector<std::pair<std::string, RuleNumber>> within_building_;
    std::vector<std::vector<RuleNumber>> within_rules_;  // by the matcher's number
    std::size_t shortest_within_ = 0;
    std::shared_ptr<hs_database> within_;
};

}  // namespace dongson::soc
