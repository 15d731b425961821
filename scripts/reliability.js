// What the service survives, tried as long as one likes: killed at random moments, on a full disk, with twice as much as it can, for very long, and taught wrong things.
//
//   node scripts/reliability.js kills [--times 5] [--database embedded|server] [--kill service|postgres|workers]
//   node scripts/reliability.js soak [--reads 500] [--database embedded|server]
//   node scripts/reliability.js overload [--minutes 1] [--database embedded|server]
//   node scripts/reliability.js full-disk [--megabytes 200]      as root, on Linux: it mounts a small tmpfs
//   node scripts/reliability.js poisoned [--share 0.1] [--documents 56] [--small]      small: in minutes, with little of the base set
//   node scripts/reliability.js machines [--files 200] [--workers 2] [--kills 10] [--restarts 2] [--cuts 1] [--full 0] [--megabytes 400] [--clocks] [--pictures LIST]
//      a batch over workers that are killed; with wrong clocks, by faketime; with a disk of the database that is full so often, as root
//
// kills and soak with --at-most MINUTES end then, and say how far they came.
// It counts what was acknowledged and is lost, or is there twice, how quickly /health/live answered meanwhile, and what it held in memory; it exits with 1 where
// something is not as docs/reliability.md says, which has figures of runs. It wants a built clone; a PostgreSQL as Debian installs it for --database server.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fullDisk } from "./reliability/full-disk.js";
import { kills } from "./reliability/kills.js";
import { machines } from "./reliability/machines.js";
import { overload } from "./reliability/overload.js";
import { poisoned } from "./reliability/poisoned.js";
import { soak } from "./reliability/soak.js";

const works = { kills, soak, overload, "full-disk": fullDisk, poisoned, machines };
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: "string", default: "5" },
    database: { type: "string", default: "embedded" },
    kill: { type: "string", default: "service" },
    reads: { type: "string", default: "500" },
    minutes: { type: "string", default: "1" },
    "at-most": { type: "string", default: "Infinity" },
    megabytes: { type: "string" },
    full: { type: "string", default: "0" },
    share: { type: "string" },
    documents: { type: "string", default: "56" },
    files: { type: "string", default: "200" },
    workers: { type: "string", default: "2" },
    restarts: { type: "string", default: "2" },
    kills: { type: "string", default: "10" },
    cuts: { type: "string", default: "1" },
    pictures: { type: "string" },
    clocks: { type: "boolean", default: false },
    small: { type: "boolean", default: false },
  },
});
const work = works[positionals[0] ?? "kills"];
if (!work) throw new Error(`${positionals[0]} is unknown; ${Object.keys(works).join(", ")} are wanted`);
const folder = mkdtempSync(join(tmpdir(), "tenfold-reliability-"));
const ends = [];
const until = performance.now() + 60_000 * Number(values["at-most"]);
/** Whether the time is over that it may take at most. */
const isLate = () => performance.now() > until;
try {
  await work({ folder, data: join(folder, "data"), ends, isLate }, values);
} finally {
  for (const end of ends.reverse()) await end();
  rmSync(folder, { recursive: true, force: true });
}
