#include "modules/one_stop/domain/process_fields.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "core/text.h"

namespace dongson::one_stop {

namespace {

constexpr std::string_view kStates = "states", kEvents = "events";

// Keys and numbers stand as they are, everything else between quotes.
std::string ProcessWord(std::string_view text) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool number = !text.empty() && text.size() < 6 && std::ranges::all_of(text, digit) && (text == "0" || text[0] != '0');
    const bool word = !text.empty() && plain(text.front()) &&
                      std::ranges::all_of(text, [&](char c) { return plain(c) || digit(c); }) && text != "true" &&
                      text != "false" && text != "null" && text != "yes" && text != "no";
    if (number || word) return std::string(text);
    auto quoted = ReplaceAll(ReplaceAll(std::string(text), "\\", "\\\\"), "\"", "\\\"");
    return "\"" + ReplaceAll(ReplaceAll(std::move(quoted), "\n", "\\n"), "\t", "\\t") + "\"";
}

std::string Quotes(std::string_view text) {
    const auto written = ProcessWord(text);
    return written.starts_with('"') ? written : "\"" + written + "\"";
}

std::string Pair(const std::string& vi, const std::string& en) {
    return "{vi: " + Quotes(vi) + ", en: " + Quotes(en) + "}";
}

std::string ListOf(const std::vector<std::string>& words) {
    std::vector<std::string> written;
    std::ranges::transform(words, std::back_inserter(written), ProcessWord);
    return "[" + Join(written, ", ") + "]";
}

// A line of a block, left out where it says nothing.
class Block {
  public:
    explicit Block(std::string indent) : indent_(std::move(indent)) {}

    Block& Line(std::string_view key, const std::string& value) {
        text_ += indent_ + std::string(key) + ": " + value + "\n";
        return *this;
    }
    Block& Word(std::string_view key, const std::string& value) { return value.empty() ? *this : Line(key, ProcessWord(value)); }
    Block& Number(std::string_view key, const std::string& value) {
        return value.empty() || value == "0" ? *this : Line(key, ProcessWord(value));
    }
    Block& Words(std::string_view key, const std::string& vi, const std::string& en) {
        return vi.empty() && en.empty() ? *this : Line(key, Pair(vi, en));
    }
    Block& List(std::string_view key, const std::vector<std::string>& words) {
        if (words.empty()) return *this;
        return Line(key, key == "from" && words.size() == 1 ? ProcessWord(words.front()) : ListOf(words));
    }
    Block& Flag(std::string_view key, bool on) { return on ? Line(key, "true") : *this; }
    std::string Take() { return std::move(text_); }

  private:
    std::string indent_, text_;
};

void ReadPair(const Definition& node, std::string_view key, std::string& vi, std::string& en) {
    if (!node.Has(key)) return;
    const auto words = node.Child(key);
    words.OnlyKeys({"vi", "en"});
    vi = words.Text("vi", "");
    en = words.Text("en", "");
}

// As it is written: what says nothing is not there.
std::string Said(const Definition& node, std::string_view key, std::string_view nothing) {
    auto text = node.Text(key, "");
    if (text == nothing) text.clear();
    return text;
}

StateText StateIn(const std::string& key, const Definition& node) {
    node.OnlyKeys({"words", "citizen", "status", "seat", "heir", "role", "share", "initial", "final"});
    StateText state{.key = key};
    ReadPair(node, "words", state.vi, state.en);
    ReadPair(node, "citizen", state.citizen_vi, state.citizen_en);
    state.status = Said(node, "status", "0");
    state.seat = node.Text("seat", "");
    state.heir = node.Text("heir", "");
    state.role = node.Text("role", "");
    state.share = Said(node, "share", "0");
    state.initial = node.Flag("initial", false);
    state.final = node.Flag("final", false);
    return state;
}

EventText EventIn(const Definition& node) {
    node.OnlyKeys({"key", "label", "citizen", "from", "to", "role", "effects", "guards", "clock", "reason", "applicant_reads",
                   "limit", "form", "primary", "wait_days", "reach_days", "agreed_only"});
    EventText event{.key = node.Text("key", "")};
    ReadPair(node, "label", event.vi, event.en);
    ReadPair(node, "citizen", event.citizen_vi, event.citizen_en);
    event.from = node.Texts("from");
    event.to = node.Text("to", "");
    event.role = node.Text("role", "");
    event.clock = Said(node, "clock", "none");
    event.form = node.Text("form", "");
    event.limit = Said(node, "limit", "0");
    event.wait_days = Said(node, "wait_days", "0");
    event.reach_days = Said(node, "reach_days", "0");
    event.guards = node.Texts("guards");
    event.effects = node.Texts("effects");
    event.agreed_only = node.Texts("agreed_only");
    event.reason = node.Flag("reason", false);
    event.applicant_reads = node.Flag("applicant_reads", false);
    event.primary = node.Flag("primary", false);
    return event;
}

bool IsRemark(std::string_view line) {
    return Trim(line).starts_with('#');
}

std::ptrdiff_t RemarksIn(std::string_view text) {
    return std::ranges::count_if(Split(text, '\n'), IsRemark);
}

// What stands in the text as somebody wrote it, to be written again where it says the same.
class ProcessSources {
  public:
    ProcessSources(const std::string& text, const ProcessText& before) : lines_(Split(std::string_view(text), '\n')) {
        while (!lines_.empty() && Trim(lines_.back()).empty()) lines_.pop_back();
        DefinitionErrors ignored;
        const auto root = Definition::Parse("", text, ignored);
        states_at_ = Find(0, "states:");
        events_at_ = Find(0, "events:");
        if (states_at_ >= events_at_) return;  // none, or in another order: written anew
        head_ = Between(0, states_at_);
        KeepStates(before);
        KeepEvents(root.List(kEvents), before);
    }

