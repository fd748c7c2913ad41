#!/usr/bin/env bash
# Runs a command whose temporary files lie in memory, where there is plenty of it: tests/off_disk.sh COMMAND…
# Tests kill programs and databases, never the machine: each waits for the same calls, and they come back at once. What measures stays on the disk, and
# so does everything with ON_DISK=1 (make nightly).
set -euo pipefail
room=/dev/shm
free() { awk '/^MemAvailable/ { print int($2 / 1024) }' /proc/meminfo; }
if [ -z "${ON_DISK:-}" ] && [ -w $room ] && [ "$(df --output=avail -m $room | tail -1)" -ge 8000 ] && [ "$(free)" -ge 12000 ]; then
  TMPDIR=$(mktemp -d -p $room)
  export TMPDIR
  chmod 711 "$TMPDIR"  # the database's own user passes through
  trap 'rm -rf "$TMPDIR"' EXIT
else
  echo "on the disk, which is slower: $room and memory are not large enough, or ON_DISK is set"
fi
"$@"
