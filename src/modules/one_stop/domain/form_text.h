// The text of a form as fields can show and change it: every value as it was written, right or wrong. A change rewrites the lines
// of what changed and leaves all other lines, with their remarks, as they stand.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/yaml.h"

namespace dongson::one_stop {

// A form is a page that somebody fills in: what would be more is a slip, or written to do harm.
inline constexpr YamlLimits kFormLimits{.bytes = 400U << 10, .nodes = 30'000, .text = 400U << 10};

struct OptionText {
    std::string value, vi, en;
    bool empty() const { return value.empty() && vi.empty() && en.empty(); }
    bool operator==(const OptionText&) const = default;
};

struct QuestionText {
    std::string key, type, label_vi, label_en, help_vi, help_en, on_paper;
    bool required = true;
    std::string when;  // the question it depends on; empty: always asked
    std::vector<std::string> is;
    std::vector<OptionText> options;
    std::string least, most, longest;
    bool past = false, future = false;
    bool operator==(const QuestionText&) const = default;
};

struct SectionText {
    std::string key, title_vi, title_en;
    std::vector<QuestionText> questions;
    bool operator==(const SectionText&) const = default;
};

struct ApplicantText {
    std::string name, number;
    bool operator==(const ApplicantText&) const = default;
};

struct FormText {
    std::string key;
    std::vector<std::string> procedures;
    std::vector<SectionText> sections;
    bool in_person = false;
    std::vector<ApplicantText> applicants = {};
    bool operator==(const FormText&) const = default;
};

// What stands in the text. What no field can show (another key, a list where a word belongs, a syntax error) is added to
// `beyond`.
FormText ReadFormText(std::string_view text, DefinitionErrors& beyond);
// The whole text anew, in the house's shape.
std::string WriteFormText(const FormText& form);
// One question, as it is compared and as it stands in a line: {key: …, type: …}.
std::string WriteQuestion(const QuestionText& question);

QuestionText ReadQuestionText(std::string_view text);  // of such a line

// Whether pages have a field of their own by this name, so that no question can have it.
bool IsFieldOfPages(std::string_view key);

// Which part of a form: none is the head (its procedures), a section, or one of its questions.
struct FormPlace {
    std::optional<std::size_t> section, question;
    bool operator==(const FormPlace&) const = default;
};
std::optional<FormPlace> ParseFormPlace(std::string_view path);  // "form", "sections.0", "sections.0.questions.2"
std::string PathOf(const FormPlace& place);

// A text after a change.
struct ChangedText {
    std::string text;
    bool lost_remarks = false;  // some of what stood after # is gone
};
// The text, which reads as `before`, so that it reads as `after`. Nothing when that would lose what no field can show.
std::optional<ChangedText> ChangeFormText(const std::string& text, const FormText& after);

// A key made of words: "Số nhà nơi đang ở" → "so_nha_noi_dang_o".
std::string KeyOfWords(std::string_view words, char between);

}  // namespace dongson::one_stop
