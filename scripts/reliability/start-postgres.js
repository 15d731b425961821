import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * A scene with the database that is asked for: in the service's process, or a PostgreSQL beside it.
 *
 * @param megabytes of a disk of its own for the PostgreSQL, in memory: as root, on Linux
 */
export async function sceneWith(scene, database, { megabytes } = {}) {
  if (database !== "server") return scene;
  const postgres = await startPostgres(scene, megabytes);
  return { ...scene, postgres, address: postgres.address };
}

/** A PostgreSQL of its own, as Debian installs it. With fsync, as it is what a kill is to be survived with. */
async function startPostgres({ folder, ends }, megabytes) {
  const programs = ["17", "16", "15"]
    .map((version) => `/usr/lib/postgresql/${version}/bin`)
    .find((path) => existsSync(join(path, "initdb")));
  if (!programs) throw new Error("PostgreSQL is not installed; Debian's package is postgresql");
  const home = join(folder, "postgres");
  mkdirSync(home);
  if (megabytes !== undefined) {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", home]);
    ends.push(() => execFileSync("umount", ["-l", home]));
  }
  // Its log is emptied before it fills so small a disk.
  const small = megabytes === undefined ? [] : ["-c", `max_wal_size=${Math.max(64, Math.floor(megabytes / 8))}MB`];
  const idOf = (flag) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  const as = process.getuid() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : {};
  if (as.uid !== undefined) for (const path of [folder, home]) chownSync(path, as.uid, as.gid);
  execFileSync(join(programs, "initdb"), ["-D", join(home, "data"), "-U", "tenfold", "--auth=trust"], { ...as, stdio: "ignore" });
  const port = await freePort();
  let server;
  const postgres = {
    address: `postgres://tenfold@127.0.0.1:${port}/postgres`,
    async start() {
      const settings = ["-p", String(port), "-h", "127.0.0.1", "-k", home, ...small];
      server = spawn(join(programs, "postgres"), ["-D", join(home, "data"), ...settings], { ...as, stdio: "ignore" });
      for (;;) {
        const check = spawn(join(programs, "pg_isready"), ["-h", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
        const [code] = await once(check, "exit");
        if (code === 0) return;
        await sleep(50);
      }
    },
    /** Where its disk is full it may have ended by itself. */
    isUp: () => server.exitCode === null && server.signalCode === null,
    /** Where its disk is mounted. */
    home,
    async kill() {
      if (!postgres.isUp()) return;
      const ended = once(server, "exit");
      server.kill("SIGQUIT"); // at once, as a power cut
      await ended;
    },
  };
  await postgres.start();
  ends.push(() => postgres.kill());
  return postgres;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
