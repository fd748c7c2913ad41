// The examples in deploy/ run as they stand, but for addresses and the certificate: nginx and HAProxy speak TLS before the program.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http2 from "node:http2";
import https from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { genericProcedure, makeDemo, password, Person, readyDraft, remove, serve } from "./client.mjs";
import { freePort, pause, until } from "./peers.mjs";

const name = "dichvucong.vidu.vn", client = "127.0.0.2";
const folder = mkdtempSync(join(tmpdir(), "dongson-proxies-"));
const certificate = join(folder, "certificate.pem"), key = join(folder, "key.pem"), both = join(folder, "both.pem");
let data, server;

before(async () => {
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", `/CN=${name}`,
    "-addext", `subjectAltName=DNS:${name},IP:127.0.0.1`, "-keyout", key, "-out", certificate], { stdio: "pipe" });
  writeFileSync(both, readFileSync(certificate, "utf8") + readFileSync(key, "utf8"));
  data = makeDemo();
  const config = join(data, "behind-proxy.yaml");
  writeFileSync(config, `proxies: [127.0.0.1]\naccess_log: ${data}/access.log\naddress_requests_per_minute: 200\nbase_url: https://${name}\n`);
  server = await serve(data, ["--config", config]);
});
after(async () => {
  await server?.stop();
  if (data) remove(data);
  rmSync(folder, { recursive: true, force: true });
});

// What is another here; whatever the example does not say any more is a mistake of this test.
function changed(file, changes) {
  let text = readFileSync(file, "utf8");
  for (const [from, to] of changes) {
    assert.ok(text.includes(from), `${file} has no "${from}"`);
    text = text.replaceAll(from, to);
  }
  return text;
}

