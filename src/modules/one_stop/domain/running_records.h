// Records that go on while a dossier or a month does: the control slip and the register. They are drawn when asked for and say of
// which moment they are.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "modules/one_stop/domain/figures.h"
#include "modules/one_stop/domain/official_forms.h"

namespace dongson::one_stop {

// Form 06 of TT 03/2025, 05 of TT 01/2018.
std::string ControlSlip(const PaperContext& context);

// "Trước hạn", "Đúng hạn", "Quá hạn": before the day, on it until the hour that was set, after it. Empty when nothing was due.
std::string_view Timeliness(Instant done, Instant due);

// What a unit received in a period, or what of it a figure counts.
struct Register {
    std::string unit;
    UnitOnPaper head;
    Date from, until;
    FigureKind kind = FigureKind::received;
    std::string domain = {};  // only of this field; empty: of all
    std::vector<Dossier> dossiers;
    std::map<CaseId, int> sets;  // more than one of
    std::map<CaseId, std::string> receivers;
    bool cut = false;  // there are more
};
// Form 07 of TT 03/2025, 06 of TT 01/2018.
std::string RegisterPaper(const Register& rows, Instant now);

}  // namespace dongson::one_stop
