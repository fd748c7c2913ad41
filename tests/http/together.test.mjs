// Applying for another by a mandate, several who each confirm, and how one wants one's letters.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demoServer, genericProcedure, Person, unhurried } from "./client.mjs";

const server = demoServer(undefined, unhurried);
const [mandatary, other] = ["038190001234", "038060100000"];
const pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n";

const json = (person, path, body, method = "POST") =>
  fetch(`${server.url}/api/v1${path}`, { method, body: method === "GET" ? undefined : body instanceof FormData ? body : JSON.stringify(body ?? {}), headers: { cookie: person.cookie, "x-csrf-token": person.csrf, ...(body instanceof FormData ? {} : { "content-type": "application/json" }) } });

async function send(person, path, fields, file) {
  const form = new FormData();
  for (const [name, value] of [["_csrf", person.csrf], ...Object.entries(fields)]) for (const each of [value].flat()) form.append(name, each);
  if (file) form.append(file, new Blob([pdf]), "giay-uy-quyen.pdf");
  return fetch(server.url + path, { method: "POST", body: form, redirect: "manual", headers: { cookie: person.cookie } });
}

// Signed in, with a number that a clerk saw.
async function proven(number) {
  const person = await new Person(server.url).signIn(number);
  const session = await (await person.get("/api/v1/session")).json();
  if (session.proof !== "none") return person;
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  const slip = await (await json(clerk, "/proof-slips", { number, name: "Người Thứ Hai", document: "Thẻ căn cước", seen: true })).json();
  await person.page("/tai-khoan/xac-minh");
  const used = await person.post("/tai-khoan/xac-minh", { ma_phieu: slip.code });
  assert.equal(used.status, 303, "the slip proves the number");
  await person.page("/tai-khoan");
  return person;
}

const mandate = { _chu_ten: "Người Thứ Hai", _chu_so: other, _chu_sinh: "1/1/1960", _chu_dia_chi: "Thôn 3, xã Yên Định", _uq_can_cu: "giay-uy-quyen", _uq_tu: "1/1/2026", _uq_den: "31/12/2029", _uq_viec: ["bo-sung"] };

async function handedInForAnother(person) {
  const procedure = await genericProcedure(server.url);
  const draft = (await person.post(`/thu-tuc/${procedure}/nop`, { moi: "co" })).headers.get("location");
  const unit = (await person.page(`${draft}/noi-nop`)).match(/<option value="(\d+)"[^>]*>Phường Hạc Thành/)[1];
  await person.post(`${draft}/noi-nop`, { don_vi: unit });
  await person.post(`${draft}/nguoi-nop`, { _dien_thoai: "0912345678", _dia_chi: "Phố Hàng Đồng, Hạc Thành", _cho_ai: "nguoi-khac" });
  await person.post(`${draft}/phan/yeu-cau`, { noi_dung: "Đề nghị giải quyết", so_ban: "1" });
  await person.post(`${draft}/giay-to`, { xong: "co" });
  await person.post(`${draft}/nhan-ket-qua`, { _nhan: "mot-cua" });
  assert.match(await person.page(draft), /Chủ hồ sơ và ủy quyền/);
  const without = await send(person, `${draft}/uy-quyen`, mandate);
  assert.equal(without.status, 422);
  assert.match(await without.text(), /Gửi ảnh chụp hoặc bản quét giấy cho phép nộp thay/);
  assert.equal((await send(person, `${draft}/uy-quyen`, mandate, "tep_-2")).status, 303);
  assert.match(await person.page(`${draft}/kiem-tra`), /Nộp thay cho[\s\S]*Người Thứ Hai/);
  const answer = await person.post(`${draft}/nop`);
  assert.equal(answer.status, 303);
  return answer.headers.get("location").match(/\/ho-so\/([^/]+)/)[1];
}

