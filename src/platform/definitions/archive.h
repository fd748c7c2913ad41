// What a province says of every kind, as one ZIP of texts that it can keep elsewhere: a text a file, and a list of what each is.
// The same definitions give the same bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "platform/definitions/definition_type.h"

namespace dongson::definitions {

// What holds of one key. Of an archive that people changed the list may not know it: then only the text is there.
struct Archived {
    std::string type, key, text;
    std::int64_t version = 0;  // 0: as it ships, or as a list of procedures says it
    std::string digest;        // of the text, when it was taken out; empty: the list does not know it
    std::string valid_from, author, approver;
};

// Of these kinds, on a day; by kind and key.
std::vector<Archived> HoldingOn(storage::Database& database, const Clock& clock, const std::vector<const Type*>& types, Date day);

std::string Packed(const std::vector<Archived>& all);
// Refuses what is no such archive, or grows beyond what definitions may be.
Result<std::vector<Archived>> Unpacked(std::string_view bytes);

}  // namespace dongson::definitions
