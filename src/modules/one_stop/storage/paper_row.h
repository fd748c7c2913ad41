// A file of a dossier or a draft, as their statements list it.
#pragma once

#include "modules/one_stop/domain/dossier.h"
#include "storage/value.h"

namespace dongson::one_stop {

inline CasePaper ReadPaper(storage::Row& row) {
    return {.file = row.Next<FileId>(),
            .component = row.Next<int>(),
            .round = row.Next<int>(),
            .name = row.Next<std::string>(),
            .type = row.Next<std::string>(),
            .digest = row.Next<std::string>(),
            .size = row.Next<std::int64_t>(),
            .added = row.Next<Instant>()};
}

}  // namespace dongson::one_stop
