// Small islands over pages that work without them.
import { helpCounter } from "./counter";
import { forgetTyped } from "./drafts";
import { wakeForms } from "./forms";
import { openBesideList, showCutCells, walkRows } from "./pane";
import { checkProofInBrowser, readPrintedCode } from "./proof";
import { say } from "./say";
import { keepReplaced } from "./soc";
import { scrollTables } from "./table";

for (const note of document.querySelectorAll("[data-without-script]")) note.remove();
wakeForms(document);
forgetTyped();
openBesideList();
helpCounter();
checkProofInBrowser();
readPrintedCode();
scrollTables();
keepReplaced();
walkRows();
showCutCells();

// The inbox says when something changed; the reader decides when to look.
const live = document.querySelector<HTMLElement>("[data-live]");
if (live?.dataset.live) {
  const source = new EventSource(live.dataset.live);
  let first = true;
  source.addEventListener("changed", () => {
    if (first) {
      first = false;
      return;
    }
    live.hidden = false;
  });
}

// Keyboard shortcuts for officers, listed by "?": the places of their navigation that have a key.
const shortcuts = [...document.querySelectorAll<HTMLAnchorElement>("a[data-shortcut]")]
  .filter((place) => place.dataset.shortcut)
  .map((place): [string, string, string] => [place.dataset.shortcut ?? "", place.href, place.textContent ?? ""]);
// The field one searches this page by, before the one that searches everything.
const searchField = () =>
  ["#noi-dung", "body"].map((part) => document.querySelector<HTMLInputElement>(`${part} :is(input[type=search], input[name=q])`)).find(Boolean);
function keysHere(): [string, string][] {
  const keys: [string, string][] = [];
  if (searchField()) keys.push(["/", say("Tìm trong trang này")]);
  if (document.querySelector("table[data-keys]"))
    keys.push(["j, k", say("Xuống, lên một dòng")], ["o, Enter", say("Mở dòng đang chọn")], ["Esc", say("Đóng hồ sơ đang xem")]);
  return keys;
}
function showShortcuts() {
  const dialog = document.createElement("dialog");
  dialog.className = "ds-dialog";
  const title = document.createElement("h2");
  title.textContent = say("Phím tắt");
  const list = document.createElement("ul");
  for (const [key, does] of [...keysHere(), ...shortcuts.map(([key, , does]) => [key, does])]) {
    const item = document.createElement("li");
    item.textContent = `${key} – ${does}`;
    list.append(item);
  }
  const close = document.createElement("button");
  close.className = "govuk-button";
  close.textContent = say("Đóng");
  close.onclick = () => dialog.close();
  dialog.append(title, list, close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
if (document.body.classList.contains("ds-officer")) {
  document.querySelector("[data-shortcuts]")?.addEventListener("click", showShortcuts);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || (event.target as HTMLElement).closest("input, textarea, select, dialog")) return;
    if (event.key === "?") showShortcuts();
    if (event.key === "/") {
      searchField()?.select();
      event.preventDefault();
    }
    const found = shortcuts.find(([key]) => key === event.key);
    if (found) location.href = found[1];
  });
}
