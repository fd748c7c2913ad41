// What others can do to hold the log to its word: witnesses cosign, a watcher keeps a mirror and finds a fork, an audit finds the changed row.
import assert from "node:assert/strict";
import { execFile, execFileSync, spawn } from "node:child_process";
import { createPublicKey, createHash, verify } from "node:crypto";
import { createServer } from "node:http";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { databaseOf, genericProcedure, makeDemo, Person, program, readyDraft, remove, serve } from "./client.mjs";

const folder = mkdtempSync(join(tmpdir(), "dongson-witness-"));
const size = (note) => Number(note.split("\n")[1]);
const at = (data) => ["--data", data, ...(databaseOf(data) ? ["--database", databaseOf(data)] : [])];
let data, server, witness, key;

const bundled = await build({ entryPoints: ["assets/scripts/note.ts"], bundle: true, format: "esm", write: false });
const browser = await import(`data:text/javascript;base64,${Buffer.from(bundled.outputFiles[0].contents).toString("base64")}`);

function startWitness(...logs) {
  const child = spawn(program, ["witness", ...logs, "--name", "witness.example", "--data", join(folder, "witness"), "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  process.on("exit", () => child.kill("SIGKILL"));
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk) => {
      const found = (text += chunk).match(/witness: (http:\S+)\n(\S+)\n/);
      if (found) resolve({ url: found[1], key: found[2], stop: () => new Promise((done) => (child.on("exit", done), child.kill())) });
    });
    child.on("exit", (code) => reject(new Error(`the witness ended with ${code}`)));
  });
}

async function until(find, holds, milliseconds = 30_000) {
  for (const started = Date.now(); ; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const found = await find();
    if (holds(found)) return found;
    assert.ok(Date.now() - started < milliseconds, String(found));
  }
}
const checkpoint = async () => (await fetch(`${server.url}/so-cai/checkpoint`)).text();

async function submit() {
  const person = await new Person(server.url).signIn("038190001234");
  const answer = await person.post(`${await readyDraft(person, await genericProcedure(server.url))}/nop`);
  return { person, code: answer.headers.get("location").match(/\/ho-so\/([^/]+)/)[1] };
}

before(async () => {
  data = makeDemo();
  const first = await serve(data, [], { quiet: true });
  key = (await (await fetch(`${first.url}/so-cai/khoa`)).text()).trim();
  await first.stop();
  witness = await startWitness(key);
  writeFileSync(join(data, "config.yaml"), `address_requests_per_minute: 0\naccount_requests_per_minute: 0\nledger_witnesses:\n  - "${witness.url} ${witness.key}"\n`);
  server = await serve(data, ["--config", join(data, "config.yaml")], { quiet: true });
});
after(async () => {
  await server?.stop();
  await witness?.stop();
  remove(data);
  rmSync(folder, { recursive: true, force: true });
});

// The cosignature by the rules of C2SP tlog-cosignature, written here from the text.
function cosignedAt(note, verifier) {
  const [name, id] = verifier.split("+");
  const public_ = Buffer.from(verifier.slice(name.length + id.length + 2), "base64");
  assert.equal(createHash("sha256").update(Buffer.concat([Buffer.from(`${name}\n`), public_])).digest("hex").slice(0, 8), id);
  assert.equal(public_[0], 4);
  const cut = note.lastIndexOf("\n\n");
  const line = note.slice(cut + 2).split("\n").find((one) => one.startsWith(`— ${name} `));
  if (!line) return 0;
  const bytes = Buffer.from(line.split(" ")[2], "base64");
  assert.equal(bytes.length, 76);
  const time = bytes.readBigUInt64BE(4);
  const spki = createPublicKey({ key: Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), public_.subarray(1)]), format: "der", type: "spki" });
  assert.ok(verify(null, Buffer.from(`cosignature/v1\ntime ${time}\n${note.slice(0, cut + 1)}`), spki, bytes.subarray(12)), "the cosignature");
  return Number(time);
}

