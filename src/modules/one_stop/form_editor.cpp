#include "modules/one_stop/form_editor.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/typed_question.h"
#include "platform/definitions/editing_step.h"

namespace dongson::one_stop {

using definitions::Editing;
using definitions::FieldOr;
using definitions::FreeKey;
using definitions::MarkOfPart;
using definitions::OneLine;

namespace {

std::vector<std::string> CodesIn(std::string_view typed) {
    std::vector<std::string> codes;
    auto text = std::string(typed);
    for (char& c : text)
        if (c == ',' || c == ';' || c == '\n' || c == '\r' || c == '\t') c = ' ';
    for (const auto word : Split(std::string_view(text), ' '))
        if (!word.empty()) codes.emplace_back(word);
    return codes;
}

// One step of somebody who edits a form by fields.
class Step : definitions::EditingStep {
  public:
    Step(const web::Form& typed, std::string text) : EditingStep(typed, std::move(text)) {
        form_ = ReadFormText(editing_.text, beyond_);
    }

    Editing Taken(const std::string& key) {
        const auto begun = editing_.text;
        if (form_.key.empty() && !key.empty() && !form_.sections.empty()) {
            form_.key = key;
            Write();
        }
        if (GoesBack()) return GoneBack();
        TakeProcedures();
        TakeInPerson();
        if (!TakeOpenPart()) return std::move(editing_);
        Act();
        Finish(begun);
        MarkOpen();
        return std::move(editing_);
    }

  private:
    // The text so that it reads as the form does now.
    bool Write() {
        auto changed = ChangeFormText(editing_.text, form_);
        if (!changed) {
            editing_.faults.push_back(
                {"DEFINITION_BEYOND_FIELDS",
                 Say("Các ô không sửa được chỗ này vì nội dung có phần mà các ô không thể hiện. Hãy sửa ở YAML."), "noi_dung"});
            form_ = ReadFormText(editing_.text, beyond_);
            return false;
        }
        if (changed->lost_remarks) TellLostRemarks();
        editing_.text = std::move(changed->text);
        return true;
    }

    void TakeProcedures() {
        if (!typed_.Has("procedures")) return;
        auto wanted = CodesIn(typed_.Value("procedures"));
        const auto was = CodesIn(typed_.Value("procedures_goc"));
        if (wanted == was || wanted == form_.procedures) return;
        if (form_.procedures != was) {
            DisagreeAbout("procedures", Say("Mã thủ tục vừa được sửa cả ở ô này và ở YAML. Ô này nay theo YAML; hãy xem lại."));
            return;
        }
        form_.procedures = std::move(wanted);
        Write();
    }

    // Changed in the text meanwhile, the text stands.
    void TakeInPerson() {
        const bool wanted = typed_.Value("in_person") == "co", was = typed_.Value("in_person_goc") == "co";
        if (!typed_.Has("in_person_goc") || wanted == was || form_.in_person != was) return;
        form_.in_person = wanted;
        Write();
    }

    QuestionText* QuestionAt(const FormPlace& place) {
        auto* section = SectionAt(place);
        if (section == nullptr || !place.question || *place.question >= section->questions.size()) return nullptr;
        return &section->questions[*place.question];
    }
    SectionText* SectionAt(const FormPlace& place) {
        return place.section && *place.section < form_.sections.size() ? &form_.sections[*place.section] : nullptr;
    }

    // False where the fields and the text say different things and somebody has to choose.
    bool TakeOpenPart() {
        const auto place = ParseFormPlace(editing_.open);
        if (!place || !typed_.Has(editing_.open + (place->question ? ".label.vi" : ".title.vi"))) return true;
        if (KeepsText()) return true;
        return place->question ? TakeQuestion(*place) : TakeSection(*place);
    }

