// Nobody alone takes power over an office: one administrator asks, another says yes, and the ledger knows of both.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { test } from "node:test";
import { databaseOf, demoServer, Person, program } from "./client.mjs";

const room = "/can-bo/quan-tri", waiting = `${room}/cho-xac-nhan`, secret = "sông Mã chảy về biển", ward = "Phường Hạc Thành";
let first, second, alone;

const server = demoServer(async () => {
  first = await new Person(server.url).signIn("quantri");
  alone = [await first.page(waiting), await first.page(`${room}/nguoi-moi`)];
  second = await hired("quantri.hai", "Lê Văn Hai", "operator");
});

const where = () => {
  const database = databaseOf(server.data);
  return ["--data", server.data, ...(database ? ["--database", database] : [])];
};
const atServer = (...words) => execFileSync(program, ["account", ...words, ...where()], { encoding: "utf8" });
const codeIn = (text) => text.match(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/)?.[0];

async function activated(login, code) {
  const person = new Person(server.url);
  await person.page("/kich-hoat");
  const answer = await person.post("/kich-hoat", { ten_dang_nhap: login, ma_kich_hoat: code, mat_khau: secret });
  assert.equal(answer.status, 303, await answer.text());
  return new Person(server.url).signIn(login, secret);
}
const hired = async (login, name, role) => activated(login, codeIn(atServer("add", login, "--name", name, "--unit", ward, "--role", role)));

