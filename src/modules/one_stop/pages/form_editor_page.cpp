#include "modules/one_stop/pages/form_editor_page.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/domain/form_text.h"
#include "modules/one_stop/pages/question_fields.h"
#include "platform/definitions/editor_page.h"
#include "web/components.h"

namespace dongson::one_stop {

using definitions::Editing;
using definitions::StepButton;
using definitions::StepLink;
using namespace web::short_names;

namespace {

constexpr std::string_view kQuestions = ".questions.";

class Editor : definitions::EditorPage {
  public:
    Editor(const Editing& editing, const Refusals& faults, const ProcedureNames& names)
        : EditorPage(editing, faults), names_(names), open_(ParseFormPlace(editing.open)) {
        form_ = ReadFormText(editing.text, beyond_);
        if (editing.open.empty()) open_.reset();
    }

    Html Page() const {
        if (form_.sections.empty() && !beyond_.empty()) return Render(R"({}{}{})", Hidden(), ProceduresBefore(), Unreadable());
        return Render(R"({}{}{}{}{}<div class="ds-editor">{}</div>{})", Hidden(), ProceduresBefore(), Buttons(), Told(),
                      Procedures(), Sections(), StepButton(Say("Thêm phần"), "them-phan"));
    }

  private:
    Html ProceduresBefore() const { return web::HiddenInput("procedures_goc", Join(form_.procedures, ", ")); }

    Html Procedures() const {
        const auto known = Each(form_.procedures, [&](const std::string& code) {
            const auto found = names_.find(code);
            return found == names_.end() ? Html() : Render(R"(<li>{} {}</li>)", code, web::InVietnamese(found->second));
        });
        const auto input =
            web::TextInput({"procedures", Say("Mã thủ tục dùng mẫu này"),
                            Say("Cách nhau bằng dấu phẩy. Mẫu chung “generic” không ghi mã nào."), Faults(), false},
                           Join(form_.procedures, ", "));
        return Render(R"({}{}{})", input, InPerson(),
                      When(!known.empty(), [&] { return Render(R"(<ul class="govuk-list govuk-body-s">{}</ul>)", known); }));
    }

    Html InPerson() const {
        return Render(R"({}{})", web::HiddenInput("in_person_goc", form_.in_person ? "co" : ""),
                      web::Checkboxes({"in_person", Say("Có được nộp thay không?"), {}, Faults(), true},
                                      {{"co", Say("Người có yêu cầu phải tự làm: không nhận ủy quyền").Now(), ""}},
                                      form_.in_person ? std::vector<std::string>{"co"} : std::vector<std::string>{}));
    }

    Html Sections() const {
        Html all;
        for (std::size_t each = 0; each < form_.sections.size(); ++each) all += Section(form_.sections[each], each);
        return all;
    }

    Html Section(const SectionText& section, std::size_t index) const {
        const FormPlace place{index, std::nullopt};
        const auto path = PathOf(place);
        const auto title = section.title_vi.empty() ? Say("(chưa có tên)").Now() : section.title_vi;
        Html rows;
        for (std::size_t each = 0; each < section.questions.size(); ++each)
            rows += Row(section.questions[each], {index, each}, each + 1 == section.questions.size());
        return Render(
            R"(<div class="ds-editor__section" id="{}">{}<div class="ds-editor__head"><h2 class="govuk-heading-m">{}</h2>{}{}</div>{}
            <ol class="govuk-list ds-editor__rows">{}</ol>{}</div>)",
            path, Anchor(path), Say("Phần {1}: {2}", std::to_string(index + 1), title),
            FaultTag(path, section.questions.empty(), kQuestions),
            RowButtons(path, title, index > 0, index + 1 < form_.sections.size()),
            When(IsOpen(place), [&] { return SectionFields(section, path); }), rows,
            StepButton(Say("Thêm câu hỏi vào phần {1}", std::to_string(index + 1)), "them-cau:" + path));
    }

    using EditorPage::IsOpen;
    bool IsOpen(const FormPlace& place) const { return open_ && *open_ == place; }

    Html RowButtons(const std::string& path, const std::string& name, bool up, bool down) const {
        const auto own = IsBeyond(path) ? Render(R"(<span class="ds-muted">Chỉ sửa được ở YAML</span>)")
                         : IsOpen(path) ? StepLink(Say("Đóng"), "dong", name)
                                        : StepLink(Say("Sửa"), "mo:" + path, name);
        return Render(R"(<span class="ds-editor__acts">{}{}{}{}</span>)", own,
                      When(up, [&] { return StepLink(Say("Lên"), "len:" + path, name); }),
                      When(down, [&] { return StepLink(Say("Xuống"), "xuong:" + path, name); }),
                      StepLink(Say("Bỏ"), "bo:" + path, name));
    }

