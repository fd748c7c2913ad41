// The suite of correlations as others get it, and this engine as a command held against it, events in the order they arrive and shuffled.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { writeSuite } from "../correlation_suite.mjs";

const dongson = process.env.DONGSON ?? "build/release/dongson";
const folder = mkdtempSync(join(tmpdir(), "suite-"));
after(() => rmSync(folder, { recursive: true }));

const scan = (at, input) => spawnSync(dongson, ["soc", "scan", "--rules", join(at, "rules.yml"), "--source", "test", "-"], { input, encoding: "utf8" });
const by = (key) => (a, b) => (JSON.stringify(key(a)) < JSON.stringify(key(b)) ? -1 : 1);
const sorted = (alerts) => alerts.toSorted(by((alert) => [alert.time, alert.correlation, alert.group]));
// Always the same other order.
const shuffled = (lines) => lines.map((line, index) => [((index + 1) * 7919) % 101, line]).toSorted((a, b) => a[0] - b[0]).map(([, line]) => line);

test("the command gives what every case of the suite expects, in whatever order events arrive", () => {
  assert.ok(writeSuite(folder) > 25);
  for (const name of readdirSync(folder).filter((each) => /^\d+$/.test(each))) {
    const at = join(folder, name), expected = JSON.parse(readFileSync(join(at, "expected.json"), "utf8"));
    const lines = readFileSync(join(at, "events.ndjson"), "utf8").split("\n").filter(Boolean);
    for (const order of [lines, shuffled(lines)]) {
      const done = scan(at, order.join("\n") + "\n");
      const alerts = done.stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line)).filter((hit) => "figure" in hit);
      assert.deepEqual(sorted(alerts.map((alert) => ({ time: new Date(alert.time).toISOString(), correlation: alert.title, group: Object.values(alert.group).map((value) => value.toLowerCase()), figure: alert.figure }))), sorted(expected.alerts.map((alert) => ({ ...alert, group: alert.group.map((value) => value.toLowerCase()) }))), `${name}\n${done.stderr}`);
      for (const reason of expected.refused) assert.ok(done.stderr.includes(reason), `${name}: ${done.stderr}`);
      assert.equal(Number(done.stderr.match(/not correlated: (\d+) events without a field/)?.[1] ?? 0), expected.ungrouped, name);
    }
  }
});
