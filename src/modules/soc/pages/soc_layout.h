// What every page of the centre has in common: its own navigation, and marks for levels and states.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/soc/domain/alert.h"
#include "modules/soc/domain/incident.h"
#include "web/components.h"
#include "web/html.h"
#include "web/layout.h"

namespace dongson::soc {

enum class SocPlace : unsigned char { console, alerts, events, cases, handover, sources, systems, rules, indicators, exceptions };

// An officer's page with the centre's own navigation above it.
web::Html SocLayout(const Sentence& title, SocPlace place, const web::Html& main);

web::Html LevelTag(Level level);
// To choose one level by its word; to choose from which level on, any with the empty word.
std::vector<web::Choice> LevelChoices();
std::vector<web::Choice> LeastLevelChoices();
// The name of an account; nothing for none, and for one that is gone.
web::Html Who(const std::map<AccountId, std::string>& names, AccountId account);
web::Html AlertStateTag(AlertState state);
web::Html IncidentStateTag(std::string_view state);
// 2026-11-25 14:38:29.100 in Vietnam: events are told apart by less than minutes.
std::string Moment(Instant time);
// 1.234.567
std::string Figure(std::uint64_t value);
// 3,2 MB: figures that people read at a glance.
std::string Bytes(double bytes);

}  // namespace dongson::soc
