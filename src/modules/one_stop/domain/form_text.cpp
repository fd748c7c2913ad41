#include "modules/one_stop/domain/form_text.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "core/text.h"

namespace dongson::one_stop {

namespace {

// Bad text is read as far as it goes: who looks at it mends it.
OptionText ReadOption(const Definition& node) {
    node.OnlyKeys({"value", "vi", "en"});
    return {node.Text("value", ""), node.Text("vi", ""), node.Text("en", "")};
}

void ReadWords(const Definition& node, std::string_view key, std::string& vi, std::string& en) {
    if (!node.Has(key)) return;
    const auto child = node.Child(key);
    child.OnlyKeys({"vi", "en"});
    vi = child.Text("vi", "");
    en = child.Text("en", "");
    if (!child.IsMap()) child.Fail(Say("“{1}” cần cả vi và en", key));
}

QuestionText ReadQuestion(const Definition& node) {
    node.OnlyKeys({"key", "type", "label", "help", "required", "when", "options", "least", "most", "longest", "past", "future",
                   "on_paper"});
    QuestionText question{.key = node.Text("key", ""),
                          .type = node.Text("type", ""),
                          .on_paper = node.Text("on_paper", ""),
                          .required = node.Flag("required", true),
                          .least = node.Text("least", ""),
                          .most = node.Text("most", ""),
                          .longest = node.Text("longest", ""),
                          .past = node.Flag("past", false),
                          .future = node.Flag("future", false)};
    ReadWords(node, "label", question.label_vi, question.label_en);
    ReadWords(node, "help", question.help_vi, question.help_en);
    if (node.Has("when")) {
        const auto when = node.Child("when");
        when.OnlyKeys({"question", "is"});
        question.when = when.Text("question", "");
        question.is = when.Texts("is");
    }
    for (const auto& option : node.List("options")) question.options.push_back(ReadOption(option));
    return question;
}

// Between double quotes, for whatever reader.
std::string Quoted(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '\n') {
            quoted += "\\n";
        } else if (c == '\t') {
            quoted += "\\t";
        } else {
            if (c == '"' || c == '\\') quoted += '\\';
            quoted += c;
        }
    }
    return quoted + "\"";
}

bool IsOneOfTheReadersOwn(std::string_view word) {
    static constexpr std::string_view kOwn[] = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
    return std::ranges::find(kOwn, word) != std::end(kOwn);
}

// Keys and numbers stand without quotes.
std::string Plain(std::string_view text) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
    const bool begins = !text.empty() && text.front() != '-';
    if (begins && std::ranges::all_of(text, plain) && !IsOneOfTheReadersOwn(text)) return std::string(text);
    return Quoted(text);
}

std::string Number(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? text : Quoted(text);
}

std::string Listed(const std::vector<std::string>& values, std::string (*write)(std::string_view)) {
    std::vector<std::string> written;
    std::ranges::transform(values, std::back_inserter(written), write);
    return "[" + Join(written, ", ") + "]";
}

std::string WordsOf(const std::string& vi, const std::string& en) {
    return "{vi: " + Quoted(vi) + ", en: " + Quoted(en) + "}";
}

std::string WriteOption(const OptionText& option) {
    return "{value: " + Plain(option.value) + ", vi: " + Quoted(option.vi) + ", en: " + Quoted(option.en) + "}";
}

std::string WriteHead(const FormText& form) {
    std::string head = "key: " + Plain(form.key) + "\n";
    if (!form.procedures.empty()) head += "procedures: " + Listed(form.procedures, Quoted) + "\n";
    if (form.in_person) head += "in_person: true\n";
    std::vector<std::string> applicants;
    for (const auto& each : form.applicants)
        applicants.push_back("{name: " + Plain(each.name) + ", number: " + Plain(each.number) + "}");
    if (!applicants.empty()) head += "applicants: [" + Join(applicants, ", ") + "]\n";
    return head;
}

std::string SectionHead(const SectionText& section, std::size_t indent) {
    const std::string margin(indent, ' ');
    return margin + "- key: " + Plain(section.key) + "\n" + margin + "  title: " + WordsOf(section.title_vi, section.title_en) +
           "\n" + margin + "  questions:" + (section.questions.empty() ? " []" : "") + "\n";
}

std::string QuestionLine(const QuestionText& question, std::size_t indent) {
    return std::string(indent, ' ') + "- " + WriteQuestion(question) + "\n";
}

