// From an empty folder to a province: what `dongson setup` and the first page of a server that has nothing yet both do.
#pragma once

#include <string>
#include <vector>

#include "commands/configuration.h"
#include "core/refusal.h"
#include "platform/identity/staff.h"
#include "platform/platform.h"

namespace dongson::commands {

struct ProvinceWanted {
    std::string province = "Thanh Hóa";
    std::string era = "2025";  // or 2023: three levels, a clock that runs from 2 October 2023, for training
    // How applications arrive. Since 1 July 2025 people apply at the national portal; empty: national in 2025, local in 2023.
    std::string submission;
    std::string units;  // a CSV of one's own; empty: the shipped ones of Thanh Hóa
    std::string base_url, contact;
    std::string login = "quan.tri", name;  // of the first administrator
};

struct ProvinceMade {
    std::vector<Sentence> loaded;  // "166 đơn vị", "2011 thủ tục"
    std::string configuration;     // the file that was written
    identity::Access administrator;
};

// Whether settings stand in a file that somebody else wrote: they are taken from it, and nothing is written.
bool HasOwnSettings(const Configuration& configuration);

// The options with which a command reads the same settings and the same folder, to be typed again.
std::string ToTypeAgain(const Configuration& configuration);

// Whether nobody can come in yet.
bool IsEmpty(const Platform& platform);

// May run again after it was cut short: only the last step, the administrator, makes the folder a province. Every fault with the
// option it is about ("province", "era", "submission", "units", "base-url", "admin", "admin-name"). Refuses with SETUP_DONE where
// somebody has an account already.
std::expected<ProvinceMade, Refusals> MakeProvince(const Platform& platform, const Configuration& configuration,
                                                   const ProvinceWanted& wanted);

}  // namespace dongson::commands
