import { areaUnderRiskCoverage, percent, riskCoverage } from "../../packages/tenfold/dist/index.js";
import { acceptFrom, calibrateSources } from "../../packages/tenfold/dist/recognize/index.js";

const LEVELS = [0.01, 0.005];

/**
 * A table: of every source how much is accepted and how much of that is wrong when the others calibrate, at every effort. A promise is kept where the wrong
 * ones are no more than chance allows at that error rate, at 95 %.
 *
 * @param sources name, isJudged, readings: of each [confidence, hit] by effort
 * @param columnOf of a source's readings at the nth effort confidences and hits
 */
export function promisesKept(sources, efforts, columnOf = stringsOf) {
  const lines = [
    "| source | effort | readings | right | AURC | at 1 %: accepted, wrong | at 0.5 %: accepted, wrong |",
    "|---|---|---|---|---|---|---|",
  ];
  for (const [at, effort] of efforts.entries()) {
    const column = (source) => columnOf(source, at);
    for (const source of sources) {
      const calibration = calibrateSources(sources.filter((one) => one !== source && !one.isJudged).map(column));
      const { confidences, hits } = column(source);
      const cells = LEVELS.map((level) => {
        const from = acceptFrom(level, calibration);
        const accepted = hits.filter((_, row) => confidences[row] >= from);
        const wrong = accepted.filter((hit) => !hit).length;
        const kept = wrong <= mostByChance(accepted.length, level) ? "" : ", **broken**";
        return `${percent(accepted.length / hits.length, { decimals: 1 })}, ${wrong}${kept}`;
      });
      const right = hits.reduce((sum, hit) => sum + hit, 0);
      const name = source.isJudged ? `${source.name} (only judged)` : source.name;
      lines.push(
        `| ${name} | ${effort} | ${hits.length} | ${percent(right / hits.length, { decimals: 1 })} | ${areaUnderRiskCoverage(riskCoverage(confidences, hits)).toFixed(4)} | ${cells.join(" | ")} |`,
      );
    }
  }
  return lines.join("\n");
}

/** Readings as wholes. */
export function stringsOf({ name, readings }, at) {
  return { name, confidences: readings.map((one) => one[at][0]), hits: readings.map((one) => one[at][1]) };
}

/** The most wrong ones of `count` that an error rate explains at 95 % (binomial). */
function mostByChance(count, rate) {
  let term = (1 - rate) ** count;
  let sum = term;
  let most = 0;
  while (sum < 0.95 && most < count) {
    most++;
    term *= ((count - most + 1) / most) * (rate / (1 - rate));
    sum += term;
  }
  return most;
}
