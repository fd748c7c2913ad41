// A paper as it was issued: never drawn again, so that it says for ever what it said.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/refusal.h"
#include "core/time.h"

namespace dongson::one_stop {

// How many of a component were handed in, or are asked for.
struct ComponentCount {
    int component = 0;  // index into the procedure's papers; −1: other
    int originals = 0, certified = 0, copies = 0;

    bool Any() const { return originals > 0 || certified > 0 || copies > 0; }
    bool operator==(const ComponentCount&) const = default;
};

struct HandedIn {
    std::vector<ComponentCount> components;
    int sets = 1;
};

// What a receipt can state of one component; nothing when it can. A paper never states another number than was typed.
inline constexpr int kMostCopies = 99;
std::optional<Refusal> RefuseCounts(const HandedIn& handed_in);

struct IssuedPaper {
    std::int64_t id = 0;
    std::int64_t event = 0;  // the happening it was issued by
    std::string form;        // a key of form_set.h
    std::string rules;       // the circular whose form it is; empty for a result
    std::string title;
    UnitId unit;  // whose book the number is from
    std::string series;
    int year = 0;
    std::int64_t number = 0;
    std::string notation;  // "05/HDHS", as printed
    Instant issued;
    std::string signer;
    std::string said;  // every line of it; empty for a result that came as a file
    FileId file;
    std::string digest;  // of its bytes
};

}  // namespace dongson::one_stop
