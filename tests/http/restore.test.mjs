// An older backup is restored at each moment at which a log could be made to say two things. Judged from outside, by Go's sumdb/tlog: what was
// public stays public, and every later tree continues it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { databaseOf, genericProcedure, makeDemo, Person, program, readyDraft, remove, serve, unlimited } from "./client.mjs";
import { until } from "./peers.mjs";

const folder = mkdtempSync(join(tmpdir(), "dongson-restore-"));
const checker = join(folder, "check");
const postgres = process.env.DONGSON_TEST_POSTGRES;
const psql = (sql) => execFileSync("psql", [postgres, "-qAtc", sql], { encoding: "utf8" }).trim();
const size = (note) => Number(note.split("\n")[1]);
let data, options, procedure, backups = 0;

// A copy of the database alone, as a nightly dump is; the folder beside it goes on.
function backUp() {
  const name = databaseOf(data)?.match(/dbname=(\S+)/)[1];
  const copy = name ? `${name}_backup_${++backups}` : join(folder, `backup-${++backups}`);
  if (name) psql(`CREATE DATABASE ${copy} TEMPLATE ${name}`);
  else execFileSync("python3", ["-c", "import sqlite3,sys; sqlite3.connect(sys.argv[1]).backup(sqlite3.connect(sys.argv[2]))", join(data, "dongson.db"), copy]);
  return () => {
    if (name) {
      psql(`DROP DATABASE ${name}`);
      psql(`CREATE DATABASE ${name} TEMPLATE ${copy}`);
      return;
    }
    for (const end of ["", "-wal", "-shm"]) rmSync(join(data, `dongson.db${end}`), { force: true });
    copyFileSync(copy, join(data, "dongson.db"));
  };
}

const sql = (text) =>
  databaseOf(data)
    ? execFileSync("psql", [databaseOf(data), "-qAtc", text], { encoding: "utf8" }).trim().split("\n")
    : JSON.parse(execFileSync("python3", ["-c", "import sqlite3,sys,json; print(json.dumps([str(r[0]) for r in sqlite3.connect(sys.argv[1], isolation_level=None).execute(sys.argv[2])]))", join(data, "dongson.db"), text], { encoding: "utf8" }));

async function submit(server, count) {
  const person = await new Person(server.url).signIn("038190001234");
  const codes = [];
  for (let index = 0; index < count; ++index) {
    const answer = await person.post(`${await readyDraft(person, procedure)}/nop`);
    assert.equal(answer.status, 303);
    codes.push(answer.headers.get("location").match(/\/ho-so\/([^/]+)/)[1]);
  }
  return codes;
}

const check = (server, ...old) => execFileSync(checker, [server.url, ...old], { encoding: "utf8" });
async function grownTo(server, wanted) {
  let note = "";
  for (const started = Date.now(); Date.now() - started < 20_000; await new Promise((resolve) => setTimeout(resolve, 100))) {
    note = await (await fetch(`${server.url}/so-cai/checkpoint`)).text();
    if (size(note) >= wanted) return note;
  }
  assert.fail(`the log stands at ${size(note)}, not at ${wanted}`);
}

const mend = (...words) => execFileSync(program, ["ledger", "mend", "--data", data, ...(databaseOf(data) ? ["--database", databaseOf(data)] : []), ...words], { encoding: "utf8" });

before(async () => {
  const env = { ...process.env, GOPATH: "/usr/share/gocode", GO111MODULE: "off", GOFLAGS: "", GOCACHE: join(tmpdir(), `dongson-go-${process.getuid()}`) };
  execFileSync("go", ["build", "-o", checker, "tests/ledger/check.go"], { env, stdio: "inherit" });
  data = makeDemo();
  options = unlimited(data);
  const server = await serve(data, options, { quiet: true });
  procedure = await genericProcedure(server.url);
  await server.stop();
});
after(() => {
  remove(data);
  rmSync(folder, { recursive: true, force: true });
});

// While the database holds less than was signed: everything can be read, nothing entered, and who kept a checkpoint sees it continued.
async function readsOnly(server, shown) {
  // Decision 0021: people can come in and read, so it is not away; but the first line is not the one of a program that is well.
  const ready = await until(async () => (await fetch(`${server.url}/readyz`)).text(), (text) => /LEDGER_GAP/.test(text));
  assert.match(ready, /^ready, but unwell\nledger: stopped/);
  assert.equal((await fetch(`${server.url}/thu-tuc?q=dat`)).status, 200);
  const person = await new Person(server.url).signIn("038190001234");
  assert.equal((await person.get("/ho-so")).status, 200);
  const draft = await readyDraft(person, procedure);
  for (let index = 0; index < 4; ++index) {
    const refused = await person.post(`${draft}/nop`);
    assert.equal(refused.status, 503);
    assert.match(await refused.text(), /Sổ cái đang dừng ghi/);
  }
  await new Promise((resolve) => setTimeout(resolve, 1500)); // long enough for a sequencer to sign
  assert.equal(check(server, shown), readFileSync(shown, "utf8"));
  const operator = await new Person(server.url).signIn("quantri");
  assert.match(await operator.page("/can-bo/van-hanh"), /bản sao lưu cũ đã được khôi phục/);
  return draft;
}

