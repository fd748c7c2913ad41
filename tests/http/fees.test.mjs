// Fees at the counter: receipts without a gap, void and refunded ones that stay, the day's list and its end, reliefs by law.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demoServer, genericProcedure, Person, pressOn, Program, readyDraft, secondAdministrator, summary, textOf, unhurried } from "./client.mjs";

const server = demoServer(undefined, unhurried);
const applicant = { name: "Lê Thị Hoa", number: "038190001234", phone: "0912345678", address: "Phố Hàng Đồng, Hạc Thành" };
let taken = 0;

const program = (login) => new Program(server).signIn(login);

// Taken in at the counter, the fee said with its basis.
async function chargedDossier(clerk, fee = "20000") {
  const procedure = await genericProcedure(server.url);
  const dossier = await clerk.call("POST", "/dossiers", { procedure, ...applicant, answers: { noi_dung: `Đề nghị ${++taken}`, so_ban: "1" }, despite_alike: true });
  assert.equal(dossier.status, 201, dossier.text);
  let { code, version, state } = dossier.body;
  if (state === "submitted") {
    const accepted = await clerk.call("POST", `/dossiers/${code}/events/accept`, { version, fee, fee_basis: "Nghị quyết của HĐND tỉnh" });
    assert.equal(accepted.status, 200, accepted.text);
    return accepted.body;
  }
  return (await clerk.call("GET", `/dossiers/${code}`)).body;
}
const pay = (clerk, dossier, payment) => clerk.call("POST", `/dossiers/${dossier.code}/payments`, { version: dossier.version, payment });
const number = (notation) => Number(notation.split("/")[1]);

test("what is paid at the counter gets a receipt with the next number of its book", async () => {
  const clerk = await program("motcua.hacthanh");
  const first = await chargedDossier(clerk);
  const silent = await pay(clerk, first, {});
  assert.equal(silent.status, 422);
  assert.equal(silent.body.code, "FEE_METHOD");
  assert.equal((await pay(clerk, first, { method: "cash" })).body.code, "FEE_KIND", "the procedure does not say which it is");
  assert.equal((await pay(clerk, first, { method: "transfer", kind: "fee" })).body.code, "FEE_REFERENCE");
  const paid = await pay(clerk, first, { method: "cash", kind: "fee", payer: "Lê Văn Bình" });
  assert.equal(paid.status, 200, paid.text);
  assert.equal(paid.body.fees.status, "paid");
  const [receipt] = paid.body.fees.receipts;
  assert.match(receipt.number, /^BLP-\d\d\/\d{7}$/);
  assert.equal(receipt.amount, 20000);
  assert.equal(receipt.payer, "Lê Văn Bình");
  assert.equal((await pay(clerk, first, { method: "cash", kind: "fee" })).status, 409, "pressed again");
  assert.equal((await pay(clerk, paid.body, { method: "cash", kind: "fee" })).body.code, "ONE_STOP_NO_FEE_DUE");

  const second = await pay(clerk, await chargedDossier(clerk), { method: "transfer", kind: "fee", reference: "FT26336001" });
  assert.equal(number(second.body.fees.receipts[0].number), number(receipt.number) + 1);
  const charge = await pay(clerk, await chargedDossier(clerk, "8000"), { method: "cash", kind: "charge" });
  assert.match(charge.body.fees.receipts[0].number, /^BLLP-\d\d\/0*1$/, "lệ phí has a book of its own");

  const pdf = await fetch(`${server.url}/api/v1/dossiers/${first.code}/forms/${receipt.paper}`, { headers: { cookie: clerk.cookie } });
  assert.equal(pdf.headers.get("content-type"), "application/pdf");
  const owner = await new Person(server.url).signIn(applicant.number);
  if ((await owner.get(`/ho-so/${first.code}`)).status === 200) {
    assert.match(await owner.page(`/ho-so/${first.code}`), new RegExp(receipt.number));
    assert.equal((await owner.get(`/ho-so/${first.code}/phieu/${receipt.paper}`)).status, 200);
  }
  const stranger = await new Person(server.url).signIn("038060100000");
  assert.equal((await stranger.get(`/ho-so/${first.code}/phieu/${receipt.paper}`)).status, 404);
});

