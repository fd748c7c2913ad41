// ClickHouse and NATS JetStream as Debian has them, each in a folder of its own, on ports nobody else has.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

// Asks again until the answer is enough; fails with the last one when it never is.
export async function until(look, enough, patience = 180_000) {
  let seen;
  for (const begun = Date.now(); Date.now() - begun < patience; await pause(100)) {
    seen = await look();
    if (enough(seen)) return seen;
  }
  throw new Error(`did not come about: ${String(seen).slice(0, 500)}`);
}

const listens = (port) => until(() => new Promise((done) => {
  const socket = connect(port, "127.0.0.1", () => { socket.destroy(); done(true); });
  socket.on("error", () => done(false));
}), Boolean);

// A program that is there once its port answers. Whoever starts it ends it.
async function start(program, words, port, cwd) {
  const child = spawn(program, words, { stdio: "ignore", cwd });
  const failed = new Promise((_, fail) => child.on("error", (error) => fail(new Error(`${program}: ${error.message}`))));
  process.on("exit", () => child.kill("SIGKILL"));
  await Promise.race([listens(port), failed]);
  return child;
}

export const ended = (child, signal = "SIGTERM") => new Promise((done) => { child.on("exit", done); child.kill(signal); });

export const startNats = (folder, port) => start("nats-server", ["-a", "127.0.0.1", "-p", String(port), "-js", "-sd", join(folder, "nats")], port, folder);

// Takes messages from a consumer and dies with them: none is acknowledged.
export const takeFromNats = (port, stream, consumer, count) => new Promise((done, fail) => {
  const wish = JSON.stringify({ batch: count });
  const socket = connect(port, "127.0.0.1", () => socket.write(`CONNECT {"verbose":false,"headers":true}\r\nSUB here 1\r\nPUB $JS.API.CONSUMER.MSG.NEXT.${stream}.${consumer} here ${wish.length}\r\n${wish}\r\n`));
  let heard = "";
  socket.on("error", fail).on("data", (bytes) => {
    heard += bytes;
    if (heard.split(/^HMSG dongson/m).length <= count) return;
    socket.destroy();
    done();
  });
});

export async function startClickHouse(folder, port) {
  for (const name of ["data", "tmp", "formats"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "users.xml"), "<yandex><users><default><password></password><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota></default></users><profiles><default/></profiles><quotas><default/></quotas></yandex>");
  writeFileSync(join(folder, "clickhouse.xml"), `<yandex><logger><level>error</level></logger><listen_host>127.0.0.1</listen_host><http_port>${port}</http_port><tcp_port>${await freePort()}</tcp_port><path>${folder}/data/</path><tmp_path>${folder}/tmp/</tmp_path><format_schema_path>${folder}/formats/</format_schema_path><users_config>${folder}/users.xml</users_config><mark_cache_size>5368709</mark_cache_size><default_profile>default</default_profile><default_database>default</default_database></yandex>`);
  return start("clickhouse-server", [`--config-file=${join(folder, "clickhouse.xml")}`], port, folder);
}

// What ClickHouse answers; "" where it refuses.
export async function askClickHouse(port, query, body = "") {
  const answer = await fetch(`http://127.0.0.1:${port}/?query=${encodeURIComponent(query)}`, { method: "POST", body });
  return answer.ok ? (await answer.text()).trim() : "";
}