std::string WriteSection(const SectionText& section) {
    constexpr std::size_t kSection = 2, kQuestion = 6;
    auto text = SectionHead(section, kSection);
    for (const auto& question : section.questions) text += QuestionLine(question, kQuestion);
    return text;
}

using Lines = std::vector<std::string_view>;

Lines LinesOf(std::string_view text) {
    auto lines = Split(text, '\n');
    if (!lines.empty() && lines.back().empty()) lines.pop_back();
    return lines;
}

std::string TextOf(const Lines& lines, std::size_t first, std::size_t last) {
    std::string text;
    for (auto line = first; line < last; ++line) text += std::string(lines[line]) + "\n";
    return text;
}

std::size_t IndentOf(std::string_view line) {
    return std::min(line.find_first_not_of(' '), line.size());
}

bool IsBlank(std::string_view line) {
    const auto rest = Trim(line);
    return rest.empty() || rest.starts_with('#');
}

// How many lines have a remark. What stands in quotes is none.
std::ptrdiff_t Remarks(std::string_view text) {
    return std::ranges::count_if(LinesOf(text), [](std::string_view line) {
        char quote = 0;
        for (std::size_t at = 0; at < line.size(); ++at) {
            const char c = line[at];
            if (quote != 0) {
                if (c == '\\' && quote == '"') ++at;
                if (c == quote) quote = 0;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '#' && (at == 0 || line[at - 1] == ' ')) {
                return true;
            }
        }
        return false;
    });
}

// Lines of one item of a list: the remarks above its dash, from the dash on, and where the next begins.
struct Block {
    std::size_t first = 0, dash = 0, last = 0;
};

// The items of a list that stands in lines of its own, within [.., end). Nothing where it does not.
std::optional<std::vector<Block>> BlocksOf(const Lines& lines, const std::vector<Definition>& items, std::size_t end) {
    std::vector<Block> blocks;
    for (const auto& item : items) {
        const auto dash = static_cast<std::size_t>(item.Line() - 1);
        if (dash >= end || !Trim(lines[dash]).starts_with("- ")) return std::nullopt;
        if (!blocks.empty() && (dash <= blocks.back().dash || IndentOf(lines[dash]) != IndentOf(lines[blocks.back().dash])))
            return std::nullopt;
        auto first = dash;
        while (first > 0 && Trim(lines[first - 1]).starts_with('#')) --first;
        if (!blocks.empty()) blocks.back().last = first;
        blocks.push_back({first, dash, end});
    }
    if (blocks.empty()) return blocks;
    auto& last = blocks.back();
    const auto indent = IndentOf(lines[last.dash]);
    for (auto line = last.dash + 1; line < end && last.last == end; ++line)
        if (!IsBlank(lines[line]) && IndentOf(lines[line]) <= indent) last.last = line;
    while (last.last > last.dash + 1 && IsBlank(lines[last.last - 1])) --last.last;
    return blocks;
}

struct SectionLines {
    Block block;
    std::vector<Block> questions;
    std::size_t HeadEnds() const { return questions.empty() ? block.last : questions.front().first; }
};

// Where everything stands that stays as it is.
class Sources {
  public:
    // Nothing where the text does not stand in lines.
    static std::optional<Sources> Of(const std::string& text, const FormText& before) {
        DefinitionErrors ignored;
        Sources sources(text, before);
        const auto nodes = Definition::Parse("", text, ignored).List("sections");
        const auto blocks = BlocksOf(sources.lines_, nodes, sources.lines_.size());
        if (!blocks || blocks->empty()) return std::nullopt;
        for (std::size_t each = 0; each < blocks->size(); ++each) {
            auto questions = BlocksOf(sources.lines_, nodes[each].List("questions"), (*blocks)[each].last);
            if (!questions) return std::nullopt;
            sources.sections_.push_back({(*blocks)[each], *std::move(questions)});
        }
        return sources;
    }

    std::string Written(const FormText& after) {
        auto text = Head(after);
        for (std::size_t each = 0; each < after.sections.size(); ++each) text += Section(after.sections[each], each);
        return text + TextOf(lines_, sections_.back().block.last, lines_.size());
    }

  private:
    Sources(const std::string& text, const FormText& before) : lines_(LinesOf(text)), before_(before) {}

