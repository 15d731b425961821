// What the service loses where it is killed: loads it, kills it at random moments, and counts what was acknowledged and is lost, or is there twice.
//
//   node scripts/reliability.js kills [--times 5] [--database embedded|server] [--kill service|postgres]
//   node scripts/reliability.js soak [--reads 500]
//   node scripts/reliability.js full-disk [--megabytes 120]      as root, on Linux: it mounts a small tmpfs
//
// Figures of runs stand in docs/reliability.md. It wants a built clone; a PostgreSQL server as Debian installs it for --database server.

import { execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

const root = join(import.meta.dirname, "..");
const program = join(root, "packages/cli/bin/tenfold.js");
const { default: sharp } = await import(createRequire(join(root, "packages/works/package.json")).resolve("sharp"));
const { openDatabase } = await import(join(root, "packages/works/dist/store/index.js"));

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: "string", default: "5" },
    database: { type: "string", default: "embedded" },
    kill: { type: "string", default: "service" },
    reads: { type: "string", default: "500" },
    megabytes: { type: "string", default: "120" },
  },
});
/** Clients that send at a time. */
const CLIENTS = 3;
const folder = mkdtempSync(join(tmpdir(), "tenfold-reliability-"));
const data = join(folder, "data");
const ends = [];
const pictures = new Map();

const work = { kills, soak, "full-disk": fullDisk }[positionals[0] ?? "kills"];
if (!work) throw new Error(`${positionals[0]} is unknown; kills, soak or full-disk is wanted`);
try {
  await work();
} finally {
  for (const end of ends.reverse()) await end();
  rmSync(folder, { recursive: true, force: true });
}

async function kills() {
  const postgres = values.database === "server" ? await startPostgres() : undefined;
  if (values.kill === "postgres" && !postgres) throw new Error("--kill postgres wants --database server");
  const load = makeLoad();
  let service = await startService({ address: postgres?.address });
  await load.watch(service);
  for (let time = 1; time <= Number(values.times); time++) {
    const stop = load.begin(service);
    await sleep(300 + Math.random() * 4000);
    if (values.kill === "postgres") {
      await postgres.kill();
      await sleep(3000);
      await postgres.start();
    } else {
      await service.kill();
    }
    await stop();
    if (values.kill !== "postgres") service = await startService({ address: postgres?.address });
    console.log(`${time}: ${load.documents.size} documents and ${load.corrections.size} corrections acknowledged so far`);
  }
  await untilRead(service);
  await service.end();
  report(await counted(load, postgres?.address));
}

async function soak() {
  const service = await startService({});
  const [file, sizes, reads] = [await picture("27182"), [], Number(values.reads)];
  const began = performance.now();
  for (let done = 0; done < reads; ) {
    const some = Math.min(reads - done, Math.ceil(reads / 20));
    for (let at = 0; at < some; at += CLIENTS) {
      await Promise.all(Array.from({ length: Math.min(CLIENTS, some - at) }, () => readOnce(service, file)));
    }
    done += some;
    sizes.push(memoryOf(service.pid));
    console.log(`${done} reads, ${sizes.at(-1)} MB`);
  }
  const [warm, last] = [sizes[Math.floor(sizes.length / 10)], sizes.at(-1)];
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `${reads} reads in ${seconds.toFixed(0)} s; ${warm} MB after a tenth, ${last} MB at the end: ${(100 * (last / warm - 1)).toFixed(1)} % more`,
  );
  await service.end();
}

async function readOnce({ address }, body) {
  const response = await fetch(`${address}/v1/read?effort=fast`, { method: "POST", headers: { "content-type": "image/png" }, body });
  if (!response.ok) throw new Error(await response.text());
  await response.arrayBuffer();
}

