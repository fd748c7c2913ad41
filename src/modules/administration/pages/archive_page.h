// Definitions taken out as one file, and such a file brought back as proposals.
#pragma once

#include <optional>
#include <string>

#include "core/refusal.h"
#include "platform/definitions/import_archive.h"
#include "web/html.h"

namespace dongson::administration {

inline constexpr char kArchivePath[] = "/can-bo/quan-tri/dinh-nghia/tep";

struct ArchiveView {
    std::optional<definitions::ArchiveTaken> taken;
    bool proposed = false;  // else it was only looked at
    std::string reason;     // as typed
    Refusals faults;
};
web::Html ArchivePage(const ArchiveView& view);

}  // namespace dongson::administration