    // The lines of a key of the whole form, without what follows it.
    std::pair<std::size_t, std::size_t> LinesOfKey(std::string_view key) const {
        const auto end = sections_.front().block.first;
        std::size_t first = 0;
        while (first < end && !lines_[first].starts_with(std::string(key) + ":")) ++first;
        auto last = std::min(first + 1, end);
        while (last < end && (IndentOf(lines_[last]) > 0 || lines_[last].starts_with("- ") || lines_[last].starts_with("]")))
            ++last;
        return {first, last};
    }

    std::string Head(const FormText& after) const {
        const auto end = sections_.front().block.first;
        if (after.key == before_.key && after.procedures == before_.procedures && after.in_person == before_.in_person &&
            after.applicants == before_.applicants)
            return TextOf(lines_, 0, end);
        const auto key = LinesOfKey("key");
        const auto heads = {key, LinesOfKey("procedures"), LinesOfKey("in_person"), LinesOfKey("applicants")};
        std::string head;
        for (std::size_t line = 0; line < end; ++line) {
            const bool replaced =
                std::ranges::any_of(heads, [&](const auto& lines) { return line >= lines.first && line < lines.second; });
            if (line == key.first) head += WriteHead(after);
            if (!replaced) head += std::string(lines_[line]) + "\n";
        }
        return head;
    }

    std::string Section(const SectionText& after, std::size_t index) {
        const auto source = SourceOf(after, index);
        if (!source) return WriteSection(after);
        const auto& lines = sections_[*source];
        const auto& before = before_.sections[*source];
        const bool same = before.key == after.key && before.title_vi == after.title_vi && before.title_en == after.title_en &&
                          !lines.questions.empty();
        auto text =
            same ? TextOf(lines_, lines.block.first, lines.HeadEnds())
                 : TextOf(lines_, lines.block.first, lines.block.dash) + SectionHead(after, IndentOf(lines_[lines.block.dash]));
        const auto indent =
            lines.questions.empty() ? IndentOf(lines_[lines.block.dash]) + 4 : IndentOf(lines_[lines.questions.front().dash]);
        for (std::size_t each = 0; each < after.questions.size(); ++each)
            text += Question(after.questions[each], *source, each, indent);
        return text;
    }

    // Lines that say the same, else the remarks of what it was before, and a line of its own.
    std::string Question(const QuestionText& after, std::size_t section, std::size_t index, std::size_t indent) const {
        for (std::size_t each = 0; each < sections_.size(); ++each) {
            const auto& questions = before_.sections[each].questions;
            const auto same = std::ranges::find(questions, after);
            if (same == questions.end()) continue;
            const auto& block = sections_[each].questions[static_cast<std::size_t>(same - questions.begin())];
            return TextOf(lines_, block.first, block.last);
        }
        const auto& questions = before_.sections[section].questions;
        auto was = std::ranges::find(questions, after.key, &QuestionText::key);
        if (was == questions.end() && index < questions.size() && questions.size() == sections_[section].questions.size())
            was = questions.begin() + static_cast<std::ptrdiff_t>(index);
        const bool renamed = was != questions.end() && was->key != after.key && was->label_vi != after.label_vi;
        if (was == questions.end() || renamed) return QuestionLine(after, indent);
        const auto& block = sections_[section].questions[static_cast<std::size_t>(was - questions.begin())];
        return TextOf(lines_, block.first, block.dash) + QuestionLine(after, indent);
    }

    // Which section of the text it was.
    std::optional<std::size_t> SourceOf(const SectionText& after, std::size_t index) const {
        const auto& sections = before_.sections;
        const auto same = std::ranges::find(sections, after.key, &SectionText::key);
        if (same != sections.end()) return static_cast<std::size_t>(same - sections.begin());
        if (index < sections.size() && sections[index].title_vi == after.title_vi) return index;
        if (index < sections.size() && sections[index].questions == after.questions) return index;
        return std::nullopt;
    }

    Lines lines_;
    const FormText& before_;
    std::vector<SectionLines> sections_;
};

}  // namespace

