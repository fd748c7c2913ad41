#pragma once

#include <string>

#include "platform/identity/counter_slip.h"
#include "web/html.h"

namespace dongson::identity {

struct ProofView {
    Account account;
    std::string unit;  // whose counter saw the card
};
// How sure the house is of who the person is, and the field for a slip's code.
web::Html ProofPage(const ProofView& view, const Refusals& faults);
// What the clerk ticks after looking at the card.
web::Html SlipFormPage(const SlipWanted& typed, const Refusals& faults);
// The slip itself, to be printed and handed over.
web::Html SlipPage(const Slip& slip, std::string_view unit);

}  // namespace dongson::identity
