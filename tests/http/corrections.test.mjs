// What is kept wrongly of a person is put right: asked for with a proof, decided by whoever keeps it, read everywhere afterwards.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decoded, demoServer, genericProcedure, Person, readyDraft, secondAdministrator, summary } from "./client.mjs";

const server = demoServer();
const at = async (login) => new Person(server.url).signIn(login);
const mine = "/tai-khoan/sua-du-lieu", office = "/can-bo/sua-du-lieu", waiting = "/can-bo/quan-tri/cho-xac-nhan";
const proof = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

// As the form sends it; `which` is looked for among what the page offers.
async function ask(person, which, typed, file = proof) {
  const page = await person.page(mine);
  const offered = [...page.matchAll(/<option value="([^"]+)"[^>]*>([^<]+)</g)].map(([, value, label]) => ({ value: decoded(value), label: decoded(label) }));
  const chosen = offered.find(({ label }) => label.startsWith(which));
  assert.ok(chosen, `${which} is among ${offered.map(({ label }) => label).join("; ")}`);
  const body = new FormData();
  for (const [name, value] of Object.entries({ _csrf: person.csrf, du_lieu: chosen.value, ...typed })) body.append(name, value);
  if (file) body.append("tep", new Blob([file], { type: "application/pdf" }), "giay-khai-sinh.pdf");
  const answer = await fetch(server.url + mine, { method: "POST", redirect: "manual", body, headers: { cookie: person.cookie, ...person.address } });
  return { status: answer.status, page: await answer.text(), chosen };
}
const newest = async (person) => (await person.page(mine)).match(/sua-du-lieu\/(\d+)\/rut/)[1];

test("a wrong request keeps what was typed, and one that waits is taken back by whoever asked", async () => {
  const citizen = await at("038190001234"), other = await at("2800123452");
  const silent = await ask(citizen, "Họ tên", { gia_tri: "Lê Thị Hoài", ly_do: "" });
  assert.equal(silent.status, 422);
  assert.match(summary(silent.page), /#ly_do/);
  assert.match(silent.page, /value="Lê Thị Hoài"/);
  assert.equal((await ask(citizen, "Họ tên", { gia_tri: "Lê Thị Hoài", ly_do: "Giấy khai sinh ghi Hoài" }, null)).status, 422, "without a proof");
  assert.equal((await ask(citizen, "Ngày sinh", { gia_tri: "31/2/1990", ly_do: "Giấy khai sinh" })).status, 422, "no such day");
  assert.equal((await ask(citizen, "Họ tên", { gia_tri: "Lê Thị Hoài", ly_do: "Giấy khai sinh ghi Hoài" })).status, 303);
  const id = await newest(citizen);
  await other.page(mine);
  assert.notEqual((await other.post(`${mine}/${id}/rut`)).status, 303, "it is another's");
  await citizen.page(mine);
  assert.equal((await citizen.post(`${mine}/${id}/rut`)).status, 303);
  assert.doesNotMatch(await citizen.page(mine), new RegExp(`${id}/rut`));
});

test("an account's name is put right by two administrators and by nobody alone", async () => {
  const citizen = await at("038190001234"), first = await at("quantri"), second = await secondAdministrator(server), leader = await at("lanhdao.hacthanh");
  assert.equal((await ask(citizen, "Họ tên", { gia_tri: "Lê Thị Hoa Mai", ly_do: "Giấy khai sinh ghi Hoa Mai" })).status, 303);
  const id = await newest(citizen);
  assert.equal((await leader.get(`${office}/${id}`)).status, 404, "an account is none of a unit's");
  assert.equal((await leader.get(`${office}/${id}/giay-to`)).status, 404);
  assert.match(await first.page(office), new RegExp(`${office}/${id}"`));
  assert.match(await (await first.get(`${office}/${id}/giay-to`)).text(), /^%PDF/);
  await first.page(`${office}/${id}`);
  assert.equal((await first.post(`${office}/${id}`, { quyet_dinh: "", ly_do: "Đúng" })).status, 422);
  assert.equal((await first.post(`${office}/${id}`, { quyet_dinh: "sua", ly_do: "Đúng như giấy khai sinh" })).status, 303);
  assert.doesNotMatch(await citizen.page("/tai-khoan"), /Lê Thị Hoa Mai/, "one alone changes nothing");
  assert.match(await first.page(`${office}/${id}`), /người quản trị thứ hai xác nhận/);
  const [, request] = (await second.page(waiting)).match(/cho-xac-nhan\/(\d+)\/dong-y"/);
  assert.ok([200, 303].includes((await second.post(`${waiting}/${request}/dong-y`)).status));
  assert.match(await citizen.page("/tai-khoan"), /Lê Thị Hoa Mai/);
  assert.match(await citizen.page("/tai-khoan/thong-bao"), /sửa/);
  assert.match(await citizen.page(mine), /Đúng như giấy khai sinh/, "they read why");
});

test("what a dossier says is put right by whoever signs where it lies, and a refusal says why", async () => {
  const citizen = await at("038190001234"), leader = await at("lanhdao.hacthanh"), stranger = await at("lanhdao.sxd"), clerk = await at("motcua.hacthanh");
  const draft = await readyDraft(citizen, await genericProcedure(server.url));
  assert.equal((await citizen.post(`${draft}/nop`)).status, 303);
  const address = (await citizen.page(mine)).match(/<option value="[^"]+"[^>]*>(Địa chỉ[^<]*H56\.102-[^<]*)</);
  assert.ok(address, "a dossier of the commune's is offered");
  const which = decoded(address[1]);
  assert.equal((await ask(citizen, which, { gia_tri: "Số 5 phố Cao Thắng, phường Hạc Thành", ly_do: "Ghi nhầm số nhà" })).status, 303);
  const id = await newest(citizen);
  for (const officer of [stranger, clerk]) assert.equal((await officer.get(`${office}/${id}`)).status, 404);
  await leader.page(`${office}/${id}`);
  assert.equal((await leader.post(`${office}/${id}`, { quyet_dinh: "khong", ly_do: "" })).status, 422, "a refusal has a reason");
  assert.equal((await leader.post(`${office}/${id}`, { quyet_dinh: "sua", ly_do: "Đã đối chiếu" })).status, 303);
  assert.equal((await leader.post(`${office}/${id}`, { quyet_dinh: "sua", ly_do: "Lần nữa" })).status, 409, "decided once");
  const code = which.match(/H56\.102-\d{6}-\d{4}/)[0];
  assert.match(await leader.page(`/can-bo/ho-so/${code}`), /Số 5 phố Cao Thắng/);
  assert.match(await citizen.page("/tai-khoan/ban-sao").then(() => citizen.page(`/ho-so/${code}`)), /Sửa dữ liệu|sửa/);
});
