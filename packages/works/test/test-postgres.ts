import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { getuid } from "node:process";
import { fileURLToPath } from "node:url";

const cache = fileURLToPath(new URL("../../../node_modules/.cache/tenfold", import.meta.url));

/** A PostgreSQL of its own, on a free port, that keeps nothing. */
export interface TestPostgres {
  readonly address: string;
  /** Stops it at once, as a power cut would. */
  kill(): Promise<void>;
  start(): Promise<void>;
  end(): Promise<void>;
}

/** Where Debian puts the programs of PostgreSQL; undefined where it is not installed. */
const programs = ["17", "16", "15"]
  .map((version) => `/usr/lib/postgresql/${version}/bin`)
  .find((folder) => existsSync(join(folder, "initdb")));

/** Whether there is a PostgreSQL to test with. In CI there has to be. */
export const hasPostgres = programs !== undefined || process.env.TENFOLD_REQUIRE_POSTGRES !== undefined;

/** A word for those who wonder why tests are skipped. */
if (!hasPostgres) console.warn("PostgreSQL is not installed: its tests are skipped; Debian's package is postgresql");

/** @throws Error when it is not installed, or does not start */
export async function testPostgres(): Promise<TestPostgres> {
  if (programs === undefined) throw new Error("PostgreSQL is not installed; Debian's package is postgresql");
  const folder = mkdtempSync(join(tmpdir(), "tenfold-postgres-"));
  // PostgreSQL refuses to run as root.
  const as = getuid?.() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : {};
  if (as.uid !== undefined) chownSync(folder, as.uid, as.gid);
  const data = join(folder, "data");
  await putEmptyData(data, programs, as);
  const port = await freePort();
  const settings = { port, listen_addresses: "127.0.0.1", unix_socket_directories: folder, fsync: "off", max_connections: 60 };
  const options = Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  let server: ChildProcess | undefined;
  const postgres: TestPostgres = {
    address: `postgres://tenfold@127.0.0.1:${port}/postgres`,
    async start() {
      server = spawn(join(programs, "postgres"), ["-D", data, ...options], { ...as, stdio: "ignore" });
      await untilReady(programs, port);
    },
    async kill() {
      const ended = server && once(server, "exit");
      server?.kill("SIGQUIT"); // immediate shutdown
      await ended;
    },
    async end() {
      await postgres.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await postgres.start();
  return postgres;
}

/** What `initdb` makes, which takes seconds: made by whichever test comes first, and copied by all. */
async function putEmptyData(data: string, programs: string, as: { readonly uid?: number; readonly gid?: number }): Promise<void> {
  const kept = join(cache, `postgres-${basename(dirname(programs))}`);
  const copied = (from: string, to: string) => execFileSync("cp", ["-a", from, to]); // keeps whose they are
  if (existsSync(kept)) return void copied(kept, data);
  execFileSync(join(programs, "initdb"), ["-D", data, "-U", "tenfold", "--auth=trust", "--no-sync"], { ...as, stdio: "ignore" });
  mkdirSync(cache, { recursive: true });
  const aside = mkdtempSync(join(cache, "postgres-"));
  copied(data, join(aside, "data"));
  await rename(join(aside, "data"), kept).catch((error: unknown) => {
    if (!existsSync(kept)) throw error; // else another process was quicker
  });
  await rm(aside, { recursive: true, force: true });
}

function idOf(flag: "-u" | "-g"): number {
  return Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
}

async function untilReady(programs: string, port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const check = spawn(join(programs, "pg_isready"), ["-h", "127.0.0.1", "-p", String(port), "-U", "tenfold"], { stdio: "ignore" });
    const [code] = await once(check, "exit");
    if (code === 0) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("PostgreSQL does not start");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
