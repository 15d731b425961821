import { readFileSync } from "node:fs";

/** Ticks a second of the times in /proc. Source: proc(5), sysconf(_SC_CLK_TCK) on Linux */
const TICKS = 100;

/**
 * Processor seconds that a PostgreSQL on this machine has taken since it started, over all of its processes; NaN where it runs elsewhere.
 *
 * Its first process counts those that have ended; those that live are added.
 */
export async function postgresSeconds(database) {
  const [{ pid }] = await database.query("select pg_backend_pid() as pid");
  try {
    const first = timesOf(pid).parent;
    const children = readFileSync(`/proc/${first}/task/${first}/children`, "utf8").trim().split(" ");
    const { own, ended } = timesOf(first);
    return children.reduce((sum, child) => sum + ownOf(child), own + ended) / TICKS;
  } catch (error) {
    if (error.code === "ENOENT") return Number.NaN;
    throw error;
  }
}

/** Bytes of PostgreSQL's log of changes since it was made. */
export async function walBytes(database) {
  const [{ bytes }] = await database.query("select (pg_current_wal_insert_lsn() - '0/0')::float8 as bytes");
  return bytes;
}

/** One that has ended meanwhile is counted by its parent the next time. */
function ownOf(pid) {
  try {
    return timesOf(pid).own;
  } catch {
    return 0;
  }
}

function timesOf(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" "); // its name may hold anything
  const [utime, stime, cutime, cstime] = fields.slice(11, 15).map(Number);
  return { parent: Number(fields[1]), own: utime + stime, ended: cutime + cstime };
}