    // Something in it that no field shows.
    bool IsBeyond(const std::string& path) const {
        return std::ranges::any_of(beyond_.all(), [&](const DefinitionError& error) {
            if (error.path == path) return true;
            if (!error.path.starts_with(path + ".")) return false;
            return !error.path.substr(path.size()).starts_with(kQuestions);
        });
    }

    const QuestionText* Find(const std::string& key) const {
        for (const auto& section : form_.sections)
            for (const auto& question : section.questions)
                if (question.key == key) return &question;
        return nullptr;
    }

    std::string Condition(const QuestionText& question) const {
        const auto* other = Find(question.when);
        std::vector<std::string> answers;
        for (const auto& value : question.is) {
            auto words = value;
            if (other != nullptr)
                for (const auto& offered : AnswersOf(*other))
                    if (offered.value == value) words = offered.words;
            answers.push_back("“" + words + "”");
        }
        return Say("Chỉ hỏi khi “{1}” là {2}", other == nullptr ? question.when : other->label_vi, Join(answers, ", ")).Now();
    }

    Html Row(const QuestionText& question, const FormPlace& place, bool last) const {
        const auto path = PathOf(place);
        const auto label = question.label_vi.empty() ? Say("(câu mới, chưa có lời)").Now() : question.label_vi;
        const bool first_of_all = *place.section == 0 && *place.question == 0;
        const bool last_of_all = *place.section + 1 == form_.sections.size() && last;
        return Render(
            R"(<li class="ds-editor__row" id="{}">{}<div class="ds-editor__head"><strong>{}</strong>{}{}</div>
            <span class="ds-muted">{}{}{}</span>{}</li>)",
            path, Anchor(path), label, FaultTag(path), RowButtons(path, label, !first_of_all, !last_of_all),
            AnswerKindName(question.type), When(!question.required, [] { return Render(R"( · không bắt buộc)"); }),
            When(!question.when.empty(), [&] { return Render(R"(<br>{})", Condition(question)); }), When(IsOpen(place), [&] {
                return Render(R"(<div class="ds-editor__fields">{}{}</div>)", Choice(),
                              QuestionFields(form_, place, editing_.typed.empty() ? question : ReadQuestionText(editing_.typed),
                                             *Faults()));
            }));
    }

    Html SectionFields(const SectionText& section, const std::string& path) const {
        const auto typed = editing_.typed.empty() ? QuestionText{} : ReadQuestionText(editing_.typed);
        const auto& vi = editing_.typed.empty() ? section.title_vi : typed.label_vi;
        const auto& en = editing_.typed.empty() ? section.title_en : typed.label_en;
        return Render(R"(<div class="ds-editor__fields">{}{}{}{}</div>)", Choice(),
                      Input(path + ".title.vi", Say("Tên phần (tiếng Việt)"), {}, vi),
                      Input(path + ".title.en", Say("Tên phần (tiếng Anh)"), {}, en),
                      Input(path + ".key", Say("Khóa của phần"), Say("Để trống thì đặt theo tên. Đã dùng thì không nên đổi."),
                            editing_.typed.empty() ? section.key : typed.key, "20"));
    }

    const ProcedureNames& names_;
    std::optional<FormPlace> open_;
    DefinitionErrors beyond_;
    FormText form_;
};

}  // namespace

Html FormFields(const Editing& editing, const Refusals& faults, const ProcedureNames& names) {
    return Editor(editing, faults, names).Page();
}

std::string PlaceOfFault(const Editing& editing, const std::string& path) {
    if (path.starts_with("procedures")) return "procedures";
    const auto place = ParseFormPlace(path);
    if (!place || !place->section) return "";
    auto row = PathOf(*place);
    if (row != editing.open) return row;
    const auto value = path.substr(row.size());
    if (value == ".label" || value == ".help" || value == ".title") return path + ".vi";
    if (value.starts_with(".when")) return row + ".when";
    static constexpr std::string_view kFields[] = {".label.vi", ".label.en", ".help.vi", ".help.en", ".title.vi", ".title.en",
                                                   ".key",      ".type",     ".least",   ".most",    ".longest",  ".on_paper"};
    if (std::ranges::find(kFields, value) != std::end(kFields) || value.starts_with(".options")) return path;
    return row;
}

}  // namespace dongson::one_stop
