/** A number that people follow during training. */
export interface Metric {
  /** "accuracy"; over validation data, "val_accuracy". */
  readonly name: string;
  /** The sum over rows, whose mean is the metric. probabilities and targets `[n, classes]`. */
  sum(probabilities: Float32Array, targets: Float32Array, n: number, classes: number): number;
}
