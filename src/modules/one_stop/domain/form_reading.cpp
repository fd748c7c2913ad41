// A form as its text says it, with every fault and its line.
#include <algorithm>
#include <cmath>
#include <set>

#include "core/text.h"
#include "modules/one_stop/domain/form.h"

namespace dongson::one_stop {

namespace {

constexpr std::int64_t kLongestAnswer = 20'000;  // characters

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

Words ReadWords(const Definition& node, std::string_view key) {
    if (!node.Has(key)) return {};
    const auto child = node.Child(key);
    child.OnlyKeys({"vi", "en"});
    return {Normalise(child.Text("vi")), child.Text("en")};
}

// Fields that pages have of their own beside a form's questions: the person at the counter, counts, files, words.
bool IsTaken(std::string_view key) {
    static constexpr std::string_view kTaken[] = {
        "ho_ten", "so_dinh_danh",   "so_dien_thoai", "dia_chi", "thu_dien_tu", "khoa",      "viec", "van_lap",
        "so_bo",  "noi_giai_quyet", "ly_do",         "tep",     "thanh_phan",  "phien_ban", "quay", kFormField};
    static constexpr std::string_view kBeginnings[] = {"_", "tep_", "chinh_", "chung_thuc_", "sao_", "can_"};
    return std::ranges::find(kTaken, key) != std::end(kTaken) ||
           std::ranges::any_of(kBeginnings, [&](std::string_view beginning) { return key.starts_with(beginning); });
}

// Keys stand in addresses, in names of fields and, of options, between blanks.
void CheckKey(const Definition& node, std::string_view key) {
    const bool plain =
        std::ranges::all_of(key, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; });
    if (!plain || key.empty()) node.Fail(Say("khóa “{1}” chỉ được có chữ thường không dấu, chữ số, “_” và “-”", key));
}

void CheckBounds(const Definition& node, const Question& question) {
    for (const auto& bound : {question.least, question.most})
        if (bound && !std::isfinite(*bound)) node.Fail(Say("“least” và “most” phải là số"));
    if (question.least && question.most && *question.least > *question.most) node.Fail(Say("“least” không được lớn hơn “most”"));
}

void CheckOptions(const Definition& node, const Question& question) {
    std::set<std::string_view> values;
    for (const auto& option : question.options)
        if (!values.insert(option.value).second) node.Fail(Say("lựa chọn “{1}” có hai lần", option.value));
}

Question ReadQuestion(const Definition& node) {
    node.OnlyKeys({"key", "type", "label", "help", "required", "when", "options", "least", "most", "longest", "past", "future",
                   "on_paper"});
    Question question;
    question.key = node.Text("key");
    CheckKey(node, question.key);
    if (IsTaken(question.key)) node.Fail(Say("“{1}” là trường riêng của trang; hãy đặt khóa khác", question.key));
    const auto word = node.Text("type");
    const auto* type = std::ranges::find(kTypes, std::string_view(word), [](const auto& entry) { return entry.first; });
    if (type == std::end(kTypes)) {
        std::vector<std::string> known;
        for (const auto& [name, value] : kTypes) known.emplace_back(name);
        const auto near = Suggest(word, known);
        node.Fail(near.empty() ? Say("không có loại “{1}”", word) : Say("không có loại “{1}”; có phải là “{2}”?", word, near));
    } else {
        question.type = type->second;
    }
    question.label = ReadWords(node, "label");
    if (question.label.vi.empty() || question.label.en.empty()) node.Fail(Say("“label” cần cả vi và en"));
    question.help = ReadWords(node, "help");
    question.on_paper = node.Text("on_paper", "");
    question.required = node.Flag("required", true);
    if (node.Has("when")) {
        const auto when = node.Child("when");
        when.OnlyKeys({"question", "is"});
        question.when = {when.Text("question"), when.Texts("is")};
    }
    for (const auto& option : node.List("options")) {
        option.OnlyKeys({"value", "vi", "en"});
        const auto value = option.Text("value");
        CheckKey(option, value);
        question.options.push_back({value, {Normalise(option.Text("vi")), option.Text("en")}});
    }
    const bool chooses = question.type == QuestionType::choice || question.type == QuestionType::choices;
    if (chooses != !question.options.empty())
        node.Fail(chooses ? Say("câu chọn phải có options") : Say("chỉ câu chọn mới có options"));
    if (node.Has("least")) question.least = node.Decimal("least", 0);
    if (node.Has("most")) question.most = node.Decimal("most", 0);
    const auto longest = node.Number("longest", question.type == QuestionType::long_text ? 3000 : 200);
    if (longest < 1 || longest > kLongestAnswer) node.Fail(Say("“longest” từ 1 đến {1}", std::to_string(kLongestAnswer)));
    question.longest = static_cast<int>(std::clamp<std::int64_t>(longest, 1, kLongestAnswer));
    CheckBounds(node, question);
    CheckOptions(node, question);
    question.past = node.Flag("past", false);
    question.future = node.Flag("future", false);
    return question;
}

void CheckReferences(const Form& form, const Definition& root) {
    std::set<std::string> keys;
    for (const auto& section : form.sections)
        for (const auto& question : section.questions) {
            if (!keys.insert(question.key).second) root.Fail(Say("câu hỏi “{1}” có hai lần", question.key));
            if (!question.when.empty() && !keys.contains(question.when.question))
                root.Fail(
                    Say("câu hỏi “{1}” phụ thuộc “{2}”, câu không được hỏi trước nó", question.key, question.when.question));
        }
}

}  // namespace

std::string_view QuestionTypeWord(QuestionType type) {
    for (const auto& [word, value] : kTypes)
        if (value == type) return word;
    return "";
}

Form ParseForm(std::string source, std::string_view yaml, DefinitionErrors& errors) {
    Form form;
    const auto root = Definition::Parse(std::move(source), yaml, errors);
    root.OnlyKeys({"key", "procedures", "sections"});
    form.key = root.Text("key");
    form.procedures = root.Texts("procedures");
    for (const auto& node : root.List("sections")) {
        node.OnlyKeys({"key", "title", "questions"});
        Section section{node.Text("key"), ReadWords(node, "title"), {}};
        CheckKey(node, section.key);
        if (section.title.vi.empty() || section.title.en.empty()) node.Fail(Say("“title” cần cả vi và en"));
        if (form.Find(section.key) != nullptr) node.Fail(Say("phần “{1}” có hai lần", section.key));
        for (const auto& question : node.List("questions")) section.questions.push_back(ReadQuestion(question));
        if (section.questions.empty()) node.Fail(Say("mỗi phần hỏi ít nhất một câu"));
        form.sections.push_back(std::move(section));
    }
    if (form.sections.empty()) root.Fail(Say("mẫu có ít nhất một phần"));
    CheckReferences(form, root);
    return form;
}

}  // namespace dongson::one_stop
