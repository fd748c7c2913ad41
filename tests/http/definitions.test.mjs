// A province changes a form: one administrator writes it, another approves it; the next draft is asked the new question without a restart, a dossier keeps its own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demoServer, genericProcedure, Person, pressOn, readyDraft, secondAdministrator, withdrawn, textOf } from "./client.mjs";

const room = "/can-bo/quan-tri/dinh-nghia/form";
let author, approver, procedure, before;

const server = demoServer(async () => {
  author = await new Person(server.url).signIn("quantri");
  approver = await secondAdministrator(server);
  procedure = await genericProcedure(server.url);
});

async function send(person, path, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ _csrf: person.csrf, ...fields })) body.append(name, value);
  return fetch(server.url + path, { method: "POST", redirect: "manual", body, headers: { cookie: person.cookie, ...person.address } });
}
const today = async () => (await author.page(`${room}/tao-moi`)).match(/name="tu_ngay"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="tu_ngay"/).slice(1).find(Boolean);
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
  assert.equal((await withdrawn(author, approver, edition, "Nhầm thủ tục")).status, 200);
  assert.match(await author.page(`${room}/nha_o`), /Nhầm thủ tục/);
});

const press = (page, viec, typed, path = `${room}/nha_o/sua`) => pressOn(author, path, page, viec, typed);

test("somebody who writes no YAML adds a question, its options and a condition, moves it and saves", async () => {
  let { page } = { page: await author.page(`${room}/nha_o/sua`) };
  assert.match(page, /Xem như người dân/);
  ({ page } = await press(page, "them-cau:sections.0"));
  const added = page.match(/name="mo" value="([^"]+)"/)[1];
  ({ page } = await press(page, "kiem-tra", { [`${added}.label.vi`]: "Nhà thuộc loại nào", [`${added}.label.en`]: "What kind of house", [`${added}.type`]: "choice" }));
  // What is missing stands at its field.
  assert.match(page, new RegExp(`href="#${added}.options"`));
  let answer = await press(page, "kiem-tra", { [`${added}.options.0.vi`]: "Nhà cấp 4", [`${added}.options.0.en`]: "One storey", [`${added}.options.1.vi`]: "Nhà tầng", [`${added}.options.1.en`]: "More storeys" });
  assert.equal(answer.status, 200, answer.page.match(/govuk-error-summary[\s\S]*?<\/ul>/)?.[0]);
  page = answer.page;
  assert.match(textOf(page), /key: nha_thuoc_loai_nao, type: choice.*options: \[\{value: nha-cap-4, vi: "Nhà cấp 4"/);
  assert.match(page, /name="xem\.nha_thuoc_loai_nao"/, "seen as a citizen sees it");
  ({ page } = await press(page, "them-cau:sections.0"));
  const second = page.match(/name="mo" value="([^"]+)"/)[1];
  ({ page } = await press(page, "kiem-tra", { [`${second}.label.vi`]: "Số tầng", [`${second}.label.en`]: "Storeys", [`${second}.type`]: "number", [`${second}.when`]: "nha_thuoc_loai_nao=nha-tang" }));
  assert.match(textOf(page), /when: \{question: nha_thuoc_loai_nao, is: nha-tang\}/);
  ({ page } = await press(page, `len:${second}`));
  assert.match(page, /phụ thuộc|Cần sửa/, "asked before what it depends on");
  ({ page } = await press(page, "hoan-tac"));
  answer = await press(page, "luu", { ly_do: "Hỏi loại nhà", tu_ngay: await today() });
  assert.equal(answer.status, 303, answer.page.match(/govuk-error-summary[\s\S]*?<\/ul>/)?.[0]);
  assert.match(await author.page(answer.location), /Nhà thuộc loại nào/);
});

test("fields and YAML follow one another, and where both say otherwise nothing is lost", async () => {
  let page = (await press(await author.page(`${room}/nha_o/sua`), "mo:sections.0.questions.0")).page;
  const name = "sections.0.questions.0.label.vi";
  const yaml = textOf(page).replace("sections:", "# Ghi nhớ của tỉnh\nsections:").replace("Số bản kết quả", "Số bản cần nhận");
  page = (await press(page, "kiem-tra", { noi_dung: yaml, [name]: "Đề nghị việc gì" })).page;
  assert.match(textOf(page), /# Ghi nhớ của tỉnh/);
  assert.match(textOf(page), /Số bản cần nhận/);
  assert.match(textOf(page), /Đề nghị việc gì/);
  const both = await press(page, "luu", { noi_dung: textOf(page).replace("Đề nghị việc gì", "Theo YAML"), [name]: "Theo ô" });
  assert.equal(both.status, 409);
  assert.match(textOf(both.page), /Theo YAML/);
  assert.match(both.page, /value="Theo ô"/);
  assert.match(textOf((await press(both.page, "theo-o")).page), /Theo ô/);
  assert.match(textOf((await press(both.page, "theo-yaml")).page), /Theo YAML/);
});

test("what could not be asked is refused with its line, in words", async () => {
  const base = own(asking);
  const bomb = `key: nha_o\nx: &o [${"{value: a, vi: A, en: A}, ".repeat(300)}]\nsections:\n` + "  - {key: s, title: {vi: A, en: A}, questions: [{key: q, type: choice, label: {vi: A, en: A}, options: *o}]}\n".repeat(200);
  const page = await author.page(`${room}/nha_o/sua`);
  for (const [text, words] of [
    [base.replace(procedure, "9.999999"), /href="#[^"]*procedures"[^>]*>Không có thủ tục 9\.999999/], // its field is on the page
    [base + '      - {key: da_sua, type: yes_no, label: {vi: A, en: A}}\n      - {key: nam, type: number, when: {question: da_sua, is: roi}, label: {vi: B, en: B}}\n', /Dòng 11: câu “da_sua” không có câu trả lời “roi”; chỉ có: co, khong/],
    [base.replace("Số nhà", "Số nhà 🏠"), /Dòng 9: Ký tự “🏠” không in được/],
    [base.replace("{vi: \"Số nhà", "{vi: \"Số nhà\"\" "), /Dòng \d+: cú pháp YAML/],
    [bomb, /Dòng \d+: quá 30000 giá trị, tính cả chỗ bí danh/],
  ]) {
    const answer = await press(page, "kiem-tra", { noi_dung: text });
    assert.equal(answer.status, 422, String(words));
    assert.match(answer.page, words);
    assert.ok(answer.page.length < 600_000, `${answer.page.length} bytes`);
  }
});

test("nobody but an administrator comes in", async () => {
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  assert.equal((await clerk.get("/can-bo/quan-tri/dinh-nghia")).status, 403);
  assert.equal((await clerk.get(`${room}/birth`)).status, 403);
});
