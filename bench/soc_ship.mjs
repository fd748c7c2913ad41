// Events between programs: into ClickHouse, into JetStream, from a relay to a detector; and EVTX. Beside each, in the same run, what the
// other side takes when nothing but the bare bytes is sent, or its own tool does it. bench/soc_ship.mjs [EVENTS]; prints the table's rows.
process.env.ON_POSTGRES = "1";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { askClickHouse, ended, freePort, pause, startClickHouse, startNats, until } from "../tests/http/peers.mjs";
import { countsOf, register, syslogPorts } from "../tests/http/sources.mjs";
const { beside, makeDemo, Person, program, remove, serve } = await import("../tests/http/client.mjs");

if (!process.env.DONGSON_TEST_POSTGRES) throw new Error("a relay and a detector share a PostgreSQL: run it with tests/with_postgres.sh");
const events = Number(process.argv[2] ?? 400_000);
const folder = mkdtempSync(join(tmpdir(), "dongson-bench-ship-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const since = (begun) => Number(process.hrtime.bigint() - begun) / 1e9;
const rate = (count, seconds) => `${Math.round(count / seconds / 1000)} k/s`;
const say = (...cells) => console.log(`| ${cells.join(" | ")} |`);
const line = (i) => `<38>1 2026-11-24T08:${String(Math.floor(i / 60) % 60).padStart(2, "0")}:${String(i % 60).padStart(2, "0")}Z sv-${i % 50} sshd ${i % 60000} - - Failed password for user${i % 500} from 10.${i % 7}.${i % 251}.${(i >> 3) % 253} port ${i % 65536} ssh2`;

// A program with one source, whose events come from this address; what it takes over TCP until it is stored.
async function collector(data, settings, words = []) {
  writeFileSync(join(data, "config.yaml"), `soc_tcp: 0\naddress_requests_per_minute: 0\naccount_requests_per_minute: 0\n${settings}`);
  const server = await serve(data, ["--config", join(data, "config.yaml"), ...words]);
  return { ...server, tcp: Number((await syslogPorts(server)).tcp), person: await new Person(server.url).signIn("truc.soc") };
}
const addSource = (person) => register(person, { ten: "do", nhom: "do", cach_nhan: "address", dau_hieu: "127.0.0.1" });
const stored = async (person) => (await countsOf(person, "do")).stored;
async function send(port) {
  const socket = connect(port, "127.0.0.1");
  for (let i = 0; i < events; i += 2000) {
    const part = Array.from({ length: Math.min(2000, events - i) }, (_, k) => line(i + k) + "\n").join("");
    if (!socket.write(part)) await new Promise((done) => socket.once("drain", done));
  }
  await new Promise((done) => socket.end(done));
}
const nothingWaits = (person) => until(() => person.page("/can-bo/an-ninh"), (page) => !/Không tới được/.test(page) && /, 0 đang chờ/.test(page), 600_000);

// One store for all of it.
const data = makeDemo();
let server = await collector(data, "");
await addSource(server.person);
await send(server.tcp);
await until(() => stored(server.person), (count) => count >= events, 600_000);
await server.stop();

// ClickHouse.
{
  const port = await freePort(), child = await startClickHouse(folder, port);
  server = await collector(data, `soc_clickhouse: http://127.0.0.1:${port}\n`);
  const begun = process.hrtime.bigint();
  await nothingWaits(server.person);
  const ours = since(begun);
  const count = Number(await askClickHouse(port, "SELECT count() FROM dongson_events"));
  await server.stop();
  // The very rows again, into a table made the same way, by curl in as large batches.
  await askClickHouse(port, "CREATE TABLE again AS dongson_events");
  const rows = await askClickHouse(port, `SELECT * FROM dongson_events LIMIT ${count} FORMAT JSONEachRow`);
  const lines = rows.split("\n"), files = [];
  for (let i = 0; i < lines.length; i += 10_000) {
    files.push(join(folder, `rows-${i}`));
    writeFileSync(files.at(-1), lines.slice(i, i + 10_000).join("\n") + "\n");
  }
  const bare = process.hrtime.bigint();
  for (const file of files) execFileSync("curl", ["-sf", "-H", "Expect:", "--data-binary", `@${file}`, `http://127.0.0.1:${port}/?query=${encodeURIComponent("INSERT INTO again FORMAT JSONEachRow")}`]);
  const theirs = since(bare);
  say("stored events into ClickHouse, against `curl` with the same rows already made", `${(theirs / ours).toFixed(2)} (${rate(count, ours)} against ${rate(count, theirs)})`, "–");
  await ended(child);
}

{
  const port = await freePort(), child = await startNats(folder, port);
  server = await collector(data, `soc_jetstream: nats://127.0.0.1:${port}\nsoc_node: do\n`);
  const begun = process.hrtime.bigint();
  await nothingWaits(server.person);
  const ours = since(begun);
  await server.stop();
  // As many messages of the same size into another stream, by a bare socket that keeps as many unacknowledged.
  const socket = connect(port, "127.0.0.1");
  let acknowledged = 0, rest = "", wake = () => {};
  socket.on("data", (bytes) => {
    acknowledged += (rest + bytes).split("MSG answer").length - 1;
    rest = String(bytes).slice(-9);
    wake();
  });
  const create = JSON.stringify({ name: "AGAIN", subjects: ["again.*"], storage: "file", duplicate_window: 120_000_000_000 });
  socket.write(`CONNECT {"verbose":false,"headers":true}\r\nSUB answer 1\r\nPUB $JS.API.STREAM.CREATE.AGAIN answer ${create.length}\r\n${create}\r\n`);
  await until(() => acknowledged, (count) => count === 1);
  const bare = process.hrtime.bigint();
  for (let i = 0; i < events; i += 500) {
    let part = "";
    for (let k = i; k < i + 500; ++k) {
      const headers = `NATS/1.0\r\nNats-Msg-Id: do:standard-${k}:1790000000000\r\nDongson-Node: do\r\nDongson-Stream: standard\r\nDongson-Number: ${k}\r\nDongson-Source: 1\r\nDongson-Shape: syslog\r\nDongson-Received: 1790000000000\r\nDongson-Time: 1790000000000\r\n\r\n`;
      const text = line(k);
      part += `HPUB again.1 answer ${headers.length} ${headers.length + text.length}\r\n${headers}${text}\r\n`;
    }
    socket.write(part);
    while (i + 500 - (acknowledged - 1) > 4000) await new Promise((done) => { wake = done; });
  }
  while (acknowledged - 1 < events) await new Promise((done) => { wake = done; });
  const theirs = since(bare);
  socket.destroy();
  say("stored events into JetStream, each acknowledged, against a bare socket with messages of the same size", `${(theirs / ours).toFixed(2)} (${rate(events, ours)} against ${rate(events, theirs)})`, "–");
  await ended(child);
  rmSync(join(folder, "nats"), { recursive: true });
}
remove(data);

{
  const port = await freePort(), child = await startNats(folder, port);
  const there = makeDemo(), near = beside(there);
  const detector = await collector(there, `soc_jetstream: nats://127.0.0.1:${port}\nsoc_jetstream_use: receive\nsoc_node: tinh\n`);
  await addSource(detector.person);
  const relay = await collector(near, `soc_jetstream: nats://127.0.0.1:${port}\nsoc_jetstream_use: relay\nsoc_node: gan\n`, ["--roles", "web,collector"]);
  await pause(4000);  // the rules are read
  const begun = process.hrtime.bigint();
  await send(relay.tcp);
  await until(() => stored(detector.person), (count) => count >= events, 600_000);
  say("syslog over TCP to a relay, JetStream, a detector: until it is stored and held against every rule there, all on two cores", rate(events, since(begun)), "–");
  await relay.stop();
  await detector.stop();
  await ended(child);
  rmSync(near, { recursive: true, force: true });
  remove(there);
}

{
  const log = join(folder, "system.evtx");
  writeFileSync(log, gunzipSync(readFileSync("tests/data/windows/system.evtx.gz")));
  const times = (words) => {
    const all = [];
    for (let i = 0; i < 7; ++i) {
      const begun = process.hrtime.bigint();
      execFileSync(words[0], words.slice(1), { maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] });
      all.push(since(begun));
    }
    return all.sort((one, other) => one - other)[3];
  };
  const count = execFileSync(program, ["soc", "evtx", log], { encoding: "utf8", maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] }).trim().split("\n").length;
  const ours = times([program, "soc", "evtx", log]), theirs = times(["evtxexport", log]);
  say("a log of Windows (EVTX) to JSON lines, against `evtxexport` of the same library to text", `${(theirs / ours).toFixed(2)} (${rate(count, ours)} against ${rate(count, theirs)})`, "–");
}
