#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "modules/one_stop/domain/procedure.h"
#include "storage/database.h"

namespace dongson::one_stop {

// A procedure as lists show it.
struct ProcedureRow {
    ProcedureId id;
    std::string code, name, domain;
    organisation::Level level = organisation::Level::commune;
    bool for_people = true, for_businesses = true;
    OnlineLevel online = OnlineLevel::partial;
    bool national = false;
    bool online_assigned = true, national_assigned = true;  // no source states it
};

struct ProcedureShelf;
struct OthersWork;

struct FoundProcedures {
    std::shared_ptr<const ProcedureShelf> shelf;  // keeps the rows
    std::vector<const ProcedureRow*> rows;
    std::vector<const OthersWork*> elsewhere;  // others who do what was asked for
};

struct ImportCounts {
    int added = 0, changed = 0, unchanged = 0;
};

class ProcedureStore {
  public:
    explicit ProcedureStore(storage::Transaction& tx) : tx_(tx) {}

    // A procedure that is there already gets a new version only when something in it changed.
    ImportCounts Import(const std::vector<Procedure>& procedures);
    std::optional<Procedure> Get(ProcedureId id);
    std::optional<Procedure> GetPublished(std::string_view code);
    std::vector<ProcedureRow> All();
    // By official and everyday names, with or without accents, the likeliest first; all by name when nothing is asked for.
    FoundProcedures Search(std::string_view text);
    struct DomainCount {
        std::string domain;
        int procedures = 0;
    };
    std::vector<DomainCount> Domains();

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::one_stop
