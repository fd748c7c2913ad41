// From an empty folder to the first working day, as docs/operators/a-new-province.md says it, command by command.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { databaseOf, freshDatabase, genericProcedure, makeDemo, password, Person, program, readyDraft, remove, serve } from "./client.mjs";

const folder = mkdtempSync(join(tmpdir(), "dongson-province-")), data = join(folder, "tinh");
const guide = readFileSync("docs/operators/a-new-province.md", "utf8");
const blocks = [...guide.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, body]) => body);
const database = freshDatabase();
let server;

function run(command) {
  return execFileSync("bash", ["-euo", "pipefail", "-c", command], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, PATH: `${join(folder, "bin")}:${process.env.PATH}` } });
}
const codeIn = (text) => /\b((?:[A-Z2-9]{4}-){3}[A-Z2-9]{4})\b/.exec(text)?.[1];

async function activate(person, login, code, password) {
  const answer = await person.post("/kich-hoat", { ten_dang_nhap: login, ma_kich_hoat: code, mat_khau: password });
  if (answer.status === 303) await person.page("/tai-khoan");
  return answer;
}

before(() => {
  mkdirSync(join(folder, "bin"));
  // On PostgreSQL every command is told where it lies; the guide speaks of a folder alone.
  if (database) writeFileSync(join(folder, "bin", "dongson"), `#!/bin/sh\nexec ${program} "$@" --database "${database}"\n`, { mode: 0o755 });
  else symlinkSync(program, join(folder, "bin", "dongson"));
});
after(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const passwords = { "quan.tri": "núi Nưa mây trắng bay", "hoa.lethi": "sông Chu nước trong xanh", "lan.phamthi": "biển Sầm Sơn sóng vỗ" };

test("the guide's commands, in their order, make a province with people in their posts", { timeout: 300_000 }, async (t) => {
  const options = database ? ["--database", database] : [];
  const said = run(blocks[0]);
  assert.match(said, /\d+ units, \d+ procedures/);
  const code = codeIn(said);
  assert.ok(code, said);
  const settings = readFileSync(join(data, "dongson.yaml"), "utf8");
  assert.match(settings, /submission: national/);
  assert.equal(statSync(join(data, "dongson.yaml")).mode & 0o777, 0o600);
  assert.throws(() => run(blocks[0]), /SETUP_DONE/);

  server = await serve(data, options);
  const administrator = new Person(server.url);
  const entered = await activate(administrator, "quan.tri", code, passwords["quan.tri"]);
  assert.equal(entered.status, 303);
  assert.equal((await administrator.get("/can-bo/quan-tri")).status, 200);

  const preview = run(blocks[1]);
  assert.match(preview, /9 new, 0 further posts, 0 changed, 0 as before, 0 faulty/);
  run(blocks[2]);
  const codes = new Map(readFileSync(join(folder, "ma-kich-hoat.csv"), "utf8").trim().split("\n").slice(1).map((line) => [line.split(",")[0], codeIn(line)]));
  assert.equal(codes.size, 9);
  assert.equal(statSync(join(folder, "ma-kich-hoat.csv")).mode & 0o777, 0o600, "codes are the operator's alone");
  assert.match(run(blocks[1]), /0 new, 0 further posts, 0 changed, 9 as before/);

  const clerk = new Person(server.url);
  assert.equal((await activate(clerk, "hoa.lethi", codes.get("hoa.lethi"), passwords["hoa.lethi"])).status, 303);
  assert.match(await (await clerk.get("/can-bo")).text(), /Công chức một cửa/);
  assert.equal((await activate(new Person(server.url), "hoa.lethi", codes.get("hoa.lethi"), passwords["hoa.lethi"])).status, 422, "once");
  assert.equal((await clerk.get("/can-bo/quan-tri")).status, 403);
  assert.equal((await clerk.get("/can-bo/tai-quay")).status, 200);

  const renewed = run(blocks[3]);
  assert.ok(codeIn(renewed), renewed);
  assert.match(renewed, /phường Hạc Thành/);
  assert.equal((await clerk.get("/can-bo")).status, 303, "a reset ended the session");
  const page = await (await administrator.get("/can-bo/quan-tri?tim=hạc+thành")).text();
  for (const login of ["hoa.lethi", "binh.tranvan", "lan.phamthi", "an.nguyenvan"]) assert.ok(page.includes(login), login);
  assert.ok(!page.includes("minh.vuduc"));
  run(blocks[4]);
  t.diagnostic(`${blocks.length} blocks`);
});

test("since 2025 people apply elsewhere: nobody registers here, and the pages say where", async () => {
  const visitor = new Person(server.url);
  const registration = await visitor.get("/dang-ky");
  assert.equal(registration.status, 403);
  assert.match(await registration.text(), /Cổng Dịch vụ công quốc gia/);
  const door = await (await visitor.get("/dang-nhap")).text();
  assert.ok(!door.includes("/dang-ky") && !door.includes("thanh hoa 2026"));
  assert.match(await (await visitor.get("/thu-tuc/1.001193")).text(), /Cổng dịch vụ công quốc gia/i);
  assert.match(await (await visitor.get("/")).text(), /Thanh Hóa/);
  assert.equal((await visitor.get("/quen-mat-khau/phieu")).status, 403);
  const clerk = await new Person(server.url).signIn("quan.tri", passwords["quan.tri"]);
  assert.equal((await clerk.post("/can-bo/xac-minh", { so_dinh_danh: "038190001234", ho_ten: "Lê Thị Hoa", giay_to: "Thẻ căn cước", da_xem: "roi" })).status, 403);
});

test("citizens of a node that was local before are nobody once people apply at the national portal", { timeout: 120_000 }, async () => {
  const own = makeDemo(), config = join(own, "config.yaml");
  let node = await serve(own);
  const citizen = await new Person(node.url).signIn("038190001234");
  const draft = await readyDraft(citizen, await genericProcedure(node.url));
  await node.stop();
  writeFileSync(config, "submission: national\n");
  node = await serve(own, ["--config", config]);
  citizen.url = node.url;
  for (const path of ["/ho-so", draft, "/tai-khoan"]) assert.equal((await citizen.get(path)).status, 303, path);
  assert.equal((await citizen.get("/api/v1/my/dossiers")).status, 401);
  assert.notEqual((await citizen.post(`${draft}/nop`)).headers.get("location")?.split("/")[1], "ho-so");
  assert.equal((await new Person(node.url).post("/dang-nhap", { ten_dang_nhap: "038190001234", mat_khau: password })).status, 403);
  await new Person(node.url).signIn("motcua.hacthanh");
  await node.stop();
  remove(own);
});

test("an account is given to no folder that was not set up, and codes are lost by no file that cannot be made", () => {
  const nowhere = join(folder, "go-nham"), options = database ? ["--database", database] : [];
  const asked = spawnSync(program, ["account", "list", "--data", nowhere], { encoding: "utf8" });
  assert.equal(asked.status, 1);
  assert.match(asked.stderr, /dongson setup/);
  assert.ok(!existsSync(nowhere));
  const list = join(folder, "mot.csv");
  writeFileSync(list, "login,name,unit,role\nmot.nguoi,Một Người,Phường Hạc Thành,clerk\n");
  const lost = spawnSync(program, ["account", "import", list, "--commit", "--codes", "/nowhere/codes.csv", "--data", data, ...options], { encoding: "utf8" });
  assert.equal(lost.status, 1);
  assert.match(spawnSync(program, ["account", "import", list, "--data", data, ...options], { encoding: "utf8" }).stdout, /^1 new/m, "nobody was hired");
});

test("an administrator hires, appoints, ends, disables and lets in again, and every act says who and why", async () => {
  const administrator = await new Person(server.url).signIn("quan.tri", passwords["quan.tri"]);
  const refused = await administrator.post("/can-bo/quan-tri/nguoi-moi", { ten_dang_nhap: "Đ", ho_ten: "", don_vi: "Không Có", vai_tro: "clerk" });
  assert.equal(refused.status, 422);
  const faults = await refused.text();
  for (const field of ["ten_dang_nhap", "ho_ten", "don_vi"]) assert.ok(faults.includes(`href="#${field}"`), field);
  const hired = await administrator.post("/can-bo/quan-tri/nguoi-moi", { ten_dang_nhap: "dung.levan", ho_ten: "Lê Văn Dũng", don_vi: "Phường Sầm Sơn", vai_tro: "specialist", chuc_vu: "Công chức địa chính" });
  assert.equal(hired.status, 200);
  const text = await hired.text(), code = codeIn(text), id = /quan-tri\/nguoi\/(\d+)\/viec"/.exec(text)[1];
  const officer = new Person(server.url);
  assert.equal((await activate(officer, "dung.levan", code, "đồng lúa chín vàng óng")).status, 303);
  assert.match(await (await officer.get("/can-bo")).text(), /Công chức địa chính/);
  const again = await (await administrator.get(`/can-bo/quan-tri/nguoi/${id}`)).text();
  assert.ok(!again.includes(code), "a code is shown once");

  const post = /viec\/(\d+)\/ket-thuc/.exec(again)[1];
  const today = new Date(Date.now() + 7 * 3600e3).toISOString().slice(0, 10), yesterday = new Date(Date.now() + 7 * 3600e3 - 864e5).toISOString().slice(0, 10);
  assert.equal((await administrator.post(`/can-bo/quan-tri/nguoi/${id}/viec/${post}/ket-thuc`, { ngay_cuoi: yesterday, ly_do: "" })).status, 422);
  assert.equal((await administrator.post(`/can-bo/quan-tri/nguoi/${id}/viec/${post}/ket-thuc`, { ngay_cuoi: yesterday, ly_do: "Nhầm đơn vị" })).status, 303);
  const shut = await officer.get("/can-bo");
  assert.equal(shut.status, 403);
  assert.match(await shut.text(), /không giữ chức vụ nào/);
  assert.equal((await administrator.post(`/can-bo/quan-tri/nguoi/${id}/viec`, { don_vi: "H56.253", vai_tro: "clerk", tu_ngay: today })).status, 303);
  assert.equal((await officer.get("/can-bo")).status, 200);
  assert.equal((await administrator.post(`/can-bo/quan-tri/nguoi/${id}/ngung`, { ly_do: "Nghỉ việc" })).status, 303);
  assert.equal((await officer.get("/can-bo")).status, 303);
  const history = await (await administrator.get(`/can-bo/quan-tri/nguoi/${id}`)).text();
  for (const words of ["Nhầm đơn vị", "Nghỉ việc", "Lê Văn Quản", "Kích hoạt"]) assert.ok(history.includes(words), words);
  const me = /quan-tri\/nguoi\/(\d+)"[^>]*>quan\.tri</.exec(await (await administrator.get("/can-bo/quan-tri?tim=quan.tri")).text())[1];
  const last = await administrator.post(`/can-bo/quan-tri/nguoi/${me}/ngung`, { ly_do: "Thử" });
  assert.equal(last.status, 409);
  assert.match(await last.text(), /người quản trị cuối cùng/);
});

test("a list is previewed, its faults come back as a file, and it is carried out once", async () => {
  const administrator = await new Person(server.url).signIn("quan.tri", passwords["quan.tri"]);
  const list = "login,name,unit,role\nxuan.le,Lê Thị Xuân,Xã Hoằng Hóa,specialist\nhong.vu,Vũ Hồng,Xã Không Có,clerk\n";
  const form = new FormData();
  form.append("_csrf", administrator.csrf);
  form.append("tep", new Blob([list], { type: "text/csv" }), "bo-sung.csv");
  const sent = await fetch(`${server.url}/can-bo/quan-tri/danh-sach`, { method: "POST", body: form, redirect: "manual", headers: { cookie: administrator.cookie, ...administrator.address } });
  assert.equal(sent.status, 303);
  const path = sent.headers.get("location");
  const plan = await (await administrator.get(path)).text();
  assert.match(plan, /xuan\.le/);
  assert.match(plan, /không có đơn vị “Xã Không Có”/);
  assert.match(await (await administrator.get(`${path}/loi.csv`)).text(), /^\ufeff?login,name,unit,role,why\r?\nhong\.vu,Vũ Hồng,Xã Không Có,clerk,/);
  const seen = /name="da_xem" value="(\w+)"/.exec(plan)[1];
  assert.equal((await administrator.post(path, { da_xem: seen })).status, 422, "with faults nothing is written");
  assert.equal((await administrator.post(path, { bo_loi: "1" })).status, 409, "what was not shown is not done");
  const done = await administrator.post(path, { bo_loi: "1", da_xem: seen });
  assert.equal(done.status, 200);
  assert.match(done.headers.get("content-disposition"), /ma-kich-hoat\.csv/);
  assert.ok(codeIn(await done.text()));
  assert.equal((await administrator.post(path, { bo_loi: "1", da_xem: seen })).status, 404, "once");
  const large = new FormData();
  large.append("_csrf", administrator.csrf);
  large.append("tep", new Blob([list, "#".repeat(16 << 20)]), "lon.csv");
  const refused = await fetch(`${server.url}/can-bo/quan-tri/danh-sach`, { method: "POST", body: large, redirect: "manual", headers: { cookie: administrator.cookie, ...administrator.address } });
  assert.equal(refused.status, 422, "a list is taken whole or not at all");
});

test("an empty folder waits for whoever has the code from its log, and then is a province without being started again", { timeout: 120_000 }, async () => {
  const empty = join(folder, "trong"), other = freshDatabase();
  const child = spawn(program, ["serve", "--data", empty, "--listen", "127.0.0.1:0", ...(other ? ["--database", other] : [])], { stdio: ["ignore", "pipe", "ignore"] });
  let text = "";
  child.stdout.on("data", (chunk) => (text += chunk));
  const until = async (pattern) => {
    for (let tenth = 0; tenth < 600; ++tenth) {
      const found = pattern.exec(text);
      if (found) return found;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`never said: ${pattern}\n${text}`);
  };
  try {
    const [, port, code] = await until(/localhost:(\d+)\/cai-dat\?ma=(\S+)/);
    const url = `http://127.0.0.1:${port}`, visitor = new Person(url);
    for (const path of ["/", "/dang-nhap", "/cai-dat", "/cai-dat?ma=AAAA-AAAA-AAAA-AAAA"]) assert.equal((await visitor.get(path)).status, 503, path);
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    assert.equal((await visitor.get(`/cai-dat?ma=${code}`)).status, 200);
    const wanted = { ma: code, province: "Thanh Hóa", era: "2025", submission: "local", admin: "quan.tri", "admin-name": "" };
    assert.equal((await visitor.post("/cai-dat", wanted)).status, 422);
    const made = await visitor.post("/cai-dat", { ...wanted, "admin-name": "Lê Văn Quản" });
    assert.equal(made.status, 200);
    const first = codeIn((await made.text()).split("Mã kích hoạt")[1]);
    const [, newPort] = await until(/localhost:(\d+)\n(?!This)/);
    const administrator = new Person(`http://127.0.0.1:${newPort}`);
    assert.equal((await activate(administrator, "quan.tri", first, passwords["quan.tri"])).status, 303);
    assert.equal((await administrator.get("/cai-dat")).status, 404, "the page is gone");
    assert.equal((await administrator.get("/dang-ky")).status, 200, "people register where they apply here");
    assert.match(readFileSync(join(empty, "dongson.yaml"), "utf8"), /submission: local/);
  } finally {
    child.kill();
  }
});

test("settings that stand in a file already are kept, and a clock of 2023 has an administrator too", { timeout: 120_000 }, async () => {
  const own = join(folder, "rieng"), config = join(folder, "rieng.yaml"), mine = freshDatabase(), options = mine ? ["--database", mine] : [];
  writeFileSync(config, "province: Hà Nội\nsubmission: local\nclock_from: 2023-10-02\n");
  const twice = spawnSync(program, ["setup", "--data", own, "--config", config, "--province", "Huế", "--yes", ...options], { encoding: "utf8" });
  assert.equal(twice.status, 2);
  assert.match(twice.stderr, /--province: the settings stand in/);
  const made = spawnSync(program, ["setup", "--data", own, "--config", config, "--admin-name", "Lê Văn Quản", "--yes", ...options], { encoding: "utf8" });
  assert.equal(made.status, 0, made.stderr);
  assert.equal(readFileSync(config, "utf8"), "province: Hà Nội\nsubmission: local\nclock_from: 2023-10-02\n");
  assert.ok(!existsSync(join(own, "dongson.yaml")));
  const node = await serve(own, ["--config", config, ...options]);
  try {
    const administrator = new Person(node.url);
    assert.equal((await activate(administrator, "quan.tri", codeIn(made.stdout), passwords["quan.tri"])).status, 303);
    assert.equal((await administrator.get("/can-bo/quan-tri")).status, 200, "who holds the post in 2023");
    assert.match(await (await administrator.get("/")).text(), /Hà Nội/);
  } finally {
    await node.stop();
  }
});

test("posts of the time before days were kept are ended from the console, and their work goes back", { timeout: 120_000 }, async () => {
  const own = makeDemo(), options = databaseOf(own) ? ["--database", databaseOf(own)] : [];
  const node = await serve(own);
  try {
    const leader = await new Person(node.url).signIn("lanhdao.hacthanh");
    const before = /Chưa giao <span[^>]*>(\d+)</.exec(await (await leader.get("/can-bo/chia-viec")).text())[1];
    const ended = spawnSync(program, ["account", "end", "chuyenvien.hacthanh", "--unit", "Phường Hạc Thành", "--role", "specialist", "--on", new Date(Date.now() - 864e5 + 7 * 36e5).toISOString().slice(0, 10), "--reason", "Nghỉ việc", "--data", own, ...options], { encoding: "utf8" });
    assert.equal(ended.status, 0, ended.stderr);
    let now = before;
    for (let tenth = 0; tenth < 300 && now === before; ++tenth) {
      await new Promise((wait) => setTimeout(wait, 100));
      now = /Chưa giao <span[^>]*>(\d+)</.exec(await (await leader.get("/can-bo/chia-viec")).text())[1];
    }
    assert.ok(Number(now) > Number(before), `${before} → ${now}`);
  } finally {
    await node.stop();
    remove(own);
  }
});

test("a script that leaves something out is told which option, and nothing is made", () => {
  const half = join(folder, "nua"), other = freshDatabase();
  const asked = spawnSync(program, ["setup", "--data", half, "--era", "1999", "--admin", "Á", "--base-url", "dichvucong", "--yes", ...(other ? ["--database", other] : [])], { encoding: "utf8" });
  assert.equal(asked.status, 1);
  for (const option of ["--era", "--admin", "--base-url"]) assert.match(asked.stderr, new RegExp(option));
  assert.ok(!existsSync(join(half, "dongson.yaml")));
});