function nginx({ plain, tls, upstream }) {
  const site = changed("deploy/nginx.conf", [["listen [::]:80;", ""], ["listen [::]:443 ssl http2;", ""], ["listen 80;", `listen 127.0.0.1:${plain};`],
    ["listen 443 ", `listen 127.0.0.1:${tls} `], ["server 127.0.0.1:8080;", `server ${upstream};`],
    ["/etc/dongson/tls/fullchain.pem", certificate], ["/etc/dongson/tls/privkey.pem", key]]);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder}/nginx-${kind};`).join(" ");
  const root = process.getuid() === 0 ? "user root;" : "";
  writeFileSync(join(folder, "nginx.conf"), `${root} pid ${folder}/nginx.pid; error_log stderr; events {} http { access_log off; ${temporary}\n${site}}`);
  return ["/usr/sbin/nginx", "-p", folder, "-e", "stderr", "-c", join(folder, "nginx.conf"), "-g", "daemon off;"];
}

function haproxy({ plain, tls, upstream }) {
  writeFileSync(join(folder, "haproxy.cfg"), changed("deploy/haproxy.cfg", [["bind :80\n", `bind 127.0.0.1:${plain}\n`], ["bind :443 ", `bind 127.0.0.1:${tls} `],
    ["server local 127.0.0.1:8080", `server local ${upstream}`], ["/etc/haproxy/dongson.pem", both], ["    log /dev/log local0\n    user haproxy\n    group haproxy\n", ""]]));
  return ["/usr/sbin/haproxy", "-f", join(folder, "haproxy.cfg"), "-db"];
}

for (const [title, configure] of [["nginx", nginx], ["HAProxy", haproxy]])
  describe(title, () => {
    let proxy, plain, tls, said = "";

    before(async () => {
      [plain, tls] = [await freePort(), await freePort()];
      const [command, ...words] = configure({ plain, tls, upstream: new URL(server.url).host });
      proxy = spawn(command, words, { stdio: ["ignore", "pipe", "pipe"] });
      for (const stream of [proxy.stdout, proxy.stderr]) stream.on("data", (chunk) => (said += chunk));
      // HAProxy asks whether the program is there before it sends anybody.
      await until(() => ask("/healthz").then(({ status }) => status, () => `${proxy.exitCode} ${said}`), (status) => status === 200, 20_000);
    });
    after(() => proxy?.kill());

    // The certificate is the only one trusted, and its name is checked.
    function open(path, { method = "GET", headers = {}, from = client, agent = false } = {}) {
      return https.request({ host: "127.0.0.1", port: tls, localAddress: from, servername: name, ca: readFileSync(certificate), path, method, agent,
        headers: { host: `${name}:${tls}`, ...headers } });
    }
    const ask = (path, options = {}) => new Promise((resolve, reject) => {
      const request = open(path, options).on("error", reject).on("response", (answer) => {
        const chunks = [], socket = answer.socket;
        answer.on("data", (chunk) => chunks.push(chunk)).on("error", reject);
        answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(chunks).toString(), port: socket.localPort }));
      });
      request.end(options.body);
    });

    // A person whose browser comes through the proxy; what it claims of its address is a lie.
    class Visitor extends Person {
      constructor() {
        super(`https://${name}:${tls}`);
      }
      answerOf = (answer) => ({ status: answer.status, headers: new Headers(Object.entries(answer.headers).map(([key, value]) => [key, String(value)])), text: async () => answer.text });
      async get(path, headers = {}) {
        return this.answerOf(await ask(path, { headers: { cookie: this.cookie, ...this.address, ...headers } }));
      }
      async send(path, type, body) {
        const answer = await ask(path, { method: "POST", body, headers: { cookie: this.cookie, origin: this.url, "content-type": type, "content-length": body.length, ...this.address } });
        const set = String(answer.headers["set-cookie"] ?? "");
        if (set.startsWith("__Host-phien=")) this.cookie = set.split(";")[0];
        return this.answerOf(answer);
      }
      post(path, fields = {}) {
        return this.send(path, "application/x-www-form-urlencoded", Buffer.from(new URLSearchParams({ _csrf: this.csrf, ...fields }).toString()));
      }
      upload(path, bytes) {
        const head = `--b\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\n${this.csrf}\r\n--b\r\ncontent-disposition: form-data; name="tep_-1"; filename="giay.pdf"\r\n\r\n`;
        return this.send(path, "multipart/form-data; boundary=b", Buffer.concat([Buffer.from(head), bytes, Buffer.from("\r\n--b--\r\n")]));
      }
    }

    test("pages answer over TLS, in HTTP/1.1 and HTTP/2, and connections are kept", async () => {
      const agent = new https.Agent({ keepAlive: true, maxSockets: 1 });
      const first = await ask("/", { agent }), second = await ask("/healthz", { agent });
      agent.destroy();
      assert.equal(first.status, 200);
      assert.match(first.text, /Dịch vụ công/);
      assert.equal(first.headers["strict-transport-security"], "max-age=31536000");
      assert.equal(second.status, 200);
      assert.equal(first.port, second.port, "each request had a connection of its own");

      const session = http2.connect(`https://127.0.0.1:${tls}`, { servername: name, ca: readFileSync(certificate) });
      const status = await new Promise((resolve, reject) => {
        session.on("error", reject);
        session.request({ ":path": "/", ":authority": name }).on("response", (headers) => resolve(headers[":status"])).on("error", reject).resume();
      });
      session.close();
      assert.equal(status, 200);

      const moved = await fetch(`http://127.0.0.1:${plain}/thu-tuc?q=ho+tich`, { redirect: "manual" });
      assert.equal(moved.status, 301);
      assert.match(moved.headers.get("location"), /^https:\/\/127\.0\.0\.1(:\d+)?\/thu-tuc\?q=ho\+tich$/);
      assert.throws(() => execFileSync("openssl", ["s_client", "-connect", `127.0.0.1:${tls}`, "-tls1_1"], { stdio: ["ignore", "pipe", "pipe"] }));
    });

    test("files of pages come packed, to be kept a year", async () => {
      const path = (await ask("/")).text.match(/\/assets\/[^"]+\.css/)[0];
      const style = await ask(path, { headers: { "accept-encoding": "br" } });
      assert.equal(style.headers["content-encoding"], "br");
      assert.match(style.headers["cache-control"], /immutable/);
    });

    test("/healthz answers everybody, /metrics only this machine", async () => {
      assert.equal((await ask("/healthz")).status, 200);
      assert.equal((await ask("/metrics")).status, 403);
      assert.equal((await ask("/metrics", { from: "127.0.0.1" })).status, 200);
    });

    test("the client's address is seen, and a forged one believed by nobody", { timeout: 60_000 }, async () => {
      const mark = `/tra-cuu/${title}`;
      await ask(mark, { headers: { "x-forwarded-for": "198.51.100.9" } });
      await ask(mark, { headers: { "x-forwarded-for": "198.51.100.9, 127.0.0.1", forwarded: "for=198.51.100.9" }, from: "127.0.0.5" });
      await pause(1500); // lines are written once a second
      const lines = readFileSync(`${data}/access.log`, "utf8").split("\n").filter((line) => line.includes(mark)).map((line) => line.split(" ")[0]);
      assert.deepEqual(lines, [client, "127.0.0.5"]);
      assert.doesNotMatch(readFileSync(`${data}/access.log`, "utf8"), /198\.51\.100/);

      const greedy = title === "nginx" ? "127.0.0.31" : "127.0.0.32";
      const statuses = [];
      for (let count = 0; count < 160; ++count)
        statuses.push((await ask(`/tra-cuu?ma=H56.102-261123-${count}&so=1111`, { from: greedy, headers: { "x-forwarded-for": `203.0.113.${count}` } })).status);
      assert.ok(statuses.includes(429), "another claim each time, and no limit");
      assert.equal((await ask("/tra-cuu?ma=H56.102-261123-0001&so=1111", { from: "127.0.0.33" })).status, 404, "another client pays for it");
    });

    test("a file of the allowed size arrives, a larger one is refused in the program's words", { timeout: 120_000 }, async () => {
      const citizen = await new Visitor().signIn("038190001234");
      const draft = await readyDraft(citizen, await genericProcedure(server.url));
      const end = Buffer.from("\n1 0 obj\n<<>>\nendobj\n%%EOF\n");
      const paper = (size) => Buffer.concat([Buffer.from("%PDF-1.4\n%"), Buffer.alloc(size - 10 - end.length, "x"), end]);
      const taken = await citizen.upload(`${draft}/giay-to`, paper(25 << 20));
      assert.equal(taken.status, 303, (await taken.text()).slice(0, 400));
      assert.match(await citizen.page(`${draft}/giay-to`), /giay\.pdf/);
      const refused = await citizen.upload(`${draft}/giay-to`, paper((25 << 20) + 1));
      assert.match(await refused.text(), /lớn hơn 25 MB/);
    });

    test("a stream of events arrives as it is made", { timeout: 60_000 }, async () => {
      const analyst = await new Visitor().signIn("truc.soc", password);
      const request = open("/can-bo/an-ninh/ban-do/luong", { headers: { cookie: analyst.cookie } });
      request.end();
      const began = Date.now();
      const answer = await new Promise((resolve, reject) => request.on("response", resolve).on("error", reject));
      assert.equal(answer.statusCode, 200);
      assert.equal(answer.headers["content-type"], "text/event-stream");
      let text = "", ended = false;
      answer.on("data", (chunk) => (text += chunk)).on("end", () => (ended = true)).on("error", () => (ended = true));
      while (!text.includes("event: replace") && Date.now() - began < 5000) await pause(50);
      assert.match(text, /^retry: 3000\n\nevent: replace\ndata: /);
      assert.ok(Date.now() - began < 5000 && !ended);
      // Twelve seconds without news are told by a line that says so: nobody between takes the stream for dead.
      while (!text.includes(": quiet") && Date.now() - began < 20_000) await pause(100);
      assert.match(text, /: quiet\n\n/);
      assert.ok(!ended, "the stream ended");
      request.destroy();
    });
  });
