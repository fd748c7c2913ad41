// A file on its way to becoming a version: prepared by one officer, published by another.
#pragma once

#include <string>
#include <vector>

#include "core/ids.h"
#include "core/refusal.h"
#include "core/time.h"
#include "modules/open_data/domain/dataset.h"
#include "modules/open_data/table/column.h"

namespace dongson::open_data {

using UploadId = Id<struct UploadTag>;

enum class UploadState : unsigned char { preparing, review, published, dropped };

struct Upload {
    UploadId id;
    DatasetId dataset;
    ResourceId resource;         // none: it begins a new one …
    std::string resource_title;  // … of this title
    FileId file;
    std::string layout;  // how the file is read, as JSON
    bool encoding_sure = true;
    Schema schema;
    bool answers_for_personal = false;  // somebody took responsibility for what looks like personal data
    std::string note;                   // what is new, for the readers of the version
    UploadState state = UploadState::preparing;
    std::string returned_because;  // by the reviewer
    AccountId made_by;
    Instant made, changed;
    std::int64_t version = 1;
    std::string profile = {};  // what the whole file showed under the layout, as JSON; empty when it has to be read
};

// What the reading of the whole file showed that stands in the way of publishing.
struct UploadFindings {
    bool several_tables = false, no_rows = false;
    std::vector<std::string> personal_columns;
};

// What still has to be done before it can go to review: every fault with the field it is about.
Refusals RefuseReview(const Upload& upload, const UploadFindings& findings);

// A schema as an officer left it: names that programs can use, each once, at least one column.
Refusals CheckSchema(const Schema& schema);

struct DatasetEvent {
    Instant at;
    std::string event, actor, note;
};

}  // namespace dongson::open_data
