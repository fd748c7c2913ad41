// What every page of the centre has in common: its own navigation, and marks for levels and states.
#pragma once

#include "modules/soc/domain/alert.h"
#include "modules/soc/domain/incident.h"
#include "web/html.h"
#include "web/layout.h"

namespace dongson::soc {

enum class SocPlace : unsigned char { console, alerts, events, cases, handover, sources, systems, rules, indicators, exceptions };

// An officer's page with the centre's own navigation above it.
web::Html SocLayout(const Sentence& title, SocPlace place, const web::Html& main);

web::Html LevelTag(Level level);
web::Html AlertStateTag(AlertState state);
web::Html CaseStateTag(CaseState state);
// 2026-11-25 14:38:29.100 in Vietnam: events are told apart by less than minutes.
std::string Moment(Instant time);
// 1.234.567
std::string Figure(std::uint64_t value);
// 3,2 MB: figures that people read at a glance.
std::string Bytes(double bytes);

}  // namespace dongson::soc