test("who has a mandate acts as far as it goes, until the applicant ends it", async () => {
  const person = await proven(mandatary);
  const code = await handedInForAnother(person);
  const page = await person.page(`/ho-so/${code}`);
  assert.match(page, /Bạn nộp hồ sơ này thay/);
  assert.doesNotMatch(page, /viec\/withdraw/, "the mandate does not cover it");
  const version = (await (await json(person, `/my/dossiers/${code}`, null, "GET")).json()).version;
  const refused = await json(person, `/my/dossiers/${code}/events/withdraw`, { version, reason: "Không cần nữa" });
  assert.equal(refused.status, 403);
  assert.equal((await refused.json()).code, "MANDATE_NOT_COVERED");

  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  const seen = await clerk.page(`/can-bo/ho-so/${code}`);
  assert.match(seen, /Chủ hồ sơ[\s\S]*Người Thứ Hai/);
  assert.match(seen, /Người nộp thay[\s\S]*Lê Thị Hoa/);
  await clerk.post(`/can-bo/ho-so/${code}/viec/accept`, { phien_ban: seen.match(/name="phien_ban" value="(\d+)"/)[1] });
  assert.equal((await clerk.get(`/can-bo/ho-so/${code}/phieu/01`)).status, 200);

  // The applicant only typed the number: nothing is theirs before they prove it.
  const typed = await new Person(server.url).signIn(other);
  assert.equal((await typed.get(`/ho-so/${code}`)).status, 404);
  const owner = await proven(other);
  const own = await owner.page(`/ho-so/${code}`);
  assert.match(own, /nộp hồ sơ này thay bạn/);
  assert.match(own, /Chấm dứt ủy quyền/);
  assert.equal((await owner.post(`/ho-so/${code}/uy-quyen/cham-dut`)).status, 303);
  assert.equal((await person.get(`/ho-so/${code}`)).status, 404);
  assert.doesNotMatch(await person.page("/ho-so"), new RegExp(code));
  assert.equal((await json(owner, `/my/dossiers/${code}/mandate/end`)).status, 409);
});

test("at the counter a mandate wants its paper, and the result goes to whom it covers", async () => {
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  const procedure = await genericProcedure(server.url);
  const body = { procedure, name: "Bùi Thị Chủ", number: "038185004321", address: "Thôn 1", phone: "0987654321", answers: { noi_dung: "Đề nghị", so_ban: "1" }, mandate: { name: "Lê Thị Hoa", number: mandatary, phone: "0912345678", basis: "letter", from: "2026-01-01", until: "2029-12-31", powers: ["receive"] } };
  const refused = await json(clerk, "/dossiers", body);
  assert.equal(refused.status, 422);
  assert.equal((await refused.json()).code, "MANDATE_PAPER");
  const form = new FormData();
  form.append("body", JSON.stringify(body));
  form.append("tep_-2", new Blob([pdf]), "giay-uy-quyen.pdf");
  const taken = await json(clerk, "/dossiers", form);
  assert.equal(taken.status, 201);
  const { code } = await taken.json();
  const described = await (await json(clerk, `/dossiers/${code}`, null, "GET")).json();
  assert.deepEqual(described.mandate.powers, ["receive"]);
  assert.equal(described.mandate.in_force, true);
  const person = await proven(mandatary);
  assert.match(await person.page("/ho-so"), new RegExp(code));
  const ended = await json(clerk, `/dossiers/${code}/mandate/end`, { reason: "Chủ hồ sơ đến quầy" });
  assert.equal(ended.status, 200);
  assert.equal((await person.get(`/ho-so/${code}`)).status, 404);
});

async function marriage(person) {
  const draft = (await (await json(person, "/my/drafts", { procedure: "1.000894" })).json()).id;
  const saved = await json(person, `/my/drafts/${draft}`, { unit: "xa-14797-2025", phone: "0912345678", address: "Phường Hạc Thành", delivery: "counter", papers_complete: true, answers: { nam_ho_ten: "Người Thứ Hai", nam_so_dinh_danh: other, nam_noi_cu_tru: "Yên Định", nam_lan: "1", nu_ho_ten: "Lê Thị Hoa", nu_so_dinh_danh: mandatary, nu_noi_cu_tru: "Hạc Thành", nu_lan: "1", ngay_hen: "1/1/2040" } }, "PUT");
  const described = await saved.json();
  assert.deepEqual(described.faults, []);
  assert.deepEqual(described.unfinished, []);
  return draft;
}

