// The program speaks TLS itself: with today's versions, with a certificate that may change under it, and with nothing lost of what it does in
// the clear.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import tls from "node:tls";
import { makeDemo, Person, program, readyDraft, remove, serve } from "./client.mjs";
import { pause, until } from "./peers.mjs";

const folder = mkdtempSync(join(tmpdir(), "dongson-tls-")), certificate = join(folder, "certificate.pem"), key = join(folder, "key.pem");
let data, config, server, port;

function makePair(certificate, key, name, kind = ["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]) {
  execFileSync("openssl", ["req", "-x509", "-newkey", ...kind, "-nodes", "-days", "2", "-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`, "-keyout", key, "-out", certificate], { stdio: "pipe" });
}

before(async () => {
  makePair(certificate, key, "mot.vidu.vn");
  data = makeDemo();
  config = join(data, "tls.yaml");
  writeFileSync(config, `certificate: ${certificate}\nkey: ${key}\naddress_requests_per_minute: 0\naccess_log: ${data}/access.log\nheader_seconds: 2\n`);
  server = await serve(data, ["--config", config]);
  port = Number(new URL(server.url).port);
});
after(async () => {
  await server?.stop();
  if (data) remove(data);
  rmSync(folder, { recursive: true, force: true });
});

function open(path, { method = "GET", headers = {}, agent = false, ca = readFileSync(certificate) } = {}) {
  const name = "mot.vidu.vn";
  return https.request({ host: "127.0.0.1", port, servername: name, ca, path, method, agent, headers: { host: name, ...headers } });
}
const ask = (path, options = {}) => new Promise((resolve, reject) => {
  const request = open(path, options).on("error", reject).on("response", (answer) => {
    const chunks = [], { localPort } = answer.socket;
    answer.on("data", (chunk) => chunks.push(chunk)).on("error", reject);
    answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks), port: localPort }));
  });
  request.end(options.body);
});
class Visitor extends Person {
  answerOf = (answer) => ({ status: answer.status, headers: new Headers(Object.entries(answer.headers).map(([key, value]) => [key, String(value)])), text: async () => answer.body.toString() });
  async get(path, headers = {}) {
    return this.answerOf(await ask(path, { headers: { cookie: this.cookie, ...headers } }));
  }
  async send(path, type, body) {
    const answer = await ask(path, { method: "POST", body, headers: { cookie: this.cookie, "content-type": type, "content-length": body.length } });
    const set = String(answer.headers["set-cookie"] ?? "");
    if (set.startsWith("__Host-phien=")) this.cookie = set.split(";")[0];
    return this.answerOf(answer);
  }
  post(path, fields = {}) {
    return this.send(path, "application/x-www-form-urlencoded", Buffer.from(new URLSearchParams({ _csrf: this.csrf, ...fields }).toString()));
  }
}
const shake = (options) => new Promise((resolve, reject) => {
  const socket = tls.connect({ host: "127.0.0.1", port, rejectUnauthorized: false, ...options }, () => {
    const seen = { protocol: socket.getProtocol(), subject: socket.getPeerCertificate().subject.CN };
    socket.end(() => resolve(seen));
  }).on("error", reject);
});

