// A paper is issued in the transaction of the event that issues it: it takes its number from the yearly book of the unit and the
// kind, is drawn once and kept by content.
#pragma once

#include "core/refusal.h"
#include "modules/one_stop/domain/official_forms.h"
#include "platform/files/files.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::one_stop {

// Everything a paper may say, as the transaction sees it.
PaperContext PaperContextOf(const Platform& platform, storage::Transaction& tx, const Dossier& dossier,
                            std::vector<Happening> happenings);

// A drawn paper among the files, or what lies in its place where none is drawn.
Result<files::File> KeepDrawn(const Platform& platform, storage::Transaction& tx, const std::string& pdf, const std::string& name,
                              Instant at);

// Takes the number, draws the paper and keeps it. `issue` comes without a number. A result that came as a file is kept as it
// came; the dossier takes the result's number and file.
Result<IssuedPaper> IssuePaper(const Platform& platform, storage::Transaction& tx, Dossier& dossier, const Happening& happening,
                               Issue issue);

}  // namespace dongson::one_stop
