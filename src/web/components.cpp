#include "web/components.h"

#include <algorithm>

#include "core/text.h"
#include "web/page_scope.h"

namespace dongson::web {

namespace {

const Refusal* FaultOf(const Field& field) {
    if (field.faults == nullptr) return nullptr;
    const auto found = std::ranges::find(*field.faults, field.name, &Refusal::field);
    return found == field.faults->end() ? nullptr : &*found;
}

std::string DescribedBy(const Field& field) {
    std::string ids;
    if (!field.hint.empty()) ids = field.name + "-goi-y";
    if (FaultOf(field) != nullptr) ids += (ids.empty() ? "" : " ") + field.name + "-loi";
    return ids;
}

Html Hint(const Field& field) {
    return When(!field.hint.empty(),
                [&] { return Render(R"(<div class="govuk-hint" id="{}">{}</div>)", field.name + "-goi-y", field.hint); });
}

Html FaultLine(const Field& field) {
    const auto* fault = FaultOf(field);
    return When(fault != nullptr, [&] {
        return Render(R"(<p class="govuk-error-message" id="{}"><span class="govuk-visually-hidden">Lỗi:</span> {}</p>)",
                      field.name + "-loi", fault->sentence);
    });
}

std::string GroupClass(const Field& field) {
    return FaultOf(field) == nullptr ? "govuk-form-group" : "govuk-form-group govuk-form-group--error";
}

Html LabelText(const Field& field) {
    return Render(R"({} {})", field.label,
                  When(field.optional, [] { return Render(R"(<span class="ds-optional">(không bắt buộc)</span>)"); }));
}

Html Label(const Field& field) {
    return Render(R"(<label class="govuk-label" for="{}">{}</label>)", field.name, LabelText(field));
}

Html Described(const Field& field, const Html& control) {
    return Render(R"(<div class="{}">{}{}{}{}</div>)", GroupClass(field), Label(field), Hint(field), FaultLine(field), control);
}

Html ChoiceHint(const Choice& choice, const std::string& id) {
    return When(!choice.hint.empty(), [&] {
        return Render(R"(<div class="govuk-hint govuk-radios__hint" id="{}">{}</div>)", id + "-goi-y", choice.hint);
    });
}

// Radios and checkboxes are a question with its answers: a fieldset.
Html Fieldset(const Field& field, const Html& items) {
    return Render(R"(<div class="{}" id="{}"><fieldset class="govuk-fieldset" aria-describedby="{}">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{}</legend>{}{}{}</fieldset></div>)",
                  GroupClass(field), field.name, DescribedBy(field), LabelText(field), Hint(field), FaultLine(field), items);
}

std::string ButtonClass(ButtonKind kind) {
    static constexpr std::string_view kClasses[] = {"govuk-button", "govuk-button govuk-button--secondary",
                                                    "govuk-button govuk-button--warning"};
    return std::string(kClasses[static_cast<int>(kind)]);
}

}  // namespace

Html PostForm(const Url& action, const Html& fields, FormKind encoding) {
    const auto type = encoding == FormKind::multipart ? "multipart/form-data" : "application/x-www-form-urlencoded";
    return Render(
        R"(<form method="post" action="{}" enctype="{}" novalidate><input type="hidden" name="_csrf" value="{}">{}</form>)",
        action, type, CurrentPage().csrf, fields);
}

Html TextInput(const Field& field, std::string_view value, const InputOptions& options) {
    const auto width = options.width.empty() ? std::string("govuk-input") : "govuk-input govuk-input--width-" + options.width;
    return Described(
        field,
        Render(
            R"(<input class="{}" id="{}" name="{}" type="{}" value="{}" autocomplete="{}" inputmode="{}" aria-describedby="{}" {}>)",
            width, field.name, field.name, options.type, value, options.autocomplete, options.inputmode, DescribedBy(field),
            Flag::Invalid(FaultOf(field) != nullptr)));
}

Html TextArea(const Field& field, std::string_view value, int rows) {
    return Described(
        field, Render(R"(<textarea class="govuk-textarea" id="{}" name="{}" rows="{}" aria-describedby="{}" {}>{}</textarea>)",
                      field.name, field.name, std::to_string(rows), DescribedBy(field), Flag::Invalid(FaultOf(field) != nullptr),
                      value));
}

Html Radios(const Field& field, const std::vector<Choice>& choices, std::string_view chosen) {
    return Fieldset(
        field,
        Render(
            R"(<div class="govuk-radios">{}</div>)", Each(choices, [&](const Choice& choice) {
                const auto id = field.name + "-" + choice.value;
                return Render(
                    R"(<div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" id="{}" name="{}" value="{}" {}>
            <label class="govuk-label govuk-radios__label" for="{}">{}</label>{}</div>)",
                    id, field.name, choice.value, Flag::Checked(choice.value == chosen), id, choice.text, ChoiceHint(choice, id));
            })));
}

