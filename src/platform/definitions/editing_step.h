// What every editor by fields has in common: which button was pressed, going back, what is told, and whose words stand where the
// fields and the text were both changed (docs/decisions/0041).
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "platform/definitions/definition_type.h"
#include "web/form.h"

namespace dongson::definitions {

// As a field of one line gives it back.
std::string OneLine(std::string text);
std::string FieldOr(const web::Form& typed, const std::string& field, const std::string& otherwise);
// A key nobody else has: the same with a number behind it.
std::string FreeKey(std::string key, char between, const std::function<bool(const std::string&)>& taken);
// Names a part as its fields show it: whether somebody changed it is seen by this.
std::string MarkOfPart(std::string_view written);

// One step of somebody who changes a text by fields. An editor derives from it and says what its own buttons do.
class EditingStep {
  protected:
    EditingStep(const web::Form& typed, std::string text);

    // Of a button: what it asks for, and of which part ("len:sections.0").
    const std::string& act() const { return act_; }
    const std::string& about() const { return about_; }
    bool Is(std::string_view act) const { return act_ == act; }
    bool GoesBack() const { return Is("hoan-tac"); }
    // Somebody chose, where the fields and the text say different things.
    bool KeepsText() const { return Is("theo-yaml"); }
    bool KeepsFields() const { return Is("theo-o"); }

    Editing GoneBack();
    // What was typed waits until somebody chooses. Always false: nothing is done meanwhile.
    bool Disagree(std::string typed);
    // Of a value that stands outside of the parts: what it says now is the text's.
    bool DisagreeAbout(std::string field, Sentence what);
    void TellLostRemarks();
    // The step is over: what it began from is what one goes back to, and whoever pressed "save" is done.
    void Finish(const std::string& begun);

    void Open(const std::string& path);
    void Close();
    void Moved(const std::string& to, const Sentence& told);

    const web::Form& typed_;
    Editing editing_;

  private:
    bool Saves() const { return act_.empty() || act_ == "luu"; }

    std::string act_, about_;
};

}  // namespace dongson::definitions
