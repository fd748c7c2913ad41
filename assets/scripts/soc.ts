// The security operations centre: a part of the page that follows what happens, and a queue that is walked through by keys.

// The server sends the part anew whenever it changes. What the reader is in the middle of is left alone until they are done.
export function keepReplaced() {
  const part = document.querySelector<HTMLElement>("[data-replace]");
  if (!part?.dataset.replace) return;
  const source = new EventSource((document.documentElement.lang === "en" ? "/en" : "") + part.dataset.replace);
  source.addEventListener("replace", (event) => {
    if (part.contains(document.activeElement) && document.activeElement !== document.body) return;
    const fresh = new DOMParser().parseFromString(JSON.parse((event as MessageEvent<string>).data), "text/html");
    part.replaceChildren(...fresh.body.childNodes);
  });
}

// j and k go down and up the rows, o opens the one that is marked.
export function walkTables() {
  const table = document.querySelector<HTMLTableElement>("table[data-keys]");
  if (!table) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || (event.target as HTMLElement).closest("input, textarea, select, dialog")) return;
    const links = [...table.querySelectorAll<HTMLAnchorElement>("tbody a[data-opens]")];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === "j") links[Math.min(links.length - 1, at + 1)]?.focus();
    else if (event.key === "k") links[Math.max(0, at - 1)]?.focus();
    else if (event.key === "o" && at >= 0) links[at].click();
    else return;
    event.preventDefault();
  });
}
