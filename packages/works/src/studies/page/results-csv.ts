import type { StudyResults } from "../study-results.js";

const COLUMNS = [
  "setting",
  "seed",
  "epochs",
  "best_epoch",
  "seconds",
  "seconds_per_epoch",
  "parameters",
  "multiply_adds",
  "latency_ms",
  "validation_images",
  "validation_accuracy",
  "validation_loss",
  "test_images",
  "test_accuracy",
  "test_loss",
];

/** `results.csv`: a line a run (RFC 4180, but with line feeds alone). Shares are 0..1, losses nats. */
export function resultsCsv({ settings }: StudyResults): string {
  const lines = settings.flatMap(({ name, runs }) =>
    runs.map(({ seed, epochs, bestEpoch, seconds, parameters, multiplyAdds, latencyMs, validation, test }) => [
      name,
      ...[seed, epochs, bestEpoch, seconds, seconds / epochs, parameters, multiplyAdds, latencyMs].map(tidy),
      ...[validation.count, validation.accuracy, validation.loss, test.count, test.accuracy, test.loss].map(tidy),
    ]),
  );
  return [COLUMNS, ...lines].map((cells) => `${cells.map(quoted).join(",")}\n`).join("");
}

/** Without the noise of the last bits. */
function tidy(value: number): string {
  return String(Number(value.toPrecision(9)));
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
