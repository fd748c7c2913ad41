// Which document a procedure's result is, and its body: data/results/kinds.yaml.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/yaml.h"
#include "modules/one_stop/domain/procedure.h"

namespace dongson::one_stop {

struct ResultKind {
    std::string key, title, notation;
    std::vector<std::string> words;   // of the kind's name, in small letters
    std::vector<std::string> except;  // beside one of these a word does not name the kind
    bool book = false;                // numbered in a book of attestations, under its notation alone
    std::vector<std::string> body;    // a paragraph each
    std::string otherwise;            // what the officer's page proposes for {noi_dung}
};

std::vector<ResultKind> ParseResultKinds(std::string source, std::string_view yaml, DefinitionErrors& errors);
const std::vector<ResultKind>& ShippedResultKinds();

const ResultKind& ResultKindOf(const Procedure& procedure);

// The paragraph with its holes filled; a hole that nobody knows stays as it is.
std::string FillIn(std::string paragraph, const std::map<std::string, std::string>& holes);

}  // namespace dongson::one_stop
