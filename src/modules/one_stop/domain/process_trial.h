// What trying a process on live dossiers found, and going through those that are over again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/language.h"
#include "core/time.h"

namespace dongson::one_stop {

struct TriedDossier {
    std::string code, step, unit;
    std::int64_t edition = 0;          // the version it goes by
    std::optional<Sentence> stranded;  // why it could not go on by the new one
};
struct TriedStep {
    std::string name;
    std::int64_t dossiers = 0, stranded = 0;
};
struct ProcessTrial {
    std::int64_t open = 0, stranded = 0;
    std::vector<TriedStep> steps;
    std::vector<TriedDossier> first;  // those that would be stranded before the others; not all
};
inline constexpr std::size_t kTriedShown = 200;

struct ReplayedImpossible {
    std::string code, what;
    Sentence why;
};
struct ReplayedDue {
    std::string code;
    Instant was, is;
};
struct ProcessReplay {
    std::int64_t dossiers = 0, happenings = 0;
    std::int64_t impossible = 0, stopped = 0;  // of the happenings; of the dossiers
    std::int64_t due_differs = 0, steps_differ = 0;
    bool more = false;  // there were more than anybody waits for
    std::vector<ReplayedImpossible> impossible_first;
    std::vector<ReplayedDue> due_first;
};
inline constexpr int kReplayedMost = 2000;
inline constexpr std::size_t kReplayedShown = 100;

}  // namespace dongson::one_stop
