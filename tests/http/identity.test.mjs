// Who someone is: a number that is only typed proves nothing, on any route.
import assert from "node:assert/strict";
import http from "node:http";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { behindProxy, databaseOf, demoServer, genericProcedure, password, Person, readyDraft, remove, serve, unhurried } from "./client.mjs";
import { program } from "../demonstration.mjs";

const server = demoServer(undefined, behindProxy + unhurried);
const number = "038185004321";
// Straight into the database: what no route may do.
function write(sql) {
  const connection = databaseOf(server.data);
  if (connection) return execFileSync("psql", [connection, "-qAtc", sql]);
  return execFileSync("sqlite3", [join(server.data, "dongson.db"), `.timeout 5000`, sql]);
}
const pdf = (words) => `%PDF-1.4\n1 0 obj\n<<>>\nendobj\n% ${words}\n%%EOF\n`;

// A registration as a browser sends it; `more` lays over it.
async function register(more = {}) {
  const person = new Person(server.url);
  const fields = { loai: "ca-nhan", ho_ten: "Người Gõ Số", so_dinh_danh: number, ngay_sinh: "1/2/1985", so_dien_thoai: "0987654321", mat_khau: "một câu chẳng ai ngờ", ...more };
  const answer = await person.post("/dang-ky", fields);
  if (answer.status === 303) await person.page("/tai-khoan");
  return { person, answer, text: await answer.text() };
}

const officer = (login) => new Person(server.url).signIn(login);
const json = (person, path, body, headers = {}, method = "POST") =>
  fetch(`${server.url}/api/v1${path}`, { method, body: body instanceof FormData ? body : JSON.stringify(body), headers: { cookie: person.cookie, "x-csrf-token": person.csrf, ...(body instanceof FormData ? {} : { "content-type": "application/json" }), ...headers } });

// A walk-in's dossier, taken by the clerk, with a paper.
async function walkIn(clerk, words, headers = {}, who = number) {
  const procedure = await genericProcedure(server.url);
  const form = new FormData();
  form.append("body", JSON.stringify({ procedure, name: "Bùi Thị Chủ", number: who, address: words, phone: "0987654321", answers: { noi_dung: words, so_ban: "1" } }));
  form.append("tep_0", new Blob([pdf(words)]), `${words}.pdf`);
  return json(clerk, "/dossiers", form, headers);
}

const slipFor = async (clerk, who = number, name = "Bùi Thị Chủ") =>
  (await json(clerk, "/proof-slips", { number: who, name, document: "Thẻ căn cước", seen: true })).json();

// Every route of the program, from the table it answers by.
const routes = () => JSON.parse(execFileSync(program, ["routes", "--json"], { encoding: "utf8" })).map((route) => ({ ...route, path: route.pattern }));

