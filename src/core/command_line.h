// The options of a command line: --name VALUE, --flag, and what stands alone.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"

namespace dongson {

struct Arguments {
    std::map<std::string, std::string, std::less<>> options;
    std::vector<std::string> words;

    bool Has(std::string_view option) const { return options.contains(option); }
    std::string Value(std::string_view option, std::string_view otherwise = "") const;
};

// Refuses an option that does not exist, with the nearest that does.
Result<Arguments> ParseArguments(const std::vector<std::string>& given, const std::vector<std::string>& with_value,
                                 const std::vector<std::string>& flags);

// Says a refusal on standard error, as a command line does, and returns the exit status.
int Complain(const Refusal& refusal, int status);

}  // namespace dongson
