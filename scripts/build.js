// Builds what the packages run from: the kernels, every package's dist, the library's chunks, the app's pages, then the program. `--wat` leaves the kernels as text to read.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildApp } from "./build-app.js";
import { buildChunks } from "./build-chunks.js";
import { buildKernels } from "./build-kernels.js";
import { buildProgram } from "./build-program.js";

const root = join(import.meta.dirname, "..");

try {
  if (await buildKernels({ inspect: process.argv.includes("--wat") })) console.error("Compiled the kernels.");
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const { status } = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-b", root], { stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);
await buildChunks();
await buildApp();
await buildProgram();
