#include "modules/one_stop/storage/procedure_list_store.h"

#include "core/text.h"
#include "modules/one_stop/storage/procedure_list_sql.h"

namespace dongson::one_stop {

using storage::Row;

namespace {

constexpr char kOwn = '*';  // behind the key of a part

std::string FieldsOf(const std::vector<ChangedPart>& parts) {
    std::vector<std::string> words;
    for (const auto& part : parts) words.push_back(part.own ? part.part + kOwn : part.part);
    return Join(words, " ");
}

std::vector<ChangedPart> PartsFrom(const std::string& fields) {
    std::vector<ChangedPart> parts;
    for (const auto word : Split(fields, ' ')) {
        if (word.empty()) continue;
        const bool own = word.back() == kOwn;
        parts.push_back({std::string(own ? word.substr(0, word.size() - 1) : word), own});
    }
    return parts;
}

ProcedureListing ReadList(Row& row) {
    return {.id = row.Next<ProcedureListId>(),
            .name = row.Next<std::string>(),
            .made = row.Next<Instant>(),
            .by = row.Next<AccountId>(),
            .by_name = row.Next<std::string>(),
            .procedures = row.Next<std::int64_t>()};
}

ProcedureDifference ReadDifference(Row& row) {
    ProcedureDifference difference;
    difference.list = row.Next<ProcedureListId>();
    difference.code = row.Next<std::string>();
    difference.kind = ParseDifferenceKind(row.Next<std::string>()).value_or(DifferenceKind::changed);
    difference.name = row.Next<std::string>();
    difference.domain = row.Next<std::string>();
    difference.parts = PartsFrom(row.Next<std::string>());
    difference.text = row.Next<std::string>();
    difference.decision = row.Next<std::string>();
    difference.decided_by = row.Next<std::string>();
    difference.edition = row.Next<definitions::EditionId>();
    difference.decided = row.Next<std::optional<Instant>>();
    difference.reason = row.Next<std::string>();
    difference.stage = row.Next<std::string>();
    return difference;
}

}  // namespace

void ProcedureListStore::Insert(const ProcedureListing& list, const std::vector<ProcedureDifference>& differences) {
    tx_.Run(kInsertProcedureList, {{"id", list.id},
                                   {"name", list.name},
                                   {"made", list.made},
                                   {"account", list.by},
                                   {"account_name", list.by_name},
                                   {"procedures", list.procedures}});
    for (const auto& each : differences)
        tx_.Run(kInsertDifference, {{"list", list.id},
                                    {"code", each.code},
                                    {"kind", DifferenceWord(each.kind)},
                                    {"name", each.name},
                                    {"domain", each.domain},
                                    {"fields", FieldsOf(each.parts)},
                                    {"text", each.text}});
}

std::vector<ProcedureListing> ProcedureListStore::Lists() {
    return tx_.Select(kProcedureLists, {}, ReadList);
}

std::optional<ProcedureListing> ProcedureListStore::Get(ProcedureListId id) {
    return tx_.SelectOne(kProcedureList, {{"id", id}}, ReadList);
}

std::vector<ProcedureDifference> ProcedureListStore::Of(ProcedureListId list, const DifferencesAsked& asked) {
    return tx_.Select(kDifferences,
                      {{"list", list}, {"kind", asked.kind}, {"domain", asked.domain}, {"decision", asked.decision}},
                      ReadDifference);
}

bool ProcedureListStore::Decide(const ProcedureDifference& difference, Instant now) {
    return tx_.Run(kDecideDifference, {{"decision", difference.decision},
                                       {"now", now},
                                       {"account_name", difference.decided_by},
                                       {"edition", difference.edition},
                                       {"reason", difference.reason},
                                       {"list", difference.list},
                                       {"code", difference.code}}) == 1;
}

std::vector<ProcedureDifference> ProcedureListStore::Left(const std::string& code, std::int64_t before, std::int64_t rows) {
    return tx_.Select(kLeftDifferences, {{"code", code}, {"before", before}, {"rows", rows}}, ReadDifference);
}

std::int64_t ProcedureListStore::CountLeft(const std::string& code) {
    return tx_.Count(kLeftDifferencesCount, {{"code", code}});
}

bool ProcedureListStore::Reopen(ProcedureListId list, const std::string& code) {
    return tx_.Run(kReopenDifference, {{"list", list}, {"code", code}}) == 1;
}

std::optional<std::string> ProcedureListStore::DecidedText(const std::string& code, ProcedureListId before) {
    return tx_.SelectOne(kDecidedText, {{"code", code}, {"list", before}}, [](Row& row) { return row.Next<std::string>(); });
}

std::map<std::string, std::string> ProcedureListStore::DecidedTexts() {
    std::map<std::string, std::string> texts;
    tx_.Select(kDecidedTexts, {}, [&](Row& row) {
        auto code = row.Next<std::string>();
        texts.try_emplace(std::move(code), row.Next<std::string>());
        return 0;
    });
    return texts;
}

}  // namespace dongson::one_stop
