// The one list of modules.
#pragma once

#include <exception>
#include <memory>
#include <span>
#include <vector>

#include "platform/module.h"

namespace dongson::commands {

// In the order in which they load, start and stand in navigation.
std::span<const Module* const> Modules();

// What may be done: the house's own, and what each module declares.
std::vector<identity::Capability> DeclaredCapabilities();

// What lies sealed in the database: the house's own, and what each module declares.
std::vector<sealing::Column> SealedColumns();

// Those that have something to do here; others have nothing in this process.
Result<std::vector<std::unique_ptr<Running>>> MakeModules(const Serving& serving);
// What a module that ended with an exception is refused with.
Refusal CannotStart(std::string_view module, const std::exception& error);

}  // namespace dongson::commands
