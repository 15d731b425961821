// What decoding apart costs: the command line as it is beside a copy whose decoder works within the program, process start to end.
//   node bench/apart.js scan.png photo.jpg --pairs 12
// Each file is read by both in turn, now the one first and now the other, so that what else the machine does falls on both alike; nothing else should run.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { median } from "../packages/tenfold/dist/index.js";
import { buildChunks } from "../scripts/build-chunks.js";
import { machine } from "./parts/machine.js";

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: "string", default: "12" },
    threads: { type: "string", default: "2" },
  },
});
if (files.length === 0) throw new Error("pass the pictures or folders to read");
const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, "..");
const copy = mkdtempSync(join(tmpdir(), "tenfold-within-"));
try {
  await decodingWithin(copy);
  console.log("| file | seconds apart, within | apart / within, middle eight tenths | MB apart, within |\n|---|---|---|---|");
  for (const file of files) tell(file, pairsOf(file));
} finally {
  rmSync(copy, { recursive: true });
}
const { cpu, cores, versions, loadBefore } = machine(here);
console.log(
  `\n${values.pairs} pairs, ${values.threads} threads; ${cpu}, ${cores} cores, Node ${versions.node}${loadBefore === undefined ? "" : `, load before ${loadBefore.toFixed(1)}`}`,
);

/** The program and the library, with one file of it replaced; the packages that they use stay where they are. */
async function decodingWithin(folder) {
  mkdirSync(join(folder, "packages/tenfold"), { recursive: true });
  mkdirSync(join(folder, "node_modules"));
  for (const part of ["cli/bin", "cli/program", "cli/package.json", "tenfold/dist", "tenfold/models", "tenfold/package.json"]) {
    cpSync(join(repository, "packages", part), join(folder, "packages", part), { recursive: true });
  }
  for (const name of readdirSync(join(repository, "node_modules"))) {
    if (name !== "tenfold") symlinkSync(join(repository, "node_modules", name), join(folder, "node_modules", name));
  }
  symlinkSync(join(folder, "packages/tenfold"), join(folder, "node_modules/tenfold"));
  writeFileSync(
    join(folder, "packages/tenfold/dist/node/apart/page-decoder.js"),
    'import { decodePages } from "../decode-pages.js";\nexport const pageDecoder = () => ({ pages: decodePages, start() {}, close() {} });\n',
  );
  const dist = join(folder, "packages/tenfold/dist");
  await buildChunks(dist); // what Node loads
  rmSync(join(dist, "chunks/decoder-main.js")); // whatever would decode apart fails
}

function pairsOf(file) {
  const taken = { apart: [], within: [] };
  const texts = new Set();
  for (let pair = -1; pair < Number(values.pairs); pair++) {
    const ways = [
      ["apart", repository],
      ["within", copy],
    ];
    for (const [way, root] of pair % 2 === 0 ? ways : ways.toReversed()) {
      const { text, ...figures } = once(root, file);
      texts.add(text);
      if (pair >= 0) taken[way].push(figures); // the first pair brings files into memory
    }
  }
  if (texts.size > 1) throw new Error(`${file} was not read the same by both`);
  return taken;
}

/** GNU time's %M is the largest memory of the program, in kB; the process that decodes is apart. */
function once(root, file) {
  const program = join(root, "packages/cli/bin/tenfold.js");
  const args = ["-f", "peak %M", process.execPath, program, "read", file, "--quiet", "--json", "--threads", values.threads];
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync("/usr/bin/time", args, { encoding: "utf8", maxBuffer: 1e9 });
  const seconds = (performance.now() - began) / 1000;
  const [, memory] = /peak (\d+)/.exec(stderr) ?? [];
  if (status !== 0 || memory === undefined) throw new Error(`tenfold read ${file} ended with ${status}: ${stderr.slice(-500)}`);
  return { seconds, memory: Number(memory) / 1024, text: stdout };
}

function tell(file, { apart, within }) {
  const of = (way, what) => median(way.map((one) => one[what]));
  const ratios = () => {
    const all = apart.map(({ seconds }, at) => seconds / within[at].seconds).sort((one, other) => one - other);
    const cut = Math.floor(all.length / 10);
    return `${median(all).toFixed(3)} (${all[cut].toFixed(2)} to ${all[all.length - 1 - cut].toFixed(2)})`;
  };
  console.log(
    `| ${basename(file)} | ${of(apart, "seconds").toFixed(2)}, ${of(within, "seconds").toFixed(2)} | ${ratios()} | ` +
      `${of(apart, "memory").toFixed(0)}, ${of(within, "memory").toFixed(0)} |`,
  );
}
