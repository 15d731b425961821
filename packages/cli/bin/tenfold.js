#!/usr/bin/env node
import { existsSync } from "node:fs";

if (existsSync(new URL("../dist/index.js", import.meta.url))) {
  const { main, processHost } = await import("../dist/index.js");
  process.exitCode = await main(process.argv.slice(2), processHost());
} else {
  process.stderr.write("tenfold: the program is not built yet; run npm run build in the folder of the repository\n");
  process.exitCode = 1;
}
