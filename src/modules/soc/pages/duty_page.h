// The rota, and who was called.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/soc/domain/duty.h"
#include "web/components.h"

namespace dongson::soc {

struct CallLine {
    Call call;
    Alert alert;
};

struct DutyView {
    ShiftTime now;
    Date from;  // the first day shown
    std::vector<DutyTurn> turns;
    std::vector<CallLine> calls;  // the newest first
    std::map<AccountId, std::string> names;
    std::vector<web::Choice> analysts;
    // As typed.
    std::string account, shift, place, first_day, last_day, every = "1";
    Refusals faults;
};
inline constexpr int kDutyDays = 14;

web::Html DutyPage(const DutyView& view);
// "Ca sáng: An (gọi trước), Bình (gọi sau)", for pages that say who is there now.
web::Html OnDutyNow(const ShiftTime& now, const std::vector<DutyTurn>& turns, const std::map<AccountId, std::string>& names);

}  // namespace dongson::soc