test("two cashiers who press at once take a dossier's fee once, and no number is left out", async () => {
  const clerk = await program("motcua.hacthanh");
  const dossiers = [];
  for (let i = 0; i < 4; ++i) dossiers.push(await chargedDossier(clerk));
  const answers = await Promise.all(dossiers.flatMap((dossier) => [1, 2, 3].map(() => pay(clerk, dossier, { method: "cash", kind: "fee" }))));
  assert.equal(answers.filter((each) => each.status === 200).length, dossiers.length);
  assert.ok(answers.every((each) => [200, 409].includes(each.status)), answers.map((each) => each.status).join());
  const numbers = answers.filter((each) => each.status === 200).map((each) => number(each.body.fees.receipts[0].number)).sort((a, b) => a - b);
  for (let i = 1; i < numbers.length; ++i) assert.equal(numbers[i], numbers[i - 1] + 1);
});

test("who takes no money records none, and sees none", async () => {
  const clerk = await program("motcua.hacthanh");
  const dossier = await chargedDossier(clerk);
  const specialist = await program("chuyenvien.hacthanh");
  assert.equal((await pay(specialist, dossier, { method: "cash", kind: "fee" })).status, 403);
  const person = await new Person(server.url).signIn("chuyenvien.hacthanh");
  for (const path of ["/can-bo/thu-phi", "/can-bo/thu-phi.csv", "/can-bo/thu-phi.pdf", "/can-bo/thu-phi/thang", "/can-bo/thu-phi/thang.xlsx"]) assert.equal((await person.get(path)).status, 403, path);
  const elsewhere = await new Person(server.url).signIn("chuyenvien.snnmt");
  assert.equal((await elsewhere.get("/can-bo/thu-phi")).status, 403);
});

test("a wrong receipt is made void and replaced; both stay", async () => {
  const clerk = await program("motcua.hacthanh");
  const dossier = (await pay(clerk, await chargedDossier(clerk), { method: "cash", kind: "fee" })).body;
  const [receipt] = dossier.fees.receipts;
  const reverse = (body, of = dossier) => clerk.call("POST", `/dossiers/${of.code}/receipts/${receipt.id}/reversal`, { version: of.version, ...body });
  assert.equal((await reverse({ kind: "void" })).body.code, "ONE_STOP_REASON_MISSING");
  const gone = await reverse({ kind: "void", reason: "Ghi nhầm loại" });
  assert.equal(gone.status, 200, gone.text);
  assert.equal(gone.body.fees.status, "cancelled");
  assert.equal(gone.body.fees.receipts[0].state, "void");
  assert.equal((await reverse({ kind: "void", reason: "Lần nữa" }, gone.body)).body.code, "FEE_REVERSED");
  const marked = await fetch(`${server.url}/api/v1/dossiers/${dossier.code}/forms/${receipt.paper}`, { headers: { cookie: clerk.cookie } });
  assert.equal(marked.headers.get("content-type"), "application/pdf");
  const again = await pay(clerk, gone.body, { method: "cash", kind: "charge" });
  assert.equal(again.status, 200, again.text);
  assert.deepEqual(again.body.fees.receipts.map((each) => each.state), ["void", "valid"]);
  assert.equal(again.body.fees.status, "paid");
});

