/**
 * What a runtime's probe found that is not as it is `here`, a sentence each. A runtime need not fuse multiplication and addition in the relaxed
 * build; then it computes as the plain one does.
 */
export function differences({ runtime, failure, predictions, reading, byWorkers }, here) {
  if (failure) return [`${runtime} failed: ${failure}`];
  const { plain, relaxed } = predictions;
  return [
    plain !== here.predictions.plain && `${runtime}: other probabilities in the plain build than ${here.runtime}`,
    relaxed !== undefined &&
      ![here.predictions.relaxed, plain].includes(relaxed) &&
      `${runtime}: other probabilities in the relaxed build than ${here.runtime}`,
    byWorkers.some((one) => written(one) !== written(reading)) &&
      `${runtime} reads ${written(byWorkers)} by workers, ${written(reading)} without`,
    written(reading) !== written(here.reading) && `${runtime} reads ${written(reading)}, ${here.runtime} ${written(here.reading)}`,
  ].filter(Boolean);
}

/** The table of the README. */
export function table(rows) {
  const lines = rows.map(({ found, faults }) => {
    const cells = found.failure ? [found.runtime, "", "", ""] : [found.runtime, found.threads, bestBuild(found), reads(found)];
    return `| ${[...cells, faults.length === 0 ? "yes" : "no"].join(" | ")} |`;
  });
  return ["| runtime | threads | best build | reads | same bits |", "|---|---|---|---|---|", ...lines].join("\n");
}

function bestBuild({ predictions: { plain, relaxed } }) {
  if (relaxed === undefined) return "plain";
  return relaxed === plain ? "relaxed, not fused" : "relaxed, fused";
}

function reads({ reading }) {
  return reading.map(({ text, confidence }) => `${text} (${confidence.toFixed(4)})`).join(", ");
}

function written(reading) {
  return JSON.stringify(reading);
}
