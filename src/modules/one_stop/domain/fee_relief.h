// Who pays nothing of a fee, or part of it: groups that the law names, what a procedure gives them, and what somebody claims.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/yaml.h"
#include "modules/one_stop/domain/dossier.h"
#include "modules/one_stop/domain/procedure.h"

namespace dongson::one_stop {

struct FeeGroup {
    std::string key;
    workflow::Words name, proof;
    std::string basis, doubt;  // the doubt is the maintainers': why a province looks once more
};
std::vector<FeeGroup> ParseFeeGroups(std::string source, std::string_view yaml, DefinitionErrors& errors);
// As they ship.
const std::vector<FeeGroup>& FeeGroups();
inline constexpr std::string_view kOnlineGroup = "online";  // by how it was applied for, not by who one is
const FeeGroup* FindFeeGroup(std::string_view key);

// "Người khuyết tật: miễn toàn bộ", "…: giảm 50 %".
std::string ReliefInWords(const FeeRelief& relief);
// What is left to pay, down to the whole đồng.
std::int64_t AfterRelief(std::int64_t fee, int percent);

enum class ClaimState : unsigned char { waiting = 0, accepted = 1, refused = 2 };

struct FeeClaim {
    std::int64_t id = 0;
    CaseId dossier;
    std::string group, group_name;
    int percent = 100;
    std::string basis;
    FileId proof;  // none: seen at the counter, or no paper is wanted
    AccountId claimed_by;
    std::string claimed_name;
    Instant claimed;
    ClaimState state = ClaimState::waiting;
    AccountId decided_by;
    std::string decided_name;
    std::optional<Instant> decided;
    std::string reason;
    std::int64_t relieved = 0;  // đồng that it took off; 0: refused, or the fee is not known yet
};

// The newest of a dossier's claims, when it waits or was accepted.
const FeeClaim* Standing(const std::vector<FeeClaim>& claims);
// Whether somebody may claim one now: the fee is not paid, nothing waits or holds, and the procedure gives some.
bool MayClaimRelief(const Dossier& dossier, const Procedure& procedure, const std::vector<FeeClaim>& claims);

}  // namespace dongson::one_stop
