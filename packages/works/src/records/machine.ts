import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, availableParallelism, cpus, platform, totalmem } from "node:os";
import { versions as runtime } from "node:process";

/** This machine in words: "2 cores, AMD EPYC 7763, 8 GiB, linux x64". */
export function machine(): string {
  const cores = availableParallelism();
  const processor = cpus()[0]?.model.trim().replace(/\s+/g, " ");
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return [cores === 1 ? "1 core" : `${cores} cores`, processor, memory, `${platform()} ${arch()}`].filter(Boolean).join(", ");
}

/** What computes, with its versions. */
export function versions(): Readonly<Record<string, string>> {
  const manifest = createRequire(import.meta.url).resolve("tenfold/package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  return { tenfold: version, node: runtime.node, v8: runtime.v8 };
}
