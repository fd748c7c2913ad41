#include "platform/workflow/process.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <set>
#include <stdexcept>

#include "core/language.h"
#include "core/print_letters.h"

namespace dongson::workflow {

namespace {

constexpr std::pair<std::string_view, ClockEffect> kClocks[] = {
    {"none", ClockEffect::none},     {"start", ClockEffect::start},     {"pause", ClockEffect::pause},
    {"resume", ClockEffect::resume}, {"restart", ClockEffect::restart}, {"stop", ClockEffect::stop}};

template <class Value, std::size_t Size>
Value ReadWord(const Definition& node, std::string_view key, const std::pair<std::string_view, Value> (&words)[Size],
               Value otherwise) {
    if (!node.Has(key)) return otherwise;
    const auto text = node.Text(key);
    std::vector<std::string> known;
    for (const auto& [word, value] : words) {
        if (word == text) return value;
        known.emplace_back(word);
    }
    const auto near = Suggest(text, known);
    node.FailAt(key, near.empty() ? Say("“{1}” không phải là một {2}", text, key)
                                  : Say("“{1}” không phải là một {2}; có phải là “{3}”?", text, key, near));
    return otherwise;
}

Words ReadWords(const Definition& node, std::string_view key) {
    const auto child = node.Child(key);
    if (!node.Has(key)) return {};
    child.OnlyKeys({"vi", "en"});
    // Pages, papers and the picture of the process have these.
    for (const std::string_view language : {"vi", "en"})
        if (const auto refusal = RefuseLetters(child.Text(language), "")) child.FailAt(language, refusal->sentence);
    return {child.Text("vi"), child.Text("en")};
}

std::optional<Date> ReadDay(const Definition& node, std::string_view key) {
    if (!node.Has(key)) return std::nullopt;
    const auto date = Date::Parse(node.Text(key));
    if (!date) node.FailAt(key, Say("“{1}” phải là ngày, viết như 2025-06-30", key));
    return date;
}

// A word that the kind of cases must have.
void Known(const Definition& node, std::string_view key, const std::string& word, const std::vector<std::string>& known,
           std::string_view what) {
    if (std::ranges::find(known, word) != known.end()) return;
    const auto near = Suggest(word, known);
    node.FailAt(key, near.empty() ? Say("loại hồ sơ này không có {1} “{2}”", what, word)
                                  : Say("loại hồ sơ này không có {1} “{2}”; có phải là “{3}”?", what, word, near));
}

std::string ReadSeat(const Definition& node, std::string_view key, const Vocabulary& words) {
    if (!node.Has(key)) return {};
    auto known = words.seats;
    known.emplace_back(seats::kApplicant);
    known.emplace_back(seats::kNobody);
    auto seat = node.Text(key);
    Known(node, key, seat, known, "seat");
    return seat;
}

State ReadState(const std::string& key, const Definition& node, const Vocabulary& words) {
    node.OnlyKeys({"words", "citizen", "status", "seat", "heir", "role", "share", "initial", "final"});
    State state{key,
                ReadWords(node, "words"),
                ReadWords(node, "citizen"),
                static_cast<int>(node.Number("status", 0)),
                ReadSeat(node, "seat", words),
                ReadSeat(node, "heir", words),
                node.Text("role", ""),
                static_cast<int>(node.Number("share", 0)),
                node.Flag("initial", false),
                node.Flag("final", false),
                node.Line()};
    if (state.citizen.vi.empty()) state.citizen = state.words;
    if (state.seat.empty()) state.seat = seats::kNobody;
    return state;
}

Event ReadEvent(const Definition& node, const Vocabulary& words) {
    node.OnlyKeys({"key", "label", "citizen", "from", "to", "role", "effects", "guards", "clock", "reason", "applicant_reads",
                   "limit", "form", "primary", "reopens", "wait_days", "reach_days", "agreed_only"});
    Event event{node.Text("key"),
                ReadWords(node, "label"),
                ReadWords(node, "citizen"),
                node.Texts("from"),
                node.Text("to"),
                node.Text("role", ""),
                node.Texts("effects"),
                node.Texts("guards"),
                ReadWord(node, "clock", kClocks, ClockEffect::none),
                node.Flag("reason", false),
                node.Flag("applicant_reads", false),
                static_cast<int>(node.Number("limit", 0)),
                node.Text("form", ""),
                node.Flag("primary", false),
                node.Flag("reopens", false),
                static_cast<int>(node.Number("wait_days", 0)),
                static_cast<int>(node.Number("reach_days", 0)),
                node.Texts("agreed_only"),
                node.Line(),
                node.Path()};
    if (event.citizen.vi.empty()) event.citizen = event.label;
    for (const auto& effect : event.effects) Known(node, "effects", effect, words.effects, "effect");
    for (const auto& guard : event.guards) Known(node, "guards", guard, words.guards, "guard");
    if (event.from.empty()) node.FailAt("from", Say("việc “{1}” chưa nói bắt đầu từ bước nào", event.key));
    if (std::set<std::string_view>(event.from.begin(), event.from.end()).size() != event.from.size())
        node.FailAt("from", Say("việc “{1}” ghi một bước hai lần", event.key));
    return event;
}

void ReadInto(Process& process, const Definition& root, const Vocabulary& words) {
    for (const auto& [key, node] : root.Child("states").Entries()) {
        if (process.states.contains(key)) node.Fail(Say("bước “{1}” ghi hai lần", key));
        process.states.emplace(key, ReadState(key, node, words));
    }
    for (const auto& node : root.List("events")) process.events.push_back(ReadEvent(node, words));
}

}  // namespace

const std::string& Words::Now() const {
    return CurrentLanguage() == Language::english && !en.empty() ? en : vi;
}

bool Event::Has(std::string_view effect) const {
    return std::ranges::find(effects, effect) != effects.end();
}

std::string_view Process::Today(std::string_view state) const {
    const auto heir = former.find(state);
    return heir == former.end() ? state : heir->second;
}

const State* Process::Find(std::string_view state) const {
    const auto found = states.find(std::string(Today(state)));
    return found == states.end() ? nullptr : &found->second;
}

const State& Process::At(std::string_view state) const {
    static const State gone{.key = "",
                            .words = {"Bước không còn trong quy trình", "A step the process no longer has"},
                            .citizen = {"Đang được xem lại", "Being looked into"},
                            .status = 4,
                            .seat = std::string(seats::kNobody),
                            .heir = "",
                            .role = "",
                            .share = 0,
                            .initial = false,
                            .final = false,
                            .line = 0};
    const auto* found = Find(state);
    return found == nullptr ? gone : *found;
}

const Event* Process::FindEvent(std::string_view event) const {
    const auto found = std::ranges::find(events, event, &Event::key);
    return found == events.end() ? nullptr : &*found;
}

const State& Process::Initial() const {
    for (const auto& [name_of_state, state] : states)
        if (state.initial) return state;
    throw std::logic_error(source + " has no initial state");
}

std::vector<const Event*> Process::EventsFrom(std::string_view state) const {
    std::vector<const Event*> found;
    for (const auto& event : events)
        if (std::ranges::find(event.from, Today(state)) != event.from.end()) found.push_back(&event);
    return found;
}

Process ParseProcess(const std::string& source, std::string_view yaml, const Parts& parts, const Vocabulary& words,
                     DefinitionErrors& errors) {
    Process process;
    process.source = source;
    const auto root = Definition::Parse(source, yaml, errors);
    root.OnlyKeys({"key", "kind", "name", "about", "era", "procedures", "include", "former", "states", "events"});
    process.key = root.Text("key");
    process.kind = root.Text("kind");
    if (process.kind != words.kind)
        root.FailAt("kind", Say("đây phải là quy trình của “{1}”, không phải của “{2}”", words.kind, process.kind));
    process.name = ReadWords(root, "name");
    process.procedures = root.Texts("procedures");
    root.Child("era").OnlyKeys({"from", "until"});
    process.from = ReadDay(root.Child("era"), "from");
    process.until = ReadDay(root.Child("era"), "until");
    for (const auto& [gone, heir] : root.Child("former").Entries()) process.former.emplace(gone, root.Child("former").Text(gone));
    ReadInto(process, root, words);
    const auto own = static_cast<std::ptrdiff_t>(process.events.size());
    for (const auto& name : root.Texts("include")) {
        const auto part = parts.find(name);
        if (part == parts.end()) {
            root.FailAt("include", Say("không có phần dùng chung “{1}” để lấy vào", name));
            continue;
        }
        const auto included = Definition::Parse(fmt::format("{} < {}", source, name), part->second, errors);
        included.OnlyKeys({"states", "events"});
        ReadInto(process, included, words);
    }
    // A shared event starts from those of its states that this process has; what its own start from is the proofs' to look at.
    for (auto& event : process.events | std::views::drop(own))
        if (event.from.size() > 1) std::erase_if(event.from, [&](const auto& state) { return !process.states.contains(state); });
    std::erase_if(process.events, [](const Event& event) { return event.from.empty(); });
    return process;
}

}  // namespace dongson::workflow
