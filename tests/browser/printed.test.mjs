// The code printed beside a result: a browser that was on the page once tells genuine from forged without a network, in either language, and
// one that cannot check says so.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
import { genericProcedure, Person, readyDraft } from "../http/client.mjs";
import { inBrowser } from "./server.mjs";

const here = inBrowser();

// What a dossier's sheet prints, and the file it offers.
async function printed() {
  const person = await new Person(here.server.url).signIn("038190001234");
  const answer = await person.post(`${await readyDraft(person, await genericProcedure(here.server.url))}/nop`);
  const code = answer.headers.get("location").match(/\/ho-so\/([^/]+)/)[1];
  let sheet = "";
  for (let attempt = 0; attempt < 60 && !/ma\.svg/.test(sheet); ++attempt) {
    sheet = await person.page(`/ho-so/${code}/kiem-chung`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const link = sheet.match(/href="(\/so-cai\/kiem-chung#[\w-]+)"/)[1];
  const drawing = await (await person.get(`/ho-so/${code}/kiem-chung/ma.svg`)).text();
  const proof = await (await person.get(sheet.match(/href="([^"#]*\/chung-nhan[^"#]*)"/)[1])).text();
  return { code, link, drawing, proof };
}
let kept;
const paper = () => (kept ??= printed());

const says = (page, words, where = "[data-printed]") =>
  page.waitForFunction(([wanted, place]) => document.querySelector(place)?.textContent.startsWith(wanted), [words, where]);

for (const [language, genuine, forgery, alone] of [
  ["", "ĐÚNG.", "KHÔNG ĐÚNG.", /Không có chữ ký của nhân chứng độc lập/],
  ["/en", "TRUE.", "NOT TRUE.", /No independent witness signed/],
])
  test(`a printed code is read without a network, and a forged one is told: ${language || "/"}`, async () => {
    const { code, link, drawing } = await paper();
    // What a code can hold at most (version 40, level L) is 2,953 bytes, with the address of the portal.
    assert.ok(link.length < 2200, `${link.length} bytes`);
    assert.match(drawing, /^<svg [^>]*viewBox="-4 -4 \d+ \d+"/);
    const context = await here.browser.newContext();
    const page = await context.newPage();
    await page.goto(here.server.url + language + link);
    await says(page, genuine);
    assert.ok((await page.textContent("[data-printed]")).includes(`ma-ho-so: ${code}`));
    assert.match(await page.textContent("[data-printed]"), alone);
    assert.equal(await page.locator("[data-without-script]").count(), 0);
    await page.waitForFunction(() => document.documentElement.dataset.offline === "ready");
    await page.close();
    await context.setOffline(true);
    const offline = await context.newPage();
    await offline.goto(here.server.url + language + link);
    await says(offline, genuine);
    // One character of the content, of the path, of the signature: each makes it false.
    for (const at of [link.length - 8, 80, 300]) {
      const forged = link.slice(0, at) + (link[at] === "A" ? "B" : "A") + link.slice(at + 1);
      await offline.goto("about:blank");
      await offline.goto(here.server.url + language + forged);
      await says(offline, forgery);
    }
    await context.close();
  });

const lacking = {
  "Ed25519 is refused": () => {
    const real = SubtleCrypto.prototype.importKey;
    SubtleCrypto.prototype.importKey = function (format, key, algorithm, ...rest) {
      if (algorithm.name === "Ed25519") return Promise.reject(new DOMException("Algorithm: Unrecognized name", "NotSupportedError"));
      return real.call(this, format, key, algorithm, ...rest);
    };
  },
  "nothing unpacks": () => {
    // Only the printed code is packed: of the file it says nothing.
    delete window.DecompressionStream;
  },
  "the page came over plain http": () => {
    Object.defineProperty(Crypto.prototype, "subtle", { get: () => undefined });
    Object.defineProperty(window, "isSecureContext", { get: () => false });
  },
};
for (const [why, lack] of Object.entries(lacking))
  test(`a browser that cannot check calls no genuine paper untrue: ${why}`, async () => {
    const { link, proof } = await paper();
    const context = await here.browser.newContext();
    await context.addInitScript(lack);
    const page = await context.newPage();
    await page.goto(here.server.url + link);
    await says(page, "CHƯA KIỂM TRA ĐƯỢC");
    assert.match(await page.textContent("[data-printed]"), why.includes("plain http") ? /https:\/\// : /Firefox từ bản 130/);
    writeFileSync(`${here.server.data}/genuine.proof`, proof);
    await page.goto(`${here.server.url}/so-cai`);
    await page.setInputFiles("input[data-proof]", `${here.server.data}/genuine.proof`);
    await says(page, why === "nothing unpacks" ? "ĐÚNG." : "CHƯA KIỂM TRA ĐƯỢC", "[data-proof-result]");
    await context.close();
  });

test("without scripts the pages that check say that nothing was checked", async () => {
  const { link } = await paper();
  const context = await here.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const where of [link, "/so-cai"]) {
    await page.goto(here.server.url + where);
    assert.match(await page.textContent("main"), /Phần kiểm tra chưa chạy/);
  }
  await context.close();
});
