#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "platform/definitions/edition.h"
#include "storage/database.h"

namespace dongson::definitions {

// What ships, without its text.
struct ShippedRow {
    EditionId id;
    std::string key, digest;
    Stage stage = Stage::shipped;
};

class EditionStore {
  public:
    explicit EditionStore(storage::Transaction& tx) : tx_(tx) {}

    void Insert(const Edition& edition);
    // Its stage and who decided it; false when it is no longer in the stage it was found in.
    bool Move(const Edition& edition, Stage before);
    std::optional<Edition> Get(EditionId id);
    std::vector<Edition> History(std::string_view type, std::string_view key);  // the newest first
    std::vector<Edition> InForce(std::string_view type, Date day);              // one a key
    // Drafts, proposals, and what is approved for a later day.
    std::vector<Edition> Coming(std::string_view type, Date day);
    // Of every kind, those that wait for a second person, the oldest first.
    std::vector<Edition> Proposed();
    std::int64_t CountProposed(AccountId author);  // of every kind, those of one author that wait
    // What shipped when the first texts were entered: what holds for whatever is older.
    std::vector<Edition> FirstShipped(std::string_view type);
    void MarkBegan(std::string_view type);  // those there are now
    std::vector<ShippedRow> Shipped(std::string_view type);

    void Add(const EditionEvent& event);
    std::vector<Edition> EveryOwn();  // of every kind, those that did not ship
    std::vector<Edition> EveryShipped();
    std::vector<EditionEvent> EveryEvent();                                         // the oldest first
    std::vector<EditionEvent> Events(std::string_view type, std::string_view key);  // the newest first

    // Which build of the program entered what ships, all of it; empty: none that is known.
    std::string EnteredBy();
    void SayEnteredBy(std::string_view program);

    // Names the state of all definitions together; no two anywhere are the same.
    std::int64_t Mark();
    // Whoever else changes one waits until this transaction ends.
    void MarkAnew();
    // The same where all is as it was when the mark was read; false: something changed since, and nothing is marked.
    bool MarkAnewSince(std::int64_t seen);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::definitions
