// Every event of a stream from a number on, the oldest first; damaged blocks are passed over.
#pragma once

#include <functional>

#include "modules/soc/events/event_stream.h"

namespace dongson::soc {

// `record`'s bytes have BlockView::kPadding bytes behind them. False: enough.
using VisitStored = std::function<bool(std::uint64_t number, const EventRecord& record)>;
void WalkStream(const EventStream& stream, std::uint64_t from, const VisitStored& visit);

// From the first event that may have been received since then.
std::uint64_t FirstSince(const EventStream& stream, Instant since);

}  // namespace dongson::soc
