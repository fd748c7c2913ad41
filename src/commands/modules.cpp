#include "commands/modules.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "modules/administration/module.h"
#include "modules/complaints/module.h"
#include "modules/one_stop/module.h"
#include "modules/open_data/module.h"
#include "modules/soc/module.h"
#include "modules/tasks/module.h"
#include "platform/identity/storage/sealed_columns.h"
#include "platform/personal_data/storage/correction_store.h"

namespace dongson::commands {

std::span<const Module* const> Modules() {
    static const Module* const modules[] = {&one_stop::TheModule(),  &complaints::TheModule(), &tasks::TheModule(),
                                            &open_data::TheModule(), &soc::TheModule(),        &administration::TheModule()};
    return modules;
}

std::vector<sealing::Column> SealedColumns() {
    auto columns = identity::SealedColumns();
    std::ranges::copy(personal_data::SealedColumns(), std::back_inserter(columns));
    for (const auto* module : Modules()) columns.insert(columns.end(), module->seals.begin(), module->seals.end());
    return columns;
}

std::vector<identity::Capability> DeclaredCapabilities() {
    std::vector<identity::Capability> declared(std::begin(identity::kOwnCapabilities), std::end(identity::kOwnCapabilities));
    for (const auto* module : Modules())
        for (const auto& capability : module->capabilities) {
            if (std::ranges::find(declared, capability) != declared.end())
                throw std::logic_error("two capabilities are called " + std::string(capability.key));
            declared.push_back(capability);
        }
    return declared;
}

Refusal CannotStart(std::string_view module, const std::exception& error) {
    return {"MODULE_FAILED", Say("{1} cannot start: {2}", module, error.what()), ""};
}

Result<std::vector<std::unique_ptr<Running>>> MakeModules(const Serving& serving) {
    std::vector<std::unique_ptr<Running>> running;
    for (const auto* module : Modules()) try {
            if (module->make == nullptr) continue;
            if (auto made = module->make(serving)) running.push_back(std::move(made));
        } catch (const std::exception& error) {
            return std::unexpected(CannotStart(module->key, error));
        }
    return running;
}

}  // namespace dongson::commands