test("two accounts with one number: no route shows either of them the other's", async () => {
  const clerk = await officer("motcua.hacthanh");
  const taken = await walkIn(clerk, "TAIQUAY");
  assert.equal(taken.status, 201);
  const counterCode = (await taken.json()).code;

  const stranger = (await register()).person;
  assert.equal((await (await stranger.get("/api/v1/session")).json()).proof, "none");
  const again = await register();
  assert.equal(again.answer.status, 422, "without a slip a number has one account");
  const slip = await slipFor(clerk);
  const owner = (await register({ ho_ten: "Bùi Thị Chủ", mat_khau: "chủ thật của con số", ma_phieu: slip.code })).person;
  assert.equal((await (await owner.get("/api/v1/session")).json()).proof, "counter");

  const procedure = await genericProcedure(server.url);
  const ownDraft = await readyDraft(owner, procedure);
  const file = new FormData();
  file.append("_csrf", owner.csrf);
  file.append("tep_0", new Blob([pdf("CHUNHAN")]), "CHUNHAN.pdf");
  await fetch(`${server.url}${ownDraft}/giay-to`, { method: "POST", body: file, redirect: "manual", headers: { cookie: owner.cookie } });
  const openDraft = await readyDraft(owner, procedure);
  const submitted = await owner.post(`${ownDraft}/nop`);
  const ownCode = submitted.headers.get("location").match(/ho-so\/([^/]+)/)[1];

  // The owner has both: what was taken at the counter under the number is theirs since they proved it.
  const mine = await owner.page("/ho-so");
  assert.ok(mine.includes(counterCode) && mine.includes(ownCode));
  const papers = [];
  for (const code of [counterCode, ownCode]) for (const paper of (await (await owner.get(`/api/v1/my/dossiers/${code}`)).json()).papers) papers.push(paper.id);
  assert.ok(papers.length >= 1);

  const secrets = [counterCode, ownCode, "TAIQUAY", "CHUNHAN"];
  let walked = 0;
  for (const { method, path, audience } of routes()) {
    if (path === "/dang-xuat" || (path === "/api/v1/session" && method === "DELETE") || path.includes("dang-xuat") || path === "/can-bo/song") continue;
    for (const code of [counterCode, ownCode]) {
      for (const paper of path.includes("{file}") ? papers : [papers[0]]) {
        const draft = openDraft.split("/").pop();
        const url = path.replace("{code}", code).replace("{file}", paper).replace("{event}", "withdraw").replace("{form}", "01").replace("{draft}", draft).replace("{part}", "nguoi-nop").replace("{section}", "yeu-cau").replace(/\{[^}]+\}/g, "1");
        if (url.includes("/tep/") && url.includes("{")) continue;
        const answer = method === "GET" ? await stranger.get(url) : await stranger.post(url, { phien_ban: "1", ly_do: "lý do gì đó", mat_khau_cu: "một câu chẳng ai ngờ" }, url.startsWith("/api") ? { "x-csrf-token": stranger.csrf } : {}, method);
        const text = await answer.text();
        walked++;
        assert.notEqual(answer.status, 429, `${method} ${url}: turned away for asking too often, so nothing was shown of it`);
        const about = /\{(code|draft)\}/.test(path) && /ho-so|nhap|my\/|dossiers/.test(path) && !path.includes("thu-tuc");
        if (about) assert.ok(answer.status >= 400, `${method} ${url} answered the stranger ${answer.status}`);
        // The address that was asked for may be said back; nothing else of the dossier.
        const told = text.replaceAll(url, "").replaceAll(code, "");
        for (const secret of secrets.filter((each) => each !== code)) assert.ok(!told.includes(secret), `${method} ${url} (${audience}) shows ${secret}`);
        if (!about) assert.ok(!text.includes(code) || url.includes(code), `${method} ${url} shows ${code}`);
      }
    }
  }
  assert.ok(walked > 150, `${walked} requests`);
  for (const code of [counterCode, ownCode]) {
    const now = await (await owner.get(`/api/v1/my/dossiers/${code}`)).json();
    assert.equal(now.state, "submitted", "nothing was done to it");
  }
  // Told, and keeps nothing but its own; what it typed is no longer its number.
  assert.match(await stranger.page("/tai-khoan/thong-bao"), /xác minh tại quầy/);
  const kept = await readyDraft(stranger, procedure);
  assert.equal((await stranger.post(`${kept}/nop`)).status >= 400, true, "no more is handed in under the owner's number");
  // Both go on signing in with the number, each with their own password.
  for (const [password, code] of [["chủ thật của con số", 303], ["một câu chẳng ai ngờ", 303], ["không phải của ai cả", 422]]) {
    const answer = await new Person(server.url).post("/dang-nhap", { ten_dang_nhap: number, mat_khau: password });
    assert.equal(answer.status, code);
  }
});

