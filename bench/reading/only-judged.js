// Cells of registers and digits of archives, which calibrate nothing, read by the reader itself: with what it does to find the digit in the middle.

import { areaUnderRiskCoverage, riskCoverage } from "../../packages/tenfold/dist/index.js";
import { readingSources } from "./sources.js";

/** More than there are of either. */
const ALL = 6000;

/** Nothing for a network that is no reader's. */
export const registerCells = onlyJudged("register-cells", "strings right");
export const archiveDigits = onlyJudged("archive-digits", "digits right");

function onlyJudged(data, measure) {
  return async (folder, _, reader) => {
    if (!reader) return [];
    const { items } = (await readingSources({ folder, count: ALL })).find(({ name }) => name === data);
    const tally = { 0.01: [0, 0], 0.005: [0, 0] };
    const [confidences, hits] = [[], []];
    for await (const { picture, truth, field } of items()) {
      for (const maxError of [0.01, 0.005]) {
        const [found] = (await reader.read(picture, { field, maxError })).strings;
        const isRight = found?.text === truth;
        if (found?.status === "accepted") {
          tally[maxError][0]++;
          if (!isRight) tally[maxError][1]++;
        }
        if (maxError !== 0.005) continue;
        confidences.push(found?.confidence ?? 0);
        hits.push(Number(isRight));
      }
    }
    const of = hits.length;
    const aurc = areaUnderRiskCoverage(riskCoverage(Float64Array.from(confidences), Uint8Array.from(hits)));
    const right = hits.reduce((sum, hit) => sum + hit, 0);
    return [
      { data, measure, right, of, note: `AURC ${aurc.toFixed(4)}` },
      ...Object.entries(tally)
        .sort()
        .reverse()
        .map(([maxError, [accepted, wrong]]) => ({
          data,
          measure: `accepted at maxError ${maxError}`,
          right: accepted,
          of,
          note: `${wrong} unlike their labels`,
        })),
    ];
  };
}
