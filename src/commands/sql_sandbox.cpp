#include "commands/commands.h"
#include "modules/open_data/sql/sandbox.h"

namespace dongson::commands {

int SqlSandbox(const std::vector<std::string>&) {
    return open_data::AnswerFromSandbox();
}

}  // namespace dongson::commands
