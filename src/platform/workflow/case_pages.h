// Where people find cases of a kind: whoever shows one thing beside another leads there.
#pragma once

#include <string>
#include <string_view>

namespace dongson::workflow {

// Said by the module that shows them, wherever the house is open. "/can-bo/ho-so/": the code follows.
void UseCasePage(std::string_view kind, std::string_view stem);
// Empty: nobody shows such.
std::string CasePage(std::string_view kind, std::string_view code);

}  // namespace dongson::workflow
