// Units of government, each true in its time. Levels and units are data with dates, never code.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/time.h"

namespace dongson::organisation {

enum class Level : unsigned char { province, district, commune };
std::string_view LevelWord(Level level);  // "province" as data files write it
std::optional<Level> ParseLevel(std::string_view word);

// Before July 2025 there were districts between the province and its communes.
enum class Era : unsigned char { three_levels_2023, two_levels_2025 };

struct Unit {
    UnitId id;
    std::string key;         // lasting name in data files: "xa-14797-2025"
    std::string name;        // Ủy ban nhân dân phường Hạc Thành
    std::string short_name;  // Phường Hạc Thành
    Level level = Level::province;
    std::string kind;  // ward, commune, department …
    UnitId parent;
    std::optional<Date> valid_from, valid_to;  // both inclusive; absent: open
    std::string gso_code;                      // General Statistics Office: 14797
    std::string org_code;                      // QĐ 20/2020/QĐ-TTg: H56.14
    std::vector<std::string> successors;       // keys; the one that took over most of the work first
    std::string successors_basis;              // how they were inferred; empty when a resolution names them
    bool successors_confirmed = false;         // by an administrator, who may have named others

    bool SuccessorsInferred() const { return !successors_basis.empty() && !successors_confirmed; }
    bool ExistsOn(Date day) const { return (!valid_from || *valid_from <= day) && (!valid_to || day <= *valid_to); }
};

// The same organisation code the two ways it is written: QĐ 20/2020 left to right ("H56.14", "H56.31.07") and QCVN 102 right to
// left ("000.00.14.H56", "000.07.31.H56"). Nothing when it is neither.
std::optional<std::string> ToQcvn102(std::string_view org_code);
std::optional<std::string> FromQcvn102(std::string_view code);
// Either form in, the left-to-right form out.
std::optional<std::string> NormaliseOrgCode(std::string_view code);

}  // namespace dongson::organisation
