// The counter by keyboard: a number that is known fills in the rest, one press counts the papers, Ctrl+Enter is done.
import { english, say } from "./say";

interface Alike {
  code: string;
  unit: string;
  submitted: string;
}
interface Known {
  known: Record<string, string> | null;
  alike: Alike[];
}

function showAlike(form: HTMLFormElement, alike: Alike[]) {
  const warning = form.querySelector<HTMLElement>("[data-alike]");
  const list = warning?.querySelector("[data-alike-list]");
  if (!warning || !list) return;
  list.replaceChildren(
    ...alike.map(({ code, unit, submitted }) => {
      const row = document.createElement("li");
      const link = document.createElement("a");
      link.className = "govuk-link";
      link.href = `${english ? "/en" : ""}/can-bo/ho-so/${code}`;
      link.target = "_blank";
      link.textContent = code;
      row.append(link, ` · ${unit} · ${submitted}`);
      return row;
    }),
  );
  warning.hidden = alike.length === 0;
}

async function askWhoItIs(address: string, form: HTMLFormElement, number: HTMLInputElement) {
  const status = form.querySelector<HTMLElement>("[data-known-status]");
  const token = form.querySelector<HTMLInputElement>("input[name=_csrf]")?.value ?? "";
  const tell = (text: string) => status && (status.textContent = text);
  if (!number.value.trim()) return tell("");
  try {
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams({ _csrf: token, so_dinh_danh: number.value }), redirect: "error" });
    if (!answer.ok) return tell("");
    const told: Known = await answer.json();
    showAlike(form, told.alike);
    if (!told.known) return tell(say("Đơn vị chưa có hồ sơ nào của số này."));
    for (const [name, value] of Object.entries(told.known)) {
      const field = form.querySelector<HTMLInputElement>(`input[name=${name}]`);
      if (field && !field.value.trim()) field.value = value;
    }
    tell(say("Đã điền theo hồ sơ gần nhất ở đơn vị. Hãy đối chiếu với giấy tờ."));
  } catch {
    tell(say("Mất kết nối. Hãy thử lại."));
  }
}

function countAsListed(form: HTMLFormElement) {
  // What is folded away is another case's.
  const asked = [...form.querySelectorAll<HTMLElement>("[data-originals]")].filter((row) => !row.closest("details:not([open])"));
  for (const row of asked)
    for (const [kind, number] of [["chinh_", row.dataset.originals], ["sao_", row.dataset.copies]]) {
      const field = row.querySelector<HTMLInputElement>(`input[name^=${kind}]`);
      if (field && !field.value && number !== "0") field.value = number ?? "";
    }
}

export function helpCounter() {
  const holder = document.querySelector<HTMLElement>("[data-counter]");
  const form = holder?.querySelector("form");
  const number = form?.querySelector<HTMLInputElement>("input[name=so_dinh_danh]");
  if (!holder?.dataset.counter || !form || !number) return;
  const address = holder.dataset.counter;
  const ask = () => void askWhoItIs(address, form, number);
  number.addEventListener("change", ask);
  // Enter anywhere hands the form in; only without this script it is the first button of it that asks who it is.
  const button = form.querySelector<HTMLButtonElement>("button[name=viec]");
  if (button) {
    button.type = "button";
    button.addEventListener("click", ask);
  }
  const all = form.querySelector<HTMLButtonElement>("[data-all-papers]");
  if (all && form.querySelector("[data-originals]")) {
    all.hidden = false;
    all.addEventListener("click", () => countAsListed(form));
  }
  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.altKey && event.key.toLowerCase() === "d") {
      event.preventDefault();
      countAsListed(form);
    }
  });
  if (!document.querySelector(".govuk-error-summary")) number.focus();
}