async function fullDisk() {
  mkdirSync(data);
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${values.megabytes}m`, "tmpfs", data]);
  ends.push(() => execFileSync("umount", ["-l", data]));
  const load = makeLoad();
  let service = await startService({});
  const refusals = new Map();
  for (let tries = 0; tries < 400 && (refusals.get("503") ?? 0) + (refusals.get("500") ?? 0) + (refusals.get("none") ?? 0) < 5; tries++) {
    const bytes = Buffer.concat([await picture(String(10_000 + tries)), Buffer.alloc(1_000_000, tries)]);
    const status = await load.send(service, bytes);
    if (status !== 202) refusals.set(String(status), (refusals.get(String(status)) ?? 0) + 1);
  }
  console.log(
    `${load.documents.size} documents taken until the disk was full, then answers: ${JSON.stringify(Object.fromEntries(refusals))}`,
  );
  await service.kill();
  execFileSync("mount", ["-o", `remount,size=${Number(values.megabytes) * 4}m`, data]);
  service = await startService({});
  await untilRead(service);
  await service.end();
  report(await counted(load));
}

/** Documents and corrections, sent as programs and people would, and which of them were acknowledged. */
function makeLoad() {
  const [documents, corrections] = [new Map(), new Map()];
  let number = 0;
  const send = async ({ address }, body, key = randomUUID()) => {
    const headers = { "content-type": "image/png", "idempotency-key": key };
    // Who hears nothing sends again, under the same key.
    for (let tries = 0; tries < 2; tries++) {
      const response = await fetch(`${address}/v1/documents?field=us-zip&name=${key}`, { method: "POST", headers, body }).catch(
        () => undefined,
      );
      if (response?.status === 202) documents.set(key, (await response.json().catch(() => ({}))).id);
      if (response) return response.status;
    }
    return "none";
  };
  const correct = async ({ address }) => {
    const asked = await fetch(`${address}/v1/review/next?count=2`).catch(() => undefined);
    const { fields = [] } = asked?.ok ? await asked.json().catch(() => ({})) : {};
    for (const { id } of fields) {
      const body = JSON.stringify({ verdict: "corrected", text: "27182" });
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${address}/v1/fields/${id}/corrections`, { method: "POST", headers, body }).catch(() => undefined);
      if (response?.status === 201) corrections.set((await response.json().catch(() => ({}))).id, id);
    }
  };
  return {
    documents,
    corrections,
    send,
    async watch({ address }) {
      // Nobody listens there: what counts is that each document has one message.
      const body = JSON.stringify({ url: "http://127.0.0.1:9/", events: ["document.read", "document.failed"] });
      await fetch(`${address}/v1/webhooks`, { method: "POST", headers: { "content-type": "application/json" }, body });
    },
    begin(service) {
      let isOver = false;
      const client = async (deed) => {
        while (!isOver) await Promise.all([deed(), sleep(150)]);
      };
      // One in three is a picture with six digits, which are no postal code, so that it waits for review.
      const document = async () => send(service, ++number % 3 === 0 ? await picture("271828") : Buffer.from(`no picture ${number}`));
      const clients = [...Array.from({ length: CLIENTS }, () => client(document)), client(() => correct(service))];
      return async () => {
        isOver = true;
        await Promise.all(clients);
      };
    },
  };
}

/** What of all that was acknowledged is lost, and what is there twice. */
async function counted({ documents, corrections }, address) {
  const database = await openDatabase({ folder: data, address });
  const rows = (sql, ...given) => database.query(sql, given);
  const there = new Map((await rows("select id, name, status from documents")).map((one) => [one.id, one]));
  const known = new Set((await rows("select id from corrections where undone is null")).map(({ id }) => id));
  const twice = async (sql) => (await rows(sql)).length;
  const result = {
    documents: documents.size,
    "documents lost": [...documents.values()].filter((id) => id !== undefined && !there.has(id)).length,
    "documents twice": await twice("select name from documents group by name having count(*) > 1"),
    "documents without an end": [...there.values()].filter(({ status }) => status === "waiting").length,
    "pages twice or missing": await twice(
      "select documents.id from documents left join pages on document = documents.id where status = 'read' group by documents.id having count(page) <> 1",
    ),
    corrections: corrections.size,
    "corrections lost": [...corrections.keys()].filter((id) => id !== undefined && !known.has(id)).length,
    "fields corrected twice": await twice("select field from corrections where undone is null group by field having count(*) > 1"),
    "messages twice": await twice("select body::jsonb->'data'->>'id' as id from deliveries group by 1, webhook having count(*) > 1"),
    "messages missing": await twice(
      `select documents.id from documents cross join webhooks where status <> 'waiting' and not exists (
         select from deliveries where webhook = webhooks.id and body::jsonb->'data'->>'id' = documents.id::text)`,
    ),
  };
  await database.close();
  return result;
}

