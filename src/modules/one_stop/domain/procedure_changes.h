// The parts of a procedure in words, and what differs between two, as people say it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"
#include "modules/one_stop/domain/procedure_sheet.h"

namespace dongson::one_stop {

std::string ChannelInWords(std::string_view word);
std::string UnitInWords(std::string_view word);
// "Trực tuyến: 5 ngày làm việc, 50.000 đồng"
std::string RowInWords(std::string_view list, const SheetRow& row);
// A part in a few lines; empty: it says nothing.
std::string PartInWords(const ProcedureSheet& sheet, std::string_view part);
std::vector<Sentence> ChangesOfProcedure(const ProcedureSheet& before, const ProcedureSheet& after);

}  // namespace dongson::one_stop
