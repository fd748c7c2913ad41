// What bodies that never end may hold, on disk and in memory, and who makes room for whom.
import assert from "node:assert/strict";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { makeDemo, remove, serve } from "./client.mjs";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const megabyte = 1 << 20;
let data, server, port;
before(async () => {
  data = makeDemo();
  const config = join(data, "config.yaml");
  writeFileSync(config, "proxies: [127.0.0.1]\naddress_requests_per_minute: 0\nupload_megabytes: 1\naddress_body_megabytes: 4\nbody_megabytes: 8\nidle_seconds: 60\nconnections_per_address: 40\nconnections_at_once: 60\nsoc_udp: -1\nsoc_tcp: -1\n");
  server = await serve(data, ["--config", config]);
  port = Number(new URL(server.url).port);
});
after(async () => {
  await server?.stop();
  remove(data);
});

// A request by hand that is begun with what is given and never ended: what it was told, and when it was cut.
function begin(head, body = "", { from = "127.0.0.1" } = {}) {
  const one = { said: "", closed: false };
  one.socket = connect({ port, host: "127.0.0.1", localAddress: from }, () => {
    one.socket.write(`${head}\r\nHost: x\r\n\r\n`);
    one.socket.write(body);
  });
  one.socket.on("data", (chunk) => (one.said += chunk));
  one.socket.on("close", () => (one.closed = true)).on("error", () => (one.closed = true));
  Object.defineProperty(one, "status", { get: () => Number(one.said.match(/^HTTP\/1\.1 (\d+)/)?.[1] ?? 0) });
  return one;
}
async function until(what, seconds = 10) {
  for (let wait = 0; wait < seconds * 20; ++wait) {
    if (what()) return true;
    await pause(50);
  }
  return false;
}
const end = (...all) => Promise.all(all.flat().map((one) => (one.socket.destroy(), until(() => one.closed))));
const post = (path, type, length, address) => `POST ${path} HTTP/1.1\r\nX-Forwarded-For: ${address}\r\nContent-Type: ${type}\r\nContent-Length: ${length}`;
const multipart = "multipart/form-data; boundary=b";
const files = (count) => Array.from({ length: count }, (_, index) => `--b\r\nContent-Disposition: form-data; name="t${index}"; filename="t"\r\n\r\n${"x".repeat(megabyte - 1000)}\r\n`).join("");
// The sizes of the files that lie there; one that is removed between the listing and the look lies there no more.
const incoming = () =>
  readdirSync(join(data, "files/incoming"))
    .map((name) => statSync(join(data, "files/incoming", name), { throwIfNoEntry: false }))
    .filter((file) => file)
    .map((file) => file.size);
const held = () => incoming().reduce((sum, size) => sum + size, 0);

test("where no route is nothing is read: 404, or 405 for a method that none has, and the connection ends", { timeout: 60_000 }, async () => {
  const lost = begin(post("/khong-co", multipart, 5 * megabyte, "203.0.113.1"), files(1));
  const odd = begin(post("/dang-nhap", multipart, 5 * megabyte, "203.0.113.1").replace("POST", "PATCH"), files(1));
  assert.ok(await until(() => lost.said && odd.said), "it waited for the whole body");
  assert.deepEqual(incoming(), []);
  assert.equal(lost.status, 404);
  assert.equal(odd.status, 405);
  assert.match(odd.said, /^allow: /im);
  for (const one of [lost, odd]) assert.match(one.said, /^connection: close/im);
  assert.ok(await until(() => lost.closed && odd.closed), "the connection stayed");
});

test("one address's unfinished files have a share of the disk, and another's are taken meanwhile", { timeout: 60_000 }, async () => {
  const many = Array.from({ length: 8 }, () => begin(post("/dang-nhap", multipart, 5 * megabyte, "203.0.113.2"), files(4)));
  assert.ok(await until(() => many.some((one) => one.status === 429)), "none of 32 MB was refused");
  await until(() => held() >= 19 * megabyte, 3);
  assert.ok(held() <= 20.2 * megabyte, `${held()} bytes lie on the disk`);
  assert.match(many.find((one) => one.status === 429).said, /đang gửi quá nhiều/);
  const body = `${files(1)}--b--\r\n`;
  const other = begin(post("/dang-nhap", multipart, body.length, "203.0.113.3"), body);
  assert.ok(await until(() => other.said));
  assert.equal(other.status, 422);
  await end(many, other);
  assert.ok(await until(() => incoming().length === 0), "files stayed");
});

test("bodies in memory have a share and an end, and a small form is taken beside them", { timeout: 60_000 }, async () => {
  const events = (address) => begin(`${post("/api/v1/soc/events", "application/json", 16 * megabyte, address)}\r\nAuthorization: Bearer x`, "x".repeat(3 * megabyte));
  const mine = [events("203.0.113.4"), events("203.0.113.4")];
  assert.ok(await until(() => mine.some((one) => one.status === 429)), "6 MB of one address were held");
  const others = [events("203.0.113.5"), events("203.0.113.6"), events("203.0.113.7")];
  assert.ok(await until(() => others.some((one) => one.status === 503)), "12 MB were held");
  const form = "ten_dang_nhap=038190000000&mat_khau=x";
  const small = begin(post("/dang-nhap", "application/x-www-form-urlencoded", form.length, "203.0.113.8"), form);
  assert.ok(await until(() => small.said));
  assert.equal(small.status, 422);
  await end(mine, others, small);
});

test("who is not signed in sends at most a form's size to where one must be", { timeout: 60_000 }, async () => {
  const path = "/thu-tuc/1.000419x/nop";
  const nobody = begin(post(path, multipart, 3 * megabyte, "203.0.113.9"), files(1));
  const somebody = begin(`${post(path, multipart, 3 * megabyte, "203.0.113.10")}\r\nCookie: __Host-phien=x`, files(1));
  assert.ok(await until(() => nobody.said));
  assert.equal(nobody.status, 413);
  assert.equal(somebody.said, "");
  const keyless = begin(post("/api/v1/soc/events", "application/json", 3 * megabyte, "203.0.113.9"), "x");
  assert.ok(await until(() => keyless.said));
  assert.equal(keyless.status, 413);
  await end(nobody, somebody, keyless);
});

test("when no connection is idle, the slowest body makes room", { timeout: 60_000 }, async () => {
  const slow = ["127.0.0.2", "127.0.0.3"].flatMap((from, which) => Array.from({ length: 29 }, () => begin(`POST /dang-nhap HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 90000${which ? "\r\nCookie: a=b" : ""}`, "a", { from })));
  await pause(500);
  const quick = Array.from({ length: 2 }, () => begin("POST /dang-nhap HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 90000", "a".repeat(60000), { from: "127.0.0.4" }));
  await pause(2500);
  for (let more = 0; more < 5; ++more) {
    const page = begin("GET /healthz HTTP/1.1\r\nConnection: close", "", { from: "127.0.0.5" });
    assert.ok(await until(() => page.closed));
    assert.equal(page.status, 200, "slow bodies shut somebody out");
  }
  assert.ok(slow.some((one) => one.closed));
  assert.ok(slow.slice(29).every((one) => !one.closed), "one that says who sends it made room before one that does not");
  assert.ok(quick.every((one) => !one.closed));
  await end(slow, quick);
});
