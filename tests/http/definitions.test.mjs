// A province changes a form: one administrator writes it, another approves it; the next draft is asked the new question without a restart, a dossier keeps its own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demoServer, genericProcedure, Person, readyDraft } from "./client.mjs";

const room = "/can-bo/quan-tri/dinh-nghia/form";
const secret = "sông mã mùa nước nổi";
let author, approver, procedure, before;

const server = demoServer(async () => {
  author = await new Person(server.url).signIn("quantri");
  approver = await secondAdministrator();
  procedure = await genericProcedure(server.url);
});

// Hired by the first, who gives them a code; they set a password and come in.
async function secondAdministrator() {
  await author.page("/can-bo/quan-tri/nguoi-moi");
  const hired = await author.post("/can-bo/quan-tri/nguoi-moi", { ten_dang_nhap: "quantri.hai", ho_ten: "Lê Văn Hai", don_vi: "tinh-38", vai_tro: "operator", chuc_vu: "Quản trị viên" });
  const code = (await hired.text()).match(/<strong class="ds-code"[^>]*>([A-Z2-9-]+)</)?.[1];
  assert.ok(code, "a code was given");
  const person = new Person(server.url);
  await person.page("/kich-hoat");
  const activated = await person.post("/kich-hoat", { ten_dang_nhap: "quantri.hai", ma_kich_hoat: code, mat_khau: secret });
  assert.equal(activated.status, 303, await activated.clone().text());
  return new Person(server.url).signIn("quantri.hai", secret);
}

async function send(person, path, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ _csrf: person.csrf, ...fields })) body.append(name, value);
  return fetch(server.url + path, { method: "POST", redirect: "manual", body, headers: { cookie: person.cookie, ...person.address } });
}
const today = async () => (await author.page(`${room}/tao-moi`)).match(/name="tu_ngay"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="tu_ngay"/).slice(1).find(Boolean);
const textOf = (page) => page.match(/<textarea[^>]*name="noi_dung"[^>]*>([\s\S]*?)<\/textarea>/)[1].replace(/&quot;/g, '"').replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&#39;/g, "'").replace(/&amp;/g, "&");
const versionIn = (page) => page.match(/name="phien_ban" value="(\d+)"/)[1];
const own = (question) => `key: nha_o
procedures: ["${procedure}"]
sections:
  - key: yeu-cau
    title: {vi: "Nội dung yêu cầu", en: "What you are asking for"}
    questions:
      - {key: noi_dung, type: long_text, label: {vi: "Đề nghị giải quyết việc gì", en: "What do you ask us to do"}}
      - {key: so_ban, type: number, least: 1, most: 20, label: {vi: "Số bản kết quả", en: "Copies"}}
${question}`;
const asking = '      - {key: so_nha, type: text, label: {vi: "Số nhà nơi đang ở", en: "House number"}}\n';

async function approve(edition) {
  assert.equal((await author.post(`${edition}/de-nghi`)).status, 303);
  await approver.page(edition);
  return approver.post(`${edition}/phe-duyet`);
}

test("a wrong text is refused with its line, and is still there", async () => {
  const refused = await send(author, `${room}/tao-moi`, { khoa: "nha_o", noi_dung: own("      - {key: so_nha, type: txt, label: {vi: A, en: A}}\n"), tu_ngay: await today(), ly_do: "Theo quyết định", phien_ban: "0" });
  assert.equal(refused.status, 422);
  const page = await refused.text();
  assert.match(page, /Dòng 9: không có loại “txt”; có phải là “text”\?/);
  assert.match(textOf(page), /type: txt/);
  assert.equal((await author.get(`${room}/nha_o`)).status, 404, "nothing was kept");
});

