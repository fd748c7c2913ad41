// What happens when something is slow, full, lost or damaged: each kind of work goes on beside the others, and what is wrong is said.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { databaseOf, genericProcedure, makeDemo, Person, readyDraft, remove, serve } from "./client.mjs";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const letters = [];
const mail = createServer((socket) => {
  let data = "", body = false;
  socket.write("220 here\r\n");
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    data += chunk;
    if (body && data.includes("\r\n.\r\n")) {
      letters.push(data);
      [data, body] = ["", false];
      socket.write("250 taken\r\n");
    }
    for (let end; !body && (end = data.indexOf("\r\n")) >= 0; ) {
      body = data.slice(0, end).toUpperCase() === "DATA";
      data = data.slice(end + 2);
      socket.write(body ? "354 go on\r\n" : "250 well\r\n");
    }
  });
});

let data, server, citizen, draft;
before(async () => {
  await new Promise((done) => mail.listen(0, "127.0.0.1", done));
  data = makeDemo();
  // Drawing the first page of a paper takes as long as it may.
  const slow = join(data, "slow");
  mkdirSync(slow);
  writeFileSync(join(slow, "pdftoppm"), "#!/bin/sh\nexec sleep 12\n");
  chmodSync(join(slow, "pdftoppm"), 0o755);
  const config = join(data, "config.yaml");
  writeFileSync(config, `mail_url: "smtp://127.0.0.1:${mail.address().port}"\nmail_from: "cong@example.vn"\naccount_upload_megabytes: 2\nsoc_udp: -1\nsoc_tcp: -1\n`);
  server = await serve(data, ["--config", config], { spawn: { env: { ...process.env, PATH: `${slow}:${process.env.PATH}` } } });
  citizen = await new Person(server.url).signIn("038190001234");
  draft = await readyDraft(citizen, await genericProcedure(server.url));
});
after(async () => {
  await server?.stop("SIGKILL");
  mail.close();
  remove(data);
});

const pdf = (mark, bytes = 0) => `%PDF-1.4\n1 0 obj\n<<>>\nendobj\n% ${mark} ${"x".repeat(bytes)}\n%%EOF\n`;
async function upload(path, bytes, field = "tep_0", more = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ _csrf: citizen.csrf, ...more })) form.append(name, value);
  form.append(field, new Blob([bytes]), "giấy.pdf");
  const answer = await fetch(server.url + path, { method: "POST", body: form, redirect: "manual", headers: { cookie: citizen.cookie } });
  return { status: answer.status, text: await answer.text() };
}
const contents = () => readdirSync(join(data, "files"), { recursive: true }).filter((name) => /[0-9a-f]{64}$/.test(name));

test("a letter goes while five papers are drawn slowly", { timeout: 90_000 }, async () => {
  for (let paper = 0; paper < 5; ++paper) assert.equal((await upload(`${draft}/giay-to`, pdf(paper))).status, 303);
  await pause(2500); // the first is being drawn
  const began = Date.now();
  assert.equal((await new Person(server.url).post("/du-lieu/bo/xa-phuong-2025/theo-doi", { thu: "theo@example.vn" })).status, 200);
  while (letters.length === 0 && Date.now() - began < 60_000) await pause(100);
  assert.equal(letters.length, 1);
  assert.ok(Date.now() - began < 20_000, `the letter waited ${(Date.now() - began) / 1000} s behind drawings`);
});

test("nothing is stored for a dossier that is not there, and an account has its share of a day", async () => {
  const stored = contents().length;
  assert.equal((await upload("/ho-so/H56.99-991231-0001/supplement", pdf("nowhere"), "tep", { ly_do: "bổ sung", phien_ban: "1" })).status, 404);
  assert.equal(contents().length, stored);
  assert.equal((await upload(`${draft}/giay-to`, pdf("large", 1_200_000))).status, 303);
  const refused = await upload(`${draft}/giay-to`, pdf("larger", 1_300_000));
  assert.equal(refused.status, 429);
  assert.match(refused.text, /2 MB/);
  assert.equal(contents().length, stored + 1);
  assert.equal((await upload(`${draft}/giay-to`, pdf("small"))).status, 303, "what still fits is taken");
});

