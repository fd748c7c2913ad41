// What was typed into a form that its page no longer has, because the dossier changed meanwhile: shown to be read and copied.
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "web/html.h"

namespace dongson::one_stop {

struct TypedLine {
    Sentence label;
    std::string text;
};

struct TypedBefore {
    std::string act;  // what was to be done, in the reader's words; empty: nothing is lost
    std::vector<TypedLine> lines;
    bool files = false;  // browsers keep none

    void Add(const Sentence& label, std::string_view text);
};

// Nothing where nothing was typed.
web::Html TypedBeforeHtml(const TypedBefore& typed);

}  // namespace dongson::one_stop
