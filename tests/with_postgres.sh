#!/usr/bin/env bash
# Runs a command with a private PostgreSQL 15 beside it: a temporary cluster on a Unix socket, gone afterwards.
#   tests/with_postgres.sh COMMAND…
set -euo pipefail
bin=/usr/lib/postgresql/15/bin
folder=$(mktemp -d --suffix=.dongson-postgres)
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
[ "$(id -u)" = 0 ] && chown postgres "$folder"
finish() {
  as "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap finish EXIT
as "$bin/initdb" -D "$folder/data" -U dongson -A trust --locale=C -E UTF8 >/dev/null
as "$bin/pg_ctl" -D "$folder/data" -w -o "-k $folder -c listen_addresses='' -c max_connections=200 -c shared_buffers=128MB" -l "$folder/log" start >/dev/null
export DONGSON_TEST_POSTGRES="host=$folder user=dongson dbname=postgres"
export DONGSON_TEST_POSTGRES_FOLDER="$folder"
"$@"
