// A process as rows that fields show: what stands in the text, right or wrong.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/yaml.h"

namespace dongson::one_stop {

struct StateText {
    std::string key, vi, en, citizen_vi, citizen_en, status, seat, heir, role, share;
    bool initial = false, final = false;
    bool operator==(const StateText&) const = default;
};

struct EventText {
    std::string key, vi, en, citizen_vi, citizen_en;
    std::vector<std::string> from;
    std::string to, role, clock, form, limit, wait_days, reach_days;
    std::vector<std::string> guards, effects, agreed_only;
    bool reason = false, applicant_reads = false, primary = false;
    bool operator==(const EventText&) const = default;
};

struct ProcessText {
    std::string key, kind, vi, en, about, from, until;
    std::vector<std::string> procedures;
    std::vector<std::pair<std::string, std::string>> former;  // a state that is no more, and its heir
    std::vector<StateText> states;
    std::vector<EventText> events;
    bool operator==(const ProcessText&) const = default;
};

// "process", "states.examining" or "events.3": what is open, or what a fault is about. May not be there.
struct ProcessPlace {
    enum class Part : unsigned char { process, state, event } part = Part::process;
    std::size_t index = 0;
    bool operator==(const ProcessPlace&) const = default;
};
std::optional<ProcessPlace> ParseProcessPlace(const ProcessText& process, std::string_view path);
std::string PathOf(const ProcessText& process, const ProcessPlace& place);

// What no field shows is said in `beyond`.
ProcessText ReadProcessText(std::string_view text, DefinitionErrors& beyond);
std::string WriteState(const StateText& state);
std::string WriteEvent(const EventText& event);
std::string WriteHead(const ProcessText& process);  // without states and events
// Of a part that was written, alone.
StateText ReadState(std::string_view written);
EventText ReadEvent(std::string_view written);

// The text so that it reads as `after`: what says the same stays as it was written, with the remarks above it.
struct ChangedProcessText {
    std::string text;
    bool lost_remarks = false;
};
ChangedProcessText ChangeProcessText(const std::string& text, const ProcessText& after);

}  // namespace dongson::one_stop
