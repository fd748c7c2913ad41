// 1 July 2025, as a whole program lives through it: a province with districts is served the day before and the day after.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { databaseOf, makeDemo, Person, program, remove, serve } from "./client.mjs";

const officers = ["motcua.hacthanh", "chuyenvien.hacthanh", "chuyenvien2.hacthanh", "lanhdao.hacthanh"];
let data;
before(() => (data = makeDemo(["--era", "2023"])));
after(() => remove(data));

// The demonstration's clock runs beside the real one by what its file says.
function moveTo(day) {
  const noon = Date.parse(`${day}T05:00:00Z`);
  writeFileSync(join(data, "demonstration"), `${noon - Date.now()}\n`);
}

async function inboxes() {
  const server = await serve(data);
  const found = new Set();
  for (const login of officers) {
    const officer = await new Person(server.url).signIn(login);
    for (const item of (await (await officer.get("/api/v1/inbox")).json()).items) found.add(item.reference);
  }
  await server.stop();
  return [...found].sort();
}

const lint = (...options) => {
  const database = databaseOf(data) ? ["--database", databaseOf(data)] : [];
  return execFileSync(program, ["lint", "--data", data, ...database, ...options], { encoding: "utf8" });
};

test("lint proves before the day that no live dossier will be stranded", () => {
  assert.match(lint(), /[1-9]\d* live dossiers on \d+ days from 2023-10-02, .*\d+ delegations in force: 0 faults/);
  assert.match(lint("--on", "2025-06-30"), /[1-9]\d* live dossiers on 2 days from 2025-06-30, .*\d+ delegations in force: 0 faults/);
});

test("on 1 July 2025 every live dossier stands in an inbox, and the page of each opens", async () => {
  moveTo("2025-06-30");
  const before = await inboxes();
  assert.ok(before.length > 5, `${before.length} dossiers`);
  moveTo("2025-07-01");
  assert.deepEqual(await inboxes(), before);
  const server = await serve(data);
  const leader = await new Person(server.url).signIn("lanhdao.hacthanh");
  for (const reference of before.filter((each) => each.startsWith("NV-"))) assert.match(await leader.page(`/can-bo/nhiem-vu/${reference}`), /Hạc Thành/, reference);
  const complaint = /^(KN|PA)-/;
  for (const reference of before.filter((each) => complaint.test(each))) assert.match(await leader.page(`/can-bo/khieu-nai/${reference}`), /phường Hạc Thành/, reference);
  for (const reference of before.filter((each) => !each.startsWith("NV-") && !complaint.test(each))) {
    const page = await leader.page(`/can-bo/ho-so/${reference}`);
    assert.match(page, /phường Hạc Thành/, reference);
    assert.match(page, /Chuyển sang đơn vị kế thừa/, reference);
  }
  await server.stop();
  assert.match(lint(), /live dossiers on 1 days from 2025-07-01, .*\d+ delegations in force: 0 faults/);
});

test("an administrator confirms a successor that was inferred, and it stays so", async () => {
  moveTo("2025-07-01");
  const server = await serve(data);
  const operator = await new Person(server.url).signIn("quantri");
  const page = await operator.page("/can-bo/van-hanh");
  assert.equal(page.match(/name="don_vi"/g).length, 12);
  assert.match(page, /Đại Hùng ghép tên Quảng Đại và Quảng Hùng/);
  const confirmed = await operator.post("/can-bo/van-hanh/ke-thua", { don_vi: "xa-16537-2023", ke_thua: "xa-16516-2025a" });
  assert.equal(confirmed.status, 303);
  assert.equal((await operator.page("/can-bo/van-hanh")).match(/name="don_vi"/g).length, 11);
  const wrong = await operator.post("/can-bo/van-hanh/ke-thua", { don_vi: "xa-15217-2023", ke_thua: "xa-14797-2025" });
  assert.equal(wrong.status, 422, "a unit that did not exist on the day after");
  await server.stop();
});
