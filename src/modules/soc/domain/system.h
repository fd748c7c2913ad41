// The province's information systems: who owns one, which level of protection it has and by which decision, what of the four
// layers stands, and which of its services are tried.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/refusal.h"
#include "core/time.h"

namespace dongson::soc {

using SystemId = Id<struct SystemTag>;

struct InformationSystem {
    SystemId id;
    std::string name, purpose;
    UnitId unit;
    int level = 1;  // Decree 331/2026: 1 to 5; the highest criterion that holds decides
    std::string approval_number;
    std::optional<Date> approved_on;
    std::string networks;  // addresses and networks, parted by commas
    bool retired = false;
    Instant created;
    std::int64_t version = 1;
};
std::string_view LevelMeaning(int level);   // for people
std::string_view LevelApprover(int level);  // for people: who approves it
// The refusal names the field.
std::optional<Refusal> CheckSystem(const InformationSystem& system);

// Directive 14/CT-TTg of 2019.
enum class Layer : unsigned char { on_site, monitoring, assessment, national };
inline constexpr Layer kLayers[] = {Layer::on_site, Layer::monitoring, Layer::assessment, Layer::national};
std::string_view LayerName(Layer layer);  // for people

// What shows that a layer stands, as of a day. Nothing is deleted: the newest counts.
struct LayerEvidence {
    std::int64_t id = 0;
    SystemId system;
    Layer layer = Layer::on_site;
    bool met = false;
    std::string evidence;
    AccountId account;
    Instant at;
};

enum class ProbeKind : unsigned char { http, tcp, tls, dns, icmp };
inline constexpr ProbeKind kProbeKinds[] = {ProbeKind::http, ProbeKind::tcp, ProbeKind::tls, ProbeKind::dns, ProbeKind::icmp};
std::string_view ProbeWord(ProbeKind kind);
std::optional<ProbeKind> ParseProbeKind(std::string_view word);
std::string_view ProbeName(ProbeKind kind);  // for people

enum class ProbeState : unsigned char { unknown, up, down };
std::string_view ProbeStateName(ProbeState state);  // for people

struct Probe {
    std::int64_t id = 0;
    SystemId system;
    ProbeKind kind = ProbeKind::http;
    std::string target;  // https://…, host:port, a name, an address
    int seconds = 60;    // between two tries
    bool enabled = true;
    ProbeState state = ProbeState::unknown;
    Instant since;       // of the state
    std::string detail;  // what the last try said
};
std::optional<Refusal> CheckProbe(const Probe& probe);

// What one try brought.
struct ProbeOutcome {
    ProbeState state = ProbeState::unknown;  // unknown: it could not be tried here
    std::int64_t milliseconds = 0;
    std::string detail;
    std::optional<int> days_left;  // of a certificate
};

// One failure may be the network's: three in a row are down, one success is up.
class ProbeMemory {
  public:
    // The state after this outcome, from the one before.
    ProbeState After(ProbeState before, const ProbeOutcome& outcome);

  private:
    int failures_ = 0;
};

// Tries within an hour.
struct ProbeHour {
    std::int64_t hour = 0;
    std::uint64_t tries = 0, failures = 0, milliseconds = 0;  // of those that succeeded, together
};
// How a service did lately, in all and day by day in Vietnam's time.
struct ProbeDay {
    Date day;
    std::uint64_t tries = 0, failures = 0;
};
struct ProbeRecord {
    std::uint64_t tries = 0, failures = 0, milliseconds = 0;
    std::vector<ProbeDay> days;  // the oldest first, today last
};
inline constexpr int kRecordDays = 30;
ProbeRecord RecordOf(const std::vector<ProbeHour>& hours, Instant now);

struct ProbeChange {
    std::int64_t probe = 0;
    Instant at;
    ProbeState state = ProbeState::unknown;
    std::string detail;
};

}  // namespace dongson::soc
