// A table of any length in a window of its own: only the rows in sight are in the page, and they come as they are scrolled to.
// Without this script the same rows come a page at a time.
import { say } from "./say";

type Row = (string | number | boolean | null)[];

const kBlock = 200; // rows asked for at once
const kTallest = 8_000_000; // pixels: browsers draw nothing beyond some sixteen million

export function scrollTables() {
  for (const window of document.querySelectorAll<HTMLElement>("[data-rows]")) scrollTable(window);
}

function scrollTable(frame: HTMLElement) {
  const table = frame.querySelector("table");
  const body = table?.tBodies[0];
  const total = Number(frame.dataset.total);
  const kinds = (frame.dataset.kinds ?? "").split(",");
  const names = (frame.dataset.names ?? "").split(",");
  if (!table || !body || !body.rows.length || total <= body.rows.length) return;

  const blocks = new Map<number, Row[]>();
  const asked = new Set<number>();
  const number = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en" : "vi", { maximumFractionDigits: 20 });
  const status = document.createElement("p");
  status.className = "govuk-body-s ds-muted";
  status.setAttribute("role", "status");
  frame.after(status);
  frame.classList.add("ds-window");
  table.setAttribute("aria-rowcount", String(total + 1));
  const height = body.rows[0].getBoundingClientRect().height;
  const tall = Math.min(kTallest, total * height);
  const above = spacer(), below = spacer();
  document.querySelector("[data-paging]")?.remove();

  function spacer() {
    const row = document.createElement("tr");
    row.setAttribute("aria-hidden", "true");
    row.append(document.createElement("td"));
    row.cells[0].colSpan = names.length;
    row.cells[0].className = "ds-window__space";
    return row;
  }

  async function ask(block: number) {
    if (asked.has(block)) return;
    asked.add(block);
    try {
      const answer = await fetch(`${frame.dataset.rows}&limit=${kBlock}&offset=${block * kBlock}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const { rows } = await answer.json();
      blocks.set(block, rows.map((row: Record<string, Row[number]>) => names.map((name) => row[name])));
      status.textContent = "";
      show();
    } catch {
      asked.delete(block);
      status.textContent = say("Chưa tải được các dòng này. Cuộn lại để thử lần nữa.");
    }
  }

  function cell(value: Row[number], kind: string) {
    const td = document.createElement("td");
    td.className = kind === "t" ? "govuk-table__cell" : "govuk-table__cell govuk-table__cell--numeric";
    td.textContent = value === null ? "" : kind === "g" && typeof value === "number" ? number.format(value) : String(value);
    td.title = td.textContent;
    return td;
  }

  function show() {
    const inSight = Math.ceil(frame.clientHeight / height) + 2;
    const reach = tall - frame.clientHeight;
    const first = Math.max(0, Math.min(total - inSight, Math.round(reach > 0 ? (frame.scrollTop / reach) * (total - inSight + 2) : 0)));
    const last = Math.min(total, first + inSight);
    const rows: HTMLTableRowElement[] = [];
    for (let at = first; at < last; ++at) {
      const block = Math.floor(at / kBlock);
      const values = blocks.get(block)?.[at % kBlock];
      if (!values) void ask(block);
      const row = document.createElement("tr");
      row.className = "govuk-table__row";
      row.setAttribute("aria-rowindex", String(at + 2));
      if (values) row.append(...values.map((value, column) => cell(value, kinds[column])));
      else row.append(...names.map(() => cell("…", "t")));
      row.style.height = `${height}px`;
      rows.push(row);
    }
    // The rows stand where the reader looks; what is above and below is empty room.
    const top = Math.min(frame.scrollTop, Math.max(0, tall - rows.length * height));
    above.cells[0].style.height = `${top}px`;
    below.cells[0].style.height = `${Math.max(0, tall - top - rows.length * height)}px`;
    body!.replaceChildren(above, ...rows, below);
  }

  let waiting = 0;
  frame.addEventListener("scroll", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(show);
  });
  show();
}
