// The official forms that are issued: 01–05 of TT 03/2025/TT-VPCP, 01–04 of TT 01/2018/TT-VPCP before it, and the result.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "modules/one_stop/domain/dossier.h"
#include "modules/one_stop/domain/form_set.h"
#include "modules/one_stop/domain/issued_paper.h"
#include "modules/one_stop/domain/procedure.h"
#include "modules/one_stop/domain/result_kind.h"
#include "modules/one_stop/domain/unit_on_paper.h"

namespace dongson::one_stop {

// What a paper says besides what the dossier holds; true in the moment it is issued.
struct Issue {
    std::string form;  // a key of form_set.h
    UnitId unit;       // who issues it
    std::string notation;
    Instant at;
    std::string signer, position;                            // of the post by which they act
    std::shared_ptr<const identity::InStead> in_stead = {};  // in whose stead; none: by their own post
    std::string reason;
    Instant promised = kNever;               // the due date before an extension
    std::vector<ComponentCount> components;  // handed in, of the receipt; asked for, of a supplement
    int sets = 1;
    bool draft = false;                        // of a result that nobody approved yet
    bool rebuilt = false;                      // drawn later from what is on record: it was issued before papers were kept
    std::optional<Instant> supply_until = {};  // of a supplement: until when it may be sent
    std::string replaces = {};                 // of a result: the one it takes the place of, "số 05/GXN-UBND ngày …"
};

struct PaperContext {
    Dossier dossier;
    Procedure procedure;
    Form form;  // what the dossier was asked
    std::vector<Happening> happenings;
    std::vector<CasePaper> papers;
    std::vector<std::string> together;  // names of those who applied together with the person
    std::map<UnitId, UnitOnPaper> units;
    std::shared_ptr<const calendar::WorkingCalendar> calendar;  // that the due date is counted by
    std::string base_url;
    Instant now;

    UnitOnPaper Unit(UnitId unit) const {
        const auto found = units.find(unit);
        return found == units.end() ? UnitOnPaper{} : found->second;
    }
};

struct Drawn {
    std::string title, said, pdf;
};

Drawn OfficialForm(const PaperContext& context, const Issue& issue);

// "16 giờ 40 phút, ngày 29 tháng 08 năm 2025", as the forms write it.
std::string FullTime(Instant at);
// "Hạc Thành, ngày 05 tháng 9 năm 2025": Decree 30/2020 writes a nought before a day below 10, and before January and February.
std::string PlaceAndDate(const std::string& place, Date day);
// In whose name the holder of a post signs for a unit, above the post (Decree 30/2020, appendix I, part II.7): a people's
// committee's chair on behalf of the committee, TM.; whoever deputises for the head, KT. For others the post as it stands:
// whether they sign by order (TL.) or by authorisation (TUQ.) nothing says.
std::vector<std::string> AuthorityLines(const UnitOnPaper& unit, std::string_view position);
// Of who signs in the stead of a post's holder: KT., TL., TUQ. or Q. before that post, below it the own; of an acting head none.
std::vector<std::string> AuthorityLines(const UnitOnPaper& unit, std::string_view position, const identity::InStead* in_stead);

}  // namespace dongson::one_stop
