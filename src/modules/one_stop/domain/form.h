// Forms as data: one definition makes the page, the server's check, the officer's view and a JSON Schema.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "core/time.h"
#include "core/yaml.h"
#include "modules/one_stop/domain/procedure.h"
#include "platform/definitions/edition.h"
#include "platform/workflow/process.h"

namespace dongson::one_stop {

using workflow::Words;

enum class QuestionType : unsigned char {
    text,
    long_text,
    number,
    money,
    date,
    yes_no,
    choice,
    choices,
    citizen_number,
    tax_code,
    phone,
    email
};
std::string_view QuestionTypeWord(QuestionType type);

struct Option {
    std::string value;
    Words words;
};

// A question is asked when another has one of these answers.
struct Condition {
    std::string question;
    std::vector<std::string> values;
    bool empty() const { return question.empty(); }
};

struct Question {
    std::string key;
    QuestionType type = QuestionType::text;
    Words label, help;
    bool required = true;
    Condition when;
    std::vector<Option> options;
    std::optional<double> least, most;  // of a number; of a date: days from today
    int longest = 200;                  // code points
    bool past = false, future = false;  // of a date
    std::string on_paper = {};          // how a paper names the answer, where the label asks a person: "Nội dung đề nghị"

    // The label without its question, for papers.
    std::string NounOnPaper() const;
};

struct Section {
    std::string key;
    Words title;
    std::vector<Question> questions;
};

// The questions that name somebody who applies together with whoever fills the form in.
struct ApplicantQuestions {
    std::string name, number;
    bool operator==(const ApplicantQuestions&) const = default;
};

struct Form {
    std::string key;
    std::vector<std::string> procedures;  // codes this form was made for
    std::vector<Section> sections;
    std::vector<ApplicantQuestions> applicants = {};  // who must each confirm what is handed in, as far as they are asked
    bool in_person = false;                           // the law wants the person: nobody hands it in for another
    definitions::EditionId edition;                   // that it was read from; none: from a text at hand

    const Section* Find(std::string_view section) const;
    const Question* FindQuestion(std::string_view question) const;
};

// What was answered: question → values (several only for choices).
using Answers = std::map<std::string, std::vector<std::string>>;
std::string AnswersToJson(const Answers& answers);
Answers AnswersFromJson(std::string_view json);
std::string_view Answer(const Answers& answers, std::string_view question);

Form ParseForm(std::string source, std::string_view yaml, DefinitionErrors& errors);

// Whether the question is asked, given what was answered so far.
bool IsAsked(const Question& question, const Answers& answers);

// What the form asks, and what stands beside it ("_nhan"): an answer to what is not asked any more, or not of this person, is
// none.
Answers OnlyAsked(const Form& form, const Answers& answers);

// Every fault of a section at once, each with its question's key as the field. Answers come out in their normal form.
Refusals CheckSection(const Section& section, Answers& answers, Date today);

// The answer as people read it: the option's words, the date as spoken, the number with separators.
std::string SpokenAnswer(const Question& question, const Answers& answers);

// JSON Schema 2020-12 of the answers.
std::string JsonSchemaOf(const Form& form);

using Forms = std::vector<Form>;

// The form of a procedure: its own, the first that names it, or the sound one, which is of no procedure.
inline constexpr std::string_view kGenericForm = "generic";
Form FormFor(const Forms& forms, const Procedure& procedure);
// By which edition a page asked: what is answered by another is asked again.
inline constexpr std::string_view kFormField = "mau_bieu";
Refusal FormChanged();
// As the program ships them, whatever a province says.
const Forms& ShippedForms();

}  // namespace dongson::one_stop
