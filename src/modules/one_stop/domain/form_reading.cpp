// A form as its text says it, with every fault and its line.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/domain/form.h"
#include "modules/one_stop/domain/form_text.h"

namespace dongson::one_stop {

namespace {

constexpr std::int64_t kLongestAnswer = 20'000;  // characters
constexpr std::size_t kMostSections = 40, kMostQuestions = 300, kMostOptions = 300, kMostProcedures = 500;

constexpr std::pair<std::string_view, QuestionType> kTypes[] = {{"text", QuestionType::text},
                                                                {"long_text", QuestionType::long_text},
                                                                {"number", QuestionType::number},
                                                                {"money", QuestionType::money},
                                                                {"date", QuestionType::date},
                                                                {"yes_no", QuestionType::yes_no},
                                                                {"choice", QuestionType::choice},
                                                                {"choices", QuestionType::choices},
                                                                {"phone", QuestionType::phone},
                                                                {"email", QuestionType::email},
                                                                {"citizen_number", QuestionType::citizen_number},
                                                                {"tax_code", QuestionType::tax_code}};

// What is asked stands on papers as well.
void CheckLetters(const Definition& node, std::string_view key, std::string_view text) {
    if (const auto refusal = RefuseLetters(text, "")) node.FailAt(key, refusal->sentence);
}

Words ReadBoth(const Definition& node) {
    Words words{Normalise(node.Text("vi")), node.Text("en")};
    if (node.Has("vi") && words.vi.empty()) node.FailAt("vi", Say("chưa viết lời tiếng Việt"));
    if (node.Has("en") && words.en.empty()) node.FailAt("en", Say("chưa viết lời tiếng Anh"));
    CheckLetters(node, "vi", words.vi);
    CheckLetters(node, "en", words.en);
    return words;
}

Words ReadWords(const Definition& node, std::string_view key) {
    if (!node.Has(key)) return {};
    const auto child = node.Child(key);
    child.OnlyKeys({"vi", "en"});
    return ReadBoth(child);
}

// Words nobody can do without.
Words MustReadWords(const Definition& node, std::string_view key) {
    if (!node.Has(key)) node.FailAt(key, Say("“{1}” cần cả vi và en", key));
    return ReadWords(node, key);
}

// Keys stand in addresses, in names of fields and, of options, between blanks.
void CheckKey(const Definition& node, std::string_view key, std::string_view place = "key") {
    const bool plain =
        std::ranges::all_of(key, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; });
    if (!plain || key.empty()) node.FailAt(place, Say("khóa “{1}” chỉ được có chữ thường không dấu, chữ số, “_” và “-”", key));
}

void CheckBounds(const Definition& node, const Question& question) {
    const auto check = [&](std::string_view key, const std::optional<double>& bound) {
        if (bound && !std::isfinite(*bound)) node.FailAt(key, Say("“least” và “most” phải là số"));
    };
    check("least", question.least);
    check("most", question.most);
    if (question.least && question.most && *question.least > *question.most)
        node.FailAt("least", Say("“least” không được lớn hơn “most”"));
}

void ReadOptions(const Definition& node, Question& question) {
    std::set<std::string> values;
    for (const auto& option : node.List("options")) {
        option.OnlyKeys({"value", "vi", "en"});
        auto value = option.Text("value");
        CheckKey(option, value, "value");
        if (!values.insert(value).second) option.FailAt("value", Say("lựa chọn “{1}” có hai lần", value));
        question.options.push_back({std::move(value), ReadBoth(option)});
    }
    if (question.options.size() > kMostOptions)
        node.FailAt("options", Say("mỗi câu có nhiều nhất {1} lựa chọn", std::to_string(kMostOptions)));
    const bool chooses = question.type == QuestionType::choice || question.type == QuestionType::choices;
    if (chooses != !question.options.empty())
        node.FailAt("options", chooses ? Say("câu chọn phải có options") : Say("chỉ câu chọn mới có options"));
}

Condition ReadCondition(const Definition& node) {
    if (!node.Has("when")) return {};
    const auto when = node.Child("when");
    when.OnlyKeys({"question", "is"});
    Condition condition{when.Text("question"), when.Texts("is")};
    if (condition.values.empty()) node.FailAt("when", Say("“when” cần ít nhất một câu trả lời ở “is”"));
    return condition;
}

QuestionType ReadType(const Definition& node) {
    const auto word = node.Text("type");
    const auto* type = std::ranges::find(kTypes, std::string_view(word), [](const auto& entry) { return entry.first; });
    if (type != std::end(kTypes)) return type->second;
    std::vector<std::string> known;
    for (const auto& [name, value] : kTypes) known.emplace_back(name);
    const auto near = Suggest(word, known);
    node.FailAt("type",
                near.empty() ? Say("không có loại “{1}”", word) : Say("không có loại “{1}”; có phải là “{2}”?", word, near));
    return QuestionType::text;
}

Question ReadQuestion(const Definition& node) {
    node.OnlyKeys({"key", "type", "label", "help", "required", "when", "options", "least", "most", "longest", "past", "future",
                   "on_paper"});
    Question question;
    question.key = node.Text("key");
    CheckKey(node, question.key);
    if (IsFieldOfPages(question.key)) node.FailAt("key", Say("“{1}” là trường riêng của trang; hãy đặt khóa khác", question.key));
    question.type = ReadType(node);
    question.label = MustReadWords(node, "label");
    question.help = ReadWords(node, "help");
    question.on_paper = Normalise(node.Text("on_paper", ""));
    CheckLetters(node, "on_paper", question.on_paper);
    question.required = node.Flag("required", true);
    question.when = ReadCondition(node);
    ReadOptions(node, question);
    if (node.Has("least")) question.least = node.Decimal("least", 0);
    if (node.Has("most")) question.most = node.Decimal("most", 0);
    const auto longest = node.Number("longest", question.type == QuestionType::long_text ? 3000 : 200);
    if (longest < 1 || longest > kLongestAnswer)
        node.FailAt("longest", Say("“longest” từ 1 đến {1}", std::to_string(kLongestAnswer)));
    question.longest = static_cast<int>(std::clamp<std::int64_t>(longest, 1, kLongestAnswer));
    CheckBounds(node, question);
    question.past = node.Flag("past", false);
    question.future = node.Flag("future", false);
    return question;
}

std::vector<std::string> AnswersTo(const Question& question) {
    if (question.type == QuestionType::yes_no) return {"co", "khong"};
    std::vector<std::string> values;
    std::ranges::transform(question.options, std::back_inserter(values), &Option::value);
    return values;
}

// What depends on an answer that is never given is never asked.
void CheckCondition(const Definition& node, const Question& question, const Question& asked_before) {
    const auto offered = AnswersTo(asked_before);
    if (offered.empty()) return;  // answered in people's own words
    for (const auto& value : question.when.values)
        if (std::ranges::find(offered, value) == offered.end())
            node.FailAt("when",
                        Say("câu “{1}” không có câu trả lời “{2}”; chỉ có: {3}", asked_before.key, value, Join(offered, ", ")));
}

// Beside the questions that come before it.
void CheckPlace(const Definition& node, const Question& question, const std::map<std::string, Question>& before) {
    if (before.contains(question.key)) node.FailAt("key", Say("câu hỏi “{1}” có hai lần", question.key));
    if (question.when.empty()) return;
    const auto found = before.find(question.when.question);
    if (found == before.end())
        node.FailAt("when",
                    Say("câu hỏi “{1}” phụ thuộc “{2}”, câu không được hỏi trước nó", question.key, question.when.question));
    else
        CheckCondition(node, question, found->second);
}

// Each by a question for the name and one for the number.
std::vector<ApplicantQuestions> ReadApplicants(const Definition& root, const Form& form) {
    std::vector<ApplicantQuestions> applicants;
    for (const auto& node : root.List("applicants")) {
        node.OnlyKeys({"name", "number"});
        ApplicantQuestions each{node.Text("name"), node.Text("number")};
        const auto *name = form.FindQuestion(each.name), *number = form.FindQuestion(each.number);
        if (name == nullptr) node.FailAt("name", Say("mẫu không có câu hỏi “{1}”", each.name));
        if (number == nullptr || number->type != QuestionType::citizen_number)
            node.FailAt("number", Say("“{1}” phải là câu hỏi số định danh của mẫu", each.number));
        applicants.push_back(std::move(each));
    }
    return applicants;
}

}  // namespace

