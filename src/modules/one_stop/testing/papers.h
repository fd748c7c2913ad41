// What a paper is drawn from, for tests: a birth registered at a ward, with all that the forms ask for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/one_stop/domain/official_forms.h"

namespace dongson::one_stop::testing {

inline constexpr UnitId kWard{1}, kDepartment{2};

Happening Happened(std::string event, std::string form, std::string reason, std::string_view at);
PaperContext Context();
Issue AnIssue(std::string_view form, std::string_view at = "2025-10-01 10:05");

// Where DONGSON_PICTURES names a folder the papers are left there, to be looked at beside the rules.
void Leave(const std::string& name, const std::string& pdf);
Drawn Draw(const PaperContext& context, const Issue& issue);

void ExpectTexts(const std::string& text, const std::vector<std::string_view>& wanted);

}  // namespace dongson::one_stop::testing