test("an officer withdraws nobody's dossier by typing a sentence, and the person hears of everything", async () => {
  const clerk = await officer("motcua.hacthanh");
  const citizen = await officer("038190001234");
  const submitted = await citizen.post(`${await readyDraft(citizen, await genericProcedure(server.url))}/nop`);
  const code = submitted.headers.get("location").match(/ho-so\/([^/]+)/)[1];
  const typed = await json(clerk, `/dossiers/${code}/events/withdraw`, { version: 1, reason: "Người dân gọi điện xin rút" });
  assert.equal(typed.status, 422);
  assert.equal((await typed.json()).code, "ONE_STOP_SIGNED_PAPER_WANTED");
  const notices = async () => (await (await citizen.get("/api/v1/my/notices")).json()).items.filter((item) => item.reference === code).length;
  let heard = await notices();
  const accepted = await json(clerk, `/dossiers/${code}/events/accept`, { version: 1 });
  assert.equal(accepted.status, 200);
  assert.ok((await notices()) > heard);
  heard = await notices();
  assert.equal((await json(clerk, `/dossiers/${code}/events/forward`, { version: 2 })).status, 200);
  assert.ok((await notices()) > heard, "steps inside the house too");
  const form = new FormData();
  form.append("body", JSON.stringify({ version: 3, reason: "Rút theo đơn có chữ ký" }));
  form.append("tep", new Blob([pdf("don xin rut")]), "don-xin-rut.pdf");
  heard = await notices();
  const withdrawn = await json(clerk, `/dossiers/${code}/events/withdraw`, form);
  assert.equal(withdrawn.status, 200, await withdrawn.text());
  assert.ok((await notices()) > heard);
  const dossier = await (await citizen.get(`/api/v1/my/dossiers/${code}`)).json();
  assert.ok(dossier.papers.some((paper) => paper.name === "don-xin-rut.pdf"), "the signed paper stays with the dossier");
});

// A typed number proves nothing: what a stranger wrote of it online does not come back at the counter as the owner's.
test("the counter knows only whom somebody has seen, and the look is on record", async () => {
  const clerk = await officer("motcua.hacthanh");
  const ask = async (number) => (await clerk.post("/can-bo/tai-quay/2.000815/nguoi", { so_dinh_danh: number })).json();
  const { person: stranger } = await register({ so_dinh_danh: "038195777772", ho_ten: "Kẻ Gian", ngay_sinh: "1/1/1995", thu_dien_tu: "ke@gian.vn", so_dien_thoai: "0999999999" });
  assert.equal((await stranger.post(`${await readyDraft(stranger, await genericProcedure(server.url))}/nop`)).status, 303);
  assert.deepEqual(await ask("038195777772"), { known: null, alike: [] });
  const taken = await walkIn(clerk, "CHUTHAT", {}, "038195777772");
  assert.equal(taken.status, 201, "the stranger's dossier is not the owner's");
  const { known } = await ask("038195777772");
  assert.ok(known.ho_ten && known.ho_ten !== "Kẻ Gian" && known.thu_dien_tu !== "ke@gian.vn", JSON.stringify(known));
  // Who was looked up reads of it.
  const mine = await officer("038190001234");
  const before = (await (await mine.get("/api/v1/my/views")).json()).items.length;
  assert.ok([201, 409].includes((await walkIn(clerk, "HOA", {}, "038190001234")).status), "taken, or there already");
  assert.ok((await ask("038190001234")).known);
  const views = (await (await mine.get("/api/v1/my/views")).json()).items;
  assert.ok(views.length > before && views.some((view) => /Điền thông tin/.test(view.reason)), JSON.stringify(views.slice(0, 3)));
});

test("an idempotency key is bound to officer, unit, act and body", async () => {
  const clerk = await officer("motcua.hacthanh");
  const key = { "idempotency-key": "0123456789abcdef-khoa" };
  const first = await walkIn(clerk, "MOTLAN", key, "038190007777");
  const code = (await first.json()).code;
  assert.equal((await (await walkIn(clerk, "MOTLAN", key, "038190007777")).json()).code, code, "the same form twice is one dossier");
  const other = await walkIn(clerk, "NGUOIKHAC", key, "038190008888");
  assert.equal(other.status, 422);
  assert.ok(!(await other.text()).includes(code));
  assert.equal((await walkIn(clerk, "KHOANGAN", { "idempotency-key": "abc" }, "038190008888")).status, 422, "a short key is refused, not replaced");
  const elsewhere = await officer("motcua.sxd");
  const theirs = await walkIn(elsewhere, "MOTLAN", key, "038190007777");
  assert.equal(theirs.status, 201, "another officer's key is another key; what the person has open elsewhere is not told");
  assert.notEqual((await theirs.json()).code, code);
});

