#include "modules/one_stop/pages/question_fields.h"

#include <algorithm>

#include "modules/one_stop/domain/form.h"
#include "platform/definitions/editor_page.h"
#include "web/components.h"

namespace dongson::one_stop {

using definitions::StepLink;
using namespace web::short_names;

namespace {

constexpr std::string_view kTypeNames[] = {"Một dòng chữ", "Nhiều dòng chữ", "Số",         "Số tiền (đồng)",
                                           "Ngày",         "Có / Không",     "Chọn một",   "Chọn nhiều",
                                           "Số định danh", "Mã số thuế",     "Điện thoại", "Thư điện tử"};
constexpr QuestionType kInOrder[] = {QuestionType::text,     QuestionType::long_text, QuestionType::number,
                                     QuestionType::money,    QuestionType::date,      QuestionType::yes_no,
                                     QuestionType::choice,   QuestionType::choices,   QuestionType::citizen_number,
                                     QuestionType::tax_code, QuestionType::phone,     QuestionType::email};

bool Chooses(const QuestionText& question) {
    return question.type == QuestionTypeWord(QuestionType::choice) || question.type == QuestionTypeWord(QuestionType::choices);
}

bool IsOf(const QuestionText& question, std::initializer_list<QuestionType> types) {
    return std::ranges::any_of(types, [&](QuestionType type) { return question.type == QuestionTypeWord(type); });
}

// The question that is open.
class Fields {
  public:
    Fields(const FormText& form, const FormPlace& place, const QuestionText& question, const Refusals& faults)
        : form_(form), place_(place), path_(PathOf(place)), question_(question), faults_(faults) {}

    Html All() const {
        std::vector<web::Choice> kinds;
        for (const auto type : kInOrder) {
            const auto word = std::string(QuestionTypeWord(type));
            kinds.push_back({word, AnswerKindName(word), ""});
        }
        if (std::ranges::find(kinds, question_.type, &web::Choice::value) == kinds.end())
            kinds.push_back({question_.type, question_.type, ""});
        const auto kind =
            web::Select({path_ + ".type", Say("Loại câu trả lời"),
                         Say("Đổi loại rồi bấm “Kiểm tra và xem thử” thì các ô của loại ấy hiện ra."), &faults_, false},
                        kinds, question_.type);
        return Render(R"({}{}{}{}{}{}{}{})", Input(".label.vi", Say("Câu hỏi (tiếng Việt)"), {}, question_.label_vi),
                      Input(".label.en", Say("Câu hỏi (tiếng Anh)"), {}, question_.label_en), kind,
                      Tick("required", Say("Bắt buộc trả lời"), question_.required), Options(), Bounds(), Conditions(), More());
    }

  private:
    Html Input(const std::string& name, const Sentence& label, const Sentence& hint, const std::string& value,
               const std::string& width = "", bool optional = false) const {
        return web::TextInput({path_ + name, label, hint, &faults_, optional}, value, {.width = width});
    }

    // Said to have been on the page, so that one that is not ticked is a no.
    Html Tick(const std::string& name, const Sentence& label, bool on) const {
        const auto id = path_ + "." + name;
        return Render(R"({}<div class="govuk-form-group"><div class="govuk-checkboxes"><div class="govuk-checkboxes__item">
            <input class="govuk-checkboxes__input" type="checkbox" id="{}" name="{}" value="co" {}>
            <label class="govuk-label govuk-checkboxes__label" for="{}">{}</label></div></div></div>)",
                      web::HiddenInput(path_ + ".hoi", name), id, id, web::Flag::Checked(on), id, label);
    }

    Html FaultLine(const std::string& id) const {
        const auto found = std::ranges::find(faults_, id, &Refusal::field);
        return When(found != faults_.end(), [&] {
            return Render(R"(<p class="govuk-error-message"><span class="govuk-visually-hidden">Lỗi:</span> {}</p>)",
                          found->sentence);
        });
    }

