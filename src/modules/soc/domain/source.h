// Who sends events: one is known by what it cannot put on, never by what its messages say.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/ids.h"
#include "core/refusal.h"
#include "core/time.h"

namespace dongson::soc {

using SourceId = Id<struct SourceTag>;

// By what a source is recognised.
enum class Recognition : unsigned char {
    address,      // the address or network it sends from
    certificate,  // the common name of its TLS certificate
    token,        // what it says over HTTP; the mark is its digest
    file,         // a file of this machine
    own,          // this program
};
inline constexpr Recognition kRecognitions[] = {Recognition::address, Recognition::certificate, Recognition::token,
                                                Recognition::file, Recognition::own};
std::string_view RecognitionWord(Recognition recognition);
std::optional<Recognition> ParseRecognition(std::string_view word);
std::string_view RecognitionName(Recognition recognition);  // for people

struct Source {
    SourceId id;
    std::uint32_t number = 0;  // as events carry it; never given again
    std::string name;
    std::string group;  // rules may be kept to groups: "may-chu-web"
    UnitId unit;        // whose system it is
    Recognition recognition = Recognition::address;
    std::string mark;
    std::string parser;  // empty: by what its messages say
    std::string retention = "standard";
    std::int64_t per_second = 0;  // events; 0: no quota
    int value = 2;                // of what it watches: 1 low … 4 vital
    int silent_minutes = 0;       // after which silence is an alert; 0: never
    bool enabled = true;
    Instant created;
    std::int64_t version = 1;
};

// The refusal names the field.
std::optional<Refusal> CheckSource(const Source& source);

// Whether it has said nothing for too long; `heard`: when it was heard last, or when the listening began.
bool IsSilent(const Source& source, Instant heard, Instant now);

// What became of a file of events that somebody brought.
struct ImportedEvents {
    std::string format;  // "EVTX", "text"
    std::uint64_t received = 0, stored = 0;
    std::uint64_t damaged = 0;  // records of an EVTX file that cannot be read
    std::string fault;          // of the first of those
};

// Why an event was not kept. Every event received is stored or counted under one of these.
enum class Unkept : unsigned char {
    unknown_sender,  // nobody registered sends from there
    disabled,        // the source is switched off
    over_quota,      // more a second than the source may send
    crowded,         // the source's queue was full
    too_long,        // longer than an event may be
    no_event,        // JSON was announced and did not come
    disk,            // the disk refused
};
inline constexpr std::size_t kUnkept = 7;
std::string_view UnkeptName(Unkept reason);  // for people

// What became of a source's events, since the program started or over a day. received = stored + waiting + unkept, always.
struct SourceCount {
    std::uint64_t received = 0, stored = 0, bytes = 0;  // bytes of those stored
    std::uint64_t not_understood = 0;                   // of those stored: kept as texts
    std::array<std::uint64_t, kUnkept> unkept{};

    std::uint64_t Unkept() const {
        std::uint64_t sum = 0;
        for (const std::uint64_t each : unkept) sum += each;
        return sum;
    }
    std::uint64_t Waiting() const { return received - stored - Unkept(); }
    SourceCount& operator+=(const SourceCount& other);
    // What came after `before`, an earlier count of the same.
    SourceCount Since(const SourceCount& before) const;
};

}  // namespace dongson::soc
