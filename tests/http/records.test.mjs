// Dossiers past their time are destroyed by two people: without a rule they stay, what is held back stays, and afterwards nothing of a
// person is left but the figures, the ledger's hashes and the minute.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { test } from "node:test";
import { databaseOf, makeDemo, Person, program, remove, secondAdministrator, serve, unlimited } from "./client.mjs";

const at = (data) => ["--data", data, ...(databaseOf(data) ? ["--database", databaseOf(data)] : [])];
function sql(data, text) {
  const words = databaseOf(data) ? ["psql", [databaseOf(data), "-AtqF", "|", "-c", text]] : ["sqlite3", ["-cmd", ".timeout 10000", `${data}/dongson.db`, text]];
  return execFileSync(words[0], words[1], { encoding: "utf8" }).trim();
}
const home = "(SELECT p.unit_id FROM appointment p JOIN account a ON a.id = p.account_id WHERE a.login = 'motcua.hacthanh')";
const audit = (data) => spawnSync(program, ["ledger", "audit", ...at(data)], { encoding: "utf8" });

// Those of the commune that are over, as if they had ended, and been paid for, years ago: a receipt alone keeps a dossier for ten.
function agedDossiers(data) {
  sql(data, `UPDATE dossier SET closed_at = 1420070400000 + id % 1000 WHERE closed_at IS NOT NULL AND intake_unit_id = ${home}`);
  sql(data, `UPDATE fee_receipt SET taken_at = 1420070400000 + id % 1000 WHERE dossier_id IN (SELECT id FROM dossier WHERE closed_at IS NOT NULL AND intake_unit_id = ${home})`);
  return sql(data, `SELECT d.code, p.code, d.person_name, d.id FROM dossier d JOIN procedure p ON p.id = d.procedure_id WHERE d.closed_at IS NOT NULL AND d.intake_unit_id = ${home} ORDER BY d.code`)
    .split("\n").map((line) => line.split("|")).map(([code, procedure, name, id]) => ({ code, procedure, name, id }));
}

