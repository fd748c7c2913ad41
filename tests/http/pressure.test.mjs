// What one asker does must not be another's trouble: lanes, shares, time-outs and limits, against the whole program.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { makeDemo, password, Person, remove, serve } from "./client.mjs";
import { register, registerToken } from "./sources.mjs";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
let data, server, port;
before(async () => {
  data = makeDemo();
  const config = join(data, "config.yaml");
  writeFileSync(config, `proxies: [127.0.0.1]\naddress_requests_per_minute: 0\naccount_requests_per_minute: 0\nheader_seconds: 2\nbody_seconds: 4\nidle_seconds: 4\nconnections_per_address: 40\nconnections_at_once: 200\naccess_log: ${join(data, "access.log")}\nsoc_udp: -1\nsoc_tcp: -1\n`);
  server = await serve(data, ["--config", config]);
  port = Number(new URL(server.url).port);
});
after(async () => {
  await server?.stop();
  remove(data);
});

// A connection by hand: what it was told and when it was closed, from whichever address of this machine.
function raw(text, { from = "127.0.0.1", linger = 20_000 } = {}) {
  const began = Date.now();
  return new Promise((resolve) => {
    let said = "";
    const socket = connect({ port, host: "127.0.0.1", localAddress: from }, () => text && socket.write(text));
    const end = () => {
      socket.destroy();
      resolve({ said, seconds: (Date.now() - began) / 1000, status: Number(said.match(/^HTTP\/1\.1 (\d+)/)?.[1] ?? 0) });
    };
    socket.on("data", (chunk) => (said += chunk));
    socket.on("close", end).on("error", end);
    setTimeout(end, linger).unref();
  });
}
const from = (address) => ({ "x-forwarded-for": address });
async function timed(work) {
  const began = Date.now();
  const value = await work;
  return { value, seconds: (Date.now() - began) / 1000 };
}

test("curl's default content type loses no event, and one that is no form elsewhere is read as what it is", async () => {
  const analyst = await new Person(server.url).signIn("truc.soc");
  await register(analyst, { ten: "Máy này", cach_nhan: "address", dau_hieu: "127.0.0.0/8" });
  const token = await registerToken(analyst, "Lô sự kiện");
  const curl = (...words) => execFileSync("curl", ["-s", ...words], { encoding: "utf8" });
  const lines = join(data, "events.ndjson");
  writeFileSync(lines, '{"message":"mot=1&hai=%zz"}\n{"message":"ba"}\n');
  const taken = JSON.parse(curl("-H", `Authorization: Bearer ${token}`, "--data-binary", `@${lines}`, `${server.url}/api/v1/soc/events`));
  assert.equal(taken.received, 2);
  assert.equal(taken.stored, 2);
  writeFileSync(lines, '{"index":{}}\n{"message":"x"}\n');
  const bulk = JSON.parse(curl("-u", `soc:${token}`, "--data-binary", `@${lines}`, `${server.url}/_bulk`));
  assert.equal(bulk.items.length, 1);
  assert.equal(bulk.items[0].index?.status ?? bulk.items[0].create?.status, 201);
  const search = JSON.parse(curl("-d", '{"q":"dân số","rows":1}', `${server.url}/api/3/action/package_search`));
  assert.equal(search.success, true);
  assert.equal(search.result.results.length <= 1, true);
  assert.equal(JSON.parse(curl("-d", "rows=1", `${server.url}/api/3/action/package_search`)).success, true);
  const session = JSON.parse(curl("-d", JSON.stringify({ login: "038190001234", password }), `${server.url}/api/v1/session`));
  assert.equal(session.kind, "citizen");
});

// An address that asks some published table in SQL.
const sql = (text) => `/api/3/action/datastore_search_sql?sql=${encodeURIComponent(text)}`;

