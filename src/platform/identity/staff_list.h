// Many officers at once, from a list a personnel office keeps: read, shown as the changes it would make, then made together.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "platform/identity/staff.h"
#include "platform/platform.h"

namespace dongson::organisation {
class Units;
}

namespace dongson::identity {

// The columns, in any order: login, name, unit, role, position, email, phone, from, until; or as in Vietnamese forms ("Tên đăng
// nhập", "Họ và tên", "Đơn vị", …). `unit` is a unit's key, its organisation code or its name, `role` a role's word or name, days
// are 2026-12-01 or 1/12/2026. A person with two posts has two rows. login, name, unit and role must be there; an empty cell
// keeps what is known. The last day of a post that is held may become another; its first day does not, for the past stays true.
enum class RowEffect : unsigned char { hires, appoints, changes, nothing };
std::string_view RowEffectName(RowEffect effect);  // "Tuyển mới"

struct StaffRow {
    int line = 0;
    NewOfficer officer;
    NewPost post;
    RowEffect effect = RowEffect::nothing;
    std::string what;            // what of an account or a post becomes another: "chức vụ: Chuyên viên → Phó trưởng phòng"
    AccountId account;           // of those that are there
    Appointment held;            // the post that changes, as it was
    std::optional<Date> ending;  // its last day, when that becomes another
    bool contact = false;        // whether the e-mail or the telephone changes
};

struct RowFault {
    int line = 0;
    std::vector<std::string> cells;  // as they were written
    std::string why;
};

struct StaffPlan {
    std::vector<std::string> columns;  // as the list names them
    std::vector<StaffRow> rows;        // the good ones, as they stand in the list
    std::vector<RowFault> faults;      // the others
    std::size_t Count(RowEffect effect) const;
};

// The unit somebody means by a key, an organisation code or a name that only one unit of that day bears, with or without accents,
// "UBND" and "phường" before it. Refuses with STAFF_UNIT of the field "don_vi", and names up to five that may be meant.
Result<UnitId> UnitNamed(const organisation::Units& units, Date day, std::string_view text);
// Refuses a list that is none (STAFF_LIST): no such columns, more than 50,000 rows.
Result<StaffPlan> PlanStaff(const Platform& platform, std::string_view csv);
// The faulty rows as a list to mend and send again: their columns, and one more that says why.
std::string FaultsAsCsv(const StaffPlan& plan);
// Of everything the plan would change: who agrees to a plan agrees to this one.
std::string DigestOf(const StaffPlan& plan);

enum class Faulty : unsigned char { refuse, leave_out };
// All rows in one transaction, or none. Refuses a plan with faults unless they are to be left out, and one that no longer holds.
// Returns the codes of those that were hired, in the order of the list.
Result<std::vector<Access>> CarryOut(const Platform& platform, const Manager& by, const StaffPlan& plan, Faulty faulty);

}  // namespace dongson::identity
