// A demonstration of one's own for a test: made once by the program under test, then copied. With DONGSON_TEST_POSTGRES it lies there, in a
// database of its own that is copied too.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const program = resolve(process.env.DONGSON ?? "build/release/dongson");
let made = 0;

const psql = (connection, sql) => execFileSync("psql", [connection, "-qAtc", sql], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
export const databaseNamed = (connection, name) => connection.replace("dbname=postgres", `dbname=${name}`);

// One process at a time, of all that run tests on this machine.
function alone(folder, act) {
  const lock = join(folder, "lock");
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      // Whoever held it may have been killed.
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 60_000) rmSync(lock, { recursive: true, force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
  try {
    return act();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

// What this program makes of these arguments today, in a folder nobody writes to.
function prepared(extra, connection) {
  const { mtimeMs, size } = statSync(program);
  const key = createHash("sha256").update(JSON.stringify([program, mtimeMs, size, extra, new Date().toDateString(), connection ?? ""])).digest("hex").slice(0, 20);
  const root = join(tmpdir(), `dongson-prepared-${process.getuid()}`);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const folder = join(root, key);
  const template = `prepared_${key}`;
  return alone(root, () => {
    if (!existsSync(folder)) {
      const fresh = mkdtempSync(join(root, "making-"));
      if (connection) psql(connection, `CREATE DATABASE ${template}`);
      const database = connection ? ["--database", databaseNamed(connection, template)] : [];
      const told = execFileSync(program, ["demo", "--data", join(fresh, "data"), "--json", ...database, ...extra], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
      writeFileSync(join(fresh, "told.json"), told);
      renameSync(fresh, folder);
    }
    return { folder, template };
  });
}

// { data, database, told }: its folder, the connection string of its database or nothing, and what the command said.
export function demonstration(extra = [], connection = undefined) {
  const { folder, template } = prepared(extra, connection);
  const data = mkdtempSync(join(tmpdir(), "dongson-test-"));
  cpSync(join(folder, "data"), data, { recursive: true, preserveTimestamps: true });
  chmodSync(data, 0o700);
  let database;
  if (connection) {
    const name = `test_${process.pid}_${++made}`;
    alone(folder, () => psql(connection, `CREATE DATABASE ${name} TEMPLATE ${template}`));
    database = databaseNamed(connection, name);
  }
  return { data, database, told: JSON.parse(readFileSync(join(folder, "told.json"), "utf8")) };
}

// An empty database of its own on that PostgreSQL; its connection string.
export function emptyDatabase(connection) {
  const name = `test_${process.pid}_${++made}`;
  psql(connection, `CREATE DATABASE ${name}`);
  return databaseNamed(connection, name);
}
