// Personal data lies sealed: nothing of it is found in the database's file, people come in and are found as before, and a new key comes
// while a server runs, also when the command is killed on its way.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { databaseOf, genericProcedure, makeDemo, Person, program, readyDraft, remove, serve, unlimited } from "./client.mjs";

const number = "038190001234", phone = "0987123456", words = "Giay khai rieng cua toi";
const run = (...given) => spawnSync(program, given, { encoding: "utf8" });
const done = (result) => (assert.equal(result.status, 0, result.stderr + result.stdout), result.stdout);
const at = (data) => ["--data", data, ...(databaseOf(data) ? ["--database", databaseOf(data)] : [])];
const keysOf = (data) => [...done(run("keys", "list", ...at(data))).matchAll(/^([0-9a-f]{8}) (\w+) +made [^:]*: (\d+) values$/gm)].map(([, id, state, values]) => ({ id, state, values: Number(values) }));

// Everything the database holds, as bytes.
function stored(data) {
  if (databaseOf(data)) return execFileSync("pg_dump", [databaseOf(data), "--data-only"], { encoding: "latin1", maxBuffer: 1 << 28 });
  return readdirSync(data).filter((name) => name.startsWith("dongson.db")).map((name) => readFileSync(join(data, name), "latin1")).join("");
}

async function submit(person, server) {
  const draft = await readyDraft(person, await genericProcedure(server.url));
  await person.post(`${draft}/nguoi-nop`, { _dien_thoai: phone, _dia_chi: "Phố Hàng Đồng, Hạc Thành" });
  await person.post(`${draft}/phan/yeu-cau`, { noi_dung: words, so_ban: "1" });
  return (await person.post(`${draft}/nop`)).headers.get("location").split("/")[2];
}

test("numbers, phones, answers and seeds lie sealed; who knows them finds what they found before", { timeout: 240_000 }, async (t) => {
  const data = makeDemo();
  t.after(() => remove(data));
  const server = await serve(data, unlimited(data), { quiet: true });
  t.after(() => server.stop());
  assert.equal(statSync(join(data, "personal.keys")).mode & 0o777, 0o600);
  const person = await new Person(server.url).signIn(number), clerk = await new Person(server.url).signIn("motcua.hacthanh");
  const code = await submit(person, server);
  const finds = async (text) => (await clerk.page(`/can-bo/tim?q=${encodeURIComponent(text)}`)).includes(code);
  const finding = async (when) => {
    for (const text of [number, number.slice(-4), phone, "0987 123 456"]) assert.ok(await finds(text), `${text} ${when}`);
    assert.ok(!(await finds("0987123457")), when);
    assert.ok((await (await person.get("/api/v1/my/dossiers")).text()).includes(code), when);
    await new Person(server.url).signIn(number);
  };
  await finding("before");

  const [first] = keysOf(data);
  assert.equal(first.state, "current");
  // Killed somewhere on its way, and again: what is done is done, nobody waits, and the next call ends it.
  for (const ms of [400, 3200, 5200, 5400]) {
    const child = spawn(program, ["keys", "rotate", ...at(data)], { stdio: "ignore" });
    await new Promise((resolve) => setTimeout(resolve, ms));
    child.kill("SIGKILL");
    await finding(`after a rotation that was killed after ${ms} ms`);
  }
  done(run("keys", "rotate", ...at(data)));
  await finding("after the rotation");
  const keys = keysOf(data);
  assert.equal(keys.filter(({ state }) => state === "current").length, 1);
  const now = keys.find(({ state }) => state === "current");
  assert.notEqual(now.id, first.id);
  for (const { id, state, values } of keys) if (id !== now.id) assert.deepEqual([state, values], ["retired", 0], id);
  assert.match(done(run("keys", "list", ...at(data))), /^account\.totp_secret: \d+ sealed, 0 under another key, 0 in clear$/m);
  assert.match(run("keys", "drop", now.id, ...at(data)).stderr, /PERSONAL_KEYS/);
  done(run("keys", "drop", first.id, ...at(data)));
  assert.ok(!keysOf(data).some(({ id }) => id === first.id));
  const next = await submit(person, server);
  await server.stop();

  assert.match(done(run("ledger", "audit", ...at(data))), /^TRUE/, "the ledger knows of no key");
  assert.doesNotMatch(run("lint", ...at(data)).stdout, /in clear/);
  const bytes = stored(data);
  for (const secret of [number, phone, words]) assert.ok(!bytes.includes(secret), `${secret} lies in clear`);
  assert.ok(bytes.includes(next));

  // Without its keys nothing is read, and nothing else is made in their place.
  renameSync(join(data, "personal.keys"), join(data, "elsewhere"));
  assert.match(run("ledger", "audit", ...at(data)).stderr, /PERSONAL_KEYS_MISSING/);
  renameSync(join(data, "elsewhere"), join(data, "personal.keys"));
  if (databaseOf(data)) return;
  // They go with a backup, sealed by its key.
  const folder = mkdtempSync(join(tmpdir(), "dongson-keys-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  done(run("backup", "--data", data, "--to", join(folder, "to"), "--key", join(folder, "key"), "--new-key"));
  assert.match(done(run("verify-backup", "--from", join(folder, "to"), "--key", join(folder, "key"), "--work", folder)), /GOOD/);
});