    std::optional<std::string> Head() const { return head_; }
    std::string Of(const StateText& state) const { return Kept(WriteState(state)); }
    std::string Of(const EventText& event) const { return Kept(WriteEvent(event)); }

  private:
    std::size_t Find(std::size_t from, std::string_view begin) const {
        while (from < lines_.size() && !lines_[from].starts_with(begin)) ++from;
        return from;
    }
    std::string Between(std::size_t first, std::size_t last) const {
        std::string text;
        for (auto line = first; line < last; ++line) text += std::string(lines_[line]) + "\n";
        return text;
    }
    // With the remarks above each; behind the last one stands what follows it.
    void Keep(std::vector<std::size_t> begins, std::size_t floor, std::size_t end, const std::vector<std::string>& written) {
        for (auto& at : begins)
            while (at > floor && IsRemark(lines_[at - 1])) --at;
        begins.push_back(end);
        for (std::size_t each = 0; each < written.size() && each + 1 < begins.size(); ++each)
            if (begins[each] < begins[each + 1]) sources_.emplace(written[each], Between(begins[each], begins[each + 1]));
    }
    void KeepStates(const ProcessText& before) {
        std::vector<std::size_t> begins;
        std::vector<std::string> written;
        for (const auto& state : before.states) {
            const auto at = Find(states_at_ + 1, "  " + state.key + ":");
            if (at >= events_at_) return;
            begins.push_back(at);
            written.push_back(WriteState(state));
        }
        Keep(std::move(begins), states_at_ + 1, events_at_, written);
    }
    void KeepEvents(const std::vector<Definition>& events, const ProcessText& before) {
        std::vector<std::size_t> begins;
        std::vector<std::string> written;
        for (std::size_t each = 0; each < events.size() && each < before.events.size(); ++each) {
            const auto at = static_cast<std::size_t>(events[each].Line() - 1);
            if (at >= lines_.size() || !lines_[at].starts_with("  - ")) return;
            begins.push_back(at);
            written.push_back(WriteEvent(before.events[each]));
        }
        Keep(std::move(begins), events_at_ + 1, lines_.size(), written);
    }
    std::string Kept(std::string written) const {
        const auto found = sources_.find(written);
        return found == sources_.end() ? std::move(written) : found->second;
    }

    std::vector<std::string_view> lines_;
    std::size_t states_at_ = 0, events_at_ = 0;
    std::optional<std::string> head_;
    std::map<std::string, std::string> sources_;  // by how each would be written anew
};

bool SameHead(ProcessText one, ProcessText other) {
    for (auto* each : {&one, &other}) {
        each->states.clear();
        each->events.clear();
    }
    return one == other;
}

std::string Assembled(const ProcessText& process, const std::string& head, const ProcessSources* sources) {
    auto text = head + std::string(kStates) + ":" + (process.states.empty() ? " {}" : "") + "\n";
    for (const auto& state : process.states) text += sources == nullptr ? WriteState(state) : sources->Of(state);
    text += std::string(kEvents) + ":" + (process.events.empty() ? " []" : "") + "\n";
    for (const auto& event : process.events) text += sources == nullptr ? WriteEvent(event) : sources->Of(event);
    return text;
}

}  // namespace

std::optional<ProcessPlace> ParseProcessPlace(const ProcessText& process, std::string_view path) {
    using Part = ProcessPlace::Part;
    const auto steps = Split(path, '.');
    if (steps[0] == "process") return ProcessPlace{};
    if (steps.size() < 2) return std::nullopt;
    if (steps[0] == kStates) {
        const auto found = std::ranges::find(process.states, steps[1], &StateText::key);
        if (found == process.states.end()) return std::nullopt;
        return ProcessPlace{Part::state, static_cast<std::size_t>(found - process.states.begin())};
    }
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(steps[1].data(), steps[1].data() + steps[1].size(), index);
    if (steps[0] != kEvents || error != std::errc() || end != steps[1].data() + steps[1].size() || index >= process.events.size())
        return std::nullopt;
    return ProcessPlace{Part::event, index};
}