test("who wrote a form does not approve it; another does, and the next draft is asked the new question without a restart", async () => {
  const citizen = await new Person(server.url).signIn("038190001234");
  const draft = await readyDraft(citizen, procedure);
  const submitted = await citizen.post(`${draft}/nop`);
  before = submitted.headers.get("location").match(/\/ho-so\/([^/]+)/)[1];
  const waiting = await readyDraft(citizen, procedure);

  const made = await send(author, `${room}/tao-moi`, { khoa: "nha_o", noi_dung: own(asking), tu_ngay: await today(), ly_do: "Theo quyết định", phien_ban: "0" });
  assert.equal(made.status, 303, await made.clone().text());
  const edition = made.headers.get("location");
  const shown = await author.page(edition);
  assert.match(shown, /[1-9]\d* bản nháp đang soạn; [1-9]\d* bản sẽ được hỏi lại/);
  assert.match(await author.page(`${edition}/xem`), /Số nhà nơi đang ở/);
  assert.equal(await (await author.get(`${edition}/tai`)).text(), own(asking));
  assert.equal((await author.post(`${edition}/de-nghi`)).status, 303);
  const alone = await author.post(`${edition}/phe-duyet`);
  assert.equal(alone.status, 403);
  assert.match(await alone.text(), /Người soạn không tự phê duyệt/);
  await approver.page(edition);
  assert.equal((await approver.post(`${edition}/phe-duyet`)).status, 303);
  await new Promise((resolve) => setTimeout(resolve, 1500));

  const next = (await citizen.post(`/thu-tuc/${procedure}/nop`, { moi: "co" })).headers.get("location");
  assert.match(await citizen.page(`${next}/phan/yeu-cau`), /Số nhà nơi đang ở/);
  // One that was ready before says what is new, and is not taken without an answer.
  const list = await citizen.page(waiting);
  assert.match(list, /Mẫu có câu hỏi mới/);
  assert.match(list, /<li>Số nhà nơi đang ở/);
  assert.doesNotMatch((await citizen.post(`${waiting}/nop`)).headers.get("location") ?? "", /\/ho-so\//);
  await citizen.post(`${waiting}/phan/yeu-cau`, { noi_dung: "Đề nghị giải quyết", so_ban: "1", so_nha: "12B" });
  const code = (await citizen.post(`${waiting}/nop`)).headers.get("location").match(/\/ho-so\/([^/]+)/)[1];
  assert.match(await citizen.page(`/ho-so/${code}`), /12B/);
});

test("a dossier submitted before keeps its own form, for its applicant and for the office", async () => {
  const citizen = await new Person(server.url).signIn("038190001234");
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  for (const page of [await citizen.page(`/ho-so/${before}`), await clerk.page(`/can-bo/ho-so/${before}`)]) {
    assert.match(page, /Số bản kết quả cần nhận/);
    assert.doesNotMatch(page, /Số nhà nơi đang ở/);
  }
});

test("of two who edit at once the second is shown what the first saved, and loses nothing", async () => {
  const page = await author.page(`${room}/nha_o/sua`);
  const fields = { tu_ngay: await today(), ly_do: "Sửa câu chữ", phien_ban: versionIn(page) };
  await approver.page(`${room}/nha_o/sua`);
  assert.equal((await send(approver, `${room}/nha_o/sua`, { ...fields, noi_dung: textOf(page).replace("Số nhà nơi đang ở", "Số nhà") })).status, 303);
  const late = await send(author, `${room}/nha_o/sua`, { ...fields, noi_dung: textOf(page).replace("Số nhà nơi đang ở", "Nơi đang ở") });
  assert.equal(late.status, 409);
  const answer = await late.text();
  assert.match(answer, /Lê Văn Hai/);
  assert.match(answer, /<del>− [^<]*vi: &quot;Số nhà&quot;|<del>− [^<]*Số nhà/);
  assert.match(textOf(answer), /Nơi đang ở/);
  assert.equal(versionIn(answer), String(Number(fields.phien_ban) + 1));
});

test("an older version comes back as a new one, and a version in force can be withdrawn", async () => {
  const history = await author.page(`${room}/nha_o`);
  const first = [...history.matchAll(/phien-ban\/(\d+)"/g)].map(([, id]) => id).at(-1);
  const page = await author.page(`${room}/nha_o/sua?tu=${first}`);
  assert.match(textOf(page), /Số nhà nơi đang ở/);
  const made = await send(author, `${room}/nha_o/sua`, { noi_dung: textOf(page), tu_ngay: await today(), ly_do: "Trở lại", phien_ban: versionIn(page) });
  const edition = made.headers.get("location");
  assert.equal((await approve(edition)).status, 303);
  assert.match(await author.page(edition), /Đã phê duyệt/);
  assert.equal((await author.post(`${edition}/rut`, { ly_do: "Nhầm thủ tục" })).status, 303);
  assert.match(await author.page(`${room}/nha_o`), /Nhầm thủ tục/);
});

test("nobody but an administrator comes in", async () => {
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  assert.equal((await clerk.get("/can-bo/quan-tri/dinh-nghia")).status, 403);
  assert.equal((await clerk.get(`${room}/birth`)).status, 403);
});
