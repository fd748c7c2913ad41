// Nothing typed is lost: a draft saves itself with the server, and says so only when the server does; what has no draft is kept in this tab until it was sent.
import { english, say } from "./say";

const fieldsOf = (form: HTMLFormElement) => {
  const fields = new URLSearchParams();
  new FormData(form).forEach((value, name) => typeof value === "string" && fields.append(name, value));
  return fields;
};

// A page that stayed open while its reader signed in again has an old token; the new one is asked for once.
async function renewToken(): Promise<boolean> {
  const answer = await fetch("/api/v1/session", { headers: { accept: "application/json" } });
  if (!answer.ok) return false;
  const { csrf } = await answer.json();
  for (const input of document.querySelectorAll<HTMLInputElement>("input[name=_csrf]")) input.value = csrf;
  return true;
}

type Outcome = "saved" | "signed-out" | "refused" | "away";

async function saveDraft(address: string, form: HTMLFormElement, again = true): Promise<Outcome> {
  let answer: Response;
  try {
    answer = await fetch(address, { method: "POST", body: fieldsOf(form), redirect: "error", headers: { accept: "application/json" } });
  } catch {
    return "away";
  }
  if (answer.status === 401) return "signed-out";
  if (answer.status === 403 && again && (await renewToken().catch(() => false))) return saveDraft(address, form, false);
  if (!answer.ok) return "refused";
  const told = await answer.json().catch(() => ({}));
  return told.saved === true ? "saved" : "refused";
}

const clock = () => new Date().toLocaleTimeString(english ? "en-GB" : "vi-VN", { hour: "2-digit", minute: "2-digit" });

function tell(status: HTMLElement | null | undefined, outcome: Outcome) {
  if (!status) return;
  status.classList.toggle("ds-saved--not", outcome !== "saved");
  if (outcome === "saved") status.textContent = `${say("Đã lưu nháp lúc")} ${clock()}`;
  else if (outcome === "away") status.textContent = say("Mất mạng, chưa lưu. Điều bạn gõ còn trên trang này và sẽ được lưu khi có mạng lại.");
  else if (outcome === "refused") status.textContent = say("Chưa lưu được nháp. Điều bạn gõ còn trên trang này; hãy bấm “Lưu và tiếp tục”.");
  else {
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = `${english ? "/en" : ""}/dang-nhap`;
    link.target = "_blank";
    link.textContent = say("Đăng nhập lại ở thẻ khác");
    status.replaceChildren(`${say("Phiên đã hết, chưa lưu. Điều bạn gõ còn trên trang này.")} `, link);
  }
}

// A form marked so saves itself a moment after the last key, and again once there is a network.
export function saveWhileTyping(root: ParentNode) {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-autosave], [data-autosave] form")) {
    const holder = form.closest<HTMLElement>("[data-autosave]");
    const address = holder?.dataset.autosave;
    if (!address) continue;
    const status = holder.querySelector<HTMLElement>("[data-autosave-status]");
    let waiting = 0, unsaved = false;
    const save = async () => {
      const outcome = await saveDraft(address, form);
      unsaved = outcome !== "saved";
      tell(status, outcome);
    };
    form.addEventListener("input", () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(save, 900);
    });
    // Whoever comes back from signing in elsewhere, or from a tunnel, finds it saved.
    for (const event of ["online", "focus"]) window.addEventListener(event, () => unsaved && void save());
  }
}

// What is typed into other forms, by the field, with when; and whether it was sent since.
interface Typed {
  at: number;
  sent: boolean;
  fields: [string, string][];
}
const place = (form: HTMLFormElement) => {
  const version = form.querySelector<HTMLInputElement>("input[name=phien_ban]")?.value ?? "";
  return `typed ${new URL(form.action).pathname} ${version}`;
};
const worthKeeping = (form: HTMLFormElement) =>
  form.querySelector("textarea, input[type=text], input:not([type])") !== null && form.querySelector("input[type=password]") === null && form.closest("[data-autosave]") === null;
const controls = (form: HTMLFormElement) =>
  [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>("input:not([type=hidden], [type=file], [type=password], [type=radio], [type=checkbox]), textarea, select")].filter((each) => each.name);

function write(key: string, typed: Typed) {
  try {
    sessionStorage.setItem(key, JSON.stringify(typed));
  } catch {
    // No room, or none allowed: the page still works.
  }
}

function restore(form: HTMLFormElement, typed: Typed) {
  const before = new Map<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, string>();
  const values = new Map(typed.fields);
  for (const control of controls(form)) {
    const value = values.get(control.name);
    if (value === undefined || value === control.value || (control instanceof HTMLSelectElement && ![...control.options].some((option) => option.value === value))) continue;
    before.set(control, control.value);
    control.value = value;
  }
  if (before.size === 0) return;
  form.closest("details")?.setAttribute("open", "");
  const line = document.createElement("p");
  line.className = "ds-saved";
  line.setAttribute("role", "status");
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "ds-link-button";
  drop.textContent = say("Bỏ đi");
  drop.onclick = () => {
    before.forEach((value, control) => (control.value = value));
    sessionStorage.removeItem(place(form));
    line.remove();
  };
  line.append(`${say("Đã đưa lại điều bạn gõ mà chưa gửi.")} `, drop);
  form.prepend(line);
}

export function keepTyped(root: ParentNode) {
  const arrival = (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined)?.type;
  for (const form of root.querySelectorAll<HTMLFormElement>("form[method=post]")) {
    if (!worthKeeping(form)) continue;
    const key = place(form);
    const kept = sessionStorage.getItem(key);
    if (kept) {
      const typed: Typed = JSON.parse(kept);
      // What was sent and led here by an answer of the server has arrived, or stands in the form beside its fault.
      if (typed.sent && arrival === "navigate") sessionStorage.removeItem(key);
      else restore(form, typed);
    }
    const keep = (sent: boolean) => write(key, { at: Date.now(), sent, fields: controls(form).map((each) => [each.name, each.value]) });
    form.addEventListener("input", () => keep(false));
    form.addEventListener("submit", () => sessionStorage.getItem(key) && keep(true));
  }
}

// Whoever signs out leaves nothing in the tab.
export function forgetTyped() {
  document.querySelectorAll("form[action$='/dang-xuat']").forEach((form) =>
    form.addEventListener("submit", () => {
      for (const key of Object.keys(sessionStorage)) if (key.startsWith("typed ")) sessionStorage.removeItem(key);
    }),
  );
}
