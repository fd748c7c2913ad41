// Other units are asked about an incident, with files; each answers from its inbox, and whoever was asked reads nothing else of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demoServer, Person, Program, unhurried } from "./client.mjs";

const list = "/can-bo/an-ninh/vu-viec";
let analyst, asked, askedProgram, other;
const server = demoServer(async () => {
  analyst = await new Person(server.url).signIn("truc.soc");
  asked = await new Person(server.url).signIn("chuyenvien.snnmt");
  askedProgram = await new Program(server).signIn("chuyenvien.snnmt");
  other = await new Person(server.url).signIn("chuyenvien.syt");
}, unhurried);

// A form with a file, as a browser sends it.
async function send(who, path, fields, name) {
  const body = new FormData();
  for (const [field, value] of Object.entries({ _csrf: who.csrf, ...fields })) for (const each of [value].flat()) body.append(field, each);
  if (name) body.append("tep", new Blob([`%PDF-1.4\n% ${name}\n1 0 obj\n<<>>\nendobj\n%%EOF\n`]), name);
  return fetch(who.url + path, { method: "POST", redirect: "manual", body, headers: { cookie: who.cookie, ...who.address } });
}

async function open() {
  await analyst.page(`${list}/moi`);
  const opened = await analyst.post(`${list}/moi`, { ten: "Rò rỉ ở máy chủ bí mật", loai: "intrusion", muc: "2" });
  assert.equal(opened.status, 303);
  return opened.headers.get("location");
}

async function ask(at, names, fields = {}, file) {
  const form = await analyst.page(`${at}/hoi-y-kien`);
  const unit = (name) => form.match(new RegExp(`name="don_vi"[^>]*value="(\\d+)"[^>]*>\\s*<label[^>]*>\\s*${name}`, "s"))?.[1];
  const units = names.map(unit);
  assert.ok(units.every(Boolean), `units are offered: ${units}`);
  const version = form.match(/name="phien_ban" value="(\d+)"/)[1];
  return send(analyst, `${at}/hoi-y-kien`, { phien_ban: version, don_vi: units, so_ngay: "3", ly_do: "Máy chủ này do ai quản?", ...fields }, file);
}

const inboxOf = async (program, code) => (await program.call("GET", "/inbox")).body.items.filter((item) => item.reference === code);

test("a question is answered from the inbox, and its answer stands on the incident", async () => {
  const at = await open(), code = at.split("/").at(-1);
  assert.equal((await ask(at, ["Sở Nông nghiệp và Môi trường", "Sở Y tế"], {}, "so-do.pdf")).status, 303);
  assert.match(await analyst.page(at), /Đã trả lời 0, còn chờ 2, không chờ nữa 0/);
  const [work] = await inboxOf(askedProgram, code);
  assert.ok(!JSON.stringify(work).includes("bí mật"), "the inbox names nothing of the incident");
  const page = await asked.page("/can-bo"), path = page.match(new RegExp(`/can-bo/an-ninh/duoc-hoi/${code}/\\d+`))[0];
  const question = await asked.page(path);
  assert.match(question, /Máy chủ này do ai quản\?/);
  assert.ok(!question.includes("bí mật"));
  const file = question.match(new RegExp(`${path}/tep/\\d+`))[0];
  assert.match(await (await asked.get(file)).text(), /so-do\.pdf/);
  const refused = await send(asked, path, { ly_do: " " });
  assert.equal(refused.status, 422);
  assert.equal((await send(asked, path, { ly_do: "Trung tâm dữ liệu quản." }, "bien-ban.pdf")).status, 303);
  assert.equal((await send(asked, path, { ly_do: "Trung tâm dữ liệu quản." })).status, 303, "pressed twice");
  assert.equal((await send(asked, path, { ly_do: "Không phải chúng tôi" })).status, 409);
  assert.deepEqual(await inboxOf(askedProgram, code), []);
  const shown = await analyst.page(at);
  assert.match(shown, /Trung tâm dữ liệu quản\./);
  assert.match(shown, /Đã trả lời 1, còn chờ 1, không chờ nữa 0/);
  const sent = new Set([...shown.matchAll(new RegExp(`${at}/tep/\\d+`, "g"))].map(([each]) => each));
  const texts = await Promise.all([...sent].map(async (each) => (await analyst.get(each)).text()));
  assert.deepEqual(texts.map((text) => text.match(/% (\S+)/)[1]).sort(), ["bien-ban.pdf", "so-do.pdf"]);
});

