// The engine alone, as a command: no server, no database.
import test from "node:test";
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const dongson = process.env.DONGSON ?? "build/release/dongson";
const folder = mkdtempSync(join(tmpdir(), "scan-"));
test.after(() => rmSync(folder, { recursive: true }));

const scan = (words, input = "") => {
  const done = spawnSync(dongson, ["soc", "scan", ...words], { input, encoding: "utf8", maxBuffer: 1 << 28 });
  const hits = done.stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  return { ...done, hits };
};

test("recorded attacks give the same hits on one thread, on three, and plainly", () => {
  const file = join(folder, "attacks.ndjson");
  writeFileSync(file, gunzipSync(readFileSync("data/soc/recorded_attacks.ndjson.gz")));
  const one = scan([file]);
  assert.equal(one.status, 0);
  assert.equal(one.hits.length, 506);
  assert.ok(one.hits.every((hit) => hit.rule && hit.title && hit.line > 0));
  assert.equal(scan(["--threads", "3", file]).stdout, one.stdout);
  assert.equal(scan(["--plainly", file]).stdout, one.stdout);
});

test("text lines meet the keywords of the source they are said to be of", () => {
  const rules = join(folder, "rule.yml");
  writeFileSync(rules, "title: Root let in\nid: r1\nlevel: high\nlogsource: {product: linux, service: sshd}\ndetection: {k: ['accepted * for root'], condition: k}\n");
  const lines = "Jan 1 sshd[1]: Accepted password for root from 10.0.0.1\nJan 1 sshd[1]: Failed password for root\r\n";
  const found = scan(["--rules", rules, "--source", "linux//sshd", "-"], lines);
  assert.deepEqual(found.hits, [{ file: "-", line: 1, level: "high", rule: "r1", title: "Root let in" }]);
  assert.equal(scan(["--rules", rules, "--source", "linux//cron", "-"], lines).hits.length, 0);
});

test("what cannot be used is said with its place and its reason, and the rest works", () => {
  const rules = join(folder, "two.yml");
  writeFileSync(rules, "title: broken\nlogsource: {product: p}\ndetection:\n  s: {A|nope: x}\n  condition: s\n---\ntitle: sound\nid: r2\nlogsource: {product: p}\ndetection: {s: {A: x}, condition: s}\n");
  const found = scan(["--rules", rules, "--source", "p", "-"], '{"A":"x"}\n{"A":\n\n{"A":"X"}');
  assert.match(found.stderr, /two\.yml:4: unknown modifier "nope"/);
  assert.match(found.stderr, /refused: 1 events, not one whole JSON object/);
  assert.deepEqual(found.hits.map((hit) => hit.line), [1, 4]);
});

test("a file that is not there, and no file at all", () => {
  const missing = scan([join(folder, "none.ndjson")]);
  assert.equal(missing.status, 1);
  assert.match(missing.stderr, /none\.ndjson: cannot be opened/);
  assert.equal(spawnSync(dongson, ["soc", "scan"]).status, 2);
  assert.equal(spawnSync(dongson, ["soc", "gaze", "x"]).status, 2);
  assert.match(execFileSync(dongson, ["soc", "--help"], { encoding: "utf8" }), /soc scan/);
});

test("correlations are said with the lines they are made of, by the time that events tell; their parts keep silent", () => {
  const rules = join(folder, "chain.yml");
  writeFileSync(rules, `title: Failed
name: failed
logsource: {product: p}
detection: {s: {is: failed}, condition: s}
---
title: Many failed
id: c1
level: high
correlation:
  type: event_count
  rules: [failed]
  group-by: [user]
  timespan: 1m
  condition: {gte: 3}
`);
  const at = (second, user, is = "failed") => JSON.stringify({ "@timestamp": `2026-11-24T08:00:${second}Z`, user, is });
  const events = [at("40", "an"), at("20", "an"), at("21", "binh"), at("30", "AN"), at("59", "an", "let in"), '{"is":"failed","user":"an"}'].join("\n");
  const found = scan(["--rules", rules, "--source", "p", "-"], events);
  assert.deepEqual(found.hits, [{ file: "-", lines: [2, 4, 1], time: "2026-11-24T08:00:40.000Z", level: "high", rule: "c1", title: "Many failed", group: { user: "an" }, figure: 3 }]);
  assert.match(found.stderr, /1 alerts of correlations/);
  assert.match(found.stderr, /not correlated: 1 events that tell no time/);
});

test("a log of Windows is scanned as it is, and printed as lines", () => {
  const file = join(folder, "system.evtx");
  writeFileSync(file, gunzipSync(readFileSync("tests/data/windows/system.evtx.gz")));
  const found = scan([file]);
  assert.match(found.stdout, /PsExec Service Installation/);
  assert.match(found.stderr, /1601 events/);
  const printed = spawnSync(dongson, ["soc", "evtx", file], { encoding: "utf8", maxBuffer: 1 << 28 });
  assert.equal(printed.status, 0);
  const lines = printed.stdout.trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(lines.length, 1601);
  assert.equal(scan(["-"], printed.stdout).stdout.replaceAll('"-"', JSON.stringify(file)), found.stdout);
  execFileSync("sh", ["-c", `'${dongson}' soc evtx '${file}' > '${file}.ndjson'`]);
  assert.equal(readFileSync(`${file}.ndjson`, "utf8"), printed.stdout, "into a file too");
  writeFileSync(file, "ElfFile\0 and no more");
  assert.equal(spawnSync(dongson, ["soc", "evtx", file]).status, 1);
});