const sql = (text) =>
  databaseOf(data)
    ? execFileSync("psql", [databaseOf(data), "-qAtc", text], { encoding: "utf8" }).trim()
    : JSON.parse(execFileSync("python3", ["-c", "import sqlite3,sys,json; print(json.dumps([str(r[0]) for r in sqlite3.connect(sys.argv[1], isolation_level=None).execute(sys.argv[2])]))", join(data, "dongson.db"), text], { encoding: "utf8" }))[0];

test("checkpoints and proofs carry the timestamped cosignature of a witness", async () => {
  const { person, code } = await submit();
  const note = await until(checkpoint, (text) => cosignedAt(text, witness.key) > 0);
  assert.ok(Math.abs(cosignedAt(note, witness.key) - Date.now() / 1000) < 60);
  const proof = await until(async () => (await person.get(`/ho-so/${code}/chung-nhan`)).text(), (text) => text.startsWith("c2sp.org/tlog-proof@v1") && text.includes(`\n— witness.example `));
  const { content, checkpoint: inside } = await browser.checkProof(proof, key);
  assert.match(content, new RegExp(`ma-ho-so: ${code}`));
  assert.equal(await browser.cosignedAt(inside, await browser.parseVerifier(witness.key)), cosignedAt(inside, witness.key));
});

test("a witness signs only what continues what it saw", async () => {
  const note = await until(checkpoint, (text) => cosignedAt(text, witness.key) > 0);
  const bare = `${note.split("\n\n")[0]}\n\n${note.split("\n\n")[1].split("\n")[0]}\n`;
  const ask = (body) => fetch(`${witness.url}/add-checkpoint`, { method: "POST", body, headers: { "content-type": "text/plain" } });
  const again = await ask(`old ${size(note)}\n\n${bare}`);
  assert.equal(again.status, 200);
  assert.match(await again.text(), /^— witness\.example [A-Za-z0-9+/=]+\n$/);
  const conflict = await ask(`old 0\n\n${bare}`);
  assert.equal(conflict.status, 409);
  assert.equal(conflict.headers.get("content-type"), "text/x.tlog.size");
  assert.equal(await conflict.text(), `${size(note)}\n`);
  assert.equal((await ask(`old ${size(note)}\n\n${bare.replace("so-cai", "so-khac")}`)).status, 404);
  assert.equal((await ask(`old ${size(note)}\n\n${bare.replace(/\n\d+\n/, `\n${size(note) + 1}\n`)}`)).status, 403);
  assert.equal((await ask("hello")).status, 400);
});

test("every step has its receipt, for the citizen and for the officer, and the sheet shows as signed what the entry says", async () => {
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  const { person, code } = await submit();
  const office = await clerk.page(`/can-bo/ho-so/${code}`);
  const version = office.match(/name="phien_ban" value="(\d+)"/)[1];
  assert.equal((await clerk.post(`/can-bo/ho-so/${code}/viec/accept`, { phien_ban: version })).status, 303);
  const links = (page, below) => [...page.matchAll(new RegExp(`href="(${below}/${code}/chung-nhan/\\d+)"`, "g"))].map((match) => match[1]);
  const mine = links(await person.page(`/ho-so/${code}`), "/ho-so"), theirs = links(await clerk.page(`/can-bo/ho-so/${code}`), "/can-bo/ho-so");
  assert.equal(mine.length, 2);
  assert.deepEqual(theirs, mine.map((link) => `/can-bo${link}`));
  for (const [who, list] of [[person, mine], [clerk, theirs]])
    for (const [index, event] of ["submit", "accept"].entries()) {
      const proof = await until(async () => (await who.get(list[index])).text(), (text) => text.startsWith("c2sp.org/tlog-proof@v1"));
      const { content } = await browser.checkProof(proof, key);
      assert.match(content, new RegExp(`^ma-ho-so: ${code}\nsu-kien: ${event}\n`));
      assert.match(content, /\nthu-tuc: [\d.]+\nten-thu-tuc: .{5}/);
    }
  assert.equal((await person.get(`/ho-so/${code}/chung-nhan/1`)).status, 404);
  const stranger = await new Person(server.url).signIn("2800123452");
  assert.equal((await stranger.get(mine[1])).status, 404);
  const timeline = await fetch(`${server.url}/tra-cuu?ma=${code}&so=1234`);
  assert.equal(links(await timeline.text(), "").length, 0, "the public gets none");
  const name = sql(`SELECT procedure_name FROM dossier WHERE code = '${code}'`);
  sql(`UPDATE dossier SET procedure_name = 'Thủ tục khác' WHERE code = '${code}'`);
  const sheet = await person.page(`/ho-so/${code}/kiem-chung`);
  sql(`UPDATE dossier SET procedure_name = '${name.replaceAll("'", "''")}' WHERE code = '${code}'`);
  assert.doesNotMatch(sheet, /Thủ tục khác/);
  const [entry, beside] = sheet.split("Không ghi trong mục đã ký");
  assert.ok(entry.includes(name.replaceAll("&", "&amp;")), sheet);
  assert.match(beside, /Tên đơn vị/);
  // What comes next counts entries: each is signed and cosigned by then.
  await until(checkpoint, (text) => size(text) === Number(sql("SELECT COUNT(*) FROM ledger_entry")));
});

