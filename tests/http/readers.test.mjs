// What readers of the data do: ask, get answers in public, follow by e-mail, take tables away; and what is told back of it.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { makeDemo, password, Person, remove, serve } from "./client.mjs";

// A mail server that takes everything.
const letters = [];
const mail = createServer((socket) => {
  let data = "", body = false;
  socket.write("220 here\r\n");
  socket.on("data", (chunk) => {
    data += chunk;
    if (body) {
      if (!data.includes("\r\n.\r\n")) return;
      letters.push(data);
      data = "";
      body = false;
      socket.write("250 taken\r\n");
      return;
    }
    for (let end; !body && (end = data.indexOf("\r\n")) >= 0; ) {
      const line = data.slice(0, end);
      data = data.slice(end + 2);
      body = line.toUpperCase() === "DATA";
      socket.write(body ? "354 go on\r\n" : "250 well\r\n");
    }
  });
  socket.on("error", () => {});
});

let data, server;
before(async () => {
  await new Promise((done) => mail.listen(0, "127.0.0.1", done));
  data = makeDemo();
  const config = join(data, "config.yaml");
  writeFileSync(config, `mail_url: "smtp://127.0.0.1:${mail.address().port}"\nmail_from: "cong@example.vn"\n`);
  server = await serve(data, ["--config", config]);
});
after(async () => {
  await server?.stop();
  mail.close();
  remove(data);
});

const get = (path, headers = {}) => fetch(server.url + path, { headers, redirect: "manual" });
const text = async (path) => (await get(path)).text();
const plain = (letter) => {
  const encoded = letter.split("\r\n\r\n").slice(1).join("\r\n\r\n").replace(/\r\n\.\r\n$/, "");
  return /base64/i.test(letter) ? Buffer.from(encoded, "base64").toString() : encoded.replace(/=\r\n/g, "").replace(/(=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll("=", ""), "hex").toString());
};
async function letterTo(address) {
  for (let wait = 0; wait < 100; ++wait) {
    const found = letters.findIndex((letter) => letter.includes(address));
    if (found >= 0) return plain(letters.splice(found, 1)[0]);
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`no letter to ${address}`);
}

test("a remark waits in the agency's inbox, and is public once it is answered", async () => {
  const anyone = new Person(server.url);
  await anyone.page("/du-lieu/gop-y?bo=xa-phuong-2025");
  assert.equal((await anyone.post("/du-lieu/gop-y", { bo: "xa-phuong-2025", noi_dung: "ngắn" })).status, 422);
  const question = "Dân số của xã Tam Chung đang để trống, xin bổ sung.";
  assert.equal((await anyone.post("/du-lieu/gop-y", { bo: "xa-phuong-2025", noi_dung: question, ten: "Lê Thị Hỏi", thu: "hoi@example.vn" })).status, 303);
  assert.ok(!(await text("/du-lieu/gop-y")).includes(question), "not before it is answered");

  const officer = await new Person(server.url).signIn("chuyenvien.snv");
  const inbox = await officer.page("/can-bo");
  const path = inbox.match(/\/can-bo\/du-lieu\/gop-y\/\d+/)[0];
  const stranger = await new Person(server.url).signIn("chuyenvien.sxd");
  assert.equal((await stranger.get(path)).status, 404);
  await officer.page(path);
  assert.equal((await officer.post(path, { tra_loi: "ừ", hien: "cong-khai" })).status, 422);
  assert.equal((await officer.post(path, { tra_loi: "Số liệu sẽ có trong phiên bản tháng 12.", hien: "cong-khai" })).status, 303);
  assert.match(await letterTo("hoi@example.vn"), /tháng 12/);
  for (const page of ["/du-lieu/gop-y", "/du-lieu/gop-y?bo=xa-phuong-2025", "/du-lieu/bo/xa-phuong-2025"]) {
    const shown = await text(page);
    assert.ok(shown.includes(question) && shown.includes("phiên bản tháng 12"), page);
    assert.ok(!shown.includes("hoi@example.vn") && !shown.includes("Lê Thị Hỏi"), "who asked is nobody's business");
  }
  assert.ok(!(await officer.page("/can-bo")).includes(path));
});

