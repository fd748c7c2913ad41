#include "commands/premises.h"

namespace dongson::commands {

Result<Premises::Place> OwnPremises::Find(const Arguments& arguments) {
    const auto configuration = ReadConfiguration(arguments);
    if (!configuration) return std::unexpected(configuration.error());
    return Place{configuration->data,
                 {configuration->data + "/dongson.db", configuration->database, 1, configuration->slow_statement_ms}};
}

Result<const Platform*> OwnPremises::Open(const Arguments& arguments, Company company) {
    auto configuration = ReadConfiguration(arguments);
    if (!configuration) return std::unexpected(configuration.error());
    // A server locks the roles it has; this is none of them.
    if (company == Company::beside_a_server) configuration->roles = {"import"};
    auto house = House::Open(*configuration);
    if (!house) return std::unexpected(house.error());
    house_ = std::move(*house);
    return &house_->platform();
}

}  // namespace dongson::commands
