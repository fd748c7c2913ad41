#include "platform/definitions/editor_page.h"

#include <algorithm>

#include "web/components.h"

namespace dongson::definitions {

using namespace web::short_names;

Html StepLink(const Sentence& text, const std::string& act, const std::string& about) {
    return Render(
        R"(<button class="ds-link-button" type="submit" name="viec" value="{}">{}<span class="govuk-visually-hidden">: {}</span></button>)",
        act, text, about);
}

Html StepButton(const Sentence& text, const std::string& act) {
    return Render(R"(<button class="govuk-button govuk-button--secondary" type="submit" name="viec" value="{}">{}</button>)", act,
                  text);
}

const Refusals* EditorPage::Faults() const {
    static const Refusals kNone;
    return editing_.tell_faults ? &faults_ : &kNone;
}

Html EditorPage::Hidden() const {
    return Render(R"({}{}{})", web::HiddenInput("mo", editing_.open), web::HiddenInput("mo_goc", editing_.open_was),
                  web::HiddenInput("truoc", editing_.before));
}

Html EditorPage::Buttons() const {
    return Render(R"(<div class="govuk-button-group">{}{}</div>)", StepButton(Say("Kiểm tra và xem thử"), "kiem-tra"),
                  When(!editing_.before.empty(), [] { return StepButton(Say("Hoàn tác"), "hoan-tac"); }));
}

Html EditorPage::Told() const {
    if (editing_.told.empty()) return {};
    return Render(
        R"(<div class="govuk-inset-text ds-editor__told" role="status">{}</div>)",
        Each(editing_.told, [](const Sentence& sentence) { return Render(R"(<p class="govuk-body">{}</p>)", sentence); }));
}

Html EditorPage::Unreadable() {
    return Render(R"(<p class="govuk-body">Các ô hiện lại khi YAML bên cạnh đọc được.</p>)");
}

Html EditorPage::Anchor(const std::string& path) const {
    const auto& where = editing_.open.empty() ? editing_.touched : editing_.open;
    return When(where == path, [] { return Render(R"(<span id="dang-sua"></span>)"); });
}

Html EditorPage::Choice() const {
    return When(Undecided(), [] {
        return Render(R"(<div class="govuk-inset-text"><p class="govuk-body">Các ô dưới đây và YAML đã được sửa khác nhau.</p>
            <div class="govuk-button-group">{}{}</div></div>)",
                      StepButton(Say("Giữ các ô"), "theo-o"), StepButton(Say("Giữ YAML"), "theo-yaml"));
    });
}

Html EditorPage::FaultTag(const std::string& path, bool faulty, std::string_view apart) const {
    faulty = faulty || std::ranges::any_of(faults_, [&](const Refusal& fault) {
                 if (fault.field == path) return true;
                 if (!fault.field.starts_with(path + ".")) return false;
                 return apart.empty() || !std::string_view(fault.field).substr(path.size()).starts_with(apart);
             });
    const bool quiet = !editing_.tell_faults && editing_.open == path;
    return When(faulty && !quiet, [] { return web::Tag(Say("Cần sửa"), web::TagColour::red); });
}

Html EditorPage::Input(const std::string& name, const Sentence& label, const Sentence& hint, const std::string& value,
                       const std::string& width, bool optional) const {
    return web::TextInput({name, label, hint, Faults(), optional}, value, {.width = width});
}

}  // namespace dongson::definitions
