// Roles as data: each gives some capabilities. Which there are says data/roles.yaml.
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/identity/capability.h"

namespace dongson {
class Definition;
class DefinitionErrors;
}  // namespace dongson

namespace dongson::identity {

struct RoleName {
    std::string vi, en;
    const std::string& Now() const;
};

struct RoleDefinition {
    std::string key;                        // as rows and lists write it: "clerk"
    RoleName name;                          // for people: "Cán bộ một cửa"
    std::vector<std::string> capabilities;  // their keys, in order
};

// Every role there is. Never changed: another takes its place.
class RoleBook {
  public:
    // Adds an error for each role that stands twice or lacks a name, and for each capability that is none of `declared`; none
    // declared: nobody has said what there is, and any will do.
    static RoleBook Parse(std::string source, std::string_view yaml, std::vector<Capability> declared, DefinitionErrors& errors);
    // data/roles.yaml. Throws std::logic_error when it cannot be read.
    static RoleBook Shipped(std::vector<Capability> declared);
    // The same with a province's own in place of those that ship under their keys, and beside them. `mark`: by which it is known
    // whether these are still the province's.
    RoleBook With(std::vector<RoleDefinition> own, std::int64_t mark) const;

    const std::vector<std::shared_ptr<const RoleDefinition>>& roles() const { return roles_; }
    std::shared_ptr<const RoleDefinition> Find(std::string_view key) const;  // none: nobody knows it
    const std::vector<Capability>& declared() const { return declared_; }
    // As it was declared; one that nobody declared goes by its key.
    Capability Declared(std::string_view key) const;
    // As it ships, whatever the province made of it; none: it is the province's own.
    std::shared_ptr<const RoleDefinition> AsShipped(std::string_view key) const;
    // What the beginning of capabilities' keys is called: "one_stop".
    RoleName PartName(std::string_view part) const;
    std::int64_t mark() const { return mark_; }

  private:
    void Read(const Definition& node);
    void CheckCapabilities(const RoleDefinition& role, const Definition& node) const;
    void CheckParts(const Definition& file) const;

    std::vector<std::shared_ptr<const RoleDefinition>> roles_, shipped_;
    std::map<std::string, RoleName, std::less<>> parts_;
    std::int64_t mark_ = 0;
    std::vector<Capability> declared_;
};

// The book in force: what ships until another is put in its place.
std::shared_ptr<const RoleBook> RolesNow();
void UseRoles(RoleBook book);

// A role as the book in force had it when this was made; cheap to hand about. One that the book does not know gives nothing.
class Role {
  public:
    Role();  // none
    template <std::convertible_to<std::string_view> Key>
    Role(const Key& key) : Role(std::string_view(key), *RolesNow()) {}  // NOLINT(google-explicit-constructor): a key is a role

    Role(std::string_view key, const RoleBook& book);  // by another book

    const std::string& key() const { return definition_->key; }
    const RoleName& name() const { return definition_->name; }
    bool Gives(const Capability& capability) const;
    const std::vector<std::string>& capabilities() const { return definition_->capabilities; }
    // With no more of what it gives than these.
    Role Only(const std::vector<std::string>& capabilities) const;

    bool operator==(const Role& other) const { return key() == other.key(); }
    std::strong_ordering operator<=>(const Role& other) const { return key() <=> other.key(); }

  private:
    std::shared_ptr<const RoleDefinition> definition_;  // never none
};

// The role of a key, when there is one.
std::optional<Role> KnownRole(std::string_view key);
// The role somebody means by its key or its name.
std::optional<Role> RoleNamed(std::string_view text);
// "clerk, specialist, leader": the keys there are.
std::string RoleKeys();

}  // namespace dongson::identity
