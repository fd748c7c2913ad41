#!/usr/bin/env bash
# Measures the data store beside sqlite3 and PostgreSQL on the same file in one run; writes a table in Markdown. Rows: bench/tables.sh [1000000]
set -euo pipefail
cd "$(dirname "$0")/.."
rows=${1:-1000000}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
ninja -C build/release dongson_bench_tables >/dev/null
python3 bench/make_table.py "$work/table.csv" "$rows"
columns='id INTEGER PRIMARY KEY, ten TEXT, ma_xa TEXT, nam INTEGER, ngay TEXT, so_luong INTEGER, gia REAL, trang_thai TEXT, ghi_chu TEXT, ma_so TEXT'
seconds() { local start end; start=$(date +%s%N); "$@" >/dev/null; end=$(date +%s%N); awk -v n=$((end - start)) 'BEGIN {printf "%.3f", n / 1e9}'; }
sqlite_import() { rm -f "$work/peer.db"; printf 'CREATE TABLE t(%s);\n.mode csv\n.import --skip 1 %s t\n' "$columns" "$work/table.csv" | sqlite3 "$work/peer.db"; }
sqlite_group() { sqlite3 "$work/peer.db" 'SELECT ma_xa, count(*), sum(so_luong), avg(gia) FROM t GROUP BY ma_xa'; }
sqlite_csv() { sqlite3 -csv "$work/peer.db" 'SELECT * FROM t'; }
import=$(seconds sqlite_import); group=$(seconds sqlite_group); csv=$(seconds sqlite_csv)
copy=0
if [ -n "${DONGSON_TEST_POSTGRES:-}" ]; then
  psql "$DONGSON_TEST_POSTGRES" -qc "CREATE TABLE bench_t(${columns//REAL/double precision})"
  copy=$(seconds psql "$DONGSON_TEST_POSTGRES" -qc "\\copy bench_t FROM '$work/table.csv' CSV HEADER")
  psql "$DONGSON_TEST_POSTGRES" -qc "DROP TABLE bench_t"
fi
DONGSON_BENCH_CSV="$work/table.csv" build/release/dongson_bench_tables --benchmark_format=json --benchmark_repetitions=3 2>/dev/null >"$work/ours.json"
python3 - "$work/ours.json" "$rows" "$import" "$copy" "$group" "$csv" "$(stat -c %s "$work/table.csv")" "$(stat -c %s "$work/table.csv.table")" <<'P'
import json, sys
path, rows, sqlite_import, copy, group, csv, size, table = sys.argv[1], *map(float, sys.argv[2:])
median = {b["run_name"].split("/")[0]: b for b in json.load(open(path))["benchmarks"] if b.get("aggregate_name") == "median"}
rate = lambda name: median[name]["items_per_second"]
ms = lambda name: median[name]["real_time"]
peers = f"sqlite3 `.import` {rows / sqlite_import:,.0f}" + (f", PostgreSQL `\\copy` {rows / copy:,.0f}" if copy else "")
print(f"\n| a table of {rows:,.0f} rows and 10 columns, {size / 1e6:.0f} MB of CSV, {table / 1e6:.0f} MB indexed | measured | against | wanted |\n|---|---|---|---|")
print(f"| typed ingest, bare | {rate('IngestBare'):,.0f} rows/s | {rate('IngestBare') * sqlite_import / rows:.1f} × sqlite3" + (f", {rate('IngestBare') * copy / rows:.1f} × \\copy" if copy else "") + f" ({peers}) | 250,000 rows/s |")
print(f"| … with indexes on every column and search | {rate('IngestWithIndexesAndSearch'):,.0f} rows/s | {rate('IngestWithIndexesAndSearch') * sqlite_import / rows:.1f} × sqlite3 without | 100,000 rows/s |")
print(f"| filtered page of 100 rows as JSON, with its total (inside, no HTTP) | {rate('FilteredPage'):,.0f}/s | | 3,000 req/s over HTTP |")
print(f"| sorted page (inside) | {rate('SortedPage'):,.0f}/s | | |")
print(f"| row by key (inside) | {rate('RowByKey'):,.0f}/s | | 15,000 req/s over HTTP |")
print(f"| three words in any column, with the total (inside) | {rate('SearchWords'):,.0f}/s | | |")
print(f"| group by one column: count, sum, average | {ms('GroupBy'):.1f} ms | {group * 1000 / ms('GroupBy'):.0f} × sqlite3 ({group * 1000:.0f} ms) | 300 ms first, 50 ms again |")
print(f"| the whole table as CSV | {ms('WholeCsv') / 1000:.2f} s | {csv * 1000 / ms('WholeCsv'):.1f} × sqlite3 ({csv:.2f} s) | 2 s |")
P
