#include "modules/one_stop/domain/everyday.h"

#include <stdexcept>

#include "core/embedded.h"
#include "core/text.h"

namespace dongson::one_stop {

namespace {

std::vector<std::string> Said(const Definition& node, std::string_view key) {
    auto texts = node.Texts(key);
    for (auto& text : texts) text = Lower(Normalise(text));
    if (texts.empty()) node.Fail("needs at least one phrase in '" + std::string(key) + "'");
    return texts;
}

workflow::Words BothOf(const Definition& node) {
    node.OnlyKeys({"vi", "en"});
    return {node.Text("vi"), node.Text("en")};
}

void ReadWords(const Definition& node, Speech& speech) {
    speech.empty = Said(node, "empty");
    for (const auto& [typed, meant] : node.Child("words").Entries())
        speech.spoken.emplace_back(Lower(Normalise(typed)), Lower(Normalise(meant.Scalar())));
}

std::vector<LifeEvent> LifeEventsOf(const Definition& root) {
    std::vector<LifeEvent> events;
    for (const auto& node : root.List("life_events")) {
        node.OnlyKeys({"vi", "en", "errands"});
        LifeEvent event{{node.Text("vi"), node.Text("en")}, {}};
        for (const auto& errand : node.List("errands")) {
            errand.OnlyKeys({"vi", "en", "ask"});
            event.errands.push_back({{errand.Text("vi"), errand.Text("en")}, errand.Text("ask")});
        }
        events.push_back(std::move(event));
    }
    return events;
}

}  // namespace

EverydayWords ParseEveryday(std::string source, std::string_view yaml, DefinitionErrors& errors) {
    EverydayWords words;
    const auto root = Definition::Parse(std::move(source), yaml, errors);
    root.OnlyKeys({"empty", "words", "english", "says", "elsewhere", "life_events"});
    ReadWords(root, words);
    const auto english = root.Child("english");
    english.OnlyKeys({"empty", "words"});
    ReadWords(english, words.english);
    for (const auto& node : root.List("says")) {
        node.OnlyKeys({"codes", "says", "english"});
        if (node.Has("says") || !node.Has("english")) words.sayings.push_back({node.Texts("codes"), Said(node, "says")});
        if (node.Has("english")) words.english.sayings.push_back({node.Texts("codes"), Said(node, "english")});
    }
    for (const auto& node : root.List("elsewhere")) {
        node.OnlyKeys({"key", "what", "who", "where", "says", "english"});
        OthersWork work{node.Text("key"), BothOf(node.Child("what")), BothOf(node.Child("who")), node.Text("where", ""), {}};
        work.phrases = Said(node, "says");
        words.elsewhere.push_back(work);
        work.phrases = Said(node, "english");
        words.english.elsewhere.push_back(std::move(work));
    }
    words.life_events = LifeEventsOf(root);
    return words;
}

const EverydayWords& ShippedEveryday() {
    static const EverydayWords words = [] {
        DefinitionErrors errors;
        auto read = ParseEveryday("data/procedures/everyday.yaml", Embedded("data/procedures/everyday.yaml"), errors);
        if (!errors.empty()) throw std::runtime_error(errors.Text());
        return read;
    }();
    return words;
}

}  // namespace dongson::one_stop
