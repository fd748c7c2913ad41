#!/usr/bin/env bash
# Measures the program beside its peers in one run and writes bench/RESULTS.md. Seconds each: bench/run.sh [6]
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-6}
work=$(mktemp -d); trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
ninja -C build/release dongson dongson_bench >/dev/null
program=build/release/dongson
printf 'access_log: %s/access.log\naddress_requests_per_minute: 1000000000\naccount_requests_per_minute: 1000000000\n' "$work" >"$work/config.yaml"
serve() { # port, data, and what else
  $program serve --data "$2" --listen "127.0.0.1:$1" --config "$work/config.yaml" "${@:3}" >"$work/out-$1" 2>/dev/null &
  server=$!
  until curl -sf -o /dev/null "http://127.0.0.1:$1/readyz"; do sleep 0.005; done
}
$program demo --data "$work/data" >/dev/null
start=$(date +%s%N)
serve 18080 "$work/data"
ready=$(( ($(date +%s%N) - start) / 1000000 ))

# nginx serves the very bytes, on the same cores, writing its log too.
mkdir -p "$work/www/thu-tuc"
base=http://127.0.0.1:18080
curl -s $base/ >"$work/www/home.html"; curl -s $base/thu-tuc/1.001193 >"$work/www/procedure.html"
officer_at() { curl -s -c - -o /dev/null --data-urlencode "ten_dang_nhap=motcua.hacthanh" --data-urlencode "mat_khau=thanh hoa 2026" "http://localhost:$1/dang-nhap" | awk '/phien/ {print $6"="$7}'; }
officer=$(officer_at 18080)
code=$(curl -s -H "cookie: $officer" http://localhost:18080/can-bo/so-theo-doi | grep -oE 'H56\.[0-9]+-[0-9]+-[0-9]+' | head -1)
last4=$(python3 -c "import sqlite3,sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT person_number FROM dossier WHERE code = ?', (sys.argv[2],)).fetchone()[0][-4:])" "$work/data/dongson.db" "$code")
curl -s "$base/tra-cuu?ma=$code&so=$last4" >"$work/www/tracking.html"
curl -s "$base/thu-tuc?q=khai+sinh" >"$work/www/search.html"
curl -s -H "cookie: $officer" $base/can-bo >"$work/www/inbox.html"
cat >"$work/nginx.conf" <<N
worker_processes 1; pid $work/nginx.pid; error_log /dev/null; daemon off;
events { worker_connections 1024; }
http { access_log $work/nginx.log combined buffer=64k flush=1s; sendfile on; keepalive_requests 1000000; default_type text/html; open_file_cache max=100;
  server { listen 127.0.0.1:18081; root $work/www; } }
N
chmod -R a+rX "$work"
/usr/sbin/nginx -c "$work/nginx.conf" & sleep 0.5

rate() { wrk -t1 -c64 -d"$((seconds / 3))s" --latency ${3:+-H "cookie: $3"} "$1" >"$work/$2.txt"; awk '/Requests\/sec/ {print $2}' "$work/$2.txt"; }
p99() { awk '/ 99%/ {print $2}' "$work/$1.txt"; }
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.2f", a / b}'; }
row() { # name, path, file, cookie, wanted
  # The machine's own speed drifts: the two take turns, and the median of each counts.
  local peer ours round
  for round in 1 2 3 4 5; do
    rate "http://127.0.0.1:18081/$3" "peer-$1" >>"$work/peer-$1"; rate "$base$2" "ours-$1" "${4:-}" >>"$work/ours-$1"
  done
  peer=$(median <"$work/peer-$1"); ours=$(median <"$work/ours-$1")
  grep -q 'Non-2xx' "$work/ours-$1.txt" && echo "| $1 | answers other than 200 | | | |" && return
  echo "| ${1%, *} | $(ratio "$ours" "$peer") | $5 | ${ours%.*}/s against ${peer%.*}/s | $(p99 "ours-$1") |"
}
{
  echo "# Results"
  echo
  echo "2-core reference machine; \`make bench\`; $(date +%Y-%m-%d). wrk with 64 connections runs on the same two cores. The peer is nginx 1.22 with one"
  echo "worker serving the same bytes from its file cache; both write access logs. The two take turns five times; medians. Under 15 % is noise."
  echo
  echo "| page | ratio to nginx | wanted | absolute | p99 |"
  echo "|---|---|---|---|---|"
  row home / home.html "" "0.80"
  row procedure /thu-tuc/1.001193 procedure.html "" "0.80"
  row search "/thu-tuc?q=khai+sinh" search.html "" "0.35"
  row tracking "/tra-cuu?ma=$code&so=$last4" tracking.html "" "0.35"
  row inbox /can-bo inbox.html "$officer" "0.35"
  echo
  echo "| start | measured | wanted |"
  echo "|---|---|---|"
  echo "| ready with the full catalogue | ${ready} ms | 500 ms |"
  echo "| resident after the load above | $(( $(ps -o rss= -p $server) / 1024 )) MB | 80 MB |"
} >"$work/results.md"
kill $server; wait $server 2>/dev/null || true
if [ -n "${DONGSON_TEST_POSTGRES:-}" ]; then
  psql "$DONGSON_TEST_POSTGRES" -qc "CREATE DATABASE bench"
  database=${DONGSON_TEST_POSTGRES/dbname=postgres/dbname=bench}
  $program demo --data "$work/postgres" --database "$database" >/dev/null
  serve 18082 "$work/postgres" --database "$database"
  base=http://127.0.0.1:18082
  curl -s "$base/tra-cuu?ma=$code&so=$last4" | grep -q "Đã diễn ra" || { echo "the demonstration on PostgreSQL has no dossier $code" >&2; exit 1; }
  {
    echo
    echo "| page on PostgreSQL 15, beside its server on the same two cores | ratio to nginx | wanted | absolute | p99 |"
    echo "|---|---|---|---|---|"
    row "search, PostgreSQL" "/thu-tuc?q=khai+sinh" search.html "" "–"
    row "tracking, PostgreSQL" "/tra-cuu?ma=$code&so=$last4" tracking.html "" "–"
    row "inbox, PostgreSQL" /can-bo inbox.html "$(officer_at 18082)" "–"
  } >>"$work/results.md"
  kill $server; wait $server 2>/dev/null || true
fi
build/release/dongson_bench --benchmark_format=json --benchmark_repetitions=5 --benchmark_enable_random_interleaving=true --benchmark_min_time=0.2 2>/dev/null >"$work/inside.json"
python3 - "$work/inside.json" >>"$work/results.md" <<'P'
import json, sys
rate = {b["run_name"].split("/")[0]: b["items_per_second"] for b in json.load(open(sys.argv[1]))["benchmarks"] if b.get("aggregate_name") == "median"}
print("\n| inside | measured | wanted |\n|---|---|---|")
print(f"| deadlines | {rate['Deadlines'] / 1e6:.1f} M/s | 1 M/s |")
print(f"| ledger entries sequenced (SQLite, FULL) | {rate['LedgerSequenced']:,.0f}/s | 20,000/s |")
print(f"| durable submissions (16 clients, SQLite FULL) against a bare loop of as many equally durable inserts with the same grouping | {rate['DurableSubmissions'] / rate['BareDurableInserts']:.2f} ({rate['DurableSubmissions']:,.0f}/s against {rate['BareDurableInserts']:,.0f}/s) | 0.50 |")
P
bench/tables.sh >>"$work/results.md"
# What ten times as many rows cost.
bench/tables.sh 10000000 >>"$work/results.md"
DONGSON=$program node bench/portal.mjs >>"$work/results.md"
bench/soc.sh >>"$work/results.md"
cp "$work/results.md" bench/RESULTS.md
cat bench/RESULTS.md
