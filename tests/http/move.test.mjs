// A province goes from SQLite to PostgreSQL and back, as an operator does it: refused where it must be, killed in the middle, the same afterwards.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { emptyDatabase } from "../demonstration.mjs";
import { genericProcedure, makeDemo, Person, program, readyDraft, remove, serve } from "./client.mjs";
import { until } from "./peers.mjs";

const postgres = process.env.DONGSON_TEST_POSTGRES;
const folder = mkdtempSync(join(tmpdir(), "dongson-move-")), first = join(folder, "before.db");
const secret = "khong-ai-duoc-thay";
let data, server, person, clerk, procedure, code, database;

const move = (...words) => spawnSync(program, ["move", ...words], { encoding: "utf8" });
const psql = (connection, sql) => execFileSync("psql", [connection, "-qAtc", sql], { encoding: "utf8" }).trim();
const tablesOf = (connection) => Number(psql(connection, "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'"));
const refused = (result, pattern, status = 1) => (assert.equal(result.status, status, result.stdout), assert.match(result.stderr, pattern));
const done = (result) => (assert.equal(result.status, 0, result.stderr), assert.doesNotMatch(result.stdout + result.stderr, new RegExp(secret)), result.stdout);
const audited = (...words) => assert.match(done(spawnSync(program, ["ledger", "audit", ...words], { encoding: "utf8" })), /^TRUE/m);

// Every table but that of migrations, of which each database has its own: rows of one that the other lacks, as SQLite itself finds them.
function differences(one, other) {
  return JSON.parse(execFileSync("python3", ["-c", `
import json, sqlite3, sys
c = sqlite3.connect(sys.argv[1]); c.execute("ATTACH ? AS other", (sys.argv[2],))
names = lambda of: [r[0] for r in c.execute(f"SELECT name FROM {of}.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@' AND name <> 'migration' ORDER BY name")]
found = [] if names("main") == names("other") else ["tables"]
rows = 0
for name in names("main"):
  for here, there in (("main", "other"), ("other", "main")):
    columns = ", ".join(f"typeof({r[1]}), {r[1]}" for r in c.execute(f"PRAGMA table_info({name})"))
    found += [name for _ in c.execute(f"SELECT {columns} FROM {here}.{name} EXCEPT SELECT {columns} FROM {there}.{name}")]
  rows += c.execute(f"SELECT COUNT(*) FROM main.{name}").fetchone()[0]
print(json.dumps([rows, found]))`, one, other], { encoding: "utf8" }));
}

const copyOf = (from, to) => execFileSync("python3", ["-c", "import sqlite3,sys; sqlite3.connect(sys.argv[1]).backup(sqlite3.connect(sys.argv[2]))", from, to]);

async function submit() {
  const answer = await person.post(`${await readyDraft(person, procedure)}/nop`);
  return answer.headers.get("location").split("/")[2];
}
const numberOf = (dossier) => Number(dossier.split("-").at(-1));

// What people see, without what is of one request alone.
async function pages() {
  const plain = (text) => text.replaceAll(/(name="_csrf" value|nonce)="[^"]*"/g, "");
  const seen = {};
  for (const path of ["/", "/thu-tuc?q=khai+sinh", "/thu-tuc?q=khai%20sinh&trang=2", `/thu-tuc/${procedure}`, `/tra-cuu?ma=${code}&so=1234`, "/du-lieu"]) seen[path] = plain(await (await fetch(server.url + path)).text());
  for (const [who, paths] of [[person, ["/ho-so", `/ho-so/${code}`, "/tai-khoan"]], [clerk, ["/can-bo"]]]) {
    who.url = server.url; // the session goes with the database
    for (const path of paths) {
      const answer = await who.get(path);
      assert.equal(answer.status, 200, path);
      seen[path] = plain(await answer.text());
    }
  }
  return seen;
}

async function search() {
  const names = async (question) => [...(await (await fetch(`${server.url}/thu-tuc?q=${encodeURIComponent(question)}`)).text()).matchAll(/href="\/thu-tuc\/([^"?/]+)"/g)].map(([, found]) => found);
  const [plain, marked] = [await names("dang ky khai sinh"), await names("đăng ký khai sinh")];
  assert.ok(plain.length > 0);
  assert.equal(plain[0], marked[0]);
}

