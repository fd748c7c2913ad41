// Each role is played by one program of a data folder.
#pragma once

#include <string>
#include <vector>

#include "commands/configuration.h"

namespace dongson::commands {

class RoleLocks {
  public:
    RoleLocks() = default;
    ~RoleLocks();
    RoleLocks(const RoleLocks&) = delete;
    RoleLocks& operator=(const RoleLocks&) = delete;

    // False when another program has one of them; what was taken is held until the object goes.
    bool Take(const std::string& data, const Roles& roles);

  private:
    std::vector<int> locks_;
};

}  // namespace dongson::commands
