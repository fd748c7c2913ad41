// A newer list of procedures, as differences that somebody decides on: what is taken is proposed, and a second person approves
// it. Nothing that is the province's own is overwritten (docs/decisions/0052).
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/catalogue.h"
#include "modules/one_stop/domain/procedure_difference.h"
#include "platform/definitions/definitions.h"
#include "platform/platform.h"

namespace dongson::one_stop {

struct ListGiven {
    std::string name;  // of the file
    std::string_view jsonl;
    bool only_good = false;  // rows that cannot be read are left out
};

struct ComparedList {
    ProcedureListId id;
    int added = 0, changed = 0, abolished = 0, same = 0;
    int not_ours = 0;             // that the rules leave to others, and the province never had
    std::vector<WrongRow> wrong;  // left out
};

// Refuses a file with wrong rows, each with its line, unless only the good ones are asked for.
std::expected<ComparedList, Refusals> CompareList(const Platform& platform, const definitions::By& by, const ListGiven& given);

struct Taking {
    ProcedureListId list;
    std::vector<std::string> codes;
    bool whole = false;  // what is the province's own as well
    Date valid_from;
    std::string reason;
    std::string seen = {};  // by whoever approves: the mark of what waited on their page
};

struct Taken {
    int done = 0;
    std::vector<Sentence> not_done;  // each with its reason
};

// Each becomes a proposed edition; one that somebody is writing, or that would be wrong, is told and left waiting.
Result<Taken> TakeDifferences(const Platform& platform, const definitions::By& by, const Taking& taking);
Result<Taken> LeaveDifferences(const Platform& platform, const definitions::By& by, const Taking& taking);
// By which it is known whether what waits for approval is what a page showed.
std::string MarkOfWaiting(const std::vector<ProcedureDifference>& taken);
// Of those that were taken and wait: all of the codes that another proposed, while they are those that were seen.
Result<Taken> ApproveTaken(const Platform& platform, const definitions::By& by, const Taking& taking);

}  // namespace dongson::one_stop
