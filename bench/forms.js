// node bench/forms.js: how many fields of drawn forms come out right, and how many of them need no person.

import { parseArgs } from "node:util";
import { parseTemplate, readForm } from "../packages/tenfold/dist/forms/index.js";
import { wilsonInterval } from "../packages/tenfold/dist/index.js";
import { mnist } from "../packages/tenfold/dist/node/index.js";
import { loadReader } from "../packages/tenfold/dist/recognize/index.js";
import { template as drawn, filledForms } from "./reading/drawn-forms.js";
import { keptDigits } from "./reading/sources.js";

const help = `usage: node bench/forms.js [options]

  --forms N        how many, of 12 fields each; 84 unless told
  --max-error E    at which fields are accepted; 0.005 unless told
  --seed N         4 unless told
  --digits SET     test: MNIST's test images; kept: those of its training images whose writers trained nothing, to work on; test unless told
  --wrong          tell each field that came out wrong
`;

const { values } = parseArgs({
  options: {
    forms: { type: "string", default: "84" },
    "max-error": { type: "string", default: "0.005" },
    seed: { type: "string", default: "4" },
    digits: { type: "string", default: "test" },
    wrong: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  },
});
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}

/** By the name of the set: pictures and labels. */
const digitsOf = {
  test: async () => (await mnist()).test,
  kept: () => keptDigits(),
};
if (!(values.digits in digitsOf)) {
  process.stderr.write(`--digits ${values.digits}: test or kept\n`);
  process.exit(2);
}

const template = parseTemplate(drawn);
const reader = await loadReader();
const maxError = Number(values["max-error"]);
const tally = new Map();
let refused = 0;
for (const { picture, truth } of filledForms(await digitsOf[values.digits](), { count: Number(values.forms), seed: Number(values.seed) })) {
  const { fields, refusal } = await readForm(picture, template, { reader, maxError });
  if (refusal) {
    refused++;
    process.stderr.write(`refused: ${refusal}\n`);
  }
  for (const { name, text, status, confidence, reasons } of fields ?? []) {
    const one = tally.get(name) ?? { of: 0, right: 0, accepted: 0, wrong: 0 };
    const isRight = text === truth.get(name);
    one.of++;
    if (isRight) one.right++;
    if (status === "accepted") one.accepted++;
    if (status === "accepted" && !isRight) one.wrong++;
    tally.set(name, one);
    if (values.wrong && !isRight)
      process.stderr.write(`${name}: ${truth.get(name)} was read ${text} (${confidence}, ${status}) ${reasons}\n`);
  }
}
await reader.dispose();

const share = (part, of) => `${((100 * part) / of).toFixed(1)} %`;
const row = (name, { of, right, accepted, wrong }) => `| ${name} | ${of} | ${share(right, of)} | ${share(accepted, of)} | ${wrong} |`;
const all = [...tally.values()].reduce((sum, one) => ({
  of: sum.of + one.of,
  right: sum.right + one.right,
  accepted: sum.accepted + one.accepted,
  wrong: sum.wrong + one.wrong,
}));
console.log(`| field | fields | right | accepted at ${maxError} | of these wrong |\n|---|---|---|---|---|`);
for (const [name, one] of tally) console.log(row(name, one));
console.log(row("all", all));
const [low, high] = wilsonInterval(all.accepted, all.of);
console.log(
  `\naccepted ${share(low, 1)} to ${share(high, 1)} at 95 %; ${refused} forms refused; digits: ${values.digits}, seed ${values.seed}`,
);
