// What is folded by the minute, some at a time: what changed into the sums of the figures, and dossiers that an earlier program
// kept no words of into what they are found by.
#pragma once

namespace dongson {
struct Platform;
}

namespace dongson::one_stop {

// All that waits; how many there were.
int KeepFigures(const Platform& platform);
int KeepWords(const Platform& platform);

void FoldByTheMinute(const Platform& platform);

}  // namespace dongson::one_stop
