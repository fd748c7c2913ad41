// What programs change in the catalogue with an officer's token. A leader's program publishes; another officer's only prepares.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "modules/open_data/domain/dataset.h"
#include "platform/identity/account.h"
#include "platform/platform.h"

namespace dongson::open_data {

// Shown: it becomes public as soon as its description is whole and the officer is a leader; until then it is a draft.
enum class Wish : unsigned char { draft, shown };
Result<Dataset> PutDataset(const Platform& platform, const identity::Officer& officer, Dataset dataset, Wish wish);

// A new one, or one that is there, with another title or link. Its slug follows from the title when it has none.
Result<Resource> PutResource(const Platform& platform, const identity::Officer& officer, Resource resource);
// Takes it out of its dataset; versions that were published stay at their addresses.
Result<Resource> TakeOutResource(const Platform& platform, const identity::Officer& officer, ResourceId id);

// A file as the resource's next version, read as it is found to be. Refuses what looks like personal data unless somebody answers
// for it.
struct FileGiven {
    ResourceId resource;
    std::string path, name, note;
    bool answers_for_personal = false;
};
Result<Version> PublishFile(const Platform& platform, const identity::Officer& officer, const FileGiven& given);

// Rows as the resource's next version, written one by one into the sink.
using RowSink = std::function<void(const std::vector<std::string>& cells)>;
struct RowsGiven {
    ResourceId resource;
    Schema schema;
    std::function<void(const RowSink& sink)> write;
    std::string note;
    bool answers_for_personal = false;
};
Result<Version> PublishRows(const Platform& platform, const identity::Officer& officer, const RowsGiven& given);

}  // namespace dongson::open_data
