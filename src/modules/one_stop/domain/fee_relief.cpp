#include "modules/one_stop/domain/fee_relief.h"

#include <algorithm>

#include "core/embedded.h"
#include "core/text.h"

namespace dongson::one_stop {

namespace {

constexpr std::string_view kGroups = "data/fees/groups.yaml";

workflow::Words WordsIn(const Definition& node) {
    node.OnlyKeys({"vi", "en"});
    return {node.Text("vi"), node.Text("en")};
}

}  // namespace

std::vector<FeeGroup> ParseFeeGroups(std::string source, std::string_view yaml, DefinitionErrors& errors) {
    std::vector<FeeGroup> groups;
    const auto root = Definition::Parse(std::move(source), yaml, errors);
    root.OnlyKeys({"groups"});
    for (const auto& node : root.List("groups")) {
        node.OnlyKeys({"key", "name", "proof", "basis", "doubt"});
        groups.push_back({.key = node.Text("key"),
                          .name = WordsIn(node.Child("name")),
                          .proof = WordsIn(node.Child("proof")),
                          .basis = node.Text("basis"),
                          .doubt = node.Text("doubt", "")});
    }
    return groups;
}

const std::vector<FeeGroup>& FeeGroups() {
    static const auto groups = [] {
        DefinitionErrors errors;
        auto read = ParseFeeGroups(std::string(kGroups), Embedded(kGroups), errors);
        if (!errors.empty()) throw std::runtime_error(errors.Text());
        return read;
    }();
    return groups;
}

const FeeGroup* FindFeeGroup(std::string_view key) {
    const auto found = std::ranges::find(FeeGroups(), key, &FeeGroup::key);
    return found == FeeGroups().end() ? nullptr : &*found;
}

std::string ReliefInWords(const FeeRelief& relief) {
    const auto* group = FindFeeGroup(relief.group);
    const auto name = group == nullptr ? relief.group : group->name.Now();
    if (relief.percent == 100) return Say("{1}: miễn toàn bộ", name).Now();
    return Say("{1}: giảm {2} %", name, std::to_string(relief.percent)).Now();
}

std::int64_t AfterRelief(std::int64_t fee, int percent) {
    return fee <= 0 ? fee : fee - fee * percent / 100;
}

const FeeClaim* Standing(const std::vector<FeeClaim>& claims) {
    const auto found = std::ranges::find_if(claims, [](const FeeClaim& each) { return each.state != ClaimState::refused; });
    return found == claims.end() ? nullptr : &*found;
}

bool MayClaimRelief(const Dossier& dossier, const Procedure& procedure, const std::vector<FeeClaim>& claims) {
    return !procedure.reliefs.empty() && !dossier.closed && !dossier.fee_paid && dossier.fee != 0 && Standing(claims) == nullptr;
}

}  // namespace dongson::one_stop