const idOf = async (login) => {
  const page = await first.page(`${room}?tim=${login}`);
  return [...page.matchAll(/quan-tri\/nguoi\/(\d+)"[^>]*>([^<]*)</g)].find(([, , found]) => found === login)[1];
};
const asked = async (person) => (await person.page(waiting)).match(/cho-xac-nhan\/(\d+)\/bo"/)?.[1];

test("who administrates alone is told so, before the button, and not that somebody else confirms", async () => {
  for (const page of alone) assert.match(page, /chỉ có một người quản trị/);
  assert.doesNotMatch(alone[0], /Không ai một mình/);
  assert.match(await first.page(waiting), /Không ai một mình/);
  assert.doesNotMatch(await first.page(`${room}/nguoi-moi`), /chỉ có một người quản trị/);
});

test("a leader's code is renewed by two, and only who says yes sees it", async () => {
  const leader = await hired("chu.tich", "Trần Văn Bình", "leader"), id = await idOf("chu.tich");
  await first.page(`${room}/nguoi/${id}`);
  const asks = await first.post(`${room}/nguoi/${id}/ma-moi`, { ly_do: "Mất điện thoại" });
  assert.equal(asks.status, 303, await asks.text());
  assert.equal((await leader.get("/can-bo")).status, 200, "nothing has happened yet");
  assert.match(await leader.page("/tai-khoan/thong-bao"), /đề nghị cấp lại mã/);
  const page = await first.page(`${room}/nguoi/${id}`);
  assert.match(page, /Chờ người quản trị thứ hai/);
  assert.ok(!codeIn(page), "who asked sees no code");
  const request = await asked(first);
  assert.equal((await first.post(`${waiting}/${request}/dong-y`)).status, 403);
  assert.match(await second.page(room), /1 đề nghị/);
  assert.match(await second.page("/can-bo"), /cho-xac-nhan">1 đề nghị chờ bạn xác nhận/, "it stands above the list of work");
  assert.doesNotMatch(await first.page("/can-bo"), /chờ bạn xác nhận/, "who asked is not asked");
  assert.match(await second.page("/tai-khoan/thong-bao"), /cấp lại mã đăng nhập của Trần Văn Bình/);
  await second.page(waiting);
  const granted = await second.post(`${waiting}/${request}/dong-y`);
  assert.equal(granted.status, 200);
  const code = codeIn(await granted.text());
  assert.ok(code, "who says yes hands it over");
  assert.notEqual((await leader.get("/can-bo")).status, 200, "the sessions are gone");
  assert.equal((await second.post(`${waiting}/${request}/dong-y`)).status, 409, "once");
  await activated("chu.tich", code);
});

test("an administrator gives nobody a post that signs, and is told who is to confirm", async () => {
  await hired("ban.be", "Nguyễn Thị Bạn", "clerk");
  const id = await idOf("ban.be");
  await first.page(`${room}/nguoi/${id}`);
  const post = { don_vi: ward, vai_tro: "leader", chuc_vu: "Chủ tịch" };
  const unexplained = await first.post(`${room}/nguoi/${id}/viec`, post);
  assert.equal(unexplained.status, 422);
  assert.match(await unexplained.text(), /Ghi lý do/);
  assert.equal((await first.post(`${room}/nguoi/${id}/viec`, { ...post, ly_do_viec: "Quyết định 12" })).status, 303);
  assert.match(await second.page(waiting), /giao cho .*Nguyễn Thị Bạn/);
  const request = await asked(second);
  assert.equal((await second.post(`${waiting}/${request}/bo`)).status, 303);
  assert.match(await first.page(waiting), /Đã bỏ/);
  assert.match(await first.page("/tai-khoan/thong-bao"), /đã bỏ đề nghị của bạn/);
});

test("a clerk who gives slips is hired by two", async () => {
  await first.page(`${room}/nguoi-moi`);
  const clerk = { ten_dang_nhap: "can.gia", ho_ten: "Cán Giả", don_vi: ward, vai_tro: "clerk" };
  assert.match(await first.page(`${room}/nguoi-moi`), /duyệt tiền hoặc xác minh người: người quản trị thứ hai/, "it is said before");
  assert.equal((await first.post(`${room}/nguoi-moi`, clerk)).status, 422, "who confirms reads why");
  assert.equal((await first.post(`${room}/nguoi-moi`, { ...clerk, ly_do_viec: "Quyết định 14" })).status, 303);
  assert.doesNotMatch(await first.page(`${room}?tim=can.gia`), />can\.gia</, "nobody is there yet");
  const request = await asked(second);
  assert.match(await second.page(`${waiting}/${request}`), /Cán Giả[^]*giấy tờ tại quầy/, "what it lets them do is read");
  assert.equal((await second.post(`${waiting}/${request}/bo`)).status, 303);
});

test("a list with somebody who signs waits whole, and its codes go to who says yes", async () => {
  await first.page(`${room}/danh-sach`);
  const form = new FormData();
  form.append("_csrf", first.csrf);
  form.append("tep", new Blob([`login,name,unit,role\nle.mot,Lê Một,${ward},clerk\nle.hai,Lê Hai,${ward},leader\n`]), "moi.csv");
  const sent = await fetch(`${server.url}${room}/danh-sach`, { method: "POST", body: form, redirect: "manual", headers: { cookie: first.cookie } });
  const list = sent.headers.get("location"), page = await first.page(list);
  const seen = { da_xem: page.match(/name="da_xem" value="([^"]*)"/)[1] };
  assert.equal((await first.post(list, seen)).status, 422, "who confirms reads why");
  assert.equal((await first.post(list, { ...seen, ly_do: "Nhân sự tháng 12" })).headers.get("location"), waiting);
  assert.doesNotMatch(await first.page(`${room}?tim=le.mot`), />le\.mot</);
  const request = await asked(second);
  assert.match(await second.page(`${waiting}/${request}`), /Lê Hai[^]*Lê Một/, "who signs stands first");
  const granted = await second.post(`${waiting}/${request}/dong-y`);
  assert.match(granted.headers.get("content-type"), /csv/);
  assert.equal((await granted.text()).trim().split("\n").length, 3);
  assert.match(await first.page(`${room}?tim=le.mot`), />le\.mot</);
});

test("a role that comes to sign, and a definition that is proposed, wait where everybody who administrates sees them", async () => {
  await first.page(`${room}/vai-tro/moi`);
  const role = { khoa: "quan_phu", ten: "Quản phụ", quyen_identity: "identity.administrate", phien_ban: "0", ly_do: "Thử" };
  assert.equal((await first.post(`${room}/vai-tro/moi`, role)).headers.get("location"), waiting);
  assert.doesNotMatch(await first.page(`${room}/vai-tro`), /Quản phụ/);
  const request = await asked(second);
  assert.equal((await second.post(`${waiting}/${request}/dong-y`)).status, 200);
  assert.match(await first.page(`${room}/vai-tro`), /Quản phụ/);
});

test("the last who signs is named before they go, and lint finds a unit nobody signs for", async () => {
  const page = await first.page(`${room}?tim=lanhdao`);
  const id = page.match(/quan-tri\/nguoi\/(\d+)"/)[1];
  assert.match(await first.page(`${room}/nguoi/${id}`), /Không ai khác ký được ở/);
  const lint = () => spawnSync(program, ["lint", ...where()], { encoding: "utf8" }).stdout;
  assert.doesNotMatch(lint(), /UNIT_NOBODY_SIGNS/);
  const login = (await first.page(`${room}/nguoi/${id}`)).match(/Tên đăng nhập[^]*?translate="no">([^<]+)</)[1];
  atServer("disable", login, "--reason", "Nghỉ");
  assert.match(lint(), /UNIT_NOBODY_SIGNS: /);
});

test("a unit is looked over in one act, and what was ticked ends", async () => {
  const overview = await first.page(`${room}/ra-soat`);
  assert.match(overview, /chưa ai rà soát trong một năm/);
  const unit = overview.match(/ra-soat\/(\d+)"[^>]*>Ủy ban nhân dân phường Hạc Thành</)[1];
  const page = await first.page(`${room}/ra-soat/${unit}`);
  const seen = { da_xem: page.match(/name="da_xem" value="([^"]*)"/)[1], trang: "1" };
  const ticked = page.match(/value="(\d+)" aria-label="Kết thúc [^"]*Nguyễn Thị Bạn"/)[1];
  const stale = await first.post(`${room}/ra-soat/${unit}`, { ...seen, da_xem: "khác" });
  assert.equal(stale.status, 409);
  const done = await first.post(`${room}/ra-soat/${unit}`, { ...seen, ket_thuc: ticked });
  assert.equal(done.status, 200);
  assert.match(await done.text(), /Giữ \d+ chức vụ, kết thúc 1, chờ người quản trị thứ hai xác nhận 0/);
  const csv = await (await first.get(`${room}/ra-soat/${unit}/ra-soat.csv`)).text();
  assert.match(csv, /ten_dang_nhap/);
  assert.match(csv, /Quản trị/);
  assert.equal((await first.get(`${room}/ra-soat.xlsx`)).headers.get("content-type"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  assert.equal((await clerk.get(`${room}/ra-soat`)).status, 403);
  assert.equal((await clerk.get(waiting)).status, 403);
});

test("the ledger's audit knows every request, decision and role", async () => {
  const audit = () => spawnSync(program, ["ledger", "audit", ...where()], { encoding: "utf8" }).stdout;
  assert.doesNotMatch(audit(), /request|role /);
});
