// What the program says when the answer is no. A refusal is a value; a broken world throws.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "core/language.h"

namespace dongson {

// What kind of no it is; web/ alone turns this into an HTTP status.
enum class RefusalKind : unsigned char { invalid, not_found, forbidden, conflict, too_large, too_many, unavailable };

struct Refusal {
    std::string code;   // catalogued: ONE_STOP_TOO_LATE_TO_EXTEND
    Sentence sentence;  // what happened, why, and what to do
    std::string field;  // the form field it is about; empty when it is about the whole
    RefusalKind kind = RefusalKind::invalid;

    static Refusal NotFound(Sentence sentence) { return {"NOT_FOUND", std::move(sentence), "", RefusalKind::not_found}; }
    static Refusal Forbidden(Sentence sentence) { return {"FORBIDDEN", std::move(sentence), "", RefusalKind::forbidden}; }
    bool operator==(const Refusal&) const = default;
};

template <class T>
using Result = std::expected<T, Refusal>;

using Refusals = std::vector<Refusal>;

}  // namespace dongson
