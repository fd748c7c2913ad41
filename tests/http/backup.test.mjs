// Backups, as an operator has them: beside a running server, back in another folder, judged by the ledger.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { databaseOf, genericProcedure, makeDemo, Person, program, readyDraft, remove, serve, unlimited } from "./client.mjs";

const folder = mkdtempSync(join(tmpdir(), "dongson-backup-")), key = join(folder, "key"), backups = join(folder, "backups");
after(() => rmSync(folder, { recursive: true, force: true }));
const run = (...words) => spawnSync(program, words, { encoding: "utf8" });
const done = (result) => (assert.equal(result.status, 0, result.stderr), result.stdout);

function pieces() {
  const found = [];
  for (const part of readdirSync(join(backups, "pieces"))) for (const name of readdirSync(join(backups, "pieces", part))) found.push(join(backups, "pieces", part, name));
  return found;
}

async function submit(person, server) {
  const draft = await readyDraft(person, await genericProcedure(server.url));
  return (await person.post(`${draft}/nop`)).headers.get("location").split("/")[2];
}

test("what is written while a backup is made is in it or in the next, and a restored folder goes on", { timeout: 240_000 }, async (t) => {
  const data = makeDemo();
  if (databaseOf(data)) {
    const refused = run("backup", "--data", data, "--to", backups, "--key", key, "--new-key");
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /pg_dump/);
    remove(data);
    return t.diagnostic("SKIPPED: the rest: backups are of SQLite's folders, PostgreSQL has its own tools");
  }
  const server = await serve(data, unlimited(data), { quiet: true });
  const person = await new Person(server.url).signIn("038190001234");
  const before = await submit(person, server);
  done(run("backup", "--data", data, "--to", backups, "--key", key, "--new-key"));
  assert.equal(statSync(key).mode & 0o777, 0o600);
  const first = pieces().length;
  // Ten dossiers come while the next is made.
  const child = spawn(program, ["backup", "--data", data, "--to", backups, "--key", key], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const during = [];
  for (let number = 0; number < 10; ++number) during.push(await submit(person, server));
  assert.equal(await ended, 0);
  const said = done(run("backup", "--data", data, "--to", backups, "--key", key));
  const [, bytes, fresh] = /files, (\d+) bytes, of which (\d+) are new/.exec(said);
  assert.ok(Number(fresh) * 4 < Number(bytes), `what did not change costs little: ${said}`);
  assert.ok(pieces().length < first * 2);
  const names = done(run("backup", "list", "--from", backups, "--key", key)).trim().split("\n");
  assert.equal(names.length, 3);
  await server.stop();

  for (const name of names) assert.match(done(run("verify-backup", "--from", backups, "--key", key, "--backup", name, "--work", folder)), /^TRUE: .*\nGOOD /s);
  const restored = join(folder, "restored");
  done(run("restore", "--from", backups, "--key", key, "--data", restored));
  assert.equal(run("restore", "--from", backups, "--key", key, "--data", restored).status, 1, "a folder that holds something is left alone");
  const again = await serve(restored, unlimited(restored), { quiet: true });
  try {
    const owner = await new Person(again.url).signIn("038190001234");
    for (const code of [before, ...during]) assert.equal((await owner.get(`/ho-so/${code}`)).status, 200, code);
    assert.match(await (await fetch(`${again.url}/readyz`)).text(), /^ready\n/);
    const after = await submit(owner, again);
    assert.ok(![before, ...during].includes(after), "no code is given twice");
  } finally {
    await again.stop();
  }
  assert.match(done(run("ledger", "audit", "--data", restored)), /^TRUE/);
  remove(data);
});

test("a wrong key, a damaged piece and a backup cut short are told, and nothing is taken for good", { timeout: 120_000 }, (t) => {
  if (!existsSync(backups)) return t.diagnostic("SKIPPED: there are backups of SQLite alone");
  const wrong = join(folder, "wrong");
  writeFileSync(wrong, "0".repeat(64) + "\n");
  assert.match(run("verify-backup", "--from", backups, "--key", wrong).stderr, /VAULT_KEY/);
  assert.match(run("restore", "--from", backups, "--key", join(folder, "none"), "--data", join(folder, "x")).stderr, /VAULT_KEY/);
  assert.match(run("backup", "--data", join(folder, "restored"), "--to", join(folder, "restored", "inside"), "--key", key).stderr, /BACKUP_INSIDE/);
  const keys = join(folder, "restored", "personal.keys"), aside = join(folder, "aside");
  renameSync(keys, aside);
  const blind = run("backup", "--data", join(folder, "restored"), "--to", backups, "--key", key);
  assert.match(blind.stderr, /PERSONAL_KEYS_MISSING/, "a backup that nobody can read is none");
  assert.equal(blind.status, 1);
  renameSync(aside, keys);
  const newest = done(run("backup", "list", "--from", backups, "--key", key)).trim().split("\n").at(-1);
  const large = pieces().sort((one, other) => statSync(other).size - statSync(one).size)[0], good = readFileSync(large), bad = Buffer.from(good);
  bad[bad.length >> 1] ^= 1;
  writeFileSync(large, bad);
  const results = done(run("backup", "list", "--from", backups, "--key", key)).trim().split("\n").map((name) => run("verify-backup", "--from", backups, "--key", key, "--backup", name, "--work", folder));
  assert.ok(results.some(({ status, stderr }) => status === 1 && /VAULT_DAMAGED/.test(stderr)));
  writeFileSync(large, good);
  assert.equal(run("verify-backup", "--from", backups, "--key", key, "--backup", newest, "--work", folder).status, 0);
  assert.equal(readdirSync(folder).filter((name) => name.startsWith("dongson-verify-")).length, 0, "nothing is left behind");
});

test("a backup each night, and its failure is named", { timeout: 120_000 }, async (t) => {
  const data = makeDemo();
  if (databaseOf(data)) {
    remove(data);
    return t.diagnostic("SKIPPED: nightly backups are of SQLite's folders");
  }
  const own = join(folder, "nightly"), config = join(data, "config.yaml");
  if (!existsSync(key)) writeFileSync(key, "1".repeat(64) + "\n", { mode: 0o600 });
  writeFileSync(config, `backup_to: ${own}\nbackup_key: ${key}\n`);
  let server = await serve(data, ["--config", config]);
  for (let tenth = 0; tenth < 300 && !(existsSync(join(own, "lists")) && readdirSync(join(own, "lists")).length > 0); ++tenth) await new Promise((wait) => setTimeout(wait, 100));
  assert.equal(readdirSync(join(own, "lists")).length, 1);
  await server.stop();
  writeFileSync(config, `backup_to: /proc/nowhere\nbackup_key: ${key}\n`);
  server = await serve(data, ["--config", config]);
  let told = "";
  for (let tenth = 0; tenth < 300 && !/backup/.test(told); ++tenth) {
    await new Promise((wait) => setTimeout(wait, 100));
    told = await (await fetch(`${server.url}/readyz`)).text();
  }
  assert.match(told, /backup: /);
  await server.stop();
  remove(data);
});
