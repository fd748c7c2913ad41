// A file becomes a resource's next version: kept, checked against the agreed schema, made into a table, entered into the ledger.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "modules/open_data/domain/dataset.h"
#include "modules/open_data/intake/layout.h"
#include "modules/open_data/table/column.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::open_data {

struct NewVersion {
    ResourceId resource;
    std::string path;  // of the file; it stays where it is
    std::string name;  // as the publisher calls it
    Layout layout;
    Schema schema;  // for a resource's first version; later ones keep what was agreed
    std::string note;
    // Done in the transaction that makes the version public, if it is given: all of it happens, or nothing when it refuses.
    std::function<std::optional<Refusal>(storage::Transaction&, const Version&)> also = {};
};

// Whole or not at all: until everything of it is there, the version before stays the newest. Refuses a file whose columns are not
// the agreed ones, or whose values do not fit them, and names the columns and rows.
Result<Version> PublishVersion(const Platform& platform, const NewVersion& wanted);

}  // namespace dongson::open_data