// The proof that was given first, and the one that is given now: the tree grows meanwhile, its key stays.
async function holdsProof() {
  const answer = await person.get(`/ho-so/${code}/chung-nhan`);
  assert.equal(answer.status, 200);
  const given = join(folder, "proof-now"), kept = join(folder, "proof");
  writeFileSync(given, Buffer.from(await answer.arrayBuffer()));
  if (!existsSync(kept)) cpSync(given, kept);
  const key = (await (await fetch(`${server.url}/so-cai/khoa`)).text()).trim();
  for (const path of [given, kept]) assert.match(done(spawnSync(program, ["verify", path, "--key", key], { encoding: "utf8" })), new RegExp(code));
}

before(async () => {
  data = makeDemo([], null);
  server = await serve(data);
  procedure = await genericProcedure(server.url);
  person = await new Person(server.url).signIn("038190001234");
  clerk = await new Person(server.url).signIn("motcua.hacthanh");
  code = await submit();
  await until(async () => (await person.get(`/ho-so/${code}/chung-nhan`)).status, (status) => status === 200);
  await holdsProof();
  database = emptyDatabase(postgres);
});
after(async () => {
  await server?.stop();
  if (data) remove(data);
  rmSync(folder, { recursive: true, force: true });
});

let seen;
test("refused while a server runs, into what is not empty, and from where it is not", { timeout: 120_000 }, async () => {
  seen = await pages();
  refused(move("--data", data, "--to", database), /DATA_IN_USE.*stop it first/);
  await server.stop();
  copyOf(join(data, "dongson.db"), first);
  const full = emptyDatabase(postgres);
  psql(full, "CREATE TABLE mine (id int)");
  refused(move("--data", data, "--to", full), /MOVE_NOT_EMPTY.*mine.*createdb/);
  assert.equal(tablesOf(full), 1);
  refused(move("--data", data, "--to", "sqlite"), /MOVE_WAY/, 2);
  refused(move("--data", data, "--database", database, "--to", database), /MOVE_WAY.*pg_dump/, 2);
  const wrong = move("--data", data, "--to", `postgres:/hoa:${secret}@nowhere/x`);
  refused(wrong, /MOVE_WAY/, 2);
  assert.doesNotMatch(wrong.stderr, new RegExp(secret));
  refused(move("--data", join(folder, "none"), "--to", database), /MOVE_NO_SOURCE/, 2);
  refused(move("--data", folder, "--to", database), /MOVE_NO_SOURCE/);
  refused(move("--data", data, "--database", database, "--to", "sqlite"), /MOVE_NO_SOURCE/);
  // Settings that would not be read after a switch are found before anything is moved.
  writeFileSync(join(data, "dongson.yaml"), "backup_to: x\nbackup_key: y\n");
  refused(move("--data", data, "--to", database, "--switch"), /backup_to/);
  rmSync(join(data, "dongson.yaml"));
  assert.equal(tablesOf(database), 0);
});

