// A phone is the first screen, and an officer's is 1366 pixels wide: every page each role can reach is measured at both.
import assert from "node:assert/strict";
import { test } from "node:test";
import { walkPages } from "./pages.mjs";
import { inBrowser } from "./server.mjs";

const here = inBrowser();

// In the page: what stands against the rules of width. The page is never wider than itself, what is typed into is wide enough to see it, what is
// pressed is as large as a thumb, and no word is broken in the middle.
function faultsOf(phone) {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const beyond = [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > root.clientWidth + 1 && !each.closest(".ds-scroll, .ds-window, .ds-matrix"));
    faults.push(`the page is ${root.scrollWidth} px wide: ${beyond.slice(-2).map((each) => `${each.tagName.toLowerCase()}.${each.className}`).join(", ")}`);
  }
  const seen = (element) => element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true }) && element.getClientRects().length > 0;
  const named = (element) => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""}${element.name ? `[${element.name}]` : ""} ${(element.textContent ?? "").trim().slice(0, 30)}`;
  if (phone)
    for (const control of document.querySelectorAll("input:not([type=hidden]), select, textarea, button, summary, .govuk-button")) {
      if (!seen(control) || control.closest(".govuk-skip-link")) continue;
      const { width, height } = control.getBoundingClientRect();
      const typed = control.matches("input:not([type=checkbox], [type=radio], [type=submit], [type=button]), select, textarea");
      const short = /--width-[2345]\b/.test(control.className);
      const least = typed && !short ? 120 : 44;
      if (width < least) faults.push(`${named(control)} is ${Math.round(width)} px wide, not ${least}`);
      if (height < 44 && !control.matches("[type=checkbox], [type=radio]")) faults.push(`${named(control)} is ${Math.round(height)} px high, not 44`);
    }
  // A word broken over two lines: its letters have other tops.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || parent.closest("script, style, code, pre, .ds-log, svg") || !seen(parent)) continue;
    for (const found of node.data.matchAll(/[\p{L}\p{N}]{2,18}/gu)) {
      // An address or a digest of forty letters has to break somewhere.
      if (/\S*$/.exec(node.data.slice(0, found.index))[0].length + /^\S*/.exec(node.data.slice(found.index))[0].length > 30) continue;
      range.setStart(node, found.index);
      range.setEnd(node, found.index + found[0].length);
      const tops = new Set([...range.getClientRects()].filter((rect) => rect.width > 0.5).map((rect) => Math.round(rect.top)));
      if (tops.size > 1) {
        faults.push(`"${found[0]}" is broken in ${parent.tagName.toLowerCase()}.${parent.className}`);
        break;
      }
    }
  }
  return [...new Set(faults)].slice(0, 12);
}

async function measure(viewport, phone) {
  const found = [];
  await walkPages(here.browser, here.server.url, async (page, { role, path }) => {
    for (const fault of await page.evaluate(faultsOf, phone)) found.push(`${role.name} ${decodeURI(path)}: ${fault}`);
  }, { viewport });
  return found;
}

test("at 360 px nothing is too narrow to type into or too small to press, and no word is broken", async () => {
  assert.deepEqual(await measure({ width: 360, height: 740 }, true), []);
});

test("at 1366 px no page is wider than the screen and no word is broken", async () => {
  assert.deepEqual(await measure({ width: 1366, height: 768 }, false), []);
});
