// Definitions are read or refused with a line; nothing else happens.
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/form.h"
#include "modules/one_stop/domain/result_kind.h"
#include "platform/calendar/working_calendar.h"

using namespace dongson;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 4096) return 0;
    const std::string_view yaml(reinterpret_cast<const char*>(data), size);
    DefinitionErrors errors;
    one_stop::ParseForm("f.yaml", yaml, errors);
    one_stop::ParseResultKinds("r.yaml", yaml, errors);
    const auto process = workflow::ParseProcess("p.yaml", yaml, {}, one_stop::DossierKind().words(), errors);
    workflow::Lint(process, one_stop::DossierKind());
    return 0;
}
