// Starts the program on a fresh demonstration for one test file.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { after, before } from "node:test";
import AxeBuilder from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { demonstration, program } from "../demonstration.mjs";

// The program on a demonstration; with DONGSON_TEST_POSTGRES there.
export async function startServer(extra = []) {
  const { data, database, told } = demonstration([], process.env.DONGSON_TEST_POSTGRES);
  const child = spawn(program, ["serve", "--data", data, "--listen", "127.0.0.1:0", ...(database ? ["--database", database] : []), ...extra], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
      const found = text.match(/http:\/\/localhost:\d+/);
      if (found) resolve(found[0]);
    });
    child.on("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return {
    url,
    data,
    demo: told,
    program,
    async stop() {
      const ended = new Promise((resolve) => child.on("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export async function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

// The demonstration and a browser for the tests of a file, there from the first of them until after the last.
export function inBrowser() {
  const here = {};
  before(async () => {
    here.server = await startServer();
    here.browser = await startBrowser();
  });
  after(async () => {
    await here.browser?.close();
    await here.server?.stop();
  });
  return here;
}

// A page that fails the test on any console error or uncaught exception.
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "vi-VN", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const errors = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  return { page, context, errors };
}

export async function signIn(page, url, login, password = "thanh hoa 2026") {
  await page.goto(`${url}/dang-nhap`);
  await page.fill("#ten_dang_nhap", login);
  await page.fill("#mat_khau", password);
  await page.click("main button[type=submit]");
  await page.waitForLoadState();
}

// What stands against WCAG 2.2 AA on the page as it is.
export async function barriers(page) {
  const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  return found.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(" | ")}`);
}

// A picture for people to look at; a busy machine's browser refuses one now and then, and that says nothing of the page.
export async function shoot(page, name, options = {}) {
  for (let time = 1; ; ++time) {
    try {
      return await page.screenshot({ path: `tests/browser/shots/${name}.png`, ...options });
    } catch (error) {
      if (time === 3 || !/Unable to capture screenshot/.test(error.message)) throw error;
    }
  }
}
