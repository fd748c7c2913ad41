// A form changed by fields: what was typed and what the pressed button asks for, done to its text.
#pragma once

#include <string>

#include "modules/one_stop/domain/form_text.h"
#include "platform/definitions/definition_type.h"
#include "web/form.h"

namespace dongson::one_stop {

// What a form begins with that nobody wrote yet.
std::string BlankForm();

definitions::Editing TakeFormFields(const web::Form& typed, std::string text, const std::string& key);

// Names a question, or a section without its questions, as its fields show it: whether somebody changed it is seen by this.
std::string MarkOf(const QuestionText& question);
std::string MarkOf(const SectionText& section);

}  // namespace dongson::one_stop
