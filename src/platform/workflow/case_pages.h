// Where people find cases of a kind: whoever shows one thing beside another leads there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"

namespace dongson::workflow {

// Said by the module that shows them, wherever the house is open. "/can-bo/ho-so/": the code follows.
void UseCasePage(std::string_view kind, std::string_view stem);
// Empty: nobody shows such.
std::string CasePage(std::string_view kind, std::string_view code);

// What another module lets applicants do about a case of theirs, beside what the case itself allows: complain about it.
struct OfferToApplicant {
    std::string path, parameter;  // "/khieu-nai/gui" and "ho_so": by which the code goes with it
    Sentence words;
};
void UseOfferToApplicants(OfferToApplicant offer);
std::vector<OfferToApplicant> OffersToApplicants();

}  // namespace dongson::workflow
