// node bench/hands.js fit | judge: what is known of how people write digits, learned from writers; and what it is worth on hands that nothing was learned from.

import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const help = `usage: node bench/hands.js fit --samples FOLDER --out FILE
       node bench/hands.js judge --samples FOLDER [--only NAME] [--epochs N] [--threads N]

fit     learns the parameters of hands from MNIST's 60,000 training images and the pens of unipen-online, without the writers that are kept to
        judge with. No chance is in it: the same data give the same bytes.
judge   errors before and after on hands that neither the network nor the parameters were learned from: two small networks, each trained on half
        of the writers and judged on the other half, and the shipped classic and reader on pens and on a ruled page. --only speed, labels,
        page, pens or halves.

FOLDER holds qmnist-labels/, unipen-online/ and, to judge, ruled-page/.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    samples: { type: "string" },
    out: { type: "string" },
    only: { type: "string" },
    epochs: { type: "string", default: "4" },
    threads: { type: "string", default: "2" },
    help: { type: "boolean", default: false },
  },
});
const say = (line) => process.stderr.write(`${line}\n`);
const [command] = positionals;

if (values.help || !["fit", "judge"].includes(command) || !values.samples || (command === "fit" && !values.out)) {
  process.stderr.write(help);
  process.exitCode = values.help ? 0 : 2;
} else if (command === "fit") {
  await fit();
} else {
  const { judge } = await import("./hands/judge.js");
  await judge({ ...values, epochs: Number(values.epochs), threads: Number(values.threads), say });
}

async function fit() {
  const { encodeHandParameters } = await import("../packages/tenfold/dist/hands/hand-parameters.js");
  const { fitHands } = await import("./hands/fit.js");
  const { handsOf, rowsOf, taken } = await import("./hands/hands.js");
  const sources = [];
  for (const name of ["MNIST", "UNIPEN"]) {
    const all = await handsOf(name, values.samples);
    const known = taken(
      all,
      rowsOf(all, ({ isKept }) => !isKept),
    );
    say(`${name}: ${known.labels.length} digits of ${new Set(known.hands).size} hands`);
    sources.push(known);
  }
  const bytes = encodeHandParameters(fitHands(sources), {
    data: "MNIST's training images (writers: QMNIST) and pens of UNIPEN, https://doi.org/10.5281/zenodo.1195803 (CC BY 4.0); kept writers left out",
  });
  writeFileSync(values.out, bytes);
  say(`${values.out}: ${bytes.length} bytes`);
}