test("a watcher keeps a whole mirror, and finds a log that signs a second history", async () => {
  const mirror = join(folder, "mirror");
  const watch = (url, ...more) => new Promise((resolve) => execFile(program, ["ledger", "watch", url, "--key", key, "--data", mirror, "--once", ...more], (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr })));
  await until(checkpoint, (text) => cosignedAt(text, witness.key) > 0);
  const first = await watch(`${server.url}/so-cai`, "--witnesses", witness.key);
  assert.equal(first.code, 0, first.stderr);
  assert.match(first.stdout, /entries continue the 0 seen before; 1 witnesses cosigned at 20/);
  await submit();
  const grown = await until(checkpoint, (text) => size(text) > size(readFileSync(join(mirror, "checkpoint"), "utf8")));
  const second = await watch(`${server.url}/so-cai`);
  assert.equal(second.code, 0, second.stderr);
  // What it keeps is what the log publishes: a web server over the folder is a mirror.
  assert.equal(readFileSync(join(mirror, "checkpoint"), "utf8").split("\n\n")[0], grown.split("\n\n")[0]);
  for (const file of readdirSync(mirror, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== "checkpoint")) {
    const path = join(file.parentPath ?? file.path, file.name);
    const answer = await fetch(`${server.url}/so-cai/${path.slice(mirror.length + 1)}`);
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), readFileSync(path), path);
  }
  // The operator puts the whole folder back, what is beside the database too, and other things happen: only who watched can tell.
  await server.stop();
  if (databaseOf(data)) return void (server = await serve(data, ["--config", join(data, "config.yaml")], { quiet: true }));
  const copy = join(folder, "put-back");
  cpSync(data, copy, { recursive: true });
  server = await serve(data, ["--config", join(data, "config.yaml")], { quiet: true });
  await submit();
  await until(checkpoint, (text) => size(text) > size(grown));
  assert.equal((await watch(`${server.url}/so-cai`)).code, 0);
  writeFileSync(join(copy, "config.yaml"), "address_requests_per_minute: 0\naccount_requests_per_minute: 0\n");
  const honest = server;
  server = await serve(copy, ["--config", join(copy, "config.yaml")], { quiet: true });
  await submit();
  await submit();
  await until(checkpoint, (text) => size(text) > size(grown) + 1);
  const forked = await watch(`${server.url}/so-cai`);
  await server.stop();
  server = honest;
  assert.equal(forked.code, 1, forked.stdout);
  assert.match(forked.stderr, /FORK: the log signed two histories/);
  const evidence = readFileSync(forked.stderr.match(/lie in (\S+)/)[1], "utf8");
  assert.equal(evidence.split(`\n— ${key.split("+")[0]} `).length, 3, "both are signed by the log");
});

const audit = () => new Promise((resolve) => execFile(program, ["ledger", "audit", ...at(data)], { maxBuffer: 1 << 24 }, (error, stdout) => resolve({ code: error?.code ?? 0, stdout })));

