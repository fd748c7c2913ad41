#include "modules/one_stop/storage/paper_store.h"

#include "modules/one_stop/storage/paper_sql.h"

namespace dongson::one_stop {

void PaperStore::Insert(DossierId dossier, const IssuedPaper& paper) {
    tx_.Run(kInsertIssued, {{"id", paper.id},
                            {"dossier", dossier},
                            {"event", paper.event},
                            {"form", paper.form},
                            {"rules", paper.rules},
                            {"title", paper.title},
                            {"unit", paper.unit},
                            {"series", paper.series},
                            {"year", paper.year},
                            {"number", paper.number},
                            {"notation", paper.notation},
                            {"issued", paper.issued},
                            {"signer", paper.signer},
                            {"said", paper.said},
                            {"file", paper.file}});
}

std::vector<IssuedPaper> PaperStore::Issued(DossierId dossier) {
    return tx_.Select(kIssuedOfDossier, {{"dossier", dossier}}, [](storage::Row& row) {
        return IssuedPaper{.id = row.Next<std::int64_t>(),
                           .event = row.Next<std::int64_t>(),
                           .form = row.Next<std::string>(),
                           .rules = row.Next<std::string>(),
                           .title = row.Next<std::string>(),
                           .unit = row.Next<UnitId>(),
                           .series = row.Next<std::string>(),
                           .year = static_cast<int>(row.Next<std::int64_t>()),
                           .number = row.Next<std::int64_t>(),
                           .notation = row.Next<std::string>(),
                           .issued = row.Next<Instant>(),
                           .signer = row.Next<std::string>(),
                           .said = row.Next<std::string>(),
                           .file = row.Next<FileId>(),
                           .digest = row.Next<std::string>()};
    });
}

}  // namespace dongson::one_stop
