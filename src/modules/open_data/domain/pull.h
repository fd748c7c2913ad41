// A file that is fetched from an address on schedule and becomes an upload of the officer who asked for it.
#pragma once

#include <optional>
#include <string>

#include "modules/open_data/domain/dataset.h"

namespace dongson::open_data {

using PullId = Id<struct PullTag>;

struct Pull {
    PullId id;
    DatasetId dataset;
    ResourceId resource;
    std::string url;
    Frequency every = Frequency::daily;
    AccountId account;    // whose uploads they become
    std::string digest;   // of the file that came last, hex
    std::string outcome;  // of the last time, a sentence in Vietnamese; empty before it
    std::optional<Instant> pulled;
    Instant next;

    // Also what was fetched by a clock that ran ahead and was put right: its next time may lie years away.
    bool Due(Instant now) const { return next <= now || pulled.value_or(Instant{}) > now; }
};

}  // namespace dongson::open_data
