// The security operations centre: a part of the page that follows what happens.

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
