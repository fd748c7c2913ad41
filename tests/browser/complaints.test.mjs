// A complaint in the browser: from one's own dossier, on a phone, to the decision; and what the officers do between.
import assert from "node:assert/strict";
import { test } from "node:test";
import { genericProcedure, Person, readyDraft } from "../http/client.mjs";
import { barriers, inBrowser, openPage, signIn } from "./server.mjs";

const here = inBrowser();
const phone = { width: 360, height: 740 };

async function at(login, viewport) {
  const opened = await openPage(here.browser, viewport && { viewport });
  await signIn(opened.page, here.server.url, login);
  return opened.page;
}
async function clear(page) {
  assert.deepEqual(await barriers(page), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${page.url()} scrolls sideways`);
}

test("a citizen complains about a dossier on a phone and reads the decision", async () => {
  const { url } = here.server;
  const citizen = await at("038190001234", phone), clerk = await at("motcua.hacthanh"), doer = await at("chuyenvien.hacthanh"), head = await at("lanhdao.hacthanh");

  const person = await new Person(url).signIn("038190001234");
  assert.equal((await person.post(`${await readyDraft(person, await genericProcedure(url))}/nop`)).status, 303);
  await citizen.goto(`${url}/ho-so`);
  await citizen.locator("main a[href^='/ho-so/']").first().click();
  await citizen.waitForLoadState();
  const dossier = new URL(citizen.url()).pathname.split("/").pop();
  await citizen.getByRole("link", { name: "Khiếu nại về hồ sơ này" }).click();
  await citizen.waitForLoadState();
  await clear(citizen);
  assert.equal(await citizen.locator("[name=ho_so]").inputValue(), dossier, "the code stands there");
  assert.ok(await citizen.getByLabel("Hồ sơ của tôi").isChecked());
  await citizen.getByLabel("Việc đã xảy ra").fill("Quá ngày hẹn mười hai ngày mà chưa có kết quả");
  await citizen.getByRole("button", { name: "Gửi đơn" }).click();
  await citizen.waitForLoadState();
  await clear(citizen);
  assert.match(await citizen.locator(".govuk-error-summary").textContent(), /yêu cầu|ngày/);
  assert.match(await citizen.getByLabel("Việc đã xảy ra").inputValue(), /mười hai ngày/, "what was typed stays");
  await citizen.getByLabel("Ngày bạn nhận quyết định").fill(new Date().toLocaleDateString("en-GB", { timeZone: "Asia/Ho_Chi_Minh" }));
  await citizen.getByLabel("Bạn yêu cầu giải quyết thế nào?").fill("Trả kết quả và xin lỗi");
  await citizen.getByRole("button", { name: "Gửi đơn" }).click();
  await citizen.waitForLoadState();
  const code = new URL(citizen.url()).pathname.split("/").pop();
  assert.match(code, /^KN-\d{4}-\d{5}$/);
  await clear(citizen);

  const press = async (page, event, typed = {}) => {
    await page.goto(`${url}/can-bo/khieu-nai/${code}`);
    const form = page.locator(`form[action$="/viec/${event}"]`);
    await form.evaluate((element) => element.closest("details")?.setAttribute("open", ""));
    for (const [name, value] of Object.entries(typed)) {
      const field = form.locator(`[name="${name}"]`).first();
      if ((await field.getAttribute("type")) === "radio") await form.locator(`[name="${name}"][value="${value}"]`).check({ force: true });
      else if (await field.evaluate((element) => element.tagName === "SELECT")) await field.selectOption(value);
      else await field.fill(value);
    }
    await form.locator("button").click();
    await page.waitForLoadState();
  };
  await clerk.goto(`${url}/can-bo`);
  await clerk.locator("main a", { hasText: code }).first().click();
  await clerk.waitForLoadState();
  await clear(clerk);
  await press(clerk, "accept");
  await press(doer, "propose", { ket_luan: "justified", ket_qua: "Việc trả chậm là có thật, trả kết quả ngay." });
  await clear(doer);
  await press(head, "sign");
  await clear(head);

  await citizen.goto(`${url}/khieu-nai/don/${code}`);
  assert.match(await citizen.locator("main").textContent(), /Quyết định số \d+\/QĐ-GQKN/);
  await clear(citizen);
  await citizen.getByRole("button", { name: "Khiếu nại lần hai" }).click();
  await citizen.waitForLoadState();
  await clear(citizen);
});