test("signing in and reading do not wait for readers' SQL, and one address's SQL does not shut another's out", { timeout: 90_000 }, async () => {
  const found = await (await fetch(`${server.url}/api/3/action/package_search?rows=50`)).json();
  const table = found.result.results.flatMap((item) => item.resources).find((resource) => resource.datastore_active).id;
  const slow = sql("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM t) SELECT COUNT(*) AS n FROM t");
  const asked = Array.from({ length: 8 }, () => fetch(server.url + slow, { headers: from("203.0.113.9") }).then((answer) => answer.text()));
  await pause(300);
  const signed = await timed(new Person(server.url).signIn("038190001234"));
  assert.ok(signed.seconds < 4, `signing in took ${signed.seconds} s beside SQL`);
  const other = await timed(fetch(server.url + sql(`SELECT COUNT(*) AS n FROM "${table}"`), { headers: from("203.0.113.10") }));
  assert.equal(other.value.status, 200);
  assert.ok(other.seconds < 4, `another's SQL took ${other.seconds} s`);
  const alive = await timed(fetch(`${server.url}/healthz`));
  assert.ok(alive.seconds < 2);
  await Promise.all(asked);
});

test("forged reset links are looked up before anything is hashed, and the queue of passwords has an end", { timeout: 90_000 }, async () => {
  const forged = (index) => new Person(server.url).post(`/dat-lai-mat-khau/${"x".repeat(40)}${100 + index}`, { mat_khau: "một câu đủ dài để nhớ" }, from("203.0.113.20")).then((answer) => answer.status, () => 503); // an idle connection that was let go
  const work = Array.from({ length: 50 }, (_, index) => forged(index));
  const signed = await timed(new Person(server.url).signIn("038190001234"));
  assert.ok(signed.seconds < 4, `signing in took ${signed.seconds} s beside forged links`);
  for (const status of await Promise.all(work)) assert.ok([422, 429, 503].includes(status), `${status}`);
});

test("a full lane answers people with a page and programs with JSON, and who shares 64 bits of an address is one", { timeout: 90_000 }, async () => {
  const wanted = ["text/html", "application/json"];
  const answers = await Promise.all(
    Array.from({ length: 160 }, async (_, index) => {
      const answer = await new Person(server.url).post("/dang-nhap", { ten_dang_nhap: `0381${90000000 + index}`, mat_khau: "đoán" }, { ...from(`2001:db8:1:2::${index.toString(16)}`), accept: wanted[index % 2] });
      return { wanted: wanted[index % 2], status: answer.status, type: answer.headers.get("content-type"), retry: answer.headers.get("retry-after"), text: await answer.text() };
    }),
  );
  const busy = answers.filter((answer) => answer.status === 503);
  assert.ok(busy.length >= 20, `${busy.length} of 160 were told that it is busy: each address stood for itself`);
  for (const answer of busy) {
    assert.equal(answer.retry, "5");
    assert.match(answer.type, answer.wanted === "text/html" ? /^text\/html/ : /^application\/problem\+json/);
    assert.match(answer.text, /quá đông người dùng/);
  }
  const tried = answers.filter((answer) => answer.status === 422).length;
  assert.ok(tried <= 75, `${tried} guesses of one network were taken`);
  assert.equal((await new Person(server.url).post("/dang-nhap", { ten_dang_nhap: "038190000000", mat_khau: "đoán" }, from("2001:db8:1:3::1"))).status, 422, "another network is another's");
});

test("a header has its seconds, whatever comes in between; so have an idle connection and a body's least rate", { timeout: 60_000 }, async () => {
  const trickle = (start, byte, every) =>
    new Promise((resolve) => {
      const began = Date.now();
      const socket = connect(port, "127.0.0.1", () => socket.write(start));
      const dripping = setInterval(() => socket.write(byte), every);
      let said = "";
      socket.on("data", (chunk) => (said += chunk));
      const end = () => (clearInterval(dripping), socket.destroy(), resolve({ seconds: (Date.now() - began) / 1000, said }));
      socket.on("close", end).on("error", end);
      setTimeout(end, 50_000).unref();
    });
  const [header, idle, body, stalled] = await Promise.all([
    trickle("GET / HTTP/1.1\r\nHost: x\r\nX-A: ", "a", 500),
    raw("", { linger: 40_000 }),
    trickle("POST /dang-nhap HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\n", "a", 500),
    raw("POST /dang-nhap HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\nab", { linger: 40_000 }),
  ]);
  assert.ok(header.seconds >= 1.5 && header.seconds < 15, `a header of two seconds was cut after ${header.seconds} s`);
  assert.ok(idle.seconds >= 3.5 && idle.seconds < 20, `an idle connection of four seconds was cut after ${idle.seconds} s`);
  assert.ok(body.seconds >= 15 && body.seconds < 45, `two bytes a second were cut after ${body.seconds} s`);
  assert.ok(stalled.seconds < 20, `a body that stood still was cut after ${stalled.seconds} s`);
});

