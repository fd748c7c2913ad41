#include "modules/one_stop/typed_question.h"

#include <algorithm>
#include <charconv>

#include "core/text.h"
#include "platform/definitions/editing_step.h"

namespace dongson::one_stop {

using definitions::FieldOr;
using definitions::FreeKey;
using definitions::OneLine;

namespace {

constexpr std::size_t kMostOptionRows = 320;

// "1.000" and "1 000" are a thousand; "1,5" is one and a half.
std::string PlainNumber(std::string text) {
    std::erase(text, ' ');
    const bool thousands = text.size() > 4 && text[text.size() - 4] == '.';
    if (thousands) std::erase(text, '.');
    return ReplaceAll(std::move(text), ",", ".");
}

class Fields {
  public:
    Fields(const web::Form& typed, const std::string& path, const Pressed& pressed, Refusals& faults)
        : typed_(typed), path_(path), pressed_(pressed), faults_(faults) {}

    QuestionText Question(QuestionText question) {
        question.key = Line("key", question.key);
        question.type = Line("type", question.type);
        question.label_vi = Line("label.vi", question.label_vi);
        question.label_en = Line("label.en", question.label_en);
        question.help_vi = Line("help.vi", question.help_vi);
        question.help_en = Line("help.en", question.help_en);
        question.on_paper = Line("on_paper", question.on_paper);
        for (const auto& [name, number] :
             {std::pair{"least", &question.least}, {"most", &question.most}, {"longest", &question.longest}})
            // What stands there as it was is no number somebody typed: "0.125" of a text is an eighth, "0.125" typed a mistake.
            if (typed_.Has(At(name)) && Line(name, "") != *number) *number = PlainNumber(Line(name, ""));
        question.required = Ticked("required", question.required);
        question.past = Ticked("past", question.past);
        question.future = Ticked("future", question.future);
        TakeCondition(question);
        TakeOptions(question);
        return question;
    }

  private:
    std::string At(std::string_view name) const { return path_ + "." + std::string(name); }
    std::string Line(std::string_view name, const std::string& otherwise) const { return FieldOr(typed_, At(name), otherwise); }

    bool IsOnPage(std::string_view tick) const {
        const auto asked = typed_.Values(At("hoi"));
        return std::ranges::find(asked, tick) != asked.end();
    }
    // A tick that is not there says no, where it was on the page.
    bool Ticked(std::string_view name, bool otherwise) const { return IsOnPage(name) ? typed_.Has(At(name)) : otherwise; }

    void TakeCondition(QuestionText& question) {
        if (!IsOnPage("when")) return;
        question.when.clear();
        question.is.clear();
        for (const auto& answer : typed_.Values(At("when"))) {
            const auto sign = std::min(answer.find('='), answer.size());
            const auto of = answer.substr(0, sign);
            if (question.when.empty()) question.when = of;
            if (question.when != of) {
                faults_.push_back({"DEFINITION_TWO_CONDITIONS",
                                   Say("Một câu chỉ phụ thuộc một câu khác. Chỉ đánh dấu câu trả lời của một câu."), At("when")});
                return;
            }
            question.is.push_back(answer.substr(std::min(sign + 1, answer.size())));
        }
    }

    void TakeOptions(QuestionText& question) const {
        const auto at = [&](std::size_t row, std::string_view name) {
            return At("options." + std::to_string(row) + "." + std::string(name));
        };
        if (!typed_.Has(at(0, "vi"))) return;
        auto& options = question.options;
        options.clear();
        for (std::size_t row = 0; row < kMostOptionRows && typed_.Has(at(row, "vi")); ++row)
            options.push_back(
                {FieldOr(typed_, at(row, "value"), ""), FieldOr(typed_, at(row, "vi"), ""), FieldOr(typed_, at(row, "en"), "")});
        Move(options);
        std::erase_if(options, [](const OptionText& option) { return option.empty(); });
        for (auto& option : options) {
            if (!option.value.empty()) continue;
            option.value = FreeKey(KeyOfWords(option.vi, '-'), '-', [&](const std::string& key) {
                return std::ranges::find(options, key, &OptionText::value) != options.end();
            });
        }
    }

    void Move(std::vector<OptionText>& options) const {
        if (!pressed_.act.starts_with("lua-chon-")) return;
        std::size_t row = options.size();
        const auto& about = pressed_.about;
        std::from_chars(about.data(), about.data() + about.size(), row);
        if (row >= options.size()) return;
        const auto at = options.begin() + static_cast<std::ptrdiff_t>(row);
        if (pressed_.act == "lua-chon-bo") options.erase(at);
        if (pressed_.act == "lua-chon-len" && row > 0) std::iter_swap(at, at - 1);
        if (pressed_.act == "lua-chon-xuong" && row + 1 < options.size()) std::iter_swap(at, at + 1);
    }

    const web::Form& typed_;
    const std::string& path_;
    const Pressed& pressed_;
    Refusals& faults_;
};

}  // namespace

QuestionText Cleaned(QuestionText question) {
    for (auto* text : {&question.key, &question.type, &question.label_vi, &question.label_en, &question.help_vi,
                       &question.help_en, &question.on_paper, &question.least, &question.most, &question.longest})
        *text = OneLine(std::move(*text));
    for (auto& option : question.options)
        for (auto* text : {&option.value, &option.vi, &option.en}) *text = OneLine(std::move(*text));
    return question;
}

QuestionText TypedQuestion(const web::Form& typed, const std::string& path, QuestionText was, const Pressed& pressed,
                           Refusals& faults) {
    return Fields(typed, path, pressed, faults).Question(Cleaned(std::move(was)));
}

}  // namespace dongson::one_stop
