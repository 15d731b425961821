// A contestant's process and what it tells, one JSON object a line.

import { spawn } from "node:child_process";

/** @returns the lines, when the first came, in milliseconds from the start, and its notes to people; throws with the reason when it fails */
export function linesOf(command, args, { timeoutMs = 300_000 } = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], timeout: timeoutMs, killSignal: "SIGKILL" });
    const said = { out: "", err: "" };
    let firstMs;
    child.stdout.setEncoding("utf8").on("data", (text) => {
      firstMs ??= performance.now() - start;
      said.out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      said.err += text;
    });
    child.on("error", ({ code }) => reject(new Error(`${command} cannot be started (${code})`)));
    child.on("close", (code, signal) => {
      if (code === 0)
        resolve({
          firstMs,
          notes: said.err.trim(),
          lines: said.out.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : [])),
        });
      else reject(new Error(signal ? `stopped by ${signal}, it took too long or too much` : reasonIn(said.err) || `exit code ${code}`));
    });
  });
}

/** The line that names the error, else the last one; without the places of files, which are nobody's business in results. */
function reasonIn(text) {
  const lines = text.trim().split("\n");
  return (lines.findLast((line) => /^\S*(Error|error)\b.*: /.test(line)) ?? lines.at(-1)).replace(/ imported from .*/, "").slice(0, 200);
}
