// The code printed beside a result: a browser that was on the page once tells genuine from forged without a network.
import assert from "node:assert/strict";
import { test } from "node:test";
import { genericProcedure, Person, readyDraft } from "../http/client.mjs";
import { startBrowser, startServer } from "./server.mjs";

test("a printed code is read without a network, and a forged one is told", async () => {
  const server = await startServer();
  const browser = await startBrowser();
  try {
    const person = await new Person(server.url).signIn("038190001234");
    const answer = await person.post(`${await readyDraft(person, await genericProcedure(server.url))}/nop`);
    const code = answer.headers.get("location").match(/\/ho-so\/([^/]+)/)[1];
    let sheet = "";
    for (let attempt = 0; attempt < 60 && !/ma\.svg/.test(sheet); ++attempt) {
      sheet = await person.page(`/ho-so/${code}/kiem-chung`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    const link = sheet.match(/href="(\/so-cai\/kiem-chung#[\w-]+)"/)[1];
    // What a code can hold at most (version 40, level L) is 2,953 bytes, with the address of the portal.
    assert.ok(link.length < 2200, `${link.length} bytes`);
    const drawing = await (await person.get(`/ho-so/${code}/kiem-chung/ma.svg`)).text();
    assert.match(drawing, /^<svg [^>]*viewBox="-4 -4 \d+ \d+"/);
    const context = await browser.newContext();
    const page = await context.newPage();
    const says = async (words) => page.waitForFunction((wanted) => document.querySelector("[data-printed]")?.textContent.startsWith(wanted), words);
    await page.goto(server.url + link);
    await says("ĐÚNG.");
    assert.ok((await page.textContent("[data-printed]")).includes(`ma-ho-so: ${code}`));
    assert.match(await page.textContent("[data-printed]"), /Không có chữ ký của nhân chứng độc lập/);
    await page.waitForFunction(() => document.documentElement.dataset.offline === "ready");
    await page.close();
    await context.setOffline(true);
    const offline = await context.newPage();
    await offline.goto(server.url + link);
    const saysOffline = async (words) => offline.waitForFunction((wanted) => document.querySelector("[data-printed]")?.textContent.startsWith(wanted), words);
    await saysOffline("ĐÚNG.");
    // One character of the content, of the path, of the signature: each makes it false.
    for (const at of [link.length - 8, 80, 300]) {
      const forged = link.slice(0, at) + (link[at] === "A" ? "B" : "A") + link.slice(at + 1);
      await offline.goto("about:blank");
      await offline.goto(server.url + forged);
      await saysOffline("KHÔNG ĐÚNG.");
    }
  } finally {
    await browser.close();
    await server.stop();
  }
});
