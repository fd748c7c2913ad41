// The official forms 01–07 of TT 03/2025/TT-VPCP (before it TT 01/2018/TT-VPCP), and the result's own paper.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/one_stop/domain/dossier.h"
#include "modules/one_stop/domain/figures.h"
#include "modules/one_stop/domain/procedure.h"

namespace dongson::one_stop {

struct PaperContext {
    Dossier dossier;
    Procedure procedure;
    std::vector<Happening> happenings;
    std::vector<PaperFile> papers;
    std::map<UnitId, std::string> units;  // names
    std::string place = "Thanh Hóa";
    std::string base_url;
    Instant now;
};

// The PDF of a form ("01" … "06") or of the result ("kq"). Refuses when the dossier has no such form.
Result<std::string> OfficialForm(const PaperContext& context, std::string_view form);

// What a unit received in a period, or what of it a figure counts.
struct Register {
    std::string unit;
    Date from, until;
    FigureKind kind = FigureKind::received;
    std::vector<Dossier> dossiers;
    bool cut = false;  // there are more
};
// Form 07.
std::string RegisterPaper(const Register& rows, Instant now);

std::string_view OfficialFormName(std::string_view form);

}  // namespace dongson::one_stop