test("what was paid elsewhere stands on the lists, and another strikes it out", async () => {
  const clerk = await program("motcua.hacthanh");
  const dossier = await chargedDossier(clerk);
  assert.equal((await pay(clerk, dossier, { method: "elsewhere" })).body.code, "FEE_REFERENCE", "the number of its proof is wanted");
  const noted = await pay(clerk, dossier, { method: "elsewhere", reference: "Giấy nộp tiền 4512, kho bạc" });
  assert.equal(noted.status, 200, noted.text);
  const [note] = noted.body.fees.receipts;
  assert.match(note.number, /^NK-\d\d\/\d{7}$/);
  assert.equal(note.method, "elsewhere");
  const cashier = await new Person(server.url).signIn("motcua.hacthanh");
  const leader = await new Person(server.url).signIn("lanhdao.hacthanh");
  for (const path of ["/can-bo/thu-phi", "/can-bo/thu-phi.csv"]) assert.match(await (await leader.get(path)).text(), /Giấy nộp tiền 4512/, path);
  assert.match(await leader.page("/can-bo/thu-phi/thang"), /Nộp ở nơi khác 20\.000/);
  const reverse = (body) => clerk.call("POST", `/dossiers/${dossier.code}/receipts/${note.id}/reversal`, { version: noted.body.version, ...body });
  assert.equal((await reverse({ kind: "refund", reason: "Trả lại" })).body.code, "FEE_ELSEWHERE");
  const asked = await reverse({ kind: "void", reason: "Chứng từ của người khác" });
  assert.equal(asked.body.fees.receipts[0].state, "waiting", "small as it is, never alone");
  const [, de_nghi] = (await leader.page("/can-bo/thu-phi")).match(/name="de_nghi" value="(\d+)"/);
  const yes = (who) => who.post("/can-bo/thu-phi/duyet", { bien_lai: note.id, de_nghi, quyet_dinh: "dong-y" });
  assert.equal((await yes(cashier)).status, 403);
  assert.equal((await yes(leader)).status, 303);
  assert.equal((await clerk.call("GET", `/dossiers/${dossier.code}`)).body.fees.status, "cancelled");
});

test("above the limit a second person says yes to a void and to a refund", async () => {
  const clerk = await program("motcua.hacthanh");
  const dossier = (await pay(clerk, await chargedDossier(clerk, "900000"), { method: "transfer", kind: "fee", reference: "FT26336900" })).body;
  const [receipt] = dossier.fees.receipts;
  const asked = await clerk.call("POST", `/dossiers/${dossier.code}/receipts/${receipt.id}/reversal`, { version: dossier.version, kind: "refund", amount: "400000", reason: "Thu thừa" });
  assert.equal(asked.status, 200, asked.text);
  assert.equal(asked.body.fees.receipts[0].state, "waiting");
  assert.equal(asked.body.fees.status, "paid");
  const cashier = await new Person(server.url).signIn("motcua.hacthanh");
  const till = await cashier.page("/can-bo/thu-phi");
  assert.match(till, /Chờ người thứ hai duyệt/);
  assert.match(till, /Còn 1 khoản hủy, hoàn của bạn chờ duyệt: chốt bây giờ/, "before closing they read what will count on a later day");
  const leader = await new Person(server.url).signIn("lanhdao.hacthanh");
  const waiting = await leader.page("/can-bo/thu-phi");
  assert.match(waiting, /Thu thừa/);
  const [, de_nghi] = waiting.match(/name="de_nghi" value="(\d+)"/);
  assert.equal((await cashier.post("/can-bo/thu-phi/duyet", { bien_lai: receipt.id, de_nghi, quyet_dinh: "dong-y" })).status, 403);
  assert.match(await leader.page("/can-bo"), /việc hủy biên lai, hoàn tiền chờ bạn duyệt/, "it stands above the list of work");
  assert.doesNotMatch(await cashier.page("/can-bo"), /chờ bạn duyệt/);
  assert.equal((await leader.post("/can-bo/thu-phi/duyet", { bien_lai: receipt.id, de_nghi, quyet_dinh: "khong", ly_do: "" })).status, 422);
  assert.equal((await leader.post("/can-bo/thu-phi/duyet", { bien_lai: receipt.id, de_nghi, quyet_dinh: "dong-y" })).status, 303);
  assert.equal((await leader.post("/can-bo/thu-phi/duyet", { bien_lai: receipt.id, de_nghi, quyet_dinh: "dong-y" })).status, 409);
  const after = await clerk.call("GET", `/dossiers/${dossier.code}`);
  assert.equal(after.body.fees.status, "paid", "a part that went back is no whole");
  assert.deepEqual(after.body.fees.receipts.map((each) => each.state), ["partly_refunded"]);
  assert.match(await leader.page("/can-bo/thu-phi"), /Hoàn: Thu thừa/);
});

