// Files of events against rules, without a database or a server.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "modules/soc/engine/correlator.h"
#include "modules/soc/engine/detector.h"
#include "modules/soc/engine/json_text.h"

namespace dongson::soc {

struct ScanOptions {
    EventClass otherwise = 0;  // of events that do not say what they are
    bool plainly = false;      // every rule evaluated: slow, to compare with
    unsigned threads = 1;
    EventLimits limits;
};

struct ScanTotals {
    std::uint64_t lines = 0, bytes = 0, hits = 0, evaluated = 0;
    std::map<std::string, std::uint64_t> refused;  // how many events, by the reason
    std::uint64_t alerts = 0, untimed = 0;         // of correlations; events that correlations wanted but that tell no time
    CorrelationLosses losses;
    std::vector<std::uint64_t> by_rule;
};

// A line of the input that rules hold for. `line` counts from 1.
using OnHits = std::function<void(std::uint64_t line, std::string_view event, const std::vector<std::uint32_t>& rules)>;

using OnAlert = std::function<void(const CorrelationAlert&)>;  // its events are lines

// Reads events from a file descriptor to its end, one a line: JSON objects, or plain text, which keywords are sought in.
// `on_hits` is called in the order of the lines, and for rules that are only part of correlations not at all. Throws
// std::system_error when reading fails.
class Scanner {
  public:
    Scanner(const RuleBook& book, const LogSources& sources, const Detector& detector, ScanOptions options)
        : book_(book), sources_(sources), detector_(detector), options_(options) {}
    ScanTotals Scan(int file, const OnHits& on_hits, const OnAlert& on_alert) const;

  private:
    class Worker;
    class Correlating;
    const RuleBook& book_;
    const LogSources& sources_;
    const Detector& detector_;
    ScanOptions options_;
};

}  // namespace dongson::soc
