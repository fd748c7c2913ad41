// Any file as a list of indicators: what is taken from it is as it is compared, and comes back from its line.
#include <cstdlib>
#include <string>

#include "modules/soc/intelligence/indicator_reader.h"
#include "modules/soc/intelligence/indicator_set.h"

using namespace dongson;
using namespace dongson::soc;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto reading = ReadIndicators({reinterpret_cast<const char*>(data), size}, [](const Indicator& indicator) {
        if (CompareAs(indicator.kind, indicator.value) != indicator.value) std::abort();
        std::string line = LineOf(indicator);
        if (line.empty() || line.back() != '\n') std::abort();
        line.pop_back();
        const auto read = IndicatorLine::Parse(line);
        if (!read || read->kind != indicator.kind || read->value != indicator.value || read->until != indicator.until)
            std::abort();
    });
    if (reading.left_out.first.size() > LeftOut::kShown) std::abort();
    return 0;
}
