import { execFile, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { cutNetwork } from "./cut-network.js";
import { filledDisk } from "./filled-disk.js";
import { picture } from "./sent-load.js";
import { sceneWith } from "./start-postgres.js";

const program = join(dirname(fileURLToPath(import.meta.url)), "../../packages/cli/bin/tenfold.js");
const run = promisify(execFile);
/** A wrong clock is off by up to a day, in seconds. */
const DAY = 86_400;

/**
 * A batch, submitted by two at once and read by several workers that are killed at random and cut off for 5 to 60 s, with clocks that are off by up to a day either way if wanted,
 * over a PostgreSQL that is killed and started again, and whose disk is full for 5 to 20 s if wanted; what comes of it has to be, byte for byte, what one process reads of the same files.
 */
export async function machines(given, { files, workers, kills, restarts, cuts, full, megabytes = "400", pictures, clocks }) {
  const scene = await sceneWith(given, "server", Number(full) > 0 ? { megabytes: Number(megabytes) } : {});
  const { folder, address, postgres, ends } = scene;
  const list =
    pictures === undefined
      ? await drawn(folder, Number(files))
      : readFileSync(pictures, "utf8").split("\n").filter(Boolean).slice(0, Number(files));
  const paths = join(folder, "files.txt");
  writeFileSync(paths, list.join("\n"));
  const env = { ...process.env, TENFOLD_DATABASE: address };
  const tenfold = async (...args) => (await run(process.execPath, [program, ...args], { env, maxBuffer: 1e9 })).stdout;

  const network = await cutNetwork(address); // between workers and the database
  ends.push(() => network.end());
  const far = { ...env, TENFOLD_DATABASE: network.address };

  const one = join(folder, "one.json");
  const began = performance.now();
  await tenfold("read", ...list, "--field", "digits", "--out", one, "--threads", "1", "--quiet").catch(unlessPartly);
  console.log(`one process read ${list.length} files in ${seconds(began)} s`);

  const atWork = Array.from({ length: Number(workers) }, () => keptWorker(far, clocks));
  ends.push(async () => {
    for (const worker of atWork) worker.end();
  });
  const submitted = performance.now();
  const ids = await Promise.all([1, 2].map(() => tenfold("batch", "submit", paths, "--field", "digits", "--quiet")));
  const [id] = ids.map((text) => text.trim());
  if (new Set(ids).size !== 1) throw new Error(`two that submitted the same have two batches: ${ids.join(" and ")}`);
  const statusOf = async () => JSON.parse(await tenfold("batch", "status", id, "--json"));
  const faults = shuffled([
    ...Array(Number(kills)).fill("kill"),
    ...Array(Number(restarts)).fill("restart"),
    ...Array(Number(cuts)).fill("cut"),
    ...Array(Number(full)).fill("full disk"),
  ]);
  for (;;) {
    const status = await statusOf().catch(() => undefined); // the database may be away
    if (status?.state === "finished") break;
    const fault = faults.pop();
    if (fault === "kill") {
      atWork[Math.floor(Math.random() * atWork.length)].kill();
    } else if (fault === "restart") {
      await postgres.kill();
      await sleep(1000 + Math.random() * 3000);
      await postgres.start();
    } else if (fault === "cut") {
      network.cut(5000 + Math.random() * 55_000);
    } else if (fault === "full disk") {
      const free = await filledDisk(postgres.home);
      await sleep(5000 + Math.random() * 15_000);
      await free();
      if (!postgres.isUp()) {
        console.log("PostgreSQL has ended by itself, and is started again");
        await postgres.start();
      }
    }
    console.log(
      `${seconds(submitted)} s: ${status === undefined ? "the database is away" : `${status.read} of ${status.documents} read`}${fault ? `; ${fault}` : ""}`,
    );
    await sleep(500 + Math.random() * 4000);
  }
  console.log(`the batch was finished after ${seconds(submitted)} s, with ${faults.length} faults left`);
  const batch = join(folder, "batch.json");
  await tenfold("batch", "results", id, "--out", batch, "--quiet").catch(unlessPartly);
  const same = readFileSync(one).equals(readFileSync(batch));
  const { documents, read, failed, pages } = await statusOf();
  console.log(
    `${documents} files, ${read} read, ${failed} set apart, ${pages} pages; ${same ? "byte for byte as one process reads them" : "NOT as one process reads them"}`,
  );
  if (!same || read !== list.length || faults.length > 0) process.exitCode = 1;
}

/** Pictures with digits, each another one. */
async function drawn(folder, count) {
  mkdirSync(join(folder, "pictures"));
  const paths = [];
  for (let at = 0; at < count; at++) {
    paths.push(join(folder, "pictures", `${at}.png`));
    writeFileSync(paths[at], await picture(String(10_000 + at)));
  }
  return paths;
}

/** One that is started again when it ends, as whatever keeps services would: where the database is away, it cannot start. Its clock may be wrong, each time otherwise. */
function keptWorker(env, isClockWrong) {
  const args = [program, "work", "--threads", "1", "--kinds", "read", "--dead-after", "10", "--quiet"];
  let isOver = false;
  let child;
  const start = () => {
    const off = Math.round((Math.random() - 0.5) * 2 * DAY);
    const [command, ...before] = isClockWrong ? ["faketime", "-f", `${off < 0 ? "" : "+"}${off}s`, process.execPath] : [process.execPath];
    child = spawn(command, [...before, ...args], { env, stdio: "ignore", detached: true }); // faketime starts another process
    child.once("exit", () => !isOver && setTimeout(start, 500));
  };
  start();
  const kill = () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
  };
  return {
    kill,
    end() {
      isOver = true;
      kill();
    },
  };
}

/** Exit code 1 says that some could not be read; the results are there. */
function unlessPartly(error) {
  if (error.code !== 1) throw error;
}

function shuffled(all) {
  return all
    .map((one) => [Math.random(), one])
    .sort(([one], [other]) => one - other)
    .map(([, one]) => one);
}

function seconds(began) {
  return ((performance.now() - began) / 1000).toFixed(1);
}