// A province's edition of a procedure that frees people with disabilities from half of its fee.
async function relievingProcedure() {
  const code = await genericProcedure(server.url), path = `/can-bo/quan-tri/dinh-nghia/procedure/${code}/sua`;
  const author = await new Person(server.url).signIn("quantri");
  const approver = await secondAdministrator(server);
  const empty = await pressOn(author, path, await author.page(path), "them:reliefs");
  const wrong = await pressOn(author, path, empty.page, "kiem-tra", { "reliefs.0.group": "disabled", "reliefs.0.percent": "120", "reliefs.0.basis": "" });
  assert.equal(wrong.status, 422);
  assert.match(summary(wrong.page), /từ 1 đến 100/);
  assert.match(summary(wrong.page), /Ghi văn bản cho miễn, giảm/);
  const kept = await pressOn(author, path, wrong.page, "luu", { ly_do: "Nghị quyết 12", "reliefs.0.group": "disabled", "reliefs.0.percent": "50", "reliefs.0.basis": "Nghị quyết 12/2026/NQ-HĐND, điều 3" });
  assert.equal(kept.status, 303, summary(kept.page));
  assert.match(await author.page(kept.location), /Người khuyết tật: giảm 50 %/);
  await author.post(`${kept.location}/de-nghi`);
  await approver.page(kept.location);
  assert.equal((await approver.post(`${kept.location}/phe-duyet`)).status, 303);
  assert.match(textOf(await author.page(path)), /reliefs:\n  - group: disabled/, "it stands in the text, too");
  return code;
}

test("who the law frees claims it with a proof, and is answered before anything is charged", async () => {
  const procedure = await relievingProcedure();
  const owner = await new Person(server.url).signIn(applicant.number);
  const draft = await readyDraft(owner, procedure);
  const code = (await owner.post(`${draft}/nop`)).headers.get("location").match(/\/ho-so\/([^/]+)/)[1];
  assert.match(await owner.page(`/ho-so/${code}`), /Bạn thuộc diện miễn, giảm phí, lệ phí\?/);
  const claim = (fields, file) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ _csrf: owner.csrf, ...fields })) form.append(name, value);
    if (file) form.append("tep", new Blob(["%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"]), "giay-xac-nhan.pdf");
    return fetch(`${server.url}/ho-so/${code}/mien-giam`, { method: "POST", body: form, redirect: "manual", headers: { cookie: owner.cookie, ...owner.address } });
  };
  assert.equal((await claim({ nhom: "poor_household" }, true)).status, 422, "the procedure does not free them");
  const without = await claim({ nhom: "disabled" });
  assert.equal(without.status, 422);
  assert.match(await without.text(), /Gửi ảnh chụp hoặc bản quét giấy tờ chứng minh/);
  assert.equal((await claim({ nhom: "disabled" }, true)).status, 303);
  assert.equal((await claim({ nhom: "disabled" }, true)).status, 409, "once");
  assert.match(await owner.page(`/ho-so/${code}`), /Người khuyết tật: giảm 50 %[\s\S]*Chờ trả lời/);

  const clerk = await program("motcua.hacthanh");
  let dossier = (await clerk.call("GET", `/dossiers/${code}`)).body;
  assert.deepEqual(dossier.fees.reliefs.map((each) => [each.group, each.percent, each.state]), [["disabled", 50, "waiting"]]);
  const accept = () => clerk.call("POST", `/dossiers/${code}/events/accept`, { version: dossier.version, fee: "20000", fee_basis: "Nghị quyết của HĐND tỉnh" });
  assert.equal((await accept()).body.code, "FEE_CLAIM_WAITS");
  const answer = (body) => clerk.call("POST", `/dossiers/${code}/relief/answer`, { version: dossier.version, ...body });
  assert.equal((await answer({ accepted: false })).body.code, "ONE_STOP_REASON_MISSING");
  const accepted = await answer({ accepted: true });
  assert.equal(accepted.status, 200, accepted.text);
  dossier = accepted.body;
  const charged = await accept();
  assert.equal(charged.status, 200, charged.text);
  const paid = await pay(clerk, charged.body, { method: "cash", kind: "fee" });
  assert.equal(paid.status, 200, paid.text);
  assert.equal(paid.body.fee, 10000);
  assert.equal(paid.body.fees.receipts[0].amount, 10000);
  assert.match(paid.body.fees.receipts[0].basis, /giảm 50 % cho Người khuyết tật theo Nghị quyết 12/);
  assert.match(await owner.page(`/ho-so/${code}`), new RegExp(paid.body.fees.receipts[0].number));
});

