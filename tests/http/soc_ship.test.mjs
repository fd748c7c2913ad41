// Stored events go on to ClickHouse and to NATS JetStream, as Debian has them: each event once, also after the other side was away.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { makeDemo, Person, remove, serve } from "./client.mjs";
import { askClickHouse, ended, freePort, startClickHouse, startNats, until } from "./peers.mjs";
import { registerToken } from "./sources.mjs";

const folder = mkdtempSync(join(tmpdir(), "ship-")), children = [];
let data, server, analyst, token, ports;

const kept = async (child) => (children.push(await child), children.at(-1));
const clickHouse = () => kept(startClickHouse(folder, ports.clickHouse));
const nats = () => kept(startNats(folder, ports.nats));
const ask = (query) => askClickHouse(ports.clickHouse, query);
// Messages of the stream, and one of them, over NATS' own words.
async function broker(lines, enough) {
  const socket = connect(ports.nats, "127.0.0.1");
  let text = "";
  socket.on("data", (bytes) => { text += bytes; });
  socket.write('CONNECT {"verbose":false,"headers":true}\r\nSUB answer 1\r\n' + lines);
  await until(() => text, enough);
  socket.destroy();
  return text;
}
const messages = async () => {
  const text = await broker("PUB $JS.API.STREAM.INFO.DONGSON_EVENTS answer 0\r\n\r\n", (said) => /"messages":\d+|err_code/.test(said));
  return Number(text.match(/"messages":(\d+)/)?.[1] ?? 0);
};
const send = async (count, word) => {
  const body = Array.from({ length: count }, (_, i) => JSON.stringify({ message: `${word} ${i} "trích" \u0111` })).join("\n");
  const answer = await (await fetch(`${server.url}/api/v1/soc/events`, { method: "POST", body, headers: { authorization: `Bearer ${token}` } })).json();
  assert.equal(answer.stored, count);
};

before(async () => {
  ports = { clickHouse: await freePort(), nats: await freePort() };
  data = makeDemo();
  writeFileSync(join(data, "config.yaml"), `soc_clickhouse: http://127.0.0.1:${ports.clickHouse}\nsoc_jetstream: nats://127.0.0.1:${ports.nats}\nsoc_node: thu\naddress_requests_per_minute: 0\naccount_requests_per_minute: 0\n`);
  server = await serve(data, ["--config", join(data, "config.yaml")]);
  analyst = await new Person(server.url).signIn("truc.soc");
  token = await registerToken(analyst, "Chuyển tiếp");
});
after(async () => {
  await server?.stop();
  for (const child of children) child.kill("SIGKILL");
  if (data) remove(data);
  rmSync(folder, { recursive: true, force: true });
});

test("what is stored while both are away is said to wait, and arrives once each is there", async () => {
  await send(50, "truoc");
  await until(() => analyst.page("/can-bo/an-ninh"), (page) => (page.match(/Không tới được/g) ?? []).length === 2);
  const first = await clickHouse();
  const broker1 = await nats();
  assert.equal(await until(() => ask("SELECT count() FROM dongson_events FINAL WHERE raw LIKE '%truoc%'"), (count) => count === "50", 60_000), "50");
  // The demonstration's events too.
  const all = Number(await ask("SELECT count() FROM dongson_events FINAL"));
  assert.ok(all > 3000, String(all));
  const row = JSON.parse(await ask("SELECT * FROM dongson_events FINAL WHERE raw LIKE '%truoc 7 %' FORMAT JSONEachRow"));
  assert.equal(row.raw, JSON.stringify({ message: 'truoc 7 "trích" đ' }));
  assert.equal(row.shape, "json");
  assert.match(row.time, /^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d$/);
  assert.ok(await until(messages, (count) => count >= all, 60_000) >= all);

  // Away for a while; meanwhile more comes.
  await Promise.all([ended(first), ended(broker1)]);
  await send(3000, "giuachung");
  await until(() => analyst.page("/can-bo/an-ninh"), (page) => (page.match(/Không tới được/g) ?? []).length === 2);
  await Promise.all([clickHouse(), nats()]);
  assert.equal(await until(() => ask("SELECT count() FROM dongson_events FINAL WHERE raw LIKE '%giuachung%'"), (count) => count === "3000", 60_000), "3000");
  await until(() => analyst.page("/can-bo/an-ninh"), (page) => !/Không tới được/.test(page) && (page.match(/, 0 đang chờ/g) ?? []).length === 2, 60_000);
  const [rows, stream] = [Number(await ask("SELECT count() FROM dongson_events FINAL")), await messages()];
  assert.ok(Math.abs(rows - stream) <= 20, `${rows} rows, ${stream} messages: the same events, but for those that came just now`);
});

test("a message has the event's bytes, and what is known of it in its header", async () => {
  await send(1, "motminh");
  await until(() => ask("SELECT count() FROM dongson_events FINAL WHERE raw LIKE '%motminh%'"), (count) => count === "1");
  const source = await ask("SELECT source FROM dongson_events FINAL WHERE raw LIKE '%motminh%'");
  const wanted = JSON.stringify({ last_by_subj: `dongson.events.${source}` });
  const said = await until(() => broker(`PUB $JS.API.STREAM.MSG.GET.DONGSON_EVENTS answer ${wanted.length}\r\n${wanted}\r\n`, (text) => /"data":|err_code/.test(text)), (text) => Buffer.from(text.match(/"data":"([^"]+)"/)?.[1] ?? "", "base64").includes("motminh"));
  const headers = Buffer.from(said.match(/"hdrs":"([^"]+)"/)[1], "base64").toString();
  assert.match(headers, /Nats-Msg-Id: thu:standard-\d+:\d+/);
  assert.match(headers, new RegExp(`Dongson-Source: ${source}`));
  assert.match(headers, /Dongson-Shape: json/);
});

test("a killed server sends what it did not know to have arrived, and each event is there once", async () => {
  await send(2000, "truockhigiet");
  await server.stop("SIGKILL");
  server = await serve(data, ["--config", join(data, "config.yaml")]);
  assert.equal(await until(() => ask("SELECT count() FROM dongson_events FINAL WHERE raw LIKE '%truockhigiet%'"), (count) => count === "2000", 60_000), "2000");
});
