// The watch on bad days: killed at any moment, a full disk, a damaged block. What was acknowledged is there, once, and judged.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { makeDemo, Person, program, remove, serve, unlimited } from "../http/client.mjs";
import { registerToken } from "../http/sources.mjs";
import { onSmallDisk } from "./small_disk.mjs";
import { numbersIn } from "../http/tables.mjs";

const kills = Number(process.env.KILLS ?? 12);

async function tokenOf(server) {
  const analyst = await new Person(server.url).signIn("truc.soc");
  return registerToken(analyst, "Nguồn thử", { nhom: "", bo_doc: "sshd" });
}
// A rule that holds for every event of the test, so that its alerts count them.
async function countEvery(server) {
  const analyst = await new Person(server.url).signIn("truc.soc");
  await analyst.page("/can-bo/an-ninh/quy-tac/moi");
  const yaml = "title: Mỗi sự kiện\nid: c0ffee00-0000-4000-8000-000000000001\nlevel: low\nlogsource: {product: linux, service: sshd}\ndetection:\n  k: {user.name|startswith: khoa}\n  condition: k\n";
  const made = await analyst.post("/can-bo/an-ninh/quy-tac/moi", { yaml, so_ngay: "1" });
  await analyst.page(made.headers.get("location"));
  assert.equal((await analyst.post(made.headers.get("location"), { viec: "dung" })).status, 303);
}
const bring = async (server, token, lines) => {
  const answer = await fetch(`${server.url}/api/v1/soc/events`, { method: "POST", body: lines.join("\n"), headers: { authorization: `Bearer ${token}` } });
  return answer.status;
};
const found = async (server, query) => {
  const analyst = await new Person(server.url).signIn("truc.soc");
  const text = await (await analyst.get(`/can-bo/an-ninh/su-kien/tai?ky=tat-ca&q=${encodeURIComponent(query)}`)).text();
  return text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
};

test(`killed ${kills} times while events come, each that was acknowledged is there once, and its finding is told`, async () => {
  const data = makeDemo();
  const acknowledged = new Set();
  let token, number = 0;
  for (let round = 0; round < kills; ++round) {
    const server = await serve(data, unlimited(data), { quiet: true });
    if (!token) {
      token = await tokenOf(server);
      await countEvery(server);
    }
    let stopped = false;
    const send = async () => {
      while (!stopped) {
        const keys = Array.from({ length: 20 }, () => `khoa${++number}`);
        try {
          if ((await bring(server, token, keys.map((key) => `Accepted password for ${key} from 198.51.100.${round} port 1 ssh2`))) === 200) keys.forEach((key) => acknowledged.add(key));
        } catch {
          return; // the program is gone
        }
      }
    };
    const clients = [send(), send()];
    await new Promise((resolve) => setTimeout(resolve, 200 + ((round * 137) % 700)));
    stopped = true;
    await server.stop("SIGKILL");
    await Promise.allSettled(clients);
  }
  assert.ok(acknowledged.size > kills * 20, `only ${acknowledged.size} were acknowledged`);
  const server = await serve(data, unlimited(data), { quiet: true });
  const events = await found(server, "\"Accepted password for\" and source.ip:198.51.100.0/24");
  const keys = events.map((event) => event.bytes.match(/khoa\d+/)[0]);
  const there = new Set(keys);
  for (const key of acknowledged) assert.ok(there.has(key), `${key} was acknowledged and is gone`);
  assert.equal(there.size, keys.length, "no event stands there twice");
  // Judged by the program that started again, if the one before did not come to it: no event is left out, none counted twice.
  const analyst = await new Person(server.url).signIn("truc.soc");
  const told = async () => {
    const rows = (await analyst.page("/can-bo/an-ninh/canh-bao?quy_tac=c0ffee00-0000-4000-8000-000000000001")).split("<tr").filter((line) => /198\.51\.100\.\d+</.test(line));
    return rows.reduce((sum, line) => sum + numbersIn(line)[1], 0);
  };
  for (let wait = 0; wait < 100 && (await told()) !== keys.length; ++wait) await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(await told(), keys.length);
  await server.stop();
  const verified = spawnSync(program, ["soc", "verify", "--data", data], { encoding: "utf8" });
  assert.equal(verified.status, 0, verified.stdout);
  remove(data);
});

test("on a full disk events are refused and the sender is told; they are taken again once there is room", async (context) => {
  await onSmallDisk(context, 120, async (server, disk) => {
    const token = await tokenOf(server);
    assert.equal(await bring(server, token, ["truoc khi day"]), 200);
    disk.fill();
    const long = Array.from({ length: 40 }, (_, i) => `dong ${i} ${Math.random().toString(36).repeat(400)}`);
    let refused = 0;
    for (let i = 0; i < 12 && refused === 0; ++i) refused = (await bring(server, token, long)) === 503 ? 1 : 0;
    assert.equal(refused, 1, "a full disk is said");
    disk.free();
    let status = 503;
    for (let wait = 0; wait < 100 && status !== 200; ++wait) {
      status = await bring(server, token, ["sau khi co cho"]);
      if (status !== 200) await new Promise((resolve) => setTimeout(resolve, 200));
    }
    assert.equal(status, 200);
    assert.equal((await found(server, "\"truoc khi day\"")).length, 1);
    assert.equal((await found(server, "\"sau khi co cho\"")).length, 1);
  });
});

test("the program ends though the disk is full and events wait", async (context) => {
  await onSmallDisk(context, 120, async (server, disk) => {
    const token = await tokenOf(server);
    disk.fill();
    for (let i = 0; i < 8; ++i) await bring(server, token, Array.from({ length: 40 }, (_, line) => `dong ${line} ${Math.random().toString(36).repeat(400)}`));
    // What the program logs about it waits in a queue.
    await new Person(server.url).signIn("aidaykhongco").catch(() => {});
    const ended = server.stop();
    const late = Symbol("late");
    assert.notEqual(await Promise.race([ended, new Promise((resolve) => setTimeout(() => resolve(late), 30_000))]), late, "it does not end");
    disk.free();
  });
});

test("a damaged block is said, and the others are read", async () => {
  const data = makeDemo();
  const folder = join(data, "events", "standard");
  const segment = join(folder, readdirSync(folder).find((name) => name.endsWith(".events")));
  const bytes = readFileSync(segment);
  const second = bytes.indexOf("DSE3", 10);
  assert.ok(second > 0 && second < statSync(segment).size);
  const file = openSync(segment, "r+");
  writeSync(file, Buffer.from("hong"), 0, 4, second + 400);
  closeSync(file);
  const verified = spawnSync(program, ["soc", "verify", "--data", data], { encoding: "utf8" });
  assert.equal(verified.status, 1);
  assert.match(verified.stdout, new RegExp(`events:${second}: `));
  const server = await serve(data, unlimited(data));
  assert.match(server.errors(), /SOC_SEGMENT_DAMAGED/);
  assert.ok((await found(server, "*")).length > 500, "the other blocks are read");
  const token = await tokenOf(server);
  assert.equal(await bring(server, token, ["di tiep"]), 200);
  assert.equal((await found(server, "\"di tiep\"")).length, 1);
  await server.stop();
  remove(data);
});