test("a request for data goes to the portal's keeper, and can be answered to its sender alone", async () => {
  const anyone = new Person(server.url);
  await anyone.post("/du-lieu/gop-y", { noi_dung: "Xin số liệu quan trắc nước sông Mã theo ngày.", thu: "rieng@example.vn" });
  assert.match(await text("/du-lieu/gop-y"), /1 câu đang chờ trả lời/);
});

test("following needs the letter's link, and each letter has one to stop", async () => {
  const anyone = new Person(server.url);
  assert.equal((await anyone.post("/du-lieu/bo/xa-phuong-2025/theo-doi", { thu: "sai" })).status, 422);
  assert.equal((await anyone.post("/du-lieu/bo/xa-phuong-2025/theo-doi", { thu: "Theo@Example.vn" })).status, 200);
  const link = (await letterTo("theo@example.vn")).match(/\/du-lieu\/theo-doi\/[\w-]+/)[0];
  assert.match(await text(link), /Nhận thư khi có thay đổi/);
  assert.equal((await anyone.post(link)).status, 200);

  const leader = await new Person(server.url).signIn("lanhdao.snv");
  const made = await leader.post("/tai-khoan/ma-truy-cap", { ten_ma: "thử", mat_khau_ma: password });
  const token = (await made.text()).match(/<code id="ma-moi">([^<]+)</)[1];
  const call = async (action, parameters) => (await (await fetch(`${server.url}/api/3/action/${action}`, { method: "POST", headers: { authorization: token, "content-type": "application/json" }, body: JSON.stringify(parameters) })).json()).result;
  const { resources } = await call("package_show", { id: "xa-phuong-2025" });
  assert.equal((await call("datastore_upsert", { resource_id: resources[0].id, records: [{ ma_xa: "14848", dan_so: 5000 }] })).version, 2);
  const told = await letterTo("theo@example.vn");
  assert.match(told, /phiên bản 2/);
  const stop = told.match(/\/du-lieu\/theo-doi\/[\w-]+/)[0];
  assert.equal((await get(link)).status, 404, "the older link is spent");
  assert.equal((await anyone.post(`${stop}/thoi`)).status, 200);
  assert.equal((await get(stop)).status, 404);
});

test("a reader counts once a day, a robot never", async () => {
  const path = "/du-lieu/bo/pci-2005-2016/pci/v/1/tai/csv";
  const browser = { "user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140" };
  for (let time = 0; time < 5; ++time) await (await get(path, browser)).text();
  await (await get(path, { "user-agent": "Googlebot/2.1" })).text();
  await fetch(server.url + path, { method: "HEAD", headers: browser });
  assert.match(await text("/du-lieu/bo/pci-2005-2016"), />1 lượt người tải</);
  assert.match(await text("/du-lieu/thong-ke"), /Được tải nhiều nhất/);
});

test("feeds tell what is new, of everything, an agency, a domain", async () => {
  for (const path of ["/du-lieu/moi.atom", "/du-lieu/co-quan/so-noi-vu/moi.atom", "/du-lieu/linh-vuc/hanh-chinh/moi.atom"]) {
    const answer = await get(path);
    assert.match(answer.headers.get("content-type"), /^application\/atom\+xml/);
    const feed = await answer.text();
    const times = [...feed.matchAll(/<entry>.*?<updated>(.*?)<\/updated>/gs)].map((match) => match[1]);
    assert.ok(times.length > 0, path);
    assert.deepEqual(times, [...times].sort().reverse());
    assert.equal(feed.match(/rel="self" href="[^"]*?(\/du-lieu[^"]*)"/)[1], path);
  }
  assert.equal((await get("/du-lieu/co-quan/khong-co/moi.atom")).status, 404);
});

test("an agency and a domain have pages of their own", async () => {
  const { body } = { body: await (await get("/api/v1/datasets?agency=so-noi-vu&limit=0")).json() };
  assert.match(await text("/du-lieu/co-quan/so-noi-vu"), new RegExp(`${body.count} bộ dữ liệu`));
  assert.match(await text("/du-lieu/linh-vuc/tai-chinh"), /Tài chính và ngân sách/);
  assert.equal((await get("/du-lieu/linh-vuc/khong-co")).status, 404);
});
