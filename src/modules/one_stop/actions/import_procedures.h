#pragma once

#include <string>
#include <string_view>

#include "core/refusal.h"
#include "modules/one_stop/domain/catalogue.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/platform.h"

namespace dongson::one_stop {

struct ImportedProcedures {
    CatalogueReport report;
    ImportCounts counts;
};

// The era decides which processes a procedure follows. All or nothing, and again without effect: a procedure that did not change
// keeps its version.
Result<ImportedProcedures> ImportProcedures(const Platform& platform, std::string_view jsonl, std::string_view source,
                                            organisation::Era era, Unstated unstated);

}  // namespace dongson::one_stop
