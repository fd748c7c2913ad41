// The same step of many dossiers in one act, each checked as if it were done alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demoServer, Person } from "./client.mjs";

const server = demoServer();
const post = (person, fields) => fetch(`${server.url}/can-bo/lam-nhieu`, { method: "POST", body: new URLSearchParams([["_csrf", person.csrf], ...fields]), headers: { cookie: person.cookie, ...person.address } });
const chosenOn = (page) => [...page.matchAll(/name="ho_so" value="(\S+ \d+)"/g)].map(([, value]) => value);

test("a leader signs what waits for nothing but a signature, and what changed meanwhile is left with its reason", async () => {
  const leader = await new Person(server.url).signIn("lanhdao.hacthanh");
  assert.match(await leader.page("/can-bo"), /href="\/can-bo\/lam-nhieu"/);
  const page = await leader.page("/can-bo/lam-nhieu?viec=sign");
  const chosen = chosenOn(page);
  assert.ok(chosen.length >= 2, "the demonstration has results that wait for a signature");
  assert.match(page, /Xem dự thảo kết quả/);
  const draft = /href="([^"]*\/phieu\/[^"]*)"/.exec(page)[1];
  assert.match(await (await leader.get(draft)).text(), /^%PDF/);
  assert.equal((await post(leader, [["viec", "sign"]])).status, 422);
  assert.equal((await post(leader, [["viec", "sign"], ...Array.from({ length: 51 }, () => ["ho_so", chosen[0]])])).status, 422);
  // One page is older than its dossier; another code is nothing of hers.
  const [code, version] = chosen[0].split(" ");
  const told = await (await post(leader, [["viec", "sign"], ["ho_so", `${code} ${Number(version) - 1}`], ["ho_so", "H56.99-260101-0001 1"], ...chosen.slice(1).map((each) => ["ho_so", each])])).text();
  assert.match(told, new RegExp(`Đã làm ${chosen.length - 1} hồ sơ`));
  assert.match(told, new RegExp(`${code}</a>: Người khác vừa xử lý`));
  assert.match(told, /H56\.99-260101-0001<\/a>: Hồ sơ đã sang bước khác/);
  for (const each of chosen.slice(1)) assert.match(await leader.page(`/can-bo/ho-so/${each.split(" ")[0]}`), /Chờ trả kết quả/);
  assert.deepEqual(chosenOn(await leader.page("/can-bo/lam-nhieu?viec=sign")).map((each) => each.split(" ")[0]), [code]);
});

test("a clerk hands many results over, but for those whose fee nobody has said or paid", async () => {
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  const ready = chosenOn(await clerk.page("/can-bo/lam-nhieu?viec=return_result"));
  assert.ok(ready.length >= 2, "what was signed waits to be handed over");
  const told = await (await post(clerk, [["viec", "return_result"], ...ready.map((each) => ["ho_so", each])])).text();
  assert.match(told, new RegExp(`Đã làm ${ready.length} hồ sơ`));
  for (const each of ready) assert.match(await clerk.page(`/can-bo/ho-so/${each.split(" ")[0]}`), /Đã trả kết quả/);
});

test("what needs something typed is not offered, whatever is sent", async () => {
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  const page = await clerk.page("/can-bo/lam-nhieu");
  assert.doesNotMatch(page, /viec=accept"/, "a term is chosen and papers are counted when a dossier is received");
  const inbox = await clerk.page("/can-bo?xem=can-tiep-nhan"), code = /H56[\d.]*-\d{6}-\d{4}/.exec(inbox)[0];
  const told = await (await post(clerk, [["viec", "accept"], ["ho_so", `${code} 1`]])).text();
  assert.match(told, /Đã làm 0 hồ sơ/);
  assert.match(await clerk.page(`/can-bo/ho-so/${code}`), /Chờ tiếp nhận/);
  const citizen = await new Person(server.url).signIn("038190001234");
  assert.equal((await citizen.get("/can-bo/lam-nhieu")).status, 403);
});
