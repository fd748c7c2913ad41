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
    std::vector<std::string> words;                         // how people here ask for it
};

struct ImportCounts {
    int added = 0, changed = 0, unchanged = 0;
    int behind_own = 0;  // of those added or changed, where the province's own goes on holding
};

class ProcedureStore {
  public:
    explicit ProcedureStore(storage::Transaction& tx) : tx_(tx) {}

    // A procedure that is there already gets a new version only when something in it changed. What the province says otherwise
    // goes on holding: the list's word waits behind it.
    ImportCounts Import(const std::vector<Procedure>& procedures);
    std::optional<Procedure> Get(ProcedureId id);
    std::optional<Procedure> GetPublished(std::string_view code);
    // What holds of it, shown to the public or not; and what its list said last, whatever holds.
    std::optional<Procedure> Newest(std::string_view code);
    std::optional<Procedure> Base(std::string_view code);
    std::vector<Procedure> AllNewest();  // by code
    std::vector<Procedure> AllBases();
    // From now on this holds, as the edition that it names says it.
    void Hold(const Procedure& procedure);
    // No edition holds any more: what its list said does; of one that no list has, nothing is shown.
    void HoldBase(const std::string& code);
    std::vector<std::string> Own();  // codes of those that hold by an edition
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

    // Units of the province: key and name.
    std::vector<std::pair<std::string, std::string>> Departments();

  private:
    int NextVersion(const std::string& code);

    storage::Transaction& tx_;
};

}  // namespace dongson::one_stop
