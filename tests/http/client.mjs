// A plain client: starts the program on a demonstration, keeps cookies, knows form tokens.
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { demonstration, emptyDatabase, program } from "../demonstration.mjs";

export { program };

// Who waits for another program (psql, an audit) without a turn of the loop does not see that the server has closed idle connections
// meanwhile, and sends on one of them: a turn before each request shows it.
const request = globalThis.fetch;
globalThis.fetch = async (...what) => {
  await new Promise(setImmediate);
  return request(...what);
};
export const password = "thanh hoa 2026";

// With ON_POSTGRES every folder has a database of its own on the test's PostgreSQL.
const postgres = process.env.ON_POSTGRES && process.env.DONGSON_TEST_POSTGRES;
const databases = new Map();
export const databaseOf = (data) => databases.get(data);
const onDatabase = (data) => (databases.has(data) ? ["--database", databases.get(data)] : []);

// A database with nothing in it for a folder with nothing in it; none where the folder is all there is.
export const freshDatabase = () => (postgres ? emptyDatabase(postgres) : undefined);

// A demonstration in a folder of its own; with `database`, there.
export function makeDemo(extra = [], database = postgres) {
  const made = demonstration(extra, database);
  if (made.database) databases.set(made.data, made.database);
  return made.data;
}

// Another folder for a program on the same database.
export function beside(data) {
  const folder = mkdtempSync(join(tmpdir(), "dongson-http-"));
  databases.set(folder, databases.get(data));
  // Programs on one database have one ring of keys.
  copyFileSync(join(data, "personal.keys"), join(folder, "personal.keys"));
  return folder;
}

export async function serve(data, extra = [], options = {}) {
  const child = spawn(program, ["serve", "--data", data, "--listen", "127.0.0.1:0", ...onDatabase(data), ...extra], { stdio: ["ignore", "pipe", options.quiet ? "ignore" : "pipe"], ...options.spawn });
  // A test that fails before it stops the server must not wait for it.
  process.on("exit", () => child.kill("SIGKILL"));
  for (const part of [child, child.stdout, child.stderr]) part?.unref();
  let errors = "";
  child.stderr?.on("data", (chunk) => (errors += chunk));
  const ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve({ code, signal })));
  const awake = setInterval(() => {}, 1000);
  const url = await new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
      const found = text.match(/(https?):\/\/localhost:(\d+)/);
      if (found) resolve(`${found[1]}://127.0.0.1:${found[2]}`);
    });
    ended.then(({ code }) => reject(new Error(`the server ended with ${code}: ${errors}`)));
  }).finally(() => clearInterval(awake));
  return {
    child,
    url,
    ended,
    errors: () => errors,
    async stop(signal = "SIGTERM") {
      child.ref();
      child.kill(signal);
      return ended;
    },
  };
}

// For tests that ask more than anybody may.
export function unlimited(data) {
  const path = join(data, "config.yaml");
  writeFileSync(path, "address_requests_per_minute: 0\naccount_requests_per_minute: 0\n");
  return ["--config", path];
}

export const remove = (data) => rmSync(data, { recursive: true, force: true });

// One server over the demonstration for the tests of a file, there from the first of them until after the last; its folder is `data`. `ready`
// runs once it answers.
// It believes what persons say of their addresses: each has one of their own, and none tries too often.
export const behindProxy = "proxies: [127.0.0.1]\n";
// Who walks every route asks more than an account may in a minute.
export const unhurried = "address_requests_per_minute: 0\naccount_requests_per_minute: 0\n";

// A demonstration that is served while a file's tests run, under `settings`.
export function demoServer(ready = () => {}, settings = "") {
  const server = {};
  before(async () => {
    server.data = makeDemo();
    const config = join(server.data, "of-the-test.yaml");
    if (settings) writeFileSync(config, settings);
    Object.assign(server, await serve(server.data, settings ? ["--config", config] : []));
    await ready();
  });
  after(async () => {
    await server.stop?.();
    remove(server.data);
  });
  return server;
}

let persons = 0;
export class Person {
  constructor(url) {
    this.url = url;
    this.address = { "x-forwarded-for": `203.0.113.${++persons % 250}` };
    this.cookie = "";
    this.csrf = "";
  }
  async get(path, headers = {}) {
    const answer = await fetch(this.url + path, { redirect: "manual", headers: { cookie: this.cookie, ...this.address, ...headers } });
    return answer;
  }
  async page(path) {
    const answer = await this.get(path);
    const text = await answer.text();
    this.csrf = text.match(/name="_csrf" value="([^"]*)"/)?.[1] ?? this.csrf;
    return text;
  }
  async post(path, fields = {}, headers = {}, method = "POST") {
    const body = new URLSearchParams({ _csrf: this.csrf, ...fields });
    const answer = await fetch(this.url + path, { method, redirect: "manual", body, headers: { cookie: this.cookie, ...this.address, ...headers } });
    const set = answer.headers.get("set-cookie");
    if (set?.startsWith("__Host-phien=")) this.cookie = set.split(";")[0];
    return answer;
  }
  async signIn(login, secret = password) {
    const answer = await this.post("/dang-nhap", { ten_dang_nhap: login, mat_khau: secret });
    if (answer.status !== 303) throw new Error(`sign-in of ${login} answered ${answer.status}`);
    await this.page("/tai-khoan");
    return this;
  }
}

