// Adds what changed since to the sums of the figures, minute by minute.
#pragma once

namespace dongson {
struct Platform;
}

namespace dongson::one_stop {

// All that waits, a few thousand at a time; how many there were.
int KeepFigures(const Platform& platform);
void KeepFiguresByTheMinute(const Platform& platform);

}  // namespace dongson::one_stop