async function gone(data, codes) {
  for (let tries = 0; tries < 150; ++tries) {
    if (codes.every((code) => sql(data, `SELECT person_name FROM dossier WHERE code = '${code}'`) === "")) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.fail("the dossiers are there still");
}

test("two people destroy what is past its time; what has no rule or is held back stays", { timeout: 240_000 }, async (t) => {
  const data = makeDemo();
  t.after(() => remove(data));
  const aged = agedDossiers(data);
  assert.ok(aged.length >= 2, "the demonstration has dossiers that are over");
  let server = await serve(data, unlimited(data), { quiet: true });
  t.after(() => server.stop());
  const people = async () => Object.fromEntries(await Promise.all(Object.entries({ clerk: "motcua.hacthanh", leader: "lanhdao.hacthanh", specialist: "chuyenvien.hacthanh", admin: "quantri" })
    .map(async ([who, login]) => [who, await new Person(server.url).signIn(login)])));
  let { clerk, leader, specialist, admin } = await people();
  const room = "/can-bo/luu-tru", [first, second] = aged;
  const ask = (who, codes) => { const body = new URLSearchParams({ _csrf: who.csrf, ly_do: "Hết thời hạn lưu trữ" }); for (const code of codes) body.append("ho_so", code); return fetch(server.url + room + "/tieu-huy", { method: "POST", redirect: "manual", body, headers: { cookie: who.cookie } }); };

  // Nobody guesses a term.
  assert.match(await clerk.page(room), /Không có hồ sơ nào hết thời hạn giữ/);
  assert.equal((await ask(clerk, [first.code])).status, 409);
  assert.equal((await specialist.get(room)).status, 403);
  const rule = { thu_tuc: first.procedure, linh_vuc: "", thoi_han: "nam", so_nam: "5", can_cu: "Quyết định 1/QĐ-UBND, mục 2" };
  assert.equal((await clerk.post(`${room}/thoi-han`, rule)).status, 403, "who keeps records sets no term");
  await admin.page(`${room}/thoi-han`);
  for (const [wrong, field] of [[{ so_nam: "abc" }, "so_nam"], [{ so_nam: "101" }, "so_nam"], [{ so_nam: "0" }, "so_nam"], [{ thoi_han: "" }, "thoi_han"], [{ can_cu: "" }, "can_cu"], [{ can_cu: "abc" }, "can_cu"], [{ thu_tuc: "" }, "thu_tuc"]]) {
    const refused = await admin.post(`${room}/thoi-han`, { ...rule, ...wrong });
    assert.equal(refused.status, 422);
    assert.match(await refused.text(), new RegExp(`href="#${field}"`));
  }
  // A first term waits for a second administrator; each that was set stands there, with who asked and who agreed.
  const approver = await secondAdministrator({ data, url: server.url }), waiting = "/can-bo/quan-tri/cho-xac-nhan";
  const agreed = async () => { for (const [, request] of (await approver.page(waiting)).matchAll(/cho-xac-nhan\/(\d+)\/dong-y"/g)) assert.equal((await approver.post(`${waiting}/${request}/dong-y`)).status, 200); };
  // At most twenty requests of one administrator wait.
  const procedures = [...new Set(aged.map((each) => each.procedure))];
  for (let from = 0; from < procedures.length; from += 20) {
    for (const procedure of procedures.slice(from, from + 20)) assert.equal((await admin.post(`${room}/thoi-han`, { ...rule, thu_tuc: procedure })).headers.get("location"), waiting, procedure);
    if (from === 0) assert.match(await clerk.page(room), /Không có hồ sơ nào hết thời hạn giữ/, "one administrator lets nothing go");
    await agreed();
  }
  assert.match(await admin.page(`${room}/thoi-han`), /id="lich-su"[^]*Chưa có quy định → 5 năm[^]*Lê Văn Hai xác nhận/);

  const page = await clerk.page(room);
  for (const { code } of aged) assert.ok(page.includes(code), code);
  assert.ok(!page.includes(first.name), "a list of records names nobody");
  assert.equal((await clerk.post(`${room}/giu`, { ma_giu: first.code, ly_do_giu: "" })).status, 422);
  assert.equal((await clerk.post(`${room}/giu`, { ma_giu: first.code, ly_do_giu: "Đơn khiếu nại số 5" })).status, 303);
  assert.equal((await ask(clerk, [first.code, second.code])).status, 409, "held back");
  const hold = (await clerk.page(room)).match(/name="giu" value="(\d+)"/)[1];
  const silent = await clerk.post(`${room}/bo-giu`, { giu: hold, ma: first.code });
  assert.equal(silent.status, 422, "ending it wants a reason");
  assert.match(await silent.text(), new RegExp(`href="#ly_do_bo_${hold}"`));
  assert.equal((await clerk.post(`${room}/bo-giu`, { giu: hold, ma: first.code, [`ly_do_bo_${hold}`]: "Đã giải quyết đơn số 5" })).status, 303);

  const paths = sql(data, "SELECT digest FROM file f JOIN dossier_paper p ON p.file_id = f.id").split("\n");
  const figures = await (await fetch(`${server.url}/api/v1/figures`)).json();
  const asked = await ask(clerk, [first.code]);
  assert.equal(asked.status, 303);
  const list = asked.headers.get("location");
  assert.equal((await ask(clerk, [first.code])).status, 409, "on a list already");
  assert.equal((await clerk.post(list, { quyet_dinh: "tieu-huy" })).status, 403, "who asked does not decide");
  assert.match(await leader.page(list), /Đơn khiếu nại số 5[^]*thôi giữ[^]*Đã giải quyết đơn số 5[^]*Đồng ý tiêu hủy/);
  assert.equal((await leader.post(list, { quyet_dinh: "khong" })).status, 303);
  assert.match(await leader.page(list), /Không đồng ý/);
  assert.equal((await leader.post(list, { quyet_dinh: "tieu-huy" })).status, 409, "decided is decided");

  // Killed in the middle: each dossier is whole or gone, and the next program goes on.
  const codes = aged.map(({ code }) => code);
  const again = (await ask(clerk, codes)).headers.get("location");
  assert.equal((await leader.post(again, { quyet_dinh: "tieu-huy" })).status, 303);
  await server.stop("SIGKILL");
  server = await serve(data, unlimited(data), { quiet: true });
  await gone(data, codes);
  ({ clerk, leader } = await people());
  const done = await clerk.page(again);
  assert.match(done, new RegExp(`Đã tiêu hủy ${codes.length} hồ sơ`));
  const minute = await clerk.get(`${again}/bien-ban.pdf`);
  assert.equal(minute.status, 200);
  assert.match(minute.headers.get("content-type"), /pdf/);

  // Whoever tracks is told; nothing of a person is left.
  const tracked = await fetch(`${server.url}/tra-cuu?ma=${first.code}&so=1234`);
  assert.equal(tracked.status, 410);
  assert.match(await tracked.text(), /đã tiêu hủy[^]*01\/BB-TH/);
  assert.equal((await fetch(`${server.url}/api/v1/tracking/${first.code}?last_four=1234`)).status, 404);
  assert.equal((await leader.get(`/can-bo/ho-so/${first.code}`)).status, 404);
  const ids = `(${aged.map(({ id }) => id).join(",")})`, quoted = `(${codes.map((code) => `'${code}'`).join(",")})`;
  const none = (what, where) => assert.equal(sql(data, `SELECT COUNT(*) FROM ${what} WHERE ${where}`), "0", what);
  for (const [table, column] of [["dossier_paper", "dossier_id"], ["issued_paper", "dossier_id"], ["case_reader", "case_id"], ["dossier_words", "dossier_id"], ["mandate", "dossier_id"], ["co_applicant", "dossier_id"], ["consultation", "case_id"]])
    none(table, `${column} IN ${ids}`);
  assert.equal(sql(data, `SELECT DISTINCT person_number || person_phone || person_email || person_address || summary || delivery_address || result_text || answers FROM dossier WHERE id IN ${ids}`), "{}");
  for (const table of ["notice", "record_view"]) none(table, `reference IN ${quoted}`);
  none("case_happening", `case_id IN ${ids} AND (reason <> '' OR actor_name <> '')`);
  none("ledger_entry", codes.map((code) => `content LIKE '%${code}%'`).join(" OR ")); // the ledger keeps hashes
  assert.ok(paths.length > 0);
  assert.deepEqual(await (await fetch(`${server.url}/api/v1/figures`)).json(), figures, "figures count what there was");
  assert.equal((await clerk.get("/can-bo/so-theo-doi")).status, 200);
  await server.stop();
  assert.match(audit(data).stdout, /^TRUE/, "the ledger holds");

  // Who makes a dossier go by SQL, or empties an entry, is found.
  const other = sql(data, "SELECT ledger_id FROM case_happening h JOIN dossier d ON d.id = h.case_id WHERE d.person_name <> '' ORDER BY h.id LIMIT 1");
  const nothing = databaseOf(data) ? "''::bytea" : "x''";
  const [content, salt] = sql(data, `SELECT REPLACE(content, CHR(10), '~') , encode(salt, 'hex') FROM ledger_entry WHERE id = ${other}`.replace("CHR(10)", databaseOf(data) ? "CHR(10)" : "char(10)").replace("encode(salt, 'hex')", databaseOf(data) ? "encode(salt, 'hex')" : "hex(salt)")).split("|");
  sql(data, `UPDATE ledger_entry SET content = '', salt = ${nothing} WHERE id = ${other}`);
  assert.match(audit(data).stdout, /its ledger entry was emptied/);
  sql(data, `UPDATE ledger_entry SET content = '${content.replaceAll("~", "\n").replaceAll("'", "''")}', salt = ${databaseOf(data) ? `'\\x${salt}'` : `x'${salt}'`} WHERE id = ${other}`);
  assert.match(audit(data).stdout, /^TRUE/);
  const victim = sql(data, "SELECT id FROM dossier WHERE person_name <> '' ORDER BY id LIMIT 1"), code = sql(data, `SELECT code FROM dossier WHERE id = ${victim}`);
  sql(data, `INSERT INTO destruction_dossier (destruction_id, dossier_id, code, procedure_name, closed_at, basis, destroyed_at) SELECT id, ${victim}, '${code}', '', 0, '', 1 FROM destruction WHERE decision = 'granted'`);
  assert.match(audit(data).stdout, /destruction 01\/BB-TH: destruction_dossier/, "a row that no minute names");
});
