// Somebody who writes no YAML changes a process: in the editor, tried on what runs, approved by another; then a new dossier goes by it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { genericProcedure, Person, readyDraft, secondAdministrator } from "../http/client.mjs";
import { barriers, inBrowser, openPage, shoot, signIn } from "./server.mjs";

const here = inBrowser();
const room = "/can-bo/quan-tri/dinh-nghia/process", key = "specialist_leader";
let citizen, clerk, procedure, old;

// A dossier that runs before the process changes.
async function begin() {
  citizen = await new Person(here.server.url).signIn("038190001234");
  clerk = await new Person(here.server.url).signIn("motcua.hacthanh");
  procedure = await genericProcedure(here.server.url);
  old = await submitted();
  await act(old, "accept");
}

async function submitted() {
  const draft = await readyDraft(citizen, procedure);
  return (await citizen.post(`${draft}/nop`)).headers.get("location").match(/\/ho-so\/([^/]+)/)[1];
}
async function act(code, event) {
  const path = `/can-bo/ho-so/${code}`;
  const version = (await clerk.page(path)).match(/name="phien_ban" value="(\d+)"/)[1];
  assert.equal((await clerk.post(`${path}/viec/${event}`, { phien_ban: version })).status, 303);
}
async function open(options) {
  const opened = await openPage(here.browser, options);
  opened.page.setDefaultTimeout(20_000);
  await signIn(opened.page, here.server.url, "quantri");
  return opened;
}
const yaml = (page) => page.inputValue("#noi_dung");
const section = (page, words) => page.locator(".ds-editor__section", { hasText: words }).first();
async function fits(page) {
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(widths[0] <= widths[1], `the page is ${widths[0]} px wide`);
}

