// Somebody with posts in two units says where they work; in whose name an act is done follows from the dossier.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { databaseOf, demoServer, genericProcedure, Person, program } from "./client.mjs";

const other = "Phường Hàm Rồng";
let clerk, units;
const as = (unit) => ({ cookie: `${clerk.cookie}; __Host-don-vi=${unit}` });

const server = demoServer(async () => {
  const database = databaseOf(server.data);
  const where = ["--data", server.data, ...(database ? ["--database", database] : [])];
  execFileSync(program, ["account", "appoint", "motcua.hacthanh", "--unit", other, "--role", "clerk", ...where]);
  clerk = await new Person(server.url).signIn("motcua.hacthanh");
  const choice = (await clerk.page("/can-bo")).match(/<select[^>]*name="lam_viec_o"[^]*?<\/select>/)[0];
  units = Object.fromEntries([...choice.matchAll(/<option value="(\d+)"[^>]*>([^<]*)</g)].map(([, id, name]) => [name.trim(), id]));
});

test("whoever has posts in two units sees both and chooses; whoever has one is not asked", async () => {
  assert.deepEqual(Object.keys(units).sort(), [other, "Phường Hạc Thành"].sort());
  const specialist = await new Person(server.url).signIn("chuyenvien.hacthanh");
  assert.doesNotMatch(await specialist.page("/can-bo"), /lam_viec_o/);
  const chosen = await clerk.post("/can-bo/don-vi", { lam_viec_o: units[other] });
  assert.equal(chosen.status, 303);
  assert.match(chosen.headers.get("set-cookie"), new RegExp(`^__Host-don-vi=${units[other]}; Path=/; Secure; HttpOnly; SameSite=Lax$`));
  for (const [name, id] of Object.entries(units)) {
    const register = await (await clerk.get("/can-bo/so-theo-doi", as(id))).text();
    assert.match(register, new RegExp(`ds-side__who"><strong[^>]*>(<[^>]*>)*${name}`), name);
  }
});

test("a choice gives no right: a unit where one has no post is refused, and a made-up cookie changes nothing", async () => {
  const page = await clerk.page("/can-bo");
  const elsewhere = String(BigInt(units[other]) + 1n);
  assert.equal((await clerk.post("/can-bo/don-vi", { lam_viec_o: elsewhere })).status, 403);
  assert.equal((await clerk.post("/can-bo/don-vi", { lam_viec_o: "x" })).status, 403);
  for (const made of [elsewhere, "x", "", "-1"]) assert.match(await (await clerk.get("/can-bo", as(made))).text(), /ds-side__who"><strong[^>]*>(<[^>]*>)*Phường Hạc Thành/, made);
  assert.ok(page.length > 0);
});

test("a dossier is taken for the unit one works in, and everything about it is said of that unit", async () => {
  const walkIn = { procedure: await genericProcedure(server.url), number: "038199012345", name: "Lê Văn Hai", phone: "0912345678", address: "Thôn 1", answers: { noi_dung: "Đề nghị", so_ban: "1" } };
  const taken = await fetch(`${server.url}/api/v1/dossiers`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", "x-csrf-token": clerk.csrf, ...clerk.address, ...as(units[other]) },
    body: JSON.stringify(walkIn),
  });
  const said = await taken.json();
  assert.equal(taken.status, 201, JSON.stringify(said));
  // The other post is chosen now; the dossier's own unit is still the one it was taken for.
  const page = await (await clerk.get(`/can-bo/ho-so/${said.code}`, as(units["Phường Hạc Thành"]))).text();
  assert.match(page, /ủy ban nhân dân phường Hàm Rồng/i);
  assert.match(said.code, /^H56\.101-/, "numbered in that unit's series");
});

test("a form belongs to the counter it was opened at", async () => {
  const procedure = await genericProcedure(server.url);
  const form = await (await clerk.get(`/can-bo/tai-quay/${procedure}`, as(units[other]))).text();
  assert.match(form, /Quầy của (<[^>]*>)*Ủy ban nhân dân phường Hàm Rồng/);
  const value = (name) => form.match(new RegExp(`name="${name}" value="([^"]*)"`))[1];
  const typed = { _csrf: clerk.csrf, khoa: value("khoa"), quay: value("quay"), ho_ten: "Lê Văn Ba", so_dinh_danh: "038199012346", so_dien_thoai: "0912345678", dia_chi: "Thôn 2", noi_dung: "Đề nghị", so_ban: "1", _nhan: "mot-cua" };
  const send = (unit) => fetch(`${server.url}/can-bo/tai-quay/${procedure}`, { method: "POST", redirect: "manual", body: new URLSearchParams(typed), headers: { ...clerk.address, ...as(unit) } });
  // Sent from another tab, where she works elsewhere by now, and once more: one dossier, of the counter that opened it.
  const sent = [await send(units["Phường Hạc Thành"]), await send(units[other])].map((answer) => answer.headers.get("location"));
  assert.ok(sent[0], "taken in");
  assert.equal(sent[0], sent[1]);
  assert.match(sent[0], /H56\.101-/, "numbered in that unit's series");
});
