// Roles in the administration room: a province's own, felt by whoever is signed in, and never so that nobody is left to administrate.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demoServer, Person } from "./client.mjs";

const server = demoServer();
const room = "/can-bo/quan-tri/vai-tro";
const shipped = { ten: "Lãnh đạo", ten_tieng_anh: "Leader", quyen_open_data: ["open_data.edit", "open_data.publish"] };
const versionOf = (page) => page.match(/name="phien_ban" value="(\d+)"/)[1];

// A form with several boxes ticked in one field.
async function send(person, path, fields) {
  const body = new URLSearchParams({ _csrf: person.csrf });
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value);
  return fetch(server.url + path, { method: "POST", redirect: "manual", body, headers: { cookie: person.cookie } });
}

test("a running session feels a changed role, and the version that ships comes back", async () => {
  const administrator = await new Person(server.url).signIn("quantri");
  const leader = await new Person(server.url).signIn("lanhdao.hacthanh");
  const divides = async () => (await leader.get("/can-bo/chia-viec")).status;
  assert.equal(await divides(), 200);
  assert.match(await administrator.page(room), /Phân công, chia việc trong đơn vị/);
  const before = versionOf(await administrator.page(`${room}/leader`));
  const less = { ...shipped, quyen_one_stop: ["one_stop.decide"], phien_ban: before, ly_do: "" };
  const unexplained = await send(administrator, `${room}/leader`, less);
  assert.equal(unexplained.status, 422);
  assert.match(await unexplained.text(), /value="one_stop.decide" checked/, "what was ticked stays ticked");
  assert.equal((await send(administrator, `${room}/leader`, { ...less, ly_do: "Phó ký, trưởng chia việc" })).status, 303);
  assert.equal(await divides(), 403);
  assert.equal((await leader.get("/can-bo")).status, 200, "what else it gives, it gives");
  assert.match(await administrator.page(room), /Tỉnh đã sửa/);
  assert.equal((await send(administrator, `${room}/leader`, { ...less, ly_do: "Lần nữa" })).status, 409, "somebody changed it since");
  const page = await administrator.page(`${room}/leader`);
  assert.match(page, /Phó ký, trưởng chia việc/);
  assert.equal((await send(administrator, `${room}/leader/tro-lai`, { ve_phien_ban: "0", phien_ban: versionOf(page), ly_do_tro_lai: "Như cũ" })).status, 303);
  assert.equal(await divides(), 200);
});

// What a role no longer gives is no longer told, also where somebody was let in before.
test("an open stream ends with the right to it", async () => {
  const administrator = await new Person(server.url).signIn("quantri");
  const analyst = await new Person(server.url).signIn("truc.soc");
  const stream = await fetch(`${server.url}/can-bo/an-ninh/luong`, { headers: { cookie: analyst.cookie } });
  assert.equal(stream.status, 200);
  const ended = (async () => {
    for await (const piece of stream.body) void piece;
    return true;
  })();
  const version = versionOf(await administrator.page(`${room}/analyst`));
  const less = { ten: "Chuyên viên giám sát", ten_tieng_anh: "Analyst", quyen_open_data: "open_data.edit", phien_ban: version, ly_do: "Thôi trực" };
  assert.equal((await send(administrator, `${room}/analyst`, less)).status, 303);
  const late = new Promise((resolve) => setTimeout(resolve, 20_000, false));
  assert.ok(await Promise.race([ended, late]), "the stream ends");
  const page = await administrator.page(`${room}/analyst`);
  assert.equal((await send(administrator, `${room}/analyst/tro-lai`, { ve_phien_ban: "0", phien_ban: versionOf(page), ly_do_tro_lai: "Như cũ" })).status, 303);
});

test("a province makes a role of its own, and people are appointed to it", async () => {
  const administrator = await new Person(server.url).signIn("quantri");
  await administrator.page(`${room}/moi`);
  const made = await send(administrator, `${room}/moi`, { khoa: "tap_su", ten: "Tập sự", quyen_one_stop: "one_stop.examine", phien_ban: "0", ly_do: "Người mới" });
  assert.equal(made.status, 303);
  assert.match(await administrator.page("/can-bo/quan-tri/nguoi-moi"), /<option value="tap_su"[^>]*>Tập sự/);
  const hired = await administrator.post("/can-bo/quan-tri/nguoi-moi", { ten_dang_nhap: "moi.nguyenthi", ho_ten: "Nguyễn Thị Mới", don_vi: "Phường Hạc Thành", vai_tro: "tap_su" });
  assert.equal(hired.status, 200);
  assert.match(await hired.text(), /Tập sự/);
});

test("what would leave nobody to administrate is refused by name", async () => {
  const administrator = await new Person(server.url).signIn("quantri");
  const version = versionOf(await administrator.page(`${room}/operator`));
  const own = { ten: "Quản trị hệ thống", quyen_open_data: "open_data.edit", quyen_administration: "administration.operate", phien_ban: version, ly_do: "Thử" };
  const refused = await send(administrator, `${room}/operator`, own);
  assert.equal(refused.status, 409);
  assert.match(await refused.text(), /không ai quản trị được hệ thống/);
  const more = await send(administrator, `${room}/operator`, { ...own, quyen_identity: "identity.administrate", quyen_one_stop: "one_stop.decide" });
  assert.equal(more.status, 403);
  assert.match(await more.text(), /không tự thêm quyền cho mình/);
});