test("an audit finds the row that was changed, and what in it", async () => {
  await server.stop();
  server = null;
  const clean = await audit();
  assert.equal(clean.code, 0, clean.stdout);
  const code = sql("SELECT code FROM dossier WHERE finished_at IS NOT NULL AND due_at IS NOT NULL ORDER BY id LIMIT 1");
  const faults = {
    [`dossier ${code}: finished_at: the ledger says`]: [`UPDATE dossier SET finished_at = finished_at - 86400000 WHERE code = '${code}'`, `UPDATE dossier SET finished_at = finished_at + 86400000 WHERE code = '${code}'`],
    [`dossier ${code}: register_number: the ledger says`]: [`UPDATE dossier SET register_number = register_number + 1 WHERE code = '${code}'`, `UPDATE dossier SET register_number = register_number - 1 WHERE code = '${code}'`],
    [`dossier ${code}: person_number, summary, answers: the ledger says`]: [`UPDATE dossier SET summary = summary || 'x' WHERE code = '${code}'`, `UPDATE dossier SET summary = substr(summary, 1, length(summary) - 1) WHERE code = '${code}'`],
    [`dossier ${code}: procedure_name: the ledger says`]: [`UPDATE dossier SET procedure_name = procedure_name || 'x' WHERE code = '${code}'`, `UPDATE dossier SET procedure_name = substr(procedure_name, 1, length(procedure_name) - 1) WHERE code = '${code}'`],
    [`dossier ${code}: account_id, person_kind, person_name,`]: [`UPDATE dossier SET person_name = person_name || 'x' WHERE code = '${code}'`, `UPDATE dossier SET person_name = substr(person_name, 1, length(person_name) - 1) WHERE code = '${code}'`],
    "case_happening.actor_id, actor_name,": [`UPDATE case_happening SET actor_name = actor_name || 'x' WHERE id = (SELECT MIN(id) FROM case_happening)`, `UPDATE case_happening SET actor_name = substr(actor_name, 1, length(actor_name) - 1) WHERE id = (SELECT MIN(id) FROM case_happening)`],
    "issued_paper.event_id, form,": [`UPDATE issued_paper SET number = number + 1000000 WHERE id = (SELECT MAX(id) FROM issued_paper)`, `UPDATE issued_paper SET number = number - 1000000 WHERE id = (SELECT MAX(id) FROM issued_paper)`],
    "soc_anchor: the ledger has an entry of stream": [`UPDATE soc_anchor SET ledger_id = -ledger_id`, `UPDATE soc_anchor SET ledger_id = -ledger_id`],
    "opened_at: the ledger has no entry": [`UPDATE soc_incident SET opened_at = opened_at + 1000`, `UPDATE soc_incident SET opened_at = opened_at - 1000`],
    "case_happening.at: the ledger says": [`UPDATE case_happening SET at = at + 1 WHERE id = (SELECT MIN(id) FROM case_happening)`, `UPDATE case_happening SET at = at - 1 WHERE id = (SELECT MIN(id) FROM case_happening)`],
    "content: not what was entered": ["UPDATE ledger_entry SET content = content || 'x' WHERE position = 7", "UPDATE ledger_entry SET content = substr(content, 1, length(content) - 1) WHERE position = 7"],
    ": no row has it": ["UPDATE case_happening SET ledger_id = ledger_id + 1 WHERE id = (SELECT MIN(id) FROM case_happening)", "UPDATE case_happening SET ledger_id = ledger_id - 1 WHERE id = (SELECT MIN(id) FROM case_happening)"],
    "the row of position 9 is gone": ["UPDATE ledger_entry SET position = 900000 WHERE position = 9", "UPDATE ledger_entry SET position = 9 WHERE position = 900000"],
  };
  for (const [fault, [change, back]] of Object.entries(faults)) {
    sql(change);
    const found = await audit();
    sql(back);
    assert.equal(found.code, 1, fault);
    assert.ok(found.stdout.includes(fault), `${fault}\n${found.stdout}`);
  }
  const file = readdirSync(join(data, "files"), { recursive: true, withFileTypes: true }).find((entry) => entry.isFile() && /^[0-9a-f]{60,64}$/.test(entry.name));
  if (file) {
    const path = join(file.parentPath ?? file.path, file.name);
    const bytes = readFileSync(path);
    writeFileSync(path, Buffer.concat([bytes, Buffer.from("x")]));
    const found = await audit();
    writeFileSync(path, bytes);
    assert.match(found.stdout, /its bytes are others/);
  }
  assert.equal((await audit()).code, 0);
});
