// What the pages of every editor by fields have in common: its buttons, what the last step did, where reading goes on, and which
// row is at fault.
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "platform/definitions/definition_type.h"
#include "web/html.h"

namespace dongson::definitions {

// One press is one step. `about` is heard, not seen.
web::Html StepLink(const Sentence& text, const std::string& step, const std::string& about);
web::Html StepButton(const Sentence& text, const std::string& step);

// An editor's page derives from it and shows its parts between Head() and its own buttons.
class EditorPage {
  protected:
    EditorPage(const Editing& editing, const Refusals& faults) : editing_(editing), faults_(faults) {}

    // What is wrong is said when somebody asks for it, or opens what it is in.
    const Refusals* Faults() const;
    // What every step sends back; an editor adds its own.
    web::Html Hidden() const;
    // The first button of the form is what the Enter key presses.
    web::Html Buttons() const;
    web::Html Told() const;
    // In place of the fields, while the text cannot be read.
    static web::Html Unreadable();
    // Where a page that answers a step begins to be read.
    web::Html Anchor(const std::string& path) const;
    // Both the fields and the text were changed: whoever sees it decides.
    web::Html Choice() const;
    // Of a part whose value, or one within it, is wrong; `apart` begins what within it is a part of its own (".questions.").
    web::Html FaultTag(const std::string& path, bool faulty = false, std::string_view apart = {}) const;
    web::Html Input(const std::string& name, const Sentence& label, const Sentence& hint, const std::string& value,
                    const std::string& width = "", bool optional = false) const;

    bool IsOpen(const std::string& path) const { return editing_.open == path; }
    // What was typed into the open part waits for a choice.
    bool Undecided() const { return !editing_.typed.empty(); }

    const Editing& editing_;
    const Refusals& faults_;
};

}  // namespace dongson::definitions