test("the day is counted, explained and closed, and takes no more", async () => {
  const cashier = await new Person(server.url).signIn("motcua.hacthanh");
  const leader = await new Person(server.url).signIn("lanhdao.hacthanh");
  const page = await cashier.page("/can-bo/thu-phi");
  const day = page.match(/name="ngay" value="([^"]+)"/)[1];
  const cash = Number(page.match(/quỹ của bạn có ([\d.]+) đồng/)[1].replaceAll(".", ""));
  assert.ok(cash > 0);
  const csv = await (await cashier.get("/can-bo/thu-phi.csv")).text();
  const lines = csv.trim().split("\n");
  assert.match(lines[0], /Đơn vị.*Kỳ.*Biên lai/);
  assert.ok(lines.slice(1).every((line) => line.includes(day)), "each line says of which day it is");
  assert.equal((await cashier.get("/can-bo/thu-phi.xlsx")).status, 200);
  assert.equal((await cashier.get("/can-bo/thu-phi.pdf")).headers.get("content-type"), "application/pdf");
  assert.equal((await (await leader.get("/can-bo/thu-phi.csv")).text()).trim().split("\n").length, lines.length, "the leader sees the unit's");

  const close = (dem_duoc, giai_trinh = "", theo_so = cash) => cashier.post("/can-bo/thu-phi/chot", { ngay: day, dem_duoc, giai_trinh, theo_so });
  assert.equal((await close("nhiều")).status, 422);
  const short = await close(String(cash - 1000));
  assert.equal(short.status, 422);
  assert.match(await short.text(), /thiếu 1.000 đồng/);
  const asked = await cashier.post("/can-bo/thu-phi/chot", { ngay: day, dem_duoc: String(cash - 1000), giai_trinh: "Thối nhầm cho người nộp" });
  assert.equal(asked.status, 200);
  assert.match(await asked.text(), /Thiếu 1.000 đồng \(Một nghìn đồng\)/);
  assert.equal((await close(String(cash - 1000), "Thối nhầm cho người nộp", cash + 1)).status, 409, "the till is not as it was read");
  assert.equal((await close(String(cash - 1000), "Thối nhầm cho người nộp")).status, 303);
  assert.equal((await close(String(cash))).status, 409, "closed once");
  assert.match(await leader.page("/can-bo/thu-phi"), /thiếu 1.000 đồng: Thối nhầm/);

  const clerk = await program("motcua.hacthanh");
  assert.equal((await pay(clerk, await chargedDossier(clerk), { method: "cash", kind: "fee" })).body.code, "FEE_DAY_CLOSED");
  const [, cua] = (await leader.page("/can-bo/thu-phi")).match(/name="cua" value="(\d+)"/);
  const open = (who, ly_do_mo) => who.post("/can-bo/thu-phi/mo-lai", { ngay: day, cua, lan: "1", ly_do_mo });
  assert.equal((await open(cashier, "Đếm sai")).status, 403);
  assert.equal((await open(leader, "")).status, 422);
  assert.equal((await open(leader, "Đếm sai")).status, 303);
  assert.equal((await open(leader, "Đếm sai")).status, 409);
  assert.match(await leader.page("/can-bo/thu-phi"), /mở lại lúc .*: Đếm sai/);
  assert.equal((await close(String(cash))).status, 303, "closed anew");
  const month = await leader.page("/can-bo/thu-phi/thang");
  assert.match(month, /Lệ phí/);
  assert.equal((await leader.get(`/can-bo/thu-phi/thang.csv?thang=${day.slice(3)}`)).status, 200);
  assert.equal((await leader.get("/can-bo/thu-phi/thang?thang=13/2026")).status, 422);
});
