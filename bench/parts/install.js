// The peers are installed on first use, in a folder of their own: they are large, and nothing but this benchmark needs them.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Installs what is missing; on failure says so, and the peers concerned will be out. */
export function installPeers(bench, say) {
  if (isInstalled(bench)) return;
  say("installing the peers (npm ci in bench)");
  // No install scripts: that of onnxruntime-node fetches files for graphics cards.
  const args = ["ci", "--ignore-scripts", "--no-workspaces", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status, stderr, error } = spawnSync("npm", args, {
    cwd: bench,
    encoding: "utf8",
    shell: process.platform === "win32", // there it is npm.cmd
    stdio: ["ignore", "ignore", "pipe"],
    timeout: 600_000,
  });
  if (status !== 0)
    say(`the peers cannot be installed, going on without: ${(error?.message || stderr || `npm answers ${status}`).trim().split("\n")[0]}`);
}

function isInstalled(bench) {
  const { dependencies } = JSON.parse(readFileSync(join(bench, "package.json"), "utf8"));
  return Object.entries(dependencies).every(([name, version]) => {
    const path = join(bench, "node_modules", name, "package.json");
    return existsSync(path) && JSON.parse(readFileSync(path, "utf8")).version === version;
  });
}
