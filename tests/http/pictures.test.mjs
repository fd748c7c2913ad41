// Charts, maps, columns at a glance, and the examples for programs: what is shown is what the table holds.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { demoServer } from "./client.mjs";

const server = demoServer();

const base = "/du-lieu/bo/xa-phuong-2025/xa_phuong_2025/v/1";
const get = (path) => fetch(server.url + path);
const text = async (path) => (await get(path)).text();
const decode = (markup) => markup.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, "&");
const rows = async () => (await (await get(`${base}/tai/json`)).json());

test("a bar chart shows the largest groups with their values", async () => {
  const svg = await text(`${base}/bieu-do.svg?ve-dang=cot&ve-nhom=ten&ve-tinh=sum&ve-cot=dan_so&ve-so=3`);
  const largest = (await rows()).sort((a, b) => b.dan_so - a.dan_so).slice(0, 3);
  const bars = [...svg.matchAll(/<rect[^>]*><title>(.*?)<\/title>/g)].map((match) => match[1]);
  assert.deepEqual(bars, largest.map((row) => `${row.ten}: ${row.dan_so.toLocaleString("vi-VN")}`));
  assert.ok(!/<script|style=/.test(svg));
});

test("every kind of chart is drawn, with a filter or without", async () => {
  for (const kind of ["cot", "duong", "tron"]) {
    const answer = await get(`${base}/bieu-do.svg?ve-dang=${kind}&ve-nhom=huyen_cu&ve-tinh=count&loai=${encodeURIComponent("Phường")}`);
    assert.equal(answer.status, 200, kind);
    assert.equal(answer.headers.get("content-type"), "image/svg+xml");
    assert.match(await answer.text(), /<title>/);
  }
  const points = await text(`${base}/bieu-do.svg?ve-dang=diem&ve-nhom=dien_tich&ve-cot=dan_so`);
  assert.equal([...points.matchAll(/<circle/g)].length, (await rows()).filter((row) => row.dan_so !== null && row.dien_tich !== null).length);
  assert.equal((await get(`${base}/bieu-do.svg?ve-dang=diem&ve-nhom=ten&ve-cot=dan_so`)).status, 422);
  assert.equal((await get(`${base}/bieu-do.svg?ve-dang=hinh-la`)).status, 422);
  assert.match(await text(`${base}/bieu-do?ve-dang=diem&ve-nhom=ten`), /hai cột số/);
});

test("a map shades every commune that has a value, and says which have none", async () => {
  const svg = await text(`${base}/ban-do.svg?ve-tinh=sum&ve-cot=dan_so`);
  const shapes = [...svg.matchAll(/<path[^>]*fill="(.*?)"[^>]*><title>(.*?)<\/title>/g)];
  const known = (await rows()).filter((row) => row.dan_so !== null);
  assert.equal(shapes.length, 166);
  assert.equal(shapes.filter((shape) => shape[2].includes(":")).length, known.length);
  const page = await text(`${base}/ban-do?ve-tinh=sum&ve-cot=dan_so`);
  assert.ok(page.includes("197.142"));
  assert.ok((await text(`${base}/ban-do.svg?ve-noi=diem`)).includes("<circle"));
  // Codes that are GeoNames' own colour nothing: its places are points.
  assert.ok((await text("/du-lieu/bo/dia-danh-geonames/dia_danh/v/1/ban-do.svg")).includes("<circle"));
  assert.equal((await get("/du-lieu/bo/tan-suat-ho-ten/ho/v/1/ban-do.svg")).status, 404);
});

test("others may frame the drawing, and nothing else", async () => {
  const frame = await get(`${base}/bieu-do/khung?ve-dang=tron`);
  assert.match(frame.headers.get("content-security-policy"), /frame-ancestors \*/);
  assert.equal(frame.headers.get("x-frame-options"), null);
  assert.doesNotMatch(await frame.text(), /<a |<form/);
  assert.equal((await get(`${base}/bieu-do`)).headers.get("x-frame-options"), "DENY");
});

test("a column is told as its rows have it", async () => {
  const page = await text(`${base}/cot/loai`);
  const all = await rows();
  const wards = all.filter((row) => row.loai === "Phường").length;
  assert.match(page, new RegExp(`>Phường</a></td><td[^>]*>${wards}<`));
  const people = await text(`${base}/cot/dan_so`);
  assert.match(people, new RegExp(`${all.filter((row) => row.dan_so !== null).length} trên 166 dòng`));
  assert.equal((await get(`${base}/cot/khong_co`)).status, 404);
});

test("the examples for programs run as they stand", async () => {
  const page = await text("/du-lieu/bo/xa-phuong-2025/xa_phuong_2025/lap-trinh");
  const code = (id) => decode(page.match(new RegExp(`<code id="${id}">(.*?)</code>`, "s"))[1]).replaceAll("http://localhost:0", server.url);
  assert.equal(JSON.parse(execFileSync("bash", ["-c", code("curl").replaceAll("curl ", "curl -s ").split("\n")[0]], { encoding: "utf8" })).rows.length, 5);
  assert.match(execFileSync("python3", ["-c", code("python")], { encoding: "utf8" }), /^166 /);
  assert.match(execFileSync(process.execPath, ["--input-type=module", "-e", code("javascript")], { encoding: "utf8" }), /^166 \[/);
  for (const id of ["r", "pandas", "excel"]) for (const address of code(id).match(/http[^"]*/g)) assert.equal((await fetch(address)).status, 200);
  const described = await (await get("/du-lieu/bo/xa-phuong-2025/xa_phuong_2025/openapi.json")).json();
  assert.ok(described.paths["/rows"].get.parameters.some((parameter) => parameter.name === "dan_so.gte"));
  assert.equal((await fetch(`${described.servers[0].url.replace("http://localhost:0", server.url)}/rows?dan_so.gte=100000`).then((answer) => answer.json())).total, 1);
});

test("the example for R runs, and codes stay texts", (context) => {
  try {
    execFileSync("Rscript", ["--version"], { stdio: "ignore" });
  } catch {
    console.log("SKIPPED: there is no R here");
    return context.skip("there is no R here");
  }
  return text("/du-lieu/bo/xa-phuong-2025/xa_phuong_2025/lap-trinh").then((page) => {
    const code = decode(page.match(/<code id="r">(.*?)<\/code>/s)[1]).replaceAll("http://localhost:0", server.url);
    const told = execFileSync("Rscript", ["-e", `${code}\ncat(nrow(table), class(table$ma_xa), sum(table$dan_so, na.rm = TRUE) > 1e6)`], { encoding: "utf8" });
    assert.match(told, /166 character TRUE$/);
  });
});

test("rows of a version are asked for by its number", async () => {
  const { rows: page, version } = await (await get("/api/v1/datasets/xa-phuong-2025/xa_phuong_2025/versions/1/rows?limit=3&offset=100")).json();
  assert.equal(version, 1);
  assert.deepEqual(page, (await rows()).slice(100, 103));
  assert.equal((await get("/api/v1/datasets/xa-phuong-2025/xa_phuong_2025/versions/9/rows")).status, 404);
});
