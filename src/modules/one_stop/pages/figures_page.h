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
    // Of the officer's unit alone, exact, its numbers leading to their rows; none on the public page.
    std::optional<FigureCounts> own;
    std::map<std::string, ToldCounts> own_by_domain;
};
web::Html FiguresPage(const FiguresView& view);

}  // namespace dongson::one_stop