test("a marriage is handed in when both have confirmed exactly it", async () => {
  const [hers, his] = [await proven(mandatary), await proven(other)];
  const draft = await marriage(hers);
  const early = await json(hers, `/my/drafts/${draft}/submission`);
  assert.equal(early.status, 409);
  assert.equal((await early.json()).code, "CO_APPLICANTS_WAIT");
  const waiting = await hers.page(`/nhap/${draft}/kiem-tra`);
  assert.match(waiting, /Người cùng nộp[\s\S]*Chưa mời/);
  assert.doesNotMatch(waiting, /Nộp hồ sơ<\/button>/, "no button that is refused");
  const { items } = await (await json(hers, `/my/drafts/${draft}/invitations`)).json();
  const { code } = items[0];
  assert.match(code, /^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  // The code is for the number it names.
  assert.equal((await json(hers, "/my/invitations", { code })).status, 404);
  assert.equal((await his.get(`/cung-nop/${draft}`)).status, 404);
  await his.page("/cung-nop");
  const accepted = await his.post("/cung-nop", { ma: code.toLowerCase().replaceAll("-", " ") });
  assert.equal(accepted.status, 303);
  const page = await his.page(accepted.headers.get("location"));
  assert.match(page, /Họ tên bên nữ[\s\S]*Lê Thị Hoa/);
  const digest = page.match(/name="dau" value="([0-9a-f]+)"/)[1];
  assert.equal((await his.post(`/cung-nop/${draft}/xac-nhan`, { dau: digest })).status, 303);
  // What is changed is confirmed again.
  await json(hers, `/my/drafts/${draft}`, { answers: { nam_ho_ten: "Người Thứ Hai", nam_so_dinh_danh: other, nam_noi_cu_tru: "Thọ Xuân", nam_lan: "1" } }, "PUT");
  assert.equal((await json(hers, `/my/drafts/${draft}/submission`)).status, 409);
  const late = await his.post(`/cung-nop/${draft}/xac-nhan`, { dau: digest });
  assert.equal(late.status, 409);
  const again = (await late.text()).match(/name="dau" value="([0-9a-f]+)"/)[1];
  assert.equal((await his.post(`/cung-nop/${draft}/xac-nhan`, { dau: again })).status, 303);
  const submitted = await json(hers, `/my/drafts/${draft}/submission`);
  assert.equal(submitted.status, 201);
  const dossier = await submitted.json();
  // Both see it, both withdraw it.
  assert.match(await his.page(`/ho-so/${dossier.code}`), /Người cùng nộp/);
  const alone = await json(hers, `/my/dossiers/${dossier.code}/events/withdraw`, { version: dossier.version, reason: "Hoãn cưới" });
  assert.equal(alone.status, 409);
  assert.equal((await alone.json()).code, "CO_APPLICANTS_WITHDRAW");
  assert.equal((await his.post(`/ho-so/${dossier.code}/dong-y-rut`)).status, 303);
  const { version } = await (await json(hers, `/my/dossiers/${dossier.code}`, null, "GET")).json();
  assert.equal((await json(hers, `/my/dossiers/${dossier.code}/events/withdraw`, { version, reason: "Hoãn cưới" })).status, 200);
});

test("nobody marries by a mandate", async () => {
  const person = await proven(mandatary);
  const draft = (await person.post("/thu-tuc/1.000894/nop", { moi: "co" })).headers.get("location");
  assert.doesNotMatch(await person.page(`${draft}/nguoi-nop`), /nộp thay<\/label>/);
  const refused = await person.post(`${draft}/nguoi-nop`, { _dien_thoai: "0912345678", _dia_chi: "Phố Hàng Đồng", _cho_ai: "nguoi-khac" });
  assert.equal(refused.status, 403);
});

test("who wants one letter a morning, or none, says so", async () => {
  const person = await new Person(server.url).signIn("motcua.hacthanh");
  assert.match(await person.page("/tai-khoan/thong-bao"), /value="ngay" checked|checked[^>]*value="ngay"/);
  assert.equal((await person.post("/tai-khoan/thong-bao/thu", { cach_nhan: "moi-sang" })).status, 303);
  assert.deepEqual(await (await json(person, "/my/letters", null, "GET")).json(), { letters: "daily" });
  assert.equal((await person.post("/tai-khoan/thong-bao/thu", { cach_nhan: "thinh-thoang" })).status, 422);
  const wrong = await json(person, "/my/letters", { letters: "weekly" }, "PUT");
  assert.equal((await wrong.json()).field, "letters");
});
