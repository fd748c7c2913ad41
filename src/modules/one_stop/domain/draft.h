// An application being filled in, part by part: what each part asks for, what is wrong with it, what is left to do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/refusal.h"
#include "core/time.h"
#include "modules/one_stop/domain/dossier.h"
#include "modules/one_stop/domain/form.h"
#include "modules/one_stop/domain/mandate.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

struct Draft {
    DraftId id;
    AccountId account;
    ProcedureId procedure;
    UnitId unit;  // where it will be handed in
    Answers answers;
    std::vector<std::string> done;  // parts that were finished
    Instant changed;
    std::string dossier_code;          // once submitted
    definitions::EditionId form = {};  // what the answers were given by; none: what shipped when editions began
};

// The fixed parts; the sections of the form stand between the person and the papers.
inline constexpr std::string_view kPartUnit = "noi-nop", kPartPerson = "nguoi-nop", kPartPapers = "giay-to",
                                  kPartDelivery = "nhan-ket-qua";
// Only of an application for somebody else.
inline constexpr std::string_view kPartMandate = "uy-quyen";
std::string SectionPart(const Section& section);
// The field of the papers' part that says, with "co", that more papers are to come.
inline constexpr std::string_view kStillMissing = "con_thieu";

// A part that was done is so no more once the form asks in it what has no answer.
bool IsDone(const Draft& draft, const Form& form, std::string_view part);
// Follows the form: an answer to a question that now says, offers or depends on something else is no answer to it, and is
// dropped: the question is a new one.
void Follow(Draft& draft, const Form& before, const Form& now);
// What the form asks by now in parts that were done before it did.
std::vector<const Question*> NewQuestions(const Draft& draft, const Form& form);
// The parts not done yet, in the order they are asked in.
std::vector<std::string> Unfinished(const Draft& draft, const Form& form);

// A part as it was typed: fields and what stands in them.
struct TypedPart {
    std::string part;
    Answers typed;
};

// There is no such draft, or it is another's, or a dossier by now.
Refusal NoDraft();

// What a part is held against. An application may be handed in at any commune of the province that exists today, wherever the
// applicant lives (Decree 118/2025).
struct DraftRules {
    const Form& form;
    const std::vector<const organisation::Unit*>& units;
    Date today;
    const identity::Account* citizen = nullptr;  // who fills it in
    bool mandate_sent = false;                   // its paper is among the draft's
};

// Takes a part into the draft and answers what is wrong with it. What was typed is kept either way; only a part without faults
// counts as done.
Refusals TakePart(Draft& draft, const TypedPart& part, const DraftRules& rules);

// Keeps what is typed while a page is open, of what is asked at all. Nothing is judged yet.
void KeepTyped(Draft& draft, const Answers& typed, const Form& form);

// What keeps the draft from being submitted: parts not done, and every answer once more, for a draft may have waited for weeks.
Refusals WhatIsMissing(const Draft& draft, const Form& form, Date today);

Delivery DeliveryOf(const Draft& draft);

// Whom it is handed in for, and by what, as the draft says it; every fault with its field. The paper is the caller's to add.
struct ForAnother {
    Person applicant;
    Mandate mandate;
};
ForAnother ForWhom(const Draft& draft, const identity::Account& mandatary, Date today, Refusals& faults);

}  // namespace dongson::one_stop
