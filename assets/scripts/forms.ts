// Forms that show how far an upload is, and ask only what is needed. Each works on a part of the page, so that a
// part that comes later is served too.
import { keepTyped, saveWhileTyping } from "./drafts";
import { say } from "./say";

// Shows the page that answered a form.
export type ShowPage = (html: string, address: string) => void;

// Sends a form without leaving the page; files show how far they are and can be stopped. What was typed stays until the answer.
function send(form: HTMLFormElement, event: SubmitEvent, show: ShowPage) {
  event.preventDefault();
  const large = tooLarge(form);
  if (large) return complain(form, large);
  const request = new XMLHttpRequest();
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  const progress = document.createElement("progress");
  progress.className = "ds-progress";
  progress.max = 100;
  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.className = "ds-link-button";
  cancel.textContent = say("Dừng gửi");
  cancel.onclick = () => request.abort();
  const uploads = hasFiles(form);
  form.append(line);
  if (uploads) form.append(progress, cancel);
  const done = (text: string) => {
    line.textContent = text;
    progress.remove();
    cancel.remove();
  };
  request.upload.onprogress = (step) => {
    if (!uploads) return;
    progress.value = (step.loaded / step.total) * 100;
    line.textContent = `${say("Đã gửi")} ${Math.round(progress.value)}%`;
  };
  request.onload = () => show(request.responseText, request.responseURL);
  request.onerror = () => done(uploads ? say("Mất kết nối, tệp chưa gửi được. Hãy thử lại.") : say("Mất kết nối, nên chưa gửi được. Hãy thử lại."));
  request.onabort = () => done(say("Đã dừng gửi."));
  const pressed = event.submitter as HTMLButtonElement | null;
  request.open("POST", pressed?.hasAttribute("formaction") ? pressed.formAction : form.action);
  const body = new FormData(form);
  if (pressed?.name) body.append(pressed.name, pressed.value);
  if (form.enctype === "multipart/form-data") {
    request.send(body);
  } else {
    const fields = new URLSearchParams();
    body.forEach((value, name) => typeof value === "string" && fields.append(name, value));
    request.send(fields);
  }
}

const hasFiles = (form: HTMLFormElement) => [...form.querySelectorAll<HTMLInputElement>("input[type=file]")].some((input) => (input.files?.length ?? 0) > 0);

// A file beyond the limit is said before it is sent for minutes, and everything else stays as it was typed.
const tooLarge = (form: HTMLFormElement) => {
  for (const input of form.querySelectorAll<HTMLInputElement>("input[type=file][data-most]"))
    for (const file of input.files ?? []) if (file.size > Number(input.dataset.most)) return { input, file };
  return undefined;
};
function complain(form: HTMLFormElement, { input, file }: { input: HTMLInputElement; file: File }) {
  form.querySelector(".ds-too-large")?.remove();
  const line = document.createElement("p");
  line.className = "govuk-error-message ds-too-large";
  line.setAttribute("role", "alert");
  line.textContent = `${file.name}: ${say("tệp lớn quá mức cho phép, chưa gửi. Hãy chụp lại nhỏ hơn hoặc tách tệp; các phần khác còn nguyên.")}`;
  input.before(line);
  input.focus();
}

// The answer is a page: shown as the browser would have.
const replacePage: ShowPage = (html, address) => {
  history.pushState(null, "", address);
  document.open();
  document.write(html);
  document.close();
};

// A choice that opens or closes the questions that depend on it.
function askWhatIsNeeded(root: ParentNode) {
  for (const part of root.querySelectorAll<HTMLElement>("[data-when]")) {
    const [name, values] = [part.dataset.when ?? "", (part.dataset.is ?? "").split(" ")];
    const update = () => {
      const chosen = document.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)?.value ?? "";
      part.hidden = !values.includes(chosen);
    };
    document.addEventListener("change", update);
    update();
  }
}

// `show` takes the answers of every form of the part; without it only uploads are sent from here, and the page changes.
export function wakeForms(root: ParentNode, show?: ShowPage) {
  saveWhileTyping(root);
  keepTyped(root);
  askWhatIsNeeded(root);
  for (const form of root.querySelectorAll<HTMLFormElement>("form[method=post]"))
    form.addEventListener("submit", (event) => {
      if (show || hasFiles(form)) send(form, event, show ?? replacePage);
    });
  // The error summary takes the focus, so that readers aloud begin there.
  root.querySelector<HTMLElement>("[data-module=govuk-error-summary]")?.focus();
}