Html Checkboxes(const Field& field, const std::vector<Choice>& choices, const std::vector<std::string>& chosen) {
    return Fieldset(
        field,
        Render(
            R"(<div class="govuk-checkboxes">{}</div>)", Each(choices, [&](const Choice& choice) {
                const auto id = field.name + "-" + choice.value;
                return Render(
                    R"(<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="{}" name="{}" value="{}" {}>
            <label class="govuk-label govuk-checkboxes__label" for="{}">{}</label></div>)",
                    id, field.name, choice.value, Flag::Checked(std::ranges::find(chosen, choice.value) != chosen.end()), id,
                    choice.text);
            })));
}

Html Select(const Field& field, const std::vector<Choice>& choices, std::string_view chosen) {
    return Described(field, Render(R"(<select class="govuk-select" id="{}" name="{}" aria-describedby="{}">{}</select>)",
                                   field.name, field.name, DescribedBy(field), Each(choices, [&](const Choice& choice) {
                                       return Render(R"(<option value="{}" {}>{}</option>)", choice.value,
                                                     Flag::Selected(choice.value == chosen), choice.text);
                                   })));
}

Html FileInput(const Field& field, bool several) {
    return Described(
        field,
        Render(
            R"(<input class="govuk-file-upload" id="{}" name="{}" type="file" accept="application/pdf,image/*,.heic,.heif,.doc,.docx" data-most="{}" aria-describedby="{}" {}>)",
            field.name, field.name, std::to_string(CurrentSite().upload_bytes), DescribedBy(field), Flag::Multiple(several)));
}

Html HiddenInput(std::string_view name, std::string_view value) {
    return Render(R"(<input type="hidden" name="{}" value="{}">)", name, value);
}

Html Button(const Sentence& text, ButtonKind kind) {
    return Render(R"(<button class="{}" type="submit">{}</button>)", ButtonClass(kind), text);
}
Html LinkButton(const Sentence& text, const Url& url, ButtonKind kind) {
    return Render(R"(<a class="{}" href="{}" role="button" draggable="false">{}</a>)", ButtonClass(kind), url, text);
}
Html Link(const Sentence& text, const Url& url) {
    return Render(R"(<a class="govuk-link" href="{}">{}</a>)", url, text);
}

Html ErrorSummary(const Refusals& faults) {
    return When(!faults.empty(), [&] {
        return Render(
            R"(<div class="govuk-error-summary" role="alert" tabindex="-1" data-module="govuk-error-summary"><h2 class="govuk-error-summary__title">Có chỗ cần sửa</h2>
            <div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">{}</ul></div></div>)",
            Each(faults, [](const Refusal& fault) {
                return fault.field.empty()
                           ? Render(R"(<li>{}</li>)", Lines(fault.sentence.Now()))
                           : Render(R"(<li><a href="{}">{}</a></li>)", Url::Local("#" + fault.field), fault.sentence);
            }));
    });
}

Html Banner(const Sentence& title, const Html& body) {
    return Render(
        R"(<div class="govuk-notification-banner" role="region" aria-labelledby="thong-bao"><div class="govuk-notification-banner__header"><h2 class="govuk-notification-banner__title" id="thong-bao">{}</h2></div>
        <div class="govuk-notification-banner__content">{}</div></div>)",
        title, body);
}

Html SummaryList(const std::vector<Row>& rows) {
    return Render(
        R"(<dl class="govuk-summary-list">{}</dl>)", Each(rows, [](const Row& row) {
            return Render(
                R"(<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{}</dt><dd class="govuk-summary-list__value">{}</dd>{}</div>)",
                row.key, row.value, When(!row.action.empty(), [&] {
                    return Render(R"(<dd class="govuk-summary-list__actions">{}</dd>)", row.action);
                }));
        }));
}

std::string_view TagClass(TagColour colour) {
    static constexpr std::string_view kClasses[] = {"govuk-tag ds-tag--grey",  "govuk-tag ds-tag--green",
                                                    "govuk-tag ds-tag--amber", "govuk-tag ds-tag--red",
                                                    "govuk-tag ds-tag--blue",  "govuk-tag ds-tag--bronze"};
    return kClasses[static_cast<int>(colour)];
}
Html Tag(const Sentence& text, TagColour colour) {
    return Tag(text.Now(), colour);
}
Html Tag(std::string_view text, TagColour colour) {
    return Render(R"(<strong class="{}">{}</strong>)", TagClass(colour), text);
}

Html Details(const Sentence& summary, const Html& body, bool open) {
    return Render(R"(<details class="govuk-details" {}><summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{}</span></summary>
        <div class="govuk-details__text">{}</div></details>)",
                  Flag::Open(open), summary, body);
}

Html BackLink(const Url& url) {
    return Render(R"(<a class="govuk-back-link" href="{}">Quay lại</a>)", url);
}
Html Paragraph(const Sentence& sentence) {
    return Render(R"(<p class="govuk-body">{}</p>)", sentence);
}

Html Bullets(const std::vector<Sentence>& sentences) {
    return Render(R"(<ul class="govuk-list govuk-list--bullet">{}</ul>)",
                  Each(sentences, [](const Sentence& sentence) { return Render(R"(<li>{}</li>)", sentence); }));
}

Html Pages(const Url& url, int page, int pages) {
    if (pages <= 1) return {};
    const auto link = [&](int to, const Sentence& text) {
        return Render(R"(<a class="govuk-link govuk-pagination__link" href="{}">{}</a>)", url.With("trang", std::to_string(to)),
                      text);
    };
    return Render(
        R"(<nav class="govuk-pagination" aria-label="Phân trang">{} <span class="govuk-body">Trang {} / {}</span> {}</nav>)",
        When(page > 1, [&] { return link(page - 1, Say("Trang trước")); }), std::to_string(page), std::to_string(pages),
        When(page < pages, [&] { return link(page + 1, Say("Trang sau")); }));
}

Html SentenceWithNames(const Sentence& sentence) {
    const auto text = Translate(sentence.vietnamese, CurrentLanguage());
    Html html;
    std::size_t plain = 0;
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
        if (text[at] != '{' || text[at + 2] != '}') continue;
        const auto index = static_cast<std::size_t>(text[at + 1] - '1');
        html += TextOf(text.substr(plain, at - plain));
        if (index < sentence.arguments.size()) {
            const auto& argument = sentence.arguments[index];
            const auto said = Translate(argument, CurrentLanguage());
            html += said == argument ? InVietnamese(argument) : TextOf(said);
        }
        plain = at + 3;
    }
    html += TextOf(text.substr(plain));
    return html;
}
Html TextOf(std::string_view text) {
    return Escaped(text);
}
Html Time(Instant instant) {
    return Render(R"(<time datetime="{}">{}</time>)", instant.Rfc3339(), instant.Spoken());
}
Html Day(Date date) {
    return Render(R"(<time datetime="{}">{}</time>)", date.Iso(), date.Spoken());
}

}  // namespace dongson::web
