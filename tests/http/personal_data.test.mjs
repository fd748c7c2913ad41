// What is kept of people is said to everybody, with the time that is set; who keeps an account takes a copy with them, for the password.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demoServer, genericProcedure, password, Person, readyDraft } from "./client.mjs";

const server = demoServer();

test("everybody reads what is kept and how long, in both languages", async () => {
  const page = await (await fetch(`${server.url}/tro-giup/du-lieu-ca-nhan`)).text();
  assert.match(page, /180 ngày từ lần sửa cuối/);
  assert.match(page, /1095 ngày từ ngày gửi/);
  assert.match(page, /sổ cái công khai/);
  assert.match(await (await fetch(`${server.url}/en/tro-giup/du-lieu-ca-nhan`)).text(), /180 days from the last change/);
});

test("a copy is one's own, whole, and asked for with the password", async () => {
  const citizen = await new Person(server.url).signIn("038190001234"), officer = await new Person(server.url).signIn("motcua.hacthanh");
  await readyDraft(citizen, await genericProcedure(server.url));
  assert.match(await citizen.page("/tai-khoan"), /href="\/tai-khoan\/ban-sao"/);
  const refused = await citizen.post("/tai-khoan/ban-sao", { mat_khau_cu: "không phải" });
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /href="#mat_khau_cu"/);
  const answer = await citizen.post("/tai-khoan/ban-sao", { mat_khau_cu: password });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("content-disposition"), /attachment; filename="du-lieu-cua-toi-/);
  assert.equal(answer.headers.get("cache-control"), "no-store");
  const copy = await answer.json();
  assert.equal(copy.account.number, "038190001234");
  assert.equal(copy["one_stop.drafts"].length > 0, true);
  const mine = await (await citizen.get("/api/v1/my/dossiers")).json();
  assert.deepEqual(copy["one_stop.dossiers"].map(({ code }) => code).sort(), mine.items.map(({ code }) => code).sort());
  assert.doesNotMatch(JSON.stringify(copy), /argon2|totp_secret|csrf/, "no secret leaves with it");
  const theirs = await (await officer.post("/tai-khoan/ban-sao", { mat_khau_cu: password })).json();
  assert.deepEqual(theirs["one_stop.dossiers"], []);
  assert.equal((await fetch(`${server.url}/tai-khoan/ban-sao`, { redirect: "manual" })).status, 303, "nobody's without signing in");
});
