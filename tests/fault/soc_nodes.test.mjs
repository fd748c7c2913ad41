// Collectors near their sources and one detector, with NATS JetStream between them: any of the three may be away or killed, and every event
// that was acknowledged is judged and kept once.
process.env.ON_POSTGRES = "1";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ended, freePort, pause, startNats, takeFromNats, until } from "../http/peers.mjs";
import { registerToken } from "../http/sources.mjs";
import { numbersIn } from "../http/tables.mjs";
const { beside, makeDemo, Person, remove, serve } = await import("../http/client.mjs");

const folder = mkdtempSync(join(tmpdir(), "nodes-")), words = new Set();
let data, near, port, broker, detector, relay, analyst, token, sent = 0;

const startBroker = async () => { broker = await startNats(folder, port); };
const startDetector = async () => {
  detector = await serve(data, ["--config", join(data, "config.yaml")]);
  analyst = await new Person(detector.url).signIn("truc.soc");
};
const startRelay = async () => { relay = await serve(near, ["--config", join(near, "config.yaml"), "--roles", "web,collector"]); };
const send = async (count) => {
  const lines = Array.from({ length: count }, () => JSON.stringify({ "process.name": "sshd", message: `Failed password for nguoi${++sent}x from 203.0.113.44 port 1 ssh2` }));
  for (let i = sent - count + 1; i <= sent; ++i) words.add(`nguoi${i}x`);
  const answer = await (await fetch(`${relay.url}/api/v1/soc/events`, { method: "POST", body: lines.join("\n"), headers: { authorization: `Bearer ${token}` } })).json();
  assert.equal(answer.stored, count, JSON.stringify(answer));
};
const found = async () => (await (await analyst.get(`/can-bo/an-ninh/su-kien/tai?ky=tat-ca&q=${encodeURIComponent("source.ip:203.0.113.44")}`)).text()).split("\n").filter(Boolean).map((line) => JSON.parse(line).bytes.match(/nguoi\d+x/)[0]);
const arrived = async () => {
  const seen = await until(found, (events) => new Set(events).size >= words.size, 120_000);
  assert.equal(new Set(seen).size, words.size);
  return seen;
};

before(async () => {
  port = await freePort();
  data = makeDemo();
  near = beside(data);
  const common = `soc_jetstream: nats://127.0.0.1:${port}\naddress_requests_per_minute: 0\naccount_requests_per_minute: 0\n`;
  writeFileSync(join(data, "config.yaml"), `${common}soc_jetstream_use: receive\nsoc_node: tinh\n`);
  writeFileSync(join(near, "config.yaml"), `${common}soc_jetstream_use: relay\nsoc_node: gan\n`);
  await startBroker();
  await startDetector();
  token = await registerToken(analyst, "Ở xa");
  await startRelay();
});
after(async () => {
  await relay?.stop();
  await detector?.stop();
  broker?.kill("SIGKILL");
  if (near) rmSync(near, { recursive: true, force: true });
  if (data) remove(data);
  rmSync(folder, { recursive: true, force: true });
});

test("what a collector takes is judged and kept at the detector, once", async () => {
  await send(500);
  assert.equal((await arrived()).length, 500);
  await until(() => analyst.page("/can-bo/an-ninh/canh-bao?doi_tuong=" + encodeURIComponent("source.ip = 203.0.113.44")), (page) => /203\.0\.113\.44/.test(page.split("<tbody")[1] ?? ""));
  const there = await new Person(relay.url).signIn("truc.soc");
  assert.match(await there.page("/can-bo/an-ninh"), /chỉ thu sự kiện và chuyển đi/);
  const row = await until(async () => (await analyst.page("/can-bo/an-ninh/nguon")).split("<tr").find((line) => line.includes("Ở xa")), (line) => numbersIn(line ?? "").includes(500));
  assert.deepEqual(numbersIn(row).slice(0, 2), [500, 500], "received and stored, counted once");
});

test("the broker away, the detector away and the collector killed: everything arrives, once", async () => {
  await ended(broker, "SIGKILL");
  await send(300);
  await detector.stop();
  await send(300);
  await startBroker();
  const there = await new Person(relay.url).signIn("truc.soc");
  await until(() => there.page("/can-bo/an-ninh"), (page) => /, 0 đang chờ/.test(page), 90_000);
  await relay.stop("SIGKILL");
  await startRelay();
  await send(100);
  await startDetector();
  assert.equal((await arrived()).length, words.size, "none is there twice");
});

test("a collector on a new disk, whose events have numbers that were there before, loses nothing", async () => {
  await relay.stop();
  rmSync(near + "/events", { recursive: true });
  rmSync(near + "/ships", { recursive: true });
  await startRelay();
  await send(200);
  assert.equal((await arrived()).length, words.size);
});

test("what a detector had taken and not acknowledged when it died comes to the next one, before anything newer", async () => {
  await detector.stop();
  await send(500);
  await takeFromNats(port, "DONGSON_EVENTS", "dongson", 300);
  await send(200);
  await startDetector();
  assert.equal((await arrived()).length, words.size);
});

test("a detector that is killed while it takes events has each of them once, or a batch twice", async () => {
  const sending = (async () => { for (let i = 0; i < 20; ++i) await send(500); })();
  await pause(400);
  await detector.stop("SIGKILL");
  await sending;
  await startDetector();
  const seen = await arrived();
  assert.ok(seen.length - words.size <= 2000, `${seen.length - words.size} twice`);
});
