#pragma once

#include <string_view>
#include <vector>

#include "platform/personal_data/correction.h"
#include "platform/sealing/columns.h"
#include "storage/database.h"

namespace dongson::personal_data {

class CorrectionStore {
  public:
    explicit CorrectionStore(storage::Transaction& tx) : tx_(tx) {}

    void Insert(const Correction& correction);
    // False when it was decided meanwhile.
    bool Decide(const Correction& decided);
    std::optional<Correction> Get(std::int64_t id);
    // The newest first.
    std::vector<Correction> OfAccount(AccountId account, int rows);
    // Of a unit, or of the administrators where it is none: what waits, the nearest due first; what was decided, the latest
    // first.
    std::vector<Correction> Waiting(UnitId unit, int rows);
    std::vector<Correction> Decided(UnitId unit, int rows);
    // Of one dossier.
    std::vector<Correction> Of(std::string_view kind, std::string_view reference);
    std::vector<Correction> Every();
    // They go with what they are about.
    void Forget(std::string_view kind, std::string_view reference);
    // An account's name and day of birth: nothing else changes a day of birth, and a name only what proves it.
    void SetPerson(AccountId account, std::string_view name, Date born);

  private:
    storage::Transaction& tx_;
};

inline std::vector<sealing::Column> SealedColumns() {
    using sealing::Kind;
    return {{"personal_correction", "value_before", Kind::answers},
            {"personal_correction", "value_after", Kind::answers},
            {"personal_correction", "reason", Kind::answers},
            {"personal_correction", "answer", Kind::answers}};
}

}  // namespace dongson::personal_data
