// The GOV.UK and MoJ patterns in our theme, as functions from values to Html.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "core/time.h"
#include "web/html.h"

namespace dongson::web {

// A form that changes something: carries the session's token. `multipart` for files.
enum class FormKind : unsigned char { plain, multipart };
Html PostForm(const Url& action, const Html& fields, FormKind encoding = FormKind::plain);

// What stands above every control.
struct Field {
    std::string name;
    Sentence label;
    Sentence hint;
    const Refusals* faults = nullptr;  // those of the whole form; the field finds its own
    bool optional = false;
};

struct InputOptions {
    std::string type = "text", autocomplete = "off", inputmode = "text";
    std::string width;  // "10" characters; empty: the whole line
};

Html TextInput(const Field& field, std::string_view value, const InputOptions& options = {});
Html TextArea(const Field& field, std::string_view value, int rows = 5);

struct Choice {
    std::string value, text, hint;
};
Html Radios(const Field& field, const std::vector<Choice>& choices, std::string_view chosen);
Html Checkboxes(const Field& field, const std::vector<Choice>& choices, const std::vector<std::string>& chosen);
Html Select(const Field& field, const std::vector<Choice>& choices, std::string_view chosen);
Html FileInput(const Field& field, bool several);
Html HiddenInput(std::string_view name, std::string_view value);

enum class ButtonKind : unsigned char { primary, secondary, warning };
Html Button(const Sentence& text, ButtonKind kind = ButtonKind::primary);
Html LinkButton(const Sentence& text, const Url& url, ButtonKind kind = ButtonKind::primary);
Html Link(const Sentence& text, const Url& url);

// Every fault in one place, each leading to its field.
Html ErrorSummary(const Refusals& faults);
Html Banner(const Sentence& title, const Html& body);

struct Row {
    Sentence key;
    Html value;
    Html action;
};
Html SummaryList(const std::vector<Row>& rows);

enum class TagColour : unsigned char { grey, green, amber, red, blue, bronze };
std::string_view TagClass(TagColour colour);
Html Tag(const Sentence& text, TagColour colour);
Html Tag(std::string_view text, TagColour colour);  // as it is: a state that a process named

Html Details(const Sentence& summary, const Html& body, bool open = false);
Html BackLink(const Url& url);
Html Paragraph(const Sentence& sentence);
Html Bullets(const std::vector<Sentence>& sentences);
Html Pages(const Url& url, int page, int pages);

Html TextOf(std::string_view text);
// A sentence whose arguments are what people wrote: in English those parts are marked as Vietnamese.
Html SentenceWithNames(const Sentence& sentence);
Html Time(Instant instant);
Html Day(Date date);

}  // namespace dongson::web
