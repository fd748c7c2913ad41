#include "commands/modules.h"

#include "modules/administration/module.h"
#include "modules/one_stop/module.h"
#include "modules/open_data/module.h"
#include "modules/soc/module.h"

namespace dongson::commands {

std::span<const Module* const> Modules() {
    static const Module* const modules[] = {&one_stop::TheModule(), &open_data::TheModule(), &soc::TheModule(),
                                            &administration::TheModule()};
    return modules;
}

}  // namespace dongson::commands
