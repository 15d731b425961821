#!/usr/bin/env node
import { existsSync } from "node:fs";

if (existsSync(new URL("../program/main.js", import.meta.url))) {
  const { main, processTerminal } = await import("../program/main.js");
  process.exitCode = await main(process.argv.slice(2), processTerminal());
} else {
  process.stderr.write("tenfold: the program is not built yet; run npm run build in the folder of the repository\n");
  process.exitCode = 1;
}
