// Contact sheets to look at before a merge: every page as each role sees it, at 360 and 1366 pixels and printed, in build/look. make look
//   ROLES=clerk,leader  only these          FULL=1  each page also as a picture of its own
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { roles, walkPages } from "./pages.mjs";
import { startBrowser, startServer } from "./server.mjs";

const folder = "build/look";
const chosen = process.env.ROLES?.split(",");
const sizes = [
  { name: "360", viewport: { width: 360, height: 740 }, columns: 7, tallest: 2200, scale: 0.9 },
  { name: "1366", viewport: { width: 1366, height: 768 }, columns: 4, tallest: 1500, scale: 0.42 },
  { name: "print", viewport: { width: 794, height: 1123 }, columns: 5, tallest: 1123 * 2, media: "print", scale: 0.6 },
];

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const server = await startServer();
const browser = await startBrowser();
const began = Date.now();
let pages = 0;

// Pictures side by side with what they are of, as one.
async function sheet(name, pictures, columns, width) {
  const page = await browser.newPage({ viewport: { width: columns * (width + 16) + 16, height: 800 } });
  const cells = pictures.map(({ words, file }) => `<figure><figcaption>${words.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</figcaption><img src="data:image/jpeg;base64,${file}"></figure>`);
  await page.setContent(`<style>body{margin:8px;background:#777;font:14px sans-serif;display:grid;grid-template-columns:repeat(${columns},1fr);gap:12px;align-items:start}figure{margin:0;background:#fff}figcaption{background:#222;color:#fff;padding:2px 6px;overflow:hidden;white-space:nowrap}img{width:100%;display:block}</style>${cells.join("")}`, { waitUntil: "load" });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  await page.close();
}

for (const role of roles.filter((each) => !chosen || chosen.includes(each.name))) {
  const pictures = new Map(sizes.map((size) => [size, []]));
  await walkPages(browser, server.url, async (page, { kind, status }) => {
    for (const size of sizes) {
      await page.setViewportSize(size.viewport);
      if (size.media) await page.emulateMedia({ media: size.media });
      const height = Math.min(size.tallest, await page.evaluate(() => document.documentElement.scrollHeight));
      const clip = { x: 0, y: 0, width: size.viewport.width, height };
      const file = await page.screenshot({ type: "jpeg", quality: 70, clip, fullPage: true });
      const mine = pictures.get(size);
      if (process.env.FULL) writeFileSync(`${folder}/${size.name}-${role.name}-${String(mine.length).padStart(2, "0")}${kind.replace(/\W+/g, "_")}.jpg`, file);
      if (size.media) await page.emulateMedia({ media: "screen" });
      mine.push({ words: `${kind}${status === 200 ? "" : ` (${status})`}`, file: file.toString("base64") });
    }
  }, { viewport: sizes[0].viewport, only: [role] });
  for (const size of sizes) {
    const mine = pictures.get(size), each = size.columns * 2; // a sheet holds what an eye can hold: two rows
    pages += mine.length;
    for (let at = 0; at < mine.length; at += each)
      await sheet(`${size.name}-${role.name}-${1 + at / each}`, mine.slice(at, at + each), size.columns, Math.round(size.viewport.width * size.scale));
  }
}
await browser.close();
await server.stop();
console.log(`${pages} pictures in ${folder}, ${Math.round((Date.now() - began) / 1000)} s`);
