// Figures of the program are for the internal network, whatever stands in front and however the path is written.
import assert from "node:assert/strict";
import { test } from "node:test";
import { behindProxy, demoServer } from "./client.mjs";

const server = demoServer(() => {}, behindProxy);
const ask = (path, from) => fetch(server.url + path, { headers: from ? { "x-forwarded-for": from } : {} });

test("figures go to this machine and to the internal network, and to nobody else", async () => {
  for (const path of ["/metrics", "/en/metrics", "/%6detrics", "/en/%6detrics"])
    for (const [from, status] of [["203.0.113.5", 403], ["2001:db8::5", 403], ["172.32.0.1", 403], ["10.38.0.9", 200], ["172.31.0.1", 200], ["192.168.1.1", 200], ["fd00::1", 200], [undefined, 200]])
      assert.equal((await ask(path, from)).status, status, `${path} from ${from}`);
});
