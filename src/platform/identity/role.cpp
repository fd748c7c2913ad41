#include "platform/identity/role.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <stdexcept>

#include "core/embedded.h"
#include "core/language.h"
#include "core/text.h"
#include "core/yaml.h"

namespace dongson::identity {

namespace {

constexpr std::string_view kShipped = "data/roles.yaml";

// A request takes the book once or twice; a pointer behind a lock is as quick as any.
struct InForce {
    std::mutex mutex;
    std::shared_ptr<const RoleBook> book;
};
InForce& TheBook() {
    static InForce in_force;
    return in_force;
}

bool HasName(const RoleDefinition& role) {
    return !role.name.vi.empty() && !role.name.en.empty();
}

}  // namespace

const std::string& RoleName::Now() const {
    return CurrentLanguage() == Language::english && !en.empty() ? en : vi;
}

RoleBook RoleBook::Parse(std::string source, std::string_view yaml, std::vector<Capability> declared, DefinitionErrors& errors) {
    RoleBook book;
    book.declared_ = std::move(declared);
    const auto file = Definition::Parse(std::move(source), yaml, errors);
    file.OnlyKeys({"parts", "roles"});
    for (const auto& [part, name] : file.Child("parts").Entries()) book.parts_[part] = {name.Text("vi"), name.Text("en")};
    book.CheckParts(file);
    for (const auto& node : file.List("roles")) book.Read(node);
    book.shipped_ = book.roles_;
    return book;
}

void RoleBook::CheckParts(const Definition& file) const {
    for (const auto& capability : declared_)
        if (const auto part = capability.key.substr(0, capability.key.find('.')); !parts_.contains(part))
            file.Fail(fmt::format("'{}' begins with '{}', which is called nothing among the parts", capability.key, part));
}

RoleBook RoleBook::With(std::vector<RoleDefinition> own, std::int64_t mark) const {
    auto book = *this;
    book.roles_ = shipped_;
    book.mark_ = mark;
    for (auto& each : own) {
        const auto place = std::ranges::find(book.roles_, each.key, [](const auto& role) { return role->key; });
        auto role = std::make_shared<const RoleDefinition>(std::move(each));
        if (place == book.roles_.end())
            book.roles_.push_back(std::move(role));
        else
            *place = std::move(role);
    }
    return book;
}

void RoleBook::Read(const Definition& node) {
    node.OnlyKeys({"key", "name", "capabilities"});
    const auto name = node.Child("name");
    RoleDefinition role{
        .key = node.Text("key"), .name = {name.Text("vi"), name.Text("en")}, .capabilities = node.Texts("capabilities")};
    if (!role.key.empty() && Find(role.key)) node.Fail(fmt::format("the role '{}' stands twice", role.key));
    if (!HasName(role)) node.Fail(fmt::format("the role '{}' has no name in both languages", role.key));
    CheckCapabilities(role, node);
    std::ranges::sort(role.capabilities);
    if (const auto twice = std::ranges::adjacent_find(role.capabilities); twice != role.capabilities.end())
        node.Fail(fmt::format("the role '{}' has the capability '{}' twice", role.key, *twice));
    roles_.push_back(std::make_shared<const RoleDefinition>(std::move(role)));
}

void RoleBook::CheckCapabilities(const RoleDefinition& role, const Definition& node) const {
    if (declared_.empty()) return;
    std::vector<std::string> known;
    known.reserve(declared_.size());
    for (const auto& capability : declared_) known.emplace_back(capability.key);
    for (const auto& key : role.capabilities) {
        if (std::ranges::find(known, key) != known.end()) continue;
        const auto near = Suggest(key, known);
        node.Fail(fmt::format("the role '{}' has the capability '{}', which no module declares{}", role.key, key,
                              near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
    }
}

RoleBook RoleBook::Shipped(std::vector<Capability> declared) {
    DefinitionErrors errors;
    auto book = Parse(std::string(kShipped), Embedded(kShipped), std::move(declared), errors);
    if (!errors.empty()) throw std::logic_error(errors.Text());
    return book;
}

std::shared_ptr<const RoleDefinition> RoleBook::Find(std::string_view key) const {
    for (const auto& role : roles_)
        if (role->key == key) return role;
    return nullptr;
}

Capability RoleBook::Declared(std::string_view key) const {
    const auto found = std::ranges::find(declared_, key, &Capability::key);
    return found == declared_.end() ? Capability{key, key, key} : *found;
}

std::shared_ptr<const RoleDefinition> RoleBook::AsShipped(std::string_view key) const {
    const auto found = std::ranges::find(shipped_, key, [](const auto& role) { return role->key; });
    return found == shipped_.end() ? nullptr : *found;
}

RoleName RoleBook::PartName(std::string_view part) const {
    const auto found = parts_.find(part);
    return found == parts_.end() ? RoleName{std::string(part), std::string(part)} : found->second;
}

std::shared_ptr<const RoleBook> RolesNow() {
    auto& in_force = TheBook();
    const std::lock_guard guard(in_force.mutex);
    if (!in_force.book) in_force.book = std::make_shared<const RoleBook>(RoleBook::Shipped({}));
    return in_force.book;
}

void UseRoles(RoleBook book) {
    auto next = std::make_shared<const RoleBook>(std::move(book));
    auto& in_force = TheBook();
    const std::lock_guard guard(in_force.mutex);
    in_force.book = std::move(next);
}

Role::Role() {
    static const auto none = std::make_shared<const RoleDefinition>();
    definition_ = none;
}

Role::Role(std::string_view key, const RoleBook& book) : definition_(book.Find(key)) {
    if (definition_) return;
    const std::string word(key);
    definition_ = std::make_shared<const RoleDefinition>(RoleDefinition{word, {word, word}, {}});
}

bool Role::Gives(const Capability& capability) const {
    return std::ranges::binary_search(definition_->capabilities, capability.key);
}

Role Role::Only(const std::vector<std::string>& capabilities) const {
    auto less = *definition_;
    std::erase_if(less.capabilities, [&](const auto& key) { return std::ranges::find(capabilities, key) == capabilities.end(); });
    Role role;
    role.definition_ = std::make_shared<const RoleDefinition>(std::move(less));
    return role;
}

std::optional<Role> KnownRole(std::string_view key) {
    return RolesNow()->Find(key) ? std::optional<Role>(key) : std::nullopt;
}

std::optional<Role> RoleNamed(std::string_view text) {
    if (auto role = KnownRole(Lower(text))) return role;
    std::optional<Role> named;
    for (const auto& role : RolesNow()->roles()) {
        if (Fold(role->name.vi) != Fold(text) && Fold(role->name.en) != Fold(text)) continue;
        if (named) return std::nullopt;  // nobody knows which is meant
        named = Role(role->key);
    }
    return named;
}

std::string RoleKeys() {
    std::vector<std::string> keys;
    for (const auto& role : RolesNow()->roles()) keys.push_back(role->key);
    return Join(keys, ", ");
}

}  // namespace dongson::identity