// A citizen's complete draft of a procedure, ready to be submitted.
export async function readyDraft(person, procedure = "1.000419x") {
  const started = await person.post(`/thu-tuc/${procedure}/nop`, { moi: "co" });
  const draft = started.headers.get("location");
  const page = await person.page(`${draft}/noi-nop`);
  const unit = page.match(/<option value="(\d+)"[^>]*>Phường Hạc Thành/)[1];
  await person.post(`${draft}/noi-nop`, { don_vi: unit });
  await person.post(`${draft}/nguoi-nop`, { _dien_thoai: "0912345678", _dia_chi: "Phố Hàng Đồng, Hạc Thành" });
  await person.post(`${draft}/phan/yeu-cau`, { noi_dung: "Đề nghị giải quyết", so_ban: "1" });
  await person.post(`${draft}/giay-to`, { xong: "co" });
  await person.post(`${draft}/nhan-ket-qua`, { _nhan: "mot-cua" });
  return draft;
}

// A published commune procedure without a form of its own.
export async function genericProcedure(url) {
  const found = await (await fetch(`${url}/api/v1/procedures?cap=commune&q=ho+tro`)).json();
  for (const item of found.items) {
    const form = await (await fetch(`${url}/api/v1/procedures/${item.code}/form`)).json();
    if (form.title === "generic") return item.code;
  }
  throw new Error("no generic procedure");
}

// A second administrator, let in at the server's console: who writes a definition does not approve it, and nobody says yes to what
// somebody asks whom they let in.
export async function secondAdministrator(server, secret = "sông mã mùa nước nổi") {
  const where = ["--data", server.data, ...onDatabase(server.data)];
  const told = execFileSync(program, ["account", "add", "quantri.hai", "--name", "Lê Văn Hai", "--unit", "tinh-38", "--role", "operator", ...where], { encoding: "utf8" });
  const person = new Person(server.url);
  await person.page("/kich-hoat");
  const activated = await person.post("/kich-hoat", { ten_dang_nhap: "quantri.hai", ma_kich_hoat: told.match(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/)[0], mat_khau: secret });
  if (activated.status !== 303) throw new Error(`the activation answered ${activated.status}`);
  return new Person(server.url).signIn("quantri.hai", secret);
}

// An edition in force is withdrawn by two: one asks, another says yes. Answers what the yes was answered.
export async function withdrawn(asker, other, edition, reason) {
  const room = "/can-bo/quan-tri/cho-xac-nhan";
  await asker.page(edition);
  const asked = await asker.post(`${edition}/rut`, { ly_do: reason });
  if (asked.headers.get("location") !== room) throw new Error(`asking answered ${asked.status} ${asked.headers.get("location")}`);
  const [, request] = (await other.page(`${room}?q=${encodeURIComponent(reason)}`)).match(/cho-xac-nhan\/(\d+)\/dong-y"/);
  return other.post(`${room}/${request}/dong-y`);
}

// What stands in a page, as its reader sees it.
export const decoded = (text) => text.replace(/&quot;/g, '"').replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&#39;/g, "'").replace(/&amp;/g, "&");
// The text of a definition in its editor.
export const textOf = (page) => decoded(page.match(/<textarea[^>]*name="noi_dung"[^>]*>([\s\S]*?)<\/textarea>/)[1]);
export const summary = (page) => page.match(/govuk-error-summary[\s\S]*?<\/ul>/)?.[0] ?? "";

// What a browser sends of an editor's page: every field of its form.
export function fieldsOf(page) {
  const form = page.slice(page.indexOf('enctype="multipart/form-data"'));
  const fields = [];
  for (const [, alone, kind = "input", whole, inside] of form.matchAll(/<input([^>]*)>|<(textarea|select)([^>]*)>([\s\S]*?)<\/\2>/g)) {
    const attributes = alone ?? whole;
    const of = (name) => decoded(attributes.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? "");
    if (kind === "textarea") fields.push([of("name"), decoded(inside)]);
    else if (kind === "select") fields.push([of("name"), decoded(inside.match(/value="([^"]*)" selected/)?.[1] ?? "")]);
    else if (of("type") === "checkbox" || of("type") === "radio") /\schecked/.test(attributes) && fields.push([of("name"), of("value")]);
    else if (of("type") !== "file") fields.push([of("name"), of("value")]);
  }
  return fields.filter(([name]) => name && name !== "_csrf");
}
// Sends the page back, with what was typed over it and the button that was pressed.
export async function pressOn(person, path, page, viec, typed = {}) {
  const body = new FormData();
  body.append("_csrf", person.csrf);
  for (const [name, value] of fieldsOf(page)) if (!(name in typed)) body.append(name, value);
  for (const [name, value] of Object.entries({ ...typed, viec })) body.append(name, value);
  const answer = await fetch(person.url + path, { method: "POST", redirect: "manual", body, headers: { cookie: person.cookie, ...person.address } });
  return { status: answer.status, location: answer.headers.get("location"), page: await answer.text() };
}

// Somebody's program: the machine interface in a session of its own.
export class Program {
  constructor(server) {
    this.server = server;
  }
  async signIn(login, secret = password) {
    const answer = await this.call("POST", "/session", { login, password: secret });
    if (answer.status !== 201) throw new Error(`sign-in of ${login} answered ${answer.status}: ${answer.text}`);
    this.csrf = answer.body.csrf;
    return this;
  }
  async call(method, path, body, headers = {}) {
    const multipart = body instanceof FormData;
    const answer = await fetch(`${this.server.url}/api/v1${path}`, {
      method,
      body: multipart || body === undefined ? body : JSON.stringify(body),
      headers: { ...(this.cookie && { cookie: this.cookie }), ...(this.csrf && { "x-csrf-token": this.csrf }), ...(body !== undefined && !multipart && { "content-type": "application/json" }), ...headers },
    });
    this.cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? this.cookie;
    const text = await answer.text(), type = answer.headers.get("content-type");
    return { status: answer.status, type, text, body: type.includes("json") ? JSON.parse(text) : undefined };
  }
}
