// Any text as a cell of any kind: what fits is written in one form, and that form is read back as the same value.
#include <cstdlib>
#include <string>

#include "modules/open_data/table/cell.h"

using namespace dongson::open_data;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    for (const auto type : kColumnTypes)
        for (const auto numbers : {NumberForm::plain, NumberForm::vietnamese, NumberForm::english})
            for (const auto dates : {DateForm::year_first, DateForm::day_first, DateForm::month_first}) {
                const auto bits = ParseCell(type, numbers, dates, text);
                if (!bits) continue;
                if (ParseCell(type, NumberForm::plain, DateForm::year_first, CellText(type, *bits)) != bits) std::abort();
            }
    return 0;
}