test("a stolen session cannot take the account over", async () => {
  const { person } = await register({ so_dinh_danh: "038185004444", ho_ten: "Trịnh Văn Mất", thu_dien_tu: "cu@vidu.vn" });
  const contact = await person.post("/tai-khoan/lien-he", { so_dien_thoai: "0987654321", thu_dien_tu: "ke@la.vn", dia_chi: "" });
  assert.equal(contact.status, 422);
  assert.equal((await person.post("/tai-khoan/mat-khau", { mat_khau_cu: "đoán bừa thôi", mat_khau: "mưa rơi trên mái nhà" })).status, 422);
  const page = await person.page("/tai-khoan/ma-xac-thuc");
  assert.ok(!page.includes('name="khoa"'), "the seed is the server's alone");
  const other = await new Person(server.url).post("/dang-nhap", { ten_dang_nhap: "038185004444", mat_khau: "một câu chẳng ai ngờ" });
  const elsewhere = other.headers.get("set-cookie").split(";")[0];
  assert.equal((await person.post("/tai-khoan/mat-khau", { mat_khau_cu: "một câu chẳng ai ngờ", mat_khau: "mưa rơi trên mái nhà" })).status, 303);
  assert.equal((await fetch(`${server.url}/tai-khoan`, { redirect: "manual", headers: { cookie: elsewhere } })).status, 303, "other sessions ended");
  assert.match(await person.page("/tai-khoan/thong-bao"), /Mật khẩu của bạn vừa được đổi/);
});

test("a stolen session makes no token, and a new password ends the tokens there are", async () => {
  const leader = await officer("lanhdao.snv");
  const make = async (more) => (await leader.post("/tai-khoan/ma-truy-cap", { ten_ma: "máy thu thập", ...more }));
  for (const more of [{}, { mat_khau_ma: "đoán bừa thôi" }]) {
    const refused = await make(more);
    assert.equal(refused.status, 422);
    const page = await refused.text();
    assert.ok(!page.includes('id="ma-moi"'));
    assert.match(page, /id="mat_khau_ma-loi"/, "the fault stands at the token's password");
  }
  const made = await make({ mat_khau_ma: password });
  assert.equal(made.status, 200);
  const token = (await made.text()).match(/<code id="ma-moi">([^<]+)</)[1];
  const call = async (action, parameters = {}) => (await fetch(`${server.url}/api/3/action/${action}`, { method: "POST", headers: { authorization: token, "content-type": "application/json" }, body: JSON.stringify(parameters) })).status;
  assert.equal(await call("user_show"), 200);
  assert.equal(await call("api_token_create", { name: "con của nó" }), 409, "a stolen token makes no other");
  assert.equal(await call("api_token_create", { name: "con của nó", password }), 200);
  assert.match(await leader.page("/tai-khoan/thong-bao"), /Một mã truy cập cho chương trình vừa được tạo/);
  assert.equal((await leader.post("/tai-khoan/mat-khau", { mat_khau_cu: password, mat_khau: "mưa rơi trên mái nhà" })).status, 303);
  assert.equal(await call("user_show"), 403);
  assert.ok(!(await leader.page("/tai-khoan")).includes("máy thu thập"));
});

test("a foreigner registers a passport and a phone from abroad, and a clerk takes one in", async () => {
  const { person, answer } = await register({ so_dinh_danh: "KOR M12345678", ho_ten: "Kim Minji", ngay_sinh: "3/4/1991", so_dien_thoai: "+82 10 1234 5678" });
  assert.equal(answer.status, 303);
  assert.match(await person.page("/tai-khoan"), /Kim Minji/);
  assert.equal((await register({ so_dinh_danh: "KOX M12345678" })).answer.status, 422, "no such country");
  const clerk = await officer("motcua.hacthanh");
  assert.equal((await walkIn(clerk, "NGOAIQUOC", {}, "jpn tk1234567")).status, 201);
});

const openTo = (folder, ...more) => execFileSync("find", [folder, ...more, "-perm", "/077"], { encoding: "utf8" });

