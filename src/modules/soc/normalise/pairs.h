// Messages made of names and values: key=value, ArcSight's CEF, QRadar's LEEF.
#pragma once

#include <functional>
#include <string_view>

#include "modules/soc/engine/letter_case.h"

namespace dongson::soc {

// visit(name, value). A value that is written with escapes is unescaped into `room`, and `unescaped` is true.
using VisitPair = std::function<void(std::string_view name, std::string_view value, bool unescaped)>;

// name=value name="value with blanks"; what is no pair is passed over. False when there was not one pair.
bool ReadPairs(std::string_view text, TextRoom& room, const VisitPair& visit);

// CEF:0|vendor|product|version|event class|name|severity|extension: the header's parts are cef.vendor, cef.product, cef.version,
// cef.class, cef.name, cef.severity. False when it is none.
bool ReadCef(std::string_view text, TextRoom& room, const VisitPair& visit);

// LEEF:1.0|vendor|product|version|event id|pairs between tabs, and LEEF:2.0 with a separator of its own: leef.vendor,
// leef.product, leef.version, leef.event.
bool ReadLeef(std::string_view text, TextRoom& room, const VisitPair& visit);

}  // namespace dongson::soc
