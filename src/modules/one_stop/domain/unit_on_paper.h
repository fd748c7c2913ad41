// What a unit is called on papers: the body above it, its counter, the place its papers are dated from (Decree 30/2020/NĐ-CP,
// appendix I).
#pragma once

#include <string>
#include <vector>

#include "core/time.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

struct UnitOnPaper {
    std::string name;      // Ủy ban nhân dân phường Hạc Thành
    std::string parent;    // ỦY BAN NHÂN DÂN TỈNH THANH HÓA; none: a people's committee writes in its own name
    std::string one_stop;  // TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG
    std::string place;     // Hạc Thành
    std::string notation;  // UBND, STP
};

UnitOnPaper OnPaper(const organisation::Units& units, UnitId unit, Date day);

// A collective: whoever heads it signs on its behalf.
bool IsCommittee(const UnitOnPaper& unit);

// The name in capitals as a letterhead sets it: "ỦY BAN NHÂN DÂN" and the place on lines of their own.
std::vector<std::string> LetterheadLines(const UnitOnPaper& unit);

}  // namespace dongson::one_stop
