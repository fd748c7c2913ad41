// Small islands over pages that work without them.
import { checkProofInBrowser } from "./proof";

const english = document.documentElement.lang === "en";
const say = (vietnamese: string, inEnglish: string) => (english ? inEnglish : vietnamese);

// The error summary takes the focus, so that readers aloud begin there.
document.querySelector<HTMLElement>("[data-module=govuk-error-summary]")?.focus();

// Nothing typed is lost: a form marked so saves itself a moment after the last key.
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-autosave], [data-autosave] form")) {
  const holder = form.closest<HTMLElement>("[data-autosave]");
  const address = holder?.dataset.autosave;
  const status = holder?.querySelector<HTMLElement>("[data-autosave-status]");
  if (!address) continue;
  let waiting = 0;
  const save = async () => {
    const body = new URLSearchParams();
    new FormData(form).forEach((value, name) => typeof value === "string" && body.append(name, value));
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { accept: "application/json" } });
      if (status) status.textContent = answer.ok ? say("Đã lưu nháp", "Draft saved") : say("Chưa lưu được nháp", "Draft not saved yet");
    } catch {
      if (status) status.textContent = say("Mất mạng: nháp sẽ được lưu khi có mạng lại", "Offline: the draft will be saved later");
    }
  };
  form.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(save, 900);
  });
}

// Uploads show how far they are, and can be stopped.
for (const form of document.querySelectorAll<HTMLFormElement>("form[enctype='multipart/form-data']")) {
  form.addEventListener("submit", (event) => {
    const files = [...form.querySelectorAll<HTMLInputElement>("input[type=file]")].flatMap((input) => [...(input.files ?? [])]);
    if (files.length === 0) return;
    event.preventDefault();
    const request = new XMLHttpRequest();
    const progress = document.createElement("progress");
    progress.className = "ds-progress";
    progress.max = 100;
    const line = document.createElement("p");
    line.setAttribute("role", "status");
    const cancel = document.createElement("button");
    cancel.type = "button";
    cancel.className = "ds-link-button";
    cancel.textContent = say("Dừng gửi", "Stop sending");
    cancel.onclick = () => request.abort();
    form.append(progress, line, cancel);
    const done = (text: string) => {
      line.textContent = text;
      progress.remove();
      cancel.remove();
    };
    request.upload.onprogress = (step) => {
      progress.value = (step.loaded / step.total) * 100;
      line.textContent = `${say("Đã gửi", "Sent")} ${Math.round(progress.value)}%`;
    };
    request.onload = () => {
      // The answer is a page: show it as the browser would have.
      history.pushState(null, "", request.responseURL);
      document.open();
      document.write(request.responseText);
      document.close();
    };
    request.onerror = () => done(say("Mất kết nối, tệp chưa gửi được. Hãy thử lại.", "The connection broke and the file was not sent. Try again."));
    request.onabort = () => done(say("Đã dừng gửi.", "Sending stopped."));
    request.open("POST", form.action);
    const body = new FormData(form);
    const pressed = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    if (pressed?.name) body.append(pressed.name, pressed.value);
    request.send(body);
  });
}

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

// Keyboard shortcuts for officers, listed by "?".
const shortcuts: [string, string, string, string][] = [
  ["v", "/can-bo", "Việc cần làm", "Inbox"],
  ["q", "/can-bo/tai-quay", "Tiếp nhận tại quầy", "Counter"],
  ["t", "/can-bo/tim", "Tìm hồ sơ", "Search"],
  ["s", "/can-bo/so-theo-doi", "Sổ theo dõi", "Register"],
];
function showShortcuts() {
  const dialog = document.createElement("dialog");
  dialog.className = "ds-dialog";
  const title = document.createElement("h2");
  title.textContent = say("Phím tắt", "Keyboard shortcuts");
  const list = document.createElement("ul");
  for (const [key, , vietnamese, inEnglish] of shortcuts) {
    const item = document.createElement("li");
    item.textContent = `${key} – ${say(vietnamese, inEnglish)}`;
    list.append(item);
  }
  const close = document.createElement("button");
  close.className = "govuk-button";
  close.textContent = say("Đóng", "Close");
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
    const found = shortcuts.find(([key]) => key === event.key);
    if (found) location.href = (english ? "/en" : "") + found[1];
  });
}

// A choice that opens or closes the questions that depend on it.
for (const part of document.querySelectorAll<HTMLElement>("[data-when]")) {
  const [name, values] = [part.dataset.when ?? "", (part.dataset.is ?? "").split(" ")];
  const update = () => {
    const chosen = document.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)?.value ?? "";
    part.hidden = !values.includes(chosen);
  };
  document.addEventListener("change", update);
  update();
}

checkProofInBrowser();