function report(result) {
  for (const [what, count] of Object.entries(result)) console.log(`${String(count).padStart(6)}  ${what}`);
  const isBad = Object.entries(result).some(([what, count]) => / /.test(what) && count > 0);
  if (isBad) process.exitCode = 1;
}

async function untilRead({ address }) {
  for (;;) {
    const response = await fetch(`${address}/v1/documents?status=waiting&limit=1`);
    if (response.ok && (await response.json()).documents.length === 0) return;
    await sleep(500);
  }
}

async function startService({ address }) {
  const args = ["serve", "--port", "0", "--data", data, "--workers", "2", "--quiet", "--private-webhooks"];
  if (address) args.push("--database", address);
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  const ended = once(child, "close");
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  const printed = new Promise((done) => {
    child.stdout.on("data", (chunk) => {
      out += chunk;
      if (out.includes("\n")) done();
    });
  });
  await Promise.race([printed, ended]);
  if (!out) throw new Error(`the service does not start: ${err}`);
  const stop = async (signal) => {
    child.kill(signal);
    await ended;
  };
  ends.push(() => stop("SIGKILL"));
  return { address: out.trim(), pid: child.pid, kill: () => stop("SIGKILL"), end: () => stop("SIGINT") };
}

/** Megabytes that a process and those it has started hold in memory. */
function memoryOf(pid) {
  const children = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
  return [pid, ...children].reduce((sum, one) => sum + Math.round(sizeOf(one) / 1024), 0);
}

function statusOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return ""; // it has ended
  }
}

function parentOf(pid) {
  return Number(/^PPid:\s+(\d+)/m.exec(statusOf(pid))?.[1]);
}

function sizeOf(pid) {
  return Number(/^VmRSS:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0);
}

/** A picture with digits on it. */
async function picture(text) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="60"><rect width="100%" height="100%" fill="white"/><text x="20" y="45" font-size="42" font-family="sans-serif">${text}</text></svg>`;
  const known = pictures.get(text) ?? (await sharp(Buffer.from(svg)).png().toBuffer());
  pictures.set(text, known);
  return known;
}

/** A PostgreSQL of its own. With fsync, as it is what a kill is to be survived with. */
async function startPostgres() {
  const programs = ["17", "16", "15"]
    .map((version) => `/usr/lib/postgresql/${version}/bin`)
    .find((path) => readdirSafe(path).includes("initdb"));
  if (!programs) throw new Error("PostgreSQL is not installed; Debian's package is postgresql");
  const home = join(folder, "postgres");
  mkdirSync(home);
  const idOf = (flag) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  const as = process.getuid() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : {};
  if (as.uid !== undefined) for (const path of [folder, home]) chownSync(path, as.uid, as.gid);
  execFileSync(join(programs, "initdb"), ["-D", join(home, "data"), "-U", "tenfold", "--auth=trust"], { ...as, stdio: "ignore" });
  const port = await freePort();
  let server;
  const postgres = {
    address: `postgres://tenfold@127.0.0.1:${port}/postgres`,
    async start() {
      const settings = ["-p", String(port), "-h", "127.0.0.1", "-k", home];
      server = spawn(join(programs, "postgres"), ["-D", join(home, "data"), ...settings], { ...as, stdio: "ignore" });
      for (;;) {
        const [code] = await once(
          spawn(join(programs, "pg_isready"), ["-h", "127.0.0.1", "-p", String(port)], { stdio: "ignore" }),
          "exit",
        );
        if (code === 0) return;
        await sleep(50);
      }
    },
    async kill() {
      const ended = once(server, "exit");
      server.kill("SIGQUIT"); // at once, as a power cut
      await ended;
    },
  };
  await postgres.start();
  ends.push(() => postgres.kill());
  return postgres;
}

function readdirSafe(path) {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
