// A sum of money written out, as receipts have it beside the figures.
#pragma once

#include <cstdint>
#include <string>

namespace dongson::papers {

// "Một trăm hai mươi lăm nghìn đồng" of 125000; from nought to 999.999.999.999.
std::string MoneyInWords(std::int64_t vnd);

}  // namespace dongson::papers