test("demo runs only on an empty folder or a demonstration; what is written is the owner's alone", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dongson-used-"));
  writeFileSync(join(folder, "dongson.db"), "");
  const refused = spawnSync(program, ["demo", "--data", folder], { encoding: "utf8" });
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /no demonstration/);
  assert.equal(readdirSync(folder).length, 1, "nothing was added");
  const bareFolder = mkdtempSync(join(tmpdir(), "dongson-bare-"));
  const bare = await serve(bareFolder);
  try {
    const page = await (await fetch(`${bare.url}/dang-nhap`)).text();
    assert.ok(!page.includes("thanh hoa 2026") && !page.includes("038190001234"));
    assert.equal(openTo(bareFolder), "", "files are 0600 and folders 0700");
  } finally {
    await bare.stop();
  }
  assert.equal(openTo(server.data, "-type", "f"), "", "the demonstration's files too");
  for (const each of [folder, bareFolder]) remove(each);
});

test("a link to set a new password stands in no log", async () => {
  const token = "q".repeat(43);
  await fetch(`${server.url}/dat-lai-mat-khau/${token}`, { method: "POST", redirect: "manual", headers: { origin: "https://elsewhere.example" }, body: new URLSearchParams({ mat_khau: "mưa rơi trên mái nhà" }) });
  assert.ok(!server.errors().includes(token));
});

test("a result whose fee is not paid goes out by no door", async () => {
  const [clerk, specialist, leader, citizen] = await Promise.all(["motcua.hacthanh", "chuyenvien.hacthanh", "lanhdao.hacthanh", "038190001234"].map(officer));
  const submitted = await citizen.post(`${await readyDraft(citizen, await genericProcedure(server.url))}/nop`);
  const code = submitted.headers.get("location").match(/ho-so\/([^/]+)/)[1];
  let version = 1;
  const act = async (person, event, more = {}) => {
    const answer = await json(person, `/dossiers/${code}/events/${event}`, { version, ...more });
    const body = await answer.json();
    if (answer.status === 200) version = body.version;
    return { status: answer.status, body };
  };
  const withResult = new FormData();
  for (const [who, event, more] of [[clerk, "accept"], [clerk, "forward"]]) assert.equal((await act(who, event, more)).status, 200, event);
  withResult.append("body", JSON.stringify({ version, result: "KETQUABIMAT" }));
  withResult.append("tep", new Blob([pdf("KETQUABIMAT")]), "ket-qua.pdf");
  const drafted = await json(specialist, `/dossiers/${code}/events/submit_for_signature`, withResult);
  assert.equal(drafted.status, 200, "submit_for_signature");
  version = (await drafted.json()).version;
  assert.equal((await act(leader, "sign")).status, 200);
  // Whoever has the paper, its code and four digits compares the number and the day; what it says is told to nobody.
  const tracked = await (await fetch(`${server.url}/api/v1/tracking/${code}?last_four=1234`)).json();
  assert.match(tracked.result_number, /^\d+\/\w/);
  const page = await (await fetch(`${server.url}/tra-cuu?ma=${code}&so=1234`)).text();
  assert.ok(page.includes(tracked.result_number) && page.includes(tracked.result_date.split("-").reverse().join("/")), page);
  assert.ok(!page.includes("KETQUABIMAT") && !JSON.stringify(tracked).includes("KETQUABIMAT"));
  // What the law asks for it was never paid.
  write(`UPDATE dossier SET fee_amount = 50000, fee_paid_at = NULL WHERE code = '${code}'`);
  const doors = [[citizen, `/ho-so/${code}/ket-qua`], [citizen, `/ho-so/${code}/phieu/kq`], [citizen, `/api/v1/my/dossiers/${code}/result`], [citizen, `/api/v1/my/dossiers/${code}/forms/kq`], [clerk, `/can-bo/ho-so/${code}/phieu/kq`], [clerk, `/api/v1/dossiers/${code}/forms/kq`]];
  for (const [who, path] of doors) assert.equal((await who.get(path)).status, 409, path);
  for (const [who, path] of [[citizen, `/ho-so/${code}`], [citizen, `/api/v1/my/dossiers/${code}`], [clerk, `/api/v1/dossiers/${code}`], [citizen, "/ho-so"]]) assert.ok(!(await (await who.get(path)).text()).includes("KETQUABIMAT"), path);
  assert.equal((await act(clerk, "return_result")).status, 409);
  assert.equal((await leader.get(`/can-bo/ho-so/${code}/phieu/kq`)).status, 200, "who made it reads it");
  assert.equal((await act(clerk, "mark_paid", { payment: { method: "cash", kind: "fee" } })).status, 200);
  for (const [who, path] of doors) assert.equal((await who.get(path)).status, 200, path);
});

