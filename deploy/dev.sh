#!/usr/bin/env bash
# Rebuilds and restarts the program when a source changes.
set -u
data=$1
[ -e "$data/dongson.db" ] || build/debug/dongson demo --data "$data"
stamp() { find src data assets/styles assets/scripts -type f -newer /tmp/dongson-dev-stamp 2>/dev/null | head -n 1; }
while true; do
  touch /tmp/dongson-dev-stamp
  make -s assets && ninja -C build/debug dongson || { sleep 2; continue; }
  build/debug/dongson serve --data "$data" --listen 127.0.0.1:8080 &
  server=$!
  while [ -z "$(stamp)" ] && kill -0 $server 2>/dev/null; do sleep 1; done
  kill $server 2>/dev/null
  wait $server
done
