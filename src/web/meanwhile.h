// What somebody else stored while a form was filled in, where it is not what was typed: whoever saves the form again knows what
// they replace.
#pragma once

#include <string_view>
#include <vector>

#include "web/components.h"

namespace dongson::web {

struct Meanwhile {
    std::vector<Row> rows;

    void Add(const Sentence& label, std::string_view stored, std::string_view typed);
};

Html MeanwhileHtml(const Meanwhile& meanwhile);

}  // namespace dongson::web
