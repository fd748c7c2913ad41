// A province of so many rows from SQLite to PostgreSQL and back, proven, beside what others have for it in the same run: node bench/move.mjs [ROWS].
// There: pgloader, which proves nothing, and bare CSV of the tables that have rows into tables without an index. Back: CSV again. They take turns, pgloader once; medians. Prints a table.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demonstration, emptyDatabase, program } from "../tests/demonstration.mjs";

const wanted = Number(process.argv[2] ?? 1_000_000), rounds = wanted < 100_000 ? 1 : 3;
const postgres = process.env.DONGSON_TEST_POSTGRES;
if (!postgres) throw new Error("run it with tests/with_postgres.sh");
const work = mkdtempSync(join(tmpdir(), "dongson-bench-move-"));
const { data } = demonstration();
process.on("exit", () => [work, data].forEach((each) => rmSync(each, { recursive: true, force: true })));
const file = join(data, "dongson.db");
const run = (command, words, options = {}) => execFileSync(command, words, { encoding: "utf8", maxBuffer: 1 << 28, ...options });
const sqlite = (path, text) => run("sqlite3", ["-batch", "-bail", path], { input: text }).trim();
const psql = (connection, text) => run("psql", [connection, "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", text]).trim();
const median = (numbers) => [...numbers].sort((one, other) => one - other)[numbers.length >> 1];

// Dossiers and what hangs on them, again and again under ids of their own.
const parts = { dossier: "id", work_case: "id", case_happening: "case_id", dossier_words: "dossier_id", dossier_paper: "dossier_id", notice: "id", ledger_entry: "id" };
function fill() {
  const counts = Object.keys(parts).map((table) => Number(sqlite(file, `SELECT COUNT(*) FROM ${table}`)));
  const copies = Math.ceil(wanted / counts.reduce((one, other) => one + other));
  const first = "8000000000000000";
  let text = `PRAGMA journal_mode = WAL; BEGIN; CREATE TEMP TABLE k AS WITH RECURSIVE n (k) AS (VALUES (1) UNION ALL SELECT k + 1 FROM n WHERE k < ${copies}) SELECT k FROM n;\n`;
  for (const table of ["dossier", "notice", "ledger_entry"]) text += `CREATE TEMP TABLE of_${table} AS SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM ${table}; CREATE UNIQUE INDEX temp.by_${table} ON of_${table} (id);\n`;
  const placed = (table) => `${first} + m.place * ${copies} + k.k`;
  for (const [table, own] of Object.entries(parts)) {
    const of = table === "work_case" || own !== "id" ? "dossier" : table;
    const changed = { [own]: placed(of), code: `t.code || '/' || k.k`, position: `t.position + k.k * (SELECT MAX(position) + 1 FROM ledger_entry)` };
    const columns = sqlite(file, `SELECT name FROM pragma_table_info('${table}')`).split("\n");
    text += `INSERT INTO ${table} (${columns.join(", ")}) SELECT ${columns.map((each) => changed[each] ?? `t.${each}`).join(", ")} FROM ${table} t JOIN of_${of} m ON m.id = t.${own} JOIN k ORDER BY k.k;\n`;
  }
  sqlite(file, `${text}COMMIT; PRAGMA wal_checkpoint(TRUNCATE);`);
}

function timed(act) {
  const began = performance.now();
  act();
  return (performance.now() - began) / 1000;
}
const drop = (connection) => psql(postgres, `DROP DATABASE ${connection.match(/dbname=(\S+)/)[1]} WITH (FORCE)`);

const tables = [];
// Each row of the same tables as CSV, each program started once; bytes as hexadecimal digits, which both read.
const csv = (name) => join(work, `${name}.csv`);
const script = (connection, text) => run("psql", [connection, "-qAtX", "-v", "ON_ERROR_STOP=1"], { input: text });
function csvThere(connection) {
  const shown = (columns) => columns.map(({ column, bytes }) => (bytes ? `'\\x' || hex("${column}")` : `"${column}"`)).join(", ");
  sqlite(file, tables.map(({ name, columns }) => `.mode csv\n.once ${csv(name)}\nSELECT ${shown(columns)} FROM ${name};\n`).join(""));
  script(connection, tables.map(({ name }) => `\\copy ${name} FROM '${csv(name)}' CSV\n`).join(""));
}
function csvBack(connection, path) {
  script(connection, tables.map(({ name }) => `\\copy ${name} TO '${csv(name)}' CSV\n`).join(""));
  sqlite(path, `PRAGMA synchronous = OFF;\n.mode csv\n${tables.map(({ name }) => `.import ${csv(name)} ${name}\n`).join("")}`);
}
const bare = (engine) => tables.map(({ name, columns }) => `CREATE TABLE ${name} (${columns.map(({ column, type, bytes }) => `"${column}" ${bytes && engine === "postgres" ? "bytea" : type}`).join(", ")});`).join("\n");

