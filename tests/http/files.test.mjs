// Papers: scanned before they are taken, drawn after; and the work split between two programs over one folder.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { genericProcedure, makeDemo, Person, program, readyDraft, remove, serve } from "./client.mjs";

// Speaks clamd's INSTREAM: lengths before chunks, an empty one at the end, then what it found.
function fakeClamd() {
  const server = net.createServer((socket) => {
    let bytes = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (!bytes.subarray(-4).equals(Buffer.alloc(4))) return;
      assert.equal(bytes.subarray(0, 10).toString(), "zINSTREAM\0");
      socket.end(bytes.includes("EICAR-STANDARD-ANTIVIRUS") ? "stream: Eicar-Signature FOUND\0" : "stream: OK\0");
    });
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

async function upload(url, person, draft, bytes, name = "a.pdf") {
  const form = new FormData();
  form.append("_csrf", person.csrf);
  form.append("tep_0", new Blob([bytes]), name);
  const answer = await fetch(`${url}${draft}/giay-to`, { method: "POST", body: form, redirect: "manual", headers: { cookie: person.cookie } });
  return { status: answer.status, text: await answer.text() };
}

const pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n";

test("what clamd finds is refused, and nothing is taken while it is away", async () => {
  const data = makeDemo();
  const clamd = await fakeClamd();
  const config = join(data, "config.yaml");
  writeFileSync(config, `clamd: 127.0.0.1:${clamd.address().port}\n`);
  const server = await serve(data, ["--config", config], { quiet: true });
  const person = await new Person(server.url).signIn("038190001234");
  const draft = await readyDraft(person, await genericProcedure(server.url));
  assert.equal((await upload(server.url, person, draft, pdf)).status, 303);
  const infected = await upload(server.url, person, draft, `${pdf}EICAR-STANDARD-ANTIVIRUS`);
  assert.equal(infected.status, 422);
  assert.match(infected.text, /có mã độc/);
  await new Promise((resolve) => clamd.close(resolve));
  const away = await upload(server.url, person, draft, pdf);
  assert.equal(away.status, 503);
  assert.match(away.text, /chưa kiểm tra được/);
  assert.equal((await person.page(`${draft}/giay-to`)).match(/a\.pdf/g).length > 0, true);
  await server.stop();
  remove(data);
});

test("two programs share a folder, one role each; the picture and the proof come from the other one", async () => {
  const data = makeDemo();
  const web = await serve(data, ["--roles", "web"]);
  assert.throws(() => execFileSync(program, ["serve", "--data", data, "--roles", "web,jobs", "--listen", "127.0.0.1:0"], { stdio: "pipe" }), /another dongson already uses/);
  const jobs = await serve(data, ["--roles", "jobs"]);
  assert.equal((await fetch(`${jobs.url}/healthz`)).status, 200);
  assert.equal((await fetch(`${jobs.url}/`)).status, 404);
  const clerk = await new Person(web.url).signIn("motcua.hacthanh");
  const paper = Buffer.from(await (await clerk.get("/can-bo/so-theo-doi.pdf")).arrayBuffer());
  const person = await new Person(web.url).signIn("038190001234");
  const draft = await readyDraft(person, await genericProcedure(web.url));
  await upload(web.url, person, draft, paper, "giấy khai sinh.pdf");
  const code = (await person.post(`${draft}/nop`)).headers.get("location").split("/")[2];
  let proof, picture;
  for (let tenths = 0; tenths < 80 && !(proof?.status === 200 && picture); ++tenths) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    proof = await person.get(`/ho-so/${code}/chung-nhan`);
    picture = (await clerk.page(`/can-bo/ho-so/${code}`)).match(/\/can-bo\/ho-so\/[^"]+\/trang-dau/)?.[0];
  }
  assert.equal(proof.status, 200);
  assert.ok(picture, "no picture of the first page");
  const drawn = await clerk.get(picture);
  assert.equal(drawn.headers.get("content-type"), "image/png");
  assert.deepEqual([...new Uint8Array(await drawn.arrayBuffer()).subarray(1, 4)], [...Buffer.from("PNG")]);
  const stranger = await new Person(web.url).signIn("chuyenvien.snnmt");
  assert.equal((await stranger.get(picture)).status, 404);
  await web.stop();
  await jobs.stop();
  remove(data);
});
