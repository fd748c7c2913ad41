// The whole program over HTTP.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { demoServer, genericProcedure, makeDemo, Person, program, readyDraft, remove, serve, unhurried } from "./client.mjs";

const server = demoServer(() => {}, unhurried);

const raw = (text) =>
  new Promise((resolve) => {
    const { port } = new URL(server.url);
    const socket = net.connect(Number(port), "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk));
    socket.on("close", () => resolve(answer));
    socket.on("error", () => resolve(answer));
    setTimeout(() => socket.destroy(), 3000);
  });

test("answers carry a strict policy, an entity tag and the right encoding", async () => {
  const page = await fetch(`${server.url}/`);
  assert.equal(page.status, 200);
  assert.match(page.headers.get("content-security-policy"), /default-src 'none'/);
  assert.equal(page.headers.get("x-content-type-options"), "nosniff");
  const tag = page.headers.get("etag");
  assert.equal((await fetch(`${server.url}/`, { headers: { "if-none-match": tag } })).status, 304);
  for (const encoding of ["gzip", "br"]) {
    const packed = await fetch(`${server.url}/thu-tuc`, { headers: { "accept-encoding": encoding } });
    assert.equal(packed.headers.get("content-encoding"), encoding);
    assert.match(await packed.text(), /Tìm thủ tục/);
  }
  const head = await fetch(`${server.url}/thu-tuc`, { method: "HEAD" });
  assert.equal(head.status, 200);
});

// While nodes are changed one after another, a page of one asks another for what it shows.
test("an asset is kept for long only where its address means it", async () => {
  const address = (await (await fetch(`${server.url}/`)).text()).match(/\/assets\/\w+\/dongson\.css/)[0];
  const own = await fetch(server.url + address);
  assert.match(own.headers.get("cache-control"), /immutable/);
  assert.match((await fetch(server.url + address.replace("dongson.css", "be-vietnam-pro-latin-400.woff2"))).headers.get("cache-control"), /immutable/);
  const other = await fetch(`${server.url}/assets/0123456789/dongson.css`);
  assert.equal(other.headers.get("cache-control"), "no-store");
  assert.equal(await other.text(), await own.text());
  const missing = await fetch(`${server.url}/assets/0123456789/none.css`);
  assert.equal(missing.status, 404);
});

test("a program that asks for JSON is refused in JSON", async () => {
  for (const path of ["/khong-co-trang-nay", "/thu-tuc/khong-co", "/api/v1/khong-co"]) {
    const answer = await fetch(server.url + path, { headers: { accept: "application/json" } });
    assert.equal(answer.status, 404, path);
    assert.match(answer.headers.get("content-type"), /^application\/problem\+json/, path);
  }
  assert.match((await fetch(`${server.url}/khong-co-trang-nay`)).headers.get("content-type"), /^text\/html/);
});

test("searches say what is done elsewhere, and what is only in Vietnamese", async () => {
  const read = async (path) => (await fetch(`${server.url}${path}`)).text();
  const names = (page) => [...page.matchAll(/<h2><a class="govuk-link ds-name" href="[^"]*\/thu-tuc\/([^"]+)" title="([^"]+)">(?:<span lang="vi">)?([^<]+)/g)];
  const first = async (question, english = "") => names(await read(`${english}/thu-tuc?q=${encodeURIComponent(question)}`))[0]?.[1];
  const list = await read("/thu-tuc");
  assert.equal(names(list)[0][1], "1.001193");
  for (const [, , whole, shown] of names(list)) assert.equal(whole, shown);
  assert.match(list, /Lĩnh vực/);
  assert.equal(await first("1.001193.000.00.00.H56"), "1.001193");
  assert.equal(await first("birth certificate", "/en"), "1.001193");
  assert.equal(await first("land certificate", "/en"), "1.115520");
  assert.equal(await first("open a restaurant", "/en"), "1.001612");
  const elsewhere = await read("/thu-tuc?q=karaoke");
  assert.match(elsewhere, /Việc bạn hỏi do nơi khác làm/);
  assert.doesNotMatch(elsewhere, /Tìm thấy 0/);
  assert.match(await read("/en/thu-tuc?q=passport"), /Passports: new, replaced, renewed/);
  for (const path of ["/thu-tuc?q=birth", "/thu-tuc/1.001193"]) {
    assert.equal((await read(`/en${path}`)).match(/Official names of procedures and papers are in Vietnamese/g)?.length, 1);
    assert.doesNotMatch(await read(path), /được ghi bằng tiếng Việt/);
  }
});

test("pages that name a person are never shared", async () => {
  const person = await new Person(server.url).signIn("038190001234");
  const answer = await person.get("/ho-so");
  assert.equal(answer.headers.get("cache-control"), "no-store");
  assert.match(await (await person.get("/")).text(), /Lê Thị Hoa/);
  assert.doesNotMatch(await (await fetch(`${server.url}/`)).text(), /Lê Thị Hoa/);
});

test("broken requests get a clear answer and the next one is served", async () => {
  assert.match(await raw("NONSENSE\r\n\r\n"), /^HTTP\/1\.1 400/);
  assert.match(await raw(`GET / HTTP/1.1\r\nhost: x\r\nlong: ${"a".repeat(20000)}\r\n\r\n`), /^HTTP\/1\.1 4(31|00)/);
  assert.match(await raw("GET /%zz%00 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"), /^HTTP\/1\.1 404/);
  assert.match(await raw("GET /../../etc/passwd HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"), /^HTTP\/1\.1 404/);
  assert.match(await raw("POST /dang-nhap HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 99999999\r\n\r\n"), /^HTTP\/1\.1 413/);
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
  assert.equal((await fetch(`${server.url}/readyz`)).status, 200);
});

test("a form of another site is refused", async () => {
  const person = await new Person(server.url).signIn("038190001234");
  const code = await genericProcedure(server.url);
  assert.equal((await person.post(`/thu-tuc/${code}/nop`, { _csrf: "wrong" })).status, 403);
  assert.equal((await person.post(`/thu-tuc/${code}/nop`, {}, { "sec-fetch-site": "cross-site" })).status, 403);
  assert.equal((await person.post(`/thu-tuc/${code}/nop`, {}, { origin: "https://evil.example" })).status, 403);
  assert.equal((await person.post(`/thu-tuc/${code}/nop`)).status, 303);
});

test("files are known by their bytes; what is refused loses nothing", async () => {
  const person = await new Person(server.url).signIn("038190001234");
  const code = await genericProcedure(server.url);
  const draft = (await person.post(`/thu-tuc/${code}/nop`, { moi: "co" })).headers.get("location");
  const send = async (name, bytes) => {
    const form = new FormData();
    form.append("_csrf", person.csrf);
    form.append("tep_-1", new Blob([bytes]), name);
    const answer = await fetch(`${server.url}${draft}/giay-to`, { method: "POST", body: form, redirect: "manual", headers: { cookie: person.cookie } });
    return [answer.status, await answer.text()];
  };
  assert.match((await send("virus.pdf", "MZ\x90\x00this is a program and not a paper at all, whatever its name may say".padEnd(300, "x")))[1], /loại không nhận|thuộc loại/);
  assert.match((await send("empty.pdf", ""))[1], /rỗng/);
  const large = await send("large.pdf", Buffer.concat([Buffer.from("%PDF-1.4\n"), Buffer.alloc(26 << 20)]));
  assert.match(large[1], /lớn hơn 25 MB/);
  assert.equal((await send("../../\u202egpj.pdf", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"))[0], 303);
  assert.match((await send("cut.pdf", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"))[1], /hỏng hoặc chưa đủ, người nhận không mở được/);
  assert.match((await send("locked.pdf", readFileSync("tests/data/locked.pdf")))[1], /có mật khẩu, người nhận không mở được/);
  assert.equal((await send("no_copying.pdf", readFileSync("tests/data/no_copying.pdf")))[0], 303);
  const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  assert.equal((await send("picture.pdf", png))[0], 303);
  const page = await person.page(`${draft}/giay-to`);
  assert.match(page, /gpj\.pdf/);
  assert.match(page, /no_copying\.pdf/);
  assert.match(page, /picture\.png/);
  assert.doesNotMatch(page, /picture\.pdf|locked\.pdf|cut\.pdf/);
  assert.doesNotMatch(page, /\u202e|\.\.\//);
});

test("a dossier sent twice is one dossier, and its code has no gap", async () => {
  const person = await new Person(server.url).signIn("038190001234");
  const code = await genericProcedure(server.url);
  const draft = await readyDraft(person, code);
  const [first, second] = await Promise.all([person.post(`${draft}/nop`), person.post(`${draft}/nop`)]);
  const where = [first, second].map((answer) => answer.headers.get("location").split("/")[2]);
  assert.equal(where[0], where[1]);
  const again = await readyDraft(person, code);
  const next = (await person.post(`${again}/nop`)).headers.get("location").split("/")[2];
  assert.equal(Number(next.split("-")[2]), Number(where[0].split("-")[2]) + 1);
});

test("nobody sees another's dossier or draft", async () => {
  const owner = await new Person(server.url).signIn("038190001234");
  const draft = await readyDraft(owner, await genericProcedure(server.url));
  const code = (await owner.post(`${draft}/nop`)).headers.get("location").split("/")[2];
  const other = await new Person(server.url).signIn("2800123452");
  for (const path of [`/ho-so/${code}`, `/ho-so/${code}/chung-nhan`, `/ho-so/${code}/phieu/01`, draft]) assert.equal((await other.get(path)).status, 404, path);
  assert.equal((await fetch(`${server.url}/tra-cuu?ma=${code}&so=9999`)).status, 404);
  assert.equal((await fetch(`${server.url}/tra-cuu?ma=${code}&so=1234`)).status, 200);
  // Who types the whole number is found by the whole of it.
  assert.equal((await fetch(`${server.url}/tra-cuu?ma=${code}&so=038%20190%20001234`)).status, 200);
  assert.equal((await fetch(`${server.url}/tra-cuu?ma=${code}&so=038190011234`)).status, 404);
});

// What a role gives, as data/roles.yaml says it.
const given = Object.fromEntries(
  [...readFileSync("data/roles.yaml", "utf8").matchAll(/- key: (\w+)[\s\S]*?capabilities: \[([^\]]*)\]/g)].map(([, key, list]) => [key, list.split(", ")]),
);

// Somebody with what they may do: what their kind of account is, and what the roles of their posts give.
async function walker(login) {
  const person = await new Person(server.url).signIn(login);
  const session = await (await person.get("/api/v1/session")).json();
  const may = session.appointments.flatMap((post) => given[post.role]);
  return { login, person, audiences: ["anyone", "signed_in", session.kind === "officer" ? "officer" : "citizen", ...may] };
}

// Where the doors do not do what the table says of them.
async function wrongDoors(table, people) {
  const wrong = [];
  for (const { method, pattern, audience } of table) {
    if (pattern === "/dang-xuat" || pattern === "/can-bo/song" || pattern.endsWith("/luong") || (method === "DELETE" && pattern === "/api/v1/session")) continue; // ends the session; never ends
    if (audience === "anyone" && method !== "GET") continue; // sign-in and its like
    const path = pattern.replace("{tile…}", "0/000").replace(/\{\w+\}/g, "1");
    for (const { login, person, audiences } of people) {
      const answer = method === "GET" ? await person.get(path) : await person.post(path, {}, {}, method);
      const text = await answer.text();
      const turned = answer.status === 401 || (answer.status === 303 && answer.headers.get("location").includes("/dang-nhap")) || (answer.status === 403 && /không có quyền với trang này|may not use this page/.test(text));
      if (turned === audiences.includes(audience)) wrong.push(`${method} ${pattern} (${audience}) as ${login}: ${answer.status}`);
      assert.ok(answer.status !== 500 && answer.status !== 429, `${method} ${pattern} as ${login}: ${answer.status}`);
    }
  }
  return wrong;
}

// Every route by every capability: what the table says about audiences is what happens.
test("every route is open exactly to those its audience names", async () => {
  const table = JSON.parse(execFileSync(program, ["routes", "--json"], { encoding: "utf8" }));
  assert.ok(table.length > 250, `${table.length} routes`);
  const people = [{ login: "a visitor", person: new Person(server.url), audiences: ["anyone"] }];
  for (const login of ["038190001234", "motcua.hacthanh", "chuyenvien.hacthanh", "lanhdao.hacthanh", "quantri", "truc.soc"]) people.push(await walker(login));
  for (const audience of new Set(table.map((route) => route.audience))) {
    assert.ok(people.some((each) => each.audiences.includes(audience)), `nobody of the demonstration may what ${audience} asks`);
    assert.ok(audience === "anyone" || people.some((each) => !each.audiences.includes(audience)), `everybody may what ${audience} asks`);
  }
  assert.deepEqual(await wrongDoors(table, people), []);
  // And it would be seen: a door that opens to more than the table says, and one that opens to fewer.
  const door = (pattern, audience) => [{ method: "GET", pattern, audience }];
  assert.equal((await wrongDoors(door("/can-bo", "identity.administrate"), people)).length, 4);
  assert.equal((await wrongDoors(door("/can-bo/quan-tri", "officer"), people)).length, 4);
});

test("four digits cannot be guessed at speed, on the page or by a program", async () => {
  const own = makeDemo();
  const second = await serve(own);
  const statuses = [];
  for (let guess = 0; guess < 30; ++guess) statuses.push((await fetch(`${second.url}/api/v1/tracking/H56.102-261123-0001?last_four=${1000 + guess}`)).status);
  assert.ok(statuses.includes(429), statuses.join(" "));
  assert.equal((await fetch(`${second.url}/tra-cuu?ma=H56.102-261123-0001&so=1111`)).status, 429);
  await second.stop();
  remove(own);
});

test("an address has its share a minute, and an account its own; a proxy is believed only when it is named", async () => {
  const own = makeDemo();
  writeFileSync(join(own, "config.yaml"), "address_requests_per_minute: 20\naccount_requests_per_minute: 60\nproxies: [127.0.0.1]\n");
  const second = await serve(own, ["--config", join(own, "config.yaml")], { quiet: true });
  const from = (address) => fetch(`${second.url}/thu-tuc?q=dat`, { headers: { "x-forwarded-for": `6.6.6.6, ${address}` } }).then((answer) => answer.status);
  const person = await new Person(second.url).signIn("038190001234");
  const statuses = [];
  for (let request = 0; request < 14; ++request) statuses.push(await from("203.0.113.7"));
  assert.deepEqual([...new Set(statuses)], [200, 429]);
  assert.equal(await from("203.0.113.8"), 200, "another address is served");
  assert.equal((await person.get("/ho-so")).status, 200, "an account has its own share");
  await second.stop();
  remove(own);
});

test("a file is served in ranges", async () => {
  const person = await new Person(server.url).signIn("038190001234");
  const draft = await readyDraft(person, await genericProcedure(server.url));
  const form = new FormData();
  form.append("_csrf", person.csrf);
  const bytes = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n";
  form.append("tep_-1", new Blob([bytes]), "a.pdf");
  await fetch(`${server.url}${draft}/giay-to`, { method: "POST", body: form, redirect: "manual", headers: { cookie: person.cookie } });
  const code = (await person.post(`${draft}/nop`)).headers.get("location").split("/")[2];
  const path = (await person.page(`/ho-so/${code}`)).match(/\/ho-so\/[^"]+\/tep\/\d+/)[0];
  const part = await person.get(path, { range: "bytes=0-7" });
  assert.equal(part.status, 206);
  assert.equal(await part.text(), "%PDF-1.4");
  assert.equal((await person.get(path, { range: "bytes=-6" })).status, 206);
  assert.equal((await person.get(path, { range: "bytes=9999-" })).status, 416);
});

test("SIGTERM lets requests under way finish and ends by itself", async () => {
  const own = makeDemo();
  const second = await serve(own);
  const answers = [];
  for (let index = 0; index < 40; ++index) answers.push(fetch(`${second.url}/thu-tuc?q=dat&trang=${index % 3}`).then((answer) => answer.text().then(() => answer.status)));
  await new Promise((resolve) => setTimeout(resolve, 30));
  const ended = second.stop();
  const statuses = await Promise.allSettled(answers);
  assert.ok(statuses.filter((status) => status.status === "fulfilled").every((status) => status.value === 200));
  assert.ok(statuses.filter((status) => status.status === "fulfilled").length >= 20);
  assert.equal((await ended).code, 0);
  remove(own);
});

test("two starts on one data folder are refused, and a newer word is suggested", async () => {
  assert.throws(() => execFileSync(program, ["serve", "--data", server.data, "--listen", "127.0.0.1:0"], { stdio: "pipe" }), /another dongson already uses/);
  assert.throws(() => execFileSync(program, ["serve", "--dta", server.data], { stdio: "pipe" }), /did you mean --data/);
});

test("both eras of the province run", async () => {
  const own = makeDemo(["--era", "2023"]);
  const second = await serve(own);
  // The folder remembers its era: today is a day of October 2023 there.
  const units = await (await fetch(`${second.url}/api/v1/units`)).json();
  assert.match(units.on, /^2023-10-/);
  assert.equal(units.items.filter((unit) => unit.level === "district").length, 27);
  assert.equal(units.items.filter((unit) => unit.level === "commune").length, 559);
  const clerk = await new Person(second.url).signIn("motcua.hacthanh");
  assert.match(await clerk.page("/can-bo"), /H56\.31\.\d+-23/);
  await second.stop();
  remove(own);
});
