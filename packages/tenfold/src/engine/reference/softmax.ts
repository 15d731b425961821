import type { Numbers } from "./numbers.js";

/** p = exp(x) / Σ exp(x) for each row of x `[n, classes]`, shifted by the row's largest so that nothing overflows. */
export function softmax(x: Numbers, classes: number): Float64Array {
  const p = new Float64Array(x.length);
  forEachRow(x, classes, (row, first) => {
    const most = Math.max(...row);
    const sum = row.reduce((total, value) => total + Math.exp(value - most), 0);
    row.forEach((value, c) => {
      p[first + c] = Math.exp(value - most) / sum;
    });
  });
  return p;
}

/** -Σ target log(softmax(x)) for each row, `[n]`; targets `[n, classes]`, one-hot or soft. */
export function crossEntropy(x: Numbers, targets: Numbers, classes: number): Float64Array {
  const losses = new Float64Array(x.length / classes);
  forEachRow(x, classes, (row, first) => {
    const most = Math.max(...row);
    const logSum = most + Math.log(row.reduce((total, value) => total + Math.exp(value - most), 0));
    losses[first / classes] = row.reduce((loss, value, c) => loss + targets[first + c]! * (logSum - value), 0);
  });
  return losses;
}

/** The gradient of the mean loss by x: (p Σtargets - target) / n. */
export function crossEntropyGradient(x: Numbers, targets: Numbers, classes: number): Float64Array {
  const p = softmax(x, classes);
  const dx = new Float64Array(x.length);
  forEachRow(targets, classes, (row, first) => {
    const total = row.reduce((sum, target) => sum + target, 0);
    row.forEach((target, c) => {
      dx[first + c] = (p[first + c]! * total - target) / (x.length / classes);
    });
  });
  return dx;
}

function forEachRow(x: Numbers, classes: number, visit: (row: number[], first: number) => void): void {
  for (let first = 0; first < x.length; first += classes) {
    visit(
      Array.from({ length: classes }, (_, c) => x[first + c] as number),
      first,
    );
  }
}

/** (1 - smoothing) target + smoothing Σtargets / classes, for each row of targets `[n, classes]`. */
export function smoothed(targets: Numbers, classes: number, smoothing: number): Float64Array {
  const soft = new Float64Array(targets.length);
  forEachRow(targets, classes, (row, first) => {
    const total = row.reduce((sum, target) => sum + target, 0);
    row.forEach((target, c) => {
      soft[first + c] = (1 - smoothing) * target + (smoothing * total) / classes;
    });
  });
  return soft;
}
