// Files that come with what somebody does to a case.
#pragma once

#include <string_view>
#include <vector>

#include "platform/files/files.h"
#include "platform/platform.h"
#include "platform/workflow/case.h"
#include "storage/database.h"

namespace dongson::workflow {

struct NewPaper {
    int component = 0;
    FileId file;                  // already recorded (from a draft) …
    files::FileStore::Kept kept;  // … or just taken in
};

// Records a file that was taken in, and has its picture drawn. Officers look through many papers.
FileId RecordPaper(const Platform& platform, storage::Transaction& tx, const files::FileStore::Kept& kept, Instant now);
// What officers send to one another with what they say: no paper of the applicant's.
std::vector<CasePaper> SentAlong(const Platform& platform, storage::Transaction& tx, const std::vector<NewPaper>& papers,
                                 Instant now);
// The job that draws it.
inline constexpr std::string_view kDrawPreview = "preview";

}  // namespace dongson::workflow
