// How many originals, certified and plain copies of each component: the fields of HandedInOf (http/counts.h).
#pragma once

#include "core/refusal.h"
#include "modules/one_stop/domain/issued_paper.h"
#include "modules/one_stop/domain/procedure.h"
#include "web/html.h"

namespace dongson::one_stop {

web::Html CountInputs(const Paper& paper, int component, const std::vector<ComponentCount>& counted, const Refusals& faults,
                      const std::string& prefix = "");
web::Html SetsInput(int sets, const Refusals& faults);

}  // namespace dongson::one_stop
