// How commands of modules come to the data: the same options and the same house as those of the house itself.
#pragma once

#include <memory>

#include "commands/house.h"
#include "platform/module.h"

namespace dongson::commands {

class OwnPremises final : public Premises {
  public:
    Result<Place> Find(const Arguments& arguments) override;
    Result<const Platform*> Open(const Arguments& arguments, Company company) override;

  private:
    std::unique_ptr<House> house_;
};

}  // namespace dongson::commands