std::string WriteQuestion(const QuestionText& question) {
    auto text = "{key: " + Plain(question.key) + ", type: " + Plain(question.type);
    if (!question.required) text += ", required: false";
    if (!question.when.empty() || !question.is.empty())
        text += ", when: {question: " + Plain(question.when) +
                ", is: " + (question.is.size() == 1 ? Plain(question.is.front()) : Listed(question.is, Plain)) + "}";
    if (!question.least.empty()) text += ", least: " + Number(question.least);
    if (!question.most.empty()) text += ", most: " + Number(question.most);
    if (!question.longest.empty()) text += ", longest: " + Number(question.longest);
    if (question.past) text += ", past: true";
    if (question.future) text += ", future: true";
    text += ", label: " + WordsOf(question.label_vi, question.label_en);
    if (!question.help_vi.empty() || !question.help_en.empty()) text += ", help: " + WordsOf(question.help_vi, question.help_en);
    if (!question.options.empty()) {
        std::vector<std::string> options;
        std::ranges::transform(question.options, std::back_inserter(options), WriteOption);
        text += ", options: [" + Join(options, ", ") + "]";
    }
    if (!question.on_paper.empty()) text += ", on_paper: " + Quoted(question.on_paper);
    return text + "}";
}

QuestionText ReadQuestionText(std::string_view text) {
    DefinitionErrors ignored;
    return ReadQuestion(Definition::Parse("", text, ignored, kFormLimits));
}

FormText ReadFormText(std::string_view text, DefinitionErrors& beyond) {
    const auto root = Definition::Parse("", text, beyond, kFormLimits);
    if (!root.IsMap()) root.Fail(Say("mẫu bắt đầu bằng “key:”"));
    root.OnlyKeys({"key", "procedures", "in_person", "applicants", "sections"});
    FormText form{.key = root.Text("key", ""), .procedures = root.Texts("procedures")};
    form.in_person = root.Flag("in_person", false);
    for (const auto& node : root.List("applicants")) form.applicants.push_back({node.Text("name", ""), node.Text("number", "")});
    for (const auto& node : root.List("sections")) {
        node.OnlyKeys({"key", "title", "questions"});
        SectionText section{.key = node.Text("key", "")};
        ReadWords(node, "title", section.title_vi, section.title_en);
        for (const auto& question : node.List("questions")) section.questions.push_back(ReadQuestion(question));
        form.sections.push_back(std::move(section));
    }
    return form;
}

std::string WriteFormText(const FormText& form) {
    auto text = WriteHead(form) + "sections:" + (form.sections.empty() ? " []" : "") + "\n";
    for (const auto& section : form.sections) text += WriteSection(section);
    return text;
}

std::optional<ChangedText> ChangeFormText(const std::string& text, const FormText& after) {
    DefinitionErrors beyond;
    const auto before = ReadFormText(text, beyond);
    if (before == after) return ChangedText{text};
    const auto reads = [&](const std::string& written, std::size_t faults) {
        DefinitionErrors errors;
        return ReadFormText(written, errors) == after && errors.all().size() == faults;
    };
    auto sources = Sources::Of(text, before);
    if (sources) {
        auto written = sources->Written(after);
        if (reads(written, beyond.all().size())) {
            const bool lost = Remarks(written) < Remarks(text);
            return ChangedText{std::move(written), lost};
        }
    }
    auto written = WriteFormText(after);
    if (!beyond.empty() || !reads(written, 0)) return std::nullopt;
    return ChangedText{std::move(written), Remarks(text) > 0};
}

std::optional<FormPlace> ParseFormPlace(std::string_view path) {
    if (path == "form") return FormPlace{};
    const auto steps = Split(path, '.');
    const auto number = [&](std::size_t step) -> std::optional<std::size_t> {
        std::size_t value = 0;
        const auto text = steps[step];
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
        return value;
    };
    if (steps.size() < 2 || steps[0] != "sections" || !number(1)) return std::nullopt;
    if (steps.size() >= 4 && steps[2] == "questions" && number(3)) return FormPlace{number(1), number(3)};
    return FormPlace{number(1), std::nullopt};
}

std::string PathOf(const FormPlace& place) {
    if (!place.section) return "form";
    const auto section = "sections." + std::to_string(*place.section);
    return place.question ? section + ".questions." + std::to_string(*place.question) : section;
}

std::string KeyOfWords(std::string_view words, char between) {
    constexpr std::size_t kLongest = 40;
    std::string key;
    for (const auto& word : dongson::Words(Fold(words))) {
        if (key.size() + word.size() + 1 > kLongest && !key.empty()) break;
        if (!key.empty()) key += between;
        key += word;
    }
    std::erase_if(key, [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'); });
    return key;
}

}  // namespace dongson::one_stop
