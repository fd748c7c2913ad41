// The fields of one question of a form, and what they share with the rows of the others.
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/form_text.h"
#include "web/html.h"

namespace dongson::one_stop {

// "Chọn một", of the word that a text has for it; the word itself where there is no such kind.
std::string AnswerKindName(const std::string& word);

// An answer that other questions may depend on.
struct OfferedAnswer {
    std::string question, value, words;
};
std::vector<OfferedAnswer> AnswersOf(const QuestionText& question);

// `question` stands at the place in the form, or is what somebody typed there. Faults bear the names of fields.
web::Html QuestionFields(const FormText& form, const FormPlace& place, const QuestionText& question, const Refusals& faults);

}  // namespace dongson::one_stop