// The person at the counter, counts, files, words.
bool IsFieldOfPages(std::string_view key) {
    static constexpr std::string_view kTaken[] = {
        "ho_ten", "so_dinh_danh",   "so_dien_thoai", "dia_chi", "thu_dien_tu", "khoa",      "viec", "van_lap",
        "so_bo",  "noi_giai_quyet", "ly_do",         "tep",     "thanh_phan",  "phien_ban", "quay", kFormField};
    static constexpr std::string_view kBeginnings[] = {"_", "tep_", "chinh_", "chung_thuc_", "sao_", "can_"};
    return std::ranges::find(kTaken, key) != std::end(kTaken) ||
           std::ranges::any_of(kBeginnings, [&](std::string_view beginning) { return key.starts_with(beginning); });
}

std::string_view QuestionTypeWord(QuestionType type) {
    for (const auto& [word, value] : kTypes)
        if (value == type) return word;
    return "";
}

Form ParseForm(std::string source, std::string_view yaml, DefinitionErrors& errors) {
    Form form;
    const auto root = Definition::Parse(std::move(source), yaml, errors, kFormLimits);
    root.OnlyKeys({"key", "procedures", "in_person", "applicants", "sections"});
    form.key = root.Text("key");
    form.procedures = root.Texts("procedures");
    form.in_person = root.Flag("in_person", false);
    if (form.procedures.size() > kMostProcedures)
        root.FailAt("procedures", Say("một mẫu dùng cho nhiều nhất {1} thủ tục", std::to_string(kMostProcedures)));
    std::map<std::string, Question> before;
    std::size_t questions = 0;
    for (const auto& node : root.List("sections")) {
        node.OnlyKeys({"key", "title", "questions"});
        Section section{node.Text("key"), MustReadWords(node, "title"), {}};
        CheckKey(node, section.key);
        if (form.Find(section.key) != nullptr) node.FailAt("key", Say("phần “{1}” có hai lần", section.key));
        for (const auto& question : node.List("questions")) {
            section.questions.push_back(ReadQuestion(question));
            CheckPlace(question, section.questions.back(), before);
            before.emplace(section.questions.back().key, section.questions.back());
            ++questions;
        }
        if (section.questions.empty()) node.Fail(Say("mỗi phần hỏi ít nhất một câu"));
        form.sections.push_back(std::move(section));
    }
    form.applicants = ReadApplicants(root, form);
    if (form.sections.empty()) root.Fail(Say("mẫu có ít nhất một phần"));
    if (form.sections.size() > kMostSections) root.Fail(Say("mẫu có nhiều nhất {1} phần", std::to_string(kMostSections)));
    if (questions > kMostQuestions) root.Fail(Say("mẫu có nhiều nhất {1} câu hỏi", std::to_string(kMostQuestions)));
    return form;
}

}  // namespace dongson::one_stop
