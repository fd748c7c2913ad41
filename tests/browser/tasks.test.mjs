// A task in the browser: given about a dossier, acknowledged, split, shown to be done, accepted and assessed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { barriers, inBrowser, openPage, signIn } from "./server.mjs";

const here = inBrowser();

async function at(login, viewport) {
  const opened = await openPage(here.browser, viewport && { viewport });
  await signIn(opened.page, here.server.url, login);
  return opened;
}

// Presses a button of the box of what may be done now.
async function press(page, name) {
  await page.locator("#viec").getByRole("button", { name, exact: true }).click();
  await page.waitForLoadState();
}

test("a leader gives a task about a dossier; it is done, split, and accepted", async () => {
  const leader = await at("lanhdao.hacthanh"), doer = await at("chuyenvien.hacthanh"), other = await at("chuyenvien2.hacthanh");
  const { url } = here.server;

  await doer.page.goto(`${url}/can-bo?xem=cua-toi`);
  const dossier = await doer.page.locator("td a", { hasText: "H56" }).first().textContent();
  await leader.page.goto(`${url}/can-bo/ho-so/${dossier}`);
  await leader.page.getByRole("link", { name: "Giao nhiệm vụ về hồ sơ này" }).click();
  assert.deepEqual(await barriers(leader.page), []);
  await leader.page.getByLabel("Tên nhiệm vụ").fill("Xác minh nhân thân");
  await leader.page.getByLabel("Yêu cầu").fill("Xác minh tại nơi cư trú cũ, có biên bản");
  const people = await leader.page.locator("[name=nguoi] option").evaluateAll((all) => all.map((option) => [option.value, option.textContent]));
  const mine = await doer.page.locator(".ds-header a[href$='/tai-khoan']").last().textContent();
  const chosen = people.find(([, name]) => name.startsWith(mine.trim()));
  assert.ok(chosen, `${mine} is among ${people.map(([, name]) => name)}`);
  await leader.page.locator("[name=nguoi]").selectOption(chosen[0]);
  await leader.page.getByRole("button", { name: "Giao nhiệm vụ" }).click();
  await leader.page.waitForLoadState();
  const path = new URL(leader.page.url()).pathname;
  assert.match(path, /^\/can-bo\/nhiem-vu\/NV-/);
  assert.match(await leader.page.locator("main").textContent(), new RegExp(`Hồ sơ ${dossier}`));

  await doer.page.goto(`${url}/can-bo`);
  await doer.page.getByText("Xác minh nhân thân").first().waitFor();
  await doer.page.goto(`${url}/tai-khoan/thong-bao`);
  assert.ok((await doer.page.locator(`a[href="${path}"]`).count()) > 0, "the notice leads to the task");
  await doer.page.goto(url + path);
  await press(doer.page, "Nhận việc");
  assert.deepEqual(await barriers(doer.page), []);

  await doer.page.getByRole("button", { name: "Chia một phần việc" }).click();
  await doer.page.waitForLoadState();
  await doer.page.getByLabel("Tên nhiệm vụ").fill("Chụp ảnh hiện trạng");
  await doer.page.getByLabel("Yêu cầu").fill("Chụp từ bốn phía");
  await doer.page.getByLabel("Làm trong").fill("2");
  await doer.page.getByRole("button", { name: "Giao phần việc" }).click();
  await doer.page.waitForLoadState();
  const part = new URL(doer.page.url()).pathname;
  await other.page.goto(url + part);
  await press(other.page, "Nhận việc");
  await other.page.locator("form[action$='/finish'] [name=ly_do]").fill("Đã chụp 8 ảnh");
  await press(other.page, "Báo hoàn thành");

  await doer.page.goto(url + path);
  assert.equal(await doer.page.locator("form[action$='/finish']").count(), 0, "not while a part is open");
  assert.match(await doer.page.locator("#viec").textContent(), /Còn 1 phần việc chưa xong/);
  await doer.page.goto(url + part);
  await doer.page.locator("[name=muc]").selectOption("fair");
  await doer.page.locator("form[action$='/accept'] [name=ly_do]").fill("Đủ ảnh");
  await press(doer.page, "Nghiệm thu, đánh giá");
  await doer.page.goto(url + path);
  assert.match(await doer.page.locator("main").textContent(), /Tiến độ\s*100 %/);
  await doer.page.locator("form[action$='/finish'] [name=ly_do]").fill("Đã xác minh, có biên bản");
  await press(doer.page, "Báo hoàn thành");

  await leader.page.goto(url + path);
  await press(leader.page, "Nghiệm thu, đánh giá");
  assert.match(await leader.page.locator(".govuk-error-summary").textContent(), /nội dung|đánh giá/, "the mark and the remarks are wanted");
  await leader.page.locator("[name=muc]").selectOption("good");
  await leader.page.locator("form[action$='/accept'] [name=ly_do]").fill("Rõ ràng");
  await press(leader.page, "Nghiệm thu, đánh giá");
  assert.match(await leader.page.locator("main").textContent(), /Hoàn thành tốt/);
  assert.deepEqual(await barriers(leader.page), []);
  for (const { page, context, errors } of [leader, doer, other]) {
    assert.deepEqual(errors, [], page.url());
    await context.close();
  }
});

test("on a phone the pages of tasks fit, and what is pressed is large enough", async () => {
  const { page, context } = await at("lanhdao.hacthanh", { width: 360, height: 740 });
  for (const path of ["/can-bo/nhiem-vu?cua=don-vi-giao&loc=tat-ca", "/can-bo/nhiem-vu/giao", "/can-bo/nhiem-vu/NV-" + new Date().getFullYear() + "-00001"]) {
    await page.goto(here.server.url + path);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360, `${path} scrolls sideways`);
    const small = await page.locator("main :is(button, input:not([type=hidden], [type=checkbox]), select)").evaluateAll((all) => all.filter((each) => each.offsetHeight > 0 && each.offsetHeight < 44).map((each) => each.outerHTML));
    assert.deepEqual(small, [], path);
  }
  await context.close();
});
