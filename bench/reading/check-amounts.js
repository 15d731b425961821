// Amounts cut out of bank checks, read as the field "amount" by the reader itself.

import { readFileSync } from "node:fs";
import { readRateAt, riskCoverage } from "../../packages/tenfold/dist/index.js";
import { chequeAmounts } from "./samples.js";
import { decoded } from "./string-measures.js";

/** Pesos have no cents. */
const FIELD = { kind: "amount", decimals: 0 };

/** Nothing for a network that is no reader's. */
export async function checkAmounts(folder, _, reader) {
  if (!reader) return [];
  const strings = await decoded(chequeAmounts(folder), (file) => readFileSync(file));
  const [confidences, hits] = [[], []];
  let [accepted, wrong, ms] = [0, 0, 0];
  for (const { picture, text } of strings) {
    const start = process.cpuUsage();
    const [found] = (await reader.read(picture, { field: FIELD, maxError: 0.01 })).strings;
    const { user, system } = process.cpuUsage(start);
    ms += (user + system) / 1000;
    const hit = found?.text === text;
    confidences.push(found?.confidence ?? 0);
    hits.push(Number(hit));
    if (found?.status === "accepted") {
      accepted++;
      if (!hit) wrong++;
    }
  }
  const [right, of] = [hits.reduce((sum, hit) => sum + hit, 0), strings.length];
  const { readRate } = readRateAt(riskCoverage(Float64Array.from(confidences), Uint8Array.from(hits)), 0.01);
  const data = "cheque-amounts";
  return [
    { data, measure: "whole strings right", right, of, must: 0.75, note: `${(ms / of).toFixed(1)} ms of processor time a string` },
    {
      data,
      measure: "read rate at 1 % string error",
      right: Math.round((readRate ?? 0) * of),
      of,
      must: 0.4,
      note: "by the best threshold on these strings",
    },
    { data, measure: "accepted at maxError 0.01", right: accepted, of, note: `${wrong} of them wrong` },
  ];
}
