#include "modules/one_stop/storage/paper_store.h"

#include "modules/one_stop/storage/paper_sql.h"
#include "platform/sealing/sealing.h"

namespace dongson::one_stop {

namespace {

ComponentCount ReadCount(storage::Row& row) {
    const auto next = [&] { return static_cast<int>(row.Next<std::int64_t>()); };
    return {.component = next(), .originals = next(), .certified = next(), .copies = next()};
}

}  // namespace

void PaperStore::Insert(CaseId dossier, const IssuedPaper& paper) {
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
                            {"said", sealing::Sealed(sealing::Kind::papers, paper.said)},
                            {"file", paper.file}});
}

std::vector<IssuedPaper> PaperStore::Issued(CaseId dossier) {
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
                           .said = sealing::Opened(sealing::Kind::papers, row.Next<std::string>()),
                           .file = row.Next<FileId>(),
                           .digest = row.Next<std::string>()};
    });
}

void PaperStore::InsertCounts(const storage::Statement& statement, CaseId dossier,
                              const std::vector<ComponentCount>& components) {
    for (const auto& count : components)
        tx_.Run(statement, {{"dossier", dossier},
                            {"component", count.component},
                            {"originals", count.originals},
                            {"certified", count.certified},
                            {"copies", count.copies}});
}

void PaperStore::Ask(CaseId dossier, const std::vector<ComponentCount>& components) {
    tx_.Run(kForgetAsked, {{"dossier", dossier}});
    InsertCounts(kInsertAsked, dossier, components);
}

std::vector<ComponentCount> PaperStore::Asked(CaseId dossier) {
    return tx_.Select(kAsked, {{"dossier", dossier}}, ReadCount);
}

void PaperStore::HandIn(CaseId dossier, const HandedIn& handed_in) {
    tx_.Run(kForgetComponents, {{"dossier", dossier}});
    InsertCounts(kInsertComponent, dossier, handed_in.components);
    if (handed_in.sets != static_cast<int>(tx_.Count(kSets, {{"dossier", dossier}})))
        tx_.Run(kCountSets, {{"dossier", dossier}, {"sets", handed_in.sets}});
}

HandedIn PaperStore::HandedInWith(CaseId dossier) {
    return {.components = tx_.Select(kComponents, {{"dossier", dossier}}, ReadCount),
            .sets = static_cast<int>(tx_.Count(kSets, {{"dossier", dossier}}))};
}

std::map<CaseId, int> PaperStore::SetsOf(UnitId unit, Instant from, Instant until) {
    std::map<CaseId, int> sets;
    tx_.Select(kSetsOfUnit, {{"unit", unit}, {"from", from}, {"until", until}}, [&](storage::Row& row) {
        const auto dossier = row.Next<CaseId>();
        return sets[dossier] = static_cast<int>(row.Next<std::int64_t>());
    });
    return sets;
}

std::map<CaseId, std::string> PaperStore::ReceiversOf(UnitId unit, Instant from, Instant until) {
    std::map<CaseId, std::string> receivers;
    tx_.Select(kReceivers, {{"unit", unit}, {"from", from}, {"until", until}}, [&](storage::Row& row) {
        const auto dossier = row.Next<CaseId>();
        return receivers[dossier] = row.Next<std::string>();
    });
    return receivers;
}

}  // namespace dongson::one_stop
