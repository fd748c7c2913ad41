// Publishing on bad days: killed at any moment, a full disk. A version is there whole or not at all, and the one before stays.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { test } from "node:test";
import { makeDemo, password, Person, remove, serve, unlimited } from "../http/client.mjs";
import { onSmallDisk } from "./small_disk.mjs";

const kills = Number(process.env.KILLS ?? 30);
const select = (data, sql) => JSON.parse(execFileSync("python3", ["-c", "import sqlite3,sys,json; print(json.dumps(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall()))", `${data}/dongson.db`, sql], { encoding: "utf8" }));

async function tokenOf(server, login) {
  const person = await new Person(server.url).signIn(login);
  const made = await person.post("/tai-khoan/ma-truy-cap", { ten_ma: "thử", mat_khau_ma: password });
  return (await made.text()).match(/<code id="ma-moi">([^<]+)</)[1];
}
const callWith = (token) => async (server, action, parameters) => {
  const answer = await fetch(`${server.url}/api/3/action/${action}`, { method: "POST", headers: { "content-type": "application/json", authorization: token }, body: JSON.stringify(parameters) });
  return { status: answer.status, body: await answer.json() };
};
async function begin(server) {
  const call = callWith(await tokenOf(server, "lanhdao.snv"));
  await call(server, "package_create", { name: "bang-thu", title: "Bảng thử", notes: "Số liệu thử để xem một phiên bản có trọn vẹn khi máy gặp sự cố giữa chừng.", owner_org: "so-noi-vu", license_id: "cc0-1.0", groups: [{ name: "hanh-chinh" }] });
  const records = Array.from({ length: 5000 }, (_, row) => ({ ma: `a${row}`, so: row }));
  const made = await call(server, "datastore_create", { resource: { package_id: "bang-thu", name: "Bảng" }, fields: [{ id: "ma", type: "text" }, { id: "so", type: "int" }], primary_key: ["ma"], records });
  assert.equal(made.status, 200, JSON.stringify(made.body).slice(0, 300));
  return { call, id: made.body.result.resource_id };
}

test(`killed ${kills} times while publishing, every version is whole`, async () => {
  const data = makeDemo();
  let call, id;
  const acknowledged = new Set();
  let number = 0;
  for (let round = 0; round < kills; ++round) {
    const server = await serve(data, unlimited(data), { quiet: true });
    if (!call) ({ call, id } = await begin(server));
    let stopped = false;
    const publish = async () => {
      while (!stopped) {
        const key = `b${++number}`;
        try {
          const answer = await call(server, "datastore_upsert", { resource_id: id, method: "insert", records: [{ ma: key, so: number }] });
          if (answer.status === 200) acknowledged.add(key);
        } catch {
          return; // the program is gone
        }
      }
    };
    const clients = [publish(), publish()];
    // Some time after the round's first version, at whatever the next one is doing then.
    for (const before = acknowledged.size, began = Date.now(); acknowledged.size === before && Date.now() - began < 5000; ) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, (round * 37) % 150));
    stopped = true;
    await server.stop("SIGKILL");
    await Promise.allSettled(clients);
  }
  assert.ok(acknowledged.size >= kills / 2, `only ${acknowledged.size} were acknowledged`);
  const versions = select(data, "SELECT CAST(v.id AS TEXT), v.number, v.row_count, r.newest, (SELECT COUNT(*) FROM ledger_entry l WHERE l.id = v.ledger_id) FROM resource_version v JOIN resource r ON r.id = v.resource_id JOIN dataset d ON d.id = r.dataset_id WHERE d.slug = 'bang-thu' ORDER BY v.number");
  versions.forEach(([version, place, rows, newest, entries], index) => {
    assert.equal(place, index + 1, "numbers have no gap");
    assert.equal(newest, versions.length);
    assert.equal(entries, 1, "in the ledger once");
    assert.ok(rows >= 5000);
    assert.ok(existsSync(`${data}/tables/${version}.table`));
  });
  const server = await serve(data, unlimited(data), { quiet: true });
  const rows = new Set();
  for (let offset = 0; ; offset += 5000) {
    const { body } = await call(server, "datastore_search", { resource_id: id, limit: 5000, offset, fields: "ma" });
    body.result.records.forEach((record) => rows.add(record.ma));
    if (body.result.records.length < 5000) break;
  }
  for (const key of acknowledged) assert.ok(rows.has(key), `${key} was acknowledged and is lost`);
  for (const [, place, count] of versions) {
    const { body } = await (async () => ({ body: await (await fetch(`${server.url}/api/v1/datasets/bang-thu/bang/versions/${place}/rows?limit=1`)).json() }))();
    assert.equal(body.total, count, `version ${place} answers as it was published`);
  }
  await server.stop();
  remove(data);
});

test("a folder restored without its tables makes them again", async () => {
  const data = makeDemo();
  let server = await serve(data, unlimited(data), { quiet: true });
  const { call, id } = await begin(server);
  assert.equal((await call(server, "datastore_upsert", { resource_id: id, method: "insert", records: [{ ma: "x", so: 7 }] })).status, 200);
  const text = async (version) => (await fetch(`${server.url}/api/v1/datasets/bang-thu/bang/versions/${version}/rows?limit=5000`)).text();
  const before = [await text(1), await text(2)];
  await server.stop();
  rmSync(`${data}/tables`, { recursive: true });
  server = await serve(data, unlimited(data), { quiet: true });
  const began = Date.now();
  while ((await fetch(`${server.url}/api/v1/datasets/bang-thu/bang/versions/2/rows?limit=1`)).status !== 200) {
    assert.ok(Date.now() - began < 60_000, "the tables do not come");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.deepEqual([await text(1), await text(2)], before);
  await server.stop();
  remove(data);
});

test("a full disk refuses a version and leaves the one before", (context) =>
  onSmallDisk(context, 100, async (server, disk) => {
    const { call, id } = await begin(server);
    const add = (key) => call(server, "datastore_upsert", { resource_id: id, method: "insert", records: [{ ma: key, so: 1 }] });
    const total = async () => (await (await fetch(`${server.url}/api/v1/datasets/bang-thu/bang/rows?limit=1`)).json()).total;
    disk.fill();
    const refused = await add("x");
    assert.ok(refused.status >= 500, `answered ${refused.status}`);
    assert.equal(await total(), 5000);
    disk.free();
    // The program looks at its disk twice a second.
    let taken;
    for (let wait = 0; wait < 50 && taken?.status !== 200; ++wait) {
      taken = await add("y");
      await new Promise((done) => setTimeout(done, 200));
    }
    assert.equal(taken.status, 200);
    assert.equal(await total(), 5001);
  }));
