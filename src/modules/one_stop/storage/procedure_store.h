#pragma once

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
    struct DomainCount {
        std::string domain;
        int procedures = 0;
    };
    std::vector<DomainCount> Domains();
    // Which process the catalogue gives each of the published ones.
    struct ProcessOfProcedure {
        std::string code, name, process;
    };
    std::vector<ProcessOfProcedure> OfProcesses();

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::one_stop
