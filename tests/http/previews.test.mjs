// What a person put into a draft can be looked at again: opened, with a picture of it, its size, its pages and the hash it is known by.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { deflateSync, crc32 } from "node:zlib";
import { demoServer, genericProcedure, Person, readyDraft } from "./client.mjs";
import { until } from "./peers.mjs";

const server = demoServer();

// A picture of one colour, `width` by `height` points.
function png(width, height) {
  const part = (name, body) => {
    const head = Buffer.from(name, "latin1"), size = Buffer.alloc(4), sum = Buffer.alloc(4);
    size.writeUInt32BE(body.length);
    sum.writeUInt32BE(crc32(Buffer.concat([head, body])));
    return Buffer.concat([size, head, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const points = Buffer.alloc((width * 3 + 1) * height, 0x70);
  for (let row = 0; row < height; ++row) points[row * (width * 3 + 1)] = 0; // no filter
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), part("IHDR", header), part("IDAT", deflateSync(points)), part("IEND", Buffer.alloc(0))]);
}

// Two pages, with nothing on them.
const pdf = () => {
  const objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"];
  let text = "%PDF-1.4\n";
  const places = objects.map((body, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return place;
  });
  const table = text.length;
  return Buffer.from(`${text}xref\n0 5\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("")}trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`);
};

async function send(person, draft, name, bytes) {
  const form = new FormData();
  await person.page(`${draft}/giay-to`);
  form.append("_csrf", person.csrf);
  form.append("tep_-1", new Blob([bytes]), name);
  const answer = await fetch(`${person.url}${draft}/giay-to`, { method: "POST", body: form, redirect: "manual", headers: { cookie: person.cookie } });
  assert.equal(answer.status, 303, await answer.text());
  const hash = createHash("sha256").update(bytes).digest("hex");
  const pageOf = async () => (await person.page(`${draft}/giay-to`)).split("<li").find((row) => row.includes(hash)) ?? "";
  const row = await until(pageOf, (text) => text.includes("trang-dau"), 60_000);
  const path = row.match(/href="(\/nhap\/\d+\/tep\/\d+)"/)[1];
  const whole = await person.get(path);
  assert.equal(whole.status, 200);
  assert.equal(createHash("sha256").update(Buffer.from(await whole.arrayBuffer())).digest("hex"), hash, "what is opened is what was sent");
  const picture = await person.get(`${path}/trang-dau`);
  assert.equal(picture.headers.get("content-type"), "image/png");
  const drawn = Buffer.from(await picture.arrayBuffer());
  return { row, path, width: drawn.readUInt32BE(16), height: drawn.readUInt32BE(20) };
}

test("a PDF, a large photograph and a photograph of a phone are seen in the draft, by their owner alone", async () => {
  const citizen = await new Person(server.url).signIn("038190001234"), stranger = await new Person(server.url).signIn("2800123452");
  const draft = await readyDraft(citizen, await genericProcedure(server.url));
  const paper = await send(citizen, draft, "hai-trang.pdf", pdf());
  assert.match(paper.row, /, 2 trang/);
  const photograph = await send(citizen, draft, "anh.png", png(3000, 2000));
  assert.deepEqual([photograph.width, photograph.height], [1200, 800]);
  for (const path of [paper.path, `${paper.path}/trang-dau`]) assert.equal((await stranger.get(path)).status, 404, path);
  const heic = process.env.DONGSON_VECTORS && join(process.env.DONGSON_VECTORS, "../../cases/one_stop/photo.heic");
  if (!heic || !existsSync(heic)) return console.log("SKIPPED: a HEIC photograph: DONGSON_VECTORS has none beside it");
  const phone = await send(citizen, draft, "IMG_0001.HEIC", readFileSync(heic));
  assert.ok(Math.max(phone.width, phone.height) <= 1200 && Math.min(phone.width, phone.height) > 300, `${phone.width} × ${phone.height}`);
});
