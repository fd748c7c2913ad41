// The access log says what happened: what went out, not what would have.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { makeDemo, remove, serve } from "./client.mjs";

const version = "/du-lieu/bo/xa-phuong-2025/xa_phuong_2025/v/1";

// Everything an answer was, byte for byte; `leave`: its reader goes before it comes.
const ask = (url, text, leave = false) =>
  new Promise((resolve) => {
    const chunks = [];
    const socket = net.connect(Number(new URL(url).port), "127.0.0.1", () => socket.write(text, () => leave && socket.destroy()));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", () => {});
    socket.on("close", () => resolve(Buffer.concat(chunks)));
  });
const request = (method, path, headers = "") => `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`;
const bodyOf = (answer) => answer.length - answer.indexOf("\r\n\r\n") - 4;

test("every request has a line with its status and the bytes that went out", async () => {
  const data = makeDemo();
  const config = join(data, "log.yaml");
  writeFileSync(config, `access_log: ${data}/access.log\n`);
  const server = await serve(data, ["--config", config]);
  const expected = [];
  const expectLine = async (method, path, status, headers) => {
    const answer = await ask(server.url, request(method, path, headers));
    assert.match(answer.toString("latin1"), new RegExp(`^HTTP/1.1 ${status} `), path);
    expected.push(`"${method} ${path}" ${status} ${bodyOf(answer)}`);
    return answer;
  };
  const file = await expectLine("GET", `${version}/tai/goc`, 200);
  assert.ok(bodyOf(file) > 1000);
  await expectLine("GET", `${version}/tai/goc`, 206, "Range: bytes=0-7\r\n");
  await expectLine("GET", `${version}/tai/goc`, 416, "Range: bytes=99999999-\r\n");
  await expectLine("HEAD", `${version}/tai/goc`, 200);
  await expectLine("GET", `${version}/tai/csv`, 200);
  await expectLine("HEAD", "/dang-nhap", 200);
  for (const path of ["/", "/"]) {
    const packed = await expectLine("GET", path, 200, "Accept-Encoding: gzip\r\n");
    const tag = packed.toString("latin1").match(/etag: (\S+)/i)[1];
    await expectLine("GET", path, 304, `Accept-Encoding: gzip\r\nIf-None-Match: ${tag}\r\n`);
  }
  await expectLine("HEAD", "/", 200);
  await ask(server.url, request("GET", `${version}/tai/json`), true);
  const malformed = await ask(server.url, "GET / HTTP/1.1\r\n\r\n");
  const long = await ask(server.url, `GET / HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(20000)}\r\n\r\n`);
  expected.push(`"- -" 400 ${bodyOf(malformed)}`, `"- -" 431 ${bodyOf(long)}`);
  const figures = await (await fetch(`${server.url}/metrics`)).text();
  await server.stop();
  const lines = readFileSync(`${data}/access.log`, "utf8");
  for (const line of expected) assert.ok(lines.includes(`${line} `), `${line}\n${lines}`);
  assert.match(lines, new RegExp(`"GET ${version}/tai/json" (200|499) `));
  assert.match(figures, /route="malformed",status="431"\} 1/);
  assert.match(figures, /status="206"\} 1/);
  assert.match(figures, /status="416"\} 1/);
  remove(data);
});