    Html Options() const {
        constexpr std::size_t kEmptyRows = 3;
        if (!Chooses(question_) && question_.options.empty()) return {};
        auto options = question_.options;
        options.resize(options.size() + kEmptyRows);
        Html rows;
        for (std::size_t row = 0; row < options.size(); ++row) {
            const auto at = ".options." + std::to_string(row);
            const auto number = std::to_string(row + 1);
            const bool there = row < question_.options.size();
            rows += Render(
                R"(<fieldset class="govuk-fieldset ds-editor__option" id="{}"><legend class="govuk-visually-hidden">{}</legend>
                {}{}{}<span class="ds-editor__acts">{}{}{}</span></fieldset>)",
                path_ + at, Say("Lựa chọn {1}", number), Input(at + ".vi", Say("Lựa chọn {1}", number), {}, options[row].vi),
                Input(at + ".en", Say("Tiếng Anh"), {}, options[row].en),
                Input(at + ".value", Say("Khóa"), {}, options[row].value),
                When(there && row > 0,
                     [&] { return StepLink(Say("Lên"), "lua-chon-len:" + std::to_string(row), options[row].vi); }),
                When(row + 1 < question_.options.size(),
                     [&] { return StepLink(Say("Xuống"), "lua-chon-xuong:" + std::to_string(row), options[row].vi); }),
                When(there, [&] { return StepLink(Say("Bỏ"), "lua-chon-bo:" + std::to_string(row), options[row].vi); }));
        }
        return Render(
            R"(<fieldset class="govuk-fieldset" id="{}"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
            Các lựa chọn</legend><p class="govuk-hint">Khóa để trống thì đặt theo lời. Dòng để trống không được ghi;
            hết dòng trống thì bấm “Kiểm tra và xem thử”.</p>{}{}</fieldset>)",
            path_ + ".options", FaultLine(path_ + ".options"), rows);
    }

    Html Bounds() const {
        Html all;
        if (IsOf(question_, {QuestionType::number, QuestionType::money}) || !question_.least.empty() || !question_.most.empty())
            all += Render(R"(<div class="ds-editor__pair">{}{}</div>)",
                          Input(".least", Say("Nhỏ nhất"), {}, question_.least, "10", true),
                          Input(".most", Say("Lớn nhất"), {}, question_.most, "10", true));
        if (IsOf(question_, {QuestionType::text, QuestionType::long_text}) || !question_.longest.empty())
            all += Input(".longest", Say("Dài nhất, số ký tự"),
                         Say("Để trống: {1}", IsOf(question_, {QuestionType::long_text}) ? "3000" : "200"), question_.longest,
                         "10", true);
        if (IsOf(question_, {QuestionType::date}) || question_.past || question_.future) {
            all += Tick("past", Say("Không nhận ngày sau hôm nay"), question_.past);
            all += Tick("future", Say("Không nhận ngày trước hôm nay"), question_.future);
        }
        return all;
    }

    // The answers of every question before it that offers some.
    Html Conditions() const {
        Html groups;
        std::vector<std::string> missing = question_.is;
        for (std::size_t section = 0; section <= *place_.section; ++section) {
            const auto& questions = form_.sections[section].questions;
            const auto end = section == *place_.section ? *place_.question : questions.size();
            for (std::size_t each = 0; each < end && each < questions.size(); ++each) {
                const auto answers = AnswersOf(questions[each]);
                if (questions[each].key == question_.when)
                    for (const auto& answer : answers) std::erase(missing, answer.value);
                if (!answers.empty()) groups += ConditionGroup(questions[each].label_vi, answers);
            }
        }
        // What it depends on now and nobody offers stays until somebody takes the tick away.
        std::vector<OfferedAnswer> others;
        others.reserve(missing.size());
        for (const auto& value : missing) others.push_back({question_.when, value, value});
        if (!others.empty() && !question_.when.empty()) groups += ConditionGroup(question_.when, others);
        if (groups.empty()) return {};
        const auto fault = FaultLine(path_ + ".when");
        return Render(R"(<details class="govuk-details" {}><summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">Chỉ hỏi khi câu khác được trả lời thế nào đó</span></summary>
            <div class="govuk-details__text" id="{}">{}{}
            <p class="govuk-hint">Không đánh dấu gì: luôn hỏi. Đánh dấu câu trả lời của một câu.</p>
            {}</div></details>)",
                      web::Flag::Open(!question_.when.empty() || !fault.empty()), path_ + ".when",
                      web::HiddenInput(path_ + ".hoi", "when"), fault, groups);
    }

    Html ConditionGroup(const std::string& label, const std::vector<OfferedAnswer>& answers) const {
        const auto items = Each(answers, [&](const OfferedAnswer& answer) {
            const auto value = answer.question + "=" + answer.value;
            const auto id = path_ + ".when." + value;
            const bool chosen =
                question_.when == answer.question && std::ranges::find(question_.is, answer.value) != question_.is.end();
            return Render(
                R"(<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="{}" name="{}"
                value="{}" {}><label class="govuk-label govuk-checkboxes__label" for="{}">{}</label></div>)",
                id, path_ + ".when", value, web::Flag::Checked(chosen), id, answer.words);
        });
        return Render(
            R"(<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{}</legend>
            <div class="govuk-checkboxes">{}</div></fieldset>)",
            label, items);
    }

    Html More() const {
        const auto inside = Render(
            R"({}{}{}{})", Input(".help.vi", Say("Gợi ý dưới câu hỏi (tiếng Việt)"), {}, question_.help_vi, "", true),
            Input(".help.en", Say("Gợi ý dưới câu hỏi (tiếng Anh)"), {}, question_.help_en, "", true),
            Input(".on_paper", Say("Tên trên giấy tờ"),
                  Say("Khi câu hỏi viết như hỏi người, ví dụ “Đã sửa chữa lần nào chưa?” thì trên giấy là “Đã sửa chữa”."),
                  question_.on_paper, "", true),
            Input(".key", Say("Khóa của câu hỏi"),
                  Say("Để trống thì đặt theo lời. Đổi khóa thì bản nháp đang soạn bị hỏi lại câu này."), question_.key, "20"));
        const bool faulty = std::ranges::any_of(faults_, [&](const Refusal& fault) {
            return fault.field == path_ + ".key" || fault.field == path_ + ".on_paper" ||
                   fault.field.starts_with(path_ + ".help");
        });
        return Render(R"(<details class="govuk-details" {}><summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">Gợi ý, tên trên giấy tờ, khóa</span></summary>
            <div class="govuk-details__text">{}</div></details>)",
                      web::Flag::Open(faulty), inside);
    }

    const FormText& form_;
    const FormPlace& place_;
    const std::string path_;
    const QuestionText& question_;
    const Refusals& faults_;
};

}  // namespace

std::string AnswerKindName(const std::string& word) {
    for (std::size_t each = 0; each < std::size(kInOrder); ++each)
        if (QuestionTypeWord(kInOrder[each]) == word) return Say(kTypeNames[each]).Now();
    return word;
}

std::vector<OfferedAnswer> AnswersOf(const QuestionText& question) {
    std::vector<OfferedAnswer> answers;
    if (question.key.empty()) return answers;
    if (IsOf(question, {QuestionType::yes_no}))
        answers = {{question.key, "co", Say("Có").Now()}, {question.key, "khong", Say("Không").Now()}};
    if (Chooses(question))
        for (const auto& option : question.options) answers.push_back({question.key, option.value, option.vi});
    return answers;
}

Html QuestionFields(const FormText& form, const FormPlace& place, const QuestionText& question, const Refusals& faults) {
    return Fields(form, place, question, faults).All();
}

}  // namespace dongson::one_stop
