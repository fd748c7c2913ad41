#include "modules/one_stop/domain/result_kind.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "core/embedded.h"
#include "core/text.h"

namespace dongson::one_stop {

std::vector<ResultKind> ParseResultKinds(std::string source, std::string_view yaml, DefinitionErrors& errors) {
    std::vector<ResultKind> kinds;
    const auto file = Definition::Parse(std::move(source), yaml, errors);
    file.OnlyKeys({"kinds"});
    for (const auto& kind : file.List("kinds")) {
        kind.OnlyKeys({"key", "title", "notation", "words", "except", "book", "body", "otherwise"});
        kinds.push_back({.key = kind.Text("key"),
                         .title = kind.Text("title"),
                         .notation = kind.Text("notation"),
                         .words = kind.Texts("words"),
                         .except = kind.Texts("except"),
                         .book = kind.Flag("book", false),
                         .body = kind.Texts("body"),
                         .otherwise = kind.Text("otherwise")});
        if (kinds.back().body.empty()) kind.Fail("a result has a body");
    }
    if (kinds.empty() || !kinds.back().words.empty()) file.Fail("the last kind is for everything else and has no words");
    return kinds;
}

const std::vector<ResultKind>& ShippedResultKinds() {
    static const auto kinds = [] {
        DefinitionErrors errors;
        auto shipped = ParseResultKinds("data/results/kinds.yaml", Embedded("data/results/kinds.yaml"), errors);
        if (!errors.empty()) throw std::runtime_error(errors.Text());
        return shipped;
    }();
    return kinds;
}

const ResultKind& ResultKindOf(const Procedure& procedure) {
    const auto& kinds = ShippedResultKinds();
    const auto named = [](const ResultKind& kind, const std::string& text) {
        const auto stands = [&](const std::string& word) { return text.find(word) != std::string::npos; };
        return std::ranges::any_of(kind.words, stands) && std::ranges::none_of(kind.except, stands);
    };
    auto texts = procedure.results;
    texts.push_back(procedure.name);
    // What is attested the name says best: of its result the source says no more than that a paper was attested.
    for (const auto& kind : kinds)
        if (kind.book && named(kind, Lower(procedure.name))) return kind;
    for (const auto& text : texts)
        for (const auto& kind : kinds)
            if (named(kind, Lower(text))) return kind;
    return kinds.back();
}

std::string FillIn(std::string paragraph, const std::map<std::string, std::string>& holes) {
    for (const auto& [hole, text] : holes) paragraph = ReplaceAll(std::move(paragraph), fmt::format("{{{}}}", hole), text);
    return paragraph;
}

}  // namespace dongson::one_stop
