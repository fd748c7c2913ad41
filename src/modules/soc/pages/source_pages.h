// Who sends events: the list with what became of them, registering one, changing one.
#pragma once

#include <string>
#include <vector>

#include "modules/soc/pages/console_page.h"
#include "web/components.h"
#include "web/meanwhile.h"

namespace dongson::soc {

struct SourceListView {
    std::vector<SourceLine> sources;
    SourceCount strangers;  // of senders nobody registered, today
};
web::Html SourceListPage(const SourceListView& view);

struct SourceFormView {
    Source source;       // as it is, or as it was typed
    bool fresh = false;  // to be registered
    std::string token;   // told once, right after registering
    SourceCount week;    // of the last seven days
    std::vector<web::Choice> units;
    std::vector<std::string> retentions;
    std::string address;                     // of this server, to send to
    std::optional<ImportedEvents> imported;  // a file, just now
    web::Meanwhile meanwhile;
    Refusals faults;
};
web::Html SourceFormPage(const SourceFormView& view);

}  // namespace dongson::soc
