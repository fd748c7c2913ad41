// What an incident is to the engine of cases: where it lies, who does its steps, what guards its end, what the law wants beside.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "modules/soc/domain/incident.h"
#include "platform/workflow/kind.h"
#include "platform/workflow/rules.h"

namespace dongson::soc {

// Names that stand in rows. What tells an authority begins with the first, and goes on with the obligation's key.
namespace names {
inline constexpr std::string_view kTell = "tell_", kTakeAlert = "take_alert", kAddEvidence = "add_evidence",
                                  kDescribe = "describe", kClose = "close", kReopen = "reopen",  // events
    kAsk = "ask_opinion", kAnswerAsked = "answer_opinion", kStopWaiting = "stop_waiting";
inline constexpr std::string_view kDoStep = "do_step";  // beside the process: no event is called so
}  // namespace names

// What an event may do to an incident beside moving it; ActOnIncident does each.
inline constexpr std::string_view kIncidentEffects[] = {"describe",    "take_alert",     "add_evidence", "tell_authority",
                                                        "ask_opinion", "answer_opinion", "drop_opinion"};

const workflow::CaseKind& IncidentKind();

// Where whoever is asked about one reads the question, and nothing else of it.
std::string QuestionPath(std::string_view code, std::int64_t question);

// The process that all go through which are opened today.
inline constexpr std::string_view kIncidentProcess = "incident";
const std::map<std::string, workflow::Process>& IncidentProcesses();
const workflow::Process& ProcessOf(const Incident& incident);

inline workflow::Moving MovingOf(const Incident& incident) {
    return {IncidentKind(), ProcessOf(incident), incident};
}

// "Đã ngăn chặn"
const workflow::Words& StateName(std::string_view state);

// A line of its timeline, as reports have it: what sort of thing happened, and what.
std::string_view SortOf(const workflow::Happening& happening);
std::string TextOf(const workflow::Happening& happening);

}  // namespace dongson::soc
