// node bench/regions.js fit | choose | judge: what a writer's region tells of digits, learned from drawn ones; and what it is worth on writers that nothing was learned from.

import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const help = `usage: node bench/regions.js fit --out FILE [--threads N]
       node bench/regions.js choose [--regions FILE] [--threads N]
       node bench/regions.js judge [--samples FOLDER] [--threads N]

fit     trains the expert on regions from drawn digits and MNIST's training images: minutes of one core. The same seed gives the same bytes.
choose  errors on drawn writers of seed 6000, by how much of the expert is believed, and by how much a digit may be moved at most.
judge   errors of the shipped reader on digits 1, 4, 7 and 9 of drawn writers of seed 9000, of whom nothing was learned or chosen: nothing known, told
        right, told another region, told the worst one, and another writer's; MNIST's test images, told each region; and the ruled page by a Swiss, where
        FOLDER holds ruled-page/.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string" },
    regions: { type: "string" },
    samples: { type: "string" },
    threads: { type: "string", default: "2" },
    help: { type: "boolean", default: false },
  },
});
const say = (line) => process.stderr.write(`${line}\n`);
const threads = Number(values.threads);
const [command] = positionals;

if (values.help || !["fit", "choose", "judge"].includes(command) || (command === "fit" && !values.out)) {
  process.stderr.write(help);
  process.exitCode = values.help ? 0 : 2;
} else if (command === "fit") {
  const { fitRegions } = await import("./regions/fit-regions.js");
  const bytes = await fitRegions({ threads, say });
  writeFileSync(values.out, bytes);
  say(`${values.out}: ${bytes.length} bytes`);
} else {
  const { chooseBelief, judgeRegions } = await import("./regions/judge-regions.js");
  if (command === "judge") await judgeRegions({ samples: values.samples, threads, say });
  else await chooseBelief({ file: values.regions && new Uint8Array(readFileSync(values.regions)), threads, say });
}