// After mending: the log goes on from what was shown, and no code is given twice.
async function goesOn(shown, given) {
  const server = await serve(data, options, { quiet: true });
  assert.equal(await (await fetch(`${server.url}/readyz`)).text(), "ready\n");
  const stood = size(await (await fetch(`${server.url}/so-cai/checkpoint`)).text());
  const fresh = await submit(server, 2);
  for (const code of fresh) assert.ok(!given.includes(code), `${code} was given twice`);
  const note = await grownTo(server, stood + 2);
  assert.ok(size(note) > size(readFileSync(shown, "utf8")));
  check(server, shown);
  const operator = await new Person(server.url).signIn("quantri");
  const page = await operator.page("/can-bo/van-hanh");
  await server.stop();
  return page;
}

test("a backup of before the newest entries: they are lost, by position and time, and nothing is contradicted", async () => {
  const restore = backUp();
  let server = await serve(data, options, { quiet: true });
  const before = size(await (await fetch(`${server.url}/so-cai/checkpoint`)).text());
  const given = await submit(server, 3);
  const shown = join(folder, "shown-1");
  writeFileSync(shown, await grownTo(server, before + 3));
  await server.stop("SIGKILL");
  restore();
  server = await serve(data, options, { quiet: true });
  await readsOnly(server, shown);
  await server.stop();
  const said = mend();
  // In as many lines as there were signatures over them.
  const lost = [...said.matchAll(/LOST: entries (\d+) to (\d+), signed between 20\S+Z and 20\S+Z/g)].map(([, first, last]) => [Number(first), Number(last)]);
  assert.equal(lost[0][0], before, said);
  assert.equal(lost.at(-1)[1], before + 2, said);
  assert.equal(lost.reduce((sum, [first, last]) => sum + last - first + 1, 0), 3, said);
  assert.match(said, /LOST: numbers \d+ to \d+ of the book "dossier /);
  const page = await goesOn(shown, given);
  assert.match(page, new RegExp(`Mất mục ${before} đến`));
});

test("a backup of while entries waited for their places: they were signed since, and get the same places", async () => {
  let server = await serve(data, [...options, "--roles", "web"], { quiet: true });
  const before = size(await (await fetch(`${server.url}/so-cai/checkpoint`)).text());
  const given = await submit(server, 3);
  await server.stop("SIGKILL");
  const restore = backUp();
  server = await serve(data, options, { quiet: true });
  const shown = join(folder, "shown-2");
  writeFileSync(shown, await grownTo(server, before + 3));
  await server.stop();
  restore();
  server = await serve(data, [...options, "--roles", "web"], { quiet: true });
  await readsOnly(server, shown);
  await server.stop();
  const said = mend();
  assert.match(said, /3 entries waited in the database though they were signed/);
  assert.doesNotMatch(said, new RegExp(`LOST: entries ${before} to`));
  await goesOn(shown, given);
});

test("a backup of before entries that were never signed: no tree contradicts it, and still no code is given twice", async () => {
  const restore = backUp();
  const server = await serve(data, [...options, "--roles", "web"], { quiet: true });
  const shown = join(folder, "shown-3");
  writeFileSync(shown, await (await fetch(`${server.url}/so-cai/checkpoint`)).text());
  const given = await submit(server, 3);
  await server.stop("SIGKILL");
  restore();
  const page = await goesOn(shown, given);
  assert.match(page, /đã cấp, dữ liệu đã mất, không cấp lại/);
});

test("a program that died between signing and telling the database: the same tree is shown, nothing is mended", async () => {
  const server = await serve(data, options, { quiet: true });
  const stood = size(await (await fetch(`${server.url}/so-cai/checkpoint`)).text());
  const given = await submit(server, 2);
  const shown = join(folder, "shown-4");
  writeFileSync(shown, await grownTo(server, stood + 2));
  await server.stop("SIGKILL");
  sql("DELETE FROM ledger_checkpoint");
  await goesOn(shown, given);
});

test("without its key the program does not start, and makes no other", async () => {
  const key = join(data, "ledger", "key");
  const bytes = readFileSync(key);
  rmSync(key);
  await assert.rejects(serve(data, options), /ended with 1/);
  assert.ok(!existsSync(key));
  writeFileSync(key, bytes, { mode: 0o600 });
  await (await serve(data, options, { quiet: true })).stop();
});
