// node bench/own-calibration.js [--draws N]: whether what a calibration by own readings accepts keeps to the error that was asked for.
//
// Draws readings whose errors follow a known law, fits on them, and takes the true share of wrong ones among all that would be accepted.

import { parseArgs } from "node:util";
import { percent as shareText } from "../packages/tenfold/dist/index.js";
import { fitOwnCalibration } from "../packages/tenfold/dist/recognize/index.js";
import { expectedFrom } from "../packages/tenfold/dist/recognize/trust/own/own-calibration.js";
import { provenFrom } from "../packages/tenfold/dist/recognize/trust/own/proven-from.js";

const { values } = parseArgs({ options: { draws: { type: "string", default: "200" } } });
const draws = Number(values.draws);
const model = { name: "none", content: "00000000" };

const share = (odds) => 1 / (1 + Math.exp(-odds));

/** How probably a reading is wrong, by the log odds of its confidence. */
const laws = {
  "as the reader says": (odds) => 1 - share(odds),
  "surer than it says": (odds) => 1 - share(1.35 * odds),
  "odds of an error 1.6 times": (odds) => 1 - share(odds - 0.5),
  "odds of an error 2.7 times": (odds) => 1 - share(odds - 1),
  "confidence says less": (odds) => 1 - share(0.7 * odds - 0.3),
  "0.3 % wrong whatever it says": (odds) => 0.003 + 0.997 * (1 - share(odds)),
  "1 % wrong whatever it says": (odds) => 0.01 + 0.99 * (1 - share(odds)),
};

let seed = 1;
const random = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return ((seed >>> 8) + 0.5) / 2 ** 24;
};
const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());

/** Log odds of confidences as of strings on checks: most are sure, and none surer than the shipped calibration says. */
const population = Float64Array.from({ length: 40_000 }, () => Math.min(7.6, 2.2 + 2 * normal()))
  .sort()
  .reverse();

console.log("| law | readings | asked for | accepted | error | above it | proven, above it | could be accepted |");
console.log("|---|---|---|---|---|---|---|---|");
for (const [name, wrongAt] of Object.entries(laws)) {
  const risks = [];
  let sum = 0;
  for (const [at, odds] of population.entries()) {
    sum += wrongAt(odds);
    risks.push(sum / (at + 1));
  }
  for (const readings of [100, 350, 1500]) {
    const found = { 0.005: [], 0.01: [] };
    for (let draw = 0; draw < draws; draw++) {
      const odds = Array.from({ length: readings }, () => population[Math.floor(random() * population.length)]);
      const hits = odds.map((one) => Number(random() >= wrongAt(one)));
      const own = fitOwnCalibration(odds.map(share), hits, { model });
      for (const [maxError, list] of Object.entries(found)) {
        const proven = provenFrom(Number(maxError), own.counts);
        list.push({ any: accepted(Math.min(proven, expectedFrom(Number(maxError), own))), proven: accepted(proven) });
      }
    }
    for (const [maxError, list] of Object.entries(found)) row(name, readings, Number(maxError), list, risks);
  }
}

/** How many of all are at least so sure. */
function accepted(threshold) {
  const at = population.findIndex((odds) => share(odds) < threshold);
  return at < 0 ? population.length : at;
}

function row(name, readings, maxError, list, risks) {
  const percent = (value, decimals = 0) => shareText(value, { decimals });
  const above = (key) => list.filter((one) => one[key] > 0 && risks[one[key] - 1] > maxError).length / list.length;
  const some = list.filter(({ any }) => any > 0);
  const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / Math.max(numbers.length, 1);
  const best = risks.findLastIndex((risk) => risk <= maxError) + 1;
  const proven = list.filter((one) => one.proven > 0).length / list.length;
  console.log(
    `| ${name} | ${readings} | ${percent(maxError, 1)} | ${percent(mean(list.map(({ any }) => any)) / population.length)} | ` +
      `${percent(mean(some.map(({ any }) => risks[any - 1])), 2)} | ${percent(above("any"))} | ${percent(proven)}, ${percent(above("proven"), 1)} | ` +
      `${percent(best / population.length)} |`,
  );
}
