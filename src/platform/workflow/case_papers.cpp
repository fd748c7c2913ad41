#include "platform/workflow/case_papers.h"

#include "platform/files/preview.h"
#include "platform/jobs/jobs.h"

namespace dongson::workflow {

FileId RecordPaper(const Platform& platform, storage::Transaction& tx, const files::FileStore::Kept& kept, Instant now) {
    const auto file = files::FileStore::Record(tx, kept, now);
    if (files::HasPreview(file.type)) platform.jobs.Add(tx, kDrawPreview, file.digest, now);
    return file.id;
}

std::vector<CasePaper> SentAlong(const Platform& platform, storage::Transaction& tx, const std::vector<NewPaper>& papers,
                                 Instant now) {
    std::vector<CasePaper> files;
    files.reserve(papers.size());
    for (const auto& paper : papers)
        files.push_back({.file = RecordPaper(platform, tx, paper.kept, now),
                         .component = -1,
                         .name = paper.kept.name,
                         .type = paper.kept.type,
                         .digest = paper.kept.digest,
                         .size = paper.kept.size,
                         .added = now});
    return files;
}

}  // namespace dongson::workflow
