// A dossier opens beside the list it was chosen from, and the list stays where it is. On narrow screens, and without this script,
// the dossier is a page of its own.
import { wakeForms } from "./forms";
import { say } from "./say";

const wide = window.matchMedia("(min-width: 75rem)");

const mainOf = (html: string) => new DOMParser().parseFromString(html, "text/html").querySelector("#noi-dung");

export function openBesideList() {
  const split = document.querySelector<HTMLElement>("[data-split]");
  const list = split?.querySelector<HTMLElement>("[data-list]");
  if (!split || !list) return;
  const pane = document.createElement("section");
  pane.className = "ds-pane";
  pane.setAttribute("aria-label", say("Hồ sơ đang xem"));
  pane.tabIndex = -1;
  let opened: HTMLAnchorElement | undefined;

  const mark = (address: string) => {
    for (const link of list.querySelectorAll<HTMLAnchorElement>("a[data-opens]")) {
      const current = link.pathname === new URL(address, location.href).pathname;
      link.closest("tr")?.classList.toggle("ds-row--open", current);
      if (current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const close = () => {
    pane.remove();
    split.classList.remove("ds-split--open");
    mark(location.href);
    opened?.focus();
  };
  const refreshList = async () => {
    const fresh = mainOf(await (await fetch(location.href)).text())?.querySelector("[data-list]");
    if (fresh) list.replaceChildren(...fresh.childNodes);
  };
  const show = (html: string, address: string) => {
    const main = mainOf(html);
    if (!main) {
      location.href = address;
      return;
    }
    main.querySelector(".govuk-back-link")?.remove();
    const bar = document.createElement("p");
    bar.className = "ds-pane__bar";
    const whole = document.createElement("a");
    whole.className = "govuk-link";
    whole.href = address;
    whole.textContent = say("Mở cả trang");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ds-link-button";
    button.textContent = say("Đóng");
    button.onclick = close;
    bar.append(whole, " ", button);
    pane.replaceChildren(bar, ...main.childNodes);
    split.append(pane);
    split.classList.add("ds-split--open");
    pane.scrollTop = 0;
    pane.focus({ preventScroll: true });
    wakeForms(pane, async (answer, at) => {
      show(answer, at);
      await refreshList();
      mark(at);
    });
    mark(address);
  };

  list.addEventListener("click", async (event) => {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("a[data-opens]");
    if (!link || !wide.matches || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    opened = link;
    try {
      const answer = await fetch(link.href);
      show(await answer.text(), answer.url);
    } catch {
      location.href = link.href;
    }
  });
  pane.addEventListener("keydown", (event) => event.key === "Escape" && close());
}

// A list cuts its cells off to keep a row on one line: pointing at one that is shows the whole of it.
export function showCutCells() {
  document.addEventListener("pointerover", (event) => {
    const cell = (event.target as HTMLElement).closest?.<HTMLElement>(".ds-list td");
    if (cell && !cell.title && cell.scrollWidth > cell.clientWidth) cell.title = cell.textContent ?? "";
  });
}

// j and k go down and up the rows of a list, o or Enter opens the one that is marked. From beside the list one goes on where one was.
export function walkRows() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || (event.target as HTMLElement).closest("input, textarea, select, dialog")) return;
    if (!["j", "k", "o"].includes(event.key)) return;
    const links = [...document.querySelectorAll<HTMLAnchorElement>("table[data-keys] tbody a[data-opens]")];
    const marked = links.indexOf(document.activeElement as HTMLAnchorElement);
    const at = marked >= 0 ? marked : links.findIndex((link) => link.hasAttribute("aria-current"));
    if (event.key === "j") links[Math.min(links.length - 1, at + 1)]?.focus();
    else if (event.key === "k") links[Math.max(0, at - 1)]?.focus();
    else links[at]?.click();
    if (links.length > 0) event.preventDefault();
  });
}