test("a paper that is gone, cut short or changed in one bit is a clear error before the first byte", async () => {
  const code = (await citizen.post(`${draft}/nop`)).headers.get("location").split("/")[2];
  const page = await citizen.page(`/ho-so/${code}`);
  const [first, second] = [...new Set(page.match(/\/ho-so\/[^"/]+\/(?:giay-to|tep)\/\d+/g) ?? [])];
  const flipped = (bytes) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([bytes.at(-1) ^ 4])]);
  for (const [path, harms] of [[first, [(file) => rmSync(file)]], [second, [(file, bytes) => writeFileSync(file, flipped(bytes)), (file) => writeFileSync(file, "short")]]]) {
    const whole = await citizen.get(path);
    assert.equal(whole.status, 200);
    const bytes = Buffer.from(await whole.arrayBuffer());
    const digest = (await import("node:crypto")).createHash("sha256").update(bytes).digest("hex");
    for (const harm of harms) {
      harm(join(data, "files", digest.slice(0, 2), digest), bytes);
      const answer = await citizen.get(path);
      assert.equal(answer.status, 503);
      assert.match(await answer.text(), /không đọc được nội dung|đã hỏng/);
    }
  }
  assert.match(server.errors(), /"FILE_MISSING"/);
  assert.match(server.errors(), /"FILE_DAMAGED"/);
});

test("a rule that grows when it is read is refused, and takes no memory", async () => {
  const analyst = await new Person(server.url).signIn("truc.soc");
  await analyst.page("/can-bo/an-ninh/quy-tac/moi");
  const lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"];
  for (let line = 1; line < 9; ++line) lines.push(`a${line}: &a${line} [${Array(10).fill(`*a${line - 1}`).join(" ,")}]`);
  const yaml = `title: Bom\nid: c0ffee00-0000-4000-8000-00000000b0b0\n${lines.join("\n")}\nlogsource: {product: linux}\ndetection: {k: {message: *a8 }, condition: k}\n`;
  const answer = await analyst.post("/can-bo/an-ninh/quy-tac/moi", { yaml, so_ngay: "1" });
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /aliases \(\*\) written out/);
  const peak = Number(readFileSync(`/proc/${server.child.pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)[1]) / 1024;
  assert.ok(peak < 900, `${peak} MB at its peak`);
  const bomb = join(data, "bomb.yaml");
  writeFileSync(bomb, `${lines.join("\n")}\nworkers: *a8\n`);
  assert.throws(() => execFileSync(process.env.DONGSON ?? "build/release/dongson", ["serve", "--config", bomb, "--data", join(data, "none")], { stdio: "pipe", timeout: 20_000 }), /aliases \(\*\) written out/);
});

// One statement against the database of the program that runs.
const inDatabase = (sql) =>
  databaseOf(data)
    ? execFileSync("psql", [databaseOf(data), "-qAtc", sql], { encoding: "utf8" })
    : execFileSync("python3", ["-c", "import sqlite3,sys; db=sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20); print(*[row[0] for row in db.execute(sys.argv[2])])", `${data}/dongson.db`, sql], { encoding: "utf8" });

test("work that used up its tries is named, and an operator runs it again or drops it", { timeout: 60_000 }, async () => {
  const operator = await new Person(server.url).signIn("quantri");
  const dead = Array.from({ length: 120 }, (_, index) => `(${index + 1}, 'files.sweep', '', ${index + 1}, 12, 0, 'it is away')`);
  inDatabase(`INSERT INTO job (id, kind, payload, run_at, attempts, leased_until, last_error) VALUES ${dead.join(", ")}`);
  let said = "";
  for (let wait = 0; wait < 200 && !said.includes("jobs:"); ++wait) {
    await pause(100);
    said = await (await fetch(`${server.url}/readyz`)).text();
  }
  assert.match(said, /^ready, but unwell\n(.*\n)*jobs: 120 given up/);
  const page = await operator.page("/can-bo/van-hanh");
  assert.match(page, /Việc nền đã thôi thử: 120/);
  assert.match(page, /Việc nền đang chờ: \d\b/);
  assert.match(page, /it is away/);
  const stranger = await new Person(server.url).signIn("038190001234");
  for (const what of ["chay-lai", "bo"]) assert.equal((await stranger.post(`/can-bo/van-hanh/viec-nen/120/${what}`)).status, 403);
  assert.equal((await operator.post("/can-bo/van-hanh/viec-nen/120/chay-lai")).status, 303);
  assert.equal((await operator.post("/can-bo/van-hanh/viec-nen/119/bo")).status, 303);
  assert.equal((await operator.post("/can-bo/van-hanh/viec-nen/119/chay-lai")).status, 409);
  for (let wait = 0; wait < 200 && inDatabase("SELECT COUNT(*) FROM job WHERE id = 120").trim() !== "0"; ++wait) await pause(100);
  assert.equal(inDatabase("SELECT COUNT(*) FROM job WHERE id = 120").trim(), "0", "it was run again and is done");
  assert.match(await operator.page("/can-bo/van-hanh"), /Việc nền đã thôi thử: 118/);
  inDatabase("DELETE FROM job WHERE attempts >= 12");
  for (let wait = 0; wait < 200 && said !== "ready\n"; ++wait) {
    await pause(100);
    said = await (await fetch(`${server.url}/readyz`)).text();
  }
});

test("told to end, it has ended in five seconds beside a drawing, a query and an open connection, and the drawing is due again", { timeout: 60_000 }, async () => {
  const found = (await (await fetch(`${server.url}/healthz`)).text()).split("\n")[0];
  assert.equal(found, "ok");
  const query = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM t) SELECT COUNT(*) AS n FROM t";
  void fetch(`${server.url}/api/3/action/datastore_search_sql?sql=${encodeURIComponent(query)}`).catch(() => {});
  await pause(1000);
  const began = Date.now();
  const { code, signal } = await server.stop();
  const seconds = (Date.now() - began) / 1000;
  assert.equal(signal, null);
  assert.equal(code, 0);
  assert.ok(seconds < 9, `it took ${seconds} s`); // five, and room for a busy machine
  const leased = inDatabase("SELECT COUNT(*) FROM job WHERE leased_until > 0");
  assert.equal(leased.trim(), "0", "what was being done is not held by a program that has ended");
});

test("a damaged page of the database is found in the background and named", { skip: Boolean(process.env.ON_POSTGRES), timeout: 60_000 }, async () => {
  const own = makeDemo();
  // The first page of a table that a start does not read.
  execFileSync("python3", ["-c", `
import sqlite3, sys
path = sys.argv[1] + "/dongson.db"
db = sqlite3.connect(path)
db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
page, size = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'upload_day'").fetchone()[0], db.execute("PRAGMA page_size").fetchone()[0]
db.close()
with open(path, "r+b") as file:
    file.seek((page - 1) * size)
    file.write(b"\\xa5" * size)
`, own]);
  const damaged = await serve(own, []);
  let said = "";
  for (let wait = 0; wait < 300 && !said.includes("database pages: damaged"); ++wait) {
    await pause(100);
    said = await (await fetch(`${damaged.url}/readyz`)).text();
  }
  assert.match(said, /^ready, but unwell\ndatabase pages: damaged/);
  assert.match(damaged.errors(), /DATABASE_DAMAGED/);
  assert.ok(existsSync(join(own, "reserve")), "room is held back for a full disk");
  await damaged.stop();
  remove(own);
});
