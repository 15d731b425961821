import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { program } from "./clone.js";

const WORKERS = "2";

/**
 * Starts the service as people do; with `learning`, as tests do, trainings are done in another way.
 *
 * @param ends gets what kills it, where nobody has
 * @param isMortal whether `endPart` ends a thread of it, or a process that decodes, by turns
 */
export async function startService({ data, ends, address, learning, isMortal = false }) {
  const args = learning
    ? [join(import.meta.dirname, "serve-otherwise.js"), JSON.stringify({ data, workers: Number(WORKERS), learning })]
    : [program, "serve", "--port", "0", "--data", data, "--workers", WORKERS, "--quiet", "--private-webhooks"];
  if (address) args.push("--database", address);
  if (isMortal) args.unshift("--import", join(import.meta.dirname, "mortal-parts.js"));
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
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
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const endPart = () => child.kill("SIGUSR2");
  return { address: out.trim(), pid: child.pid, isOver, told: () => err, endPart, kill: () => stop("SIGKILL"), end: () => stop("SIGINT") };
}
