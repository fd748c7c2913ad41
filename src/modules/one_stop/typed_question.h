// One question as its fields were filled in.
#pragma once

#include <string>

#include "core/refusal.h"
#include "modules/one_stop/domain/form_text.h"
#include "web/form.h"

namespace dongson::one_stop {

QuestionText Cleaned(QuestionText question);

// What a pressed button asks for: "lua-chon-len" of row "2".
struct Pressed {
    std::string act, about;
};

// The question that stands at `path`, with what was typed in place of what it was; what had no field stays.
QuestionText TypedQuestion(const web::Form& typed, const std::string& path, QuestionText was, const Pressed& pressed,
                           Refusals& faults);

}  // namespace dongson::one_stop
