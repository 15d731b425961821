import type { BatchEnd, Callback, EpochEnd, Metrics, TrainEnd } from "./callback.js";

export interface ProgressOptions {
  /** Receives text to print as it is, line ends and carriage returns included. */
  readonly write: (text: string) => void;
  /** Whether the last line may be drawn over, as on a terminal; else one line an epoch. */
  readonly live?: boolean | undefined;
  /** Milliseconds between two drawings of the bar. */
  readonly everyMs?: number | undefined;
  /** How wide the terminal is now: what is drawn over must not wrap. */
  readonly columns?: () => number | undefined;
}

/** What may also be told of a training by hand: it asks for less than a callback gets. */
export interface ProgressBar extends Callback {
  onTrainBegin(): void;
  onBatchEnd(end: BatchEnd): void;
  onEpochEnd(end: Omit<EpochEnd, "model" | "stop">): void;
  onTrainEnd(end: Pick<TrainEnd, "interrupted">): void;
}

const WIDTH = 30;
/** Back to the start of the line, and the line erased. */
const CLEAR = "\r\x1b[2K";

/** Progress in Keras's look: the epoch, a bar with the steps, the time left, and the metrics so far. */
export function progress({ write, live = false, everyMs = 100, columns = () => undefined }: ProgressOptions): ProgressBar {
  let drawnAt = 0;
  let announced = 0;
  return {
    name: "progress",
    onTrainBegin() {
      drawnAt = 0;
      announced = 0;
    },
    onBatchEnd({ epoch, epochs, batch, batches, metrics, seconds }) {
      if (epoch !== announced) write(`Epoch ${epoch}/${epochs}${batch > 1 ? ", continued" : ""}\n`);
      announced = epoch;
      if (!live || (seconds * 1000 - drawnAt < everyMs && batch > 1) || batch === batches) return;
      drawnAt = seconds * 1000;
      const left = (seconds / batch) * (batches - batch);
      const line = `${count(batch, batches)} ${bar(batch / batches)} ${clock(left)} ${milliseconds(seconds, batch)} - ${list(metrics)}`;
      write(`${CLEAR}${line.slice(0, (columns() ?? Number.POSITIVE_INFINITY) - 1)}`);
    },
    onEpochEnd({ batches, metrics, learningRate, seconds }) {
      drawnAt = 0;
      const start = live ? CLEAR : "";
      const rate = `learning_rate: ${rounded(learningRate)}`;
      write(
        `${start}${count(batches, batches)} ${bar(1)} ${clock(seconds)} ${milliseconds(seconds, batches)} - ${list(metrics)} - ${rate}\n`,
      );
    },
    onTrainEnd({ interrupted }) {
      if (interrupted && live) write("\n");
    },
  };
}

function count(done: number, all: number): string {
  return `${String(done).padStart(String(all).length)}/${all}`;
}

function bar(part: number): string {
  const full = Math.round(WIDTH * part);
  return "━".repeat(full) + "─".repeat(WIDTH - full);
}

/** 7s, 3:07, 1:02:33 */
function clock(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  const two = (n: number) => String(n).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes}:${two(whole % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

function milliseconds(seconds: number, steps: number): string {
  return `${Math.round((seconds * 1000) / steps)}ms/step`;
}

function list(metrics: Metrics): string {
  return Object.entries(metrics)
    .map(([name, value]) => `${name}: ${rounded(value)}`)
    .join(" - ");
}

/** Four decimals; small numbers in scientific notation. */
function rounded(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(4) : value.toFixed(4);
}
