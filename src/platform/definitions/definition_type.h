// What a module says of a kind of definition that a province may change: what ships, what is wrong with a text, how it looks.
#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"
#include "core/refusal.h"
#include "platform/definitions/edition.h"
#include "storage/database.h"
#include "web/form.h"
#include "web/html.h"

namespace dongson {
struct Platform;
namespace ledger {
class Ledger;
}
}  // namespace dongson

namespace dongson::definitions {

struct ShippedText {
    std::string key, text;
};

// What is wrong with a text, and in which line; 0: with the whole. `path` names the value: "sections.0.questions.2.key".
struct Fault {
    int line = 0;
    std::string what;
    std::string path = {};
};

// A text that may become an edition, beside what else is in force on the day it would be.
struct Candidate {
    std::string key, text;
    std::vector<Edition> others;
    Date valid_from = {};
};

// What a text would do to what is there: "3 bản nháp …".
struct Effect {
    Sentence what;
};

// Where somebody stands who changes a text by fields. All of it travels in the page: nothing is kept until it is saved.
struct Editing {
    std::string text;            // what would be saved
    std::string before;          // the text a step ago, to go back to; empty: there was none
    std::string open;            // the part whose fields are shown; empty: none
    std::string open_was;        // names that part as it was when its fields were filled in
    std::string typed;           // that part as its fields have it, where they and the text disagree
    std::string touched;         // the part the last step was about
    std::vector<Sentence> told;  // what the last step did
    Refusals faults;             // what no step was taken for, each with its field
    bool tell_faults = false;    // what is wrong with the text is to be said now, and not while somebody is still at it
    bool save = false;           // somebody has finished
};

// One of many that are looked for rather than listed.
struct FoundDefinition {
    std::string key, name;
};

// Of a kind that is kept elsewhere, too many to be texts from the start: only what a province changed is one.
struct Elsewhere {
    std::string_view name;  // of what holds without an edition: "Theo danh mục"
    // What holds of a key without an edition, written as a text when somebody asks; nothing: it is nowhere.
    std::optional<Edition> (*base)(storage::Transaction& tx, const std::string& key) = nullptr;
    // The same of every key.
    std::vector<Edition> (*bases)(storage::Transaction& tx) = nullptr;
    std::vector<FoundDefinition> (*find)(storage::Database& database, std::string_view words) = nullptr;
    // Why this is no key; empty: it is one.
    Sentence (*wrong_key)(std::string_view key) = nullptr;
    Sentence (*key_hint)() = nullptr;
    // An edition came into force or went: whatever is kept elsewhere follows, within the same act.
    // No ledger: nothing is bound.
    void (*settle)(storage::Transaction& tx, ledger::Ledger* ledger, const std::string& key, Date today) = nullptr;
    // Where a whole list of them comes in, as differences to decide on; empty: nowhere.
    std::string_view import_path = {};
};

// How a kind is changed by people who do not write YAML.
struct Editor {
    // The text somebody begins a new one with.
    std::string (*blank)() = nullptr;
    // What was typed and what the pressed button asks for, done to the text. Nothing is saved.
    Editing (*take)(const web::Form& typed, std::string text, const std::string& key) = nullptr;
    // The fields of a form that the page puts around them; each fault stands at its field or its row.
    web::Html (*fields)(storage::Transaction& tx, const Editing& editing, const Refusals& faults) = nullptr;
    // The id of what shows the value that a fault is about; empty: only the text does.
    std::string (*place)(const Editing& editing, const std::string& path) = nullptr;
};

struct By;

// Of a kind that cases run by: they go on by the edition they began under, until somebody moves them.
struct Runs {
    // Where a definition is used today.
    web::Html (*used)(storage::Transaction& tx, const std::string& key, Date today) = nullptr;
    // Those that run now, and what the text would do to each. Nothing is changed.
    web::Html (*tried)(const Platform& platform, storage::Transaction& tx, const Candidate& candidate, Date today) = nullptr;
    // Those that ended in the last days, and what of them would have been otherwise.
    web::Html (*replayed)(const Platform& platform, storage::Transaction& tx, const Candidate& candidate, int days) = nullptr;
    // Those that run by another edition than this one, to be chosen from; empty: there are none.
    web::Html (*others)(const Platform& platform, storage::Transaction& tx, const Edition& edition,
                        const web::Form& chosen) = nullptr;
    // Moves what was chosen to this edition: all of them, or none with a reason for each that cannot be.
    std::expected<int, Refusals> (*move)(const Platform& platform, const By& by, const Edition& edition,
                                         const web::Form& chosen) = nullptr;
};

struct Type {
    std::string_view key;   // as addresses and rows have it: "form"
    std::string_view name;  // "Biểu mẫu"
    std::vector<ShippedText> (*shipped)() = nullptr;
    std::vector<Fault> (*check)(const Candidate& candidate) = nullptr;
    // What a text names that is not there today, of one that somebody writes or approves; none: it names nothing outside itself.
    std::vector<Fault> (*missing)(storage::Transaction& tx, const Candidate& candidate) = nullptr;
    // In a few words what it is about, for a list; of a text that was checked.
    std::string (*about)(const std::string& text) = nullptr;
    // As those see it whom it is for; of a text that was checked.
    web::Html (*preview)(const std::string& text) = nullptr;
    std::string_view preview_name, preview_hint;  // "Xem như người dân"
    bool sole = false;  // what ships is all there is: it has editions, and nobody makes another beside it
    // Nothing is changed.
    std::vector<Effect> (*trial)(const Platform& platform, storage::Transaction& tx, const Candidate& candidate,
                                 Date today) = nullptr;
    // What is different, as people say it; of two texts that were checked.
    std::vector<Sentence> (*changes)(const std::string& before, const std::string& after) = nullptr;
    // Drawn as SVG; of a text that was checked.
    std::string (*picture)(const std::string& text) = nullptr;
    bool copied = false;       // a new one may begin as a copy of another
    Editor editor = {};        // without functions: changed as text only
    Runs runs = {};            // without functions: nothing runs by it
    Elsewhere elsewhere = {};  // without functions: what ships is entered as texts
};

// The kinds of the whole house, as its modules bring them. Said once, before anybody asks.
void UseTypes(std::vector<const Type*> types);
const std::vector<const Type*>& Types();
const Type* FindType(std::string_view key);

}  // namespace dongson::definitions
