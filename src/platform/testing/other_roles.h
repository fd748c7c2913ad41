// Roles beside those that ship, for as long as it lives: as a province might make its own.
#pragma once

#include <stdexcept>
#include <string>

#include "core/embedded.h"
#include "core/yaml.h"
#include "platform/identity/role.h"

namespace dongson::testing {

class OtherRoles {
  public:
    // `more`: items of the list in data/roles.yaml.
    explicit OtherRoles(const std::string& more) : before_(*identity::RolesNow()) {
        DefinitionErrors errors;
        auto book = identity::RoleBook::Parse("roles", std::string(Embedded("data/roles.yaml")) + more, {}, errors);
        if (!errors.empty()) throw std::logic_error(errors.Text());
        identity::UseRoles(std::move(book));
    }
    ~OtherRoles() { identity::UseRoles(before_); }
    OtherRoles(const OtherRoles&) = delete;
    OtherRoles& operator=(const OtherRoles&) = delete;

  private:
    identity::RoleBook before_;
};

}  // namespace dongson::testing
