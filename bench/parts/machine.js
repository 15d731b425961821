// Where a run was made, so that its numbers can be judged later.

import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";

export function machine(bench, told) {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGB: Math.round(totalmem() / 2 ** 30),
    loadBefore: loadavg()[0],
    system: `${process.platform} ${process.arch}`,
    versions: {
      node: process.versions.node,
      torch: told?.pytorch?.version?.version,
      keras: told?.keras?.version?.version,
      ...packageVersions(bench),
    },
  };
}

function packageVersions(bench) {
  const versions = { tenfold: versionIn(join(bench, "../packages/tenfold")) };
  for (const name of ["onnxruntime-node", "onnxruntime-web", "@tensorflow/tfjs", "@tensorflow/tfjs-backend-wasm"]) {
    versions[name] = versionIn(join(bench, "node_modules", name));
  }
  return versions;
}

function versionIn(folder) {
  const path = join(folder, "package.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).version : undefined;
}
