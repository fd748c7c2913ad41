// A leader divides the work of a unit: much at once, each dossier checked again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demoServer, Person } from "./client.mjs";

const server = demoServer();

test("all of one person's work is given to another in one act, and each dossier hears of it", async () => {
  const leader = await new Person(server.url).signIn("lanhdao.hacthanh");
  assert.match(await (await leader.get("/can-bo")).text(), /href="\/can-bo\/chia-viec"/);
  const all = await leader.page("/can-bo/chia-viec");
  const holders = [...all.matchAll(/chia-viec\?cua=(\d+)"[^>]*>(.*?) <span[^>]*>(\d+)</g)].map(([, account, name, work]) => ({ account, name, work: Number(work) }));
  assert.ok(holders.length >= 1, "the demonstration's specialists have work");
  const people = [...all.matchAll(/<option value="(\d+)">/g)].map(([, account]) => account);
  const giver = holders[0], taker = people.find((each) => each !== giver.account);
  const hers = await leader.page(`/can-bo/chia-viec?cua=${giver.account}`);
  const codes = [...hers.matchAll(/name="ho_so" value="(\S+) \d+"/g)].map(([, code]) => code);
  assert.equal(codes.length, giver.work);
  const shown = [...hers.matchAll(/name="trong_bang" value="([^"]+)"/g)].map(([, line]) => ["trong_bang", line]);
  const form = new URLSearchParams([["_csrf", leader.csrf], ["cua", giver.account], ["nguoi", taker], ["tat_ca", "1"], ...shown]);
  const done = await fetch(`${server.url}/can-bo/chia-viec`, { method: "POST", body: form, headers: { cookie: leader.cookie, ...leader.address } });
  assert.equal(done.status, 200);
  const told = await done.text(), refused = (told.match(/<li>(?:H56|NV)[^<]*<\/li>/g) ?? []).length;
  assert.match(told, new RegExp(`Đã giao ${codes.length - refused} hồ sơ`));
  assert.ok(codes.length - refused > 0, told);
  const after = await leader.page(`/can-bo/chia-viec?cua=${taker}`);
  const given = codes.filter((code) => after.includes(`value="${code} `));
  assert.equal(given.length, codes.length - refused);
  assert.match(await (await leader.get(`/can-bo/ho-so/${given[0]}`)).text(), /Phân công/);
});

test("nobody but a leader divides, nothing is given to nobody, and what changed meanwhile is told by its code", async () => {
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  assert.equal((await clerk.get("/can-bo/chia-viec")).status, 403);
  assert.equal((await clerk.post("/can-bo/chia-viec", { nguoi: "1", tat_ca: "1" })).status, 403);
  const leader = await new Person(server.url).signIn("lanhdao.hacthanh");
  const all = await leader.page("/can-bo/chia-viec");
  assert.equal((await leader.post("/can-bo/chia-viec", {})).status, 422);
  const holder = /chia-viec\?cua=(\d+)"/.exec(all)[1], code = /name="ho_so" value="(\S+) \d+"/.exec(await leader.page(`/can-bo/chia-viec?cua=${holder}`))[1];
  const person = [...all.matchAll(/<option value="(\d+)">/g)].map(([, account]) => account).find((each) => each !== holder);
  const stale = await leader.post("/can-bo/chia-viec", { nguoi: person, ho_so: `${code} 0` });
  assert.equal(stale.status, 200);
  assert.match(await stale.text(), new RegExp(`Đã giao 0 hồ sơ[^]*${code}: `));
  assert.match(await (await leader.post("/can-bo/chia-viec", { nguoi: holder, ho_so: `${code} 0` })).text(), /Đã giao 0 hồ sơ/, "whoever has it is given nothing");
  const other = await new Person(server.url).signIn("lanhdao.sxd");
  await other.page("/tai-khoan");
  const reached = await other.post("/can-bo/chia-viec", { nguoi: person, ho_so: `${code} 1` });
  assert.match(await reached.text(), /Đã giao 0 hồ sơ/, "another unit's dossier is not theirs to give");
});

test("before somebody leaves an administrator sees all they hold, and gives it to a colleague of the unit in one act", async () => {
  const administrator = await new Person(server.url).signIn("quantri");
  let person, page, held = [];
  for (const login of ["chuyenvien.hacthanh", "chuyenvien2.hacthanh"]) {
    if (held.length > 0) break;
    person = (await administrator.page(`/can-bo/quan-tri?tim=${login}`)).match(/quan-tri\/nguoi\/(\d+)"/)[1];
    page = await administrator.page(`/can-bo/quan-tri/nguoi/${person}`);
    held = [...page.matchAll(/translate="no">((?:H56|NV)[^<]*)</g)].map(([, code]) => code);
  }
  assert.ok(held.length > 0, "one of the demonstration's specialists has work");
  const way = page.match(/href="(\/can-bo\/chia-viec\?[^"]*)"/)[1].replaceAll("&amp;", "&");
  const list = await administrator.page(way);
  const shown = [...list.matchAll(/name="trong_bang" value="([^"]+)"/g)].map(([, line]) => ["trong_bang", line]);
  assert.deepEqual(shown.map(([, line]) => line.split(" ")[0]).sort(), held.sort());
  const taker = [...list.matchAll(/<option value="(\d+)">/g)].map(([, account]) => account).find((each) => each !== person);
  const unit = new URL(way, server.url).searchParams.get("don_vi");
  const form = new URLSearchParams([["_csrf", administrator.csrf], ["don_vi", unit], ["cua", person], ["nguoi", taker], ["tat_ca", "1"], ...shown]);
  const done = await fetch(`${server.url}/can-bo/chia-viec`, { method: "POST", body: form, headers: { cookie: administrator.cookie, ...administrator.address } });
  const told = await done.text(), refused = (told.match(/<li>(?:H56|NV)[^<]*<\/li>/g) ?? []).length;
  assert.match(told, new RegExp(`Đã giao ${held.length - refused} hồ sơ`));
  assert.ok(refused < held.length, told);
  const after = await administrator.page(`/can-bo/quan-tri/nguoi/${person}`);
  assert.equal([...after.matchAll(/translate="no">((?:H56|NV)[^<]*)</g)].length, refused);
  // A leader of another unit does not, whatever unit they name.
  const other = await new Person(server.url).signIn("lanhdao.sxd");
  assert.equal((await other.get(`/can-bo/chia-viec?don_vi=${unit}`)).status, 403);
});
