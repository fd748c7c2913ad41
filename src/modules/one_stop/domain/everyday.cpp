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

}  // namespace

EverydayWords ParseEveryday(std::string source, std::string_view yaml, DefinitionErrors& errors) {
    EverydayWords words;
    const auto root = Definition::Parse(std::move(source), yaml, errors);
    root.OnlyKeys({"empty", "words", "says", "elsewhere", "life_events"});
    words.empty = Said(root, "empty");
    for (const auto& [typed, meant] : root.Child("words").Entries())
        words.spoken.emplace_back(Lower(Normalise(typed)), Lower(Normalise(meant.Scalar())));
    for (const auto& node : root.List("says")) {
        node.OnlyKeys({"codes", "says"});
        words.sayings.push_back({node.Texts("codes"), Said(node, "says")});
    }
    for (const auto& node : root.List("elsewhere")) {
        node.OnlyKeys({"key", "what", "who", "where", "says"});
        words.elsewhere.push_back(
            {node.Text("key"), node.Text("what"), node.Text("who"), node.Text("where", ""), Said(node, "says")});
    }
    for (const auto& node : root.List("life_events")) {
        node.OnlyKeys({"vi", "en", "errands"});
        LifeEvent event{{node.Text("vi"), node.Text("en")}, {}};
        for (const auto& errand : node.List("errands")) {
            errand.OnlyKeys({"vi", "en", "ask"});
            event.errands.push_back({{errand.Text("vi"), errand.Text("en")}, errand.Text("ask")});
        }
        words.life_events.push_back(std::move(event));
    }
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