for (const { name, options } of [
  { name: "an officer's screen", options: { viewport: { width: 1366, height: 900 } } },
  { name: "a phone without scripts", options: { viewport: { width: 360, height: 800 }, javaScriptEnabled: false } },
])
  test(`a step is added, with what leads to it and from it, moved and taken out: ${name}`, { timeout: 120_000 }, async () => {
    const { page, context, errors } = await open(options);
    const wide = options.viewport.width > 1000;
    await page.goto(`${here.server.url}${room}/${key}/sua`);
    const begun = await yaml(page);
    await page.click("text=Thêm bước");
    let fields = page.locator(".ds-editor__fields");
    await fields.locator("[name$='.vi']").first().fill("Kiểm tra lại");
    await fields.locator("[name$='.en']").first().fill("Checked again");
    await page.click("text=Kiểm tra và xem thử");
    // Nothing leads there yet, and nothing from there: both are said, and lead to the step.
    assert.match(await page.textContent(".govuk-error-summary"), /không việc nào đưa tới bước “Kiểm tra lại/);
    assert.equal(await page.locator('[id="states.kiem_tra_lai"]').count(), 1);
    if (wide) assert.deepEqual(await barriers(page), []);
    await section(page, "Đang thẩm định").locator("button", { hasText: "Thêm việc từ bước" }).click();
    fields = page.locator(".ds-editor__fields");
    await fields.locator("[name$='.vi']").first().fill("Chuyển kiểm tra lại");
    await fields.locator("[name$='.en']").first().fill("Pass on to be checked");
    await fields.locator("[name$='.to']").selectOption({ label: "Kiểm tra lại" });
    await section(page, ": Kiểm tra lại").locator("button", { hasText: "Thêm việc từ bước" }).click();
    fields = page.locator(".ds-editor__fields");
    await fields.locator("[name$='.vi']").first().fill("Xong kiểm tra lại");
    await fields.locator("[name$='.en']").first().fill("Checked");
    await fields.locator("[name$='.to']").selectOption({ label: "Đang thẩm định" });
    await fields.locator("[name$='.limit']").fill("3");
    await page.click("text=Kiểm tra và xem thử");
    assert.equal(await page.locator(".govuk-error-summary").count(), 0, await page.textContent("main"));
    assert.match(await yaml(page), /- key: xong_kiem_tra_lai\n/);
    assert.match(await page.textContent(".ds-editor__preview"), /Kiểm tra lại/);
    if (wide) assert.deepEqual(await barriers(page), []);
    await fits(page);
    await page.evaluate(() => document.querySelector("#dang-sua")?.scrollIntoView());
    await shoot(page, wide ? "process-editor" : "process-editor-phone", wide ? {} : { fullPage: true });

    await section(page, ": Kiểm tra lại").locator("button", { hasText: "Lên" }).first().click();
    assert.match(await page.textContent(".ds-editor__told"), /Đã chuyển lên trên/);
    await section(page, ": Kiểm tra lại").locator(".ds-editor__head button", { hasText: "Bỏ" }).first().click();
    assert.match(await page.textContent(".ds-editor__told"), /Đã bỏ bước “Kiểm tra lại” và 1 việc/);
    await page.locator(".ds-editor__row", { hasText: "Chuyển kiểm tra lại" }).first().locator("button", { hasText: "Bỏ" }).click();
    // What applicants may do from every step held for the new one too; what was changed is written anew, without its comment.
    const rewritten = begun.replace(/ {4}# Whenever there is no result yet.*\n/, "");
    assert.notEqual(rewritten, begun);
    assert.equal(await yaml(page), rewritten, "every other line is as it was");
    assert.deepEqual(errors, []);
    await context.close();
  });

test("a process is changed, tried, approved by another; a new dossier goes by it, an old one by the old", { timeout: 120_000 }, async () => {
  await begin();
  const { page, context, errors } = await open({ viewport: { width: 1366, height: 900 } });
  await page.goto(`${here.server.url}${room}/${key}`);
  assert.ok(await page.locator(".ds-process-picture img").evaluate((image) => image.complete && image.naturalWidth > 200));
  assert.deepEqual(await barriers(page), []);
  await shoot(page, "process", { fullPage: true });
  await page.setViewportSize({ width: 360, height: 800 });
  await fits(page);
  await page.setViewportSize({ width: 1366, height: 900 });
  await page.click("text=Soạn phiên bản mới");
  await section(page, "Đang thẩm định").locator("button", { hasText: "Sửa" }).first().click();
  const fields = page.locator(".ds-editor__fields");
  await fields.locator("[name='states.examining.vi']").fill("Đang xem xét kỹ");
  await fields.locator("[name='states.examining.share']").fill("40");
  await page.fill("#ly_do", "Theo quyết định");
  await page.click("text=Lưu bản nháp");
  await page.waitForURL(/phien-ban/);
  const edition = new URL(page.url()).pathname;
  const shown = await page.textContent("main");
  assert.match(shown, /[1-9]\d* hồ sơ đang giải quyết theo quy trình này/);
  assert.match(shown, /0 hồ sơ sẽ mắc lại/);
  assert.match(shown, /phần thời hạn \(%\): 60 → 40/);
  assert.deepEqual(await barriers(page), []);
  await shoot(page, "process-edition", { fullPage: true });
  await page.click("text=Chạy lại trên hồ sơ đã xong");
  assert.match(await page.textContent("main"), /hồ sơ kết thúc trong 90 ngày qua/);
  assert.deepEqual(await barriers(page), []);
  await page.goto(`${here.server.url}${edition}`);
  await page.click("text=Đề nghị phê duyệt");

  const author = await new Person(here.server.url).signIn("quantri");
  const approver = await secondAdministrator(here.server);
  await approver.page(edition);
  assert.equal((await approver.post(`${edition}/phe-duyet`)).status, 303);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const next = await submitted();
  for (const event of ["accept", "forward"]) await act(next, event);
  await act(old, "forward");
  assert.match(await clerk.page(`/can-bo/ho-so/${next}`), /Đang xem xét kỹ/);
  assert.match(await clerk.page(`/can-bo/ho-so/${old}`), /Đang thẩm định/);
  await page.goto(`${here.server.url}${edition}/chuyen`);
  assert.match(await page.textContent("main"), /một người quản trị khác chọn và chuyển hồ sơ/);
  assert.equal(await page.locator("button", { hasText: "Chuyển hồ sơ đã chọn" }).count(), 0, "who wrote it moves nothing");
  assert.deepEqual(await barriers(page), []);
  assert.match(await approver.page(`${edition}/chuyen`), new RegExp(`value="${old}"`));
  assert.deepEqual(errors, []);
  await context.close();
});