    bool TakeSection(const FormPlace& place) {
        auto* now = SectionAt(place);
        SectionText wanted;
        if (now != nullptr) wanted = *now;
        wanted.key = FieldOr(typed_, editing_.open + ".key", wanted.key);
        wanted.title_vi = FieldOr(typed_, editing_.open + ".title.vi", wanted.title_vi);
        wanted.title_en = FieldOr(typed_, editing_.open + ".title.en", wanted.title_en);
        if (MarkOf(wanted) == editing_.open_was) return true;
        if (now == nullptr || (!KeepsFields() && MarkOf(*now) != editing_.open_was))
            return Disagree(WriteQuestion({.key = wanted.key, .label_vi = wanted.title_vi, .label_en = wanted.title_en}));
        if (wanted.key.empty())
            wanted.key = FreeKey(KeyOfWords(wanted.title_vi, '-'), '-', [&](const std::string& key) {
                return std::ranges::find(form_.sections, key, &SectionText::key) != form_.sections.end();
            });
        *now = std::move(wanted);
        Write();
        return true;
    }

    // Of what begins as a field of the pages' own ("Căn cước", "Cân nặng"), one that does not.
    static std::string KeyOfQuestion(const std::string& label) {
        auto key = KeyOfWords(label, '_');
        return IsFieldOfPages(key) ? "hoi_" + key : key;
    }

    bool IsQuestionKey(const std::string& key) const {
        return std::ranges::any_of(form_.sections, [&](const SectionText& section) {
            return std::ranges::find(section.questions, key, &QuestionText::key) != section.questions.end();
        });
    }

    bool TakeQuestion(const FormPlace& place) {
        auto* now = QuestionAt(place);
        auto wanted =
            TypedQuestion(typed_, editing_.open, now == nullptr ? QuestionText{} : *now, {act(), about()}, editing_.faults);
        if (!editing_.faults.empty()) editing_.tell_faults = true;
        if (MarkOf(wanted) == editing_.open_was) return true;
        if (now == nullptr || (!KeepsFields() && MarkOf(*now) != editing_.open_was)) return Disagree(WriteQuestion(wanted));
        if (wanted.key.empty())
            wanted.key = FreeKey(KeyOfQuestion(wanted.label_vi), '_', [&](const std::string& key) { return IsQuestionKey(key); });
        const auto key = now->key;
        Follow(key, wanted.key);
        *now = std::move(wanted);
        Write();
        return true;
    }

    // What depends on a question depends on it by its new key as well.
    void Follow(const std::string& before, const std::string& after) {
        if (before.empty() || after.empty() || before == after) return;
        for (auto& section : form_.sections)
            for (auto& question : section.questions)
                if (question.when == before) question.when = after;
    }

    void Act() {
        const auto place = ParseFormPlace(about());
        if (Is("mo") && place) OpenPart(*place);
        if (Is("dong")) Close();
        if (Is("them-phan")) AddSection();
        if (!place || SectionAt(*place) == nullptr) return;
        if (Is("them-cau")) AddQuestion(*place);
        if (Is("len")) MoveUp(*place);
        if (Is("xuong")) MoveDown(*place);
        if (Is("bo")) Remove(*place);
    }

    void OpenPart(const FormPlace& place) {
        Open(PathOf(place));
        editing_.tell_faults = true;
    }
    void OpenNew(const FormPlace& place) {
        if (Write()) Open(PathOf(place));
    }

    void AddSection() {
        if (form_.key.empty() && form_.sections.empty() && !beyond_.empty()) return;
        SectionText section;
        section.questions.push_back({.type = "text"});
        form_.sections.push_back(std::move(section));
        OpenNew({form_.sections.size() - 1, std::nullopt});
    }

    void AddQuestion(const FormPlace& place) {
        auto& questions = SectionAt(place)->questions;
        questions.push_back({.type = "text"});
        OpenNew({place.section, questions.size() - 1});
    }

    void Moved(const FormPlace& to, const Sentence& told) {
        if (Write()) EditingStep::Moved(PathOf(to), told);
    }

