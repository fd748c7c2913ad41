// The words that dossiers are found by, for those that an earlier program kept none of.
#pragma once

namespace dongson {
struct Platform;
}

namespace dongson::one_stop {

// All that wait, some hundreds at a time, so that whoever writes meanwhile waits for no more; how many there were.
int KeepWords(const Platform& platform);
void KeepWordsByTheMinute(const Platform& platform);

}  // namespace dongson::one_stop
