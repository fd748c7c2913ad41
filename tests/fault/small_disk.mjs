// A disk of so many megabytes with a demonstration on it, for as long as the body runs. Skipped, saying so, where none can be mounted.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeDemo, remove, serve, unlimited } from "../http/client.mjs";

export async function onSmallDisk(context, megabytes, body) {
  const mount = mkdtempSync(join(tmpdir(), "dongson-small-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", mount], { stdio: "pipe" });
  } catch {
    console.log("SKIPPED: a small disk cannot be mounted here (needs root and mount)");
    context.skip("a small disk cannot be mounted here");
    return;
  }
  const made = makeDemo();
  try {
    cpSync(made, `${mount}/data`, { recursive: true });
    const server = await serve(`${mount}/data`, unlimited(`${mount}/data`), { quiet: true });
    const fill = () => execFileSync("sh", ["-c", `dd if=/dev/zero of=${mount}/filler bs=64k 2>/dev/null || true`]);
    await body(server, { fill, free: () => rmSync(`${mount}/filler`) });
    await server.stop();
  } finally {
    execFileSync("umount", ["-l", mount]);
    rmSync(mount, { recursive: true, force: true });
    remove(made);
  }
}