    // From the head of a section to the end of the one before, and the other way round.
    void MoveUp(FormPlace place) {
        auto& sections = form_.sections;
        const auto section = *place.section;
        if (!place.question) {
            if (section == 0) return;
            std::swap(sections[section], sections[section - 1]);
            return Moved({section - 1, std::nullopt}, Say("Đã chuyển phần lên trên."));
        }
        if (QuestionAt(place) == nullptr) return;
        auto& questions = sections[section].questions;
        const auto question = *place.question;
        if (question > 0) {
            std::swap(questions[question], questions[question - 1]);
            return Moved({section, question - 1}, Say("Đã chuyển câu lên trên."));
        }
        if (section == 0) return;
        auto& above = sections[section - 1].questions;
        above.push_back(questions.front());
        questions.erase(questions.begin());
        Moved({section - 1, above.size() - 1}, Say("Đã chuyển câu sang phần ở trên."));
    }

    void MoveDown(FormPlace place) {
        auto& sections = form_.sections;
        const auto section = *place.section;
        if (!place.question) {
            if (section + 1 == sections.size()) return;
            std::swap(sections[section], sections[section + 1]);
            return Moved({section + 1, std::nullopt}, Say("Đã chuyển phần xuống dưới."));
        }
        if (QuestionAt(place) == nullptr) return;
        auto& questions = sections[section].questions;
        const auto question = *place.question;
        if (question + 1 < questions.size()) {
            std::swap(questions[question], questions[question + 1]);
            return Moved({section, question + 1}, Say("Đã chuyển câu xuống dưới."));
        }
        if (section + 1 == sections.size()) return;
        auto& below = sections[section + 1].questions;
        below.insert(below.begin(), questions.back());
        questions.pop_back();
        Moved({section + 1, 0}, Say("Đã chuyển câu sang phần ở dưới."));
    }

    void Remove(const FormPlace& place) {
        if (place.question) {
            if (QuestionAt(place) == nullptr) return;
            auto& questions = SectionAt(place)->questions;
            const auto at = questions.begin() + static_cast<std::ptrdiff_t>(*place.question);
            const auto label = at->label_vi;
            questions.erase(at);
            return Moved({place.section, std::nullopt}, Say("Đã bỏ câu “{1}”.", label));
        }
        const auto at = form_.sections.begin() + static_cast<std::ptrdiff_t>(*place.section);
        const auto title = at->title_vi;
        form_.sections.erase(at);
        Moved({}, Say("Đã bỏ phần “{1}” cùng các câu hỏi của phần ấy.", title));
    }

    // The next answer is held against what is shown now.
    void MarkOpen() {
        const auto place = ParseFormPlace(editing_.open);
        editing_.open_was.clear();
        if (!place) return;
        const auto* section = SectionAt(*place);
        const auto* question = QuestionAt(*place);
        if (place->question ? question == nullptr : section == nullptr)
            editing_.open.clear();
        else
            editing_.open_was = place->question ? MarkOf(*question) : MarkOf(*section);
    }

    DefinitionErrors beyond_;
    FormText form_;
};

}  // namespace

std::string BlankForm() {
    FormText form;
    SectionText section{.key = "noi-dung", .title_vi = "Nội dung đề nghị", .title_en = "What you ask for"};
    section.questions.push_back({.type = "text"});
    form.sections.push_back(std::move(section));
    return WriteFormText(form);
}

std::string MarkOf(const QuestionText& question) {
    return MarkOfPart(WriteQuestion(Cleaned(question)));
}

std::string MarkOf(const SectionText& section) {
    auto shown = SectionText{section.key, section.title_vi, section.title_en, {}};
    for (auto* text : {&shown.key, &shown.title_vi, &shown.title_en}) *text = OneLine(std::move(*text));
    return MarkOfPart(shown.key + "\n" + shown.title_vi + "\n" + shown.title_en);
}

Editing TakeFormFields(const web::Form& typed, std::string text, const std::string& key) {
    return Step(typed, std::move(text)).Taken(key);
}

}  // namespace dongson::one_stop
