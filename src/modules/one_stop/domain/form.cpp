#include "modules/one_stop/domain/form.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <stdexcept>

#include "core/amount.h"
#include "core/embedded.h"
#include "core/print_letters.h"
#include "core/text.h"
#include "platform/identity/person_number.h"

namespace dongson::one_stop {

namespace json = boost::json;

namespace {

// Nobody who still lives was born longer ago, and nothing anybody is asked about happened then.
constexpr int kOldestDays = 125 * 366;

Refusal Fault(const Question& question, std::string code, Sentence sentence) {
    return {std::move(code), std::move(sentence), question.key};
}

std::optional<double> NumberIn(std::string_view text, bool money) {
    if (!money) return ParseAmount(text);
    const auto sum = ParseMoney(text);
    return sum ? std::optional(static_cast<double>(*sum)) : std::nullopt;
}

std::string PlainNumber(double value) {
    return value == std::floor(value) ? fmt::format("{:.0f}", value) : fmt::format("{}", value);
}

// Checks one answer that is there, and puts it into its normal form.
std::optional<Refusal> CheckAnswer(const Question& question, std::string& answer, Date today) {
    if (static_cast<int>(Length(answer)) > question.longest)
        return Fault(question, "ANSWER_TOO_LONG",
                     Say("Câu trả lời dài quá {1} ký tự. Hãy viết ngắn lại.", std::to_string(question.longest)));
    const auto take = [&](auto parsed) -> std::optional<Refusal> {
        if (!parsed) return Fault(question, parsed.error().code, parsed.error().sentence);
        answer = *parsed;
        return std::nullopt;
    };
    switch (question.type) {
        case QuestionType::text:
        case QuestionType::long_text:
            return RefuseLetters(answer, question.key);
        case QuestionType::number:
        case QuestionType::money: {
            const auto value = NumberIn(answer, question.type == QuestionType::money);
            if (!value && question.type == QuestionType::number)
                return Fault(question, "ANSWER_NOT_A_NUMBER", Say("Nhập một số, ví dụ 2."));
            if (!value) return Fault(question, "ANSWER_NOT_A_NUMBER", Say("Nhập một số, ví dụ 1.250.000."));
            if (question.least && *value < *question.least)
                return Fault(question, "ANSWER_TOO_SMALL", Say("Nhỏ nhất là {1}.", PlainNumber(*question.least)));
            if (question.most && *value > *question.most)
                return Fault(question, "ANSWER_TOO_LARGE", Say("Lớn nhất là {1}.", PlainNumber(*question.most)));
            answer = PlainNumber(*value);
            return std::nullopt;
        }
        case QuestionType::date: {
            const auto date = Date::ParseSpoken(Trim(answer));
            if (!date) return Fault(question, "ANSWER_NOT_A_DATE", Say("Nhập ngày có thật, ví dụ 27/3/2025."));
            if (question.past && *date < today - kOldestDays)
                return Fault(question, "ANSWER_TOO_LONG_AGO", Say("Ngày này đã quá lâu. Hãy xem lại năm."));
            if (question.past && *date > today)
                return Fault(question, "ANSWER_IN_FUTURE", Say("Ngày này chưa tới. Hãy nhập ngày hôm nay hoặc trước đó."));
            if (question.future && *date < today)
                return Fault(question, "ANSWER_IN_PAST", Say("Ngày này đã qua. Hãy nhập ngày hôm nay hoặc sau đó."));
            answer = date->Iso();
            return std::nullopt;
        }
        case QuestionType::yes_no:
            if (answer != "co" && answer != "khong")
                return Fault(question, "ANSWER_NOT_OFFERED", Say("Hãy chọn một trong các câu trả lời."));
            return std::nullopt;
        case QuestionType::choice:
        case QuestionType::choices:
            if (std::ranges::find(question.options, answer, &Option::value) == question.options.end())
                return Fault(question, "ANSWER_NOT_OFFERED", Say("Hãy chọn một trong các câu trả lời."));
            return std::nullopt;
        case QuestionType::citizen_number: {
            const auto number = identity::ParseCitizenNumber(answer, today);
            if (!number) return Fault(question, number.error().code, number.error().sentence);
            answer = number->digits;
            return std::nullopt;
        }
        case QuestionType::tax_code:
            return take(identity::ParseTaxCode(answer));
        case QuestionType::phone:
            return take(identity::ParsePhone(answer));
        case QuestionType::email:
            return take(identity::ParseEmail(answer));
    }
    return std::nullopt;
}

json::object SchemaOf(const Question& question) {
    json::object schema{{"title", question.label.vi}};
    const auto set = [&](std::string_view type, std::string_view format) {
        schema["type"] = type;
        if (!format.empty()) schema["format"] = format;
    };
    json::array values;
    for (const auto& option : question.options) values.push_back(json::string(option.value));
    switch (question.type) {
        case QuestionType::number:
        case QuestionType::money:
            set("number", "");
            if (question.least) schema["minimum"] = *question.least;
            if (question.most) schema["maximum"] = *question.most;
            break;
        case QuestionType::date:
            set("string", "date");
            break;
        case QuestionType::email:
            set("string", "email");
            break;
        case QuestionType::yes_no:
            schema["enum"] = json::array{"co", "khong"};
            break;
        case QuestionType::choice:
            schema["enum"] = values;
            break;
        case QuestionType::choices:
            set("array", "");
            schema["items"] = json::object{{"enum", values}};
            break;
        case QuestionType::citizen_number:
            set("string", "");
            schema["pattern"] = "^[0-9]{12}$";
            break;
        default:
            set("string", "");
            schema["maxLength"] = question.longest;
    }
    return schema;
}

}  // namespace

const Section* Form::Find(std::string_view section) const {
    const auto found = std::ranges::find(sections, section, &Section::key);
    return found == sections.end() ? nullptr : &*found;
}

const Question* Form::FindQuestion(std::string_view wanted) const {
    for (const auto& section : sections)
        for (const auto& question : section.questions)
            if (question.key == wanted) return &question;
    return nullptr;
}

std::string AnswersToJson(const Answers& answers) {
    json::object object;
    for (const auto& [question, values] : answers) {
        json::array list;
        for (const auto& value : values) list.push_back(json::string(value));
        object[question] = std::move(list);
    }
    return json::serialize(object);
}

Answers AnswersFromJson(std::string_view text) {
    Answers answers;
    boost::system::error_code error;
    const auto value = json::parse({text.data(), text.size()}, error);
    if (error || !value.is_object()) return answers;
    for (const auto& [question, list] : value.as_object()) {
        auto& values = answers[std::string(question)];
        if (list.is_string()) values.emplace_back(list.as_string());
        if (list.is_array())
            for (const auto& item : list.as_array())
                if (item.is_string()) values.emplace_back(item.as_string());
    }
    return answers;
}

std::string_view Answer(const Answers& answers, std::string_view question) {
    const auto found = answers.find(std::string(question));
    return found == answers.end() || found->second.empty() ? std::string_view() : std::string_view(found->second.front());
}

std::string Question::NounOnPaper() const {
    if (!on_paper.empty()) return on_paper;
    auto noun = label.vi;
    while (noun.ends_with('?') || noun.ends_with(' ')) noun.pop_back();
    return noun;
}

Answers OnlyAsked(const Form& form, const Answers& answers) {
    Answers asked;
    for (const auto& [field, values] : answers)
        if (field.starts_with('_')) asked.emplace(field, values);
    for (const auto& section : form.sections)
        for (const auto& question : section.questions)
            if (const auto found = answers.find(question.key); found != answers.end() && IsAsked(question, answers))
                asked.insert(*found);
    return asked;
}

bool IsAsked(const Question& question, const Answers& answers) {
    if (question.when.empty()) return true;
    const auto found = answers.find(question.when.question);
    if (found == answers.end()) return false;
    return std::ranges::any_of(found->second, [&](const auto& value) {
        return std::ranges::find(question.when.values, value) != question.when.values.end();
    });
}

Refusals CheckSection(const Section& section, Answers& answers, Date today) {
    Refusals faults;
    for (const auto& question : section.questions) {
        auto& values = answers[question.key];
        for (auto& value : values) value = std::string(Trim(value));
        std::erase_if(values, [](const auto& value) { return value.empty(); });
        if (!IsAsked(question, answers)) {
            values.clear();
            continue;
        }
        if (values.empty()) {
            if (question.required)
                faults.push_back(Fault(question, "ANSWER_MISSING", Say("Cần trả lời: {1}", question.label.Now())));
            continue;
        }
        if (question.type != QuestionType::choices) values.resize(1);
        for (auto& value : values)
            if (auto fault = CheckAnswer(question, value, today)) {
                faults.push_back(std::move(*fault));
                break;
            }
    }
    return faults;
}

std::string SpokenAnswer(const Question& question, const Answers& answers) {
    const auto found = answers.find(question.key);
    if (found == answers.end() || found->second.empty()) return "";
    const auto& value = found->second.front();
    switch (question.type) {
        case QuestionType::date: {
            const auto date = Date::Parse(value);
            return date ? date->Spoken() : value;
        }
        case QuestionType::money:
            return Money(std::strtoll(value.c_str(), nullptr, 10));
        case QuestionType::number:
            return value.find('.') == std::string::npos
                       ? Number(std::strtoll(value.c_str(), nullptr, 10))
                       : ReplaceAll(value, ".", CurrentLanguage() == Language::english ? "." : ",");
        case QuestionType::yes_no:
            return value == "co" ? Say("Có").Now() : Say("Không").Now();
        case QuestionType::choice:
        case QuestionType::choices: {
            std::vector<std::string> words;
            for (const auto& chosen : found->second) {
                const auto option = std::ranges::find(question.options, chosen, &Option::value);
                words.push_back(option == question.options.end() ? chosen : option->words.Now());
            }
            return Join(words, ", ");
        }
        default:
            return value;
    }
}

std::string JsonSchemaOf(const Form& form) {
    json::object properties;
    json::array required;
    for (const auto& section : form.sections)
        for (const auto& question : section.questions) {
            properties[question.key] = SchemaOf(question);
            if (question.required && question.when.empty()) required.push_back(json::string(question.key));
        }
    return json::serialize(json::object{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                                        {"title", form.key},
                                        {"type", "object"},
                                        {"properties", properties},
                                        {"required", required}});
}

const Forms& ShippedForms() {
    static const auto forms = [] {
        Forms shipped;
        DefinitionErrors errors;
        for (const auto path : EmbeddedBelow("data/forms/"))
            if (path.ends_with(".yaml")) shipped.push_back(ParseForm(std::string(path), Embedded(path), errors));
        if (!errors.empty()) throw std::runtime_error(errors.Text());
        return shipped;
    }();
    return forms;
}

Refusal FormChanged() {
    return {"ONE_STOP_FORM_CHANGED",
            Say("Tờ khai của thủ tục này vừa đổi trong lúc đang điền. Hãy xem lại các câu hỏi dưới đây rồi gửi lần nữa."), "",
            RefusalKind::conflict};
}

Form FormFor(const Forms& forms, const Procedure& procedure) {
    auto found = procedure.form.empty() ? forms.end() : std::ranges::find(forms, procedure.form, &Form::key);
    if (found != forms.end()) return *found;
    found = std::ranges::find_if(
        forms, [&](const Form& form) { return std::ranges::find(form.procedures, procedure.code) != form.procedures.end(); });
    if (found == forms.end()) found = std::ranges::find(forms, kGenericForm, &Form::key);
    if (found == forms.end()) throw std::runtime_error("no form is for every procedure: the texts that ship were not entered");
    return *found;
}

}  // namespace dongson::one_stop