// A paper is printed in the faces it has: what they lack is refused at every door, with what to do.
test("letters that no paper can be printed with are told before anything is taken", async () => {
  const foreign = await register({ ho_ten: "李小龙", so_dinh_danh: "CHN E12345678", ngay_sinh: "1/2/1985" });
  assert.match(foreign.text, /Chữ “李” không in được[^<]*La-tinh, như trên hộ chiếu/);
  const clerk = await officer("motcua.hacthanh");
  const procedure = await genericProcedure(server.url);
  const take = (more) => json(clerk, "/dossiers", { procedure, name: "Kim Chulsoo", number: "KOR M7654321", address: "Phường Hạc Thành", phone: "+84 (0)987 654 321", answers: { noi_dung: "Xin bản sao", so_ban: "1" }, papers_complete: true, ...more });
  const faults = async (more) => {
    const answer = await take(more);
    assert.equal(answer.status, 422, JSON.stringify(more));
    return JSON.stringify(await answer.json());
  };
  assert.match(await faults({ name: "김철수" }), /NAME_LETTERS/);
  assert.match(await faults({ address: "首爾" }), /LETTER_NOT_PRINTED/);
  assert.match(await faults({ answers: { noi_dung: "Xin 😀", so_ban: "1" } }), /LETTER_NOT_PRINTED/);
  assert.match(JSON.stringify(await (await json(clerk, "/proof-slips", { number: "KOR M7654321", name: "김철수", document: "Hộ chiếu", seen: true })).json()), /NAME_LETTERS/);
  const taken = await take({ name: "Kim\u000bChulsoo", answers: { noi_dung: "Xin\u000bbản sao", so_ban: "1" } });
  assert.equal(taken.status, 201, JSON.stringify(await taken.clone().json()));
  const { code, version } = await taken.json();
  const accepted = await json(clerk, `/dossiers/${code}/events/accept`, { version });
  assert.equal(accepted.status, 200, JSON.stringify(await accepted.json()));
  const receipt = await (await clerk.get(`/can-bo/ho-so/${code}/phieu/01`)).arrayBuffer();
  const words = execFileSync("pdftotext", ["-layout", "-", "-"], { input: Buffer.from(receipt), encoding: "utf8" });
  assert.match(words, /Kim Chulsoo/);
  assert.match(words, /Số hộ chiếu: KOR-M7654321/);
  assert.match(words, /Số điện thoại: 0987654321/);
  const forwarded = await json(clerk, `/dossiers/${code}/events/forward`, { version: version + 1, reason: "Chuyển 😀" });
  assert.match(await forwarded.text(), /LETTER_NOT_PRINTED/);
});

// A proxy adds its line below what the client wrote: read from the right, only as far as proxies of ours stand.
test("several X-Forwarded-For lines are one list", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dongson-proxy-"));
  const config = join(folder, "config.yaml");
  writeFileSync(config, `access_log: ${folder}/access.log\nproxies: ["127.0.0.1", "10.0.0.9"]\n`);
  const behind = await serve(join(folder, "data"), ["--config", config]);
  const ask = (lines) => new Promise((resolve, reject) => http.get(`${behind.url}/healthz`, { headers: { "X-Forwarded-For": lines } }, (answer) => answer.resume().on("end", resolve)).on("error", reject));
  await ask(["6.6.6.6", "1.2.3.4"]);
  await ask(["6.6.6.6, 1.2.3.5", "10.0.0.9"]);
  await behind.stop();
  const addresses = readFileSync(`${folder}/access.log`, "utf8").trim().split("\n").map((line) => line.split(" ")[0]);
  assert.deepEqual(addresses.slice(-2), ["1.2.3.4", "1.2.3.5"]);
  remove(folder);
});