test("killed in the middle, PostgreSQL is empty and the folder as it was", { timeout: 120_000 }, async () => {
  // Everything is copied when indexes are made again: the first of them waits for ever.
  psql(database, `CREATE FUNCTION wait() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT FROM dossier) THEN PERFORM pg_sleep(3600); END IF; EXCEPTION WHEN undefined_table THEN NULL; END $$;
    CREATE EVENT TRIGGER waits ON ddl_command_end WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION wait()`);
  const name = database.match(/dbname=(\S+)/)[1];
  const child = spawn(program, ["move", "--data", data, "--to", database, "--switch"], { stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("exit", (_, signal) => resolve(signal)));
  const asleep = `SELECT pid FROM pg_stat_activity WHERE datname = '${name}' AND wait_event = 'PgSleep'`;
  const pid = await until(async () => psql(postgres, asleep), (found) => found !== "");
  child.kill("SIGKILL");
  assert.equal(await ended, "SIGKILL");
  psql(postgres, `SELECT pg_terminate_backend(${pid})`);
  await until(async () => psql(postgres, `SELECT COUNT(*) FROM pg_stat_activity WHERE datname = '${name}'`), (count) => count === "0");
  psql(database, "DROP EVENT TRIGGER waits; DROP FUNCTION wait()");
  assert.equal(tablesOf(database), 0);
  assert.ok(!existsSync(join(data, "dongson.yaml")));
  assert.deepEqual(differences(first, join(data, "dongson.db"))[1], []);
});

test("served from PostgreSQL everything is as it was, and goes on", { timeout: 120_000 }, async () => {
  writeFileSync(join(data, "dongson.yaml"), "# của tỉnh\nprovince: \"Thanh Hóa\"\n");
  const said = done(move("--data", data, "--to", `${database} password=${secret}`, "--switch"));
  assert.match(said, /(\d+) tables, (\d+) rows: the same on both sides/);
  assert.match(readFileSync(join(data, "dongson.yaml"), "utf8"), new RegExp(`^# của tỉnh\nprovince: "Thanh Hóa"\ndatabase: ".*password=${secret}"\n$`));
  assert.equal(statSync(join(data, "dongson.yaml")).mode & 0o777, 0o640, "no more than before, and nobody else");
  assert.deepEqual(differences(first, join(data, "dongson.db"))[1], [], "the source stays as it was");

  // Back at once, in another folder: the two files of SQLite hold the same.
  const other = join(folder, "other");
  cpSync(data, other, { recursive: true, filter: (path) => !path.includes("dongson.db") && !path.endsWith("dongson.yaml") });
  assert.match(done(move("--data", other, "--database", database, "--to", "sqlite")), /Nothing was switched.*'database'/s);
  const [rows, different] = differences(first, join(other, "dongson.db"));
  assert.deepEqual(different, []);
  assert.equal(rows, Number(said.match(/, (\d+) rows/)[1]));
  audited("--data", other);
  audited("--data", data);

  server = await serve(data);
  assert.deepEqual(await pages(), seen);
  await search();
  await holdsProof();
  const next = await submit();
  assert.equal(numberOf(next), numberOf(code) + 1);
  refused(move("--data", other, "--database", database, "--to", "sqlite"), /MOVE_IN_USE.*connections.*stop the servers first/);
  seen = await pages();
  await server.stop();
});

test("back on SQLite, and killed on the way", { timeout: 120_000 }, async () => {
  refused(move("--data", data, "--to", "sqlite"), /MOVE_NOT_EMPTY.*dongson\.db.*elsewhere/);
  for (const end of ["", "-wal", "-shm"]) if (existsSync(join(data, `dongson.db${end}`))) renameSync(join(data, `dongson.db${end}`), join(folder, `old.db${end}`));
  const half = join(data, "dongson.db.moving");
  const child = spawn(program, ["move", "--data", data, "--to", "sqlite", "--switch"], { stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("exit", (_, signal) => resolve(signal)));
  while (!existsSync(half)) await new Promise((resolve) => setTimeout(resolve, 1));
  child.kill("SIGKILL");
  assert.equal(await ended, "SIGKILL");
  assert.ok(existsSync(half) && !existsSync(join(data, "dongson.db")));
  const start = spawnSync(program, ["serve", "--data", data, "--database", "", "--listen", "127.0.0.1:0"], { encoding: "utf8", timeout: 30_000 });
  refused(start, /MOVE_UNFINISHED.*run it again/);
  assert.ok(!existsSync(join(data, "dongson.db")));

  done(move("--data", data, "--to", "sqlite", "--switch"));
  assert.ok(!existsSync(half));
  assert.equal(readFileSync(join(data, "dongson.yaml"), "utf8"), "# của tỉnh\nprovince: \"Thanh Hóa\"\n");
  audited("--data", data);
  server = await serve(data);
  assert.deepEqual(await pages(), seen);
  await search();
  await holdsProof();
  assert.equal(numberOf(await submit()), numberOf(code) + 2);
  await server.stop();
});