test("one address has its share of the connections, and idle ones make room for who comes", { timeout: 60_000 }, async () => {
  // 127.0.0.1 is a proxy here; 127.0.0.2 is anybody.
  const idle = Array.from({ length: 45 }, () => raw("", { from: "127.0.0.2", linger: 3000 }));
  await pause(500);
  const refused = await Promise.race([Promise.all(idle.slice(40)).then((ended) => ended.every((one) => one.seconds < 2)), pause(2500).then(() => false)]);
  assert.ok(refused, "a forty-first connection of one address was taken");
  const others = ["127.0.0.3", "127.0.0.4", "127.0.0.5", "127.0.0.7"].flatMap((address) => Array.from({ length: 38 }, () => raw("", { from: address, linger: 3000 })));
  await pause(300);
  const page = await raw("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", { from: "127.0.0.6", linger: 5000 });
  assert.equal(page.status, 200, "two hundred idle connections of five addresses shut a sixth out");
  await Promise.all([...idle, ...others]);
});

test("what two programs could read in two ways is refused", async () => {
  const cases = {
    "no Host": ["GET / HTTP/1.1\r\n\r\n", 400],
    "two Hosts": ["GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400],
    "two equal Hosts": ["GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400],
    "chunked is not the last coding": ["POST /dang-nhap HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 400],
    "a coding nobody decodes": ["POST /dang-nhap HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400],
    "two codings in two lines": ["POST /dang-nhap HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n", 400],
    "a length beside chunks": ["POST /dang-nhap HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400],
    "chunks in HTTP/1.0": ["POST /dang-nhap HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400],
    "HTTP/1.0 knows no Host": ["GET /healthz HTTP/1.0\r\n\r\n", 200],
    "one Host": ["GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 200],
  };
  for (const [name, [text, status]] of Object.entries(cases)) assert.equal((await raw(text, { linger: 8000 })).status, status, name);
});

test("a header in many pieces and two requests in one are read as they are", async () => {
  const answers = await raw("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  assert.equal(answers.said.match(/HTTP\/1\.1 200/g).length, 2);
  const socket = connect(port, "127.0.0.1");
  let said = "";
  socket.on("data", (chunk) => (said += chunk));
  const closed = new Promise((resolve) => socket.on("close", resolve));
  for (const piece of ["GET /heal", "thz HTTP/1.1\r", "\nHost: a\r\nConnec", "tion: close\r\n\r", "\n"]) {
    socket.write(piece);
    await pause(50);
  }
  await closed;
  assert.match(said, /^HTTP\/1\.1 200/);
});

test("packed answers are what the plain ones are, kept or not", async () => {
  for (const path of ["/", "/thu-tuc?q=dat", "/api/v1/procedures?q=khai%20sinh"]) {
    const plain = await (await fetch(server.url + path, { headers: { "accept-encoding": "identity" } })).text();
    for (const encoding of ["br", "gzip"])
      for (let again = 0; again < 2; ++again) {
        const answer = await fetch(server.url + path, { headers: { "accept-encoding": encoding } });
        assert.equal(answer.headers.get("content-encoding"), encoding, path);
        assert.equal(await answer.text(), plain, path);
      }
  }
});

test("SIGHUP opens the access log anew", async () => {
  const log = join(data, "access.log");
  await fetch(`${server.url}/healthz`);
  for (let wait = 0; wait < 100 && !existsSync(log); ++wait) await pause(100);
  renameSync(log, `${log}.1`);
  server.child.kill("SIGHUP");
  for (let wait = 0; wait < 100 && !existsSync(log); ++wait) await pause(100);
  await fetch(`${server.url}/healthz`);
  for (let wait = 0; wait < 100 && !readFileSync(log, "utf8").includes("/healthz"); ++wait) await pause(100);
  assert.match(readFileSync(log, "utf8"), /GET \/healthz/);
});