test("whoever is asked reads nothing else of the incident, and who is not asked no question", async () => {
  const at = await open(), code = at.split("/").at(-1);
  assert.equal((await ask(at, ["Sở Nông nghiệp và Môi trường"], {}, "rieng.pdf")).status, 303);
  const path = (await asked.page("/can-bo")).match(new RegExp(`/can-bo/an-ninh/duoc-hoi/${code}/\\d+`))[0];
  await asked.page(path);
  const file = (await asked.page(path)).match(new RegExp(`${path}/tep/(\\d+)`))[1];
  for (const page of [at, list, `${at}/hoi-y-kien`, `${at}/bao-cao/json`, `${at}/bao-cao/pdf`, `${at}/tep/${file}`, "/can-bo/an-ninh/su-kien", "/can-bo/an-ninh"])
    assert.equal((await asked.get(page)).status, 403, page);
  for (const [where, fields] of [[`${at}/them`, { ghi_chu: "Tôi ghi" }], [at, { ten: "Khác" }], [`${at}/buoc/close`, {}], [`${at}/hoi-y-kien`, { ly_do: "Hỏi?" }], [`${at}/giao`, {}]])
    assert.equal((await asked.post(where, fields)).status, 403, where);
  for (const page of [path, `${path}/tep/${file}`, path.replace(/\d+$/, "1"), `/can-bo/an-ninh/duoc-hoi/SC-2026-9999/1`])
    assert.equal((await other.get(page)).status, 404, page);
  await other.page("/can-bo");
  assert.equal((await send(other, path, { ly_do: "Tôi trả lời" })).status, 404);
});

test("what was typed stays where a question is refused, and one that is waited for no more is not answered", async () => {
  const at = await open(), code = at.split("/").at(-1);
  const refused = await ask(at, ["Sở Nông nghiệp và Môi trường"], { so_ngay: "0" });
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /Máy chủ này do ai quản\?/);
  assert.equal((await ask(at, ["Sở Nông nghiệp và Môi trường"])).status, 303);
  const path = (await asked.page("/can-bo")).match(new RegExp(`/can-bo/an-ninh/duoc-hoi/${code}/\\d+`))[0], question = path.split("/").at(-1);
  await analyst.page(at);
  assert.equal((await analyst.post(`${at}/khong-cho/${question}`, { ly_do: "" })).status, 422);
  assert.equal((await analyst.post(`${at}/khong-cho/${question}`, { ly_do: "đã rõ" })).status, 303);
  await asked.page(path);
  assert.equal((await send(asked, path, { ly_do: "Muộn" })).status, 409);
});

test("several communes are asked in hours by the clock, and what was chosen stays where the term is refused", async () => {
  const at = await open();
  const form = await analyst.page(`${at}/hoi-y-kien`);
  assert.ok(form.length < 200_000, `the form weighs ${form.length}`);
  const communes = [...form.matchAll(/name="don_vi_xa" value="(\d+)"/g)].map((found) => found[1]).slice(0, 2);
  assert.equal(communes.length, 2);
  const hours = (number) => ask(at, [], { don_vi: [], don_vi_xa: communes, so_ngay: number, tinh_theo: "gio" });
  const refused = await hours("73");
  assert.equal(refused.status, 422);
  const again = await refused.text();
  for (const value of [...communes, "gio"]) assert.match(again, new RegExp(`value="${value}"\\s+checked`), value);
  assert.equal((await hours("24")).status, 303);
  assert.match(await analyst.page(at), /Đã trả lời 0, còn chờ 2, không chờ nữa 0/);
});
