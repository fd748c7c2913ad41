// A province to try things in, as small as it can be made: what it holds, that it lies over a year, and that its ledger, its sums and
// its dossiers agree.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { databaseOf, makeDemo, Person, program, remove, serve } from "./client.mjs";

const dossiers = 400;
let data, server;
const at = () => ["--data", data, ...(databaseOf(data) ? ["--database", databaseOf(data)] : [])];
const run = (...words) => spawnSync(program, [...words, ...at()], { encoding: "utf8", maxBuffer: 1 << 26 });

before(() => {
  data = makeDemo(["--scale", "province", "--dossiers", `${dossiers}`, "--officers", "900", "--citizens", "120"]);
});
after(async () => {
  await server?.stop();
  remove(data);
});

test("its ledger says what its rows say, and no dossier is stranded", { timeout: 120_000 }, () => {
  const audit = run("ledger", "audit");
  assert.match(audit.stdout, /^TRUE/m, audit.stdout + audit.stderr);
  const lint = run("lint");
  assert.equal(lint.status, 0, lint.stdout + lint.stderr);
  assert.match(lint.stdout, /\d+ live dossiers.*: 0 faults/, lint.stdout);
});

test("whoever leads the province reads a year of work of every commune", { timeout: 120_000 }, async () => {
  server = await serve(data);
  const head = await new Person(server.url).signIn("lanhdao.ubndtinh");
  const report = await (await head.get("/api/v1/report?don-vi=ca-duoi&nhom=don-vi&tu=1/1/2020&den=31/12/2040")).json();
  // Who applied yesterday may wait for a clerk still.
  assert.ok(report.total.taken <= dossiers && report.total.taken > dossiers * 0.95, JSON.stringify(report.total));
  assert.ok(report.rows.length > 100, `${report.rows.length} units`);
  assert.ok(report.total.resolved > dossiers / 2, JSON.stringify(report.total));
});

test("an office has its colleagues, and its clerk an inbox", { timeout: 120_000 }, async () => {
  const leader = await new Person(server.url).signIn("lanhdao.hacthanh");
  assert.equal((await leader.get("/can-bo")).status, 200);
  const colleague = await new Person(server.url).signIn("canbo.00001");
  assert.equal((await colleague.get("/can-bo")).status, 200);
});

test("sizes are a province's, and numbers", () => {
  const folder = mkdtempSync(join(tmpdir(), "dongson-none-"));
  for (const words of [["--dossiers", "5"], ["--scale", "province", "--dossiers", "many"], ["--scale", "province", "--citizens", "0"]]) {
    const refused = spawnSync(program, ["demo", "--data", folder, ...words], { encoding: "utf8" });
    assert.equal(refused.status, 2, words.join(" "));
    assert.match(refused.stderr, /COMMAND_SCALE/);
  }
  remove(folder);
});