fill();
for (const name of sqlite(file, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@' AND name <> 'migration'").split("\n").filter((name) => sqlite(file, `SELECT EXISTS (SELECT * FROM ${name})`) === "1"))
  tables.push({ name, columns: sqlite(file, `SELECT name || ' ' || CASE type WHEN 'DOUBLE PRECISION' THEN 'double precision' WHEN 'INTEGER' THEN 'BIGINT' ELSE type END FROM pragma_table_info('${name}')`).split("\n").map((line) => {
    const column = line.split(" ")[0], type = line.slice(column.length + 1);
    return { column, type, bytes: type === "BLOB" };
  }) });
const bytes = statSync(file).size;

// pgloader sends its own tables and indexes, as it makes them of SQLite's; in larger pieces its heap does not hold procedures.
// It may stop for good in the middle of a table: then it is left out, and said.
const patience = Math.max(60, wanted / 1000);
let stopped = false;
const hasPgloader = spawnSync("pgloader", ["--version"]).status === 0;
const socket = postgres.match(/host=(\S+)/)[1], user = postgres.match(/user=(\S+)/)[1];
function pgloader(connection) {
  const command = join(work, "load");
  writeFileSync(command, `load database from sqlite://${file} into postgresql://${user}@unix:${socket}:5432/${connection.match(/dbname=(\S+)/)[1]} with create tables, create indexes, foreign keys, reset no sequences, prefetch rows = 1000, batch rows = 1000, batch size = 1MB, workers = 2, concurrency = 1;\n`);
  run("pgloader", [command], { timeout: patience * 1000, killSignal: "SIGKILL" });
}

const seconds = { there: [], back: [], pgloader: [], csvThere: [], csvBack: [] };
let rows = 0;
for (let round = 0; round < rounds; ++round) {
  const target = emptyDatabase(postgres);
  seconds.there.push(timed(() => (rows = Number(/, (\d+) rows: the same/.exec(run(program, ["move", "--data", data, "--to", target]))[1]))));
  const other = mkdtempSync(join(work, "back-"));
  seconds.back.push(timed(() => run(program, ["move", "--data", other, "--database", target, "--to", "sqlite"])));
  const path = join(other, "csv.db");
  sqlite(path, bare("sqlite"));
  seconds.csvBack.push(timed(() => csvBack(target, path)));
  drop(target);
  const plain = emptyDatabase(postgres);
  psql(plain, bare("postgres"));
  seconds.csvThere.push(timed(() => csvThere(plain)));
  drop(plain);
  if (hasPgloader && round === 0) {
    const loaded = emptyDatabase(postgres);
    try {
      seconds.pgloader.push(timed(() => pgloader(loaded)));
      const there = psql(loaded, "SELECT COUNT(*) FROM case_happening"), here = sqlite(file, "SELECT COUNT(*) FROM case_happening");
      if (there !== here) throw new Error(`pgloader brought ${there} of ${here} happenings`);
    } catch (error) {
      if (error.code !== "ETIMEDOUT") throw error;
      stopped = true;
    }
    drop(loaded);
  }
}
const rate = (which) => rows / median(seconds[which]);
const count = (number) => Math.round(number).toLocaleString("en");
console.log(`\n| a province of ${count(rows)} rows in ${tables.length} tables that have any, ${count(bytes / 1e6)} MB of SQLite, moved | measured | against |\n|---|---|---|`);
const peers = [stopped ? `pgloader had not ended after ${patience} s` : hasPgloader ? `${(rate("there") / rate("pgloader")).toFixed(1)} × pgloader, which proves nothing (${count(rate("pgloader"))})` : "", `${(rate("there") / rate("csvThere")).toFixed(2)} × bare CSV into bare tables (${count(rate("csvThere"))})`];
console.log(`| to PostgreSQL 15, with its indexes and references, each row read back | ${count(rate("there"))} rows/s (${median(seconds.there).toFixed(1)} s) | ${peers.filter(Boolean).join(", ")} |`);
console.log(`| back to SQLite, the same | ${count(rate("back"))} rows/s (${median(seconds.back).toFixed(1)} s) | ${(rate("back") / rate("csvBack")).toFixed(2)} × bare CSV into bare tables (${count(rate("csvBack"))}) |`);
