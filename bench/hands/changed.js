// What a change is worth: errors before and after, with what chance would do to them.

import { rng } from "../../packages/tenfold/dist/engine/rng.js";
import { mcnemar } from "../../packages/tenfold/dist/index.js";

const DRAWS = 2000;
const SURE = 0.99;

/**
 * @param judged as `adaptedIn` gives them
 * @returns errors, their relative change with a 95 % interval (bootstrap over hands: digits of one are not independent), McNemar's p, and
 *   how many are at least 99 % sure, with the wrong ones among them
 */
export function changeOf(judged, seed = 9) {
  const hands = new Map();
  for (const { hand, before, after } of judged) {
    const counts = hands.get(hand) ?? [0, 0];
    hands.set(hand, [counts[0] + Number(!before), counts[1] + Number(!after)]);
  }
  const all = [...hands.values()];
  const random = rng(seed);
  const changes = Array.from({ length: DRAWS }, () => relative(all.map(() => all[random.below(all.length)]))).sort((a, b) => a - b);
  const sum = (which) => judged.filter(which).length;
  return {
    digits: judged.length,
    hands: hands.size,
    before: sum(({ before }) => !before),
    after: sum(({ after }) => !after),
    change: relative(all),
    interval: [changes[Math.floor(0.025 * DRAWS)], changes[Math.floor(0.975 * DRAWS)]],
    p: mcnemar(
      judged.map(({ before }) => Number(before)),
      judged.map(({ after }) => Number(after)),
    ).p,
    sure: [sum(({ sureBefore }) => sureBefore >= SURE), sum(({ sure }) => sure >= SURE)].map((count) => count / judged.length),
    sureAndWrong: [sum(({ sureBefore, before }) => sureBefore >= SURE && !before), sum(({ sure, after }) => sure >= SURE && !after)],
    readable: [
      readable(judged.map(({ sureBefore, before }) => [sureBefore, before])),
      readable(judged.map(({ sure, after }) => [sure, after])),
    ],
  };
}

function relative(counts) {
  const before = counts.reduce((sum, [one]) => sum + one, 0);
  const after = counts.reduce((sum, [, one]) => sum + one, 0);
  return before > 0 ? after / before - 1 : 0;
}

/** The largest share that can be taken, the surest first, with half a percent of errors in it. */
function readable(readings, maxError = 0.005) {
  let [wrong, most] = [0, 0];
  readings
    .toSorted(([one], [other]) => other - one)
    .forEach(([, right], at) => {
      if (!right) wrong++;
      if (wrong <= maxError * (at + 1)) most = at + 1;
    });
  return most / readings.length;
}

const percent = (share) => `${(100 * share).toFixed(1)}`;

/** A line of a table. */
export function changeLine(name, { hands, before, after, change, interval, p, sure, sureAndWrong, readable }) {
  const cells = [
    name,
    `${before} → ${after}`,
    hands > 1 ? `${percent(change)} % (${interval.map(percent).join(" to ")})` : `${percent(change)} %, of one hand`,
    p < 0.0001 ? "< 0.0001" : p.toFixed(4),
    `${sure.map(percent).join(" → ")} %`,
    sureAndWrong.join(" → "),
    `${readable.map(percent).join(" → ")} %`,
  ];
  return `| ${cells.join(" | ")} |`;
}

export const changeHead = `| case | wrong | change (95 % interval over hands) | McNemar's p | at ≥ 0.99 | of these wrong | share at 0.5 % error |
|---|---|---|---|---|---|---|`;
