// How many dossiers there were, and what became of them.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/time.h"
#include "modules/one_stop/domain/figures.h"
#include "web/html.h"

namespace dongson::one_stop {

struct FiguresView {
    Date from, until;
    ToldCounts whole;
    std::map<std::string, ToldCounts> by_unit, by_domain;
    std::optional<FigureCounts> own;  // of the officer's unit, whose numbers lead to their rows; none on the public page
};
web::Html FiguresPage(const FiguresView& view);

}  // namespace dongson::one_stop