test("TLS 1.2 and 1.3 are spoken, nothing older, and nothing in the clear", async () => {
  assert.equal((await shake({ maxVersion: "TLSv1.2" })).protocol, "TLSv1.2");
  assert.equal((await shake({})).protocol, "TLSv1.3");
  await assert.rejects(shake({ minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" }));
  await assert.rejects(shake({ maxVersion: "TLSv1.2", ciphers: "AES128-SHA256" }), "a cipher without forward secrecy");
  const said = await new Promise((resolve) => {
    let text = "";
    const socket = net.connect(port, "127.0.0.1", () => socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    socket.on("data", (chunk) => (text += chunk.toString("latin1"))).on("close", () => resolve(text)).on("error", () => {});
  });
  assert.doesNotMatch(said, /HTTP\/1/);
});

test("every answer says that it comes over TLS only; connections are kept", async () => {
  const agent = new https.Agent({ keepAlive: true, maxSockets: 1 });
  const answers = [];
  for (const path of ["/", "/", "/healthz", "/khong-co", "/du-lieu/bo/xa-phuong-2025/xa_phuong_2025/v/1/tai/goc", "/tra-cuu"]) answers.push(await ask(path, { agent }));
  agent.destroy();
  for (const answer of answers) assert.equal(answer.headers["strict-transport-security"], "max-age=31536000");
  assert.equal(new Set(answers.map((answer) => answer.port)).size, 1, "each request had a connection of its own");
  assert.match(answers[0].body.toString(), /Dịch vụ công/);
  await pause(1500);
  assert.match(readFileSync(`${data}/access.log`, "utf8"), /^127\.0\.0\.1 .*"GET \/tra-cuu" 200/m);
});

test("addresses made of where it listens begin with https", async () => {
  const described = JSON.parse((await ask("/api/v1/procedures?cap=commune&q=ho+tro")).body);
  assert.doesNotMatch(JSON.stringify(described), /http:\/\/localhost/);
  assert.match(server.url, /^https:/);
});

test("files go both ways whole, also slowly read; a body that is refused is answered", { timeout: 120_000 }, async () => {
  const citizen = await new Visitor(server.url).signIn("038190001234");
  const generic = JSON.parse((await ask("/api/v1/procedures?cap=commune&q=ho+tro")).body).items;
  let procedure;
  for (const item of generic) if (JSON.parse((await ask(`/api/v1/procedures/${item.code}/form`)).body).title === "generic") procedure ??= item.code;
  const draft = await readyDraft(citizen, procedure);
  const end = Buffer.from("\n1 0 obj\n<<>>\nendobj\n%%EOF\n");
  const paper = Buffer.concat([Buffer.from("%PDF-1.4\n%"), Buffer.alloc((10 << 20) - 10 - end.length, "x"), end]);
  const form = Buffer.concat([Buffer.from(`--b\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\n${citizen.csrf}\r\n--b\r\ncontent-disposition: form-data; name="tep_-1"; filename="giay.pdf"\r\n\r\n`), paper, Buffer.from("\r\n--b--\r\n")]);
  const sent = await citizen.send(`${draft}/giay-to`, "multipart/form-data; boundary=b", form);
  assert.equal(sent.status, 303, await sent.text());
  const path = (await citizen.page(`${draft}/giay-to`)).match(/href="(\/nhap\/\d+\/tep\/\d+)"/)[1];
  const whole = await new Promise((resolve, reject) => {
    const request = open(path, { headers: { cookie: citizen.cookie } }).on("error", reject).on("response", (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => {
        chunks.push(chunk);
        answer.pause();
        setTimeout(() => answer.resume(), 2);
      }).on("end", () => resolve(Buffer.concat(chunks))).on("error", reject);
    });
    request.end();
  });
  assert.ok(whole.equals(paper), `${whole.length} bytes came of ${paper.length}`);
  const refused = await ask("/dang-nhap", { method: "POST", body: Buffer.alloc(3 << 20, "x"), headers: { "content-type": "application/x-www-form-urlencoded" } }).catch((error) => ({ status: error.code }));
  assert.ok([413, "EPIPE", "ECONNRESET"].includes(refused.status), String(refused.status));
});

test("a stream of events arrives as it is made", { timeout: 30_000 }, async () => {
  const analyst = await new Visitor(server.url).signIn("truc.soc");
  const request = open("/can-bo/an-ninh/ban-do/luong", { headers: { cookie: analyst.cookie } });
  request.end();
  const answer = await new Promise((resolve, reject) => request.on("response", resolve).on("error", reject));
  let text = "";
  answer.on("data", (chunk) => (text += chunk)).on("error", () => {});
  await until(() => text, (text) => text.includes("event: replace"), 5000);
  request.destroy();
});

test("who connects and says nothing is let go", { timeout: 30_000 }, async () => {
  const socket = net.connect(port, "127.0.0.1");
  const began = Date.now();
  await new Promise((resolve) => socket.on("close", resolve).on("error", () => {}).resume());
  assert.ok(Date.now() - began < 10_000);
});

test("a renewed certificate is shown without a restart, and one that does not fit is not", { timeout: 60_000 }, async () => {
  const stays = new https.Agent({ keepAlive: true, maxSockets: 1 });
  const ca = readFileSync(certificate), before = await ask("/healthz", { agent: stays, ca });
  const fresh = [join(folder, "fresh.pem"), join(folder, "fresh-key.pem")];
  makePair(...fresh, "hai.vidu.vn");
  renameSync(fresh[0], certificate); // for a moment the two do not fit
  await pause(300);
  renameSync(fresh[1], key);
  await until(() => shake({}), ({ subject }) => subject === "hai.vidu.vn", 10_000);
  assert.match(server.errors(), /SERVER_CERTIFICATE_READ/);
  assert.doesNotMatch(server.errors(), /SERVER_CERTIFICATE_REFUSED/);
  assert.equal((await ask("/healthz", { agent: stays, ca })).port, before.port, "the connection that stood was cut");
  stays.destroy();

  makePair(join(folder, "strange.pem"), join(folder, "strange-key.pem"), "ba.vidu.vn", ["rsa:2048"]);
  renameSync(join(folder, "strange-key.pem"), key);
  await until(() => server.errors(), (errors) => errors.includes("SERVER_CERTIFICATE_REFUSED"), 10_000);
  assert.equal((await shake({})).subject, "hai.vidu.vn");
  renameSync(join(folder, "strange.pem"), certificate);
  await until(() => shake({}), ({ subject }) => subject === "ba.vidu.vn", 10_000);
});

test("it does not begin with a pair that does not fit, and says so", () => {
  const other = join(folder, "other.yaml"), one = join(folder, "one.pem"), oneKey = join(folder, "one-key.pem"), locked = join(folder, "locked.pem");
  makePair(one, oneKey, "mot.vidu.vn", ["rsa:2048"]);
  makePair(join(folder, "two.pem"), join(folder, "two-key.pem"), "hai.vidu.vn", ["rsa:2048"]);
  makePair(join(folder, "curve.pem"), join(folder, "curve-key.pem"), "ba.vidu.vn");
  execFileSync("openssl", ["rsa", "-aes128", "-passout", "pass:secret", "-in", oneKey, "-out", locked], { stdio: "pipe" });
  const begin = (certificate, key) => {
    writeFileSync(other, `certificate: ${certificate}\n${key ? `key: ${key}\n` : ""}`);
    const { status, stderr } = spawnSync(program, ["serve", "--config", other, "--data", join(folder, "empty"), "--listen", "127.0.0.1:0"], { encoding: "utf8", timeout: 10_000 });
    return `${status} ${stderr}`;
  };
  assert.match(begin(one, join(folder, "two-key.pem")), /^2 .*CERTIFICATE_REFUSED: the key in .*two-key\.pem is not that of the certificate in .*one\.pem/);
  assert.match(begin(one, join(folder, "curve-key.pem")), /^2 .*CERTIFICATE_REFUSED: the key in .*curve-key\.pem is not that of/);
  assert.match(begin(join(folder, "none.pem"), oneKey), /^2 .*none\.pem is no certificate in PEM: /);
  assert.match(begin(oneKey, oneKey), /^2 .*one-key\.pem is no certificate in PEM: /);
  assert.match(begin(one, locked), /^2 .*locked\.pem is no key in PEM without a passphrase: /);
  assert.match(begin(one), /^2 .*'certificate' needs 'key' too/);
});