std::string PathOf(const ProcessText& process, const ProcessPlace& place) {
    switch (place.part) {
        case ProcessPlace::Part::process:
            return "process";
        case ProcessPlace::Part::state:
            return "states." + process.states.at(place.index).key;
        case ProcessPlace::Part::event:
            return "events." + std::to_string(place.index);
    }
    return "";
}

ProcessText ReadProcessText(std::string_view text, DefinitionErrors& beyond) {
    const auto root = Definition::Parse("", text, beyond);
    if (!root.IsMap()) root.Fail(Say("quy trình bắt đầu bằng “key:”"));
    root.OnlyKeys({"key", "kind", "name", "about", "era", "procedures", "former", "states", "events"});
    ProcessText process{.key = root.Text("key", ""), .kind = root.Text("kind", "")};
    ReadPair(root, "name", process.vi, process.en);
    process.about = root.Text("about", "");
    const auto era = root.Child("era");
    era.OnlyKeys({"from", "until"});
    process.from = era.Text("from", "");
    process.until = era.Text("until", "");
    process.procedures = root.Texts("procedures");
    for (const auto& [gone, heir] : root.Child("former").Entries())
        process.former.emplace_back(gone, root.Child("former").Text(gone, ""));
    for (const auto& [key, node] : root.Child(kStates).Entries()) process.states.push_back(StateIn(key, node));
    for (const auto& node : root.List(kEvents)) process.events.push_back(EventIn(node));
    return process;
}

std::string WriteState(const StateText& state) {
    Block block("    ");
    block.Words("words", state.vi, state.en).Words("citizen", state.citizen_vi, state.citizen_en);
    block.Number("status", state.status).Word("seat", state.seat).Word("heir", state.heir).Word("role", state.role);
    block.Number("share", state.share).Flag("initial", state.initial).Flag("final", state.final);
    const auto body = block.Take();
    return "  " + state.key + ":" + (body.empty() ? " {}" : "") + "\n" + body;
}

std::string WriteEvent(const EventText& event) {
    Block block("    ");
    block.Words("label", event.vi, event.en).Words("citizen", event.citizen_vi, event.citizen_en);
    block.Flag("applicant_reads", event.applicant_reads).List("from", event.from).Word("to", event.to).Word("role", event.role);
    block.Word("clock", event.clock == "none" ? "" : event.clock).Number("wait_days", event.wait_days);
    block.List("guards", event.guards).List("effects", event.effects).Flag("reason", event.reason).Number("limit", event.limit);
    block.Number("reach_days", event.reach_days).List("agreed_only", event.agreed_only);
    if (!event.form.empty()) block.Line("form", Quotes(event.form));
    block.Flag("primary", event.primary);
    return "  - key: " + (event.key.empty() ? "\"\"" : ProcessWord(event.key)) + "\n" + block.Take();
}

std::string WriteHead(const ProcessText& process) {
    Block block("");
    block.Word("key", process.key).Word("kind", process.kind).Words("name", process.vi, process.en).Word("about", process.about);
    if (!process.from.empty() || !process.until.empty()) {
        std::vector<std::string> days;
        if (!process.from.empty()) days.push_back("from: " + Quotes(process.from));
        if (!process.until.empty()) days.push_back("until: " + Quotes(process.until));
        block.Line("era", "{" + Join(days, ", ") + "}");
    }
    if (!process.procedures.empty()) {
        std::vector<std::string> codes;
        std::ranges::transform(process.procedures, std::back_inserter(codes), Quotes);
        block.Line("procedures", "[" + Join(codes, ", ") + "]");
    }
    if (!process.former.empty()) {
        std::vector<std::string> pairs;
        for (const auto& [gone, heir] : process.former) pairs.push_back(gone + ": " + ProcessWord(heir));
        block.Line("former", "{" + Join(pairs, ", ") + "}");
    }
    return block.Take();
}

StateText ReadState(std::string_view written) {
    DefinitionErrors ignored;
    const auto entries = Definition::Parse("", written, ignored).Entries();
    return entries.empty() ? StateText{} : StateIn(entries.front().first, entries.front().second);
}

EventText ReadEvent(std::string_view written) {
    DefinitionErrors ignored;
    const auto items = Definition::Parse("", "events:\n" + std::string(written), ignored).List(kEvents);
    return items.empty() ? EventText{} : EventIn(items.front());
}

ChangedProcessText ChangeProcessText(const std::string& text, const ProcessText& after) {
    DefinitionErrors beyond;
    const auto before = ReadProcessText(text, beyond);
    if (before == after) return {text};
    const ProcessSources sources(text, before);
    const auto head = SameHead(before, after) && sources.Head() ? *sources.Head() : WriteHead(after);
    auto written = Assembled(after, head, &sources);
    DefinitionErrors errors;
    if (ReadProcessText(written, errors) != after || !errors.empty()) written = Assembled(after, WriteHead(after), nullptr);
    const bool lost = RemarksIn(written) < RemarksIn(text);
    return {std::move(written), lost};
}

}  // namespace dongson::one_stop
