// What a module says of a kind of definition that a province may change: what ships, what is wrong with a text, how it looks.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"
#include "platform/definitions/edition.h"
#include "storage/database.h"
#include "web/html.h"

namespace dongson::definitions {

struct ShippedText {
    std::string key, text;
};

// What is wrong with a text, and in which line; 0: with the whole.
struct Fault {
    int line = 0;
    std::string what;
};

// A text that may become an edition, beside what else is in force on the day it would be.
struct Candidate {
    std::string key, text;
    std::vector<Edition> others;
};

// What a text would do to what is there: "3 bản nháp …".
struct Effect {
    Sentence what;
};

struct Type {
    std::string_view key;   // as addresses and rows have it: "form"
    std::string_view name;  // "Biểu mẫu"
    std::vector<ShippedText> (*shipped)() = nullptr;
    std::vector<Fault> (*check)(const Candidate& candidate) = nullptr;
    // In a few words what it is about, for a list; of a text that was checked.
    std::string (*about)(const std::string& text) = nullptr;
    // As those see it whom it is for; of a text that was checked.
    web::Html (*preview)(const std::string& text) = nullptr;
    // Nothing is changed.
    std::vector<Effect> (*trial)(storage::Transaction& tx, const Candidate& candidate, Date today) = nullptr;
};

// The kinds of the whole house, as its modules bring them. Said once, before anybody asks.
void UseTypes(std::vector<const Type*> types);
const std::vector<const Type*>& Types();
const Type* FindType(std::string_view key);

}  // namespace dongson::definitions
