// How people reach an office: found by old names, told by those of the unit, for nobody else to change.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { genericProcedure, makeDemo, Person, readyDraft, remove, serve } from "./client.mjs";

const page = "/can-bo/lien-he/xa-14797-2025", open = "/co-quan/xa-14797-2025";
let data, server;
before(async () => {
  data = makeDemo();
  server = await serve(data);
});
after(async () => {
  await server?.stop();
  remove(data);
});

const text = (html) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const read = async (path) => text(await (await fetch(server.url + path)).text());

test("an office is found by its name and by those from before the mergers, in both languages", async () => {
  assert.match(await read("/co-quan?q=hac+thanh"), /Phường Hạc Thành/);
  assert.match(await read(`/co-quan?q=${encodeURIComponent("Đông Thọ")}`), /\(nhận việc của Phường Đông Thọ\)/);
  assert.match(await read("/co-quan?q=zzzz"), /Không có cơ quan nào tên như vậy/);
  assert.match(await read("/en/co-quan?q=zzzz"), /Try the former name/);
  assert.match(await read(open), /chưa cung cấp thông tin liên hệ/);
  assert.equal((await fetch(`${server.url}/co-quan/khong-co`)).status, 404);
  // One that has ended sends people on; a district's work went to many.
  assert.match(await read("/co-quan/huyen-380"), /kết thúc hoạt động sau ngày 30\/06\/2025.*theo từng thủ tục/);
  assert.match(await read("/co-quan/xa-14758-2023"), /kết thúc hoạt động sau ngày 30\/06\/2025.*nay do: Phường Hàm Rồng Phường Hạc Thành/);
});

test("a leader tells how to reach the unit; what is wrong is said at its field and nothing typed is lost", async () => {
  const leader = await new Person(server.url).signIn("lanhdao.hacthanh");
  assert.match(text(await leader.page("/can-bo/lien-he")), /Phường Hạc Thành Chưa có/);
  const fields = { dia_chi: "Số 12 Lê Lợi", dien_thoai: "gọi chị Hoa", thu_dien_tu: "motcua@hacthanh.gov.vn", gio_lam_viec: "7 giờ đến 11 giờ 30", luu_y: "" };
  await leader.page(page);
  const refused = await leader.post(page, { ...fields, phien_ban: "0" });
  const again = await refused.text();
  assert.equal(refused.status, 422);
  assert.match(again, /href="#dien_thoai"/);
  assert.match(again, /value="Số 12 Lê Lợi"/);
  const saved = await leader.post(page, { ...fields, dien_thoai: "0237 385 2001; 1900 1234", phien_ban: "0" });
  assert.equal(saved.status, 303);
  const told = await read(open);
  for (const each of ["Số 12 Lê Lợi", "0237 385 2001; 1900 1234", "motcua@hacthanh.gov.vn", "7 giờ đến 11 giờ 30"]) assert.ok(told.includes(each), each);
  const { items } = await (await fetch(`${server.url}/api/v1/units`)).json();
  assert.equal(items.find((unit) => unit.key === "xa-14797-2025").contact.address, "Số 12 Lê Lợi");
  assert.equal(items.find((unit) => unit.key === "so-noi-vu").contact, null);
  // Written over a version that is not the newest any more.
  const late = await leader.post(page, { ...fields, dien_thoai: "", dia_chi: "Nơi khác", phien_ban: "0" });
  assert.equal(late.status, 409);
  assert.match(await late.text(), /value="Nơi khác"/);
  assert.match(text(await leader.page(page)), /Đã ghi .*Số 12 Lê Lợi · 0237 385 2001/);
  const csv = await (await leader.get("/can-bo/lien-he/danh-sach.csv")).text();
  assert.match(csv, /xa-14797-2025,.*"?Số 12 Lê Lợi"?,/);
  assert.equal(csv.trim().split("\n").length, 2, "units of others");
});

test("nobody changes another unit's, and a clerk's post does not change it at all; whoever administrates may everywhere", async () => {
  const leader = await new Person(server.url).signIn("lanhdao.hacthanh");
  await leader.page("/can-bo/lien-he");
  assert.equal((await leader.post("/can-bo/lien-he/so-tu-phap", { dia_chi: "x", phien_ban: "0" })).status, 404);
  assert.equal((await leader.post("/can-bo/lien-he/xa-14758-2023", { dia_chi: "x", phien_ban: "0" })).status, 404, "one that has ended");
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  assert.equal((await clerk.get(page)).status, 403);
  const administrator = await new Person(server.url).signIn("quantri");
  await administrator.page("/can-bo/lien-he?q=tư+pháp");
  assert.equal((await administrator.post("/can-bo/lien-he/so-tu-phap", { dia_chi: "Số 34 Đại lộ Lê Lợi", phien_ban: "0" })).status, 303);
  assert.match(await read("/co-quan/so-tu-phap"), /Số 34 Đại lộ Lê Lợi/);
  const csv = await (await administrator.get("/can-bo/lien-he/danh-sach.csv")).text();
  assert.ok(csv.trim().split("\n").length > 166);
});

test("who follows a dossier is led to where it was taken in", async () => {
  const mine = await new Person(server.url).signIn("038190001234");
  const draft = await readyDraft(mine, await genericProcedure(server.url));
  const code = /H[\w.]+-\d{6}-\d+/.exec((await mine.post(`${draft}/nop`)).headers.get("location"))[0];
  assert.match(await (await fetch(`${server.url}/tra-cuu?ma=${code}&so=1234`)).text(), /href="\/co-quan\/[\w-]+"/);
});
